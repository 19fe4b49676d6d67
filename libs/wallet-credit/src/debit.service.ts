/** Taking credit or points at once: for whatever is bought with them outside an order. A refund gives it back. */
import { Injectable } from '@nestjs/common';
import { Outbox, plainArray, textArray, type Tx } from '#libs/platform';
import * as sql from './db/wallet.statements.js';
import { sendCapturedHolds, type NewHold } from './hold.writes.js';
import { LedgerBook } from './ledger.book.js';
import { spendableSum, takeFromLots } from './lots.rules.js';
import { announceWallets } from './wallet.events.js';
import { HOUSE_ACCOUNTS, type Asset, type HouseAccount } from './wallet.types.js';

/** Takes exactly `amount` from an owner. (`reference`, `kind`) happens once; the reference is the debit's alone. */
export interface DebitWallet {
  readonly transferId: string;
  readonly reference: string;
  readonly kind: string;
  readonly ownerId: string;
  readonly asset: Asset;
  readonly amount: number;
  readonly to: HouseAccount;
  readonly actor: string | null;
  readonly reason: string | null;
}

/** `debited` and `exists`: it is taken. The others took nothing. */
export type DebitOutcome =
  | { readonly kind: 'debited' | 'exists' }
  | { readonly kind: 'insufficient'; readonly available: number }
  | { readonly kind: 'frozen' };

@Injectable()
export class DebitService {
  constructor(private readonly outbox: Outbox) {}

  /** Takes from the lots that expire first. Requests are served in array order; locks accounts by id. */
  async debit(tx: Tx, requests: readonly DebitWallet[]): Promise<readonly DebitOutcome[]> {
    if (requests.length === 0) return [];
    const owners = requests.map((request) => request.ownerId);
    const book = new LedgerBook();
    const [accounts, lots, booked] = await Promise.all([
      tx.run(sql.lockAccounts, [
        plainArray([...new Set([...owners, ...requests.map(({ to }) => HOUSE_ACCOUNTS[to])])]),
      ]),
      tx.run(sql.spendableLots, [plainArray([...new Set(owners)])]),
      tx.run(sql.transfersOnce, [
        textArray(requests.map((request) => request.kind)),
        plainArray(requests.map((request) => request.reference)),
      ]),
    ]);
    book.addAccounts(accounts);
    book.addLots(lots);
    const done = new Set(booked.map((row) => row.reference + row.kind));
    const holds: NewHold[] = [];
    const outcomes = requests.map((request): DebitOutcome => {
      if (done.has(request.reference + request.kind)) return { kind: 'exists' };
      const account = book.account(request.ownerId, request.asset);
      if (account === undefined) return { kind: 'insufficient', available: 0 };
      if (account.frozenReason !== null) return { kind: 'frozen' };
      const available = spendableSum(book.lotsOf(account), tx.now);
      if (request.amount > available) return { kind: 'insufficient', available };
      done.add(request.reference + request.kind);
      const takes = takeFromLots(book.lotsOf(account), request.amount, tx.now);
      book.hold(account, takes);
      book.consume(account, takes);
      holds.push({ reference: request.reference, accountId: account.id, amount: request.amount, takes });
      book.transfer(
        {
          id: request.transferId,
          kind: request.kind,
          reference: request.reference,
          orderId: null,
          actor: request.actor,
          reason: request.reason,
        },
        [
          { account, amount: -request.amount },
          { account: book.account(HOUSE_ACCOUNTS[request.to], request.asset)!, amount: request.amount },
        ],
      );
      return { kind: 'debited' };
    });
    sendCapturedHolds(tx, holds);
    announceWallets(this.outbox, tx, await book.write(tx));
    return outcomes;
  }
}

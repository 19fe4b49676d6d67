/**
 * What customers earn, and what is taken back of it. A claw-back beyond what is left is written off (`clamp`) or owed (`deficit`,
 * repaid by the next earnings first); either way the whole of it returns to the house by one transfer that sums to 0.
 */
import { Injectable } from '@nestjs/common';
import { Database, Outbox, plainArray, textArray, type Tx } from '#libs/platform';
import * as debits from './db/debit.statements.js';
import * as sql from './db/wallet.statements.js';
import type { AccountRow } from './db/wallet.statements.js';
import { sendCapturedHolds, type NewHold } from './hold.writes.js';
import { LedgerBook, type Side } from './ledger.book.js';
import { spendableSum, takeFromLots } from './lots.rules.js';
import { announceWallets } from './wallet.events.js';
import { WalletService } from './wallet.service.js';
import { HOUSE_ACCOUNTS, type Asset, type LotSource } from './wallet.types.js';

/** ▲ What becomes of a claw-back of what was already spent. */
export const CLAWBACK_POLICIES = ['clamp', 'deficit'] as const;
export type ClawbackPolicy = (typeof CLAWBACK_POLICIES)[number];

/** Something earned. (`reference`, `kind`) happens once. */
export interface EarnedCredit {
  readonly transferId: string;
  readonly lotId: string;
  readonly ownerId: string;
  readonly asset: Asset;
  readonly amount: number;
  readonly source: LotSource;
  readonly kind: string;
  readonly reference: string;
  /** The customer's own order behind it, if any. */
  readonly orderId: string | null;
  readonly expiresAt: Date | null;
  readonly actor: string | null;
  readonly reason: string | null;
}

/** `repaid`: how much of it went into what was owed. */
export type EarnOutcome = { readonly kind: 'earned'; readonly repaid: number } | { readonly kind: 'exists' };

/** Something earned that is to be returned to the house. (`reference`, `reward_clawback`) happens once. */
export interface ClawBack {
  readonly transferId: string;
  readonly reference: string;
  readonly ownerId: string;
  readonly asset: Asset;
  readonly amount: number;
  readonly orderId: string | null;
  readonly reason: string;
}

/** `taken` came from the customer, `rest` was not there any more. */
export interface ClawBackOutcome {
  readonly taken: number;
  readonly rest: number;
}

export const CLAWBACK_KIND = 'reward_clawback';

@Injectable()
export class EarningLedger {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly wallet: WalletService,
  ) {}

  /** Books earnings from `promotions`, each as a lot; what the owner owes is repaid first. Locks accounts by id. */
  async earn(tx: Tx, earnings: readonly EarnedCredit[]): Promise<readonly EarnOutcome[]> {
    if (earnings.length === 0) return [];
    await this.wallet.openAccounts(tx, earnings);
    const book = await this.open(tx, earnings);
    const done = await this.booked(tx, earnings);
    const owed = await this.owed(tx, book, earnings);
    const repaidBy = new Map<number, number>();
    const outcomes = earnings.map((earning): EarnOutcome => {
      if (done.has(earning.reference + earning.kind)) return { kind: 'exists' };
      done.add(earning.reference + earning.kind);
      const account = book.account(earning.ownerId, earning.asset)!;
      const repaid = Math.min(earning.amount, owed.get(account.id) ?? 0);
      const left = earning.amount - repaid;
      const sides: Side[] = [{ account: house(book, 'promotions', earning.asset), amount: -earning.amount }];
      if (left > 0) {
        book.addNewLot(account, {
          id: earning.lotId,
          source: earning.source,
          amount: left,
          expiresAt: earning.expiresAt,
        });
        sides.push({ account, amount: left });
      }
      if (repaid > 0) {
        owed.set(account.id, owed.get(account.id)! - repaid);
        repaidBy.set(account.id, owed.get(account.id)!);
        sides.push({ account: house(book, 'receivables', earning.asset), amount: repaid });
      }
      const { transferId: id, kind, reference, orderId, actor, reason } = earning;
      book.transfer({ id, kind, reference, orderId, actor, reason }, sides);
      return { kind: 'earned', repaid };
    });
    this.sendDeficits(tx, repaidBy);
    announceWallets(this.outbox, tx, await book.write(tx));
    return outcomes;
  }

  /**
   * Takes earnings back, even from a frozen wallet: as much as is there now, the rest by policy. What is held for an order is not
   * touched. Claims are served in array order; one that was served before takes nothing.
   */
  async clawBack(
    tx: Tx,
    claims: readonly ClawBack[],
    { policy }: { readonly policy: ClawbackPolicy },
  ): Promise<readonly ClawBackOutcome[]> {
    if (claims.length === 0) return [];
    const book = await this.open(tx, claims);
    book.addLots(await tx.run(sql.spendableLots, [plainArray([...new Set(claims.map(({ ownerId }) => ownerId))])]));
    const done = await this.booked(
      tx,
      claims.map((claim) => ({ ...claim, kind: CLAWBACK_KIND })),
    );
    const owed = await this.owed(tx, book, claims);
    const owing = new Map<number, number>();
    const holds: NewHold[] = [];
    const outcomes = claims.map((claim): ClawBackOutcome => {
      if (done.has(claim.reference + CLAWBACK_KIND)) return { taken: 0, rest: 0 };
      done.add(claim.reference + CLAWBACK_KIND);
      const account = book.account(claim.ownerId, claim.asset);
      if (account === undefined)
        throw new Error(`${claim.ownerId} has earned no ${claim.asset} that could be taken back`);
      const lots = book.lotsOf(account);
      const taken = Math.min(claim.amount, spendableSum(lots, tx.now));
      const rest = claim.amount - taken;
      const sides: Side[] = [{ account: house(book, 'promotions', claim.asset), amount: claim.amount }];
      if (taken > 0) {
        const takes = takeFromLots(lots, taken, tx.now);
        book.hold(account, takes);
        book.consume(account, takes);
        holds.push({ reference: claim.reference, accountId: account.id, amount: taken, takes });
        sides.push({ account, amount: -taken });
      }
      if (rest > 0) {
        const onto = policy === 'clamp' ? 'write_offs' : 'receivables';
        sides.push({ account: house(book, onto, claim.asset), amount: -rest });
        if (policy === 'deficit') {
          owed.set(account.id, (owed.get(account.id) ?? 0) + rest);
          owing.set(account.id, owed.get(account.id)!);
        }
      }
      book.transfer(
        {
          id: claim.transferId,
          kind: CLAWBACK_KIND,
          reference: claim.reference,
          orderId: claim.orderId,
          actor: null,
          reason: reasonOf(claim, { taken, rest, policy }),
        },
        sides,
      );
      return { taken, rest };
    });
    sendCapturedHolds(tx, holds);
    this.sendDeficits(tx, owing);
    announceWallets(this.outbox, tx, await book.write(tx));
    return outcomes;
  }

  /** What an owner owes, per asset; nothing for most. */
  async owedBy(ownerId: string): Promise<ReadonlyMap<Asset, number>> {
    const rows = await this.database.run(debits.deficitsOfOwner, [ownerId]);
    return new Map(rows.map((row) => [row.asset, row.owed]));
  }

  private async open(tx: Tx, of: readonly { readonly ownerId: string }[]): Promise<LedgerBook> {
    const houses = [HOUSE_ACCOUNTS.promotions, HOUSE_ACCOUNTS.write_offs, HOUSE_ACCOUNTS.receivables];
    const book = new LedgerBook();
    book.addAccounts(
      await tx.run(sql.lockAccounts, [plainArray([...new Set([...of.map(({ ownerId }) => ownerId), ...houses])])]),
    );
    return book;
  }

  private async booked(
    tx: Tx,
    of: readonly { readonly kind: string; readonly reference: string }[],
  ): Promise<Set<string>> {
    const rows = await tx.run(sql.transfersOnce, [
      textArray(of.map(({ kind }) => kind)),
      plainArray(of.map(({ reference }) => reference)),
    ]);
    return new Set(rows.map((row) => row.reference + row.kind));
  }

  private async owed(
    tx: Tx,
    book: LedgerBook,
    of: readonly { readonly ownerId: string }[],
  ): Promise<Map<number, number>> {
    const accounts = book.accountsOf(new Set(of.map(({ ownerId }) => ownerId)));
    const rows = await tx.run(debits.readDeficits, [plainArray(accounts.map((account) => account.id))]);
    return new Map(rows.map((row) => [row.accountId, row.owed]));
  }

  private sendDeficits(tx: Tx, owed: ReadonlyMap<number, number>): void {
    if (owed.size > 0) tx.send(debits.writeDeficits, [plainArray([...owed.keys()]), plainArray([...owed.values()])]);
  }
}

function house(book: LedgerBook, name: keyof typeof HOUSE_ACCOUNTS, asset: Asset): AccountRow {
  const account = book.account(HOUSE_ACCOUNTS[name], asset);
  if (account === undefined) throw new Error(`house account ${name} for ${asset} is missing`);
  return account;
}

function reasonOf(
  claim: ClawBack,
  { taken, rest, policy }: ClawBackOutcome & { readonly policy: ClawbackPolicy },
): string {
  if (rest === 0) return claim.reason;
  const fate = policy === 'clamp' ? 'written off' : 'owed';
  return `${claim.reason}: ${taken} of ${claim.amount} taken, ${rest} ${fate}`;
}

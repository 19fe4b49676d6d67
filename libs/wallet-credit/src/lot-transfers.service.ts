/**
 * Credit that changes hands with its history. What is sent leaves its lots at once and stays on record as a captured hold, so that it
 * can be passed on or given back share by share: with the expiry and the origin of the lot each share came from.
 */
import { Injectable } from '@nestjs/common';
import { Outbox, plainArray, textArray, timeArray, uuid7, type Tx } from '#libs/platform';
import { takesOf } from './hold.rules.js';
import { sendCapturedHolds, type NewHold } from './hold.writes.js';
import type { LedgerBook } from './ledger.book.js';
import { spendableSum, takeFromLots, type LotTake } from './lots.rules.js';
import type { GiveBack, Moved, PassOn, SendCredit, SendOutcome } from './lot-transfers.types.js';
import { bookedTransfers, creditHouse, creditOf, KnownHolds, openBook } from './open-book.js';
import {
  aliveShares,
  insertGiftedLots,
  insertRestorations,
  lotsWithOrigin,
  spendableWithOrigin,
  type OriginLotRow,
} from './db/transfer.statements.js';
import type { AccountRow } from './db/wallet.statements.js';
import { announceWallets } from './wallet.events.js';
import { WalletService } from './wallet.service.js';

/** A share of what was sent, with the lot it came from. */
interface Share {
  readonly lot: OriginLotRow;
  readonly amount: number;
}

@Injectable()
export class LotTransfers {
  constructor(
    private readonly outbox: Outbox,
    private readonly wallet: WalletService,
  ) {}

  /** Sends credit, earliest-expiring lots first. Requests are served in array order; locks accounts by id. */
  async send(tx: Tx, requests: readonly SendCredit[]): Promise<readonly SendOutcome[]> {
    if (requests.length === 0) return [];
    const owners = [...new Set(requests.map((request) => request.ownerId))];
    const book = await openBook(tx, owners, [...new Set(requests.map((request) => request.to))]);
    book.addLots(await tx.run(spendableWithOrigin, [plainArray(owners)]));
    const known = await KnownHolds.read(
      tx,
      requests.map((request) => request.reference),
    );
    const sent: NewHold[] = [];
    const outcomes = requests.map((request): SendOutcome => {
      const account = book.account(request.ownerId, 'credit');
      if (account === undefined) return { kind: 'insufficient', available: 0 };
      const before = known.of(request.reference, account);
      const available = spendableSum(book.lotsOf(account), tx.now);
      if (before !== undefined && before.amount !== request.amount) return { kind: 'differs' };
      if (before !== undefined)
        return { kind: 'exists', wallet: { balance: account.balance, held: account.held, available } };
      if (account.frozenReason !== null) return { kind: 'frozen' };
      if (request.amount > available) return { kind: 'insufficient', available };
      sent.push(
        this.take(book, { account, request, takes: takeFromLots(book.lotsOf(account), request.amount, tx.now) }),
      );
      const { balance, held } = account;
      return { kind: 'created', wallet: { balance, held, available: available - request.amount } };
    });
    sendCapturedHolds(tx, sent);
    await this.write(tx, book);
    return outcomes;
  }

  /** How much of what was sent under a reference is alive now. */
  async aliveOf(tx: Tx, reference: string): Promise<number> {
    const [row] = await tx.run(aliveShares, [reference, tx.now]);
    return row!.alive;
  }

  /** Passes on what was sent; what has expired since goes to the house. Happens once per (reference, kind). */
  async passOn(tx: Tx, requests: readonly PassOn[]): Promise<readonly Moved[]> {
    if (requests.length === 0) return [];
    await this.wallet.openAccounts(
      tx,
      requests.map((request) => ({ ownerId: request.receiverId, asset: 'credit' })),
    );
    const owners = requests.flatMap((request) => [request.senderId, request.receiverId]);
    const { book, sharesOf, isBooked } = await this.openSent(tx, requests, owners);
    const newLots: { reference: string; account: AccountRow; share: Share }[] = [];
    const outcomes = requests.map((request): Moved => {
      if (isBooked(request)) return { kind: 'exists' };
      const receiver = creditOf(book, request.receiverId);
      const { live, expired, arrived } = parted(sharesOf(request), tx.now);
      for (const share of merged(live)) newLots.push({ reference: request.reference, account: receiver, share });
      this.bookMove(book, request, { account: receiver, arrived, expired });
      return { kind: 'moved', arrived, expired };
    });
    if (newLots.length > 0) {
      await tx.change(insertGiftedLots, [
        plainArray(newLots.map(() => uuid7())),
        plainArray(newLots.map(({ account }) => account.id)),
        plainArray(newLots.map(({ share }) => share.amount)),
        timeArray(newLots.map(({ share }) => share.lot.expiresAt)),
        tx.now,
        plainArray(newLots.map(({ reference }) => reference)),
        textArray(newLots.map(({ share }) => share.lot.origin)),
      ]);
    }
    await this.write(tx, book);
    return outcomes;
  }

  /** Gives what was sent back to its lots; what has expired since goes to the house. Happens once per (reference, kind). */
  async giveBack(tx: Tx, requests: readonly GiveBack[]): Promise<readonly Moved[]> {
    if (requests.length === 0) return [];
    const owners = requests.map((request) => request.senderId);
    const { book, sharesOf, isBooked } = await this.openSent(tx, requests, owners);
    const restored: { request: GiveBack; share: Share }[] = [];
    const outcomes = requests.map((request): Moved => {
      const shares = sharesOf(request);
      // Never sent, or given back before: there is nothing to give.
      if (isBooked(request) || shares.length === 0) return { kind: 'exists' };
      const sender = creditOf(book, request.senderId);
      const { live, expired, arrived } = parted(shares, tx.now);
      if (live.length > 0)
        book.restore(
          sender,
          live.map(({ lot, amount }) => ({ lotId: lot.id, amount })),
        );
      restored.push(...live.map((share) => ({ request, share })));
      this.bookMove(book, request, { account: sender, arrived, expired });
      return { kind: 'moved', arrived, expired };
    });
    if (restored.length > 0) {
      await tx.change(insertRestorations, [
        plainArray(restored.map(({ request }) => request.reference)),
        plainArray(restored.map(({ share }) => share.lot.id)),
        plainArray(restored.map(({ share }) => share.amount)),
        plainArray(restored.map(({ request }) => request.transferId)),
      ]);
    }
    await this.write(tx, book);
    return outcomes;
  }

  /** Consumes shares of lots in the book and moves their worth to a house account. */
  private take(
    book: LedgerBook,
    { account, request, takes }: { account: AccountRow; request: SendCredit; takes: readonly LotTake[] },
  ): NewHold {
    book.hold(account, takes);
    book.consume(account, takes);
    const { transferId: id, kind, reference, ownerId: actor, reason, amount } = request;
    book.transfer({ id, kind, reference, orderId: null, actor, reason }, [
      { account, amount: -amount },
      { account: creditHouse(book, request.to), amount },
    ]);
    return { reference, accountId: account.id, amount, takes };
  }

  private bookMove(
    book: LedgerBook,
    request: PassOn | GiveBack,
    to: { readonly account: AccountRow; readonly arrived: number; readonly expired: number },
  ): void {
    const { transferId: id, kind, reference, reason } = request;
    const actor = 'receiverId' in request ? request.receiverId : request.senderId;
    book.transfer({ id, kind, reference, orderId: null, actor, reason }, [
      { account: creditHouse(book, request.from), amount: -(to.arrived + to.expired) },
      ...(to.arrived > 0 ? [{ account: to.account, amount: to.arrived }] : []),
      ...(to.expired > 0 ? [{ account: creditHouse(book, 'expired'), amount: to.expired }] : []),
    ]);
  }

  /** Locks everybody, then reads what was sent under each reference and the lots it came from. */
  private async openSent(tx: Tx, requests: readonly (PassOn | GiveBack)[], owners: readonly string[]) {
    const book = await openBook(tx, owners, [...new Set(requests.map((request) => request.from)), 'expired']);
    const isBooked = await bookedTransfers(tx, requests);
    const known = await KnownHolds.read(
      tx,
      requests.map((request) => request.reference),
    );
    const holdOf = (request: PassOn | GiveBack) => {
      const account = book.account(request.senderId, 'credit');
      return account === undefined ? undefined : known.of(request.reference, account);
    };
    const lotIds = requests.flatMap((request) => holdOf(request)?.lotIds ?? []);
    const lots = lotIds.length === 0 ? [] : await tx.run(lotsWithOrigin, [plainArray([...new Set(lotIds)])]);
    book.addLots(lots);
    const byId = new Map(lots.map((lot) => [lot.id, lot]));
    const sharesOf = (request: PassOn | GiveBack): Share[] => {
      const row = holdOf(request);
      if (row?.state !== 'captured') return [];
      return takesOf(row).map(({ lotId, amount }) => ({ lot: byId.get(lotId)!, amount }));
    };
    return { book, isBooked, sharesOf };
  }

  private async write(tx: Tx, book: LedgerBook): Promise<void> {
    announceWallets(this.outbox, tx, await book.write(tx));
  }
}

/** Shares whose lots are alive, and the sum of those whose lots have expired: nothing outlives the lot it came from. */
function parted(
  shares: readonly Share[],
  now: Date,
): { readonly live: readonly Share[]; readonly arrived: number; readonly expired: number } {
  const live = shares.filter(({ lot }) => lot.expiresAt === null || lot.expiresAt > now);
  const total = shares.reduce((sum, share) => sum + share.amount, 0);
  const arrived = live.reduce((sum, share) => sum + share.amount, 0);
  return { live, arrived, expired: total - arrived };
}

/** Shares of one expiry and one origin become one lot: a gift out of many small lots does not make many small lots. */
function merged(shares: readonly Share[]): Share[] {
  const byNature = new Map<string, Share>();
  for (const share of shares) {
    const nature = `${share.lot.expiresAt?.getTime() ?? 'never'}/${share.lot.origin}`;
    const same = byNature.get(nature);
    byNature.set(nature, same === undefined ? share : { lot: same.lot, amount: same.amount + share.amount });
  }
  return [...byNature.values()];
}

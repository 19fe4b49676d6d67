/** Credit that leaves the shop: only lots of certain origins may be set aside for it; what was held is paid out and its fee kept. */
import { Injectable } from '@nestjs/common';
import { Database, Outbox, plainArray, textArray, type Minor, type Tx } from '#libs/platform';
import { takesOf } from './hold.rules.js';
import { sendCapturedHolds, sendHolds, type NewHold } from './hold.writes.js';
import type { LedgerBook } from './ledger.book.js';
import { spendableSum, takeFromLots } from './lots.rules.js';
import type { HoldWithdrawable, RecoverCredit, SettleHold } from './lot-transfers.types.js';
import { bookedTransfers, creditHouse, creditOf, KnownHolds, openBook } from './open-book.js';
import { readFrozen, spendableWithOrigin, type OriginLotRow } from './db/transfer.statements.js';
import { finishHolds, lotsByIds, type AccountRow, type HoldRow } from './db/wallet.statements.js';
import { announceWallets } from './wallet.events.js';
import type { HoldOutcome, HouseAccount, LotSource } from './wallet.types.js';

@Injectable()
export class WithdrawableLots {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  /** How much of an owner's credit could be held for a withdrawal now, and why not at all: frozen. A plain read. */
  async available(
    ownerId: string,
    origins: readonly LotSource[],
  ): Promise<{ readonly available: Minor; readonly isFrozen: boolean }> {
    const now = await this.database.now();
    const lots = await this.database.run(spendableWithOrigin, [plainArray([ownerId])]);
    return {
      available: spendableSum(ofOrigins(lots, origins), now),
      isFrozen: await this.isFrozen(this.database, ownerId),
    };
  }

  /** Whether an owner's wallet is frozen. A plain read: what takes credit looks again under the lock. */
  async isFrozen(reader: Pick<Tx, 'run'>, ownerId: string): Promise<boolean> {
    return (await reader.run(readFrozen, [ownerId])).some((account) => account.isFrozen);
  }

  /** Sets credit of the given origins aside, earliest-expiring lots first. Requests are served in array order; locks accounts by id. */
  async hold(tx: Tx, requests: readonly HoldWithdrawable[]): Promise<readonly HoldOutcome[]> {
    if (requests.length === 0) return [];
    const owners = [...new Set(requests.map((request) => request.ownerId))];
    const book = await openBook(tx, owners, []);
    const lots = await tx.run(spendableWithOrigin, [plainArray(owners)]);
    book.addLots(lots);
    const known = await KnownHolds.read(
      tx,
      requests.map((request) => request.reference),
    );
    const fresh: NewHold[] = [];
    const outcomes = requests.map((request): HoldOutcome => {
      const account = book.account(request.ownerId, 'credit');
      if (account === undefined) return { kind: 'insufficient', available: 0 };
      const all = book.lotsOf(account);
      const before = known.of(request.reference, account);
      if (before !== undefined) return outcomeOfKnown(before, request, account, spendableSum(all, tx.now));
      if (account.frozenReason !== null) return { kind: 'frozen' };
      const fit = ofOrigins(all as readonly OriginLotRow[], request.origins);
      const available = spendableSum(fit, tx.now);
      if (request.amount > available) return { kind: 'insufficient', available };
      const takes = takeFromLots(fit, request.amount, tx.now);
      book.hold(account, takes);
      fresh.push({ reference: request.reference, accountId: account.id, amount: request.amount, takes });
      const { balance, held } = account;
      return {
        kind: 'created',
        amount: request.amount,
        wallet: { balance, held, available: spendableSum(all, tx.now) },
      };
    });
    announceWallets(this.outbox, tx, sendHolds(tx, book, fresh));
    return outcomes;
  }

  /** Turns whole holds into transfers. @throws Error for a hold that was released, or houses that do not get all of it: defects */
  async settle(tx: Tx, requests: readonly SettleHold[]): Promise<void> {
    if (requests.length === 0) return;
    const book = await this.openSettling(tx, requests);
    const known = await KnownHolds.read(
      tx,
      requests.map((request) => request.reference),
    );
    const live = requests.flatMap((request) => {
      const account = creditOf(book, request.ownerId);
      const row = known.of(request.reference, account);
      if (row === undefined || row.state === 'released')
        throw new Error(`settling of hold ${request.reference}, which is ${row?.state ?? 'unknown'}`);
      return row.state === 'held' ? [{ request, account, row }] : [];
    });
    const lotIds = live.flatMap(({ row }) => row.lotIds);
    if (lotIds.length > 0) book.addLots(await tx.run(lotsByIds, [plainArray([...new Set(lotIds)])]));
    for (const { request, account, row } of live) {
      book.consume(account, takesOf(row));
      this.pay(book, request, [{ account, amount: -row.amount }]);
    }
    if (live.length > 0)
      await tx.change(finishHolds, [
        plainArray(live.map(({ row }) => row.reference)),
        plainArray(live.map(({ row }) => row.accountId)),
        textArray(live.map(() => 'captured')),
        plainArray(live.map(({ row }) => row.amount)),
      ]);
    announceWallets(this.outbox, tx, await book.write(tx));
  }

  /**
   * Books money that has left the shop although its hold was given back: takes what the owner can spend, frozen or not, and lets the
   * house account `adjustments` bear the rest (clawback `clamp`). Answers how much each owner bore. Once per (reference, kind).
   */
  async recover(tx: Tx, requests: readonly RecoverCredit[]): Promise<readonly Minor[]> {
    if (requests.length === 0) return [];
    const book = await this.openSettling(tx, requests, ['adjustments']);
    const isBooked = await bookedTransfers(tx, requests);
    book.addLots(await tx.run(spendableWithOrigin, [plainArray(requests.map((request) => request.ownerId))]));
    const taken: NewHold[] = [];
    const borne = requests.map((request): Minor => {
      if (isBooked(request)) return 0;
      const account = creditOf(book, request.ownerId);
      const lots = book.lotsOf(account);
      const amount = Math.min(request.amount, spendableSum(lots, tx.now));
      const takes = takeFromLots(lots, amount, tx.now);
      if (amount > 0) {
        book.hold(account, takes);
        book.consume(account, takes);
        taken.push({ reference: request.reference, accountId: account.id, amount, takes });
      }
      const missing = request.amount - amount;
      this.pay(book, request, [
        ...(amount > 0 ? [{ account, amount: -amount }] : []),
        ...(missing > 0 ? [{ account: creditHouse(book, 'adjustments'), amount: -missing }] : []),
      ]);
      return amount;
    });
    sendCapturedHolds(tx, taken);
    announceWallets(this.outbox, tx, await book.write(tx));
    return borne;
  }

  private openSettling(
    tx: Tx,
    requests: readonly SettleHold[],
    more: readonly HouseAccount[] = [],
  ): Promise<LedgerBook> {
    const houses = new Set([...requests.flatMap((request) => request.to.map(({ house }) => house)), ...more]);
    return openBook(
      tx,
      requests.map((request) => request.ownerId),
      [...houses],
    );
  }

  private pay(
    book: LedgerBook,
    request: SettleHold,
    from: readonly { readonly account: AccountRow; readonly amount: Minor }[],
  ): void {
    const { transferId: id, kind, reference, ownerId: actor, reason } = request;
    const to = request.to.filter(({ amount }) => amount > 0);
    book.transfer({ id, kind, reference, orderId: null, actor, reason }, [
      ...from,
      ...to.map(({ house, amount }) => ({ account: creditHouse(book, house), amount })),
    ]);
  }
}

function ofOrigins(lots: readonly OriginLotRow[], origins: readonly LotSource[]): readonly OriginLotRow[] {
  return lots.filter((lot) => origins.includes(lot.origin));
}

function outcomeOfKnown(
  row: HoldRow,
  request: HoldWithdrawable,
  { balance, held }: AccountRow,
  available: Minor,
): HoldOutcome {
  if (row.state === 'released') return { kind: 'released' };
  if (row.amount !== request.amount) return { kind: 'differs' };
  return { kind: 'exists', amount: row.amount, wallet: { balance, held, available } };
}

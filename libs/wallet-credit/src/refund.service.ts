/**
 * Refunds. What was captured goes back to the lots it came from, last used first (domain.md §7): it expires as it would have, and can be
 * withdrawn or not as before. What has run out meanwhile lives on for some days in a lot of its own, of the same origin.
 */
import { Injectable } from '@nestjs/common';
import { Outbox, plainArray, uuid7, type Minor, type Tx } from '#libs/platform';
import { takesOf } from './hold.rules.js';
import type { LedgerBook } from './ledger.book.js';
import { captureOfTakes, refundOfTakes, type LotTake } from './lots.rules.js';
import { KnownHolds, openBook } from './open-book.js';
import { insertRefundShares, lotsWithOrigin, refundsOf, type OriginLotRow } from './db/transfer.statements.js';
import type { AccountRow, HoldRow } from './db/wallet.statements.js';
import { announceWallets } from './wallet.events.js';
import { HOUSE_ACCOUNTS, type Asset, type HouseAccount, type LotSource } from './wallet.types.js';

/** Gives back `amount` (above 0) of what was captured or debited under `reference`. (`refundId`, `kind`) happens once. */
export interface RefundCredit {
  readonly refundId: string;
  readonly reference: string;
  readonly ownerId: string;
  readonly asset: Asset;
  readonly amount: Minor;
  readonly transferId: string;
  readonly kind: string;
  readonly from: HouseAccount;
  readonly orderId: string | null;
  readonly actor: string | null;
  readonly reason: string | null;
}

/**
 * - `refunded`: given back, `carriedOn` of it in a lot of its own; `exists`: this refund was made before;
 * - `exceeds`: nothing was given back, only `refundable` is left; `differs`: the refund stands for another amount.
 */
export type RefundOutcome =
  | { readonly kind: 'refunded'; readonly carriedOn: Minor }
  | { readonly kind: 'exists' }
  | { readonly kind: 'exceeds'; readonly refundable: Minor }
  | { readonly kind: 'differs' };

/** A share on its way back; `carriedBy` is the lot in which it lives on, `null` when its own takes it back. */
interface ReturnedShare {
  readonly request: RefundCredit;
  readonly take: LotTake;
  readonly carriedBy: string | null;
}

const DAY_MS = 86_400_000;

@Injectable()
export class RefundService {
  constructor(private readonly outbox: Outbox) {}

  /**
   * Refunds, even to a frozen wallet; what is owed is not repaid by it. Requests are served in array order; locks accounts by id.
   * `graceDays`: how long credit lives on whose lot has expired meanwhile; 0 = it expires at once (REFUNDED_LOT_GRACE_DAYS).
   */
  async refund(
    tx: Tx,
    requests: readonly RefundCredit[],
    { graceDays }: { readonly graceDays: number },
  ): Promise<readonly RefundOutcome[]> {
    if (requests.length === 0) return [];
    const owners = [...new Set(requests.map((request) => request.ownerId))];
    const book = await openBook(tx, owners, [...new Set(requests.map((request) => request.from))]);
    const captured = await CapturedCredit.read(tx, requests);
    book.addLots(captured.lots);
    const returned: ReturnedShare[] = [];
    const outcomes = requests.map((request): RefundOutcome => {
      const account = book.account(request.ownerId, request.asset);
      if (account === undefined) return { kind: 'exceeds', refundable: 0 };
      const before = captured.madeBefore(request, account);
      if (before !== undefined) return { kind: before === request.amount ? 'exists' : 'differs' };
      const refundable = captured.refundable(request, account);
      if (request.amount > refundable) return { kind: 'exceeds', refundable };
      const shares = this.giveBack(tx, book, { account, request, takes: captured.take(request, account), graceDays });
      returned.push(...shares);
      const carried = shares.filter(({ carriedBy }) => carriedBy !== null);
      return { kind: 'refunded', carriedOn: carried.reduce((sum, { take }) => sum + take.amount, 0) };
    });
    const changed = await book.write(tx);
    // After the lots in which some of them live on.
    if (returned.length > 0)
      await tx.change(insertRefundShares, [
        plainArray(returned.map(({ request }) => request.reference)),
        plainArray(returned.map(({ take }) => take.lotId)),
        plainArray(returned.map(({ take }) => take.amount)),
        plainArray(returned.map(({ request }) => request.transferId)),
        plainArray(returned.map(({ carriedBy }) => carriedBy)),
      ]);
    announceWallets(this.outbox, tx, changed);
    return outcomes;
  }

  /** Books one refund: shares of living lots into them, the others into one new lot per origin. */
  private giveBack(
    tx: Tx,
    book: LedgerBook,
    {
      account,
      request,
      takes,
      graceDays,
    }: { account: AccountRow; request: RefundCredit; takes: readonly OriginTake[]; graceDays: number },
  ): ReturnedShare[] {
    const expiresAt = new Date(tx.now.getTime() + graceDays * DAY_MS);
    const carriers = new Map<LotSource, { readonly id: string; amount: Minor }>();
    const shares = takes.map(({ lot, take }): ReturnedShare => {
      if (lot.expiresAt === null || lot.expiresAt > tx.now) return { request, take, carriedBy: null };
      const carrier = carriers.get(lot.origin) ?? { id: uuid7(), amount: 0 };
      carriers.set(lot.origin, carrier);
      carrier.amount += take.amount;
      return { request, take, carriedBy: carrier.id };
    });
    book.restore(
      account,
      shares.filter(({ carriedBy }) => carriedBy === null).map(({ take }) => take),
    );
    for (const [source, { id, amount }] of carriers) book.addNewLot(account, { id, source, amount, expiresAt });
    const { transferId: id, kind, refundId: reference, orderId, actor, reason, amount, asset, from } = request;
    const house = book.account(HOUSE_ACCOUNTS[from], asset);
    if (house === undefined) throw new Error(`house account ${from} for ${asset} is missing`);
    book.transfer({ id, kind, reference, orderId, actor, reason }, [
      { account, amount },
      { account: house, amount: -amount },
    ]);
    return shares;
  }
}

interface OriginTake {
  readonly lot: OriginLotRow;
  readonly take: LotTake;
}

/** What was captured under the references of a batch, and what refunds have given back of it, those of the batch included. */
class CapturedCredit {
  private constructor(
    private readonly holds: KnownHolds,
    private readonly byLot: ReadonlyMap<string, OriginLotRow>,
    private readonly refunds: Map<string, Minor>,
    private readonly refunded: Map<string, Minor>,
  ) {}

  /** Reads it under the accounts' locks. */
  static async read(tx: Tx, requests: readonly RefundCredit[]): Promise<CapturedCredit> {
    const references = [...new Set(requests.map((request) => request.reference))];
    const holds = await KnownHolds.read(tx, references);
    const made = await tx.run(refundsOf, [plainArray(references)]);
    const lots = await tx.run(lotsWithOrigin, [plainArray(holds.lotIds())]);
    const refunded = new Map<string, Minor>();
    for (const { reference, accountId, amount } of made) {
      const key = `${reference}/${accountId}`;
      refunded.set(key, (refunded.get(key) ?? 0) + amount);
    }
    const refunds = new Map(made.map((one) => [`${one.refundId}/${one.kind}/${one.accountId}`, one.amount]));
    return new CapturedCredit(holds, new Map(lots.map((lot) => [lot.id, lot])), refunds, refunded);
  }

  get lots(): readonly OriginLotRow[] {
    return [...this.byLot.values()];
  }

  /** The amount of this refund if it has been made, here or before. */
  madeBefore({ refundId, kind }: RefundCredit, account: AccountRow): Minor | undefined {
    return this.refunds.get(`${refundId}/${kind}/${account.id}`);
  }

  refundable({ reference }: RefundCredit, account: AccountRow): Minor {
    return (this.hold(reference, account)?.captured ?? 0) - this.before(reference, account);
  }

  /** The shares of a refund that does not exceed what is left; they count as given back from now on. */
  take(request: RefundCredit, account: AccountRow): OriginTake[] {
    const { reference, amount } = request;
    const hold = this.hold(reference, account)!;
    const before = this.before(reference, account);
    const { captured } = captureOfTakes(takesOf(hold), hold.captured);
    this.refunded.set(`${reference}/${account.id}`, before + amount);
    this.refunds.set(`${request.refundId}/${request.kind}/${account.id}`, amount);
    return refundOfTakes(captured, { before, amount }).map((take) => ({ lot: this.byLot.get(take.lotId)!, take }));
  }

  private before(reference: string, account: AccountRow): Minor {
    return this.refunded.get(`${reference}/${account.id}`) ?? 0;
  }

  private hold(reference: string, account: AccountRow): HoldRow | undefined {
    const row = this.holds.of(reference, account);
    return row?.state === 'captured' ? row : undefined;
  }
}

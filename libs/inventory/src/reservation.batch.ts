/** A batch of reservations decided in memory, under the locks of their stock rows: who gets what, in array order. Nothing is written here. */
import { crc32 } from 'node:zlib';
import { planParcels, type Take } from './allocation.rules.js';
import { planWithOptional } from './optional-lines.rules.js';
import type {
  AllocationStrategy,
  OverLimit,
  Parcel,
  PurchaseLimit,
  ReserveOutcome,
  ReserveStock,
} from './inventory.types.js';
import type { ReservationRow } from './db/stock.statements.js';
import { limitedLines, windowStart, type CountedPurchase } from './purchase-limits.js';
import type { StockLedger } from './stock.ledger.js';

/** A request that was granted, and what it takes. */
export interface Held {
  readonly request: ReserveStock;
  readonly takes: readonly Take[];
}

/** What was read under the locks. The maps are changed as the batch is decided. */
export interface ReservationBasis {
  readonly known: Map<string, ReservationRow>;
  /** Live holds that requests of the batch take over, by id. */
  readonly replaced: Map<string, ReservationRow>;
  /** Units bought within the windows, by variant and customer. */
  readonly bought: Map<string, number>;
  /** The purchases of `replaced`. */
  readonly counted: readonly CountedPurchase[];
  readonly now: Date;
}

export class ReservationBatch {
  readonly held: Held[] = [];
  readonly released: ReservationRow[] = [];
  /** Reservations whose purchases count no longer: each is taken off once. */
  private readonly forgotten = new Set<string>();

  constructor(
    private readonly ledger: StockLedger,
    private readonly strategy: AllocationStrategy,
    private readonly basis: ReservationBasis,
  ) {}

  /**
   * Decides one request and, when it is granted, moves its stock in the ledger. A refused one leaves nothing: it may be decided
   * again. With `whole` optional lines are wanted like any other.
   */
  decide(request: ReserveStock, options: { readonly whole: boolean } = { whole: false }): ReserveOutcome {
    const { known, replaced, bought, counted, now } = this.basis;
    const before = known.get(request.reservationId);
    if (before !== undefined) return outcomeOfKnown(before, request, this.ledger);
    // What the request takes over counts as free and as not bought for it alone, and is only given up when the request is granted.
    const own = (request.replaces ?? []).flatMap((id) => replaced.get(id) ?? []);
    const ownBought = boughtOf(request, own, { counted, now });
    const count = (sign: 1 | -1): void => {
      for (const { variantId, units } of ownBought) addBought(bought, variantId, request.customerId, sign * units);
    };
    count(-1);
    const over = overLimit(request, bought);
    if (over.length > 0) {
      count(1);
      return { kind: 'limit', over };
    }
    this.ledger.lift(own);
    const plan = (options.whole ? planParcels : planWithOptional)(
      request.lines,
      (variantId) => this.ledger.ofVariant(variantId),
      this.strategy,
    );
    this.ledger.lower(own);
    if ('short' in plan) {
      count(1);
      return { kind: 'insufficient', short: plan.short };
    }
    this.grant({ request, takes: plan.takes }, own);
    return { kind: 'created', parcels: parcelsOf(plan.takes, request) };
  }

  /** Gives back holds that have lapsed, once. Answers whether there were any. */
  free(lapsed: readonly ReservationRow[]): boolean {
    const live = lapsed.filter(({ id }) => !this.released.some((row) => row.id === id));
    for (const row of live) this.basis.replaced.delete(row.id);
    this.ledger.giveBack(live);
    this.released.push(...live);
    return live.length > 0;
  }

  /** Counts what lapsed holds had bought no longer, as far as it lies within the windows that requests look at. */
  forget(purchases: readonly CountedPurchase[], requests: readonly ReserveStock[]): void {
    const { bought, now } = this.basis;
    const since = new Map(
      requests.flatMap((request) =>
        limitedLines(request).map(({ variantId, limit }) => [variantId + request.customerId, windowStart(limit, now)]),
      ),
    );
    for (const { reservationId, variantId, customerId, quantity, purchasedAt } of purchases) {
      if (this.forgotten.has(reservationId)) continue;
      const from = since.get(variantId + customerId);
      if (from !== undefined && purchasedAt > from) addBought(bought, variantId, customerId, -quantity);
    }
    for (const { reservationId } of purchases) this.forgotten.add(reservationId);
  }

  private grant(held: Held, own: readonly ReservationRow[]): void {
    const { request, takes } = held;
    this.ledger.giveBack(own);
    for (const { id } of own) {
      this.basis.replaced.delete(id);
      this.forgotten.add(id);
    }
    this.released.push(...own);
    for (const take of takes)
      this.ledger.move(take.stockId, 'reserved', take.quantity, { reference: request.reservationId });
    for (const { variantId, quantity } of limitedLines(request))
      addBought(this.basis.bought, variantId, request.customerId, quantity);
    this.held.push(held);
    this.basis.known.set(request.reservationId, reservationRow(request, takes));
  }
}

/** Adds units to what a customer has bought of a variant. */
export function addBought(bought: Map<string, number>, variantId: string, customerId: string, units: number): void {
  bought.set(variantId + customerId, (bought.get(variantId + customerId) ?? 0) + units);
}

/** What the holds that a request takes over count against its limits: as much of them as lies within each line's window. */
function boughtOf(
  request: ReserveStock,
  own: readonly ReservationRow[],
  about: Pick<ReservationBasis, 'counted' | 'now'>,
): { readonly variantId: string; readonly units: number }[] {
  if (own.length === 0) return [];
  const since = new Map(
    limitedLines(request).map(({ variantId, limit }) => [variantId, windowStart(limit, about.now)]),
  );
  return about.counted.flatMap(({ reservationId, variantId, quantity, purchasedAt }) => {
    const from = since.get(variantId);
    const isCounted = own.some((row) => row.id === reservationId) && from !== undefined && purchasedAt > from;
    return isCounted ? [{ variantId, units: quantity }] : [];
  });
}

function overLimit(request: ReserveStock, bought: ReadonlyMap<string, number>): OverLimit[] {
  const wanted = new Map<string, { requested: number; limit: PurchaseLimit }>();
  for (const { variantId, quantity, limit } of limitedLines(request)) {
    const asked = wanted.get(variantId);
    if (asked === undefined) wanted.set(variantId, { requested: quantity, limit });
    else asked.requested += quantity;
  }
  return [...wanted].flatMap(([variantId, { requested, limit }]) => {
    const remaining = Math.max(0, limit.units - (bought.get(variantId + request.customerId) ?? 0));
    return requested > remaining ? [{ variantId, requested, remaining, limit }] : [];
  });
}

/** A fingerprint of the request's lines: the same id with other lines is `differs`. */
export function requestCrc(request: ReserveStock): number {
  let text = '';
  for (const line of request.lines) text += `${line.variantId}:${line.quantity};`;
  for (const line of request.counted ?? []) text += `${line.variantId}:${line.quantity}!`;
  return crc32(text);
}

function reservationRow(request: ReserveStock, takes: readonly Take[]): ReservationRow {
  return {
    id: request.reservationId,
    customerId: request.customerId,
    state: 'held',
    expiresAt: request.expiresAt,
    stockIds: takes.map((take) => take.stockId),
    lineNumbers: takes.map((take) => take.line),
    quantities: takes.map((take) => take.quantity),
    requestCrc: requestCrc(request),
  };
}

function outcomeOfKnown(row: ReservationRow, request: ReserveStock, ledger: StockLedger): ReserveOutcome {
  if (row.state === 'released') return { kind: 'released' };
  if (row.requestCrc !== requestCrc(request) || row.customerId !== request.customerId) return { kind: 'differs' };
  const takes = row.stockIds.map((stockId, i) => ({
    line: row.lineNumbers[i]!,
    stockId,
    warehouseId: ledger.rows.get(stockId)!.warehouseId,
    quantity: row.quantities[i]!,
  }));
  return { kind: 'exists', parcels: parcelsOf(takes, request) };
}

function parcelsOf(takes: readonly Take[], request: ReserveStock): Parcel[] {
  const parcels = new Map<string, { line: number; variantId: string; quantity: number }[]>();
  for (const take of takes) {
    const line = { line: take.line, variantId: request.lines[take.line]!.variantId, quantity: take.quantity };
    const parcel = parcels.get(take.warehouseId);
    if (parcel) parcel.push(line);
    else parcels.set(take.warehouseId, [line]);
  }
  return [...parcels].map(([warehouseId, lines]) => ({ warehouseId, lines }));
}

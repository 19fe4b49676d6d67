/** Stock: hold, release, commit, ship, and the movements that are the only way its numbers change. Many in, one outcome each. */
import { crc32 } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { Database, plainArray, textArray, timeArray, type Tx } from '#libs/platform';
import { planParcels, type Take } from './allocation.rules.js';
import { InventorySettings } from './inventory.settings.js';
import type {
  OverLimit,
  Parcel,
  ReserveOutcome,
  ReserveStock,
  SecureOutcome,
  StockChange,
  StockChangeOutcome,
} from './inventory.types.js';
import * as sql from './db/stock.statements.js';
import { StockLedger } from './stock.ledger.js';

const DAY_MS = 86_400_000;

interface Held {
  readonly request: ReserveStock;
  readonly takes: readonly Take[];
}

/** The acts on stock. All take an open transaction and arrays; none makes a query per request or per line. */
@Injectable()
export class InventoryService {
  constructor(
    private readonly database: Database,
    private readonly settings: InventorySettings,
  ) {}

  /**
   * Holds stock for each request, all lines or none. Requests are served in array order. Locks stock rows by (variant, warehouse).
   * A hold that has lapsed counts as free at once: when a request would be short, lapsed holds on its variants are released first.
   * Outcome per request: created | exists | insufficient | limit | differs | released.
   */
  async reserve(tx: Tx, requests: readonly ReserveStock[]): Promise<readonly ReserveOutcome[]> {
    const wanted = requests.filter((request) => request.lines.length > 0);
    if (wanted.length === 0) return requests.map(() => ({ kind: 'created', parcels: [] }));
    const ledger = new StockLedger();
    // Sent together, carried out in order: what is known is read under the locks.
    const [locked, known] = await Promise.all([
      tx.run(sql.lockStockOfVariants, [plainArray(variantsOf(wanted))]),
      this.knownReservations(tx, requests),
    ]);
    ledger.add(locked);
    const replaced = await this.replacedHolds(tx, ledger, requests);
    const bought = await this.boughtWithinWindows(tx, requests);
    const counted = replaced.size === 0 ? [] : await tx.run(sql.limitedPurchasesOf, [plainArray([...replaced.keys()])]);
    const held: Held[] = [];
    const released: sql.ReservationRow[] = [];
    let lapsedSeen = false;
    const outcomes: ReserveOutcome[] = [];
    for (const request of requests) {
      const before = known.get(request.reservationId);
      if (before !== undefined) {
        outcomes.push(outcomeOfKnown(before, request, ledger));
        continue;
      }
      // What the request takes over counts as free and as not bought for it alone, and is only given up when the request is granted.
      const own = (request.replaces ?? []).flatMap((id) => replaced.get(id) ?? []);
      const ownBought = boughtOf(request, own, { counted, now: tx.now });
      for (const { variantId, units } of ownBought) addBought(bought, variantId, request.customerId, -units);
      const over = overLimit(request, bought);
      if (over.length > 0) {
        for (const { variantId, units } of ownBought) addBought(bought, variantId, request.customerId, units);
        outcomes.push({ kind: 'limit', over });
        continue;
      }
      ledger.lift(own);
      let plan = planParcels(
        request.lines,
        (variantId) => ledger.ofVariant(variantId),
        this.settings.allocationStrategy,
      );
      if ('short' in plan && !lapsedSeen) {
        lapsedSeen = true;
        const lapsed = await this.lapsedOn(tx, ledger);
        ledger.lower(own);
        for (const row of lapsed) replaced.delete(row.id);
        ledger.giveBack(lapsed);
        released.push(...lapsed);
        ledger.lift(own.filter((row) => replaced.has(row.id)));
        if (lapsed.length > 0)
          plan = planParcels(
            request.lines,
            (variantId) => ledger.ofVariant(variantId),
            this.settings.allocationStrategy,
          );
      }
      const stillOwn = own.filter((row) => replaced.has(row.id));
      ledger.lower(stillOwn);
      if ('short' in plan) {
        for (const { variantId, units } of ownBought) addBought(bought, variantId, request.customerId, units);
        outcomes.push({ kind: 'insufficient', short: plan.short });
        continue;
      }
      ledger.giveBack(stillOwn);
      for (const row of stillOwn) replaced.delete(row.id);
      released.push(...stillOwn);
      for (const take of plan.takes)
        ledger.move(take.stockId, 'reserved', take.quantity, { reference: request.reservationId });
      for (const line of request.lines)
        if (line.limit) addBought(bought, line.variantId, request.customerId, line.quantity);
      held.push({ request, takes: plan.takes });
      outcomes.push({ kind: 'created', parcels: parcelsOf(plan.takes, request) });
      known.set(request.reservationId, reservationRow(request, plan.takes));
    }
    if (released.length > 0) await tx.change(sql.markReleased, [plainArray(released.map((row) => row.id))]);
    await this.writeHeld(tx, ledger, held);
    return outcomes;
  }

  /**
   * Gives held or committed stock back, by id. An id that is not there leaves a tombstone, so that a reserve that comes
   * late finds it released. Releasing twice changes nothing.
   */
  async release(tx: Tx, reservationIds: readonly string[]): Promise<void> {
    if (reservationIds.length === 0) return;
    const ids = [...new Set(reservationIds)].sort();
    const seen = await tx.run(sql.findReservations, [plainArray(ids)]);
    const ledger = new StockLedger();
    // Stock before reservations, as everywhere; what a reservation holds never changes, so reading it first is safe.
    ledger.add(await tx.run(sql.lockStockByIds, [plainArray([...new Set(seen.flatMap((row) => row.stockIds))])]));
    const locked = await tx.run(sql.lockReservations, [plainArray(ids)]);
    await ledger.release(
      tx,
      locked.filter((row) => row.state !== 'released'),
    );
    const unknown = ids.filter((id) => !locked.some((row) => row.id === id));
    if (unknown.length > 0) await tx.change(sql.writeTombstones, [plainArray(unknown)]);
  }

  /** Makes holds permanent until shipped. Cannot be refused: call it for what `reserve` or `secure` granted. */
  async commit(tx: Tx, reservationIds: readonly string[]): Promise<void> {
    if (reservationIds.length === 0) return;
    const done = await tx.run(sql.commitReservations, [plainArray(reservationIds)]);
    if (done.length !== new Set(reservationIds).size) throw new Error('commit of a reservation that is not held');
  }

  /** Takes the time limit off holds that are about to be paid for. `lapsed`: someone else has the stock now. */
  async secure(tx: Tx, reservationIds: readonly string[]): Promise<readonly SecureOutcome[]> {
    if (reservationIds.length === 0) return [];
    const kept = new Set((await tx.run(sql.secureReservations, [plainArray(reservationIds)])).map((row) => row.id));
    return reservationIds.map((id) => (kept.has(id) ? 'secured' : 'lapsed'));
  }

  /**
   * Books goods in, back, or counted anew. A row that does not exist yet is created. An adjustment that would leave less on
   * hand than is reserved is refused.
   */
  async changeStock(tx: Tx, changes: readonly StockChange[]): Promise<readonly StockChangeOutcome[]> {
    if (changes.length === 0) return [];
    await tx.change(sql.createStockRows, [
      plainArray(changes.map((change) => change.variantId)),
      plainArray(changes.map((change) => change.warehouseId)),
      plainArray(changes.map((change) => change.priority ?? 100)),
    ]);
    const ledger = new StockLedger();
    ledger.add(
      await tx.run(sql.lockStockOfVariants, [plainArray([...new Set(changes.map((change) => change.variantId))])]),
    );
    const outcomes = changes.map((change): StockChangeOutcome => {
      if (change.kind !== 'adjusted' && change.quantity <= 0)
        throw new RangeError(`${change.kind} takes a positive quantity`);
      if (change.kind === 'adjusted' && !change.reason) throw new RangeError('an adjustment needs a reason');
      const row = ledger.ofVariant(change.variantId).find((candidate) => candidate.warehouseId === change.warehouseId)!;
      if (row.onHand + change.quantity < row.reserved) return { kind: 'refused', available: row.free };
      ledger.move(row.id, change.kind, change.quantity, change);
      return { kind: 'applied', onHand: row.onHand, available: row.free };
    });
    await ledger.write(tx);
    return outcomes;
  }

  /** Units of each variant that can be bought now; a variant without stock rows is not in the map. Plain read. */
  async availability(variantIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (variantIds.length === 0) return new Map();
    const rows = await this.database.run(sql.readAvailability, [plainArray(variantIds), this.database.clockOffsetMs]);
    return new Map(rows.map((row) => [row.variantId, row.available]));
  }

  /** Stock rows of variants, by warehouse. Plain read. */
  stock(variantIds: readonly string[]): Promise<sql.StockRow[]> {
    return this.database.run(sql.readStock, [plainArray(variantIds)]);
  }

  /** Movements of a variant in a warehouse before a sequence number, newest first. Plain read. */
  movements(page: {
    readonly variantId: string;
    readonly warehouseId: string;
    readonly before: number;
    readonly limit: number;
  }): Promise<sql.MovementRow[]> {
    return this.database.run(sql.readMovements, [page.variantId, page.warehouseId, page.before, page.limit]);
  }

  /** Where reservations stand; an id that is not there is not in the map. Plain read inside the transaction. */
  async states(
    tx: Tx,
    reservationIds: readonly string[],
  ): Promise<ReadonlyMap<string, 'held' | 'committed' | 'released'>> {
    const rows = await tx.run(sql.findReservations, [plainArray(reservationIds)]);
    return new Map(rows.map((row) => [row.id, row.state]));
  }

  /** Sweep: releases up to `limit` lapsed holds and answers how many. Correctness never waits for it. */
  async releaseLapsed(limit: number): Promise<number> {
    return this.database.transaction(async (tx) => {
      const seen = await tx.run(sql.claimLapsed, [tx.now, limit]);
      if (seen.length === 0) return 0;
      const ledger = new StockLedger();
      ledger.add(await tx.run(sql.lockStockByIds, [plainArray([...new Set(seen.flatMap((row) => row.stockIds))])]));
      const locked = await tx.run(sql.lockReservations, [plainArray(seen.map((row) => row.id))]);
      const lapsed = locked.filter((row) => row.state === 'held' && row.expiresAt !== null && row.expiresAt <= tx.now);
      await ledger.release(tx, lapsed);
      return lapsed.length;
    });
  }

  private async knownReservations(tx: Tx, requests: readonly ReserveStock[]): Promise<Map<string, sql.ReservationRow>> {
    const rows = await tx.run(sql.findReservations, [plainArray(requests.map((request) => request.reservationId))]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async replacedHolds(
    tx: Tx,
    ledger: StockLedger,
    requests: readonly ReserveStock[],
  ): Promise<Map<string, sql.ReservationRow>> {
    const ids = requests.flatMap((request) => request.replaces ?? []);
    if (ids.length === 0) return new Map();
    const rows = (await tx.run(sql.lockReservations, [plainArray(ids)])).filter((row) => row.state === 'held');
    await this.lockMissing(tx, ledger, rows);
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async lapsedOn(tx: Tx, ledger: StockLedger): Promise<readonly sql.ReservationRow[]> {
    const lapsed = await tx.run(sql.lockLapsedOnStock, [tx.now, plainArray([...ledger.rows.keys()])]);
    await this.lockMissing(tx, ledger, lapsed);
    return lapsed;
  }

  private async lockMissing(tx: Tx, ledger: StockLedger, reservations: readonly sql.ReservationRow[]): Promise<void> {
    const missing = new Set(reservations.flatMap((row) => row.stockIds).filter((id) => !ledger.rows.has(id)));
    // These rows are locked out of the global order; a deadlock with a rival is detected and the batch runs again.
    if (missing.size > 0) ledger.add(await tx.run(sql.lockStockByIds, [plainArray([...missing])]));
  }

  private async boughtWithinWindows(tx: Tx, requests: readonly ReserveStock[]): Promise<Map<string, number>> {
    const bought = new Map<string, number>();
    const queries = requests.flatMap((request) =>
      request.lines.flatMap((line) =>
        line.limit
          ? [
              {
                variantId: line.variantId,
                customerId: request.customerId,
                since: new Date(tx.now.getTime() - line.limit.windowDays * DAY_MS),
              },
            ]
          : [],
      ),
    );
    if (queries.length === 0) return bought;
    const distinct = [...new Map(queries.map((query) => [query.variantId + query.customerId, query])).values()];
    const rows = await tx.run(sql.boughtWithinWindow, [
      plainArray(distinct.map((query) => query.variantId)),
      plainArray(distinct.map((query) => query.customerId)),
      timeArray(distinct.map((query) => query.since)),
    ]);
    for (const row of rows) addBought(bought, row.variantId, row.customerId, row.units);
    return bought;
  }

  private async writeHeld(tx: Tx, ledger: StockLedger, held: readonly Held[]): Promise<void> {
    const { movements, rows } = ledger.drain();
    if (movements.length === 0) return;
    tx.send(sql.writeReservations, [
      plainArray(held.map(({ request }) => request.reservationId)),
      plainArray(held.map(({ request }) => request.customerId)),
      timeArray(held.map(({ request }) => request.expiresAt)),
      textArray(held.map(({ takes }) => plainArray(takes.map((take) => take.stockId)))),
      textArray(held.map(({ takes }) => plainArray(takes.map((take) => take.line)))),
      textArray(held.map(({ takes }) => plainArray(takes.map((take) => take.quantity)))),
      plainArray(held.map(({ request }) => requestCrc(request))),
      plainArray(movements.map((movement) => movement.stockId)),
      plainArray(movements.map((movement) => movement.seq)),
      textArray(movements.map((movement) => movement.kind)),
      plainArray(movements.map((movement) => movement.quantity)),
      plainArray(movements.map((movement) => movement.reference)),
      plainArray(rows.map((row) => row.id)),
      plainArray(rows.map((row) => row.reserved)),
      plainArray(rows.map((row) => row.seq)),
    ]);
    const limited = held.flatMap(({ request }) =>
      request.lines.filter((line) => line.limit).map((line) => ({ request, line })),
    );
    if (limited.length === 0) return;
    tx.send(sql.writeLimitedPurchases, [
      plainArray(limited.map(({ line }) => line.variantId)),
      plainArray(limited.map(({ request }) => request.customerId)),
      plainArray(limited.map(({ request }) => request.reservationId)),
      plainArray(limited.map(({ line }) => line.quantity)),
      timeArray(limited.map(() => tx.now)),
    ]);
  }
}

function variantsOf(requests: readonly ReserveStock[]): string[] {
  const ids = new Set<string>();
  for (const request of requests) for (const line of request.lines) ids.add(line.variantId);
  return [...ids];
}

function addBought(bought: Map<string, number>, variantId: string, customerId: string, units: number): void {
  bought.set(variantId + customerId, (bought.get(variantId + customerId) ?? 0) + units);
}

/** What the holds that a request takes over count against its limits: as much of them as lies within each line's window. */
function boughtOf(
  request: ReserveStock,
  own: readonly sql.ReservationRow[],
  about: {
    readonly counted: readonly { reservationId: string; variantId: string; quantity: number; purchasedAt: Date }[];
    readonly now: Date;
  },
): { readonly variantId: string; readonly units: number }[] {
  if (own.length === 0) return [];
  const windows = new Map(
    request.lines.flatMap((line) => (line.limit ? [[line.variantId, line.limit.windowDays] as const] : [])),
  );
  return about.counted.flatMap(({ reservationId, variantId, quantity, purchasedAt }) => {
    const windowDays = windows.get(variantId);
    const isCounted =
      own.some((row) => row.id === reservationId) &&
      windowDays !== undefined &&
      purchasedAt.getTime() > about.now.getTime() - windowDays * DAY_MS;
    return isCounted ? [{ variantId, units: quantity }] : [];
  });
}

function overLimit(request: ReserveStock, bought: ReadonlyMap<string, number>): OverLimit[] {
  const wanted = new Map<string, number>();
  const over: OverLimit[] = [];
  for (const line of request.lines)
    if (line.limit) wanted.set(line.variantId, (wanted.get(line.variantId) ?? 0) + line.quantity);
  for (const [variantId, requested] of wanted) {
    const limit = request.lines.find((line) => line.variantId === variantId)!.limit!;
    const remaining = Math.max(0, limit.units - (bought.get(variantId + request.customerId) ?? 0));
    if (requested > remaining) over.push({ variantId, requested, remaining, limit });
  }
  return over;
}

/** A fingerprint of the request's lines: the same id with other lines is `differs`. */
function requestCrc(request: ReserveStock): number {
  let text = '';
  for (const line of request.lines) text += `${line.variantId}:${line.quantity};`;
  return crc32(text);
}

function reservationRow(request: ReserveStock, takes: readonly Take[]): sql.ReservationRow {
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

function outcomeOfKnown(row: sql.ReservationRow, request: ReserveStock, ledger: StockLedger): ReserveOutcome {
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

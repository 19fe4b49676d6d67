/** Stock: hold, release, commit, ship, and the movements that are the only way its numbers change. Many in, one outcome each. */
import { Injectable } from '@nestjs/common';
import { Database, plainArray, textArray, timeArray, type Tx } from '#libs/platform';
import { InventorySettings } from './inventory.settings.js';
import type {
  ReserveOutcome,
  ReserveStock,
  SecureOutcome,
  StockChange,
  StockChangeOutcome,
} from './inventory.types.js';
import * as sql from './db/stock.statements.js';
import { boughtUnits } from './db/limit.statements.js';
import { boughtBefore, lapsedWithLimit, lockLimits, purchasesOf, writePurchases } from './purchase-limits.js';
import { requestCrc, ReservationBatch, type Held } from './reservation.batch.js';
import { StockLedger } from './stock.ledger.js';

/** The acts on stock. All take an open transaction and arrays; none makes a query per request or per line. */
@Injectable()
export class InventoryService {
  constructor(
    private readonly database: Database,
    private readonly settings: InventorySettings,
  ) {}

  /**
   * Holds stock for each request, all lines or none; optional lines as far as there is stock. Requests are served in array order. Locks stock rows by (variant, warehouse),
   * before them the limits of what has no stock by (variant, customer).
   * A hold that has lapsed counts as free at once, and as not bought: when a request would be short or over its limit, such holds are released first.
   * Outcome per request: created | exists | insufficient | limit | differs | released.
   */
  async reserve(tx: Tx, requests: readonly ReserveStock[]): Promise<readonly ReserveOutcome[]> {
    const wanted = requests.filter(({ lines, counted = [] }) => lines.length + counted.length > 0);
    if (wanted.length === 0) return requests.map(() => ({ kind: 'created', parcels: [] }));
    const ledger = new StockLedger();
    // Sent together, carried out in order: what is known is read under the locks.
    const [, locked, known] = await Promise.all([
      lockLimits(tx, wanted),
      tx.run(sql.lockStockOfVariants, [plainArray(variantsOf(wanted))]),
      this.knownReservations(tx, requests),
    ]);
    ledger.add(locked);
    const replaced = await this.replacedHolds(tx, ledger, requests);
    const bought = await boughtBefore(tx, requests);
    const counted = await purchasesOf(tx, [...replaced.keys()]);
    const batch = new ReservationBatch(ledger, this.settings.allocationStrategy, {
      known,
      replaced,
      bought,
      counted,
      now: tx.now,
    });
    let lapsedSeen = false;
    let limitsSeen = false;
    const outcomes: ReserveOutcome[] = [];
    for (const request of requests) {
      const whole = !lapsedSeen && request.lines.some((line) => line.isOptional);
      let outcome = batch.decide(request, { whole });
      if (outcome.kind === 'limit' && !limitsSeen) {
        limitsSeen = true;
        if (await this.forgetLapsed(tx, ledger, { batch, requests })) outcome = batch.decide(request, { whole });
      }
      if (outcome.kind === 'insufficient' && !lapsedSeen) {
        // Once a batch: whatever has lapsed on its variants is given back, and the request is looked at again.
        lapsedSeen = true;
        if (batch.free(await this.lapsedOn(tx, ledger)) || whole) outcome = batch.decide(request);
      }
      outcomes.push(outcome);
    }
    if (batch.released.length > 0) await tx.change(sql.markReleased, [plainArray(batch.released.map((row) => row.id))]);
    this.writeHeld(tx, ledger, batch.held);
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

  /**
   * Units of each variant that can be bought now, in the order asked, as the text `12,0,7`: for many variants at the cost of one row,
   * and two readings compare as texts. Plain read.
   */
  async availabilityList(variantIds: readonly string[]): Promise<string> {
    if (variantIds.length === 0) return '';
    const [row] = await this.database.run(sql.listAvailability, [plainArray(variantIds), this.database.clockOffsetMs]);
    return row!.free ?? '';
  }

  /** Units of limited variants that a customer has bought within their windows, live cart holds included; 0 is not in the map. Plain read. */
  async boughtUnits(
    customerId: string,
    limits: readonly { readonly variantId: string; readonly windowDays: number }[],
  ): Promise<ReadonlyMap<string, number>> {
    if (limits.length === 0) return new Map();
    const rows = await this.database.run(boughtUnits, [
      plainArray(limits.map(({ variantId }) => variantId)),
      plainArray(limits.map(({ windowDays }) => windowDays)),
      customerId,
      this.database.clockOffsetMs,
    ]);
    return new Map(rows.map(({ variantId, units }) => [variantId, units]));
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

  /** Gives back what has lapsed of these customers' limited goods. Answers whether there was any. */
  private async forgetLapsed(
    tx: Tx,
    ledger: StockLedger,
    { batch, requests }: { readonly batch: ReservationBatch; readonly requests: readonly ReserveStock[] },
  ): Promise<boolean> {
    const ids = await lapsedWithLimit(tx, requests);
    if (ids.length === 0) return false;
    const locked = await tx.run(sql.lockReservations, [plainArray(ids)]);
    const lapsed = locked.filter((row) => row.state === 'held' && row.expiresAt !== null && row.expiresAt <= tx.now);
    await this.lockMissing(tx, ledger, lapsed);
    batch.forget(
      await purchasesOf(
        tx,
        lapsed.map(({ id }) => id),
      ),
      requests,
    );
    batch.free(lapsed);
    return lapsed.length > 0;
  }

  private writeHeld(tx: Tx, ledger: StockLedger, held: readonly Held[]): void {
    const { movements, rows } = ledger.drain();
    // A hold may move nothing: on goods without stock, or when all it wanted were gifts that are gone.
    if (movements.length === 0 && held.length === 0) return;
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
    writePurchases(
      tx,
      held.map(({ request }) => request),
    );
  }
}

function variantsOf(requests: readonly ReserveStock[]): string[] {
  const ids = new Set<string>();
  for (const request of requests) for (const line of request.lines) ids.add(line.variantId);
  return [...ids];
}

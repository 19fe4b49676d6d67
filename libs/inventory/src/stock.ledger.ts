/** The stock rows a transaction has locked, changed in memory by movements and written back once, set-based. */
import { plainArray, textArray, type Tx } from '#libs/platform';
import type { FreeStock } from './allocation.rules.js';
import type { MovementKind } from './inventory.types.js';
import { writeReleases, writeStockChanges, type ReservationRow, type StockRow } from './db/stock.statements.js';

/** One immutable movement, not yet written. */
interface Movement {
  readonly stockId: number;
  readonly seq: number;
  readonly kind: MovementKind;
  readonly quantity: number;
  readonly reference: string | null;
  readonly reason: string | null;
  readonly author: string | null;
}

/** Locked stock rows; every change goes through `move`, which keeps 0 ≤ reserved ≤ on hand and numbers the movement. */
export class StockLedger {
  readonly rows = new Map<number, StockRow & FreeStock>();
  private readonly byVariant = new Map<string, (StockRow & FreeStock)[]>();
  private readonly touched = new Set<number>();
  private movements: Movement[] = [];

  add(locked: readonly StockRow[]): void {
    for (const row of locked) {
      if (this.rows.has(row.id)) continue;
      const entry = Object.assign(row, { stockId: row.id, free: row.onHand - row.reserved });
      this.rows.set(row.id, entry);
      const siblings = this.byVariant.get(row.variantId);
      if (siblings) siblings.push(entry);
      else this.byVariant.set(row.variantId, [entry]);
    }
  }

  ofVariant(variantId: string): readonly (StockRow & FreeStock)[] {
    return this.byVariant.get(variantId) ?? [];
  }

  /** Applies a movement. @throws Error when it would break 0 ≤ reserved ≤ on hand: the caller decides before it moves. */
  move(
    stockId: number,
    kind: MovementKind,
    quantity: number,
    about: { reference?: string | null; reason?: string | null; author?: string | null },
  ): void {
    const row = this.rows.get(stockId);
    if (row === undefined) throw new Error(`stock row ${stockId} is not locked`);
    const onHandSign = kind === 'reserved' || kind === 'released' ? 0 : kind === 'shipped' ? -1 : 1;
    const reservedSign = kind === 'reserved' ? 1 : kind === 'released' || kind === 'shipped' ? -1 : 0;
    row.onHand += onHandSign * quantity;
    row.reserved += reservedSign * quantity;
    if (!(0 <= row.reserved && row.reserved <= row.onHand))
      throw new Error(`stock row ${stockId}: 0 <= reserved <= on hand broken by ${kind} ${quantity}`);
    row.free = row.onHand - row.reserved;
    row.seq += 1;
    this.touched.add(stockId);
    this.movements.push({
      stockId,
      seq: row.seq,
      kind,
      quantity,
      reference: about.reference ?? null,
      reason: about.reason ?? null,
      author: about.author ?? null,
    });
  }

  /** Counts what reservations hold as free, for a plan only; {@link lower} takes it back. Rows' free numbers may not be written meanwhile. */
  lift(reservations: readonly ReservationRow[]): void {
    for (const { stockIds, quantities } of reservations)
      stockIds.forEach((stockId, i) => (this.rows.get(stockId)!.free += quantities[i]!));
  }

  /** Undoes {@link lift}. */
  lower(reservations: readonly ReservationRow[]): void {
    for (const { stockIds, quantities } of reservations)
      stockIds.forEach((stockId, i) => (this.rows.get(stockId)!.free -= quantities[i]!));
  }

  /** Movements that give back what reservations hold. */
  giveBack(reservations: readonly ReservationRow[]): void {
    for (const { id, stockIds, quantities } of reservations)
      stockIds.forEach((stockId, i) => this.move(stockId, 'released', quantities[i]!, { reference: id }));
  }

  /** The parameters of a set-based write, and forgets them: movements as columns, then the touched rows as columns. */
  drain(): { movements: readonly Movement[]; rows: readonly StockRow[] } {
    const movements = this.movements;
    const rows = [...this.touched].map((id) => this.rows.get(id)!);
    this.movements = [];
    this.touched.clear();
    return { movements, rows };
  }

  /** Releases what reservations hold and writes it with their new state, in one statement. */
  async release(tx: Tx, reservations: readonly ReservationRow[]): Promise<void> {
    if (reservations.length === 0) return;
    this.giveBack(reservations);
    const { movements, rows } = this.drain();
    await tx.change(writeReleases, [
      plainArray(reservations.map((reservation) => reservation.id)),
      plainArray(movements.map((m) => m.stockId)),
      plainArray(movements.map((m) => m.seq)),
      plainArray(movements.map((m) => m.quantity)),
      plainArray(movements.map((m) => m.reference)),
      plainArray(rows.map((row) => row.id)),
      plainArray(rows.map((row) => row.reserved)),
      plainArray(rows.map((row) => row.seq)),
    ]);
  }

  /** Writes movements of any kind with on-hand and reserved numbers, in one statement. */
  async write(tx: Tx): Promise<void> {
    const { movements, rows } = this.drain();
    if (movements.length === 0) return;
    await tx.change(writeStockChanges, [
      plainArray(movements.map((m) => m.stockId)),
      plainArray(movements.map((m) => m.seq)),
      textArray(movements.map((m) => m.kind)),
      plainArray(movements.map((m) => m.quantity)),
      plainArray(movements.map((m) => m.reference)),
      textArray(movements.map((m) => m.reason)),
      plainArray(movements.map((m) => m.author)),
      plainArray(rows.map((row) => row.id)),
      plainArray(rows.map((row) => row.onHand)),
      plainArray(rows.map((row) => row.reserved)),
      plainArray(rows.map((row) => row.seq)),
    ]);
  }
}

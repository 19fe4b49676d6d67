/** Goods leave: committed units go out of on-hand and reserved alike, once. Many in, one outcome each. */
import { Injectable } from '@nestjs/common';
import { plainArray, type Tx } from '#libs/platform';
import * as sql from './db/stock.statements.js';
import type { ShipOutcome, ShipStock } from './inventory.types.js';
import { StockLedger } from './stock.ledger.js';

/** All units of a reservation on one stock row. */
interface Taken {
  readonly stockId: number;
  readonly variantId: string;
  readonly quantity: number;
}

@Injectable()
export class StockShipping {
  /** Takes the locks that {@link ship} needs, for a caller that must lock what stands behind stock before it decides. */
  async lock(tx: Tx, reservationIds: readonly string[]): Promise<void> {
    if (reservationIds.length > 0) await this.locked(tx, reservationIds);
  }

  /**
   * Moves what reservations hold out of their warehouses. Locks stock by (variant, warehouse), then reservations by id.
   * @throws Error for what is not committed, or not what was reserved: who ships has been paid for exactly these goods
   */
  async ship(tx: Tx, shipments: readonly ShipStock[]): Promise<readonly ShipOutcome[]> {
    if (shipments.length === 0) return [];
    const ids = [...new Set(shipments.map((shipment) => shipment.reservationId))];
    const { ledger, reservations } = await this.locked(tx, ids);
    const left = new Map<string, number>();
    for (const row of await tx.run(sql.readShipped, [plainArray(ids)]))
      left.set(`${row.reservationId}/${row.stockId}`, row.quantity);
    const outcomes = shipments.map((shipment): ShipOutcome => {
      const reservation = reservations.get(shipment.reservationId);
      if (reservation?.state !== 'committed')
        throw new Error(`reservation ${shipment.reservationId} is ${reservation?.state ?? 'unknown'}, not committed`);
      const taken = takenBy(shipment, reservation, ledger);
      const keyOf = ({ stockId }: Taken): string => `${shipment.reservationId}/${stockId}`;
      const staying = taken.filter((units) => !left.has(keyOf(units)));
      if (staying.length === 0) return 'exists';
      if (staying.length < taken.length)
        throw new Error(`reservation ${shipment.reservationId}: a part of these goods has left before`);
      for (const units of staying) {
        const { reservationId: reference, author } = shipment;
        ledger.move(units.stockId, 'shipped', units.quantity, { reference, author });
        left.set(keyOf(units), units.quantity);
      }
      return 'shipped';
    });
    await ledger.write(tx);
    return outcomes;
  }

  private async locked(
    tx: Tx,
    ids: readonly string[],
  ): Promise<{ ledger: StockLedger; reservations: ReadonlyMap<string, sql.ReservationRow> }> {
    // What a reservation holds never changes: reading it before the locks is safe, and stock comes first.
    const seen = await tx.run(sql.findReservations, [plainArray(ids)]);
    const ledger = new StockLedger();
    ledger.add(await tx.run(sql.lockStockByIds, [plainArray([...new Set(seen.flatMap((row) => row.stockIds))])]));
    const rows = await tx.run(sql.lockReservations, [plainArray(ids)]);
    return { ledger, reservations: new Map(rows.map((row) => [row.id, row])) };
  }
}

/** What the reservation holds of the shipment's variants in its warehouse; it must be exactly what is shipped. */
function takenBy(shipment: ShipStock, reservation: sql.ReservationRow, ledger: StockLedger): readonly Taken[] {
  const wanted = new Map<string, number>();
  for (const { variantId, quantity } of shipment.lines) wanted.set(variantId, (wanted.get(variantId) ?? 0) + quantity);
  const taken = new Map<number, Taken>();
  reservation.stockIds.forEach((stockId, i) => {
    const { variantId, warehouseId } = ledger.rows.get(stockId)!;
    if (!wanted.has(variantId) || (shipment.warehouseId !== null && shipment.warehouseId !== warehouseId)) return;
    const before = taken.get(stockId)?.quantity ?? 0;
    taken.set(stockId, { stockId, variantId, quantity: before + reservation.quantities[i]! });
  });
  for (const [variantId, quantity] of wanted) {
    const held = [...taken.values()].reduce(
      (sum, units) => sum + (units.variantId === variantId ? units.quantity : 0),
      0,
    );
    if (held !== quantity)
      throw new Error(`reservation ${shipment.reservationId} holds ${held} of variant ${variantId}, not ${quantity}`);
  }
  return [...taken.values()];
}

/**
 * What merchants and operators record of a part of an order by hand: accepted, shipped, delivered. The flow table says what may
 * follow what. Shipping takes the goods out of stock and off the list of work, in the same transaction. Parcels, carriers and
 * tracking will call the same verb.
 */
import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/platform';
import { SagaRunner } from '#libs/platform/saga';
import { FulfilmentService } from '#libs/fulfilment';
import { StockShipping, type ShipStock } from '#libs/inventory';
import { OrderService, SubOrderMoves, type OrderView, type SubOrderOutcome } from '#libs/order';
import { isShipped } from './gifts.rules.js';
import { OrderSettings } from './order.settings.js';
import type { PlaceOrderInput } from './placement.types.js';

const DAY_MS = 86_400_000;

/** What somebody records. */
export interface SubOrderRecord {
  readonly orderId: string;
  readonly number: number;
  readonly to: 'accepted' | 'shipped' | 'delivered';
  readonly actor: string | null;
  /** For the timeline, which the customer reads. */
  readonly note?: string | null;
  /** Only a part of this merchant; another's is `unknown`. */
  readonly merchantId?: string | null;
}

@Injectable()
export class SubOrderWork {
  constructor(
    private readonly runner: SagaRunner,
    private readonly orders: OrderService,
    private readonly parts: SubOrderMoves,
    private readonly stock: StockShipping,
    private readonly fulfilment: FulfilmentService,
    private readonly settings: OrderSettings,
  ) {}

  /** Records moves, one outcome each. Locks the stock of what is shipped, then orders. */
  async record(tx: Tx, records: readonly SubOrderRecord[]): Promise<readonly SubOrderOutcome[]> {
    const leaving = await this.goodsOf(
      tx,
      records.filter(({ to }) => to === 'shipped'),
    );
    await this.stock.lock(tx, [...new Set([...leaving.values()].map(({ reservationId }) => reservationId))]);
    const confirmBy = new Date(tx.now.getTime() + this.settings.receiptConfirmDays * DAY_MS);
    const outcomes = await this.parts.move(
      tx,
      records.map((record) => ({ ...record, confirmBy })),
    );
    const shipped = records.filter(({ to }, i) => to === 'shipped' && outcomes[i]!.kind === 'moved');
    await this.stock.ship(
      tx,
      shipped.flatMap((record) => leaving.get(record) ?? []),
    );
    await this.fulfilment.markShipped(
      tx,
      shipped.map(({ orderId, number }) => ({ orderId, subOrder: number })),
    );
    return outcomes;
  }

  /** What leaves stock with each part. What was ordered never changes, so it is read before the locks. */
  private async goodsOf(tx: Tx, records: readonly SubOrderRecord[]): Promise<ReadonlyMap<SubOrderRecord, ShipStock>> {
    if (records.length === 0) return new Map();
    const ids = [...new Set(records.map(({ orderId }) => orderId))];
    const views = await this.orders.read(tx, ids);
    const inputs = await this.runner.inputs(tx, ids);
    return new Map(
      records.flatMap((record): [SubOrderRecord, ShipStock][] => {
        const view = views.get(record.orderId);
        const goods = view && goodsIn(view, record, inputs.get(record.orderId));
        return goods === undefined ? [] : [[record, goods]];
      }),
    );
  }
}

/**
 * The goods of a part: under the order's own reservation where a warehouse was found at placement, under the one minted for goods that
 * are taken when paid where it was not. Virtual goods leave no stock.
 */
function goodsIn(view: OrderView, record: SubOrderRecord, sagaInput: string | undefined): ShipStock | undefined {
  const part = view.subOrders.find(({ number }) => number === record.number);
  const lines = view.lines.filter((line) => line.subOrder === record.number && isShipped(line));
  if (part === undefined || lines.length === 0) return undefined;
  const { warehouseId } = part;
  const input = sagaInput === undefined ? undefined : (JSON.parse(sagaInput) as PlaceOrderInput);
  const reservationId = warehouseId === null ? input?.late?.reservationId : record.orderId;
  // Nothing was ever reserved for it: an order that is not paid, which no flow lets ship.
  if (reservationId === undefined) return undefined;
  return { reservationId, warehouseId, lines, author: record.actor };
}

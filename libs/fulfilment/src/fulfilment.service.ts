/** The queue of what is to be shipped. Parcels and carriers come with their own issue; this is what they start from. */
import { Injectable } from '@nestjs/common';
import { Database, plainArray, statement, type Tx } from '#libs/platform';

/** A paid sub-order that a merchant has to ship from a warehouse. */
export interface ShippingWork {
  readonly orderId: string;
  readonly subOrder: number;
  readonly merchantId: string;
  /** `null` for goods that no warehouse holds. */
  readonly warehouseId: string | null;
}

const createWork = statement<never>(
  'fulfilment.create_work',
  `
  INSERT INTO fulfilment.work (order_id, sub_order, merchant_id, warehouse_id, state, created_at)
  SELECT *, 'to_ship', $5::timestamptz FROM unnest($1::uuid[], $2::smallint[], $3::uuid[], $4::uuid[])
  ON CONFLICT ON CONSTRAINT work_pkey DO NOTHING`,
);

const readWork = statement<ShippingWork & { createdAt: Date }>(
  'fulfilment.read_work',
  `
  SELECT order_id AS "orderId", sub_order AS "subOrder", merchant_id AS "merchantId", warehouse_id AS "warehouseId", created_at AS "createdAt"
  FROM fulfilment.work
  WHERE state = 'to_ship' AND ($1::uuid IS NULL OR merchant_id = $1) AND (order_id, sub_order) > ($2, $3)
  ORDER BY order_id, sub_order
  LIMIT $4`,
);

const markShipped = statement<never>(
  'fulfilment.mark_shipped',
  `
  UPDATE fulfilment.work AS w SET state = 'shipped'
  FROM unnest($1::uuid[], $2::smallint[]) AS v (order_id, sub_order)
  WHERE w.order_id = v.order_id AND w.sub_order = v.sub_order AND w.state = 'to_ship'`,
);

@Injectable()
export class FulfilmentService {
  constructor(private readonly database: Database) {}

  /** Hands sub-orders to their warehouses; handing over twice changes nothing. */
  async createWork(tx: Tx, work: readonly ShippingWork[]): Promise<void> {
    if (work.length === 0) return;
    await tx.change(createWork, [
      plainArray(work.map((item) => item.orderId)),
      plainArray(work.map((item) => item.subOrder)),
      plainArray(work.map((item) => item.merchantId)),
      plainArray(work.map((item) => item.warehouseId)),
      tx.now,
    ]);
  }

  /** Takes what has been shipped off the list; done before, it changes nothing. Call it under the lock of the orders. */
  async markShipped(tx: Tx, work: readonly Pick<ShippingWork, 'orderId' | 'subOrder'>[]): Promise<void> {
    if (work.length === 0) return;
    await tx.change(markShipped, [
      plainArray(work.map((item) => item.orderId)),
      plainArray(work.map((item) => item.subOrder)),
    ]);
  }

  /** What is to be shipped, oldest first, of one merchant or of all. `after`: the last item of the page before. */
  async toShip(filter: {
    merchantId: string | null;
    after: { orderId: string; subOrder: number };
    limit: number;
  }): Promise<readonly (ShippingWork & { createdAt: Date })[]> {
    return this.database.run(readWork, [filter.merchantId, filter.after.orderId, filter.after.subOrder, filter.limit]);
  }
}

/** Every SQL text of orders. Lock order: orders by id; an order's lock guards its sub-orders and timeline. */
import { statement } from '#libs/platform';
import type { GoodsType, OrderState, SubOrderState } from '../order.types.js';

export const writeOrders = statement<never>(
  'order.write_orders',
  `
  WITH orders AS (
    INSERT INTO orders.customer_order (id, customer_id, state, currency, list_minor, discount_minor, points_minor, shipping_minor, total_minor,
      credit_minor, due_minor, points, pay_by, reference, address, placed_at, event_seq)
    SELECT *, $16::timestamptz, 1
    FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[],
      $10::bigint[], $11::bigint[], $12::bigint[], $13::timestamptz[], $14::text[], $15::text[])
  ), sub_orders AS (
    INSERT INTO orders.sub_order (order_id, number, merchant_id, merchant_name, warehouse_id, goods_type, state, list_minor, discount_minor,
      points_minor, shipping_minor, total_minor, credit_minor, due_minor)
    SELECT * FROM unnest($17::uuid[], $18::smallint[], $19::uuid[], $20::text[], $21::uuid[], $22::text[], $23::text[], $24::bigint[], $25::bigint[],
      $26::bigint[], $27::bigint[], $28::bigint[], $29::bigint[], $30::bigint[])
  ), lines AS (
    INSERT INTO orders.line (order_id, position, sub_order, variant_id, sku, title, kind, quantity, unit_minor, list_minor, discount_minor,
      points_minor, payable_minor, messages, gift_of, sold_minor)
    SELECT * FROM unnest($31::uuid[], $32::smallint[], $33::smallint[], $34::uuid[], $35::text[], $36::text[], $37::text[], $38::int[], $39::bigint[],
      $40::bigint[], $41::bigint[], $42::bigint[], $43::bigint[], $44::text[], $45::uuid[], $46::bigint[])
  )
  INSERT INTO orders.event (order_id, seq, what, to_state, actor, happened_at)
  SELECT id, 1, 'placed', state, actor, $16::timestamptz
  FROM unnest($1::uuid[], $3::text[], $2::uuid[]) AS e (id, state, actor)`,
);

export interface OrderLockRow {
  id: string;
  customerId: string;
  state: OrderState;
  dueMinor: number;
  paidMinor: number;
  eventSeq: number;
  payBy: Date | null;
}

export const lockOrders = statement<OrderLockRow>(
  'order.lock_orders',
  `
  SELECT id, customer_id AS "customerId", state, due_minor AS "dueMinor", paid_minor AS "paidMinor", event_seq AS "eventSeq", pay_by AS "payBy"
  FROM orders.customer_order
  WHERE id = ANY ($1::uuid[])
  ORDER BY id
  FOR NO KEY UPDATE`,
);

export interface SubOrderStateRow {
  orderId: string;
  number: number;
  goodsType: GoodsType;
  state: SubOrderState;
  merchantId: string;
}

export const subOrderStates = statement<SubOrderStateRow>(
  'order.sub_order_states',
  `
  SELECT order_id AS "orderId", number, goods_type AS "goodsType", state, merchant_id AS "merchantId"
  FROM orders.sub_order WHERE order_id = ANY ($1::uuid[])
  ORDER BY order_id, number`,
);

export const moveOrders = statement<never>(
  'order.move_orders',
  `
  WITH sub_orders AS (
    UPDATE orders.sub_order AS s SET state = v.state, confirm_by = v.confirm_by
    FROM unnest($1::uuid[], $2::smallint[], $3::text[], $18::timestamptz[]) AS v (order_id, number, state, confirm_by)
    WHERE s.order_id = v.order_id AND s.number = v.number
  ), events AS (
    INSERT INTO orders.event (order_id, seq, what, sub_order, from_state, to_state, actor, note, happened_at)
    SELECT *, $12::timestamptz FROM unnest($4::uuid[], $5::int[], $6::text[], $7::smallint[], $8::text[], $9::text[], $10::uuid[], $11::text[])
  )
  UPDATE orders.customer_order AS o
  SET state = v.state, event_seq = v.event_seq, paid_minor = v.paid_minor, cancel_reason = coalesce(v.cancel_reason, o.cancel_reason)
  FROM unnest($13::uuid[], $14::text[], $15::int[], $16::bigint[], $17::text[]) AS v (id, state, event_seq, paid_minor, cancel_reason)
  WHERE o.id = v.id`,
);

export interface OrderRow {
  id: string;
  customerId: string;
  state: OrderState;
  refundState: 'none' | 'partial' | 'full';
  currency: string;
  listMinor: number;
  discountMinor: number;
  pointsMinor: number;
  shippingMinor: number;
  totalMinor: number;
  creditMinor: number;
  dueMinor: number;
  paidMinor: number;
  points: number;
  placedAt: Date;
  payBy: Date | null;
  reference: string | null;
  address: string | null;
  cancelReason: string | null;
}

export const ORDER_COLUMNS = `o.id, o.customer_id AS "customerId", o.state, o.refund_state AS "refundState", o.currency, o.list_minor AS "listMinor",
    o.discount_minor AS "discountMinor", o.points_minor AS "pointsMinor", o.shipping_minor AS "shippingMinor", o.total_minor AS "totalMinor",
    o.credit_minor AS "creditMinor", o.due_minor AS "dueMinor", o.paid_minor AS "paidMinor", o.points, o.placed_at AS "placedAt",
    o.pay_by AS "payBy", o.reference, o.address, o.cancel_reason AS "cancelReason"`;

export const readOrders = statement<OrderRow>(
  'order.read_orders',
  `
  SELECT ${ORDER_COLUMNS}
  FROM orders.customer_order AS o
  WHERE o.id = ANY ($1::uuid[]) AND ($2::uuid IS NULL OR o.customer_id = $2) AND o.deleted_at IS NULL`,
);

export interface SubOrderRow {
  orderId: string;
  number: number;
  merchantId: string;
  merchantName: string;
  warehouseId: string | null;
  goodsType: GoodsType;
  state: SubOrderState;
  listMinor: number;
  discountMinor: number;
  pointsMinor: number;
  shippingMinor: number;
  totalMinor: number;
  creditMinor: number;
  dueMinor: number;
  /** When its receipt confirms itself; `null` unless it is delivered. */
  confirmBy: Date | null;
}

export const readSubOrders = statement<SubOrderRow>(
  'order.read_sub_orders',
  `
  SELECT order_id AS "orderId", number, merchant_id AS "merchantId", merchant_name AS "merchantName", warehouse_id AS "warehouseId",
    goods_type AS "goodsType", state, list_minor AS "listMinor", discount_minor AS "discountMinor", points_minor AS "pointsMinor",
    shipping_minor AS "shippingMinor", total_minor AS "totalMinor", credit_minor AS "creditMinor", due_minor AS "dueMinor",
    confirm_by AS "confirmBy"
  FROM orders.sub_order WHERE order_id = ANY ($1::uuid[])
  ORDER BY order_id, number`,
);

export interface LineRow {
  orderId: string;
  position: number;
  subOrder: number;
  variantId: string;
  sku: string;
  title: string;
  kind: string;
  quantity: number;
  unitMinor: number;
  listMinor: number;
  soldMinor: number;
  discountMinor: number;
  pointsMinor: number;
  payableMinor: number;
  messages: string | null;
  giftOf: string | null;
  reviewed: boolean;
}

export const readLines = statement<LineRow>(
  'order.read_lines',
  `
  SELECT l.order_id AS "orderId", l.position, sub_order AS "subOrder", l.variant_id AS "variantId", sku, title, kind, quantity,
    unit_minor AS "unitMinor", list_minor AS "listMinor", discount_minor AS "discountMinor", points_minor AS "pointsMinor",
    payable_minor AS "payableMinor", messages, gift_of AS "giftOf", coalesce(sold_minor, list_minor) AS "soldMinor",
    r.id IS NOT NULL AS reviewed
  FROM orders.line AS l
  LEFT JOIN orders.review AS r ON r.order_id = l.order_id AND r.position = l.position
  WHERE l.order_id = ANY ($1::uuid[])
  ORDER BY l.order_id, l.position`,
);

export interface EventRow {
  seq: number;
  what: string;
  subOrder: number | null;
  fromState: string | null;
  toState: string | null;
  actor: string | null;
  note: string | null;
  happenedAt: Date;
}

export const readTimeline = statement<EventRow>(
  'order.read_timeline',
  `
  SELECT seq, what, sub_order AS "subOrder", from_state AS "fromState", to_state AS "toState", actor, note, happened_at AS "happenedAt"
  FROM orders.event WHERE order_id = $1
  ORDER BY seq`,
);

export const countByState = statement<{ state: OrderState; orders: number }>(
  'order.count_by_state',
  `
  SELECT state, count(*) AS orders
  FROM orders.customer_order WHERE customer_id = $1 AND deleted_at IS NULL
  GROUP BY state`,
);

/** Delivered parts whose receipt is to confirm itself by now, the longest waiting first. No locks: who moves them looks again. */
export const dueReceipts = statement<{ orderId: string; number: number }>(
  'order.due_receipts',
  `
  SELECT order_id AS "orderId", number
  FROM orders.sub_order WHERE confirm_by <= $1
  ORDER BY confirm_by
  LIMIT $2`,
);

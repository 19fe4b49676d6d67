/** The money of orders: every column adds up from line to sub-order to order, and what was paid is what it says. */
import { UNCONFIRMED, type Invariant } from './invariant.js';

export const orderMoneyInvariants: readonly Invariant[] = [
  {
    name: 'orders.total_adds_up',
    sentence: 'total = lines − discounts + shipping',
    sql: `
SELECT o.id AS order_id, o.list_minor, l.list_minor AS lines_list_minor, o.discount_minor, o.points_minor, o.shipping_minor, o.total_minor
FROM orders.customer_order AS o
LEFT JOIN (SELECT order_id, sum(list_minor) AS list_minor FROM orders.line GROUP BY order_id) AS l ON l.order_id = o.id
WHERE o.total_minor IS DISTINCT FROM l.list_minor - o.discount_minor - o.points_minor + o.shipping_minor`,
  },
  {
    name: 'orders.tenders_cover_total',
    sentence: 'paid + due = total: credit and what is due make up the total of an order and of each sub-order',
    sql: `
SELECT id AS order_id, NULL::smallint AS sub_order, credit_minor, due_minor, total_minor
FROM orders.customer_order
WHERE credit_minor + due_minor <> total_minor OR credit_minor < 0 OR due_minor < 0
UNION ALL
SELECT order_id, number, credit_minor, due_minor, total_minor
FROM orders.sub_order
WHERE credit_minor + due_minor <> total_minor OR credit_minor < 0 OR due_minor < 0`,
  },
  {
    name: 'orders.parent_is_sum_of_sub_orders',
    sentence: 'parent = Σ sub-orders in every money column',
    sql: `
SELECT o.id AS order_id,
  ROW(o.list_minor, o.discount_minor, o.points_minor, o.shipping_minor, o.total_minor, o.credit_minor, o.due_minor)::text AS parent,
  ROW(s.list_minor, s.discount_minor, s.points_minor, s.shipping_minor, s.total_minor, s.credit_minor, s.due_minor)::text AS sub_orders
FROM orders.customer_order AS o
LEFT JOIN (
  SELECT order_id, sum(list_minor) AS list_minor, sum(discount_minor) AS discount_minor, sum(points_minor) AS points_minor,
    sum(shipping_minor) AS shipping_minor, sum(total_minor) AS total_minor, sum(credit_minor) AS credit_minor, sum(due_minor) AS due_minor
  FROM orders.sub_order
  GROUP BY order_id) AS s ON s.order_id = o.id
WHERE (o.list_minor, o.discount_minor, o.points_minor, o.shipping_minor, o.total_minor, o.credit_minor, o.due_minor)
  IS DISTINCT FROM (s.list_minor, s.discount_minor, s.points_minor, s.shipping_minor, s.total_minor, s.credit_minor, s.due_minor)`,
  },
  {
    name: 'orders.sub_order_is_sum_of_lines',
    sentence: 'sub-order = Σ its lines in every money column',
    sql: `
SELECT s.order_id, s.number,
  ROW(s.list_minor, s.discount_minor, s.points_minor, s.total_minor - s.shipping_minor)::text AS sub_order,
  ROW(l.list_minor, l.discount_minor, l.points_minor, l.payable_minor)::text AS lines
FROM orders.sub_order AS s
LEFT JOIN (
  SELECT order_id, sub_order, sum(list_minor) AS list_minor, sum(discount_minor) AS discount_minor, sum(points_minor) AS points_minor,
    sum(payable_minor) AS payable_minor
  FROM orders.line
  GROUP BY order_id, sub_order) AS l ON l.order_id = s.order_id AND l.sub_order = s.number
WHERE (s.list_minor, s.discount_minor, s.points_minor, s.total_minor - s.shipping_minor)
  IS DISTINCT FROM (l.list_minor, l.discount_minor, l.points_minor, l.payable_minor)`,
  },
  {
    name: 'orders.line_adds_up',
    sentence: 'a line costs its units at list price, less its discounts',
    sql: `
SELECT order_id, position, quantity, unit_minor, list_minor, discount_minor, points_minor, payable_minor
FROM orders.line
WHERE list_minor <> quantity * unit_minor OR payable_minor <> list_minor - discount_minor - points_minor
   OR least(quantity - 1, discount_minor, points_minor, payable_minor) < 0`,
  },
  {
    name: 'orders.confirmed_is_paid',
    sentence: 'confirmed ⇒ paid ≥ total',
    sql: `
SELECT id AS order_id, state, due_minor, paid_minor
FROM orders.customer_order
WHERE paid_minor < CASE WHEN state IN ${UNCONFIRMED} THEN 0 ELSE due_minor END OR (state IN ${UNCONFIRMED} AND paid_minor > 0)`,
  },
  {
    name: 'orders.confirmed_has_captured_its_credit',
    sentence: 'a confirmed order has captured exactly its credit and its points, no other order any',
    sql: `
WITH captured AS (
  SELECT t.reference AS order_id,
    -sum(e.amount) FILTER (WHERE t.kind = 'order_payment' AND a.asset = 'credit') AS credit,
    -sum(e.amount) FILTER (WHERE t.kind = 'order_points' AND a.asset = 'points') AS points
  FROM wallet.transfer AS t
  JOIN wallet.entry AS e ON e.transfer_id = t.id
  JOIN wallet.account AS a ON a.id = e.account_id AND a.role = 'customer'
  WHERE t.kind IN ('order_payment', 'order_points')
  GROUP BY t.reference)
SELECT coalesce(o.id, captured.order_id) AS order_id, o.state, o.credit_minor, captured.credit, o.points, captured.points AS captured_points
FROM orders.customer_order AS o
FULL JOIN captured ON captured.order_id = o.id
WHERE o.id IS NULL
   OR coalesce(captured.credit, 0) <> CASE WHEN o.state IN ${UNCONFIRMED} THEN 0 ELSE o.credit_minor END
   OR coalesce(captured.points, 0) <> CASE WHEN o.state IN ${UNCONFIRMED} THEN 0 ELSE o.points END`,
  },
];

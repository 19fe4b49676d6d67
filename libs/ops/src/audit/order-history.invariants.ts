/** Orders over time: the timeline, the states it leads to, and that a cancelled order has let go of everything. */
import { UNCONFIRMED, type Invariant } from './invariant.js';

/** The states of an order in the order they can follow each other; `cancelled` ends an order that has shipped nothing. */
const FLOW = `ARRAY['awaiting_payment', 'paid', 'partly_shipped', 'shipped', 'partly_delivered', 'delivered', 'completed']`;
const CANCELLABLE = `('awaiting_payment', 'paid')`;

export const orderHistoryInvariants: readonly Invariant[] = [
  {
    name: 'orders.history_gapless',
    sentence: 'state history gapless',
    sql: `
WITH numbered AS (
  SELECT order_id, seq, row_number() OVER (PARTITION BY order_id ORDER BY seq) AS place FROM orders.event)
SELECT order_id, seq, place FROM numbered WHERE seq <> place
UNION ALL
SELECT o.id, o.event_seq, coalesce(e.events, 0)
FROM orders.customer_order AS o
LEFT JOIN (SELECT order_id, count(*) AS events FROM orders.event GROUP BY order_id) AS e ON e.order_id = o.id
WHERE o.event_seq <> coalesce(e.events, 0)`,
  },
  {
    name: 'orders.history_along_the_table',
    sentence: 'state history along the table',
    sql: `
SELECT order_id, seq, what, before, from_state, to_state
FROM (
  SELECT order_id, seq, what, from_state, to_state, lag(to_state) OVER (PARTITION BY order_id ORDER BY seq) AS before
  FROM orders.event
  WHERE to_state IS NOT NULL) AS step
WHERE from_state IS DISTINCT FROM before
   OR NOT CASE
     WHEN before IS NULL THEN what = 'placed' AND to_state = 'awaiting_payment'
     WHEN to_state = 'cancelled' THEN before IN ${CANCELLABLE}
     ELSE coalesce(array_position(${FLOW}, before) <= array_position(${FLOW}, to_state), false) END`,
  },
  {
    name: 'orders.history_ends_in_the_present',
    sentence: 'state history ends in the present state',
    sql: `
SELECT o.id AS order_id, o.state, last.to_state AS last_state
FROM orders.customer_order AS o
LEFT JOIN (
  SELECT DISTINCT ON (order_id) order_id, to_state FROM orders.event WHERE to_state IS NOT NULL ORDER BY order_id, seq DESC) AS last
  ON last.order_id = o.id
WHERE o.state IS DISTINCT FROM last.to_state`,
  },
  {
    name: 'orders.state_is_that_of_its_sub_orders',
    sentence: "an order's state is what its least and furthest live sub-order make it, by the published table",
    sql: `
WITH extremes AS (
  SELECT order_id, min(progress) AS least, max(progress) AS furthest
  FROM (
    SELECT order_id, CASE state WHEN 'awaiting_payment' THEN 0 WHEN 'shipped' THEN 2 WHEN 'delivered' THEN 3 WHEN 'completed' THEN 4
      WHEN 'cancelled' THEN NULL ELSE 1 END AS progress
    FROM orders.sub_order) AS sub_order
  GROUP BY order_id)
SELECT o.id AS order_id, o.state, x.least, x.furthest
FROM orders.customer_order AS o
LEFT JOIN extremes AS x ON x.order_id = o.id
WHERE o.state IS DISTINCT FROM CASE
  WHEN x.order_id IS NULL THEN NULL
  WHEN x.least IS NULL THEN 'cancelled'
  WHEN x.furthest = 0 THEN 'awaiting_payment'
  WHEN x.least = 0 THEN NULL
  WHEN x.furthest = 1 THEN 'paid'
  WHEN x.least = 1 THEN 'partly_shipped'
  WHEN x.furthest = 2 THEN 'shipped'
  WHEN x.least = 2 THEN 'partly_delivered'
  WHEN x.least = 3 THEN 'delivered'
  ELSE 'completed' END`,
  },
  {
    name: 'orders.parts_belong_together',
    sentence: 'a line is of a sub-order that is there, a sub-order and an event are of an order that is there',
    sql: `
SELECT 'line ' || l.position AS part, l.order_id, l.sub_order
FROM orders.line AS l
WHERE NOT EXISTS (SELECT FROM orders.sub_order AS s WHERE s.order_id = l.order_id AND s.number = l.sub_order)
UNION ALL
SELECT 'sub-order', s.order_id, s.number
FROM orders.sub_order AS s
WHERE NOT EXISTS (SELECT FROM orders.customer_order AS o WHERE o.id = s.order_id)
UNION ALL
SELECT 'event ' || e.seq, e.order_id, e.sub_order
FROM orders.event AS e
WHERE NOT EXISTS (SELECT FROM orders.customer_order AS o WHERE o.id = e.order_id)`,
  },
  {
    name: 'orders.cancelled_has_let_go',
    sentence: 'cancelled ⇒ everything back',
    sql: `
SELECT o.id AS order_id, kept.what, kept.state
FROM orders.customer_order AS o
JOIN (
  SELECT 'credit or points' AS what, reference AS order_id, state FROM wallet.hold WHERE state = 'held'
  UNION ALL
  SELECT 'stock', id, state FROM inventory.reservation WHERE state <> 'released'
  UNION ALL
  SELECT 'offers or coupons', id, state FROM promotion.claim WHERE state <> 'released'
  UNION ALL
  SELECT 'shipping work', order_id, state FROM fulfilment.work WHERE state <> 'stopped') AS kept ON kept.order_id = o.id
WHERE o.state = 'cancelled'`,
  },
  {
    name: 'orders.works_for_what_is_paid',
    sentence: 'shipping work ⇔ a confirmed sub-order; nothing leaves for an unpaid order',
    sql: `
SELECT coalesce(s.order_id, w.order_id) AS order_id, coalesce(s.number, w.sub_order) AS sub_order, s.state, w.state AS work_state
FROM orders.sub_order AS s
FULL JOIN fulfilment.work AS w ON w.order_id = s.order_id AND w.sub_order = s.number
WHERE s.order_id IS NULL
   OR (s.state IN ${UNCONFIRMED} AND w.state <> 'stopped')
   OR (s.state NOT IN ${UNCONFIRMED} AND w.order_id IS NULL)
   OR w.merchant_id <> s.merchant_id
   OR (w.order_id IS NOT NULL AND w.warehouse_id IS DISTINCT FROM s.warehouse_id)`,
  },
];

/** Stock: its numbers are sums of movements and of reservations, and every reservation stands for somebody. */
import { LAPSE_GRACE, type Invariant } from './invariant.js';

/** Every line of a reservation as one row. */
const HELD_UNITS = `
units AS (
  SELECT r.id, r.customer_id, r.state, t.stock_id, sum(t.quantity) AS quantity
  FROM inventory.reservation AS r, unnest(r.stock_ids, r.quantities) AS t (stock_id, quantity)
  GROUP BY r.id, t.stock_id)`;

/** Which order a reservation is for: under the order's own id, or under the one minted for goods that are taken when paid. */
const RESERVED_FOR = `
reserved_for AS (
  SELECT id AS reservation_id, id AS order_id FROM orders.customer_order
  UNION ALL
  SELECT (input::json #>> '{late,reservationId}')::uuid, id
  FROM platform.saga
  WHERE name = 'place_order' AND input LIKE '%"late":%')`;

export const stockInvariants: readonly Invariant[] = [
  {
    name: 'stock.reserved_within_on_hand',
    sentence: '0 ≤ reserved ≤ on_hand',
    sql: `
SELECT id AS stock_id, variant_id, warehouse_id, on_hand, reserved
FROM inventory.stock
WHERE NOT (0 <= reserved AND reserved <= on_hand)`,
  },
  {
    name: 'stock.numbers_are_sums_of_movements',
    sentence: 'on_hand and reserved = Σ movements',
    sql: `
SELECT s.id AS stock_id, s.variant_id, s.on_hand, coalesce(m.on_hand, 0) AS moved_on_hand, s.reserved, coalesce(m.reserved, 0) AS moved_reserved
FROM inventory.stock AS s
LEFT JOIN (
  SELECT stock_id,
    sum(CASE WHEN kind IN ('received', 'returned', 'adjusted') THEN quantity WHEN kind = 'shipped' THEN -quantity ELSE 0 END) AS on_hand,
    sum(CASE WHEN kind = 'reserved' THEN quantity WHEN kind IN ('released', 'shipped') THEN -quantity ELSE 0 END) AS reserved
  FROM inventory.movement
  GROUP BY stock_id) AS m ON m.stock_id = s.id
WHERE s.on_hand <> coalesce(m.on_hand, 0) OR s.reserved <> coalesce(m.reserved, 0)`,
  },
  {
    name: 'stock.movement_seq_gapless',
    sentence: "a stock row's movements are numbered 1…n and none is of an unknown stock row",
    sql: `
WITH numbered AS (
  SELECT stock_id, seq, row_number() OVER (PARTITION BY stock_id ORDER BY seq) AS place FROM inventory.movement)
SELECT stock_id, seq, place FROM numbered WHERE seq <> place
UNION ALL
SELECT stock_id, coalesce(s.movement_seq, 0), coalesce(m.movements, 0)
FROM inventory.stock AS s
FULL JOIN (SELECT stock_id, count(*) AS movements FROM inventory.movement GROUP BY stock_id) AS m ON m.stock_id = s.id
WHERE s.id IS NULL OR s.movement_seq <> coalesce(m.movements, 0)`,
  },
  {
    name: 'stock.reserved_is_sum_of_reservations',
    sentence: 'reserved = Σ live reservations',
    sql: `
WITH ${HELD_UNITS},
shipped AS (
  SELECT stock_id, reference, sum(quantity) AS quantity FROM inventory.movement WHERE kind = 'shipped' GROUP BY stock_id, reference),
live AS (
  SELECT u.stock_id, sum(u.quantity - coalesce(shipped.quantity, 0)) AS quantity
  FROM units AS u
  LEFT JOIN shipped ON shipped.stock_id = u.stock_id AND shipped.reference = u.id
  WHERE u.state <> 'released'
  GROUP BY u.stock_id)
SELECT s.id AS stock_id, live.stock_id AS reserved_stock_id, s.variant_id, s.reserved, coalesce(live.quantity, 0) AS reservations
FROM inventory.stock AS s
FULL JOIN live ON live.stock_id = s.id
WHERE s.id IS NULL OR s.reserved <> coalesce(live.quantity, 0)`,
  },
  {
    name: 'stock.reservation_moved_in_and_out',
    sentence: 'a reservation has moved its units in once, and out once if it was released',
    sql: `
WITH ${HELD_UNITS},
moved AS (
  SELECT reference AS id, stock_id,
    sum(CASE WHEN kind = 'reserved' THEN quantity ELSE 0 END) AS reserved,
    sum(CASE WHEN kind = 'released' THEN quantity ELSE 0 END) AS released
  FROM inventory.movement
  WHERE kind IN ('reserved', 'released')
  GROUP BY reference, stock_id)
SELECT id AS reservation_id, stock_id, u.state, u.quantity, moved.reserved, moved.released
FROM units AS u
FULL JOIN moved USING (id, stock_id)
WHERE u.quantity IS DISTINCT FROM moved.reserved
   OR moved.released IS DISTINCT FROM (CASE WHEN u.state = 'released' THEN u.quantity ELSE 0 END)`,
  },
  {
    name: 'stock.shipped_once',
    sentence: 'a shipped line left once from its warehouse',
    sql: `
WITH ${HELD_UNITS}
SELECT m.reference AS reservation_id, m.stock_id, u.state, coalesce(u.quantity, 0) AS quantity, m.quantity AS shipped
FROM (
  SELECT stock_id, reference, sum(quantity) AS quantity FROM inventory.movement WHERE kind = 'shipped' GROUP BY stock_id, reference) AS m
LEFT JOIN units AS u ON u.id = m.reference AND u.stock_id = m.stock_id
WHERE u.id IS NULL OR u.state <> 'committed' OR m.quantity > u.quantity`,
  },
  {
    name: 'stock.none_live_past_its_time',
    sentence: 'none live past its time + 60 s',
    sql: `
SELECT id AS reservation_id, customer_id, expires_at
FROM inventory.reservation
WHERE state = 'held' AND expires_at < $1::timestamptz - ${LAPSE_GRACE}`,
  },
  {
    name: 'stock.reservation_follows_its_order',
    sentence:
      'no reservation is live of a finished order: held while it waits, committed once it is paid, released when it is cancelled',
    sql: `
WITH ${RESERVED_FOR}
SELECT r.id AS reservation_id, r.state, o.id AS order_id, o.state AS order_state
FROM inventory.reservation AS r
JOIN reserved_for ON reserved_for.reservation_id = r.id
JOIN orders.customer_order AS o ON o.id = reserved_for.order_id
WHERE NOT CASE o.state
  WHEN 'awaiting_payment' THEN r.state IN ('held', 'released')
  WHEN 'cancelled' THEN r.state = 'released'
  ELSE r.state = 'committed' END`,
  },
  {
    name: 'stock.reservation_has_its_owner',
    sentence: 'a live reservation is of an order or of a cart line, its customer’s',
    sql: `
WITH ${RESERVED_FOR}
SELECT r.id AS reservation_id, r.state, r.customer_id
FROM inventory.reservation AS r
LEFT JOIN reserved_for ON reserved_for.reservation_id = r.id
LEFT JOIN orders.customer_order AS o ON o.id = reserved_for.order_id AND o.customer_id = r.customer_id
LEFT JOIN cart.line AS l ON l.hold_id = r.id AND l.owner_id = r.customer_id
WHERE r.state <> 'released' AND o.id IS NULL AND l.id IS NULL`,
  },
  {
    name: 'stock.paid_goods_are_committed',
    sentence: "a confirmed order's goods are committed to it, unit by unit",
    sql: `
WITH ${RESERVED_FOR},
ordered AS (
  SELECT l.order_id, l.variant_id, sum(l.quantity) AS quantity
  FROM orders.line AS l
  JOIN orders.sub_order AS s ON s.order_id = l.order_id AND s.number = l.sub_order AND s.state NOT IN ('awaiting_payment', 'cancelled')
  WHERE l.kind IN ('physical', 'group_buy')
  GROUP BY l.order_id, l.variant_id),
committed AS (
  SELECT f.order_id, s.variant_id, sum(t.quantity) AS quantity
  FROM inventory.reservation AS r
  JOIN reserved_for AS f ON f.reservation_id = r.id
  CROSS JOIN unnest(r.stock_ids, r.quantities) AS t (stock_id, quantity)
  JOIN inventory.stock AS s ON s.id = t.stock_id
  WHERE r.state = 'committed'
  GROUP BY f.order_id, s.variant_id)
SELECT order_id, variant_id, ordered.quantity AS ordered, committed.quantity AS committed
FROM ordered
FULL JOIN committed USING (order_id, variant_id)
WHERE ordered.quantity IS DISTINCT FROM committed.quantity`,
  },
  {
    name: 'stock.limited_purchase_is_live',
    sentence: 'a limited purchase counts the units of a live order of its customer, or of what a cart line holds',
    sql: `
WITH ${HELD_UNITS},
counted AS (
  SELECT reservation_id, variant_id, customer_id, sum(quantity) AS quantity
  FROM inventory.limited_purchase
  GROUP BY reservation_id, variant_id, customer_id),
reserved AS (
  SELECT u.id, s.variant_id, u.customer_id, sum(u.quantity) AS quantity
  FROM units AS u
  JOIN inventory.stock AS s ON s.id = u.stock_id
  WHERE u.state <> 'released' AND u.id IN (SELECT reservation_id FROM counted)
    AND NOT EXISTS (SELECT FROM orders.customer_order AS o WHERE o.id = u.id)
  GROUP BY u.id, s.variant_id, u.customer_id
  UNION ALL
  SELECT l.order_id, l.variant_id, r.customer_id, sum(l.quantity)
  FROM orders.line AS l
  JOIN inventory.reservation AS r ON r.id = l.order_id AND r.state <> 'released'
  WHERE l.gift_of IS NULL AND l.order_id IN (SELECT reservation_id FROM counted)
  GROUP BY l.order_id, l.variant_id, r.customer_id)
SELECT c.reservation_id, c.variant_id, c.customer_id, c.quantity AS counted, r.quantity AS reserved
FROM counted AS c
LEFT JOIN reserved AS r ON r.id = c.reservation_id AND r.variant_id = c.variant_id AND r.customer_id = c.customer_id
WHERE c.quantity IS DISTINCT FROM r.quantity`,
  },
];

/** What was promised to callers: kept answers under idempotency keys, and the stock that cart lines hold. */
import { LAPSE_GRACE, type Invariant } from './invariant.js';

export const answerInvariants: readonly Invariant[] = [
  {
    name: 'idempotency.key_has_its_answer',
    sentence: 'a finished key has its answer',
    sql: `
SELECT principal_id, key, status, created_at
FROM platform.idempotency_key
WHERE status IS NULL OR body IS NULL`,
  },
  {
    // An order's answer begins like this; reading the rest of 100,000 answers would cost more than all other queries together.
    name: 'idempotency.answered_order_exists',
    sentence: "an order answered under a key is there, its caller's, and answered under no other key",
    sql: `
WITH answered AS (
  SELECT principal_id, key, substring(body, 8, 36)::uuid AS order_id
  FROM platform.idempotency_key
  WHERE status = 201 AND left(body, 59) LIKE '{"id":"____________________________________","customerId":"')
SELECT a.principal_id, a.key, a.order_id, o.customer_id
FROM (SELECT principal_id, key, order_id, count(*) OVER (PARTITION BY order_id) AS keys FROM answered) AS a
LEFT JOIN orders.customer_order AS o ON o.id = a.order_id
WHERE o.id IS NULL OR o.customer_id <> a.principal_id OR a.keys > 1`,
  },
  {
    name: 'idempotency.answered_payment_exists',
    sentence: "a payment answered under a key is there and its caller's",
    sql: `
SELECT a.principal_id, a.key, a.payment_id, p.customer_id
FROM (
  SELECT principal_id, key, (body::json ->> 'paymentId')::uuid AS payment_id
  FROM platform.idempotency_key
  WHERE status = 201 AND body LIKE '{"paymentId":%') AS a
LEFT JOIN payment.payment AS p ON p.id = a.payment_id
WHERE p.id IS NULL OR p.customer_id <> a.principal_id`,
  },
  {
    name: 'cart.line_holds_its_units',
    sentence: 'a cart line that holds stock holds exactly its units, until the time it says',
    sql: `
WITH held AS (
  SELECT r.id, r.customer_id, r.state, r.expires_at, s.variant_id, sum(t.quantity) AS quantity
  FROM cart.line AS l
  JOIN inventory.reservation AS r ON r.id = l.hold_id
  CROSS JOIN unnest(r.stock_ids, r.quantities) AS t (stock_id, quantity)
  JOIN inventory.stock AS s ON s.id = t.stock_id
  GROUP BY r.id, s.variant_id)
SELECT l.id AS line_id, l.owner_id, l.hold_id, l.quantity, held.quantity AS held, held.state, l.hold_expires_at, held.expires_at
FROM cart.line AS l
LEFT JOIN held ON held.id = l.hold_id AND held.variant_id = l.variant_id AND held.customer_id = l.owner_id
WHERE l.hold_id IS NOT NULL AND l.hold_expires_at > $1::timestamptz
  AND (held.state IS DISTINCT FROM 'held' OR held.quantity <> l.quantity OR held.expires_at <> l.hold_expires_at)`,
  },
  {
    name: 'cart.lapsed_line_has_left',
    sentence: 'a cart line whose hold has lapsed has left the cart',
    sql: `
SELECT id AS line_id, owner_id, hold_expires_at
FROM cart.line
WHERE hold_expires_at <= $1::timestamptz - ${LAPSE_GRACE}`,
  },
  {
    name: 'cart.saved_line_is_at_rest',
    sentence: 'a line saved for later holds no stock and is in no order',
    sql: `
SELECT id AS line_id, owner_id, hold_id, selected
FROM cart.line
WHERE saved AND (selected OR hold_id IS NOT NULL OR hold_expires_at IS NOT NULL)`,
  },
];

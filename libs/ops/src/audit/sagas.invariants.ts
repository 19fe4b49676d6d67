/** Sagas: one per order, on the move, and ended together with the order. */
import { SAGA_ENDED, SAGA_GRACE, type Invariant } from './invariant.js';

export const sagaInvariants: readonly Invariant[] = [
  {
    name: 'sagas.one_per_order',
    sentence: 'one saga per order',
    sql: `
SELECT coalesce(o.id, s.id) AS order_id, o.state, s.name AS saga
FROM orders.customer_order AS o
FULL JOIN (SELECT id, name FROM platform.saga WHERE name = 'place_order') AS s ON s.id = o.id
WHERE o.id IS NULL OR s.id IS NULL
UNION ALL
SELECT s.id, NULL, s.name
FROM platform.saga AS s
WHERE s.name = 'return_payment' AND NOT EXISTS (
  SELECT FROM payment.payment AS p
  WHERE p.id = coalesce((s.input::json ->> 'paymentId')::uuid, s.id) AND p.order_id = (s.input::json ->> 'orderId')::uuid)`,
  },
  {
    name: 'sagas.finish_with_their_order',
    sentence: 'one saga per order, both finish together',
    sql: `
SELECT o.id AS order_id, o.state AS order_state, s.state AS saga_state, s.cursor
FROM orders.customer_order AS o
JOIN platform.saga AS s ON s.id = o.id
WHERE NOT CASE o.state
  WHEN 'awaiting_payment' THEN s.state NOT IN ${SAGA_ENDED}
  WHEN 'cancelled' THEN s.state = 'undone'
  ELSE s.state = 'done' END`,
  },
  {
    // A row under a lease or backing off is due later: what is due and not taken is what makes no progress.
    name: 'sagas.make_progress',
    sentence: 'running without progress ≤ 30 s',
    sql: `
SELECT id AS saga_id, name, state, cursor, attempts, wake_at, lease_until
FROM platform.saga
WHERE wake_at < $1::timestamptz - ${SAGA_GRACE}`,
  },
  {
    name: 'sagas.none_stuck',
    sentence: 'no saga is stuck',
    sql: `
SELECT id AS saga_id, name, cursor, attempts, fault
FROM platform.saga
WHERE state = 'stuck'`,
  },
  {
    name: 'sagas.know_their_order',
    sentence: "a saga's amounts are its order's: customer, credit, points and what is due",
    sql: `
SELECT o.id AS order_id, o.customer_id, o.credit_minor, o.points, o.due_minor, s.input
FROM orders.customer_order AS o
JOIN platform.saga AS s ON s.id = o.id
CROSS JOIN LATERAL json_to_record(s.input::json) AS i ("customerId" uuid, "creditMinor" bigint, points bigint, "dueMinor" bigint)
WHERE s.name = 'place_order'
  AND (i."customerId", i."creditMinor", i.points, i."dueMinor") IS DISTINCT FROM (o.customer_id, o.credit_minor, o.points, o.due_minor)`,
  },
  {
    name: 'sagas.wait_no_longer_than_the_order',
    sentence: 'every wait has an alarm: a waiting saga wakes when its order is to be paid by',
    sql: `
SELECT o.id AS order_id, o.pay_by, s.wake_at
FROM platform.saga AS s
JOIN orders.customer_order AS o ON o.id = s.id
WHERE s.state = 'waiting' AND (s.wake_at > o.pay_by OR o.pay_by IS NULL OR s.wake_at IS NULL)`,
  },
];

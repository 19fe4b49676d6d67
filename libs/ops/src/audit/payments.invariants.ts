/** Payments and refunds: what gateways took for an order is what the order says, and money of an order that died has gone back. */
import { SAGA_ENDED, UNCONFIRMED, type Invariant } from './invariant.js';

/** Payments that a saga is sending back just now: their money is neither the order's nor lost. */
const GOING_BACK = `
going_back AS (
  SELECT coalesce((input::json ->> 'paymentId')::uuid, id) AS id
  FROM platform.saga WHERE name = 'return_payment' AND state NOT IN ${SAGA_ENDED})`;

export const paymentInvariants: readonly Invariant[] = [
  {
    name: 'payments.references_once',
    sentence: '(provider, reference) and (provider, event) once',
    sql: `
SELECT 'reference' AS what, provider, provider_reference AS id, count(*) AS times
FROM payment.payment
WHERE provider_reference IS NOT NULL
GROUP BY provider, provider_reference
HAVING count(*) > 1
UNION ALL
SELECT 'event', provider, event_id, count(*)
FROM payment.webhook_event
GROUP BY provider, event_id
HAVING count(*) > 1`,
  },
  {
    name: 'payments.captured_is_money',
    sentence: 'captured ⇔ money was taken, never more than the amount',
    sql: `
SELECT id AS payment_id, order_id, state, amount_minor, captured_minor
FROM payment.payment
WHERE (state = 'captured') <> (captured_minor > 0) OR captured_minor NOT BETWEEN 0 AND amount_minor`,
  },
  {
    name: 'payments.order_keeps_what_is_paid',
    sentence: 'a confirmed order keeps of its payments exactly what it says is paid: Σ captured − refunded = paid',
    sql: `
WITH ${GOING_BACK},
kept AS (
  SELECT order_id, sum(captured_minor - refunded_minor) AS amount
  FROM payment.payment
  WHERE id NOT IN (SELECT id FROM going_back)
  GROUP BY order_id)
SELECT o.id AS order_id, o.state, o.paid_minor, coalesce(kept.amount, 0) AS kept
FROM orders.customer_order AS o
LEFT JOIN kept ON kept.order_id = o.id
WHERE o.state NOT IN ${UNCONFIRMED} AND o.paid_minor <> coalesce(kept.amount, 0)`,
  },
  {
    name: 'payments.cancelled_gave_back',
    sentence: 'cancelled ⇒ captured − refunded = 0 once its sagas are done',
    sql: `
WITH ${GOING_BACK}
SELECT p.id AS payment_id, p.order_id, p.state, p.captured_minor, p.refunded_minor
FROM payment.payment AS p
JOIN orders.customer_order AS o ON o.id = p.order_id
WHERE o.state = 'cancelled' AND p.captured_minor <> p.refunded_minor AND p.id NOT IN (SELECT id FROM going_back)`,
  },
  {
    name: 'payments.finished_order_has_nothing_authorized',
    sentence: 'no payment of a finished order is only authorised: it is captured, or closed once its sagas are done',
    sql: `
WITH ${GOING_BACK}
SELECT p.id AS payment_id, p.order_id, p.amount_minor, o.state AS order_state
FROM payment.payment AS p
JOIN orders.customer_order AS o ON o.id = p.order_id
WHERE p.state = 'authorized' AND o.state <> 'awaiting_payment' AND p.id NOT IN (SELECT id FROM going_back)`,
  },
  {
    name: 'payments.refunds_within_captured',
    sentence: 'Σ refunds under way + done ≤ captured per payment',
    sql: `
SELECT p.id AS payment_id, p.captured_minor, p.refunded_minor, coalesce(r.amount, 0) AS refunds
FROM payment.payment AS p
LEFT JOIN (SELECT payment_id, sum(amount_minor) AS amount FROM payment.refund WHERE state <> 'failed' GROUP BY payment_id) AS r
  ON r.payment_id = p.id
WHERE p.refunded_minor <> coalesce(r.amount, 0) OR p.refunded_minor > p.captured_minor`,
  },
  {
    name: 'payments.outside_refunds_have_an_author',
    sentence: 'money that went back outside the gateway is on record: who, when, why, and how to find it',
    sql: `
SELECT r.id AS refund_id, r.payment_id, r.amount_minor, r.provider_reference
FROM payment.refund AS r
WHERE r.went = 'outside' AND NOT EXISTS (
  SELECT FROM ops.audit_log_entry AS a
  WHERE a.subject = r.payment_id::text AND a.operation = 'giveBackOutside' AND a.made_at = r.created_at
    AND a.content::jsonb #>> '{sent,reason}' IS NOT NULL)`,
  },
  {
    name: 'payments.open_outcome_is_asked_again',
    sentence: 'every wait has an alarm: a payment whose outcome is open is asked about again',
    sql: `
SELECT id AS payment_id, order_id, state, calling
FROM payment.payment
WHERE (calling IS NOT NULL OR state = 'pending') AND next_poll_at IS NULL
UNION ALL
SELECT r.id, p.order_id, r.state, 'refund'
FROM payment.refund AS r
JOIN payment.payment AS p ON p.id = r.payment_id
WHERE r.state = 'calling' AND r.next_poll_at IS NULL`,
  },
  {
    name: 'payments.payment_is_of_its_order',
    sentence: "a payment is of an order that is there, its customer's, in its currency, and never above what is due",
    sql: `
SELECT p.id AS payment_id, p.order_id, p.customer_id, o.customer_id AS order_customer_id, p.amount_minor, o.due_minor, p.currency
FROM payment.payment AS p
LEFT JOIN orders.customer_order AS o ON o.id = p.order_id
WHERE o.id IS NULL OR p.customer_id <> o.customer_id OR p.currency <> o.currency OR p.amount_minor > o.due_minor`,
  },
];

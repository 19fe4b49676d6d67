/**
 * SQL of payments and refunds. Lock order: payments by id, then their refunds by id. Every rule about time takes it as a parameter.
 */
import { statement } from '#libs/platform';
import type { PaymentRow, RefundRow } from '../payment.types.js';

const PAYMENT_COLUMNS = `p.id, p.order_id AS "orderId", p.customer_id AS "customerId", p.provider,
    p.provider_reference AS "providerReference", p.currency, p.capture_mode AS "captureMode", p.amount_minor AS "amountMinor",
    p.captured_minor AS "capturedMinor", p.refunded_minor AS "refundedMinor", p.state, p.failure_reason AS "failureReason",
    p.client, p.return_url AS "returnUrl", p.calling, p.called_at AS "calledAt", p.next_poll_at AS "nextPollAt",
    p.created_at AS "createdAt", p.updated_at AS "updatedAt", p.version`;

const REFUND_COLUMNS = `r.id, r.payment_id AS "paymentId", r.amount_minor AS "amountMinor", r.state,
    r.provider_reference AS "providerReference", r.reason, r.failure_reason AS "failureReason", r.went`;

export const insertPayments = statement<{ id: string }>(
  'payment.insert_payments',
  `
  INSERT INTO payment.payment (id, order_id, customer_id, provider, currency, capture_mode, amount_minor, return_url, created_at, updated_at)
  SELECT id, order_id, customer_id, provider, currency, capture_mode, amount_minor, return_url, $9, $9
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::text[])
    AS new (id, order_id, customer_id, provider, currency, capture_mode, amount_minor, return_url)
  ON CONFLICT ON CONSTRAINT payment_pk DO NOTHING
  RETURNING id`,
);

export const findPayments = statement<PaymentRow>(
  'payment.find_payments',
  `SELECT ${PAYMENT_COLUMNS} FROM payment.payment p WHERE p.id = ANY ($1::uuid[])`,
);

export const findOwnedPayment = statement<PaymentRow>(
  'payment.find_owned_payment',
  `SELECT ${PAYMENT_COLUMNS} FROM payment.payment p WHERE p.id = $1 AND p.customer_id = $2`,
);

export const findPaymentsOfOrders = statement<PaymentRow>(
  'payment.find_payments_of_orders',
  `SELECT ${PAYMENT_COLUMNS} FROM payment.payment p WHERE p.order_id = ANY ($1::uuid[]) ORDER BY p.id`,
);

/** Locks the payments named by our id or by the gateway's reference. */
export const lockPayments = statement<PaymentRow>(
  'payment.lock_payments',
  `
  SELECT ${PAYMENT_COLUMNS}
  FROM payment.payment p
  WHERE p.id = ANY ($1::uuid[] || ARRAY(
    SELECT known.id
    FROM unnest($2::text[], $3::text[]) AS named (provider, reference)
    JOIN payment.payment known ON known.provider = named.provider AND known.provider_reference = named.reference))
  ORDER BY p.id
  FOR NO KEY UPDATE`,
);

export const lockRefunds = statement<RefundRow>(
  'payment.lock_refunds',
  `SELECT ${REFUND_COLUMNS} FROM payment.refund r WHERE r.id = ANY ($1::uuid[]) ORDER BY r.id FOR NO KEY UPDATE`,
);

export const findRefunds = statement<RefundRow>(
  'payment.find_refunds',
  `SELECT ${REFUND_COLUMNS} FROM payment.refund r WHERE r.id = ANY ($1::uuid[])`,
);

export const findRefundsOfPayments = statement<RefundRow & { createdAt: Date }>(
  'payment.find_refunds_of_payments',
  `
  SELECT ${REFUND_COLUMNS}, r.created_at AS "createdAt" FROM payment.refund r
  WHERE r.payment_id = ANY ($1::uuid[]) ORDER BY r.created_at, r.id`,
);

/** Writes what was decided about payments that this transaction has locked. */
export const updatePayments = statement<never>(
  'payment.update_payments',
  `
  UPDATE payment.payment p
  SET provider_reference = next.provider_reference, captured_minor = next.captured_minor, refunded_minor = next.refunded_minor,
      state = next.state, failure_reason = next.failure_reason, client = next.client, calling = next.calling,
      next_poll_at = next.next_poll_at, updated_at = $10, version = p.version + 1
  FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::jsonb[], $8::text[], $9::timestamptz[])
    AS next (id, provider_reference, captured_minor, refunded_minor, state, failure_reason, client, calling, next_poll_at)
  WHERE p.id = next.id`,
);

export const updateRefunds = statement<never>(
  'payment.update_refunds',
  `
  UPDATE payment.refund r
  SET state = next.state, provider_reference = next.provider_reference, failure_reason = next.failure_reason,
      next_poll_at = CASE WHEN next.state = 'calling' THEN r.next_poll_at END, updated_at = $5
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS next (id, state, provider_reference, failure_reason)
  WHERE r.id = next.id`,
);

/** Notes an outside call before it is made, on rows that this transaction has locked. */
export const noteCalls = statement<never>(
  'payment.note_calls',
  `
  UPDATE payment.payment
  SET calling = $2, called_at = $3, next_poll_at = $4, updated_at = $3, version = version + 1
  WHERE id = ANY ($1::uuid[])`,
);

/** Ends an outside call that was answered without moving the payment (declined, or waiting for the customer). */
export const endCalls = statement<never>(
  'payment.end_calls',
  `
  UPDATE payment.payment
  SET calling = NULL, next_poll_at = CASE WHEN state = 'pending' THEN next_poll_at END, version = version + 1
  WHERE id = ANY ($1::uuid[]) AND calling = $2`,
);

export const insertRefund = statement<never>(
  'payment.insert_refund',
  `
  INSERT INTO payment.refund (id, payment_id, amount_minor, reason, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $5)`,
);

/** Sets an amount aside; the condition stands beside the lock and the constraint. */
export const reserveForRefund = statement<never>(
  'payment.reserve_for_refund',
  `
  UPDATE payment.payment
  SET refunded_minor = refunded_minor + $2, updated_at = $3, version = version + 1
  WHERE id = $1 AND captured_minor - refunded_minor >= $2`,
);

export const noteRefundCall = statement<never>(
  'payment.note_refund_call',
  `
  UPDATE payment.refund SET state = 'calling', next_poll_at = $2, updated_at = $3
  WHERE id = $1 AND state IN ('reserved', 'calling')`,
);

/** Claims payments whose gateway has not been heard of: each claim pushes the next one further away. */
export const claimPolls = statement<PaymentRow>(
  'payment.claim_polls',
  `
  UPDATE payment.payment p
  SET polls = p.polls + 1,
      next_poll_at = $1::timestamptz + least($3::float8 * power(2, least(p.polls, 20)), $4::float8) * interval '1 second'
  WHERE p.id = ANY (ARRAY(
    SELECT id FROM payment.payment WHERE next_poll_at <= $1 ORDER BY next_poll_at LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED))
  RETURNING ${PAYMENT_COLUMNS}`,
);

export const claimRefundPolls = statement<{ id: string }>(
  'payment.claim_refund_polls',
  `
  UPDATE payment.refund r
  SET polls = r.polls + 1,
      next_poll_at = $1::timestamptz + least($3::float8 * power(2, least(r.polls, 20)), $4::float8) * interval '1 second'
  WHERE r.id = ANY (ARRAY(
    SELECT id FROM payment.refund WHERE next_poll_at <= $1 ORDER BY next_poll_at LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED))
  RETURNING r.id`,
);

/** Raises alarms; one that stands already is counted, and open again if somebody had resolved it. */
export const raiseAlarms = statement<never>(
  'payment.raise_alarms',
  `
  INSERT INTO payment.alarm (id, provider, payment_id, code, detail, event_id, source, raised_at, last_at)
  SELECT id, provider, payment_id, code, detail, event_id, source, $8, $8
  FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[])
    AS new (id, provider, payment_id, code, detail, event_id, source)
  ON CONFLICT ON CONSTRAINT alarm_raised_once DO UPDATE SET times = payment.alarm.times + 1, last_at = excluded.last_at,
    resolved_at = NULL, resolved_by = NULL, resolution = NULL`,
);

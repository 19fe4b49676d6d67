/** Faults in payments and refunds, and between our books and the gateway's. */
import type { Planting } from './plantings.js';

const drop = (table: string, constraint: string): string => `ALTER TABLE ${table} DROP CONSTRAINT ${constraint}`;
const PAYMENT = (state: string, orderState: string): string =>
  `id IN (SELECT p.id FROM payment.payment p JOIN orders.customer_order o ON o.id = p.order_id
          WHERE p.state = '${state}' AND o.state = '${orderState}' ORDER BY p.id LIMIT 1)`;

export const paymentPlantings: readonly Planting[] = [
  {
    invariant: 'payments.references_once',
    what: "two payments have one gateway's reference",
    sql: [
      `DROP INDEX payment.payment_reference_once`,
      `UPDATE payment.payment SET provider_reference = 'same' WHERE provider_reference IS NOT NULL`,
    ],
  },
  {
    invariant: 'payments.references_once',
    what: 'an event was taken in twice',
    sql: [
      drop('payment.webhook_event', 'webhook_event_pk'),
      `INSERT INTO payment.webhook_event SELECT * FROM payment.webhook_event LIMIT 1`,
    ],
  },
  {
    invariant: 'payments.captured_is_money',
    what: 'a captured payment has no money',
    sql: [
      drop('payment.payment', 'payment_captured_iff_money'),
      `UPDATE payment.payment SET captured_minor = 0 WHERE ${PAYMENT('captured', 'paid')}`,
    ],
  },
  {
    invariant: 'payments.captured_is_money',
    what: 'more was captured than asked for',
    sql: [
      drop('payment.payment', 'payment_captured_within_amount'),
      `UPDATE payment.payment SET captured_minor = amount_minor + 1 WHERE ${PAYMENT('captured', 'paid')}`,
    ],
  },
  {
    invariant: 'payments.order_keeps_what_is_paid',
    what: 'money of a paid order went back',
    sql: [`UPDATE payment.payment SET refunded_minor = 1 WHERE ${PAYMENT('captured', 'paid')}`],
  },
  {
    invariant: 'payments.order_keeps_what_is_paid',
    what: 'an order was paid by nobody',
    sql: [`DELETE FROM payment.payment WHERE ${PAYMENT('captured', 'paid')}`],
  },
  {
    invariant: 'payments.cancelled_gave_back',
    what: 'money of a cancelled order was kept',
    sql: [`UPDATE payment.payment SET refunded_minor = 0 WHERE ${PAYMENT('captured', 'cancelled')}`],
  },
  {
    invariant: 'payments.finished_order_has_nothing_authorized',
    what: 'a cancelled order blocks money on a card',
    sql: [
      `UPDATE payment.payment SET state = 'authorized' WHERE ${PAYMENT('voided', 'cancelled')} AND provider_reference IS NOT NULL`,
    ],
  },
  {
    invariant: 'payments.finished_order_has_nothing_authorized',
    what: 'a paid order was never captured',
    sql: [`UPDATE payment.payment SET state = 'authorized', captured_minor = 0 WHERE ${PAYMENT('captured', 'paid')}`],
  },
  {
    invariant: 'payments.refunds_within_captured',
    what: 'a refund is larger than what was set aside',
    sql: [`UPDATE payment.refund SET amount_minor = amount_minor + 1`],
  },
  {
    invariant: 'payments.refunds_within_captured',
    what: 'a refund is not counted',
    sql: [`UPDATE payment.payment SET refunded_minor = 0 WHERE ${PAYMENT('captured', 'cancelled')}`],
  },
  {
    invariant: 'payments.outside_refunds_have_an_author',
    what: 'nobody says who gave money back by hand',
    sql: [`UPDATE payment.refund SET went = 'outside', state = 'succeeded'`],
  },
  {
    invariant: 'payments.open_outcome_is_asked_again',
    what: 'a pending payment is forgotten',
    sql: [`UPDATE payment.payment SET next_poll_at = NULL WHERE state = 'pending'`],
  },
  {
    invariant: 'payments.open_outcome_is_asked_again',
    what: 'a call is forgotten',
    sql: [`UPDATE payment.payment SET calling = 'capture', next_poll_at = NULL WHERE ${PAYMENT('captured', 'paid')}`],
  },
  {
    invariant: 'payments.open_outcome_is_asked_again',
    what: 'a refund is forgotten',
    sql: [`UPDATE payment.refund SET state = 'calling', next_poll_at = NULL`],
  },
  {
    invariant: 'payments.payment_is_of_its_order',
    what: 'a payment is of an unknown order',
    sql: [`UPDATE payment.payment SET order_id = gen_random_uuid() WHERE ${PAYMENT('captured', 'paid')}`],
  },
  {
    invariant: 'payments.payment_is_of_its_order',
    what: 'a payment is above what is due',
    sql: [`UPDATE payment.payment SET amount_minor = amount_minor + 1 WHERE ${PAYMENT('captured', 'paid')}`],
  },
  {
    invariant: 'payments.payment_is_of_its_order',
    what: "a payment is somebody else's",
    sql: [`UPDATE payment.payment SET customer_id = gen_random_uuid() WHERE ${PAYMENT('captured', 'paid')}`],
  },
  {
    invariant: 'payments.gateway_books',
    what: 'the gateway took more than we know',
    sql: [`UPDATE payment.payment SET captured_minor = captured_minor - 1 WHERE ${PAYMENT('captured', 'paid')}`],
  },
  {
    invariant: 'payments.gateway_books',
    what: 'the gateway took money for nobody',
    sql: [`DELETE FROM payment.payment WHERE ${PAYMENT('captured', 'paid')}`],
  },
  {
    invariant: 'payments.gateway_books',
    what: 'we claim money that the gateway does not know',
    sql: [`UPDATE payment.payment SET state = 'captured', captured_minor = amount_minor WHERE state = 'pending'`],
  },
  {
    invariant: 'payments.gateway_books',
    what: 'a refund never reached the gateway',
    sql: [`UPDATE payment.refund SET amount_minor = amount_minor + 1`],
  },
];

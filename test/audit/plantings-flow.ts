/** Faults in sagas, the event log and kept answers. */
import type { Planting } from './plantings.js';

const OF = (state: string): string =>
  `(SELECT id FROM orders.customer_order WHERE state = '${state}' ORDER BY id LIMIT 1)`;

const sagas: readonly Planting[] = [
  {
    invariant: 'sagas.one_per_order',
    what: "an order's saga is gone",
    sql: [`DELETE FROM platform.saga WHERE id = ${OF('awaiting_payment')}`],
  },
  {
    invariant: 'sagas.one_per_order',
    what: 'a saga of no order',
    sql: [`UPDATE platform.saga SET id = gen_random_uuid() WHERE id = ${OF('paid')}`],
  },
  {
    invariant: 'sagas.one_per_order',
    what: 'a return of no payment',
    sql: [
      `UPDATE platform.saga SET input = json_build_object('orderId', gen_random_uuid(), 'paymentId', gen_random_uuid(), 'reason', '')
       WHERE name = 'return_payment'`,
    ],
  },
  {
    invariant: 'sagas.finish_with_their_order',
    what: "a paid order's saga is undone",
    sql: [`UPDATE platform.saga SET state = 'undone' WHERE id = ${OF('paid')}`],
  },
  {
    invariant: 'sagas.finish_with_their_order',
    what: "a cancelled order's saga is done",
    sql: [`UPDATE platform.saga SET state = 'done' WHERE id = ${OF('cancelled')}`],
  },
  {
    invariant: 'sagas.finish_with_their_order',
    what: "a waiting order's saga is done",
    sql: [`UPDATE platform.saga SET state = 'done', wake_at = NULL WHERE id = ${OF('awaiting_payment')}`],
  },
  {
    invariant: 'sagas.make_progress',
    what: 'nobody woke a saga',
    sql: [`UPDATE platform.saga SET wake_at = now() - interval '1 minute' WHERE state = 'waiting'`],
  },
  {
    invariant: 'sagas.make_progress',
    what: 'a lease ended and nobody took over',
    sql: [
      `UPDATE platform.saga SET state = 'calling', wake_at = now() - interval '1 minute', lease = gen_random_uuid(), lease_until = now() - interval '1 minute' WHERE id = ${OF('awaiting_payment')}`,
    ],
  },
  {
    invariant: 'sagas.none_stuck',
    what: 'a saga is stuck',
    sql: [
      `UPDATE platform.saga SET state = 'stuck', wake_at = NULL, fault = '{}' WHERE id = ${OF('awaiting_payment')}`,
    ],
  },
  {
    invariant: 'sagas.know_their_order',
    what: 'a saga would capture another amount',
    sql: [
      `UPDATE platform.saga SET input = replace(input, '"dueMinor":', '"dueMinor":1') WHERE id = ${OF('awaiting_payment')}`,
    ],
  },
  {
    invariant: 'sagas.wait_no_longer_than_the_order',
    what: 'a saga sleeps a day too long',
    sql: [`UPDATE platform.saga SET wake_at = wake_at + interval '1 day' WHERE state = 'waiting'`],
  },
];

const COPY = `INSERT INTO platform.outbox (xid, topic, aggregate_id, aggregate_seq, subject_id, payload, written_at)
  SELECT xid, topic, aggregate_id, aggregate_seq, subject_id, payload, written_at FROM platform.outbox`;

const logAndAnswers: readonly Planting[] = [
  {
    invariant: 'outbox.gapless',
    what: 'an event in the middle is gone',
    sql: [`DELETE FROM platform.outbox WHERE topic = 'wallet.changed' AND aggregate_seq = 2`],
  },
  {
    invariant: 'outbox.gapless',
    what: 'an event was written twice',
    sql: [`${COPY} WHERE topic = 'order.changed' AND aggregate_seq = 1`],
  },
  {
    invariant: 'outbox.in_order',
    what: 'the second event came before the first',
    sql: [
      `UPDATE platform.outbox SET aggregate_seq = 3 - aggregate_seq WHERE topic = 'order.changed'
       AND aggregate_id IN (SELECT id FROM orders.customer_order WHERE event_seq = 2)`,
    ],
  },
  {
    invariant: 'outbox.tells_the_present',
    what: 'an order changed silently',
    sql: [`UPDATE orders.customer_order SET event_seq = event_seq + 1 WHERE id = ${OF('paid')}`],
  },
  {
    invariant: 'outbox.tells_the_present',
    what: 'a wallet changed silently',
    sql: [`UPDATE wallet.account SET change_seq = change_seq + 1 WHERE role = 'customer'`],
  },
  {
    invariant: 'outbox.tells_the_present',
    what: 'a wallet was frozen and its owner was not told',
    sql: [
      `UPDATE wallet.account SET frozen_reason = 'so' WHERE role = 'customer' AND change_seq > 0 AND frozen_reason IS NULL`,
    ],
  },
  {
    invariant: 'outbox.consumed_in_time',
    what: 'a consumer has fallen behind',
    sql: [
      `UPDATE platform.outbox_consumer SET position = '0.0'`,
      `UPDATE platform.outbox SET written_at = now() - interval '1 minute'`,
    ],
  },
  {
    invariant: 'idempotency.key_has_its_answer',
    what: 'a key stands without its answer',
    sql: [`UPDATE platform.idempotency_key SET status = NULL, body = NULL WHERE status = 201`],
  },
  {
    invariant: 'idempotency.answered_order_exists',
    what: 'an order was answered that is not there',
    sql: [`DELETE FROM orders.customer_order WHERE id = ${OF('paid')}`],
  },
  {
    invariant: 'idempotency.answered_order_exists',
    what: 'one order was answered under two keys',
    sql: [
      `INSERT INTO platform.idempotency_key
       SELECT principal_id, key || '-again', request_hash, status, body, created_at FROM platform.idempotency_key WHERE body LIKE '%"subOrders":%' AND status = 201`,
    ],
  },
  {
    invariant: 'idempotency.answered_order_exists',
    what: "somebody was answered another customer's order",
    sql: [
      `UPDATE platform.idempotency_key SET principal_id = gen_random_uuid() WHERE body LIKE '%"subOrders":%' AND status = 201`,
    ],
  },
  {
    invariant: 'idempotency.answered_payment_exists',
    what: 'a payment was answered that is not there',
    sql: [
      `UPDATE platform.idempotency_key SET body = '{"paymentId":"00000000-0000-7000-8000-00000000000b"}' WHERE body LIKE '{"paymentId":%'`,
    ],
  },
];

export const flowPlantings: readonly Planting[] = [...sagas, ...logAndAnswers];

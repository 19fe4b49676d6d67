/** Faults in orders and their timeline. */
import type { Planting } from './plantings.js';

const drop = (table: string, constraint: string): string => `ALTER TABLE ${table} DROP CONSTRAINT ${constraint}`;
const OF = (state: string): string =>
  `(SELECT id FROM orders.customer_order WHERE state = '${state}' ORDER BY id LIMIT 1)`;
const OF_ALL = (state: string): string => `(SELECT id FROM orders.customer_order WHERE state = '${state}')`;
const PAID_BY_CARD = `(SELECT id FROM orders.customer_order WHERE state = 'paid' AND due_minor > 0 ORDER BY id LIMIT 1)`;

const money: readonly Planting[] = [
  {
    invariant: 'orders.total_adds_up',
    what: 'a total is one too high',
    sql: [
      drop('orders.customer_order', 'customer_order_total_adds_up'),
      drop('orders.customer_order', 'customer_order_tenders_cover_total'),
      `UPDATE orders.customer_order SET total_minor = total_minor + 1 WHERE id = ${OF('paid')}`,
    ],
  },
  {
    invariant: 'orders.total_adds_up',
    what: 'a line is not in the total',
    sql: [
      `UPDATE orders.line SET list_minor = list_minor + 1, discount_minor = discount_minor + 1 WHERE order_id = ${OF('paid')}`,
    ],
  },
  {
    invariant: 'orders.tenders_cover_total',
    what: 'the tenders of an order exceed it',
    sql: [
      drop('orders.customer_order', 'customer_order_tenders_cover_total'),
      `UPDATE orders.customer_order SET credit_minor = credit_minor + 1 WHERE id = ${OF('paid')}`,
    ],
  },
  {
    invariant: 'orders.tenders_cover_total',
    what: 'the tenders of a sub-order fall short',
    sql: [
      drop('orders.sub_order', 'sub_order_tenders_cover_total'),
      `UPDATE orders.sub_order SET credit_minor = credit_minor - 1 WHERE credit_minor > 0`,
    ],
  },
  {
    invariant: 'orders.parent_is_sum_of_sub_orders',
    what: 'a sub-order is larger than its part',
    sql: [
      `UPDATE orders.sub_order SET list_minor = list_minor + 1, discount_minor = discount_minor + 1 WHERE order_id = ${OF('paid')}`,
    ],
  },
  {
    invariant: 'orders.parent_is_sum_of_sub_orders',
    what: 'only the tenders are shared wrongly',
    sql: [
      `UPDATE orders.sub_order SET credit_minor = credit_minor - 1, due_minor = due_minor + 1 WHERE order_id = ${OF('paid')} AND number = 1`,
    ],
  },
  {
    invariant: 'orders.sub_order_is_sum_of_lines',
    what: 'a sub-order has a line that is not its own',
    sql: [
      `UPDATE orders.line SET list_minor = list_minor + 1, discount_minor = discount_minor + 1 WHERE order_id = ${OF('paid')}`,
    ],
  },
  {
    invariant: 'orders.line_adds_up',
    what: 'a line has another price than its units',
    sql: [`UPDATE orders.line SET unit_minor = unit_minor + 1 WHERE order_id = ${OF('paid')}`],
  },
  {
    invariant: 'orders.line_adds_up',
    what: 'a line costs less than nothing',
    sql: [
      drop('orders.line', 'line_payable_adds_up'),
      `UPDATE orders.line SET discount_minor = list_minor + 1, payable_minor = -1 - points_minor WHERE order_id = ${OF('paid')}`,
    ],
  },
  {
    invariant: 'orders.confirmed_is_paid',
    what: 'a confirmed order is not paid',
    sql: [
      drop('orders.customer_order', 'customer_order_confirmed_is_paid'),
      `UPDATE orders.customer_order SET paid_minor = paid_minor - 1 WHERE id = ${PAID_BY_CARD}`,
    ],
  },
  {
    invariant: 'orders.confirmed_is_paid',
    what: 'a waiting order is paid',
    sql: [`UPDATE orders.customer_order SET paid_minor = 1 WHERE state = 'awaiting_payment'`],
  },
  {
    invariant: 'orders.confirmed_has_captured_its_credit',
    what: 'credit was not captured',
    sql: [`UPDATE wallet.transfer SET kind = 'other' WHERE kind = 'order_payment'`],
  },
  {
    invariant: 'orders.confirmed_has_captured_its_credit',
    what: 'points were not captured',
    sql: [`UPDATE wallet.transfer SET kind = 'other' WHERE kind = 'order_points'`],
  },
  {
    invariant: 'orders.confirmed_has_captured_its_credit',
    what: 'credit was captured for no order',
    sql: [`UPDATE wallet.transfer SET reference = gen_random_uuid() WHERE kind = 'order_payment'`],
  },
  {
    invariant: 'orders.confirmed_has_captured_its_credit',
    what: 'credit was captured of a waiting order',
    sql: [
      `UPDATE wallet.transfer SET reference = ${OF('awaiting_payment')} WHERE id = (SELECT id FROM wallet.transfer WHERE kind = 'order_payment' LIMIT 1)`,
    ],
  },
];

const history: readonly Planting[] = [
  {
    invariant: 'orders.history_gapless',
    what: 'the first event is gone',
    sql: [`DELETE FROM orders.event WHERE seq = 1 AND order_id = ${OF('paid')}`],
  },
  {
    invariant: 'orders.history_gapless',
    what: 'the last event is gone',
    sql: [
      `DELETE FROM orders.event AS e USING orders.customer_order AS o WHERE o.id = e.order_id AND e.seq = o.event_seq`,
    ],
  },
  {
    invariant: 'orders.history_along_the_table',
    what: 'a step begins where the order was not',
    sql: [`UPDATE orders.event SET from_state = 'shipped' WHERE what = 'paid'`],
  },
  {
    invariant: 'orders.history_along_the_table',
    what: 'a step goes back',
    sql: [
      `INSERT INTO orders.event (order_id, seq, what, from_state, to_state, happened_at)
       SELECT id, event_seq + 1, 'unpaid', 'paid', 'awaiting_payment', now() FROM orders.customer_order WHERE id = ${OF('paid')}`,
    ],
  },
  {
    invariant: 'orders.history_along_the_table',
    what: 'a shipped order was cancelled',
    sql: [
      `INSERT INTO orders.event (order_id, seq, what, from_state, to_state, happened_at)
       SELECT o.id, event_seq + n, step, before, after, now() FROM orders.customer_order AS o,
         (VALUES (1, 'shipped', 'paid', 'shipped'), (2, 'cancelled', 'shipped', 'cancelled')) AS steps (n, step, before, after) WHERE o.id = ${OF('paid')}`,
    ],
  },
  {
    invariant: 'orders.history_along_the_table',
    what: 'an order began paid',
    sql: [`UPDATE orders.event SET to_state = 'paid' WHERE seq = 1 AND order_id = ${OF('awaiting_payment')}`],
  },
  {
    invariant: 'orders.history_ends_in_the_present',
    what: 'a state was patched',
    sql: [`UPDATE orders.customer_order SET state = 'completed' WHERE id = ${OF('paid')}`],
  },
  {
    invariant: 'orders.state_is_that_of_its_sub_orders',
    what: 'a sub-order was patched',
    sql: [`UPDATE orders.sub_order SET state = 'shipped' WHERE order_id = ${OF('paid')}`],
  },
  {
    invariant: 'orders.state_is_that_of_its_sub_orders',
    what: 'an order has no sub-order',
    sql: [`DELETE FROM orders.sub_order WHERE order_id = ${OF('paid')}`],
  },
  {
    invariant: 'orders.parts_belong_together',
    what: 'a sub-order is gone',
    sql: [`DELETE FROM orders.sub_order WHERE order_id = ${OF('paid')}`],
  },
  {
    invariant: 'orders.parts_belong_together',
    what: 'an order is gone',
    sql: [`DELETE FROM orders.customer_order WHERE id = ${OF('paid')}`],
  },
  {
    invariant: 'orders.parts_belong_together',
    what: 'an event is of an unknown order',
    sql: [`UPDATE orders.event SET order_id = gen_random_uuid() WHERE seq = 1 AND order_id = ${OF('paid')}`],
  },
  {
    invariant: 'orders.cancelled_has_let_go',
    what: 'a cancelled order holds credit',
    sql: [`UPDATE wallet.hold SET state = 'held' WHERE reference IN ${OF_ALL('cancelled')}`],
  },
  {
    invariant: 'orders.cancelled_has_let_go',
    what: 'a cancelled order holds stock',
    sql: [`UPDATE inventory.reservation SET state = 'held' WHERE id IN ${OF_ALL('cancelled')}`],
  },
  {
    invariant: 'orders.cancelled_has_let_go',
    what: 'a cancelled order holds an offer',
    sql: [`UPDATE promotion.claim SET state = 'held', settled_at = NULL WHERE id IN ${OF_ALL('cancelled')}`],
  },
  {
    invariant: 'orders.cancelled_has_let_go',
    what: 'a cancelled order is to be shipped',
    sql: [
      `INSERT INTO fulfilment.work SELECT order_id, number, merchant_id, warehouse_id, 'to_ship', now() FROM orders.sub_order WHERE state = 'cancelled'`,
    ],
  },
  {
    invariant: 'orders.works_for_what_is_paid',
    what: 'a paid sub-order is forgotten',
    sql: [`DELETE FROM fulfilment.work WHERE order_id = ${OF('paid')}`],
  },
  {
    invariant: 'orders.works_for_what_is_paid',
    what: 'an unpaid sub-order is to be shipped',
    sql: [
      `INSERT INTO fulfilment.work SELECT order_id, number, merchant_id, warehouse_id, 'to_ship', now() FROM orders.sub_order WHERE state = 'awaiting_payment'`,
    ],
  },
  {
    invariant: 'orders.works_for_what_is_paid',
    what: 'work for nobody',
    sql: [`UPDATE fulfilment.work SET order_id = gen_random_uuid() WHERE order_id = ${OF('paid')}`],
  },
  {
    invariant: 'orders.works_for_what_is_paid',
    what: 'another merchant is to ship',
    sql: [`UPDATE fulfilment.work SET merchant_id = gen_random_uuid() WHERE order_id = ${OF('paid')}`],
  },
  {
    invariant: 'orders.works_for_what_is_paid',
    what: 'another warehouse is to ship',
    sql: [`UPDATE fulfilment.work SET warehouse_id = gen_random_uuid() WHERE order_id = ${OF('paid')}`],
  },
];

export const orderPlantings: readonly Planting[] = [...money, ...history];

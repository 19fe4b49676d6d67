/** Faults between the warehouse and the review. */
import type { Planting } from './plantings.js';

const PART = (state: string): string =>
  `(order_id, number) IN (SELECT order_id, number FROM orders.sub_order WHERE state = '${state}' ORDER BY order_id, number LIMIT 1)`;
const WORK_OF = (state: string): string =>
  `(order_id, sub_order) IN (SELECT order_id, number FROM orders.sub_order WHERE state = '${state}' ORDER BY order_id, number LIMIT 1)`;

export const receiptPlantings: readonly Planting[] = [
  {
    invariant: 'orders.part_is_where_it_was_taken',
    what: 'a part is further than anybody has taken it',
    sql: [`UPDATE orders.sub_order SET state = 'completed' WHERE ${PART('shipped')}`],
  },
  {
    invariant: 'orders.part_is_where_it_was_taken',
    what: 'a part went back in silence',
    sql: [`UPDATE orders.sub_order SET state = 'paid' WHERE ${PART('shipped')}`],
  },
  {
    invariant: 'orders.part_is_where_it_was_taken',
    what: 'an entry is about a part that is not there',
    sql: [`UPDATE orders.event SET sub_order = 99 WHERE sub_order = 1`],
  },
  {
    invariant: 'orders.shipped_goods_have_left',
    what: 'the goods of a shipped part are still in stock',
    sql: [`UPDATE inventory.movement SET kind = 'released' WHERE kind = 'shipped'`],
  },
  {
    invariant: 'orders.shipped_goods_have_left',
    what: 'goods left that nobody has shipped',
    sql: [
      `INSERT INTO inventory.movement (stock_id, seq, kind, quantity, reference)
       SELECT stock_ids[1], 1000000, 'shipped', quantities[1], id FROM inventory.reservation
       WHERE id IN (SELECT order_id FROM orders.sub_order WHERE state = 'paid') AND cardinality(stock_ids) > 0 LIMIT 1`,
    ],
  },
  {
    invariant: 'orders.work_says_what_is_shipped',
    what: 'what is shipped is to be shipped again',
    sql: [`UPDATE fulfilment.work SET state = 'to_ship' WHERE ${WORK_OF('shipped')}`],
  },
  {
    invariant: 'orders.work_says_what_is_shipped',
    what: 'a paid part has fallen off the list',
    sql: [`UPDATE fulfilment.work SET state = 'shipped' WHERE ${WORK_OF('paid')}`],
  },
  {
    invariant: 'orders.delivered_confirms_itself',
    what: 'a delivered part waits for ever',
    sql: [`UPDATE orders.sub_order SET confirm_by = NULL WHERE ${PART('delivered')}`],
  },
  {
    invariant: 'orders.delivered_confirms_itself',
    what: 'a part should have been received long ago',
    sql: [`UPDATE orders.sub_order SET confirm_by = now() - interval '2 minutes' WHERE ${PART('delivered')}`],
  },
  {
    invariant: 'rewards.mature_with_their_receipt',
    what: 'goods were received and earn nothing',
    sql: [
      `UPDATE loyalty.order_reward SET matures_at = NULL WHERE state = 'maturing' AND order_id IN (SELECT order_id FROM orders.sub_order WHERE state = 'completed')`,
    ],
  },
  {
    invariant: 'rewards.mature_with_their_receipt',
    what: 'a reward matures of goods that are still on their way',
    sql: [
      `UPDATE loyalty.order_reward SET matures_at = now() + interval '7 days' WHERE order_id IN (SELECT order_id FROM orders.sub_order WHERE state = 'shipped')`,
    ],
  },
  {
    invariant: 'reviews.of_what_was_received',
    what: 'somebody else has reviewed it',
    sql: [`UPDATE orders.review SET customer_id = gen_random_uuid()`],
  },
  {
    invariant: 'reviews.of_what_was_received',
    what: 'a review is of another product',
    sql: [`UPDATE orders.review SET product_id = gen_random_uuid()`],
  },
  {
    invariant: 'reviews.of_what_was_received',
    what: 'what was reviewed has not come',
    sql: [`UPDATE orders.sub_order SET state = 'shipped' WHERE order_id IN (SELECT order_id FROM orders.review)`],
  },
  {
    invariant: 'reviews.rating_is_sum_of_reviews',
    what: 'a product is a star better than its reviews',
    sql: [`UPDATE orders.product_rating SET rating_sum = rating_sum + 1`],
  },
  {
    invariant: 'reviews.rating_is_sum_of_reviews',
    what: 'a review was taken away',
    sql: [`DELETE FROM orders.review`],
  },
  {
    invariant: 'reviews.points_are_for_a_review',
    what: 'points were earned for a review that nobody wrote',
    sql: [`UPDATE orders.review SET line_id = gen_random_uuid()`],
  },
];

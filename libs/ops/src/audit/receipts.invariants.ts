/** From the warehouse to the review: what is recorded of parts of orders, and what follows from it in stock, work, rewards and points. */
import { LAPSE_GRACE, type Invariant } from './invariant.js';

/** States of a part whose goods have left. */
const LEFT = `('shipped', 'delivered', 'completed')`;

export const receiptInvariants: readonly Invariant[] = [
  {
    name: 'orders.part_is_where_it_was_taken',
    sentence: "a part's last entry on the timeline is its present state, and none is there before it moved by itself",
    sql: `
SELECT s.order_id, s.number, s.state, e.what
FROM orders.sub_order AS s
FULL JOIN (
  SELECT DISTINCT ON (order_id, sub_order) order_id, sub_order, what FROM orders.event
  WHERE sub_order IS NOT NULL ORDER BY order_id, sub_order, seq DESC) AS e ON e.order_id = s.order_id AND e.sub_order = s.number
WHERE s.order_id IS NULL
   OR (s.state IN ('accepted', 'shipped', 'delivered', 'completed') AND e.what IS DISTINCT FROM s.state)
   OR (s.state IN ('awaiting_payment', 'paid') AND e.what IS NOT NULL)`,
  },
  {
    name: 'orders.shipped_goods_have_left',
    sentence: "a part's goods have left stock, unit by unit ⇔ it is shipped",
    sql: `
WITH reserved_for AS (
  SELECT id AS reservation_id, id AS order_id FROM orders.customer_order
  UNION ALL
  SELECT (input::json #>> '{late,reservationId}')::uuid, id FROM platform.saga WHERE name = 'place_order' AND input LIKE '%"late":%'),
meant AS (
  SELECT l.order_id, l.variant_id, sum(l.quantity) AS quantity
  FROM orders.line AS l
  JOIN orders.sub_order AS s ON s.order_id = l.order_id AND s.number = l.sub_order AND s.state IN ${LEFT}
  WHERE l.kind IN ('physical', 'group_buy')
  GROUP BY l.order_id, l.variant_id),
gone AS (
  SELECT coalesce(f.order_id, m.reference) AS order_id, s.variant_id, sum(m.quantity) AS quantity
  FROM inventory.movement AS m
  JOIN inventory.stock AS s ON s.id = m.stock_id
  LEFT JOIN reserved_for AS f ON f.reservation_id = m.reference
  WHERE m.kind = 'shipped'
  GROUP BY 1, 2)
SELECT order_id, variant_id, meant.quantity AS shipped, gone.quantity AS left_stock
FROM meant FULL JOIN gone USING (order_id, variant_id)
WHERE meant.quantity IS DISTINCT FROM gone.quantity`,
  },
  {
    name: 'orders.work_says_what_is_shipped',
    sentence: 'shipping work is done ⇔ its part is shipped',
    sql: `
SELECT s.order_id, s.number, s.state, w.state AS work_state
FROM orders.sub_order AS s
JOIN fulfilment.work AS w ON w.order_id = s.order_id AND w.sub_order = s.number
WHERE (s.state IN ${LEFT}) <> (w.state = 'shipped')`,
  },
  {
    name: 'orders.delivered_confirms_itself',
    sentence: 'a delivered part is received by its time, and only a delivered one waits for that',
    sql: `
SELECT order_id, number, state, confirm_by
FROM orders.sub_order
WHERE (state = 'delivered') <> (confirm_by IS NOT NULL) OR confirm_by < $1::timestamptz - ${LAPSE_GRACE}`,
  },
  {
    name: 'rewards.mature_with_their_receipt',
    sentence:
      "a reward has its time of maturing ⇔ all its merchant's parts of the order are received; a referral: all parts",
    sql: `
SELECT r.id AS reward_id, r.order_id, r.kind, r.state, r.matures_at, p.received
FROM loyalty.order_reward AS r
LEFT JOIN LATERAL (
  SELECT bool_and(s.state = 'completed') AS received FROM orders.sub_order AS s
  WHERE s.order_id = r.order_id AND s.state <> 'cancelled' AND (r.kind = 'referral' OR s.merchant_id = r.source_id)) AS p ON true
WHERE r.state IN ('maturing', 'available') AND (r.matures_at IS NOT NULL) <> coalesce(p.received, false)`,
  },
  {
    name: 'reviews.of_what_was_received',
    sentence: "a review is of a completed part's line, its customer's, and of the line's own variant",
    sql: `
SELECT v.id AS review_id, v.order_id, v.position, v.customer_id, o.customer_id AS bought_by, s.state
FROM orders.review AS v
LEFT JOIN orders.customer_order AS o ON o.id = v.order_id
LEFT JOIN orders.line AS l ON l.order_id = v.order_id AND l.position = v.position
LEFT JOIN orders.sub_order AS s ON s.order_id = l.order_id AND s.number = l.sub_order
LEFT JOIN catalog.variant AS c ON c.id = v.variant_id
WHERE o.customer_id IS DISTINCT FROM v.customer_id OR s.state IS DISTINCT FROM 'completed'
   OR l.variant_id IS DISTINCT FROM v.variant_id OR c.product_id IS DISTINCT FROM v.product_id`,
  },
  {
    name: 'reviews.rating_is_sum_of_reviews',
    sentence: "a product's number and sum of ratings are those of its reviews",
    sql: `
SELECT product_id, p.reviews, p.rating_sum, v.reviews AS written, v.rating_sum AS written_sum
FROM orders.product_rating AS p
FULL JOIN (SELECT product_id, count(*) AS reviews, sum(rating) AS rating_sum FROM orders.review GROUP BY product_id) AS v USING (product_id)
WHERE (p.reviews, p.rating_sum) IS DISTINCT FROM (v.reviews, v.rating_sum)`,
  },
  {
    name: 'reviews.points_are_for_a_review',
    sentence: "a line's points are for its one review, its author's",
    sql: `
SELECT b.line_id, b.customer_id, v.customer_id AS author
FROM loyalty.review_bonus AS b
LEFT JOIN orders.review AS v ON v.line_id = b.line_id
WHERE v.customer_id IS DISTINCT FROM b.customer_id`,
  },
];

/** SQL of reviews. A product's rating is locked after orders and before wallets: nobody who has locked a wallet goes on to write a review. */
import { statement } from '#libs/platform';
import type { SubOrderState } from '../order.types.js';

/** A line as far as reviewing it goes. */
export interface ReviewedLineRow {
  orderId: string;
  position: number;
  customerId: string;
  variantId: string;
  state: SubOrderState;
  reviewed: boolean;
}

export const readReviewedLines = statement<ReviewedLineRow>(
  'order.read_reviewed_lines',
  `
  SELECT l.order_id AS "orderId", l.position, o.customer_id AS "customerId", l.variant_id AS "variantId", s.state, r.id IS NOT NULL AS reviewed
  FROM unnest($1::uuid[], $2::integer[]) AS v (order_id, position)
  JOIN orders.line AS l ON l.order_id = v.order_id AND l.position = v.position
  JOIN orders.sub_order AS s ON s.order_id = l.order_id AND s.number = l.sub_order
  JOIN orders.customer_order AS o ON o.id = l.order_id AND o.deleted_at IS NULL
  LEFT JOIN orders.review AS r ON r.order_id = l.order_id AND r.position = l.position`,
);

/**
 * Answers the ids that were written: a line that a rival reviewed meanwhile is passed over, and counts nothing. No constraint is named:
 * two say that a line is reviewed once, and of rivals in the same moment the second may meet either of them.
 */
export const insertReviews = statement<{ id: string }>(
  'order.insert_reviews',
  `
  WITH written AS (
    INSERT INTO orders.review (id, order_id, position, line_id, customer_id, product_id, variant_id, rating, text, reviewed_at)
    SELECT *, $10::timestamptz
    FROM unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::smallint[], $9::text[])
    ON CONFLICT DO NOTHING
    RETURNING id, product_id, rating
  ), counted AS (
    INSERT INTO orders.product_rating AS p (product_id, reviews, rating_sum)
    SELECT product_id, count(*), sum(rating) FROM written GROUP BY product_id ORDER BY product_id
    ON CONFLICT ON CONSTRAINT product_rating_pkey DO UPDATE
    SET reviews = p.reviews + excluded.reviews, rating_sum = p.rating_sum + excluded.rating_sum
  )
  SELECT id FROM written`,
);

/** A review as it is read. */
export interface ReviewRow {
  id: string;
  orderId: string;
  position: number;
  productId: string;
  variantId: string;
  sku: string;
  title: string;
  rating: number;
  text: string;
  reviewedAt: Date;
}

const REVIEW = `r.id, r.order_id AS "orderId", r.position, r.product_id AS "productId", r.variant_id AS "variantId", l.sku, l.title, r.rating, r.text,
    r.reviewed_at AS "reviewedAt"`;

export const readReviewsOfOrder = statement<ReviewRow>(
  'order.read_reviews_of_order',
  `
  SELECT ${REVIEW}
  FROM orders.review AS r
  JOIN orders.line AS l ON l.order_id = r.order_id AND l.position = r.position
  WHERE r.order_id = $1
  ORDER BY r.position`,
);

/** Newest first; $2 the last id of the page before, or NULL. */
export const listReviewsOfProduct = statement<ReviewRow>(
  'order.list_reviews_of_product',
  `
  SELECT ${REVIEW}
  FROM orders.review AS r
  JOIN orders.line AS l ON l.order_id = r.order_id AND l.position = r.position
  WHERE r.product_id = $1 AND ($2::uuid IS NULL OR r.id < $2)
  ORDER BY r.id DESC
  LIMIT $3`,
);

export const readRating = statement<{ reviews: number; ratingSum: number }>(
  'order.read_rating',
  `SELECT reviews, rating_sum AS "ratingSum" FROM orders.product_rating WHERE product_id = $1`,
);

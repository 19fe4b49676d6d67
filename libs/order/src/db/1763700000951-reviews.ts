/** Why: customers review what they have received, once a line; a product shows the average without reading all its reviews. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OrderReviews1763700000951 implements MigrationInterface {
  readonly name = 'OrderReviews1763700000951';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE orders.review (
        id          uuid     NOT NULL CONSTRAINT review_pkey PRIMARY KEY,
        order_id    uuid     NOT NULL,
        position    smallint NOT NULL,
        line_id     uuid     NOT NULL CONSTRAINT review_line_key UNIQUE,
        customer_id uuid     NOT NULL,
        product_id  uuid     NOT NULL,
        variant_id  uuid     NOT NULL,
        rating      smallint NOT NULL CONSTRAINT review_rating_known CHECK (rating BETWEEN 1 AND 5),
        text        text     NOT NULL CONSTRAINT review_text_bounded CHECK (char_length(text) <= 2000),
        reviewed_at timestamptz NOT NULL,
        CONSTRAINT review_once_per_line UNIQUE (order_id, position),
        CONSTRAINT review_line_fkey FOREIGN KEY (order_id, position) REFERENCES orders.line (order_id, position)
      )`);
    await runner.query(`CREATE INDEX review_product_idx ON orders.review (product_id, id)`);
    await runner.query(`
      CREATE TABLE orders.product_rating (
        product_id uuid   NOT NULL CONSTRAINT product_rating_pkey PRIMARY KEY,
        reviews    bigint NOT NULL,
        rating_sum bigint NOT NULL,
        CONSTRAINT product_rating_within_stars CHECK (reviews > 0 AND rating_sum BETWEEN reviews AND 5 * reviews)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE orders.product_rating`);
    await runner.query(`DROP TABLE orders.review`);
  }
}

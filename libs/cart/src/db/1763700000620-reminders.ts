/** Why: reminders of carts that were left and of goods in carts that got cheaper or came back, each told once, found in batches. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CartReminders1763700000620 implements MigrationInterface {
  readonly name = 'CartReminders1763700000620';

  async up(runner: QueryRunner): Promise<void> {
    // Set when the owner was told, or there was nothing to tell; every change of the cart clears it.
    await runner.query(`ALTER TABLE cart.cart ADD COLUMN reminded_at timestamptz`);
    await runner.query(`CREATE INDEX cart_left_idx ON cart.cart (updated_at) WHERE reminded_at IS NULL`);
    // The lowest price the owner was told of for this line; null when none since it was added.
    await runner.query(
      `ALTER TABLE cart.line ADD COLUMN told_price_minor bigint CONSTRAINT line_told_price_not_negative CHECK (told_price_minor >= 0)`,
    );
    await runner.query(`CREATE INDEX line_variant_idx ON cart.line (variant_id, id)`);
    // One row a variant that is in some cart: its price and stock when the sweep saw it last. The sweep alone writes it.
    await runner.query(`
      CREATE TABLE cart.watched_variant (
        variant_id  uuid    NOT NULL CONSTRAINT watched_variant_pkey PRIMARY KEY,
        price_minor bigint  NOT NULL CONSTRAINT watched_variant_price_not_negative CHECK (price_minor >= 0),
        in_stock    boolean NOT NULL
      )`);
    // Where the sweep over watched variants stands: one row, whose version tells a sweep that another one was faster.
    await runner.query(`
      CREATE TABLE cart.watch_position (
        only_row boolean NOT NULL DEFAULT true CONSTRAINT watch_position_pkey PRIMARY KEY CONSTRAINT watch_position_one_row CHECK (only_row),
        after_id uuid    NOT NULL,
        version  bigint  NOT NULL
      )`);
    await runner.query(
      `INSERT INTO cart.watch_position (after_id, version) VALUES ('00000000-0000-0000-0000-000000000000', 1)`,
    );
    // News of a variant on its way to the owners of its lines, line by line in the order of their ids; gone when all are told.
    await runner.query(`
      CREATE TABLE cart.news (
        id          uuid        NOT NULL CONSTRAINT news_pkey PRIMARY KEY,
        variant_id  uuid        NOT NULL,
        kind        text        NOT NULL CONSTRAINT news_kind_known CHECK (kind IN ('price_drop', 'restock')),
        price_minor bigint      NOT NULL CONSTRAINT news_price_not_negative CHECK (price_minor >= 0),
        seen_at     timestamptz NOT NULL,
        after_line  uuid        NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE cart.news`);
    await runner.query(`DROP TABLE cart.watch_position`);
    await runner.query(`DROP TABLE cart.watched_variant`);
    await runner.query(`DROP INDEX cart.line_variant_idx`);
    await runner.query(`ALTER TABLE cart.line DROP COLUMN told_price_minor`);
    await runner.query(`DROP INDEX cart.cart_left_idx`);
    await runner.query(`ALTER TABLE cart.cart DROP COLUMN reminded_at`);
  }
}

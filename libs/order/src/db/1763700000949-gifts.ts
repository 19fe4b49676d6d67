/**
 * Why: an offer's gift is a line of the order that costs nothing; it says which offer gave it, so that nobody buys it again by
 * reordering. What a line cost after its own offer is kept where it is not the list price: a reorder compares it with today's.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OrderGifts1763700000949 implements MigrationInterface {
  readonly name = 'OrderGifts1763700000949';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE orders.line ADD COLUMN gift_of uuid, ADD COLUMN sold_minor bigint,
        ADD CONSTRAINT line_sold_below_list CHECK (sold_minor >= 0 AND sold_minor < list_minor),
        ADD CONSTRAINT line_gift_costs_nothing CHECK (gift_of IS NULL OR (unit_minor = 0 AND list_minor = 0 AND payable_minor = 0))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE orders.line DROP COLUMN gift_of, DROP COLUMN sold_minor`);
  }
}

/**
 * Why: a delivered part of an order is received by itself some days later, unless its customer says so before; the sweep finds what is
 * due by this column alone. The index does not look at the state: moves of the state stay heap-only updates on the hot path.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OrderReceipts1763700000950 implements MigrationInterface {
  readonly name = 'OrderReceipts1763700000950';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE orders.sub_order ADD COLUMN confirm_by timestamptz,
        ADD CONSTRAINT sub_order_confirms_when_delivered CHECK (confirm_by IS NULL OR state = 'delivered')`);
    await runner.query(
      `CREATE INDEX sub_order_confirm_by_idx ON orders.sub_order (confirm_by) WHERE confirm_by IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE orders.sub_order DROP COLUMN confirm_by`);
  }
}

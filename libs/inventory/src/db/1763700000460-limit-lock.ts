/** Why: a customer's purchases of limited goods are counted one order at a time; goods without stock have no stock row to lock for it. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class InventoryLimitLock1763700000460 implements MigrationInterface {
  readonly name = 'InventoryLimitLock1763700000460';

  async up(runner: QueryRunner): Promise<void> {
    // Rows are locked, never read: as many as there are customers of such goods. fillfactor keeps their updates in the page.
    await runner.query(`
      CREATE TABLE inventory.limit_lock (
        variant_id  uuid NOT NULL,
        customer_id uuid NOT NULL,
        locked_at   timestamptz NOT NULL,
        CONSTRAINT limit_lock_pkey PRIMARY KEY (variant_id, customer_id)
      ) WITH (fillfactor = 70)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE inventory.limit_lock`);
  }
}

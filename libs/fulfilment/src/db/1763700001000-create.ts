/** Why: what warehouses have to ship, one row a sub-order that is paid. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FulfilmentCreate1763700001000 implements MigrationInterface {
  readonly name = 'FulfilmentCreate1763700001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA fulfilment`);
    await runner.query(`
      CREATE TABLE fulfilment.work (
        order_id     uuid     NOT NULL,
        sub_order    smallint NOT NULL,
        merchant_id  uuid     NOT NULL,
        warehouse_id uuid,
        state        text     NOT NULL CONSTRAINT work_state_known CHECK (state IN ('to_ship', 'shipped', 'stopped')),
        created_at   timestamptz NOT NULL,
        CONSTRAINT work_pkey PRIMARY KEY (order_id, sub_order)
      )`);
    await runner.query(
      `CREATE INDEX work_to_ship_idx ON fulfilment.work (merchant_id, order_id) WHERE state = 'to_ship'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA fulfilment CASCADE`);
  }
}

/** Why: who asks for everything that is to be shipped reads past nothing that has been, however old the shop grows. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FulfilmentOldestWork1763700001020 implements MigrationInterface {
  readonly name = 'FulfilmentOldestWork1763700001020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX work_oldest_to_ship_idx ON fulfilment.work (order_id, sub_order) WHERE state = 'to_ship'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX fulfilment.work_oldest_to_ship_idx`);
  }
}

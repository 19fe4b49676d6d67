/** Why: who ships asks what of a reservation has left already; of all movements only those that left are looked up by reservation. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class InventoryShippedMovements1763700000450 implements MigrationInterface {
  readonly name = 'InventoryShippedMovements1763700000450';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX movement_shipped_idx ON inventory.movement (reference) WHERE kind = 'shipped'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX inventory.movement_shipped_idx`);
  }
}

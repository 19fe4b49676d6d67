/** Why: refunded credit whose lot has run out lives on in a lot of its own; which one is on record, so that every refund can be recomputed. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WalletRefunds1763700000790 implements MigrationInterface {
  readonly name = 'WalletRefunds1763700000790';

  async up(runner: QueryRunner): Promise<void> {
    // NULL: it went back into the lot it came from.
    await runner.query(
      `ALTER TABLE wallet.lot_restoration ADD COLUMN carried_by uuid
         CONSTRAINT lot_restoration_carried_by_a_lot REFERENCES wallet.lot (id)
         CONSTRAINT lot_restoration_carried_by_another_lot CHECK (carried_by <> lot_id)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ BEGIN
        IF EXISTS (SELECT FROM wallet.lot_restoration WHERE carried_by IS NOT NULL) THEN
          RAISE EXCEPTION 'refunded credit lives on in lots of its own: the ledger cannot forget where they came from';
        END IF;
      END $$`);
    await runner.query(`ALTER TABLE wallet.lot_restoration DROP COLUMN carried_by`);
  }
}

/** Sweeps find what expires without looking at every lot: what is due, and of what nobody has been warned yet. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WalletLotExpiry1763700000710 implements MigrationInterface {
  readonly name = 'WalletLotExpiry1763700000710';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE wallet.lot ADD COLUMN warned boolean NOT NULL DEFAULT false`);
    // One index for both sweeps. Spending changes neither column, so it stays a heap-only update; lots that never expire are not in it.
    await runner.query(
      `CREATE INDEX lot_expiring_idx ON wallet.lot (warned, expires_at, id) WHERE has_rest AND expires_at IS NOT NULL`,
    );
    // Its ids are HOUSE_ACCOUNTS.expired in wallet.types.ts.
    await runner.query(`
      INSERT INTO wallet.account (owner_id, asset, role)
      SELECT '00000000-0000-7000-8000-000000000010', asset, 'expired' FROM (VALUES ('credit'), ('points')) AS assets (asset)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ BEGIN
        IF EXISTS (SELECT FROM wallet.account WHERE role = 'expired' AND entry_seq > 0) THEN
          RAISE EXCEPTION 'credit has expired: the ledger cannot forget where it went';
        END IF;
      END $$`);
    await runner.query(`DELETE FROM wallet.account WHERE owner_id = '00000000-0000-7000-8000-000000000010'`);
    await runner.query(`DROP INDEX wallet.lot_expiring_idx`);
    await runner.query(`ALTER TABLE wallet.lot DROP COLUMN warned`);
  }
}

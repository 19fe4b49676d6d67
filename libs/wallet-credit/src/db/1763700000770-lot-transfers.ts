/** Why: credit that is gifted or withdrawn. House accounts for both, where a gifted lot came from, and what went back into lots. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WalletLotTransfers1763700000770 implements MigrationInterface {
  readonly name = 'WalletLotTransfers1763700000770';

  async up(runner: QueryRunner): Promise<void> {
    // Their ids are HOUSE_ACCOUNTS in wallet.types.ts.
    await runner.query(`
      INSERT INTO wallet.account (owner_id, asset, role)
      SELECT owner_id::uuid, asset, role
      FROM (VALUES ('00000000-0000-7000-8000-000000000011', 'payouts'), ('00000000-0000-7000-8000-000000000012', 'fees'),
                   ('00000000-0000-7000-8000-000000000013', 'gifts_in_flight'), ('00000000-0000-7000-8000-000000000010', 'expired')) AS house (owner_id, role),
           (VALUES ('credit'), ('points')) AS assets (asset)
      ON CONFLICT ON CONSTRAINT account_owner_asset_key DO NOTHING`);
    // Beside the lots, not in them: every order reads and writes lots, few lots were gifts.
    await runner.query(`
      CREATE TABLE wallet.gifted_lot (
        lot_id    uuid NOT NULL CONSTRAINT gifted_lot_pkey PRIMARY KEY CONSTRAINT gifted_lot_is_a_lot REFERENCES wallet.lot (id),
        reference uuid NOT NULL,
        origin    text NOT NULL CONSTRAINT gifted_lot_origin_is_no_gift CHECK (origin <> 'gift')
      )`);
    await runner.query(`CREATE INDEX gifted_lot_reference_idx ON wallet.gifted_lot (reference)`);
    await runner.query(`
      CREATE TABLE wallet.lot_restoration (
        reference   uuid   NOT NULL,
        lot_id      uuid   NOT NULL CONSTRAINT lot_restoration_of_a_lot REFERENCES wallet.lot (id),
        amount      bigint NOT NULL CONSTRAINT lot_restoration_positive CHECK (amount > 0),
        transfer_id uuid   NOT NULL,
        CONSTRAINT lot_restoration_pkey PRIMARY KEY (lot_id, transfer_id)
      )`);
    await runner.query(`CREATE INDEX lot_restoration_reference_idx ON wallet.lot_restoration (reference)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE wallet.lot_restoration`);
    await runner.query(`DROP TABLE wallet.gifted_lot`);
    await runner.query(`
      DELETE FROM wallet.account
      WHERE owner_id IN ('00000000-0000-7000-8000-000000000011', '00000000-0000-7000-8000-000000000012',
                         '00000000-0000-7000-8000-000000000013', '00000000-0000-7000-8000-000000000010')`);
  }
}

/** Why: earning, conversion and redemption need house accounts of their own, and what a customer owes must stand somewhere. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ROLES_BEFORE = `'customer', 'promotions', 'sales', 'payouts', 'fees', 'expired', 'gifts_in_flight', 'adjustments', 'opening'`;
const ROLES_ADDED = `'redemptions', 'conversions', 'write_offs', 'receivables'`;

export class WalletEarning1763700000750 implements MigrationInterface {
  readonly name = 'WalletEarning1763700000750';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE wallet.account DROP CONSTRAINT account_role_known`);
    await runner.query(
      `ALTER TABLE wallet.account ADD CONSTRAINT account_role_known CHECK (role IN (${ROLES_BEFORE}, ${ROLES_ADDED}))`,
    );
    // Their ids are HOUSE_ACCOUNTS in wallet.types.ts.
    await runner.query(`
      INSERT INTO wallet.account (owner_id, asset, role)
      SELECT owner_id::uuid, asset, role
      FROM (VALUES ('00000000-0000-7000-8000-000000000021', 'redemptions'), ('00000000-0000-7000-8000-000000000022', 'conversions'),
                   ('00000000-0000-7000-8000-000000000023', 'write_offs'), ('00000000-0000-7000-8000-000000000024', 'receivables')) AS house (owner_id, role),
           (VALUES ('credit'), ('points')) AS assets (asset)`);
    // What was clawed back beyond what was there, under CLAWBACK_POLICY=deficit; guarded by its account's lock.
    await runner.query(`
      CREATE TABLE wallet.deficit (
        account_id bigint NOT NULL CONSTRAINT deficit_pkey PRIMARY KEY
          CONSTRAINT deficit_account_fkey REFERENCES wallet.account (id),
        owed       bigint NOT NULL CONSTRAINT deficit_owed_not_negative CHECK (owed >= 0)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE wallet.deficit`);
    await runner.query(`DELETE FROM wallet.account WHERE role IN (${ROLES_ADDED})`);
    await runner.query(`ALTER TABLE wallet.account DROP CONSTRAINT account_role_known`);
    await runner.query(
      `ALTER TABLE wallet.account ADD CONSTRAINT account_role_known CHECK (role IN (${ROLES_BEFORE}))`,
    );
  }
}

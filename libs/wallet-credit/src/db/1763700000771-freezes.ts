/** Why: a frozen wallet has a reason, and who froze and freed it stays on record. The reason itself is a column of the account, read anyway. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WalletFreezes1763700000771 implements MigrationInterface {
  readonly name = 'WalletFreezes1763700000771';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE wallet.freeze (
        id            uuid NOT NULL CONSTRAINT freeze_pkey PRIMARY KEY,
        owner_id      uuid NOT NULL,
        reason        text NOT NULL,
        frozen_by     uuid NOT NULL,
        frozen_at     timestamptz NOT NULL,
        lifted_by     uuid,
        lifted_at     timestamptz,
        lifted_reason text,
        CONSTRAINT freeze_lifted_by_someone_for_a_reason
          CHECK ((lifted_at IS NULL) = (lifted_by IS NULL) AND (lifted_at IS NULL) = (lifted_reason IS NULL)),
        CONSTRAINT freeze_lifted_after_it_began CHECK (lifted_at >= frozen_at)
      )`);
    await runner.query(`CREATE UNIQUE INDEX freeze_one_at_a_time ON wallet.freeze (owner_id) WHERE lifted_at IS NULL`);
    await runner.query(`CREATE INDEX freeze_owner_idx ON wallet.freeze (owner_id, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE wallet.account SET frozen_reason = NULL WHERE frozen_reason IS NOT NULL`);
    await runner.query(`DROP TABLE wallet.freeze`);
  }
}

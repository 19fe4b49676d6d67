/** Why: after a change of password money does not leave for a while; whoever stole an account changes its password first. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdentityPasswordChangedAt1763700001390 implements MigrationInterface {
  readonly name = 'IdentityPasswordChangedAt1763700001390';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE identity.account ADD COLUMN password_changed_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE identity.account DROP COLUMN password_changed_at');
  }
}

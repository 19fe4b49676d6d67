/** Why: the version row moves into platform's common table, where a placement reads all of them with one statement. */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { moveSnapshotVersion, moveSnapshotVersionBack } from '#libs/platform';

export class MerchantVersion1763700000201 implements MigrationInterface {
  readonly name = 'MerchantVersion1763700000201';

  async up(runner: QueryRunner): Promise<void> {
    await moveSnapshotVersion(runner, 'merchant');
  }

  async down(runner: QueryRunner): Promise<void> {
    await moveSnapshotVersionBack(runner, 'merchant');
  }
}

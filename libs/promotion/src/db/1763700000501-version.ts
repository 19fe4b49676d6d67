/** Why: the version row moves into platform's common table, where a placement reads all of them with one statement. */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { moveSnapshotVersion, moveSnapshotVersionBack } from '#libs/platform';

export class PromotionVersion1763700000501 implements MigrationInterface {
  readonly name = 'PromotionVersion1763700000501';

  async up(runner: QueryRunner): Promise<void> {
    await moveSnapshotVersion(runner, 'promotion');
  }

  async down(runner: QueryRunner): Promise<void> {
    await moveSnapshotVersionBack(runner, 'promotion');
  }
}

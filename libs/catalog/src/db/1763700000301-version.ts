/** Why: the version row moves into platform's common table, where a placement reads all of them with one statement. */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { moveSnapshotVersion, moveSnapshotVersionBack } from '#libs/platform';

export class CatalogVersion1763700000301 implements MigrationInterface {
  readonly name = 'CatalogVersion1763700000301';

  async up(runner: QueryRunner): Promise<void> {
    await moveSnapshotVersion(runner, 'catalog');
  }

  async down(runner: QueryRunner): Promise<void> {
    await moveSnapshotVersionBack(runner, 'catalog');
  }
}

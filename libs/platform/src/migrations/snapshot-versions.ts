/** Why: a placement compares the versions of all that is kept in memory; in one table that is one statement. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SnapshotVersions1763700000002 implements MigrationInterface {
  readonly name = 'SnapshotVersions1763700000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE platform.snapshot_version (
        name    text   NOT NULL CONSTRAINT snapshot_version_pkey PRIMARY KEY,
        version bigint NOT NULL CONSTRAINT snapshot_version_positive CHECK (version > 0)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE platform.snapshot_version`);
  }
}

/** A library's own version row moves into the common table; its migration calls this. */
export async function moveSnapshotVersion(runner: QueryRunner, schema: string): Promise<void> {
  await runner.query(
    `INSERT INTO platform.snapshot_version (name, version) SELECT '${schema}', version FROM ${schema}.snapshot_version`,
  );
  await runner.query(`DROP TABLE ${schema}.snapshot_version`);
}

/** Undoes {@link moveSnapshotVersion}. */
export async function moveSnapshotVersionBack(runner: QueryRunner, schema: string): Promise<void> {
  await runner.query(`
    CREATE TABLE ${schema}.snapshot_version (
      only_row boolean NOT NULL DEFAULT true CONSTRAINT snapshot_version_pkey PRIMARY KEY CONSTRAINT snapshot_version_one_row CHECK (only_row),
      version  bigint  NOT NULL
    )`);
  await runner.query(
    `INSERT INTO ${schema}.snapshot_version (version)
     SELECT coalesce((SELECT version FROM platform.snapshot_version WHERE name = '${schema}'), 1)`,
  );
  await runner.query(`DELETE FROM platform.snapshot_version WHERE name = '${schema}'`);
}

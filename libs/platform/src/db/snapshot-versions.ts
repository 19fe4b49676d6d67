/**
 * Versions of what processes keep in memory (the catalog, merchants' terms, offers): one row a snapshot, in one table, so that a placement
 * compares all of them with one statement.
 */
import type { Database } from './database.js';
import { statement } from './statement.js';
import type { Tx } from './tx.js';

/** The version of a snapshot that nobody has raised yet. A process that has read nothing is at 0, which equals no version. */
const SNAPSHOT_VERSION_FIRST = 1;

const raise = statement<{ version: number }>(
  'platform.raise_snapshot_version',
  `
  INSERT INTO platform.snapshot_version AS v (name, version) VALUES ($1, $2)
  ON CONFLICT (name) DO UPDATE SET version = v.version + 1
  RETURNING v.version`,
);

const current = statement<{ name: string; version: number }>(
  'platform.snapshot_versions',
  `SELECT name, version FROM platform.snapshot_version`,
);

/**
 * First in every write of what a snapshot keeps: the row is locked until the commit, so writers come one after another and versions become
 * visible in order. Returns the version to stamp the written rows with.
 */
export async function raiseSnapshotVersion(tx: Tx, name: string): Promise<number> {
  return (await tx.run(raise, [name, SNAPSHOT_VERSION_FIRST + 1]))[0]!.version;
}

/** The committed versions, by name, as a transaction (or a plain read) sees them. Whoever loads rows reads their version before them. */
export async function snapshotVersions(from: Tx | Database): Promise<(name: string) => number> {
  const versions = new Map((await from.run(current)).map(({ name, version }) => [name, version]));
  return (name) => versions.get(name) ?? SNAPSHOT_VERSION_FIRST;
}

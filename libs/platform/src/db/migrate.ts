/** Runs migrations by name under one PostgreSQL lock, so that any number of processes may start at once on an empty database. */
import pg from 'pg';
import type { DataSource, MigrationInterface } from 'typeorm';
import { openDataSource } from './data-source.js';

/** A migration class; its instance's `name` ends in 13 digits that order it. */
export type MigrationClass = new () => MigrationInterface;

/** One line of `npm run migrate -- --status`. */
export interface MigrationState {
  readonly name: string;
  readonly applied: boolean;
}

/** Any constant will do; it must be the same in every process and used for nothing else. */
const MIGRATION_LOCK = 7_205_181_063;

/** Applies all pending migrations, oldest first, each in its own transaction. Resolves with the names applied. @throws Error on an empty list */
export async function migrateUp(url: string, migrations: readonly MigrationClass[]): Promise<string[]> {
  return locked(url, migrations, async (source) => {
    const applied = await source.runMigrations({ transaction: 'each' });
    return applied.map((migration) => migration.name);
  });
}

/** Takes back the last `count` migrations, newest first. Resolves with the names taken back. */
export async function migrateDown(
  url: string,
  migrations: readonly MigrationClass[],
  count: number,
): Promise<string[]> {
  return locked(url, migrations, async (source) => {
    const undone: string[] = [];
    for (let done = 0; done < count; done++) {
      const last = (await appliedNames(source)).at(-1);
      if (last === undefined) break;
      await source.undoLastMigration({ transaction: 'each' });
      undone.push(last);
    }
    return undone;
  });
}

/** All known migrations in the order they apply, with whether they are applied. */
export async function migrationStates(url: string, migrations: readonly MigrationClass[]): Promise<MigrationState[]> {
  const source = await open(url, migrations);
  try {
    const applied = new Set(await appliedNames(source));
    return migrationNames(migrations).map((name) => ({ name, applied: applied.has(name) }));
  } finally {
    await source.destroy();
  }
}

/** The names of migrations in the order they apply. @throws Error when two share a name or one has no ordering digits */
export function migrationNames(migrations: readonly MigrationClass[]): string[] {
  const names = migrations.map((migration) => new migration().name ?? migration.name);
  const malformed = names.find((name) => !/[A-Za-z]\d{13}$/.test(name));
  if (malformed !== undefined) throw new Error(`migration ${malformed} must end in 13 digits`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`migration ${twice} is listed twice`);
  return names.sort((a, b) => Number(a.slice(-13)) - Number(b.slice(-13)));
}

async function locked<T>(
  url: string,
  migrations: readonly MigrationClass[],
  act: (source: DataSource) => Promise<T>,
): Promise<T> {
  // TypeORM calls an empty list "no migrations are pending"; an import gone wrong must not pass for success.
  if (migrations.length === 0) throw new Error('there are no migrations: their list was not loaded');
  migrationNames(migrations);
  const holder = new pg.Client({ connectionString: url, application_name: 'cartwright-migrate' });
  await holder.connect();
  try {
    await holder.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const source = await open(url, migrations);
    try {
      return await act(source);
    } finally {
      await source.destroy();
    }
  } finally {
    await holder.end();
  }
}

function open(url: string, migrations: readonly MigrationClass[]): Promise<DataSource> {
  return openDataSource({ url, migrations, connectionsMax: 2, applicationName: 'cartwright-migrate' });
}

async function appliedNames(source: DataSource): Promise<string[]> {
  const [found] = await source.query<{ there: string | null }[]>("SELECT to_regclass('migrations') AS there");
  if (found?.there === null) return [];
  const rows = await source.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY id');
  return rows.map((row) => row.name);
}

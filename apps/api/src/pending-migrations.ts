/** Whether the database is as new as this code: a process that is ahead of its schema must get no requests. */
import { ConfigError, sqlState, type Database } from '#libs/platform';

/** A readiness probe; once everything is applied it asks no more. */
export function pendingMigrations(database: Database): () => Promise<string | undefined> {
  let areApplied = false;
  return async () => {
    if (areApplied) return undefined;
    // The list of all migrations is the cli's; it is loaded when first asked for, so that a start does not wait for it.
    const { loadMigrationNames } = await import('../../cli/src/migrations.js');
    const applied = new Set(
      (await database.query<{ name: string }>('SELECT name FROM migrations')).map(({ name }) => name),
    );
    const pending = (await loadMigrationNames()).filter((name) => !applied.has(name));
    if (pending.length > 0) return `${pending.length} pending`;
    areApplied = true;
    return undefined;
  };
}

/** For processes that are started by themselves. @throws ConfigError when the database is older than this code */
export async function requireMigrations(database: Database): Promise<void> {
  const reason = await pendingMigrations(database)().catch((error: unknown) => {
    // There is no table of migrations at all: an empty database.
    if (sqlState(error) === '42P01') return 'all pending';
    throw error;
  });
  if (reason !== undefined)
    throw new ConfigError([`the database lacks migrations (${reason}): run \`npm run migrate\``]);
}

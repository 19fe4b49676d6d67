/** The database of a command: DATABASE_URL when set, else the embedded one of CARTWRIGHT_HOME. */
import { embeddedSettings, findEmbeddedPostgres, startEmbeddedPostgres } from '#libs/platform/embedded';
import type { CartwrightConfig } from '#libs/platform';

/** A database a command may use until it lets go. */
export interface CommandDatabase {
  readonly url: string;
  /** What it is, for a person. */
  readonly label: string;
  /** Stops the embedded PostgreSQL if this command started it, or if it was left over and nobody else uses it. */
  release(): Promise<void>;
}

/** Finds the running database, or starts the embedded one. @throws EmbeddedFailure */
export async function openCommandDatabase(
  config: Pick<CartwrightConfig, 'databaseUrl' | 'homePath'>,
  report: (sentence: string) => void = (sentence) => process.stderr.write(`${sentence}\n`),
): Promise<CommandDatabase> {
  if (config.databaseUrl !== undefined)
    return { url: config.databaseUrl, label: withoutPassword(config.databaseUrl), release: async () => undefined };
  const embedded =
    (await findEmbeddedPostgres(config.homePath)) ??
    (await startEmbeddedPostgres({ home: config.homePath, settings: embeddedSettings, report }));
  const release = async (): Promise<void> => {
    if (embedded.started || !(await isUsed(embedded.url()))) await embedded.stop();
  };
  return {
    url: embedded.url(),
    label: `embedded PostgreSQL on port ${embedded.port}, ${embedded.dataFolder}`,
    release,
  };
}

/** Runs `body` with the database and lets go of it afterwards, also on failure. */
export async function withCommandDatabase<T>(
  config: Pick<CartwrightConfig, 'databaseUrl' | 'homePath'>,
  body: (database: CommandDatabase) => Promise<T>,
): Promise<T> {
  const database = await openCommandDatabase(config);
  try {
    return await body(database);
  } finally {
    await database.release();
  }
}

/** Whether any client is connected. A server that a killed process left behind has none. */
async function isUsed(url: string): Promise<boolean> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const { rowCount } = await client.query(
      "SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
    );
    return rowCount !== 0;
  } catch {
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function withoutPassword(text: string): string {
  const url = new URL(text);
  return `${url.host}${url.pathname}`;
}

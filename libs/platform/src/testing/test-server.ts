/**
 * The one PostgreSQL that all test runs of this machine share, and the template databases tests are cloned from. A run that
 * finds no server starts it; the last run to leave stops it.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrateUp, type MigrationClass } from '../db/migrate.js';
import { EmbeddedFailure } from '../embedded/failure.js';
import { isAlive, withFileLock } from '../embedded/file-lock.js';
import { startEmbeddedPostgres } from '../embedded/server.js';
import { throwawaySettings } from '../embedded/settings.js';

/** How many templates of other states of the code are kept: several checkouts and edits share one server. */
const TEMPLATES_KEPT = 6;
const RUN_NAME = 'cartwright-test-run';

/** The migrations of one library, or why they could not be loaded. */
export interface LibraryMigrations {
  readonly library: string;
  readonly migrations: readonly MigrationClass[];
  readonly failure?: unknown;
}

/** What `openTestDatabase` needs to know; handed to the workers through the environment. */
export interface TestServer {
  readonly url: string;
  readonly template: string;
}

/** A test run's hold on the shared server. */
export interface TestRun {
  readonly server: TestServer;
  /** Lets go; stops the server when no other run is left. */
  leave(): Promise<void>;
}

/** Options of {@link joinTestServer}. */
export interface JoinOptions {
  /** The repository's root: its migration files decide which template is needed. */
  readonly root: string;
  readonly load: () => Promise<readonly LibraryMigrations[]>;
  readonly report: (sentence: string) => void;
  /** True in CI: a broken library fails the run instead of being left out. */
  readonly strict: boolean;
}

/** Starts or adopts the shared server and makes sure the template of the present migrations is there. */
export async function joinTestServer(options: JoinOptions): Promise<TestRun> {
  const home = join(tmpdir(), `cartwright-test-${process.getuid?.() ?? 'user'}`);
  await mkdir(home, { recursive: true });
  const lock = join(home, 'run.lock');
  return withFileLock(lock, async () => {
    const server = await startServer(home, options.report);
    const holder = new pg.Client({ connectionString: server.url('postgres'), application_name: RUN_NAME });
    holder.on('error', () => undefined);
    await holder.connect();
    await dropStale(holder);
    const template = await ensureTemplate(holder, (name) => server.url(name), options);
    const leave = (): Promise<void> =>
      withFileLock(lock, async () => {
        await dropStale(holder).catch(() => undefined);
        const others = await holder
          .query('SELECT 1 FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid()', [RUN_NAME])
          .then(
            (result) => result.rowCount ?? 0,
            () => 0,
          );
        await holder.end().catch(() => undefined);
        if (others === 0) await server.stop();
      });
    return { server: { url: server.url('postgres'), template }, leave };
  });
}

/** A throwaway server that does not come up again (the machine crashed with fsync off) is made anew without asking. */
async function startServer(
  home: string,
  report: (sentence: string) => void,
): Promise<Awaited<ReturnType<typeof startEmbeddedPostgres>>> {
  const start = (folder: string): ReturnType<typeof startEmbeddedPostgres> =>
    startEmbeddedPostgres({ home: folder, database: 'postgres', settings: throwawaySettings, report });
  try {
    return await start(home);
  } catch (error) {
    if (!(error instanceof EmbeddedFailure)) throw error;
    report(`The test server in ${home} is given up: ${error.message}`);
    return start(join(home, `again-${process.pid}`));
  }
}

/** Drops the databases of test processes that are gone: each carries the process id in its name. */
async function dropStale(client: pg.Client): Promise<void> {
  const found = await client.query<{ name: string }>(
    "SELECT datname AS name FROM pg_database WHERE datname LIKE 'test\\_p%'",
  );
  for (const { name } of found.rows) {
    const pid = Number(/^test_p(?:artial)?(\d+)_/.exec(name)?.[1] ?? 0);
    if (!isAlive(pid)) await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  }
}

async function ensureTemplate(
  client: pg.Client,
  urlOf: (database: string) => string,
  options: JoinOptions,
): Promise<string> {
  const hash = await migrationsHash(options.root);
  const template = `test_template_${hash}`;
  const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
  if (found.rowCount === 0) {
    const startedAt = Date.now();
    // Built under the name of a passing thing: cut off half-way, or with a library left out, it is never taken for the whole.
    const draft = `test_partial${process.pid}_${hash}`;
    await client.query(`DROP DATABASE IF EXISTS "${draft}" WITH (FORCE)`);
    await client.query(`CREATE DATABASE "${draft}"`);
    const complete = await migrateEach(urlOf(draft), options);
    // CREATE DATABASE refuses a template with sessions, so nobody may connect any more.
    await client.query(`ALTER DATABASE "${draft}" WITH ALLOW_CONNECTIONS false`);
    if (!complete) return draft;
    await client.query(`ALTER DATABASE "${draft}" RENAME TO "${template}"`);
    options.report(`Built the test template in ${Date.now() - startedAt} ms.`);
  }
  await client.query(`COMMENT ON DATABASE "${template}" IS '${new Date().toISOString()}'`);
  await dropOldTemplates(client, template);
  return template;
}

/** Libraries have a schema each and no key crosses, so one that is being edited need not stop the tests of the others. */
async function migrateEach(url: string, options: JoinOptions): Promise<boolean> {
  let complete = true;
  for (const { library, migrations, failure } of await options.load()) {
    try {
      if (failure !== undefined) throw failure;
      await migrateUp(url, migrations);
    } catch (error) {
      if (options.strict) throw new Error(`The migrations of libs/${library} fail.`, { cause: error });
      complete = false;
      options.report(`LEFT OUT of the test template: libs/${library}, whose migrations fail: ${String(error)}`);
    }
  }
  return complete;
}

async function dropOldTemplates(client: pg.Client, current: string): Promise<void> {
  const found = await client.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database
      WHERE datname LIKE 'test\\_template\\_%' AND datname <> $1
      ORDER BY coalesce(shobj_description(oid, 'pg_database'), '') DESC OFFSET $2`,
    [current, TEMPLATES_KEPT],
  );
  for (const { name } of found.rows) {
    await client.query(`DROP DATABASE IF EXISTS "${name}"`).catch(() => undefined);
  }
}

/** A hash over the files that can change the schema: each library's migrations door and its db folder. */
async function migrationsHash(root: string): Promise<string> {
  const hash = createHash('sha256');
  const libraries = (await readdir(join(root, 'libs'))).sort();
  for (const library of libraries) {
    const source = join(root, 'libs', library, 'src');
    const files = ['migrations.ts'];
    for (const folder of ['db', 'migrations'])
      for (const path of await readdir(join(source, folder), { recursive: true }).catch(() => []))
        files.push(join(folder, path));
    files.sort();
    for (const file of files.filter((name) => /\.(ts|sql)$/.test(name) && !name.endsWith('.spec.ts')))
      hash.update(`${library}/${file}\n`).update(await readFile(join(source, file)).catch(() => ''));
  }
  return hash.digest('hex').slice(0, 16);
}

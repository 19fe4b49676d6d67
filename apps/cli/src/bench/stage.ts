/**
 * What a bench stands on: an embedded PostgreSQL of its own with production settings (fsync on), the built API as a
 * process of its own, and the load driver as another. Everything is started here and stopped here, also when the bench is cut off.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { CartwrightConfig } from '#libs/platform';
import {
  embeddedSettings,
  findEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '#libs/platform/embedded';
import { migrateUp } from '#libs/platform/migrations';
import { loadMigrations } from '../migrations.js';
import { Driver } from './driver.js';
import { withLibraries, type Libraries } from './libraries.js';
import { ServerProcess } from './server-process.js';

/** How a bench was asked for. */
export interface StageOptions {
  /** Where the bench makes a folder for its PostgreSQL: on the disk that real data would be on. */
  readonly home: string;
  /** Told one sentence about each step, for people. */
  readonly say: (sentence: string) => void;
}

const DATABASE = 'bench';
const FOLDER = /^bench-(\d+)$/;

/** The stage, open until {@link close}. */
export class Stage {
  private api: ServerProcess | undefined;

  private constructor(
    /** A folder for what sections write; gone with the stage. */
    readonly folder: string,
    readonly postgres: EmbeddedPostgres,
    /** The bench's own connection, for measuring and housekeeping. */
    readonly client: pg.Client,
    readonly driver: Driver,
    readonly say: (sentence: string) => void,
  ) {}

  /** Starts PostgreSQL and the load driver. What a killed bench left behind is cleared away first. */
  static async open({ home, say }: StageOptions): Promise<Stage> {
    await clearLeftovers(home);
    const folder = join(resolve(home), `bench-${process.pid}`);
    mkdirSync(folder, { recursive: true });
    say('Starting PostgreSQL (fsync on) …');
    // Counting statements costs the reference more than us, as it sends more of them: off, but for the counting phase.
    const settings = { ...embeddedSettings, 'pg_stat_statements.track': 'none' };
    const postgres = await startEmbeddedPostgres({ home: folder, database: DATABASE, settings, report: say });
    const client = new pg.Client({ connectionString: postgres.url(), application_name: 'bench' });
    try {
      await client.connect();
      return new Stage(folder, postgres, client, Driver.start(), say);
    } catch (error) {
      await client.end().catch(() => undefined);
      await postgres.stop();
      throw error;
    }
  }

  /** The database's URL. */
  get url(): string {
    return this.postgres.url();
  }

  /** Makes the shop's tables. */
  async migrate(url: string = this.url): Promise<void> {
    await migrateUp(url, await loadMigrations());
  }

  /** Another database of the same PostgreSQL with the shop's tables, for comparing shops side by side. Answers its URL. */
  async secondDatabase(name: string): Promise<string> {
    await this.client.query(`CREATE DATABASE ${name}`);
    const url = this.postgres.url(name);
    await this.migrate(url);
    return url;
  }

  /** Whether the API was asked for. */
  get hasServer(): boolean {
    return this.api !== undefined;
  }

  /** Runs `body` with the libraries over the stage's database, or over another one. */
  withLibraries<T>(body: (libraries: Libraries) => Promise<T>, url: string = this.url): Promise<T> {
    return withLibraries(CartwrightConfig.of({ environment: 'production', databaseUrl: url }), url, body);
  }

  /** The API in production mode over the stage's database; started when first asked for. Seed before. */
  async server(): Promise<ServerProcess> {
    this.api ??= await this.startServer(this.url);
    return this.api;
  }

  /** An API in production mode over any database of the stage's. The caller stops it. */
  startServer(url: string): Promise<ServerProcess> {
    return ServerProcess.start('api', {
      NODE_ENV: 'production',
      DATABASE_URL: url,
      HOST: '127.0.0.1',
      CARTWRIGHT_HOME: this.folder,
      TOKEN_SECRET: randomBytes(32).toString('hex'),
      LOG_LEVEL: 'warn',
      // One address is the whole crowd here. It is counted as ever; only the bound lies out of reach.
      RATE_ADDRESS_REQUESTS_PER_MINUTE_MAX: '1000000000',
      RATE_REQUESTS_PER_MINUTE_MAX: '1000000000',
      ...extraSettings(),
    });
  }

  /** Before each round: statistics and free space are known. */
  async vacuum(): Promise<void> {
    await this.client.query('VACUUM (ANALYZE)');
  }

  /** Before each run: nothing is left to write from the run before, and each begins with the same full-page images ahead of it. */
  async checkpoint(): Promise<void> {
    await this.client.query('CHECKPOINT');
  }

  /** Counts the statements (with BEGIN and COMMIT) that reach this database while `body` runs, whoever sends them. */
  async countStatements(body: () => Promise<void>): Promise<number> {
    await this.client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    await this.setTracking('top');
    try {
      await this.client.query('SELECT pg_stat_statements_reset()');
      await body();
      const { rows } = await this.client.query<{ calls: string | null }>(`
        SELECT sum(calls) AS calls FROM pg_stat_statements
        WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND query NOT LIKE '%pg_stat_statements%'`);
      return Number(rows[0]!.calls ?? 0);
    } finally {
      await this.setTracking('none');
    }
  }

  /** Stops everything and removes the bench's files. */
  async close(): Promise<void> {
    this.driver.stop();
    await this.api?.stop();
    await this.client.end().catch(() => undefined);
    await this.postgres.stop();
    remove(this.folder, this.postgres);
  }

  private async setTracking(what: 'top' | 'none'): Promise<void> {
    await this.client.query(`ALTER SYSTEM SET pg_stat_statements.track = '${what}'`);
    await this.client.query('SELECT pg_reload_conf()');
    // Sessions read the new setting when they are next idle; ours shows that the postmaster has passed it on.
    for (let seen = ''; seen !== what;) {
      const { rows } = await this.client.query<Record<string, string>>('SHOW pg_stat_statements.track');
      seen = Object.values(rows[0]!)[0]!;
    }
  }
}

/** Settings of the server to try out: `BENCH_SERVER_SETTINGS="BATCH_LANES=1 BATCH_SIZE_MAX=64" npm run bench`. */
function extraSettings(): Record<string, string> {
  const pairs = (process.env['BENCH_SERVER_SETTINGS'] ?? '').split(' ').filter((pair) => pair.includes('='));
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
}

/** Stops and removes what a bench left that was killed before it could. */
async function clearLeftovers(home: string): Promise<void> {
  mkdirSync(home, { recursive: true });
  for (const name of readdirSync(home)) {
    const pid = Number(FOLDER.exec(name)?.[1]);
    if (!(pid > 0) || isAlive(pid)) continue;
    const folder = join(home, name);
    const postgres = await findEmbeddedPostgres(folder, DATABASE);
    await postgres?.stop();
    remove(folder, postgres);
  }
}

function remove(folder: string, postgres: EmbeddedPostgres | undefined): void {
  // The data may lie elsewhere, when the user that runs PostgreSQL could not enter our folder.
  const data = postgres && dirname(postgres.dataFolder);
  if (data !== undefined && /cartwright-[0-9a-f]{12}$/.test(data)) rmSync(data, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A database of its own for a test: a clone of the migrated template, on the PostgreSQL that the test run has started. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';
import { openDataSource } from '../db/data-source.js';
import { Database } from '../db/database.js';

/** The environment variable by which a test run hands its server to the test processes. */
export const TEST_SERVER_VARIABLE = 'CARTWRIGHT_TEST_SERVER';

/** What a test may ask for. */
export interface TestDatabaseOptions {
  /** Added to the database clock wherever a rule asks for the time. Default 0; `database.clockOffsetMs` moves it later. */
  readonly clockOffsetMs?: number;
  /** Entities for repositories. Default none. */
  readonly entities?: readonly EntityTarget<ObjectLiteral>[];
  /** The most connections of its pool. Default 20. */
  readonly connectionsMax?: number;
  /** False for an empty database without any schema. Default true. */
  readonly migrated?: boolean;
}

/** An open test database. */
export interface TestDatabase {
  readonly database: Database;
  readonly source: DataSource;
  readonly url: string;
  /** Closes the connections and drops the database. */
  close(): Promise<void>;
}

/** Clones the template (40 to 100 ms) and connects. Close it in `afterAll`. */
export async function openTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const { url: adminUrl, template } = testServer();
  // The process id in the name lets the next run see whose databases were left behind.
  const name = `test_p${process.pid}_${randomBytes(6).toString('hex')}`;
  const origin = options.migrated === false ? 'template0' : template;
  await administer(adminUrl, `CREATE DATABASE "${name}" TEMPLATE "${origin}"`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const source = await openDataSource({
    url: url.href,
    entities: options.entities ?? [],
    connectionsMax: options.connectionsMax ?? 20,
    applicationName: 'cartwright-test',
  });
  const database = new Database(source);
  database.clockOffsetMs = options.clockOffsetMs ?? 0;
  const close = async (): Promise<void> => {
    if (source.isInitialized) await source.destroy();
    await administer(adminUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  };
  return { database, source, url: url.href, close };
}

function testServer(): { url: string; template: string } {
  const text = process.env[TEST_SERVER_VARIABLE];
  if (text === undefined) throw new Error('there is no test server: run through jest, whose global set-up starts it');
  return JSON.parse(text) as { url: string; template: string };
}

async function administer(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

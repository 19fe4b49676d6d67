/** A migrated database with a client of its own, as the bench fills and reads it past the shop's code. */
import pg from 'pg';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';

export interface BenchDatabase {
  readonly test: TestDatabase;
  readonly client: pg.Client;
  close(): Promise<void>;
}

export async function openBenchDatabase(): Promise<BenchDatabase> {
  const test = await openTestDatabase();
  const client = new pg.Client({ connectionString: test.url });
  await client.connect();
  return {
    test,
    client,
    async close() {
      await client.end();
      await test.close();
    },
  };
}

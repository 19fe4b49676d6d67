import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { identityMigrations } from '../migrations.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase({ migrated: false });
});
afterAll(() => db.close());

it('goes up, down without a trace, and up again', async () => {
  const migrations = identityMigrations.map((Migration) => new Migration());
  const runner = db.source.createQueryRunner();
  const left = async () =>
    db.database.query(`SELECT nspname FROM pg_namespace WHERE nspname = 'identity'
      UNION ALL SELECT tablename FROM pg_tables WHERE schemaname = 'identity'`);
  for (const migration of migrations) await migration.up(runner);
  expect(await left()).toHaveLength(7);
  for (const migration of migrations.toReversed()) await migration.down(runner);
  expect(await left()).toEqual([]);
  for (const migration of migrations) await migration.up(runner);
  await runner.release();
});

it('names every constraint by hand', async () => {
  const generated = await db.database.query<{ conname: string }>(
    `SELECT conname FROM pg_constraint WHERE connamespace = 'identity'::regnamespace AND contype <> 'n' AND conname ~ '_(check\\d*|key|pkey|fkey)$'`,
  );
  expect(generated).toEqual([]);
});

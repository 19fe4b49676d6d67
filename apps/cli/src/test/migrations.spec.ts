import { existsSync, readdirSync } from 'node:fs';
import {
  migrateDown,
  migrateUp,
  migrationNames,
  migrationStates,
  type MigrationClass,
} from '#libs/platform/migrations';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { loadLibraryMigrations, loadMigrations } from '../migrations.js';
import { dumpSchema } from '../sync/schema-dump.js';

describe('the migrations', () => {
  let test: TestDatabase;
  let migrations: readonly MigrationClass[];
  beforeAll(async () => {
    test = await openTestDatabase({ migrated: false });
    migrations = await loadMigrations();
  });
  afterAll(() => test.close());

  const schema = (): Promise<string> => dumpSchema((text) => test.database.query(text));

  it('are collected from every library that has some', async () => {
    const libraries = await loadLibraryMigrations();
    const withMigrations = readdirSync('libs').filter((library) => existsSync(`libs/${library}/src/migrations.ts`));
    expect(libraries.map(({ library }) => library).sort()).toEqual(withMigrations.sort());
    for (const { library, migrations: own } of libraries) expect([library, own.length > 0]).toEqual([library, true]);
  });

  it('go up, wholly down and up again to the same schema', async () => {
    const names = migrationNames(migrations);
    const empty = await schema();
    expect(await migrateUp(test.url, migrations)).toEqual(names);
    const first = await schema();
    expect(await migrateUp(test.url, migrations)).toEqual([]);
    expect(await migrateDown(test.url, migrations, names.length + 1)).toEqual([...names].reverse());
    // An extension may have been there before us, so no migration drops one.
    expect((await schema()).replace(/\n^CREATE EXTENSION .*\n/gm, '')).toBe(empty);
    expect(await migrateUp(test.url, migrations)).toEqual(names);
    expect(await schema()).toBe(first);
    expect((await migrationStates(test.url, migrations)).every((state) => state.applied)).toBe(true);
  });

  it('go up once when four processes start at once', async () => {
    const fresh = await openTestDatabase({ migrated: false });
    try {
      const applied = await Promise.all([1, 2, 3, 4].map(() => migrateUp(fresh.url, migrations)));
      expect(applied.map((names) => names.length).sort((a, b) => a - b)).toEqual([0, 0, 0, migrations.length]);
    } finally {
      await fresh.close();
    }
  });

  it('name every constraint by hand', async () => {
    // PostgreSQL's own names end in _check, _fkey, _excl, _key or _pkey after the table's name; _pkey is allowed: there is one.
    const rows = await test.database.query<{ name: string }>(`
      SELECT c.conrelid::regclass || '.' || c.conname AS name
        FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
       WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'public')
         AND c.contype = 'c' AND c.conname ~ '_check[0-9]*$'`);
    expect(rows.map((row) => row.name)).toEqual([]);
  });

  it('have no foreign key and no view across schemas', async () => {
    const rows = await test.database.query<{ name: string }>(`
      SELECT c.conname AS name FROM pg_constraint c
        JOIN pg_class own ON own.oid = c.conrelid JOIN pg_class other ON other.oid = c.confrelid
       WHERE c.contype = 'f' AND own.relnamespace <> other.relnamespace`);
    expect(rows).toEqual([]);
  });

  it('refuse an empty list, twins and names without order', async () => {
    await expect(migrateUp(test.url, [])).rejects.toThrow('there are no migrations');
    class Nameless {
      async up(): Promise<void> {}
      async down(): Promise<void> {}
    }
    expect(() => migrationNames([Nameless])).toThrow('must end in 13 digits');
    const [first] = migrations;
    expect(() => migrationNames([first!, first!])).toThrow('is listed twice');
  });
});

/** The schema goes up, down without a trace, and up again. */
import { migrateDown, migrateUp, platformMigrations } from '#libs/platform/migrations';
import { openTestDatabase } from '#libs/platform/testing';
import { promotionMigrations } from '../migrations.js';

it('goes up, down and up again', async () => {
  const test = await openTestDatabase({ migrated: false });
  const tables = async (): Promise<number> => {
    const [row] = await test.database.query<{ count: number }>(
      `SELECT count(*) AS count FROM information_schema.tables WHERE table_schema = 'promotion'`,
    );
    return row!.count;
  };
  try {
    const all = [...platformMigrations, ...promotionMigrations];
    await migrateUp(test.url, all);
    expect(await tables()).toBe(7);
    // Two of platform's came later than these.
    await migrateDown(test.url, all, promotionMigrations.length + 2);
    expect(await tables()).toBe(0);
    await migrateUp(test.url, all);
    expect(await tables()).toBe(7);
  } finally {
    await test.close();
  }
});

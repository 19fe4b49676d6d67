/** The schema goes up, down without a trace, and up again. */
import { migrateDown, migrateUp } from '#libs/platform/migrations';
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
    await migrateUp(test.url, promotionMigrations);
    expect(await tables()).toBe(9);
    await migrateDown(test.url, promotionMigrations, promotionMigrations.length);
    expect(await tables()).toBe(0);
    await migrateUp(test.url, promotionMigrations);
    expect(await tables()).toBe(9);
  } finally {
    await test.close();
  }
});

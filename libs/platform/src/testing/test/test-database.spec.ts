import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';

describe('a test database', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase({ clockOffsetMs: 3_600_000 });
  });
  afterAll(() => test.close());

  it('has the schemas of the migrated template', async () => {
    const rows = await test.database.query<{ name: string }>(
      "SELECT nspname AS name FROM pg_namespace WHERE nspname = 'platform'",
    );
    expect(rows).toEqual([{ name: 'platform' }]);
  });

  it('is written to without another test seeing it', async () => {
    const rival = await openTestDatabase();
    try {
      await test.database.query('CREATE TABLE public.mine (id int)');
      await expect(rival.database.query('SELECT * FROM public.mine')).rejects.toMatchObject({ code: '42P01' });
    } finally {
      await rival.close();
    }
  });

  it('moves the clock by the given offset', async () => {
    const aheadMs = (await test.database.now()).getTime() - Date.now();
    expect(aheadMs).toBeGreaterThan(3_590_000);
    expect(aheadMs).toBeLessThan(3_610_000);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openTestDatabase } from '#libs/platform/testing';
import { refuseDiscounts, replayConfig } from '../own-shop.js';

test('a replay has a home, secrets and a port of its own; a database that is named is the one', () => {
  const home = mkdtempSync(join(tmpdir(), 'replay-'));
  try {
    const [shop, named] = [
      replayConfig({ CARTWRIGHT_HOME: home, PORT: '3000' }),
      replayConfig({ CARTWRIGHT_HOME: home, PORT: '3000', DATABASE_URL: 'postgres://u:p@localhost/shop' }),
    ];
    expect(shop).toMatchObject({ homePath: join(home, 'replay'), port: 0, databaseUrl: undefined });
    expect(named).toMatchObject({ homePath: home, port: 3000, databaseUrl: 'postgres://u:p@localhost/shop' });
    expect(shop.tokenSecret).not.toBe(named.tokenSecret);
  } finally {
    rmSync(home, { recursive: true });
  }
});

test('a shop whose members pay less is refused before anything is placed', async () => {
  const database = await openTestDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await expect(refuseDiscounts(client)).resolves.toBeUndefined();
    await client.query(
      `INSERT INTO loyalty.tier (name, from_minor, discount_bps, earning_multiplier_bps, expiry_extension_days)
       VALUES ('bronze', 100, 0, 10000, 0), ('silver', 50000, 200, 11000, 30)`,
    );
    await expect(refuseDiscounts(client)).rejects.toThrow(/^Members pay less in this shop \(silver\)/);
  } finally {
    await client.end();
    await database.close();
  }
});

/** Carts that change while they are read: every cart, again and again, and no read of a kept view goes unnoticed. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { uuid7 } from '#libs/platform';
import { ChangingCarts, expectMade } from '../changing-carts.js';
import { openBenchDatabase, type BenchDatabase } from './bench-database.js';

const CARTS = 3;

describe('carts', () => {
  let bench: BenchDatabase;
  beforeAll(async () => {
    bench = await openBenchDatabase();
    for (let cart = 0; cart < CARTS; cart++) {
      const owner = uuid7();
      await bench.client.query(
        `INSERT INTO cart.cart (owner_id, owner_kind, version, updated_at) VALUES ($1, 'customer', 1, now())`,
        [owner],
      );
      await bench.client.query(
        `INSERT INTO cart.line (id, owner_id, variant_id, messages, messages_hash, quantity, selected, saved, price_when_added_minor, added_at, updated_at, version)
         SELECT gen_random_uuid(), $1, gen_random_uuid(), '{}', gen_random_uuid(), 1, true, false, 100, now(), now(), 1 FROM generate_series(1, 2)`,
        [owner],
      );
    }
  });
  afterAll(() => bench?.close());

  const versions = async (): Promise<readonly number[]> => {
    const { rows } = await bench.client.query<{ version: number }>(
      `SELECT sum(version)::int AS version FROM cart.line GROUP BY owner_id`,
    );
    return rows.map(({ version }) => version);
  };

  it('have all changed before the body begins, go on changing, and stand still afterwards', async () => {
    const carts = await ChangingCarts.of(bench.client);
    const [first, later] = await carts.during(1_000, async () => {
      const begun = await versions();
      let seen = begun;
      while (Math.min(...seen) < 6) seen = await versions();
      return [begun, seen];
    });
    expect(Math.min(...first)).toBeGreaterThanOrEqual(3);
    expect(new Set(later).size).toBe(1);
    const after = await versions();
    expect(await versions()).toEqual(after);
    await expect(carts.during(1_000, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  });
});

describe('the views that an API has shown', () => {
  let server: Server;
  let views = { kept: 0, made: 0 };
  beforeAll(async () => {
    server = createServer((_, response) => {
      response.end(
        `# HELP x\ncartwright_cart_views_total{state="kept"} ${views.kept}\ncartwright_cart_views_total{state="made"} ${views.made}\n`,
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it.each([
    ['all made anew', { kept: 7, made: 1_000 }, true],
    ['a few kept', { kept: 27, made: 980 }, true],
    ['more than a few kept', { kept: 28, made: 979 }, false],
    ['none shown', { kept: 7, made: 0 }, false],
  ])('%s', async (_, afterwards, isFresh) => {
    views = { kept: 7, made: 0 };
    const { port } = server.address() as AddressInfo;
    const measured = expectMade({ url: `http://127.0.0.1:${port}` }, async () => void (views = afterwards));
    const told = await measured.then(
      () => 'nothing',
      ({ message }: Error) => message,
    );
    expect(told).toMatch(isFresh ? /^nothing$/ : /were shown as kept/);
  });
});

/** What the wallet's section stands on: pasts that are true, turns that cancel drift, and a sweep measured pile by pile. */
import { CartwrightConfig, Outbox, uuid7 } from '#libs/platform';
import { ExpiryService } from '#libs/wallet-credit';
import { Histogram } from '../histogram.js';
import { interleaved, ratioOf } from '../interleaved.js';
import { seededIntegers } from '../random.js';
import { measureSweep, sweepReport, sweptShop, type Swept, type SweptShop } from '../sections/wallet-sweep.js';
import { fillDueLots, fillEntries } from '../wallet-history.js';
import { pathsOf } from '../wallet-readers.js';
import { openBenchDatabase, type BenchDatabase } from './bench-database.js';

let bench: BenchDatabase;
beforeAll(async () => {
  bench = await openBenchDatabase();
});
afterAll(() => bench?.close());

/** Owners with an empty credit account. */
async function owners(count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, () => uuid7());
  await bench.client.query(
    `INSERT INTO wallet.account (owner_id, asset, role) SELECT *, 'credit', 'customer' FROM unnest($1::uuid[])`,
    [ids],
  );
  return ids;
}

/** For each owner: entries, the highest number, and whether balance, running sums and lots agree with them. */
async function booksOf(ids: readonly string[]): Promise<readonly Record<string, unknown>[]> {
  const { rows } = await bench.client.query<Record<string, unknown>>(
    `SELECT DISTINCT count(e.seq)::int AS entries, max(e.seq)::int AS last, bool_and(e.transfer_id IN (SELECT id FROM wallet.transfer)) AS known,
       a.balance = coalesce(sum(e.amount), 0) AND a.entry_seq = count(e.seq) AS adds_up, coalesce(bool_and(e.balance_after = e.running), true) AS runs
     FROM wallet.account AS a
     LEFT JOIN (SELECT *, sum(amount) OVER (PARTITION BY account_id ORDER BY seq) AS running FROM wallet.entry) AS e ON e.account_id = a.id
     WHERE a.owner_id = ANY ($1::uuid[])
     GROUP BY a.id`,
    [ids],
  );
  return rows;
}

describe('a past', () => {
  it('has as many entries as asked for, evenly, and grows', async () => {
    const ids = await owners(5);
    expect(await fillEntries(bench.client, ids, 100)).toBe(100);
    expect(await booksOf(ids)).toEqual([{ entries: 20, last: 20, known: true, adds_up: true, runs: true }]);
    expect(await fillEntries(bench.client, ids, 1_000)).toBe(900);
    expect(await booksOf(ids)).toEqual([{ entries: 200, last: 200, known: true, adds_up: true, runs: true }]);
    expect(await fillEntries(bench.client, ids, 1_000)).toBe(0);
  });

  it('gets lots that are due, in pieces, each with its entry', async () => {
    const ids = await owners(3);
    await fillDueLots(bench.client, ids, 7, 3);
    const { rows } = await bench.client.query<{ lots: number; due: number; remaining: number }>(
      `SELECT count(*)::int AS lots, (count(*) FILTER (WHERE expires_at <= now()))::int AS due, sum(remaining)::int AS remaining
       FROM wallet.lot WHERE account_id IN (SELECT id FROM wallet.account WHERE owner_id = ANY ($1::uuid[]))`,
      [ids],
    );
    expect(rows).toEqual([{ lots: 7, due: 7, remaining: 70 }]);
    const books = await booksOf(ids);
    expect(books.map(({ entries }) => entries).sort()).toEqual([2, 3]);
    expect(books.every((book) => book['adds_up'] === true && book['runs'] === true)).toBe(true);
    await bench.client.query(`DELETE FROM wallet.lot`);
  });

  it('is read from pages that are whole, wherever they are', () => {
    const paths = pathsOf('middle', 50, seededIntegers(1));
    const before = paths.map((path) => {
      const cursor = new URL(path, 'http://x').searchParams.get('cursor')!;
      return (JSON.parse(Buffer.from(cursor, 'base64url').toString()) as number[])[0]!;
    });
    expect(before.every((seq) => seq > 20 && seq <= 51)).toBe(true);
    expect(new Set(before).size).toBeGreaterThan(3);
    expect(pathsOf('entries', 50, seededIntegers(1))).toEqual(['/v1/wallet/entries?limit=20']);
  });
});

describe('turns', () => {
  it('go a b b a and cancel what drifts', async () => {
    const order: string[] = [];
    let speed = 100;
    // The machine slows down by 1 with every turn; b is half as fast as a.
    const turn = (name: string, share: number) => (): Promise<number> => {
      order.push(name);
      return Promise.resolve(share * speed--);
    };
    const pairs = await interleaved({ a: turn('a', 1), b: turn('b', 0.5) }, 2);
    expect(order.join('')).toBe('abbaabba');
    expect(ratioOf(pairs)).toBe(0.5);
    expect(ratioOf([])).toBeUndefined();
  });
});

describe('the sweep beside orders', () => {
  const latencies = (ms: number): Histogram => {
    const histogram = new Histogram();
    histogram.record(1000 * ms);
    return histogram;
  };

  it('is measured while lots are due, before, and alone, until each has expired once', async () => {
    const config = CartwrightConfig.of({});
    const expiry = new ExpiryService(bench.test.database, new Outbox(bench.test.database), config);
    const ids = await owners(10);
    const happened: string[] = [];
    const real = sweptShop(bench.client, ids, () => Promise.resolve(latencies(1)));
    let isOver = false;
    const shop: SweptShop = {
      expired: () => real.expired(),
      fill: (lots) => (happened.push(`fill ${lots}`), real.fill(lots)),
      order: async () => {
        happened.push('order');
        return latencies(happened.at(-2)?.startsWith('fill') ? 30 : 10);
      },
    };
    const server = (async () => {
      while (!isOver) await expiry.sweep(20);
    })();
    try {
      const swept = await measureSweep(shop, { piles: [600, 400], seconds: 1 });
      expect(happened).toEqual(['order', 'fill 600', 'order', 'order', 'fill 400', 'order']);
      expect(await real.expired()).toBe(1_000);
      const { json, lotsPerSecond } = sweepReport(swept, { lots: 1_000, ordersPerSecond: 50 });
      expect(json).toMatchObject({ lots: 1_000, ordersPerSecond: 50, piles: 2, pilesBeside: 2, ordersP99Ratio: 2.98 });
      expect([json['ordersAloneP99Ms'], json['ordersP99Ms']]).toEqual([10.1, 30]);
      const [first, second] = swept.map((pile) => pile.lotsPerSecond!);
      expect(lotsPerSecond).toBeCloseTo((first! + second!) / 2, 6);
    } finally {
      isOver = true;
      await server;
    }
  });

  it('reports the middle of all piles, and ratios within each', () => {
    const pile = (rate: number, aloneMs: number, besideMs: number): Swept => ({
      alone: latencies(aloneMs),
      beside: latencies(besideMs),
      lotsPerSecond: rate,
      lotsPerSecondBeside: rate / 2,
    });
    const swept = [pile(100, 10, 10), pile(400, 10, 20), pile(700, 10, 40)];
    const { json, lotsPerSecond, figures } = sweepReport(swept, { lots: 30, ordersPerSecond: 50 });
    expect([lotsPerSecond, json['lotsPerSecondBeside'], figures[0]!.value]).toEqual([400, 200, 400]);
    // Histograms tell a hundredth apart: 20 ÷ 10 ms.
    expect(json['ordersP99Ratio']).toBeCloseTo(2, 1);
  });

  it('says nothing of a pile that was gone before the orders were', async () => {
    let expired = 0;
    const gone: SweptShop = {
      expired: () => Promise.resolve(expired),
      fill: async (lots) => void (expired += lots),
      order: () => Promise.resolve(latencies(5)),
    };
    const swept = await measureSweep(gone, { piles: [10], seconds: 1 });
    expect(swept).toMatchObject([{ beside: undefined, lotsPerSecond: undefined }]);
    const { json, lotsPerSecond, figures } = sweepReport(swept, { lots: 10, ordersPerSecond: 5 });
    expect(json).toMatchObject({ ordersP99Ms: null, ordersP99Ratio: null, lotsPerSecondBeside: null, pilesBeside: 0 });
    expect([lotsPerSecond, figures[0]!.value]).toEqual([undefined, undefined]);
  });

  it('fails when more expired than was due', async () => {
    let [expired, looks] = [0, 0];
    const twice: SweptShop = {
      expired: () => Promise.resolve(expired + (++looks > 3 ? 1 : 0)),
      fill: async (lots) => void (expired += lots),
      order: () => Promise.resolve(latencies(5)),
    };
    await expect(measureSweep(twice, { piles: [10], seconds: 1 })).rejects.toThrow(
      '10 lots were due in all, 11 expired',
    );
  });
});

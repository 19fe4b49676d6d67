/**
 * Wallets: reading a balance over HTTP, a page of entries when there are few and when there are very many, and how fast credit expires.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { uuid7 } from '#libs/platform';
import { CommandFailure } from '../../failures.js';
import type { BenchFigure, BenchSection, SectionReport } from '../section.js';
import { openShop } from '../shop.js';
import type { Stage } from '../stage.js';
import { rounded } from '../statistics.js';
import { fillDueLots, fillEntries } from '../wallet-history.js';
import { LOAD_CONNECTIONS } from '../bench-shop.js';

interface Size {
  readonly entries: number;
  readonly dueLots: number;
  readonly owners: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
  readonly rounds: number;
}

const SIZES: Readonly<Record<'quick' | 'whole', Size>> = {
  quick: { entries: 1_000_000, dueLots: 20_000, owners: 200, warmUpSeconds: 1.2, seconds: 0.6, rounds: 3 },
  whole: { entries: 10_000_000, dueLots: 1_000_000, owners: 1_000, warmUpSeconds: 5, seconds: 4, rounds: 3 },
};

const FEW_ENTRIES = 10_000;
const TOKEN_SECONDS = 7_200;
const CREDIT_MINOR = 1_000_000;
const PATHS = {
  wallet: '/v1/wallet',
  entries: '/v1/wallet/entries?limit=20',
  filtered: '/v1/wallet/entries?limit=20&kind=order_payment',
} as const;
type Reading = keyof typeof PATHS;

/** `--only wallet`. */
export const walletSection: BenchSection = {
  name: 'wallet',
  about: 'reading wallets and entries over HTTP, and the expiry sweep',
  // The orders fill the minute that `--quick` has.
  byDefault: false,
  async run(stage, plan): Promise<SectionReport> {
    const size = SIZES[plan.quick ? 'quick' : 'whole'];
    const readers = await Readers.open(stage, size);
    await fillEntries(stage.client, readers.owners, FEW_ENTRIES);
    await stage.client.query('VACUUM (ANALYZE) wallet.account, wallet.entry, wallet.transfer, wallet.lot');
    stage.say('Starting the API …');
    await stage.server();
    await readers.rate('wallet', size.warmUpSeconds);
    await readers.rate('entries', size.warmUpSeconds);
    stage.say(`Reading wallets with ${FEW_ENTRIES} entries …`);
    const few = await readers.rates(['entries'], size);
    stage.say(`Making ${size.entries} entries …`);
    await fillEntries(stage.client, readers.owners, size.entries);
    await stage.client.query('VACUUM (ANALYZE) wallet.account, wallet.entry, wallet.transfer');
    await stage.checkpoint();
    stage.say(`Reading wallets with ${size.entries} entries …`);
    const many = await readers.rates(['wallet', 'entries', 'filtered'], size);
    stage.say(`Expiring ${size.dueLots} lots …`);
    const expiry = await expireAll(stage, readers.owners, size.dueLots);
    return report(few, many, { size, expiry });
  },
};

/** Customers with a session each, and the requests they send. */
class Readers {
  private loads = 0;

  private constructor(
    private readonly stage: Stage,
    readonly owners: readonly string[],
    private readonly files: ReadonlyMap<Reading, string>,
  ) {}

  static async open(stage: Stage, { owners: count }: Size): Promise<Readers> {
    await stage.migrate();
    const customers = Array.from({ length: count }, (_, i) => {
      const id = uuid7();
      return { id, email: `${id}@wallet.example`, displayName: `Wallet ${i}`, creditMinor: CREDIT_MINOR };
    });
    const owners = customers.map(({ id }) => id);
    const shop = { id: uuid7(), merchants: [], products: [], stock: [], customers };
    const tokens = await stage.withLibraries(async (libraries) => {
      await openShop(libraries, shop);
      return libraries.database.transaction((tx) =>
        libraries.identity.issueAccessTokens(tx, owners, { lifetimeSeconds: TOKEN_SECONDS }),
      );
    });
    const files = new Map<Reading, string>();
    for (const [reading, path] of Object.entries(PATHS) as [Reading, string][]) {
      const file = join(stage.folder, `wallet-${reading}.jsonl`);
      const requests = tokens.map((token) =>
        JSON.stringify(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n\r\n`),
      );
      writeFileSync(file, requests.join('\n'));
      files.set(reading, file);
    }
    return new Readers(stage, owners, files);
  }

  /** Answers a second in the best of some rounds, for each reading in turn: what neighbours on the machine take away is not ours. */
  async rates<R extends Reading>(readings: readonly R[], { rounds, seconds }: Size): Promise<Record<R, number>> {
    const measured = readings.map((reading) => ({ reading, rates: [] as number[] }));
    for (let round = 0; round < rounds; round++)
      for (const { reading, rates } of measured) rates.push(await this.rate(reading, seconds));
    return Object.fromEntries(measured.map(({ reading, rates }) => [reading, Math.max(...rates)])) as Record<R, number>;
  }

  /** @throws CommandFailure when an answer was not 200 */
  async rate(reading: Reading, seconds: number): Promise<number> {
    const { host, port } = await this.stage.server();
    const keyPrefix = `wallet-${++this.loads}`;
    const options = { host, port, connections: LOAD_CONNECTIONS, seconds, keyPrefix };
    const result = await this.stage.driver.load(options, this.files.get(reading)!);
    if (result.succeeded === result.answered && result.succeeded > 0) return result.succeeded / result.seconds;
    throw new CommandFailure(
      `The shop refused to show wallets (${JSON.stringify(result.statuses)}):\n${Object.values(result.refusals).join('\n\n')}`,
    );
  }
}

interface Expiry {
  readonly lotsPerSecond: number;
  readonly chunkMs: number;
}

/** As the worker does it: chunk after chunk until nothing is due. @throws CommandFailure when another number of lots went */
async function expireAll(stage: Stage, owners: readonly string[], lots: number): Promise<Expiry> {
  await fillDueLots(stage.client, owners, lots);
  await stage.client.query('VACUUM (ANALYZE) wallet.lot, wallet.account, wallet.transfer');
  await stage.checkpoint();
  return stage.withLibraries(async ({ expiry, database }) => {
    const began = performance.now();
    let [expired, chunks] = [0, 0];
    for (let lookedAt = 1; lookedAt > 0; chunks++) {
      const swept = await expiry.sweep();
      lookedAt = swept.lookedAt;
      expired += swept.expired;
    }
    const seconds = (performance.now() - began) / 1000;
    const [row] = await database.query<{ balance: number }>(
      `SELECT balance FROM wallet.account WHERE role = 'expired' AND asset = 'credit'`,
    );
    // The server's own sweep may have taken a chunk; together they took all, once.
    if (row!.balance !== 10 * lots) throw new CommandFailure(`${lots} lots were due, ${row!.balance / 10} expired.`);
    return { lotsPerSecond: expired / seconds, chunkMs: (1000 * seconds) / chunks };
  });
}

function report(
  few: Pick<Record<Reading, number>, 'entries'>,
  many: Record<Reading, number>,
  { size, expiry }: { size: Size; expiry: Expiry },
): SectionReport {
  const growth = many.entries / few.entries;
  const json = {
    readsPerSecond: rounded(many.wallet),
    entriesPerSecond: rounded(many.entries),
    entriesPerSecondFew: rounded(few.entries),
    entriesGrowthRatio: rounded(growth),
    filteredEntriesPerSecond: rounded(many.filtered),
    entries: size.entries,
    expiryLotsPerSecond: rounded(expiry.lotsPerSecond),
    expiryChunkMs: rounded(expiry.chunkMs),
    dueLots: size.dueLots,
  };
  const figures: BenchFigure[] = [
    { name: 'wallet reads over HTTP', value: many.wallet, unit: 'reads/s' },
    { name: `pages of entries, ${FEW_ENTRIES} entries`, value: few.entries, unit: 'pages/s' },
    { name: `pages of entries, ${size.entries} entries`, value: many.entries, unit: 'pages/s' },
    { name: 'many ÷ few', value: growth, unit: '×', target: { atLeast: 0.8 } },
    { name: `pages of one kind, ${size.entries} entries`, value: many.filtered, unit: 'pages/s' },
    { name: 'expiry sweep', value: expiry.lotsPerSecond, unit: 'lots/s' },
    { name: 'a chunk of the sweep', value: expiry.chunkMs, unit: 'ms' },
  ];
  return { json, figures };
}

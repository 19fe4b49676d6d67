/**
 * Wallets: reading a balance over HTTP, pages of entries in a shop with few beside a shop with very many, how fast credit expires and
 * what that does to orders.
 */
import { interleaved, ratioOf, type Pair } from '../interleaved.js';
import type { BenchFigure, BenchSection, SectionReport } from '../section.js';
import type { Stage } from '../stage.js';
import { median, rounded } from '../statistics.js';
import { WalletReaders, type Reading } from '../wallet-readers.js';
import { OrderLoad } from './order-load.js';
import { measureSweep, sweepReport, sweptShop, type SweepPlan, type Swept } from './wallet-sweep.js';

interface Size {
  readonly entries: number;
  readonly owners: number;
  readonly warmUpSeconds: number;
  /** Of one turn. */
  readonly seconds: number;
  readonly rounds: number;
  readonly orderWarmUpSeconds: number;
  readonly sweep: SweepPlan;
}

const SIZES: Readonly<Record<'quick' | 'whole', Size>> = {
  quick: {
    entries: 1_000_000,
    owners: 200,
    warmUpSeconds: 1.2,
    seconds: 0.4,
    rounds: 5,
    orderWarmUpSeconds: 8,
    sweep: { piles: [30_000, 30_000], seconds: 3 },
  },
  whole: {
    entries: 10_000_000,
    owners: 200,
    warmUpSeconds: 5,
    seconds: 1,
    rounds: 9,
    orderWarmUpSeconds: 15,
    sweep: { piles: [100_000, 100_000, 800_000], seconds: 10 },
  },
};

const FEW_ENTRIES = 10_000;
/** Of what the shop can take: a sweep beside a saturated shop would only show that they share two cores. */
const ORDER_SHARE = 0.4;

/** `--only wallet`. */
export const walletSection: BenchSection = {
  name: 'wallet',
  about: 'reading wallets and entries over HTTP, and the expiry sweep beside orders',
  // The orders fill the minute that `--quick` has.
  byDefault: false,
  async run(stage, plan): Promise<SectionReport> {
    const size = SIZES[plan.quick ? 'quick' : 'whole'];
    const orders = await OrderLoad.open(stage);
    const readings = await measureReadings(stage, size);
    const { swept, ordersPerSecond } = await measureExpiry(stage, orders, size);
    await orders.verify();
    return report(readings, { size, swept, ordersPerSecond });
  },
};

interface Readings {
  readonly entries: readonly Pair[];
  readonly middle: readonly Pair[];
  readonly walletPerSecond: number;
  readonly filteredPerSecond: number;
}

/** Two shops side by side that differ in their entries alone: a database and an API each, on one PostgreSQL and one machine. */
async function measureReadings(stage: Stage, size: Size): Promise<Readings> {
  const { owners, rounds, seconds } = size;
  const url = await stage.secondDatabase('few_entries');
  const server = await stage.startServer(url);
  try {
    const few = await WalletReaders.open(stage, { name: 'few', url, server }, { owners, entries: FEW_ENTRIES });
    const whole = { name: 'many', url: stage.url, server: await stage.server() };
    const many = await WalletReaders.open(stage, whole, { owners, entries: size.entries });
    await stage.checkpoint();
    stage.say('Reading wallets …');
    for (const reading of ['wallet', 'entries', 'middle'] as const)
      for (const side of [few, many]) await side.rate(reading, size.warmUpSeconds);
    const sides = (reading: Reading): Promise<readonly Pair[]> =>
      interleaved({ a: () => few.rate(reading, seconds), b: () => many.rate(reading, seconds) }, rounds);
    return {
      entries: await sides('entries'),
      middle: await sides('middle'),
      walletPerSecond: await many.rate('wallet', 2 * seconds),
      filteredPerSecond: await many.rate('filtered', 2 * seconds),
    };
  } finally {
    await server.stop();
  }
}

async function measureExpiry(
  stage: Stage,
  orders: OrderLoad,
  size: Size,
): Promise<{ readonly swept: readonly Swept[]; readonly ordersPerSecond: number }> {
  stage.say('Warming up orders …');
  await orders.run('uniform', 'partCredit', size.orderWarmUpSeconds);
  const { ordersPerSecond: capacity } = await orders.run('uniform', 'partCredit', size.sweep.seconds);
  const ordersPerSecond = Math.floor(ORDER_SHARE * capacity);
  const shop = sweptShop(stage.client, orders.customerIds, async (seconds) => {
    const run = await orders.run('uniform', 'partCredit', seconds, ordersPerSecond);
    return run.latencies;
  });
  await stage.vacuum();
  await stage.checkpoint();
  stage.say(`Expiring ${sumOf(size.sweep.piles)} lots beside ${ordersPerSecond} orders/s …`);
  return { swept: await measureSweep(shop, size.sweep), ordersPerSecond };
}

function report(
  readings: Readings,
  { size, swept, ordersPerSecond }: { size: Size; swept: readonly Swept[]; ordersPerSecond: number },
): SectionReport {
  const few = median(readings.entries.map(({ a }) => a));
  const many = median(readings.entries.map(({ b }) => b));
  const [growth, middleGrowth] = [ratioOf(readings.entries), ratioOf(readings.middle)];
  const sweep = sweepReport(swept, { lots: sumOf(size.sweep.piles), ordersPerSecond });
  const json = {
    readsPerSecond: rounded(readings.walletPerSecond),
    entriesPerSecond: rounded(many),
    entriesPerSecondFew: rounded(few),
    entriesGrowthRatio: rounded(growth),
    middlePagesPerSecond: rounded(median(readings.middle.map(({ b }) => b))),
    middlePagesGrowthRatio: rounded(middleGrowth),
    filteredEntriesPerSecond: rounded(readings.filteredPerSecond),
    entries: size.entries,
    rounds: size.rounds,
    expiryLotsPerSecond: rounded(sweep.lotsPerSecond),
    dueLots: sumOf(size.sweep.piles),
    sweep: sweep.json,
  };
  const figures: BenchFigure[] = [
    { name: 'wallet reads over HTTP', value: readings.walletPerSecond, unit: 'reads/s' },
    { name: `pages of entries, ${FEW_ENTRIES} entries`, value: few, unit: 'pages/s' },
    { name: `pages of entries, ${size.entries} entries`, value: many, unit: 'pages/s' },
    { name: 'many ÷ few, in turns', value: growth, unit: '×', target: { atLeast: 0.8 } },
    { name: 'many ÷ few, pages anywhere', value: middleGrowth, unit: '×' },
    { name: `pages of one kind, ${size.entries} entries`, value: readings.filteredPerSecond, unit: 'pages/s' },
    ...sweep.figures,
  ];
  return { json, figures };
}

function sumOf(lots: readonly number[]): number {
  return lots.reduce((sum, pile) => sum + pile, 0);
}

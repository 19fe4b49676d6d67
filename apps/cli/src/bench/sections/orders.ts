/**
 * Orders over HTTP beside the reference, in turns on the same PostgreSQL: stock and wallets spread, and every order on one hot SKU. The
 * shop does all of it (authentication, validation, pricing, idempotency, reservations, hold, lots, sub-order, saga, timeline, outbox).
 */
import { LOAD_CONNECTIONS } from '../bench-shop.js';
import { Histogram } from '../histogram.js';
import { Reference } from '../reference.js';
import type { BenchFigure, BenchSection, SectionReport } from '../section.js';
import type { Stage } from '../stage.js';
import { median, rounded } from '../statistics.js';
import { OrderLoad, SPREADS, type Measured, type OrderRun, type Spread } from './order-load.js';

interface Timing {
  readonly rounds: number;
  /** In how many of them the function runs too. */
  readonly functionRounds: number;
  /** The server's code is compiled while it runs: measured, its CPU an order falls for the first ten thousand orders. */
  readonly warmUpSeconds: number;
  /** Whole: pgbench takes no others. */
  readonly seconds: number;
  readonly countSeconds: number;
}

const TIMINGS: Record<'quick' | 'whole', Timing> = {
  quick: { rounds: 2, functionRounds: 1, warmUpSeconds: 6, seconds: 2, countSeconds: 1 },
  whole: { rounds: 3, functionRounds: 3, warmUpSeconds: 15, seconds: 8, countSeconds: 3 },
};

/** `--quick` leaves out its later rounds when a busy machine makes them too long to end within a minute of the process's start. */
const QUICK_SECONDS_MAX = 58;
/** What counting, the report and stopping take after the last round. */
const ENDING_SECONDS = 7;

/** The reference needs no compiling, only warm pages. */
const WARM_UP_SECONDS = 2;

interface Round {
  readonly reference: Measured;
  readonly byFunction?: Measured;
  readonly ours: OrderRun;
}

/** `--only orders`. */
export const ordersSection: BenchSection = {
  name: 'orders',
  about: 'POST /v1/orders with three lines, part credit and a rest to pay, beside the same by hand in SQL',
  byDefault: true,
  async run(stage, plan): Promise<SectionReport> {
    const timing = TIMINGS[plan.quick ? 'quick' : 'whole'];
    const load = await OrderLoad.open(stage);
    const { client, driver, folder, url } = stage;
    const place = {
      url,
      client,
      driver,
      folder,
      postmasterPid: stage.postgres.postmasterPid,
      connections: LOAD_CONNECTIONS,
    };
    const reference = await Reference.prepare(place, plan.referenceDriver);

    stage.say('Warming up …');
    await reference.run({ kind: 'handWritten', hot: false }, WARM_UP_SECONDS);
    await load.run('uniform', 'partCredit', timing.warmUpSeconds);
    const rounds: Record<Spread, Round[]> = { uniform: [], hot: [] };
    let roundSeconds = 0;
    for (let round = 1; round <= timing.rounds; round++) {
      const begun = performance.now() / 1000;
      if (round > 1 && plan.quick && begun + roundSeconds + ENDING_SECONDS > QUICK_SECONDS_MAX) break;
      for (const spread of SPREADS) {
        stage.say(`Round ${round} of ${timing.rounds}, ${spread} …`);
        const withFunction = round <= timing.functionRounds;
        rounds[spread].push(await runRound(stage, reference, load, { spread, seconds: timing.seconds, withFunction }));
      }
      roundSeconds = performance.now() / 1000 - begun;
    }
    const sqlPerOrder = await load.statementsPerOrder(timing.countSeconds);
    const extra = plan.quick ? {} : await load.extras(timing.seconds, ratesOf(rounds.uniform));
    await load.verify();
    return report(rounds, { sqlPerOrder, driver: reference.driverName, extra });
  },
};

async function runRound(
  stage: Stage,
  reference: Reference,
  load: OrderLoad,
  {
    spread,
    seconds,
    withFunction,
  }: { readonly spread: Spread; readonly seconds: number; readonly withFunction: boolean },
): Promise<Round> {
  const hot = spread === 'hot';
  await stage.vacuum();
  await stage.checkpoint();
  const byHand = await reference.run({ kind: 'handWritten', hot }, seconds);
  await stage.checkpoint();
  const ours = await load.run(spread, 'partCredit', seconds);
  if (!withFunction) return { reference: byHand, ours };
  await stage.checkpoint();
  return { reference: byHand, ours, byFunction: await reference.run({ kind: 'function', hot }, seconds) };
}

function ratesOf(rounds: readonly Round[]): number {
  return median(rounds.map((round) => round.ours.ordersPerSecond))!;
}

function report(
  rounds: Readonly<Record<Spread, readonly Round[]>>,
  { sqlPerOrder, driver, extra }: { sqlPerOrder: number; driver: string; extra: Record<string, unknown> },
): SectionReport {
  const { uniform, hot } = rounds;
  const latencies = new Histogram();
  for (const round of uniform) latencies.add(round.ours.latencies);
  const spreads = { uniform: spreadFigures(uniform), hot: spreadFigures(hot) };
  const cpuMs = median(uniform.map((round) => round.ours.cpuMs));
  const referenceCpuMs = median(uniform.map((round) => round.reference.cpuMs));
  const p99Ms = latencies.quantileMs(0.99);
  const json = {
    uniform: roundedAll(spreads.uniform),
    hot: roundedAll(spreads.hot),
    cpuMs: rounded(cpuMs),
    serverCpuMs: rounded(median(uniform.map((round) => round.ours.serverCpuMs))),
    referenceCpuMs: rounded(referenceCpuMs),
    functionCpuMs: rounded(median(withFunction(uniform).map((round) => round.byFunction.cpuMs))),
    driverCpuMs: rounded(median(uniform.map((round) => round.ours.driverCpuMs))),
    p50Ms: rounded(latencies.quantileMs(0.5)),
    p95Ms: rounded(latencies.quantileMs(0.95)),
    p99Ms: rounded(p99Ms),
    sqlPerOrder: rounded(sqlPerOrder),
    referenceDriver: driver,
    rounds: uniform.length,
    ...extra,
  };
  const figures: BenchFigure[] = [
    ...tableOf('spread', spreads.uniform, 1),
    ...tableOf('hot SKU', spreads.hot, 4),
    { name: 'latency p99, spread', value: p99Ms, unit: 'ms', target: { atMost: 200 } },
    {
      name: 'CPU of server and PostgreSQL',
      value: cpuMs,
      unit: 'ms an order',
      target: { atMost: referenceCpuMs ?? Infinity },
    },
    { name: `CPU of PostgreSQL for the reference (${driver})`, value: referenceCpuMs, unit: 'ms an order' },
    { name: 'SQL statements', value: sqlPerOrder, unit: 'an order', target: { atMost: 0.7 } },
  ];
  return { json, figures };
}

interface SpreadFigures {
  readonly ratio: number | undefined;
  readonly functionRatio: number | undefined;
  readonly ordersPerSecond: number | undefined;
  readonly referencePerSecond: number | undefined;
  readonly functionPerSecond: number | undefined;
  readonly cpuMs: number | undefined;
  readonly referenceCpuMs: number | undefined;
  readonly p99Ms: number;
}

/** A ratio is taken within each round, where both ran under the same neighbours, and then the middle one. */
function spreadFigures(rounds: readonly Round[]): SpreadFigures {
  const latencies = new Histogram();
  for (const round of rounds) latencies.add(round.ours.latencies);
  const rate = (of: (round: Round) => Measured): number | undefined =>
    median(rounds.map((round) => of(round).ordersPerSecond));
  return {
    ratio: median(rounds.map((round) => round.ours.ordersPerSecond / round.reference.ordersPerSecond)),
    functionRatio: median(
      withFunction(rounds).map((round) => round.ours.ordersPerSecond / round.byFunction.ordersPerSecond),
    ),
    ordersPerSecond: rate((round) => round.ours),
    referencePerSecond: rate((round) => round.reference),
    functionPerSecond: median(withFunction(rounds).map((round) => round.byFunction.ordersPerSecond)),
    cpuMs: median(rounds.map((round) => round.ours.cpuMs)),
    referenceCpuMs: median(rounds.map((round) => round.reference.cpuMs)),
    p99Ms: latencies.quantileMs(0.99),
  };
}

function withFunction(rounds: readonly Round[]): (Round & { readonly byFunction: Measured })[] {
  return rounds.filter((round): round is Round & { readonly byFunction: Measured } => round.byFunction !== undefined);
}

function roundedAll(figures: SpreadFigures): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, rounded(value as number | undefined)]),
  );
}

function tableOf(name: string, figures: SpreadFigures, ratioAtLeast: number): BenchFigure[] {
  return [
    { name: `orders over HTTP, ${name}`, value: figures.ordersPerSecond, unit: 'orders/s' },
    { name: `reference by hand, ${name}`, value: figures.referencePerSecond, unit: 'orders/s' },
    { name: `reference in a function, ${name}`, value: figures.functionPerSecond, unit: 'orders/s' },
    { name: `ratio to the reference, ${name}`, value: figures.ratio, unit: '×', target: { atLeast: ratioAtLeast } },
    { name: `ratio to the function, ${name}`, value: figures.functionRatio, unit: '×' },
  ];
}

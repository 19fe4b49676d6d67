/**
 * Orders over HTTP beside the reference, in turns on the same PostgreSQL: stock and wallets spread, and every order on one hot SKU. The
 * shop does all of it (authentication, validation, pricing, idempotency, reservations, hold, lots, sub-order, saga, timeline, outbox).
 */
import { openBenchShop, LOAD_CONNECTIONS, type OrderTender } from '../bench-shop.js';
import { Histogram } from '../histogram.js';
import type { LoadResult } from '../http-load.js';
import { Reference } from '../reference.js';
import type { BenchFigure, BenchPlan, BenchSection, SectionReport } from '../section.js';
import type { ServerProcess } from '../server-process.js';
import type { Stage } from '../stage.js';
import { median, rounded } from '../statistics.js';
import { CommandFailure } from '../../failures.js';
import { treeCpuMs } from '../cpu.js';

interface Timing {
  readonly rounds: number;
  readonly warmUpSeconds: number;
  /** Whole: pgbench takes no others. */
  readonly seconds: number;
  readonly countSeconds: number;
}

const TIMINGS: Record<'quick' | 'whole', Timing> = {
  quick: { rounds: 2, warmUpSeconds: 3, seconds: 2, countSeconds: 1 },
  whole: { rounds: 3, warmUpSeconds: 8, seconds: 8, countSeconds: 3 },
};

/** The reference needs no compiling, only warm pages. */
const WARM_UP_SECONDS = 2;

const SPREADS = ['uniform', 'hot'] as const;
type Spread = (typeof SPREADS)[number];

interface Measured {
  readonly ordersPerSecond: number;
  readonly cpuMs: number | undefined;
}

interface OrderRun extends Measured {
  readonly serverCpuMs: number | undefined;
  readonly driverCpuMs: number;
  readonly latencies: Histogram;
}

interface Round {
  readonly reference: Measured;
  readonly byFunction: Measured;
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
    for (let round = 1; round <= timing.rounds; round++) {
      for (const spread of SPREADS) {
        stage.say(`Round ${round} of ${timing.rounds}, ${spread} …`);
        rounds[spread].push(await runRound(stage, reference, load, spread, timing.seconds));
      }
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
  spread: Spread,
  seconds: number,
): Promise<Round> {
  const hot = spread === 'hot';
  await stage.vacuum();
  await stage.checkpoint();
  const byHand = await reference.run({ kind: 'handWritten', hot }, seconds);
  await stage.checkpoint();
  const ours = await load.run(spread, 'partCredit', seconds);
  await stage.checkpoint();
  const byFunction = await reference.run({ kind: 'function', hot }, seconds);
  return { reference: byHand, byFunction, ours };
}

/** Orders sent to the API, and whether each of them came true. */
class OrderLoad {
  private loads = 0;
  private succeeded = 0;

  private constructor(
    private readonly stage: Stage,
    private readonly files: ReadonlyMap<string, string>,
  ) {}

  static async open(stage: Stage): Promise<OrderLoad> {
    const shop = await openBenchShop(stage);
    const files = new Map<string, string>();
    for (const spread of SPREADS) {
      for (const tender of ['partCredit', 'allCredit'] as const) {
        files.set(`${spread} ${tender}`, shop.requestsFile({ hot: spread === 'hot', tender }));
      }
    }
    await stage.vacuum();
    stage.say('Starting the API …');
    await stage.server();
    return new OrderLoad(stage, files);
  }

  /** One load of so many seconds. Every order must be accepted. @throws CommandFailure otherwise */
  async run(spread: Spread, tender: OrderTender, seconds: number, requestsPerSecond?: number): Promise<OrderRun> {
    const { driver, postgres } = this.stage;
    const server = await this.stage.server();
    const before = { server: server.cpuMs(), database: treeCpuMs(postgres.postmasterPid) };
    const { host, port } = server;
    const rate = requestsPerSecond === undefined ? {} : { requestsPerSecond };
    const keyPrefix = `bench-${++this.loads}`;
    const options = { host, port, connections: LOAD_CONNECTIONS, seconds, keyPrefix, ...rate };
    const result = await driver.load(options, this.files.get(`${spread} ${tender}`)!);
    const perOrder = (after: number | undefined, earlier: number | undefined): number | undefined =>
      after === undefined || earlier === undefined ? undefined : (after - earlier) / result.succeeded;
    const serverCpuMs = perOrder(server.cpuMs(), before.server);
    const databaseCpuMs = perOrder(treeCpuMs(postgres.postmasterPid), before.database);
    this.check(result, server);
    return {
      ordersPerSecond: result.succeeded / result.seconds,
      cpuMs: serverCpuMs === undefined || databaseCpuMs === undefined ? undefined : serverCpuMs + databaseCpuMs,
      serverCpuMs,
      driverCpuMs: result.driverCpuMs / result.succeeded,
      latencies: new Histogram(result.latencies),
    };
  }

  /** SQL statements an order at 64 clients, BEGIN and COMMIT counted, and whatever else the server sent meanwhile. */
  async statementsPerOrder(seconds: number): Promise<number> {
    this.stage.say('Counting statements …');
    const before = this.succeeded;
    const statements = await this.stage.countStatements(async () => {
      await this.run('uniform', 'partCredit', seconds);
    });
    return statements / (this.succeeded - before);
  }

  /** What is of interest beside the goals: orders paid by credit alone, and latency when the shop is not saturated. */
  async extras(seconds: number, capacityPerSecond: number): Promise<Record<string, unknown>> {
    this.stage.say('Orders paid by credit alone …');
    await this.stage.checkpoint();
    const paid = await this.run('uniform', 'allCredit', seconds);
    this.stage.say('Half the load, at a fixed arrival rate …');
    await this.stage.checkpoint();
    const half = await this.run('uniform', 'partCredit', seconds, Math.floor(capacityPerSecond / 2));
    return {
      paidByCredit: {
        ordersPerSecond: rounded(paid.ordersPerSecond),
        cpuMs: rounded(paid.cpuMs),
        p99Ms: rounded(paid.latencies.quantileMs(0.99)),
      },
      halfLoad: {
        ordersPerSecond: rounded(half.ordersPerSecond),
        p50Ms: rounded(half.latencies.quantileMs(0.5)),
        p99Ms: rounded(half.latencies.quantileMs(0.99)),
      },
    };
  }

  /** Every order that was answered 201 is in the database, and no other. @throws CommandFailure */
  async verify(): Promise<void> {
    const { rows } = await this.stage.client.query<{ orders: string }>(
      'SELECT count(*) AS orders FROM orders.customer_order',
    );
    if (Number(rows[0]!.orders) !== this.succeeded) {
      throw new CommandFailure(
        `${this.succeeded} orders were answered 201, but ${rows[0]!.orders} are in the database.`,
      );
    }
  }

  private check(result: LoadResult, server: ServerProcess): void {
    this.succeeded += result.succeeded;
    if (result.succeeded === result.answered && result.succeeded > 0) return;
    const refusals = Object.values(result.refusals).join('\n\n');
    const said = server.recentOutput();
    throw new CommandFailure(
      `The shop refused orders of the bench (${JSON.stringify(result.statuses)}):\n${refusals}\n\nIt logged:\n${said}`,
    );
  }
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
    functionCpuMs: rounded(median(uniform.map((round) => round.byFunction.cpuMs))),
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
    functionRatio: median(rounds.map((round) => round.ours.ordersPerSecond / round.byFunction.ordersPerSecond)),
    ordersPerSecond: rate((round) => round.ours),
    referencePerSecond: rate((round) => round.reference),
    functionPerSecond: rate((round) => round.byFunction),
    cpuMs: median(rounds.map((round) => round.ours.cpuMs)),
    referenceCpuMs: median(rounds.map((round) => round.reference.cpuMs)),
    p99Ms: latencies.quantileMs(0.99),
  };
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

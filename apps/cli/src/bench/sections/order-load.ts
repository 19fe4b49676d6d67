/** Orders over HTTP as a load, with what they cost, and the proof that each one answered was written. */
import { CommandFailure } from '../../failures.js';
import { LOAD_CONNECTIONS, openBenchShop, type OrderTender } from '../bench-shop.js';
import { treeCpuMs } from '../cpu.js';
import { Histogram } from '../histogram.js';
import type { LoadResult } from '../http-load.js';
import type { ServerProcess } from '../server-process.js';
import type { Stage } from '../stage.js';
import { rounded } from '../statistics.js';

/** Stock and wallets spread, or every order on one hot SKU. */
export const SPREADS = ['uniform', 'hot'] as const;
/** How a load is spread. */
export type Spread = (typeof SPREADS)[number];

/** What a run of ours or of the reference showed. */
export interface Measured {
  readonly ordersPerSecond: number;
  readonly cpuMs: number | undefined;
}

/** What a run of ours showed. */
export interface OrderRun extends Measured {
  readonly serverCpuMs: number | undefined;
  readonly driverCpuMs: number;
  readonly latencies: Histogram;
}

/** Orders sent to the API, and whether each of them came true. */
export class OrderLoad {
  private loads = 0;
  private succeeded = 0;

  private constructor(
    private readonly stage: Stage,
    private readonly files: ReadonlyMap<string, string>,
    /** Who orders. */
    readonly customerIds: readonly string[],
  ) {}

  /** Opens the shop, writes the requests and starts the API. */
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
    return new OrderLoad(stage, files, shop.customerIds);
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

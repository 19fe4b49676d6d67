/** Runs the reference: by pgbench where it is installed, else by our own driver; and charges it with PostgreSQL's CPU alone. */
import { execFile, execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { treeCpuMs } from './cpu.js';
import type { Driver } from './driver.js';
import { wireTarget } from './pgwire.js';
import { pgbenchScript, REFERENCE_SCHEMA, type ReferenceLoad } from './reference.sql.js';

/** What a reference run showed. */
export interface ReferenceResult {
  readonly ordersPerSecond: number;
  /** CPU-milliseconds of PostgreSQL an order, without the 64 log-ins; undefined without /proc. */
  readonly cpuMs: number | undefined;
}

/** Which program sends the reference's statements. */
export type ReferenceDriverName = 'pgbench' | 'own';

/** Where and with what the reference runs. */
export interface ReferenceStage {
  readonly url: string;
  readonly client: Client;
  readonly postmasterPid: number;
  readonly driver: Driver;
  /** A folder for pgbench's scripts. */
  readonly folder: string;
  readonly connections: number;
}

interface PgbenchRun {
  readonly orders: number;
  /** Without the log-ins. */
  readonly ordersPerSecond: number;
  readonly connectSeconds: number;
  readonly cpuMs: number | undefined;
}

const PGBENCH_THREADS = 2;
/** Order ids of one run: pgbench's clients count up within ten millions each. */
const IDS_PER_RUN = 1e12;

/** Makes the tables once, then runs loads. */
export class Reference {
  private runs = 0;
  private readonly logins = new Map<ReferenceLoad['kind'], PgbenchRun>();

  private constructor(
    private readonly stage: ReferenceStage,
    /** Which program loads. */
    readonly driverName: ReferenceDriverName,
  ) {}

  /** Makes schema `bench_reference` anew. `prefer` overrides the choice of the driver. */
  static async prepare(stage: ReferenceStage, prefer?: ReferenceDriverName): Promise<Reference> {
    await stage.client.query(REFERENCE_SCHEMA);
    return new Reference(stage, prefer ?? (hasPgbench() ? 'pgbench' : 'own'));
  }

  /** Runs one load for `seconds`. */
  run(load: ReferenceLoad, seconds: number, driver = this.driverName): Promise<ReferenceResult> {
    return driver === 'pgbench' ? this.byPgbench(load, seconds) : this.byOwnDriver(load, seconds);
  }

  private async byPgbench(load: ReferenceLoad, seconds: number): Promise<ReferenceResult> {
    const script = join(this.stage.folder, `reference-${load.kind}-${load.hot ? 'hot' : 'uniform'}.sql`);
    writeFileSync(script, pgbenchScript(load));
    // One transaction a client tells what the 64 log-ins cost, so that the orders are not charged with them.
    const logins = this.logins.get(load.kind) ?? (await this.pgbench(script, ['-t', '1']));
    this.logins.set(load.kind, logins);
    // pgbench's time begins before its clients have logged in.
    const run = await this.pgbench(script, ['-T', String(seconds + Math.ceil(logins.connectSeconds))]);
    const cpuMs = run.cpuMs === undefined ? undefined : (run.cpuMs - logins.cpuMs!) / (run.orders - logins.orders);
    return { ordersPerSecond: run.ordersPerSecond, cpuMs };
  }

  private async pgbench(script: string, extent: readonly string[]): Promise<PgbenchRun> {
    const { host, port, user, password, database } = wireTarget(this.stage.url);
    const target = ['-h', host, '-p', String(port), '-U', user, database];
    const shape = ['-n', '-M', 'prepared', '-c', String(this.stage.connections), '-j', String(PGBENCH_THREADS)];
    const variables = ['-D', `base=${this.nextBase()}`, '-D', 'seq=0'];
    const before = treeCpuMs(this.stage.postmasterPid);
    const output = await outputOf('pgbench', [...shape, ...variables, ...extent, '-f', script, ...target], password);
    const after = treeCpuMs(this.stage.postmasterPid);
    const orders = Number(/actually processed: (\d+)/.exec(output)?.[1]);
    const ordersPerSecond = Number(/^tps = ([\d.]+)/m.exec(output)?.[1]);
    if (!(orders > 0) || /failed transactions: [1-9]/.test(output)) throw new Error(`pgbench failed:\n${output}`);
    const connectSeconds = Number(/initial connection time = ([\d.]+) ms/.exec(output)?.[1] ?? 0) / 1000;
    return { orders, ordersPerSecond, connectSeconds, cpuMs: before === undefined ? undefined : after! - before };
  }

  private async byOwnDriver(load: ReferenceLoad, seconds: number): Promise<ReferenceResult> {
    const { url, connections, driver, postmasterPid } = this.stage;
    let before: number | undefined;
    const run = { ...load, url, connections, seconds, firstOrder: this.nextBase() };
    const { orders, seconds: taken } = await driver.reference(run, () => {
      before = treeCpuMs(postmasterPid);
    });
    const after = treeCpuMs(postmasterPid);
    const cpuMs = before === undefined ? undefined : (after! - before) / orders;
    return { ordersPerSecond: orders / taken, cpuMs };
  }

  private nextBase(): number {
    this.runs += 1;
    return this.runs * IDS_PER_RUN;
  }
}

/** Whether pgbench stands on the path. */
export function hasPgbench(): boolean {
  try {
    execFileSync('pgbench', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function outputOf(program: string, args: readonly string[], password: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const environment = { ...process.env, PGPASSWORD: password };
    execFile(program, args, { env: environment, encoding: 'utf8' }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${program} failed: ${stderr || error.message}`));
    });
  });
}

/**
 * The reference's load where pgbench is not installed: 64 connections in one process of their own, a closed loop each, prepared
 * statements with binary parameters, messages written once and patched in place.
 */
import { executeTemplate, parseMessage, SYNC, WireConnection, wireTarget } from './pgwire.js';
import { seededIntegers } from './random.js';
import {
  HOT_SKU,
  REFERENCE_ROWS,
  referenceStatements,
  type ReferenceLoad,
  type ReferenceParameter,
  type ReferenceStatement,
} from './reference.sql.js';

/** What the parent asks for. */
export interface ReferenceRun extends ReferenceLoad {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** The first order id; runs must not overlap. */
  readonly firstOrder: number;
  /** Statements a round trip; see {@link STATEMENTS_PER_ROUND_TRIP}. */
  readonly statementsPerRoundTrip?: number;
}

/**
 * pgbench makes one round trip a statement and pays for it in C; Node.js would pay for 13 round trips about as much CPU as PostgreSQL
 * for the whole order, and the reference would look slower than it is. Sending statements in groups gives the CPU back: measured here
 * side by side, pairs carry as many orders as pgbench does or a few more, so they are used.
 */
export const STATEMENTS_PER_ROUND_TRIP = 2;

/** Opens the connections, waits for `go`, loads for the time asked and counts the transactions committed. */
export async function runReference(
  run: ReferenceRun,
  go: () => Promise<void>,
): Promise<{ orders: number; seconds: number }> {
  const statements = referenceStatements(run.kind);
  const prepare = Buffer.concat([...statements.map(({ text }, i) => parseMessage(`s${i}`, text)), SYNC]);
  const connections = await Promise.all(
    Array.from({ length: run.connections }, () => WireConnection.open(wireTarget(run.url))),
  );
  await Promise.all(connections.map((connection) => connection.send(prepare)));
  await go();

  const trips = grouped(statements, run.statementsPerRoundTrip ?? STATEMENTS_PER_ROUND_TRIP);
  const random = seededIntegers(run.firstOrder % 2 ** 32);
  const started = performance.now();
  const end = started + run.seconds * 1000;
  let minted = run.firstOrder;
  let orders = 0;
  await Promise.all(
    connections.map((connection) => {
      const messages = trips.map((trip) => new Trip(trip));
      const values = { order: 0, customer: 0, skuA: 0, skuB: 0, skuC: 0 };
      let at = -1;
      const next = (): void => {
        if (at === messages.length - 1) {
          orders += 1;
          at = -1;
          if (performance.now() >= end) return connection.finish();
        }
        if (at === -1) draw(values, ++minted, run.hot, random);
        connection.write(messages[++at]!.filled(values));
      };
      const done = connection.loop(next);
      next();
      return done;
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  for (const connection of connections) connection.close();
  return { orders, seconds };
}

type Values = Record<ReferenceParameter, number>;

/** One round trip of one connection: its own bytes, patched for each order. */
class Trip {
  private readonly bytes: Buffer;
  private readonly places: { readonly parameter: ReferenceParameter; readonly offset: number }[] = [];

  constructor(statements: readonly { readonly name: string; readonly statement: ReferenceStatement }[]) {
    const parts: Buffer[] = [];
    let length = 0;
    for (const { name, statement } of statements) {
      const widths = statement.parameters.map((parameter) => (parameter === 'order' ? 8 : 4));
      const { bytes, offsets } = executeTemplate(name, widths);
      offsets.forEach((offset, i) =>
        this.places.push({ parameter: statement.parameters[i]!, offset: length + offset }),
      );
      parts.push(bytes);
      length += bytes.length;
    }
    this.bytes = Buffer.concat([...parts, SYNC]);
  }

  filled(values: Values): Buffer {
    for (const { parameter, offset } of this.places) {
      if (parameter === 'order') this.bytes.writeBigInt64BE(BigInt(values.order), offset);
      else this.bytes.writeInt32BE(values[parameter], offset);
    }
    return this.bytes;
  }
}

function grouped(
  statements: readonly ReferenceStatement[],
  size: number,
): { readonly name: string; readonly statement: ReferenceStatement }[][] {
  const named = statements.map((statement, i) => ({ name: `s${i}`, statement }));
  return Array.from({ length: Math.ceil(named.length / size) }, (_, i) => named.slice(i * size, (i + 1) * size));
}

function draw(values: Values, order: number, hot: boolean, random: (bound: number) => number): void {
  const skus = [1 + random(REFERENCE_ROWS), 1 + random(REFERENCE_ROWS), hot ? HOT_SKU : 1 + random(REFERENCE_ROWS)];
  skus.sort((a, b) => a - b);
  values.order = order;
  values.customer = 1 + random(REFERENCE_ROWS);
  [values.skuA, values.skuB, values.skuC] = skus as [number, number, number];
}

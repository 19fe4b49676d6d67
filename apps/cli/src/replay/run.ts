/**
 * Replays a real shop's file: opens its shop, places every sale invoice in time order over the public API, pays it, and compares the
 * books with an independent computation. What has been placed is read from the shop itself, so a replay killed at any moment goes on
 * where it stopped; the idempotency key, made of the invoice, covers what was under way.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { CartwrightConfig } from '#libs/platform';
import { migrateUp } from '#libs/platform/migrations';
import { auditOf } from '../bench/audit.js';
import { withLibraries } from '../bench/libraries.js';
import { openShop } from '../bench/shop.js';
import { openCommandDatabase } from '../database.js';
import { CommandFailure } from '../failures.js';
import { loadMigrations } from '../migrations.js';
import { Shutdown } from '../shutdown.js';
import { BookMaker, type Book, type BookOrder } from './book.js';
import { inOrder } from './in-order.js';
import { openingOf, type Opening } from './opening.js';
import { refuseDiscounts, replayConfig } from './own-shop.js';
import { Progress } from './progress.js';
import { readBooks, standingOrders, type StandingOrder } from './read-back.js';
import { readTruth } from './second-reader.js';
import { readShopFile } from './shop-file.js';
import { findShop, type FoundShop } from './shop-server.js';
import type { ShopClient } from './shop-client.js';
import { differences } from './verdict.js';

/** What the command line asked for. */
export interface ReplayRequest {
  readonly path: string;
  /** `2010-12-31`: the last day to replay. */
  readonly until?: string;
  readonly seed: string;
  readonly json: boolean;
}

/** What a replay has to tell; the JSON object. */
export interface ReplayReport {
  readonly orders: number;
  /** Orders that this run placed or paid; the rest stood already. */
  readonly placed: number;
  /** Rows of the file that are sales; `lines` plus `skipped` are all rows. */
  readonly lines: number;
  readonly rows: number;
  readonly seconds: number;
  readonly ordersPerSecond: number;
  readonly differences: number;
  readonly skipped: Readonly<Record<string, number>>;
  readonly violations: number;
}

/** Orders under way at once. */
const AT_ONCE_MAX = 32;
/** Tokens outlast the longest replay. */
const TOKEN_SECONDS = 86_400;
/** Longest wait for the last payments to be captured. */
const SETTLE_SECONDS_MAX = 120;
const SETTLE_POLL_MS = 250;
const SENTENCES_MAX = 20;

/** Runs it. Exit code 1 when anything differs or the audit finds a violation. */
export async function runReplay(request: ReplayRequest): Promise<void> {
  const say = (sentence: string): boolean => process.stderr.write(`${sentence}\n`);
  const shutdown = new Shutdown(say);
  try {
    const report = await replay(request, { shutdown, say });
    process.stdout.write(request.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
    if (report.differences > 0 || report.violations > 0) process.exitCode = 1;
  } finally {
    await shutdown.stopAll();
  }
}

interface Surroundings {
  readonly shutdown: Shutdown;
  readonly say: (sentence: string) => void;
}

async function replay(request: ReplayRequest, { shutdown, say }: Surroundings): Promise<ReplayReport> {
  say(`Reading ${request.path} …`);
  const book = await readBook(request);
  const opening = openingOf(book, namespaceOf(request));

  const config = replayConfig();
  const database = await openCommandDatabase(config, say);
  shutdown.add('The database', () => database.release());
  await migrateUp(database.url, await loadMigrations());
  const client = new pg.Client({ connectionString: database.url, application_name: 'replay' });
  await client.connect();
  shutdown.add('The connection', () => client.end());
  await refuseDiscounts(client);

  const tokens = await openForBusiness(config, database.url, opening);
  const shop = await findShop({
    config,
    databaseUrl: database.url,
    connections: AT_ONCE_MAX,
    probes: largestOf(book.orders).map((order) => ({ order, token: tokens.get(order.customer)! })),
    say,
  });
  shutdown.add('The shop', () => shop.stop());

  const open = await openOrders(client, book, opening);
  const started = performance.now();
  await placeAll(shop, open, tokens);
  await settled(client, opening);
  const seconds = (performance.now() - started) / 1000;

  say('Comparing the books with the file …');
  const found = differences(
    await readBooks(client, opening.customerIds, request.until),
    readTruth(request.path, request.until),
    creditLeft(book, await standingOrders(client, opening.customerIds)),
  );
  for (const sentence of found.slice(0, SENTENCES_MAX)) say(`Difference: ${sentence}`);
  const { violations } = await auditOf(database.url);
  for (const violation of violations.slice(0, SENTENCES_MAX)) say(`Violation: ${JSON.stringify(violation)}`);
  return {
    orders: book.orders.length,
    placed: open.length,
    lines: book.saleCount,
    rows: book.rowCount,
    seconds: Number(seconds.toFixed(1)),
    ordersPerSecond: open.length === 0 ? 0 : Number((open.length / seconds).toFixed(1)),
    differences: found.length,
    skipped: book.skipped,
    violations: violations.length,
  };
}

async function readBook({ path, seed, until }: ReplayRequest): Promise<Book> {
  const maker = new BookMaker(seed, until);
  for await (const row of readShopFile(path)) maker.add(row);
  const book = maker.finish();
  if (book.orders.length === 0) throw new CommandFailure(`${path} has no sale to replay.`);
  return book;
}

/** The same file and seed are the same replay, whatever the file is called. */
function namespaceOf({ path, seed }: ReplayRequest): string {
  return createHash('sha256').update(readFileSync(path)).update(seed).digest('hex').slice(0, 12);
}

/** Makes the shop stand, and gives a token for each customer. */
async function openForBusiness(
  config: CartwrightConfig,
  url: string,
  opening: Opening,
): Promise<ReadonlyMap<string, string>> {
  const progress = new Progress('opening the shop', 'rows');
  return withLibraries(config, url, async (libraries) => {
    progress.start(1);
    await openShop(libraries, opening.shop, (done, total) => progress.advance({ done, total }));
    progress.stop();
    const customers = [...opening.customerIds];
    const ids = customers.map(([, id]) => id);
    const tokens = await libraries.database.transaction((tx) =>
      libraries.identity.issueAccessTokens(tx, ids, { lifetimeSeconds: TOKEN_SECONDS }),
    );
    return new Map(customers.map(([customer], i) => [customer, tokens[i]!]));
  });
}

/** The order with the most lines and the one with the most units in a line. */
function largestOf(orders: readonly BookOrder[]): BookOrder[] {
  const units = (order: BookOrder): number => order.lines.reduce((most, line) => Math.max(most, line.quantity), 0);
  const byLines = orders.reduce((most, order) => (order.lines.length > most.lines.length ? order : most));
  const byUnits = orders.reduce((most, order) => (units(order) > units(most) ? order : most));
  return [byLines, byUnits];
}

/** An order that still has to be placed, or only to be paid. */
interface OpenOrder {
  readonly order: BookOrder;
  /** Counts from 1; more when earlier orders of the invoice were cancelled, e.g. because nobody paid in time. */
  readonly attempt: number;
}

/** What is left to do. */
async function openOrders(client: pg.Client, book: Book, opening: Opening): Promise<OpenOrder[]> {
  const byInvoice = new Map<string, StandingOrder[]>();
  for (const standing of await standingOrders(client, opening.customerIds)) {
    const key = `${standing.invoice} ${standing.customer}`;
    byInvoice.set(key, [...(byInvoice.get(key) ?? []), standing]);
  }
  return book.orders.flatMap((order) => {
    const standing = byInvoice.get(`${order.invoice} ${order.customer}`) ?? [];
    const isPaid = standing.some(({ state }) => state !== 'awaiting_payment' && state !== 'cancelled');
    const attempt = 1 + standing.filter(({ state }) => state === 'cancelled').length;
    return isPaid ? [] : [{ order, attempt }];
  });
}

async function placeAll(
  { client }: FoundShop,
  open: readonly OpenOrder[],
  tokens: ReadonlyMap<string, string>,
): Promise<void> {
  const progress = new Progress('replaying', 'orders');
  progress.start(open.length);
  try {
    await inOrder(open, {
      atOnceMax: AT_ONCE_MAX,
      ownerOf: ({ order }) => order.customer,
      run: async ({ order, attempt }) => {
        await placeAndPay(client, order, { token: tokens.get(order.customer)!, attempt });
        progress.advance();
      },
    });
  } finally {
    progress.stop();
  }
}

async function placeAndPay(
  client: ShopClient,
  order: BookOrder,
  options: { readonly token: string; readonly attempt: number },
): Promise<void> {
  const placed = await client.place(order, options);
  if (order.creditMinor < order.totalMinor) await client.pay(order, placed, options);
}

/** Payments are captured behind the customer's back; the books are read when the last one is. */
async function settled(client: pg.Client, opening: Opening): Promise<void> {
  const deadline = performance.now() + SETTLE_SECONDS_MAX * 1000;
  while (performance.now() < deadline) {
    const standing = await standingOrders(client, opening.customerIds);
    if (standing.every((order) => order.state !== 'awaiting_payment')) return;
    await new Promise((resolve) => setTimeout(resolve, SETTLE_POLL_MS));
  }
}

/** The opening credit less what the orders that stand were to take of it. */
function creditLeft(book: Book, standing: readonly StandingOrder[]): Map<string, bigint> {
  const left = new Map(
    book.customers
      .filter(({ creditMinor }) => creditMinor > 0)
      .map(({ customer, creditMinor }) => [customer, BigInt(creditMinor)]),
  );
  const creditOf = new Map(
    book.allOrders.map((order) => [`${order.invoice} ${order.customer}`, BigInt(order.creditMinor)]),
  );
  for (const { invoice, customer, state } of standing) {
    const credit = creditOf.get(`${invoice} ${customer}`) ?? 0n;
    if (state !== 'cancelled' && credit > 0n) left.set(customer, left.get(customer)! - credit);
  }
  return left;
}

function reportText(report: ReplayReport): string {
  const skipped = Object.entries(report.skipped).map(([reason, count]) => `    ${reason.padEnd(20)} ${count}`);
  return [
    '',
    `  ${report.orders} orders of ${report.lines} sale lines, ${report.placed} placed in ${report.seconds} s (${report.ordersPerSecond}/s)`,
    `  ${report.rows} rows in the file; no sale are:`,
    ...skipped,
    `  differences to the independent computation: ${report.differences}`,
    `  violations found by the audit: ${report.violations}`,
    '',
  ].join('\n');
}

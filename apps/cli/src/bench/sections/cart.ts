/**
 * Reading a full cart beside a bare Fastify route that reads the same lines with one prepared query and sends them as they are. Two keys:
 * `cart.read.ratio` is of carts that stand still between reads, whose views the API keeps; `cart.read.freshRatio`, which has no bound, of
 * carts that change before each read, the bare route's as well: what a cart costs that is looked up, priced and written anew.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandFailure } from '../../failures.js';
import { LOAD_CONNECTIONS } from '../bench-shop.js';
import { ChangingCarts, expectMade } from '../changing-carts.js';
import { LINES, OFFERS, openCartShop, type FilledCart } from '../cart-shop.js';
import { Histogram } from '../histogram.js';
import type { BenchSection, SectionReport } from '../section.js';
import { ServerProcess } from '../server-process.js';
import type { Stage } from '../stage.js';
import { median, rounded } from '../statistics.js';

/** As many connections to the database as the API has. */
const POOL_SIZE = 20;

/** What a cart is in the table; no catalog, price, offer, stock or seller beside it. */
const BARE_CART = `
  SELECT id, owner_id, variant_id, messages, messages_hash, quantity, selected, saved, price_when_added_minor, offer_when_added,
    added_at, version, hold_id, hold_expires_at
  FROM cart.line WHERE owner_id = $1::uuid
  ORDER BY added_at DESC, id DESC`;
/** The least that a route with a query can do: one row by its key. */
const BARE_ROW = `SELECT owner_id, version FROM cart.cart WHERE owner_id = $1::uuid`;

const SIDES = ['cart', 'bareLines', 'bareRow'] as const;
type Side = (typeof SIDES)[number];
/** The sides that are read while carts change, too. */
type ChangingSide = Exclude<Side, 'bareRow'>;

/** `--only cart`. */
export const cartSection: BenchSection = {
  name: 'cart',
  about: `GET /v1/cart of ${LINES} lines under ${OFFERS} offers, beside a bare route that reads the lines`,
  byDefault: false,
  async run(stage, plan): Promise<SectionReport> {
    const [rounds, seconds] = plan.quick ? [2, 2] : [3, 5];
    const filled = await openCartShop(stage);
    await stage.vacuum();
    const api = await stage.server();
    const bare = await ServerProcess.start('bare', {
      DATABASE_URL: stage.url,
      DATABASE_POOL_SIZE: String(POOL_SIZE),
      BARE_ROUTES: JSON.stringify([
        { name: 'lines', text: BARE_CART },
        { name: 'row', text: BARE_ROW },
      ]),
    });
    try {
      const files = new Map(SIDES.map((side) => [side, requestsOf(stage, filled, side)]));
      const servers: Record<Side, ServerProcess> = { cart: api, bareLines: bare, bareRow: bare };
      const ask: Ask = (side, name, duration) =>
        asked(stage, servers[side], files.get(side)!, { name: `${side}-${name}`, seconds: duration });
      return report(await measured(stage, { api, ask, rounds, seconds }));
    } finally {
      await bare.stop();
    }
  },
};

type Ask = (side: Side, name: string, seconds: number) => Promise<Asked>;

interface Measured {
  /** Requests a second, the middle of the rounds. */
  readonly rates: Readonly<Record<Side, number>>;
  readonly ratesChanging: Readonly<Record<ChangingSide, number>>;
  readonly latencies: Histogram;
  readonly statements: number;
}

async function measured(
  stage: Stage,
  load: { readonly api: ServerProcess; readonly ask: Ask; readonly rounds: number; readonly seconds: number },
): Promise<Measured> {
  const { api, ask, rounds, seconds } = load;
  const rates: Record<Side, number[]> = { cart: [], bareLines: [], bareRow: [] };
  const ratesChanging: Record<ChangingSide, number[]> = { cart: [], bareLines: [] };
  const carts = await ChangingCarts.of(stage.client);
  let latencies = new Histogram([]);
  for (const side of SIDES) await ask(side, 'warm', side === 'cart' ? 4 : 1);
  for (let round = 0; round < rounds; round++) {
    stage.say(`Reading carts, round ${round + 1} of ${rounds} …`);
    for (const side of SIDES) {
      const { perSecond, latencies: seen } = await ask(side, String(round), seconds);
      rates[side].push(perSecond);
      if (side === 'cart') latencies = seen;
    }
  }
  const statements = await statementsPerRead(stage, () => ask('cart', 'count', 1));
  // Carts that change are not read faster than carts that stand still. They come last: afterwards no view that is kept is worth anything.
  const readsPerSecond = Math.max(...rates.cart);
  const readChanging = async (side: ChangingSide, name: string): Promise<void> => {
    const { perSecond } = await carts.during(readsPerSecond, () => ask(side, name, seconds));
    ratesChanging[side].push(perSecond);
  };
  // So far few carts were priced: the code that does it is not compiled yet.
  await carts.during(readsPerSecond, () => ask('cart', 'new-warm', 4));
  for (let round = 0; round < rounds; round++) {
    stage.say(`Reading carts that change, round ${round + 1} of ${rounds} …`);
    await expectMade(api, () => readChanging('cart', `new-${round}`));
    await readChanging('bareLines', `new-${round}`);
  }
  const middle = <Name extends string>(of: Record<Name, number[]>): Record<Name, number> =>
    Object.fromEntries(Object.entries<number[]>(of).map(([name, all]) => [name, median(all)!])) as Record<Name, number>;
  return { rates: middle(rates), ratesChanging: middle(ratesChanging), latencies, statements };
}

function report({ rates, ratesChanging, latencies, statements }: Measured): SectionReport {
  const { cart, bareLines: lines, bareRow: row } = rates;
  const { cart: fresh, bareLines: freshLines } = ratesChanging;
  const p99Ms = latencies.quantileMs(0.99);
  return {
    json: {
      read: {
        ratio: rounded(cart / lines),
        freshRatio: rounded(fresh / freshLines),
        oneRowRatio: rounded(cart / row),
        perSecond: rounded(cart),
        barePerSecond: rounded(lines),
        freshPerSecond: rounded(fresh),
        freshBarePerSecond: rounded(freshLines),
        bareRowPerSecond: rounded(row),
        p99Ms: rounded(p99Ms),
        statements: rounded(statements),
        lines: LINES,
        offers: OFFERS,
      },
    },
    figures: [
      { name: `cart of ${LINES} lines`, value: cart, unit: 'requests/s' },
      { name: 'bare route, the lines alone', value: lines, unit: 'requests/s' },
      { name: 'cart to the bare route', value: cart / lines, unit: '×', target: { atLeast: 0.5 } },
      { name: 'cart changed before each read', value: fresh, unit: 'requests/s' },
      { name: 'bare route, carts changing', value: freshLines, unit: 'requests/s' },
      { name: 'changed cart to the bare route', value: fresh / freshLines, unit: '×' },
      { name: 'bare route, one row', value: row, unit: 'requests/s' },
      { name: 'cart to one row', value: cart / row, unit: '×' },
      { name: 'p99 at 64 clients', value: p99Ms, unit: 'ms' },
      { name: 'statements a read', value: statements, unit: '', target: { atMost: 3.2 } },
    ],
  };
}

function requestsOf(stage: Stage, carts: readonly FilledCart[], side: Side): string {
  const file = join(stage.folder, `carts-${side}.jsonl`);
  const requests = carts.map(({ ownerId, token }) => {
    const path = side === 'cart' ? '/v1/cart' : side === 'bareLines' ? `/lines/${ownerId}` : `/row/${ownerId}`;
    const authorization = side === 'cart' ? `Authorization: Bearer ${token}\r\n` : '';
    return JSON.stringify(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${authorization}\r\n`);
  });
  writeFileSync(file, requests.join('\n'));
  return file;
}

interface Asked {
  readonly perSecond: number;
  readonly succeeded: number;
  readonly latencies: Histogram;
}

/** One load; every read must be answered 200. @throws CommandFailure otherwise */
async function asked(
  stage: Stage,
  { host, port }: ServerProcess,
  file: string,
  { name, seconds }: { readonly name: string; readonly seconds: number },
): Promise<Asked> {
  const options = { host, port, connections: LOAD_CONNECTIONS, seconds, keyPrefix: name.slice(0, 20) };
  const result = await stage.driver.load(options, file);
  if (result.succeeded !== result.answered || result.succeeded === 0)
    throw new CommandFailure(
      `Reads of the bench were refused (${JSON.stringify(result.statuses)}): ${Object.values(result.refusals).join('\n')}`,
    );
  return {
    perSecond: result.succeeded / result.seconds,
    succeeded: result.succeeded,
    latencies: new Histogram(result.latencies),
  };
}

async function statementsPerRead(stage: Stage, read: () => Promise<Asked>): Promise<number> {
  stage.say('Counting statements …');
  let reads = 0;
  const statements = await stage.countStatements(async () => {
    reads = (await read()).succeeded;
  });
  return statements / reads;
}

/** Browsing beside a bare Fastify route that does one prepared query: the list, the product page; and how long a search takes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandFailure } from '../../failures.js';
import { LOAD_CONNECTIONS } from '../bench-shop.js';
import { searchPaths } from '../catalog-searches.js';
import { openCatalogShop, type CatalogShop } from '../catalog-shop.js';
import { Histogram } from '../histogram.js';
import type { BenchSection, SectionReport } from '../section.js';
import { ServerProcess } from '../server-process.js';
import type { Stage } from '../stage.js';
import { median, rounded } from '../statistics.js';

const PAGE_ROWS = 20;
/** Different pages a load asks for, in turn. */
const PLACES = 400;
/** Searches at once: a search is measured by how long it takes, not by how many fit. */
const SEARCH_CONNECTIONS = 2;
/** Until the code is compiled and the cards are kept: what a server that has run for a minute is like. */
const WARM_SECONDS = 5;
/** As many connections to the database as the API has. */
const POOL_SIZE = 20;

const BARE_LIST = `
  SELECT p.id, p.merchant_id, p.kind, p.title, p.picture_id, p.price_from_minor, p.price_to_minor, p.category_ids, p.created_at
  FROM catalog.product AS p
  WHERE p.shelf = 'on' AND (p.created_at, p.id) < (to_timestamp($1::float8 / 1000), $2::uuid)
  ORDER BY p.created_at DESC, p.id DESC
  LIMIT ${PAGE_ROWS}`;
const BARE_PAGE = `
  SELECT p.id, p.merchant_id, p.kind, p.title, p.description, p.picture_id, p.message_fields, p.category_ids, p.created_at,
    v.id AS variant_id, v.sku, v.attributes, v.price_minor, v.member_prices, v.weight_grams, v.takes_stock_at
  FROM catalog.product AS p JOIN catalog.variant AS v ON v.product_id = p.id
  WHERE p.id = $1::uuid AND p.shelf = 'on' AND v.shelf = 'on'
  ORDER BY v.position`;

interface Place {
  readonly id: string;
  readonly ms: number;
}

/** `--only catalog`. */
export const catalogSection: BenchSection = {
  name: 'catalog',
  about: 'the product list, the product page and search',
  byDefault: false,
  async run(stage, plan): Promise<SectionReport> {
    const products = plan.quick ? 12_500 : 250_000;
    const seconds = plan.quick ? 2 : 5;
    const rounds = plan.quick ? 2 : 3;
    const shop = await openCatalogShop(stage, products);
    const api = await stage.server();
    const bare = await ServerProcess.start('bare', {
      DATABASE_URL: stage.url,
      DATABASE_POOL_SIZE: String(POOL_SIZE),
      BARE_ROUTES: JSON.stringify([
        { name: 'list', text: BARE_LIST },
        { name: 'page', text: BARE_PAGE },
      ]),
    });
    try {
      const places = await placesOf(stage);
      const cursor = ({ id, ms }: Place): string =>
        Buffer.from(JSON.stringify(['newest', ms, id])).toString('base64url');
      const list = await compared(stage, {
        name: 'list',
        rounds,
        seconds,
        ours: { server: api, paths: places.map((place) => `/v1/products?limit=${PAGE_ROWS}&cursor=${cursor(place)}`) },
        bare: { server: bare, paths: places.map(({ ms, id }) => `/list/${ms}/${id}`) },
      });
      const page = await compared(stage, {
        name: 'page',
        rounds,
        seconds,
        ours: { server: api, paths: places.map(({ id }) => `/v1/products/${id}`) },
        bare: { server: bare, paths: places.map(({ id }) => `/page/${id}`) },
      });
      const search = await searched(stage, api, { shop, products }, seconds * 3);
      return {
        json: {
          variants: products * 4,
          list: { ratio: rounded(list.ratio), perSecond: rounded(list.ours), barePerSecond: rounded(list.bare) },
          page: { ratio: rounded(page.ratio), perSecond: rounded(page.ours), barePerSecond: rounded(page.bare) },
          searchMs: rounded(search.quantileMs(0.95)),
          searchMedianMs: rounded(search.quantileMs(0.5)),
        },
        figures: [
          { name: 'product list', value: list.ours, unit: 'requests/s' },
          { name: 'bare route, 20 products', value: list.bare, unit: 'requests/s' },
          { name: 'list to the bare route', value: list.ratio, unit: '×', target: { atLeast: 0.5 } },
          { name: 'product page', value: page.ours, unit: 'requests/s' },
          { name: 'bare route, one product', value: page.bare, unit: 'requests/s' },
          { name: 'page to the bare route', value: page.ratio, unit: '×', target: { atLeast: 0.5 } },
          {
            name: `search over ${products * 4} variants, p95`,
            value: search.quantileMs(0.95),
            unit: 'ms',
            target: { atMost: 50 },
          },
          { name: 'search, median', value: search.quantileMs(0.5), unit: 'ms' },
        ],
      };
    } finally {
      await bare.stop();
    }
  },
};

interface Side {
  readonly server: ServerProcess;
  readonly paths: readonly string[];
}

/** Requests a second of both, in turn on the same machine: the middle of the rounds. */
async function compared(
  stage: Stage,
  load: {
    readonly name: string;
    readonly rounds: number;
    readonly seconds: number;
    readonly ours: Side;
    readonly bare: Side;
  },
): Promise<{ readonly ours: number; readonly bare: number; readonly ratio: number }> {
  const { name, rounds, seconds } = load;
  const rates = { ours: [] as number[], bare: [] as number[] };
  for (const side of ['bare', 'ours'] as const)
    await asked(stage, load[side], { name: `${name}-${side}-warm`, seconds: WARM_SECONDS });
  for (let round = 0; round < rounds; round++) {
    stage.say(`Product ${name}, round ${round + 1} of ${rounds} …`);
    for (const side of ['bare', 'ours'] as const)
      rates[side].push((await asked(stage, load[side], { name: `${name}-${side}`, seconds })).perSecond);
  }
  const [ours, bare] = [median(rates.ours)!, median(rates.bare)!];
  return { ours, bare, ratio: ours / bare };
}

async function searched(
  stage: Stage,
  server: ServerProcess,
  about: { readonly shop: CatalogShop; readonly products: number },
  seconds: number,
): Promise<Histogram> {
  stage.say('Searching …');
  const side = { server, paths: searchPaths(about.shop, about.products) };
  await asked(stage, side, { name: 'search-warm', seconds: 2, connections: SEARCH_CONNECTIONS });
  return (await asked(stage, side, { name: 'search', seconds, connections: SEARCH_CONNECTIONS })).latencies;
}

/** @throws CommandFailure when a request was not answered 200 */
async function asked(
  stage: Stage,
  { server, paths }: Side,
  load: { readonly name: string; readonly seconds: number; readonly connections?: number },
): Promise<{ readonly perSecond: number; readonly latencies: Histogram }> {
  const file = join(stage.folder, `catalog-${load.name}.jsonl`);
  writeFileSync(
    file,
    paths.map((path) => JSON.stringify(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`)).join('\n'),
  );
  const { host, port } = server;
  const { seconds, connections = LOAD_CONNECTIONS } = load;
  const result = await stage.driver.load({ host, port, connections, seconds, keyPrefix: 'catalog' }, file);
  if (result.succeeded !== result.answered || result.succeeded === 0)
    throw new CommandFailure(
      `${load.name}: ${JSON.stringify(result.statuses)} ${Object.values(result.refusals).join('\n')}`,
    );
  return { perSecond: result.succeeded / result.seconds, latencies: new Histogram(result.latencies) };
}

/** Products spread over the whole list, as places to read on from. */
async function placesOf(stage: Stage): Promise<readonly Place[]> {
  const { rows } = await stage.client.query<{ id: string; ms: string }>(
    `SELECT id, (extract(epoch FROM created_at) * 1000)::bigint AS ms FROM catalog.product
     WHERE title LIKE '%' AND created_at < now() - interval '1 minute'
     ORDER BY hashtext(id::text) LIMIT ${PLACES}`,
  );
  return rows.map(({ id, ms }) => ({ id, ms: Number(ms) }));
}

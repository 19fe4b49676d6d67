/** A catalog large enough to measure: made by generate_series, since a million variants through the shop's own verbs would be the bench. */
import { listingOf } from '#libs/catalog';
import { textArray, uuid7 } from '#libs/platform';
import { ADJECTIVES, CHINESE, NOUNS } from './catalog-words.js';
import type { Stage } from './stage.js';

const MERCHANTS = 10;
const VARIANTS_PER_PRODUCT = 4;
const PRICE_STEP_MINOR = 100;
const PRODUCTS_A_STATEMENT = 10_000;
const OFFERS = 40;
const CATEGORIES = 20;
const DAY_MS = 86_400_000;

/** What was opened, for those who ask for it. */
export interface CatalogShop {
  readonly merchantIds: readonly string[];
  /** Below one root; the first has most products. */
  readonly categoryIds: readonly string[];
}

/** Opens merchants, products with four variants each, their stock, and offers on some of them. */
export async function openCatalogShop(stage: Stage, products: number): Promise<CatalogShop> {
  stage.say(`Filling a catalog of ${products * VARIANTS_PER_PRODUCT} variants …`);
  await stage.migrate();
  const merchants = Array.from({ length: MERCHANTS }, (_, i) => ({
    merchantId: uuid7(),
    name: `Catalog merchant ${i}`,
    phone: '+442071234567',
    goodsType: 'self_operated' as const,
    rewardBps: 500,
    state: 'approved' as const,
    shipping: { flatMinor: 0, perKgMinor: 0, freeFromMinor: null },
    warehouses: [{ warehouseId: uuid7(), code: `CAT-${i}`, name: `Warehouse ${i}`, priority: 1 }],
  }));
  const merchantIds = merchants.map(({ merchantId }) => merchantId);
  const root = uuid7();
  const categoryIds = Array.from({ length: CATEGORIES }, () => uuid7());
  await stage.withLibraries(async ({ database, merchants: service, offers }) => {
    await database.transaction((tx) => service.upsertMerchants(tx, merchants));
    await stage.client.query(
      `INSERT INTO catalog.category (id, parent_id, slug, name, path, ancestor_ids, position, version)
       SELECT $1::uuid, NULL, 'bench', 'Bench', 'bench', ARRAY[$1::uuid], 0, 1
       UNION ALL
       SELECT id, $1, 'shelf-' || place, 'Shelf ' || place, 'bench/shelf-' || place, ARRAY[$1, id], place, 1
       FROM unnest($2::uuid[]) WITH ORDINALITY AS shelf (id, place)`,
      [root, categoryIds],
    );
    await withoutSearchIndexes(stage, () => fill(stage, { products, root, categoryIds, merchants }));
    for (let n = 0; n < OFFERS; n++)
      await database.transaction((tx) =>
        offers.create(tx, {
          offerId: uuid7(),
          name: `Offer ${n}`,
          scope: { kind: 'merchants', ids: [merchantIds[n % MERCHANTS]!] },
          rules:
            n % 2 === 0
              ? { kind: 'item_percent', offBps: 500 + n * 10 }
              : { kind: 'threshold_amount_off', tiers: [{ fromMinor: 10_000 + n, offMinor: 500 }] },
          preheatFrom: null,
          startsAt: new Date(Date.now() - DAY_MS),
          endsAt: new Date(Date.now() + DAY_MS),
          quota: null,
          perCustomerLimit: null,
          createdBy: uuid7(),
        }),
      );
  });
  await stage.vacuum();
  return { merchantIds, categoryIds };
}

interface Filling {
  readonly products: number;
  readonly root: string;
  readonly categoryIds: readonly string[];
  readonly merchants: readonly {
    readonly merchantId: string;
    readonly warehouses: readonly { readonly warehouseId: string }[];
  }[];
}

/**
 * Words are as in a shop's: a few in every sixth title, most in few; a brand has some dozens of products, a season's words stand on
 * goods that came in together, and every product has a number of its own.
 */
async function fill(stage: Stage, { products, root, categoryIds, merchants }: Filling): Promise<void> {
  const merchantIds = merchants.map(({ merchantId }) => merchantId);
  await stage.client.query(`SELECT setseed(0.5)`);
  await stage.client.query(
    `CREATE TEMPORARY TABLE made AS
     SELECT n, uuidv7() AS id, ($2::uuid[])[1 + n % array_length($2::uuid[], 1)] AS merchant_id,
       words || ' ' || ($5::text[])[chinese] || ' ' || brand || ' ' || n || ' season' || n / 2500 AS title, about,
       ($3::uuid[])[category] AS category_id, price, now() - n * interval '7 seconds' AS moment
     FROM generate_series(1, $1::int) AS n,
       LATERAL (SELECT
         ${oneOf('$4::text[]')} || ' ' || ${oneOf('$6::text[]')} AS words,
         'a ' || ${oneOf('$4::text[]')} || ' thing to have beside the ' || ${oneOf('$6::text[]')} AS about,
         left(($4::text[])[1 + n % 40], 3) || left(($6::text[])[1 + n / 40 % 50], 4) || 'o' AS brand,
         ${placeIn('$5::text[]')} AS chinese, ${placeIn('$3::uuid[]')} AS category,
         (500 + 9000 * random())::bigint AS price) AS made`,
    [products, merchantIds, categoryIds, ADJECTIVES, CHINESE, NOUNS],
  );
  for (let from = 1; from <= products; from += PRODUCTS_A_STATEMENT)
    await addMade(stage, root, from, from + PRODUCTS_A_STATEMENT - 1);
  await stage.client.query(
    `INSERT INTO catalog.product_category SELECT id, category_ids[2] FROM catalog.product WHERE category_ids[1] = $1`,
    [root],
  );
  await stage.client.query(
    `INSERT INTO catalog.product_sales (product_id, sales_count)
     SELECT p.id, abs(hashtext(p.id::text)) % 5000 FROM catalog.product AS p WHERE p.category_ids[1] = $1`,
    [root],
  );
  await stage.client.query(
    `INSERT INTO catalog.variant (id, product_id, sku, position, attributes, price_minor, member_prices, weight_grams, shelf, takes_stock_at, version)
     SELECT uuidv7(), p.id, 'SKU-' || p.number || '-' || n, n,
       jsonb_build_object('size', n::text), p.price + n * ${PRICE_STEP_MINOR}, CASE WHEN n = 1 THEN '{"gold": 450}'::jsonb ELSE '{}' END, 250, 'on', 'order', 1
     FROM (SELECT id, price, n AS number FROM made) AS p, generate_series(0, ${VARIANTS_PER_PRODUCT - 1}) AS n`,
  );
  await stage.client.query(
    `INSERT INTO inventory.stock (variant_id, warehouse_id, on_hand)
     SELECT v.id, w.warehouse_id, CASE WHEN abs(hashtext(p.id::text)) % 5 = 0 THEN 0 ELSE 100 END
     FROM catalog.variant AS v JOIN catalog.product AS p ON p.id = v.product_id
     JOIN unnest($1::uuid[], $2::uuid[]) AS w (merchant_id, warehouse_id) ON w.merchant_id = p.merchant_id`,
    [merchantIds, merchants.map(({ warehouses }) => warehouses[0]!.warehouseId)],
  );
}

/** Products with what browsing reads of them, which the catalog itself works out. */
async function addMade(stage: Stage, root: string, from: number, to: number): Promise<void> {
  const { rows } = await stage.client.query<Made>(
    `SELECT id, n AS number, merchant_id AS "merchantId", title, about AS description, price::float8, category_id AS "categoryId"
     FROM made WHERE n BETWEEN $1 AND $2`,
    [from, to],
  );
  const listings = rows.map(({ number, price, categoryId, ...product }) =>
    listingOf({
      ...product,
      categoryIds: [root, categoryId],
      variants: Array.from({ length: VARIANTS_PER_PRODUCT }, (_, n) => ({
        sku: `SKU-${number}-${n}`,
        attributes: { size: String(n) },
        priceMinor: price + n * PRICE_STEP_MINOR,
      })),
    }),
  );
  await stage.client.query(
    `INSERT INTO catalog.product (id, merchant_id, kind, title, description, shelf, message_fields, created_at, updated_at, version,
       category_ids, price_from_minor, price_to_minor, search_text, search_terms)
     SELECT made.id, made.merchant_id, 'physical', made.title, made.about, 'on', '[]', made.moment, made.moment, 1,
       ARRAY[$2::uuid, made.category_id], made.price, made.price + ${(VARIANTS_PER_PRODUCT - 1) * PRICE_STEP_MINOR},
       i.text, strip(to_tsvector('english', i.words)) || array_to_tsvector(i.lexemes::text[])
     FROM unnest($1::uuid[], $3::text[], $4::text[], $5::text[]) AS i (id, text, words, lexemes) JOIN made ON made.id = i.id`,
    [
      rows.map(({ id }) => id),
      root,
      listings.map(({ text }) => text),
      listings.map(({ words }) => words),
      listings.map(({ lexemes }) => textArray(lexemes)),
    ],
  );
}

interface Made {
  readonly id: string;
  readonly number: number;
  readonly merchantId: string;
  readonly title: string;
  readonly description: string;
  readonly price: number;
  readonly categoryId: string;
}

/** A place in an array, the first ones by far the most often: of a hundred the first is every sixth. */
function placeIn(array: string): string {
  return `1 + floor(array_length(${array}, 1) * power(random(), 2.5))::int`;
}

function oneOf(array: string): string {
  return `(${array})[${placeIn(array)}]`;
}

/** A GIN index is made in a fraction of the time it takes to grow row by row. */
async function withoutSearchIndexes(stage: Stage, body: () => Promise<void>): Promise<void> {
  const { rows } = await stage.client.query<{ name: string; definition: string }>(`
    SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
    FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_am ON pg_am.oid = relam
    WHERE indrelid = 'catalog.product'::regclass AND amname = 'gin'`);
  for (const { name } of rows) await stage.client.query(`DROP INDEX ${name}`);
  await body();
  await stage.client.query(`SET maintenance_work_mem = '256MB'`);
  for (const { definition } of rows) await stage.client.query(definition);
  await stage.client.query('RESET maintenance_work_mem');
}

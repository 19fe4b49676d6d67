/** A catalog large enough to measure: made by generate_series, since a million variants through the shop's own verbs would be the bench. */
import { searchDocument } from '#libs/catalog';
import { uuid7 } from '#libs/platform';
import { ADJECTIVES, CHINESE, NOUNS } from './catalog-words.js';
import type { Stage } from './stage.js';

const MERCHANTS = 10;
const VARIANTS_PER_PRODUCT = 4;
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
  const coded = CHINESE.map((word) => searchDocument({ names: [word], description: '' }).text.trim());
  await stage.client.query(`SELECT setseed(0.5)`);
  await stage.client.query(
    `INSERT INTO catalog.product (id, merchant_id, kind, title, description, shelf, message_fields, created_at, updated_at, version,
       category_ids, price_from_minor, price_to_minor, search_text, search_words)
     SELECT uuidv7(), ($2::uuid[])[1 + n % array_length($2::uuid[], 1)], 'physical',
       words || ' ' || ($6::text[])[chinese] || ' ' || brand || ' ' || n, about, 'on', '[]', moment, moment, 1,
       ARRAY[$3::uuid, ($4::uuid[])[category]], price, price + 300,
       ' ' || words || ' ' || ($7::text[])[chinese] || ' ' || brand || ' ' || n || ' ' || season || ' sku 0 1 2 3 ',
       to_tsvector('english', words || ' ' || brand || ' ' || season || ' ' || about)
     FROM generate_series(1, $1::int) AS n,
       LATERAL (SELECT
         ${oneOf('$5::text[]')} || ' ' || ${oneOf('$8::text[]')} AS words,
         'a ' || ${oneOf('$5::text[]')} || ' thing to have beside the ' || ${oneOf('$8::text[]')} AS about,
         left(($5::text[])[1 + n % 40], 3) || left(($8::text[])[1 + n / 40 % 50], 4) || 'o' AS brand,
         'season' || n / 2500 AS season,
         ${placeIn('$6::text[]')} AS chinese, ${placeIn('$4::uuid[]')} AS category,
         (500 + 9000 * random())::bigint AS price, now() - n * interval '7 seconds' AS moment) AS made`,
    [products, merchantIds, root, categoryIds, ADJECTIVES, CHINESE, coded, NOUNS],
  );
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
       jsonb_build_object('size', n::text), p.price_from_minor + n * 100, CASE WHEN n = 1 THEN '{"gold": 450}'::jsonb ELSE '{}' END, 250, 'on', 'order', 1
     FROM (SELECT id, price_from_minor, substring(title FROM '[0-9]+$') AS number FROM catalog.product WHERE category_ids[1] = $1) AS p,
       generate_series(0, ${VARIANTS_PER_PRODUCT - 1}) AS n`,
    [root],
  );
  await stage.client.query(
    `INSERT INTO inventory.stock (variant_id, warehouse_id, on_hand)
     SELECT v.id, w.warehouse_id, CASE WHEN abs(hashtext(p.id::text)) % 5 = 0 THEN 0 ELSE 100 END
     FROM catalog.variant AS v JOIN catalog.product AS p ON p.id = v.product_id
     JOIN unnest($1::uuid[], $2::uuid[]) AS w (merchant_id, warehouse_id) ON w.merchant_id = p.merchant_id`,
    [merchantIds, merchants.map(({ warehouses }) => warehouses[0]!.warehouseId)],
  );
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

/** A catalog large enough to measure: made by generate_series, since a million variants through the shop's own verbs would be the bench. */
import { searchDocument } from '#libs/catalog';
import { uuid7 } from '#libs/platform';
import { ADJECTIVES, CHINESE, NOUNS } from './catalog-words.js';
import type { Stage } from './stage.js';

const MERCHANTS = 10;
const VARIANTS_PER_PRODUCT = 4;
const OFFERS = 40;
const DAY_MS = 86_400_000;

/** Opens merchants, products with four variants each, their stock, and offers on some of them. */
export async function openCatalogShop(stage: Stage, products: number): Promise<void> {
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
  await stage.withLibraries(async ({ database, merchants: service, offers }) => {
    await database.transaction((tx) => service.upsertMerchants(tx, merchants));
    const category = uuid7();
    await stage.client.query(
      `INSERT INTO catalog.category (id, slug, name, path, ancestor_ids, position, version) VALUES ($1, 'bench', 'Bench', 'bench', ARRAY[$1::uuid], 0, 1)`,
      [category],
    );
    await withoutSearchIndexes(stage, () => fill(stage, { products, category, merchants }));
    const ids = merchants.map(({ merchantId }) => merchantId);
    for (let n = 0; n < OFFERS; n++)
      await database.transaction((tx) =>
        offers.create(tx, {
          offerId: uuid7(),
          name: `Offer ${n}`,
          scope: { kind: 'merchants', ids: [ids[n % MERCHANTS]!] },
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
}

interface Filling {
  readonly products: number;
  readonly category: string;
  readonly merchants: readonly {
    readonly merchantId: string;
    readonly warehouses: readonly { readonly warehouseId: string }[];
  }[];
}

async function fill(stage: Stage, { products, category, merchants }: Filling): Promise<void> {
  const coded = (words: readonly string[]): string[] =>
    words.map((word) => searchDocument({ names: [word], description: '' }).text.trim());
  await stage.client.query(
    `INSERT INTO catalog.product (id, merchant_id, kind, title, description, shelf, message_fields, created_at, updated_at, version,
       category_ids, price_from_minor, price_to_minor, search_text, search_words)
     SELECT uuidv7(), ($2::uuid[])[1 + n % $8], 'physical', title || ' ' || chinese || ' ' || n, 'A ' || title, 'on', '[]', moment, moment, 1,
       ARRAY[$3::uuid], 500 + n % 9000, 800 + n % 9000,
       ' ' || lower(title) || ' ' || chinese_coded || ' ' || n || ' sku-' || n || ' ', to_tsvector('english', lower(title))
     FROM generate_series(1, $1::int) AS n,
       LATERAL (SELECT
         ($4::text[])[1 + (n * 7919) % array_length($4::text[], 1)] || ' ' || ($5::text[])[1 + (n * 104729) % array_length($5::text[], 1)] AS title,
         ($6::text[])[1 + (n * 31) % array_length($6::text[], 1)] AS chinese,
         ($7::text[])[1 + (n * 31) % array_length($7::text[], 1)] AS chinese_coded,
         now() - n * interval '7 seconds' AS moment) AS made`,
    [
      products,
      merchants.map(({ merchantId }) => merchantId),
      category,
      ADJECTIVES,
      NOUNS,
      CHINESE,
      coded(CHINESE),
      merchants.length,
    ],
  );
  await stage.client.query(
    `INSERT INTO catalog.product_category SELECT id, $1 FROM catalog.product WHERE category_ids = ARRAY[$1::uuid]`,
    [category],
  );
  await stage.client.query(
    `INSERT INTO catalog.product_sales (product_id, sales_count)
     SELECT p.id, abs(hashtext(p.id::text)) % 5000 FROM catalog.product AS p WHERE p.category_ids = ARRAY[$1::uuid]`,
    [category],
  );
  await stage.client.query(
    `INSERT INTO catalog.variant (id, product_id, sku, position, attributes, price_minor, member_prices, weight_grams, shelf, takes_stock_at, version)
     SELECT uuidv7(), p.id, 'SKU-' || row_number() OVER (), n,
       jsonb_build_object('size', n), p.price_from_minor + n * 100, CASE WHEN n = 1 THEN '{"gold": 450}'::jsonb ELSE '{}' END, 250, 'on', 'order', 1
     FROM (SELECT id, price_from_minor FROM catalog.product WHERE category_ids = ARRAY[$1::uuid]) AS p,
       generate_series(0, ${VARIANTS_PER_PRODUCT - 1}) AS n`,
    [category],
  );
  await stage.client.query(
    `INSERT INTO inventory.stock (variant_id, warehouse_id, on_hand)
     SELECT v.id, w.warehouse_id, 100
     FROM catalog.variant AS v JOIN catalog.product AS p ON p.id = v.product_id
     JOIN unnest($1::uuid[], $2::uuid[]) AS w (merchant_id, warehouse_id) ON w.merchant_id = p.merchant_id`,
    [merchants.map(({ merchantId }) => merchantId), merchants.map(({ warehouses }) => warehouses[0]!.warehouseId)],
  );
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

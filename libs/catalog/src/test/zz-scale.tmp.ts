import 'reflect-metadata';
import { openDataSource } from '/work/main/libs/platform/src/db/data-source.js';
import { Database, uuid7 } from '/work/main/libs/platform/src/index.js';
import { migrateUp } from '/work/main/libs/platform/src/db/migrate.js';
import { catalogMigrations } from '/work/main/libs/catalog/src/migrations.js';
import { CatalogService } from '/work/main/libs/catalog/src/catalog.service.js';
import { CatalogVersion } from '/work/main/libs/catalog/src/catalog-version.js';
import { ProductWriter } from '/work/main/libs/catalog/src/product-writer.js';
import { CategoryService } from '/work/main/libs/catalog/src/category.service.js';
import { CatalogBrowser } from '/work/main/libs/catalog/src/catalog-browser.js';
import { CatalogSettings } from '/work/main/libs/catalog/src/catalog.settings.js';
import { CatalogSnapshot } from '/work/main/libs/catalog/src/catalog-snapshot.js';
const url = 'postgres://postgres@127.0.0.1:54399/scale';
const fresh = process.argv[2] === 'fresh';
if (fresh) await migrateUp(url, catalogMigrations as never);
const source = await openDataSource({ url, entities: [], connectionsMax: 4, applicationName: 'x' });
const db = new Database(source);
const version = new CatalogVersion(db); const writer = new ProductWriter();
const service = new CatalogService(db, version, writer); const categories = new CategoryService(db, version, writer);
const words = 'red blue green mug lamp desk chair runner shoe tea pot bottle linen cotton shirt dress hat phone watch book pen ring bowl vase box candle plant bag kettle cooker'.split(' ');
const han = '红色蓝绿茶壶杯子灯台椅跑鞋衣裙帽手机表书笔戒指碗花瓶盒蜡烛植物包水电饭煲';
let seed = 1; const rnd = (n: number) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % n;
const cats = Array.from({ length: 50 }, () => uuid7());
const merchants = Array.from({ length: 20 }, () => uuid7());
if (fresh) {
  await db.transaction((tx) => categories.upsert(tx, cats.map((categoryId, i) => ({ categoryId, parentId: i < 5 ? null : cats[i % 5]!, slug: `c${i}`, name: `C${i}`, position: i }))));
  const t = performance.now();
  for (let b = 0; b < 50; b++) {
    const products = Array.from({ length: 2000 }, (_, i) => ({
      productId: uuid7(), merchantId: merchants[rnd(20)]!, title: `${words[rnd(words.length)]} ${words[rnd(words.length)]} ${Array.from({ length: 4 }, () => han[rnd(han.length)]).join('')}`,
      description: Array.from({ length: 20 }, () => words[rnd(words.length)]).join(' '), categoryIds: [cats[rnd(50)]!],
      createdAt: new Date(Date.UTC(2025, 0, 1) + (b * 2000 + i) * 60000),
      variants: Array.from({ length: 2 }, (_, k) => ({ variantId: uuid7(), sku: `S${b}-${i}-${k}`, priceMinor: 100 + rnd(50000), attributes: { colour: words[rnd(3)]!, size: 'SML'[k]! } })),
    }));
    await db.transaction((tx) => service.upsertProducts(tx, products, { author: null }));
  }
  console.log('upsert 100k products/200k variants s', (performance.now() - t) / 1000);
  await db.query('ANALYZE');
}
const some = new Set<string>();
const stock = { availability: async (ids: readonly string[]) => new Map(ids.filter((id) => some.has(id) || id.charCodeAt(35) < 52).map((id) => [id, 1])) };
const browser = new CatalogBrowser(db, new CatalogSettings(), stock, undefined);
const cat = (await categories.list())[7]!.categoryId;
const [{ merchant_id }] = await db.query<{ merchant_id: string }>('select merchant_id from catalog.product limit 1');
for (const [name, filter, sort] of [
  ['newest', {}, 'newest'], ['sales', {}, 'sales'], ['price_asc', {}, 'price_asc'], ['price_desc', {}, 'price_desc'],
  ['cat newest', { categoryId: cat }, 'newest'], ['cat price', { categoryId: cat }, 'price_asc'], ['merchant', { merchantId: merchant_id }, 'newest'], ['merchant sales', { merchantId: merchant_id }, 'sales'],
  ['price range', { priceFromMinor: 500, priceToMinor: 600 }, 'newest'], ['attr', { attributes: { colour: 'red', size: 'S' } }, 'newest'], ['inStock', { inStock: true }, 'newest'],
  ['q mug', { query: 'mug' }, 'newest'], ['q runners shoe', { query: 'runners shoes' }, 'sales'], ['q 红色', { query: '红色' }, 'newest'], ['q 茶', { query: '茶' }, 'price_asc'], ['q none', { query: 'zzzz' }, 'newest'], ['q rare', { query: '电饭煲杯' }, 'newest'], ['q sku', { query: 'S31-7-1' }, 'newest'],
] as const) {
  const times: number[] = []; let n = 0;
  for (let i = 0; i < 4; i++) { const t = performance.now(); n = (await browser.list(filter as never, { sort: sort as never, limit: 20 })).items.length; times.push(performance.now() - t); }
  console.log(name.padEnd(16), n, times.map((x) => x.toFixed(1)).join(' '));
}
const snap = new CatalogSnapshot(db, new CatalogSettings());
const skus = Array.from({ length: 20000 }, (_, i) => `S${i % 50}-${(i / 50) | 0}-0`);
let t = performance.now(); console.log('load', (await snap.variantsBySku(skus)).size, performance.now() - t);
t = performance.now(); let hits = 0; for (let r = 0; r < 50; r++) for (const s of skus) if (snap.cachedBySku(s)) hits++; console.log('hit ns', ((performance.now() - t) * 1e6) / hits, hits);
await source.destroy();

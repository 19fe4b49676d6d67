import { statementCounts, uuid7 } from '#libs/platform';
import type { ProductFilter, ProductKey, ProductSort } from '../browse.types.js';
import { browseQuery } from '../db/browse.query.js';
import { searchTerms } from '../search.rules.js';
import { aProduct, aVariant, openCatalog, type CatalogKit } from './catalog-kit.js';

let kit: CatalogKit;
const [home, kitchen, clothes] = [uuid7(), uuid7(), uuid7()];
const [merchantA, merchantB] = [uuid7(), uuid7()];
const day = (n: number): Date => new Date(Date.UTC(2026, 0, n));

beforeAll(async () => {
  kit = await openCatalog({ stockCandidates: 3, stockChunksMax: 3 });
  await kit.write((tx) =>
    kit.categories.upsert(tx, [
      { categoryId: home, parentId: null, slug: 'home', name: 'Home', position: 0 },
      { categoryId: kitchen, parentId: home, slug: 'kitchen', name: 'Kitchen', position: 0 },
      { categoryId: clothes, parentId: null, slug: 'clothes', name: 'Clothes', position: 1 },
    ]),
  );
  const variants = (...all: [number, string, string][]) =>
    all.map(([priceMinor, colour, size]) => aVariant({ priceMinor, attributes: { colour, size } }));
  const soon = new Date((await kit.database.now()).getTime() + 3_600_000);
  await kit.upsert(
    aProduct({
      title: 'Running Shoes',
      merchantId: merchantA,
      categoryIds: [clothes],
      createdAt: day(1),
      variants: variants([9_900, 'red', '42'], [8_900, 'blue', '43']),
    }),
    aProduct({
      title: 'Red Mug',
      merchantId: merchantA,
      categoryIds: [kitchen],
      createdAt: day(2),
      variants: variants([1_200, 'red', 'S']),
    }),
    aProduct({
      title: '红色连衣裙',
      description: '夏季 T恤 面料',
      merchantId: merchantB,
      categoryIds: [clothes],
      createdAt: day(3),
      variants: variants([5_000, 'red', 'M'], [5_500, 'green', 'M']),
    }),
    aProduct({
      title: 'Café Table',
      merchantId: merchantB,
      categoryIds: [home],
      createdAt: day(3),
      variants: variants([5_000, 'brown', 'L']),
    }),
    aProduct({
      title: '龙井茶',
      description: 'Longjing green tea, a TV favourite',
      merchantId: merchantB,
      categoryIds: [kitchen],
      createdAt: day(4),
      variants: variants([3_000, 'green', 'S']),
    }),
    aProduct({
      title: 'Address Book',
      merchantId: merchantA,
      categoryIds: [],
      createdAt: day(5),
      variants: variants([800, 'black', 'A5']),
    }),
    aProduct({ title: 'Off shelf', merchantId: merchantA, createdAt: day(9), shelf: 'off' }),
    aProduct({
      title: 'No variant on the shelf',
      merchantId: merchantA,
      createdAt: day(9),
      variants: [aVariant({ shelf: 'off' })],
    }),
    aProduct({ title: 'Coming soon', merchantId: merchantA, createdAt: day(9), onShelfAt: soon }),
  );
});
afterAll(() => kit.close());
beforeEach(() => {
  kit.stock.units.clear();
  kit.suspended.ids.length = 0;
});

const titles = async (filter: ProductFilter, sort: ProductSort = 'newest', limit = 50): Promise<string[]> =>
  (await kit.browser.list(filter, { sort, limit })).items.map((item) => item.title);

/** Follows a list to its end, page by page. */
async function walk(filter: ProductFilter, sort: ProductSort, limit: number): Promise<string[]> {
  const seen: string[] = [];
  let after: ProductKey | undefined;
  for (let pages = 0; pages < 30; pages++) {
    const { items, next } = await kit.browser.list(filter, { sort, limit, after });
    seen.push(...items.map((item) => item.title));
    if (next === null) return seen;
    after = next;
  }
  throw new Error('the list has no end');
}

describe('filters', () => {
  test.each<[string, ProductFilter, string[]]>([
    [
      'none: what is on the shelf',
      {},
      ['Address Book', '龙井茶', 'Café Table', '红色连衣裙', 'Red Mug', 'Running Shoes'],
    ],
    ['a category with what is below it', { categoryId: home }, ['龙井茶', 'Café Table', 'Red Mug']],
    ['a leaf of the tree', { categoryId: kitchen }, ['龙井茶', 'Red Mug']],
    ['a merchant', { merchantId: merchantB }, ['龙井茶', 'Café Table', '红色连衣裙']],
    ['a price at least', { priceFromMinor: 5_500 }, ['红色连衣裙', 'Running Shoes']],
    ['a price at most', { priceToMinor: 1_200 }, ['Address Book', 'Red Mug']],
    ['a price exactly', { priceFromMinor: 3_000, priceToMinor: 3_000 }, ['龙井茶']],
    ['an attribute', { attributes: { colour: 'red' } }, ['红色连衣裙', 'Red Mug', 'Running Shoes']],
    ['two attributes of one variant', { attributes: { colour: 'red', size: 'S' } }, ['Red Mug']],
    [
      'attribute and price of one variant',
      { attributes: { colour: 'red' }, priceToMinor: 8_900 },
      ['红色连衣裙', 'Red Mug'],
    ],
    ['all together', { categoryId: home, merchantId: merchantB, query: 'tea', priceToMinor: 9_000 }, ['龙井茶']],
    ['an unknown category', { categoryId: uuid7() }, []],
  ])('%s', async (_, filter, expected) => {
    const found = await titles(filter);
    expect([...found].sort()).toEqual([...expected].sort());
  });

  test('in stock, by what fits the filter', async () => {
    const rows = (await kit.browser.list({}, { sort: 'newest', limit: 50 })).items;
    const shoes = rows.find((row) => row.title === 'Running Shoes')!;
    const page = (await kit.browser.page(shoes.productId))!;
    kit.stock.units.set(page.variants.find((variant) => variant.attributes['colour'] === 'blue')!.variantId, 3);
    expect(await titles({ inStock: true })).toEqual(['Running Shoes']);
    expect(await titles({ inStock: true, attributes: { colour: 'red' } })).toEqual([]);
    expect(
      (await kit.browser.list({}, { sort: 'newest', limit: 50 })).items
        .filter((row) => row.inStock)
        .map((row) => row.title),
    ).toEqual(['Running Shoes']);
  });

  test('a suspended merchant sells nothing', async () => {
    kit.suspended.ids.push(merchantA);
    expect(await titles({})).toHaveLength(3);
    expect(await titles({ merchantId: merchantA })).toEqual([]);
  });

  test('a product comes when its time has come', async () => {
    kit.database.clockOffsetMs = 7_200_000;
    expect(await titles({})).toContain('Coming soon');
    kit.database.clockOffsetMs = 0;
    expect(await titles({})).not.toContain('Coming soon');
  });
});

describe('sorts', () => {
  const tied = [
    ['红色连衣裙', 'Café Table'],
    ['Café Table', '红色连衣裙'],
  ];

  test('newest first, the same day in one order', async () => {
    const found = await titles({}, 'newest');
    expect(found.filter((title) => !tied[0]!.includes(title))).toEqual([
      'Address Book',
      '龙井茶',
      'Red Mug',
      'Running Shoes',
    ]);
    expect(tied).toContainEqual(found.slice(2, 4));
  });

  test('cheapest and dearest first, by the cheapest variant', async () => {
    const cheapest = await titles({}, 'price_asc');
    expect([cheapest.slice(0, 3), cheapest.slice(5)]).toEqual([
      ['Address Book', 'Red Mug', '龙井茶'],
      ['Running Shoes'],
    ]);
    expect(tied).toContainEqual(cheapest.slice(3, 5));
    expect(await titles({}, 'price_desc')).toEqual([...cheapest].reverse());
  });

  test('best sold first', async () => {
    const [mug] = (await kit.browser.list({ query: 'mug' }, { sort: 'newest', limit: 1 })).items;
    const variantId = (await kit.browser.page(mug!.productId))!.variants[0]!.variantId;
    await kit.write((tx) => kit.service.recordSales(tx, [{ variantId, quantity: 5 }]));
    const found = await kit.browser.list({}, { sort: 'sales', limit: 3 });
    expect(found.items[0]).toMatchObject({ title: 'Red Mug', salesCount: 5 });
  });
});

describe('pages', () => {
  test.each<ProductSort>(['newest', 'price_asc', 'price_desc', 'sales'])(
    '%s: every size of page gives the same list once',
    async (sort) => {
      const whole = await titles({}, sort);
      for (const limit of [1, 2, 3, 4, 5, 6, 7]) expect(await walk({}, sort, limit)).toEqual(whole);
    },
  );

  test('a product added between two pages shifts nothing', async () => {
    const whole = await titles({}, 'newest');
    const first = await kit.browser.list({}, { sort: 'newest', limit: 3 });
    const added = aProduct({ title: 'Just added', merchantId: merchantA });
    await kit.upsert(added);
    const rest = await kit.browser.list({}, { sort: 'newest', limit: 10, after: first.next! });
    expect([...first.items, ...rest.items].map((item) => item.title)).toEqual(whole);
    await kit.upsert({ ...added, shelf: 'off' });
  });

  test('in stock: pages fill from several chunks, end, and are bounded', async () => {
    const ids = new Map<string, string>();
    for (const item of (await kit.browser.list({}, { sort: 'newest', limit: 50 })).items) {
      ids.set(item.title, (await kit.browser.page(item.productId))!.variants[0]!.variantId);
    }
    for (const title of ['Address Book', 'Running Shoes']) kit.stock.units.set(ids.get(title)!, 1);
    expect(await walk({ inStock: true }, 'newest', 1)).toEqual(['Address Book', 'Running Shoes']);
    expect(await walk({ inStock: true }, 'newest', 2)).toEqual(['Address Book', 'Running Shoes']);
    kit.stock.units.clear();
    const calls = kit.stock.calls;
    const { items, next } = await kit.browser.list({ inStock: true }, { sort: 'newest', limit: 1 });
    // Chunks of two, three and the last, and once more for the second variants of what the first ones leave open for the first time.
    expect([items, next, kit.stock.calls - calls]).toEqual([[], null, 4]);
  });

  test('a page is one query for products, two for a rare word, and one for stock', async () => {
    const counted = jest.spyOn(kit.database, 'query');
    const calls = kit.stock.calls;
    await kit.browser.list({ categoryId: home, query: 'red' }, { sort: 'sales', limit: 50 });
    expect(counted.mock.calls.filter(([text]) => text.includes('catalog.product'))).toHaveLength(2);
    expect(kit.stock.calls - calls).toBe(1);
    counted.mockRestore();
  });
});

describe('search', () => {
  test.each<[string, string[]]>([
    ['run', ['Running Shoes']],
    ['runs', ['Running Shoes']],
    ['RUNNING shoe', ['Running Shoes']],
    ['shoes mug', []],
    ['dress', []],
    ['addr', ['Address Book']],
    ['cafe', ['Café Table']],
    ['CAFÉ', ['Café Table']],
    ['the red mug', ['Red Mug']],
    ['tv', ['龙井茶']],
    ['green', ['红色连衣裙', '龙井茶']],
    ['红', ['红色连衣裙']],
    ['红色', ['红色连衣裙']],
    ['连衣裙', ['红色连衣裙']],
    ['裙衣', []],
    ['红色 连衣裙', ['红色连衣裙']],
    ['红色连衣裙M', ['红色连衣裙']],
    ['T恤', ['红色连衣裙']],
    ['ｔ恤', ['红色连衣裙']],
    ['龙井', ['龙井茶']],
    ['茶 green', ['龙井茶']],
    ['龙井 裙', []],
    ['%', []],
    ['_', []],
    ["' OR 'x'='x' --", []],
  ])('%s', async (query, expected) => {
    const found = await titles({ query });
    expect([...found].sort()).toEqual([...expected].sort());
  });

  test('finds a product by its sku, and follows an edit', async () => {
    const product = aProduct({ title: 'Findable', variants: [aVariant({ sku: 'QX-4711' })] });
    await kit.upsert(product);
    expect(await titles({ query: 'qx-4711' })).toEqual(['Findable']);
    const { version } = (await kit.service.findProduct(product.productId))!;
    await kit.write((tx) =>
      kit.service.editProduct(tx, { id: product.productId, version, author: null }, { title: '青花瓷碗' }),
    );
    expect(await titles({ query: 'findable' })).toEqual([]);
    expect(await titles({ query: '青花' })).toEqual(['青花瓷碗']);
    await kit.upsert({ ...product, shelf: 'off' });
    expect(await titles({ query: 'qx-4711' })).toEqual([]);
  });

  test.each(['连衣', '裙', 'dresses', 'tv'])('%s is narrowed down by the index itself, among many', async (query) => {
    const known = (await kit.service.listProducts({ shelf: 'off' }, { limit: 100 })).length;
    const filler = (i: number) => aProduct({ title: `Filler ${i} 普通商品`, createdAt: day(1), shelf: 'off' });
    if (known < 100) await kit.upsert(...Array.from({ length: 1_000 }, (_, i) => filler(i)));
    const { text, values } = browseQuery(
      {
        filter: { query },
        terms: searchTerms(query),
        sort: 'newest',
        after: undefined,
        suspendedMerchantIds: [],
        clockOffsetMs: 0,
        limit: 20,
      },
      'gather',
    );
    const plan = await kit.write(async (tx) => {
      // So few rows are read as a whole; what is asked here is how many the index would give to look at.
      await tx.query('SET LOCAL enable_seqscan = off');
      const [row] = await tx.query<{ 'QUERY PLAN': unknown }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
      return JSON.stringify(row!['QUERY PLAN']);
    });
    const scan = /"Index Name":"product_search_terms_idx".*?"Actual Rows":([\d.]+)/.exec(plan);
    expect(Number(scan?.[1])).toBeLessThan(20);
  });
});

describe('the product page', () => {
  test('has variants on the shelf, their prices and what can be had', async () => {
    const variants = [aVariant({ priceMinor: 500 }), aVariant({ priceMinor: 700 }), aVariant({ shelf: 'off' })];
    const product = aProduct({ title: 'Page', kind: 'group_buy', variants });
    await kit.upsert(product);
    kit.stock.units.set(variants[1]!.variantId, 12);
    const before = statementCounts.get('catalog.find_variants_of_pages') ?? 0;
    const page = await kit.browser.page(product.productId);
    expect(page).toMatchObject({ title: 'Page', kind: 'group_buy', onShelf: true, onShelfAt: null });
    expect(page!.variants.map((variant) => [variant.sku, variant.priceMinor, variant.available])).toEqual([
      [variants[0]!.sku, 500, 0],
      [variants[1]!.sku, 700, 12],
    ]);
    expect(statementCounts.get('catalog.find_variants_of_pages')! - before).toBe(1);
  });

  test('is not there off the shelf, without variants, of a suspended merchant', async () => {
    const off = aProduct({ shelf: 'off' });
    const bare = aProduct({ variants: [] });
    const foreign = aProduct({ merchantId: merchantB });
    await kit.upsert(off, bare, foreign);
    kit.suspended.ids.push(merchantB);
    for (const { productId } of [off, bare, foreign, { productId: uuid7() }]) {
      expect(await kit.browser.page(productId)).toBeUndefined();
    }
  });

  test('shows what is still to come as not yet on the shelf', async () => {
    const onShelfAt = new Date((await kit.database.now()).getTime() + 60_000);
    const product = aProduct({ onShelfAt });
    await kit.upsert(product);
    expect(await kit.browser.page(product.productId)).toMatchObject({ onShelf: false, onShelfAt });
  });
});

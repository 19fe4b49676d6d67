/** A search walks along the order or gathers from the index: either way what a look at every row finds, in order, none left out. */
import { textArray, uuid7 } from '#libs/platform';
import { PRODUCT_SORTS, type ProductFilter, type ProductKey, type ProductSort } from '../browse.types.js';
import { browseQuery, type BrowseWay, type CandidateRow } from '../db/browse.query.js';
import { searchTerms } from '../search.rules.js';
import { aProduct, aVariant, openCatalog, type CatalogKit } from './catalog-kit.js';

const PRODUCTS = 1_500;
/** As far as a walk goes here: not to the end. */
const WALK = 1_200;
const [shelf, corner] = [uuid7(), uuid7()];
const merchants = [uuid7(), uuid7()];

let kit: CatalogKit;
beforeAll(async () => {
  kit = await openCatalog();
  await kit.write((tx) =>
    kit.categories.upsert(tx, [
      { categoryId: shelf, parentId: null, slug: 'shelf', name: 'Shelf', position: 0 },
      { categoryId: corner, parentId: shelf, slug: 'corner', name: 'Corner', position: 0 },
    ]),
  );
  // Newest first: lamps are frequent, jugs rare, and teapots all lie beyond what a walk from the top sees.
  const titleOf = (n: number): string =>
    [
      n % 3 === 0 ? 'Lamp 台灯' : 'Chair 椅子',
      n % 500 === 7 ? 'jug' : '',
      n > PRODUCTS - 60 ? 'teapot 茶壶' : '',
      n,
    ].join(' ');
  const products = Array.from({ length: PRODUCTS }, (_, n) => {
    const priceMinor = 100 * (1 + ((n * 7) % 40));
    return aProduct({
      title: titleOf(n),
      merchantId: merchants[n % 2]!,
      categoryIds: [n % 5 === 0 ? corner : shelf],
      // Several at one moment: the id decides.
      createdAt: new Date(Date.UTC(2026, 5, 1) - Math.floor(n / 3) * 60_000),
      variants: [
        aVariant({ priceMinor, attributes: { size: String(n % 4) } }),
        aVariant({
          priceMinor: priceMinor + 50,
          attributes: { size: String((n + 1) % 4) },
          shelf: n % 11 === 0 ? 'off' : 'on',
        }),
      ],
    });
  });
  await kit.upsert(...products);
  await kit.write((tx) =>
    kit.service.recordSales(
      tx,
      products.map(({ variants }, n) => ({ variantId: variants[0]!.variantId, quantity: 1 + ((n * 13) % 29) })),
    ),
  );
});
afterAll(() => kit.close());

const rowsOf = async (
  way: BrowseWay,
  asked: { filter: ProductFilter; sort: ProductSort; after?: ProductKey | undefined; limit: number },
): Promise<readonly CandidateRow[]> => {
  const { text, values } = browseQuery(
    {
      after: undefined,
      ...asked,
      terms: searchTerms(asked.filter.query ?? ''),
      suspendedMerchantIds: [],
      clockOffsetMs: 0,
    },
    way,
  );
  return (await kit.database.query<CandidateRow>(text, values)).slice(0, asked.limit);
};

/** Ids and sort values of all that a filter fits, by a look at every row and no index: which columns hold what is known here alone. */
const lookedAt = async (filter: ProductFilter, sort: ProductSort): Promise<readonly [string, number][]> => {
  const { query = '', attributes, priceFromMinor = 0, priceToMinor = 1e12, merchantId, categoryId } = filter;
  const terms = searchTerms(query);
  const rows = await kit.database.query<{ id: string; value: number }>(
    `SELECT p.id, CASE $6 WHEN 'newest' THEN extract(epoch FROM p.created_at) * 1000 WHEN 'sales' THEN s.sales_count
       ELSE p.price_from_minor END::float8 AS value
     FROM catalog.product p JOIN catalog.product_sales s ON s.product_id = p.id
     WHERE NOT EXISTS (
         SELECT FROM unnest($1::text[], $2::text[]) AS t (pattern, stem)
         WHERE p.search_text NOT LIKE t.pattern
           AND NOT coalesce(to_tsvector('english', p.title) @@ plainto_tsquery('english', t.stem), false))
       AND EXISTS (
         SELECT FROM catalog.variant v WHERE v.product_id = p.id AND v.shelf = 'on'
           AND v.price_minor BETWEEN $3 AND $4 AND v.attributes @> $5)
       AND ($7::uuid IS NULL OR p.merchant_id = $7) AND ($8::uuid IS NULL OR $8 = ANY (p.category_ids))`,
    [
      textArray(terms.map(({ like }) => like)),
      textArray(terms.map(({ stem }) => stem)),
      priceFromMinor,
      priceToMinor,
      JSON.stringify(attributes ?? {}),
      sort,
      merchantId ?? null,
      categoryId ?? null,
    ],
  );
  const sign = sort === 'price_asc' ? 1 : -1;
  return rows
    .map(({ id, value }): [string, number] => [id, value])
    .sort(([idA, a], [idB, b]) => sign * (a - b || (idA < idB ? -1 : 1)));
};

const FILTERS: readonly [ProductFilter, number][] = [
  [{ query: 'lamp' }, 500],
  [{ query: '台灯' }, 500],
  [{ query: 'jug' }, 3],
  [{ query: 'teapots' }, 59],
  [{ query: '茶壶 lamp' }, 19],
  [{ query: 'cha', merchantId: merchants[1]! }, 500],
  [{ query: 'lamp', categoryId: corner }, 100],
  [{ query: 'lamp', priceFromMinor: 1_050, priceToMinor: 1_150 }, 24],
  [{ query: 'jug', attributes: { size: '3' } }, 3],
  [{ query: 'chair', attributes: { size: '2' }, priceToMinor: 900, merchantId: merchants[0]! }, 50],
  [{ attributes: { size: '2' }, priceFromMinor: 3_900 }, 72],
  [{ query: 'nothing' }, 0],
];

test.each(FILTERS)('%j: both ways give what a look at every row finds, in every order', async (filter, count) => {
  for (const sort of PRODUCT_SORTS) {
    const whole = await lookedAt(filter, sort);
    expect(whole).toHaveLength(count);
    const shown = (rows: readonly CandidateRow[]): [string, number][] =>
      rows.map(({ id, sortValue }) => [id, sortValue]);
    expect(shown(await rowsOf('gather', { filter, sort, limit: 200 }))).toEqual(whole.slice(0, 200));
    // A walk may end before a page is full; what it gives is the page's beginning.
    const walked = shown(await rowsOf({ walk: WALK }, { filter, sort, limit: 200 }));
    expect(walked).toEqual(whole.slice(0, walked.length));
    if (count > 300) expect(walked).toHaveLength(200);
    const place = Math.floor(whole.length / 2);
    if (whole[place] === undefined) continue;
    const [productId, value] = whole[place];
    for (const way of ['gather', { walk: WALK }] as const) {
      const rows = shown(await rowsOf(way, { filter, sort, after: { value, productId }, limit: 20 }));
      expect(rows).toEqual(whole.slice(place + 1, place + 1 + (way === 'gather' ? 20 : rows.length)));
    }
  }
});

test('a walk is bounded', async () => {
  expect(await rowsOf({ walk: WALK }, { filter: { query: 'teapot' }, sort: 'newest', limit: 20 })).toEqual([]);
});

test.each<[string, number]>([
  ['lamp', Math.ceil(PRODUCTS / 3)],
  ['jug', 3],
  ['teapot', 59],
  ['茶壶 台灯', 19],
])('%s: page by page all %i, each once, in order', async (query, count) => {
  for (const sort of ['newest', 'sales', 'price_desc'] as const) {
    const seen: { productId: string; value: number }[] = [];
    let after: ProductKey | undefined;
    do {
      const { items, next } = await kit.browser.list({ query }, { sort, limit: 37, after });
      const value = { newest: 'createdAt', sales: 'salesCount', price_desc: 'priceFromMinor' } as const;
      seen.push(...items.map((item) => ({ productId: item.productId, value: Number(item[value[sort]]) })));
      after = next ?? undefined;
    } while (after !== undefined);
    expect(new Set(seen.map(({ productId }) => productId)).size).toBe(count);
    expect(seen).toHaveLength(count);
    const sorted = [...seen].sort((a, b) => b.value - a.value || (a.productId < b.productId ? 1 : -1));
    expect(seen).toEqual(sorted);
  }
});

test('what is frequent is found along the order, what is rare in the index; what a walk misses, in both', async () => {
  await kit.database.query('ANALYZE catalog.product');
  const counted = jest.spyOn(kit.database, 'query');
  const ways = async (query: string): Promise<string[]> => {
    counted.mockClear();
    await kit.browser.list({ query }, { sort: 'newest', limit: 20 });
    return counted.mock.calls
      .map(([text]) => text)
      .filter((text) => text.includes('WHERE p.') || text.includes('WHERE p.search_terms'))
      .map((text) => (/EXPLAIN/.test(text) ? 'estimate' : /MATERIALIZED/.test(text) ? 'gather' : 'walk'));
  };
  expect(await ways('lamp')).toEqual(['estimate', 'walk']);
  expect(await ways('jug')).toEqual(['estimate', 'gather']);
  // A third of all products since, but none of them near the top.
  await kit.upsert(
    ...Array.from({ length: 700 }, (_, n) =>
      aProduct({ title: `Old kettle ${n}`, createdAt: new Date(Date.UTC(2020, 0, 1)) }),
    ),
  );
  await kit.database.query('ANALYZE catalog.product');
  expect(await ways('kettle')).toEqual(['estimate', 'walk', 'gather']);
  counted.mockRestore();
});

test('goods in stock are found beyond the first candidates', async () => {
  const { items } = await kit.browser.list({ query: 'teapot' }, { sort: 'newest', limit: 50 });
  const variants = await Promise.all(
    items.map(async ({ productId }) => (await kit.browser.page(productId))!.variants[0]!),
  );
  for (const place of [3, 30, 48]) kit.stock.units.set(variants[place]!.variantId, 1);
  const found = await kit.browser.list({ query: 'teapot', inStock: true }, { sort: 'newest', limit: 3 });
  expect(found.items.map(({ productId }) => productId)).toEqual([3, 30, 48].map((place) => items[place]!.productId));
});

test('an attribute is found as it is written, whatever signs it has', async () => {
  const sizes = ['6\' \\ 2"', "6' \\ 2", '!(a | b) & <->', '红', '*'];
  const products = sizes.map((size, n) =>
    aProduct({ title: `Sign ${n}`, variants: [aVariant({ attributes: { size } })] }),
  );
  await kit.upsert(...products);
  for (const [n, size] of sizes.entries())
    for (const way of ['gather', { walk: 5_000 }] as const) {
      const rows = await rowsOf(way, { filter: { attributes: { size } }, sort: 'newest', limit: 20 });
      expect([size, rows.map(({ id }) => id)]).toEqual([size, [products[n]!.productId]]);
    }
});

test('a range of prices that is none, and a list of categories that is empty, find nothing without asking', async () => {
  const counted = jest.spyOn(kit.database, 'query');
  for (const filter of [
    { priceFromMinor: 200, priceToMinor: 100 },
    { categoryIds: [] },
    { query: 'lamp', merchantIds: [] },
  ])
    expect(await kit.browser.list(filter, { sort: 'newest', limit: 20 })).toEqual({ items: [], next: null });
  expect(counted.mock.calls.filter(([text]) => text.includes('catalog.product'))).toEqual([]);
  counted.mockRestore();
});

/** A search walks along the order or gathers by its words: either way the same products in the same order, none left out. */
import { uuid7 } from '#libs/platform';
import { PRODUCT_SORTS, type ProductFilter, type ProductKey, type ProductSort } from '../browse.types.js';
import { browseQuery, WALK_PRODUCTS_MAX, type BrowseWay, type CandidateRow } from '../db/browse.query.js';
import { searchTerms } from '../search.rules.js';
import { aProduct, aVariant, openCatalog, type CatalogKit } from './catalog-kit.js';

const PRODUCTS = WALK_PRODUCTS_MAX + 400;
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
      terms: searchTerms(asked.filter.query!),
      suspendedMerchantIds: [],
      clockOffsetMs: 0,
    },
    way,
  );
  return (await kit.database.query<CandidateRow>(text, values)).slice(0, asked.limit);
};

const FILTERS: readonly ProductFilter[] = [
  { query: 'lamp' },
  { query: '台灯' },
  { query: 'jug' },
  { query: 'teapots' },
  { query: '茶壶 lamp' },
  { query: 'cha', merchantId: merchants[1]! },
  { query: 'lamp', categoryId: corner },
  { query: 'lamp', priceFromMinor: 1_050, priceToMinor: 1_150 },
  { query: 'jug', attributes: { size: '3' } },
  { query: 'chair', attributes: { size: '2' }, priceToMinor: 900, merchantId: merchants[0]! },
  { query: 'nothing' },
];

test.each(FILTERS)('%j: the three ways give the same rows in every order', async (filter) => {
  for (const sort of PRODUCT_SORTS) {
    const [whole, gathered] = await Promise.all(
      (['ordered', 'gather'] as const).map((way) => rowsOf(way, { filter, sort, limit: 200 })),
    );
    const shown = (rows: readonly CandidateRow[]): unknown[] => rows.map(({ readAtMs: _, ...row }) => row);
    expect(shown(gathered!)).toEqual(shown(whole!));
    // A walk may end before a page is full; what it gives is the page's beginning.
    const walked = await rowsOf('walk', { filter, sort, limit: 200 });
    expect(shown(walked)).toEqual(shown(whole!).slice(0, walked.length));
    const middle = whole![Math.floor(whole!.length / 2)];
    if (middle === undefined) continue;
    const after = { value: middle.sortValue, productId: middle.id };
    for (const way of ['walk', 'gather'] as const) {
      const rows = await rowsOf(way, { filter, sort, after, limit: 20 });
      expect(shown(rows)).toEqual(
        shown(await rowsOf('ordered', { filter, sort, after, limit: 20 })).slice(0, rows.length),
      );
    }
  }
});

test('a walk is bounded', async () => {
  expect(await rowsOf('walk', { filter: { query: 'teapot' }, sort: 'newest', limit: 20 })).toEqual([]);
});

test.each<[string, number]>([
  ['lamp', Math.ceil(PRODUCTS / 3)],
  ['jug', 5],
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

test('a frequent word is one statement, a rare one two', async () => {
  const counted = jest.spyOn(kit.database, 'query');
  const asked = async (query: string): Promise<number> => {
    counted.mockClear();
    await kit.browser.list({ query }, { sort: 'newest', limit: 20 });
    return counted.mock.calls.filter(([text]) => text.includes('catalog.product')).length;
  };
  expect([await asked('lamp'), await asked('teapot')]).toEqual([1, 2]);
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

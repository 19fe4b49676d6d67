/** Thousands of products at once: every rule of writing one holds, and the cost grows with the number and not with its square. */
import { plainArray, statementCounts, textArray, uuid7 } from '#libs/platform';
import type { UpsertProduct } from '../catalog.types.js';
import { upsertVariants } from '../db/product.statements.js';
import { aProduct, aVariant, openCatalog, type CatalogKit } from './catalog-kit.js';

let kit: CatalogKit;
const category = uuid7();
beforeAll(async () => {
  kit = await openCatalog();
  await kit.write((tx) =>
    kit.categories.upsert(tx, [{ categoryId: category, parentId: null, slug: 'bulk', name: 'Bulk', position: 0 }]),
  );
});
afterAll(() => kit.close());

const goods = (count: number): UpsertProduct[] =>
  Array.from({ length: count }, (_, n) =>
    aProduct({
      title: `Bulk lamp 台灯 ${n}`,
      description: 'A handmade running lamp, T恤',
      categoryIds: [category],
      variants: [0, 1, 2].map((v) =>
        aVariant({
          priceMinor: 1_000 + n + v,
          // jsonb keeps names in an order of its own.
          attributes: { size: String(v), colour: 'red', zoomLens: 'x', abcd: 'y', aB: 'z' },
          shelf: v === 2 ? 'off' : 'on',
        }),
      ),
    }),
  );

const rows = (sql: string): Promise<readonly Record<string, unknown>[]> => kit.database.query(sql);
const DERIVED = `SELECT id, category_ids, price_from_minor, price_to_minor, search_text, search_terms::text, version FROM catalog.product ORDER BY id`;

test('a new product is written as a change of it would leave it', async () => {
  const products = goods(20);
  await kit.upsert(...products);
  const before = await rows(`SELECT xmin::text, * FROM catalog.product ORDER BY id`);
  expect(before[0]).toMatchObject({ category_ids: [category], price_from_minor: 1_000, price_to_minor: 1_001 });
  // The same again, and what browsing reads worked out anew from the database: no row differs.
  await kit.upsert(...products);
  expect(await rows(`SELECT xmin::text, * FROM catalog.product ORDER BY id`)).toEqual(before);
  expect(await rows(`SELECT count(*)::int AS n FROM catalog.product_sales`)).toEqual([{ n: 20 }]);
  expect(await rows(`SELECT count(*)::int AS n FROM catalog.product_category`)).toEqual([{ n: 20 }]);
});

test('old and new products in one call: prices, history, versions and texts are those of each alone', async () => {
  const old = goods(5);
  await kit.upsert(...old);
  const fresh = goods(5);
  const repriced = old.map((product, n) => ({
    ...product,
    title: n === 0 ? 'Renamed jug' : product.title,
    variants: product.variants.map((variant, v) => ({ ...variant, priceMinor: v === 0 ? 5 : variant.priceMinor })),
  }));
  await kit.upsert(...fresh, ...repriced);
  for (const { variants } of repriced) {
    const history = await Promise.all(
      variants.map(async ({ variantId }) =>
        (await kit.service.priceHistory(variantId, { limit: 9 }))!.map(({ newMinor }) => newMinor),
      ),
    );
    expect(history.map(({ length }) => length)).toEqual([2, 1, 1]);
    expect(history[0]![0]).toBe(5);
  }
  const found = await kit.browser.list({ query: 'jug' }, { sort: 'newest', limit: 5 });
  expect(found.items.map(({ title, priceFromMinor }) => [title, priceFromMinor])).toEqual([['Renamed jug', 5]]);
  const whole = await rows(DERIVED);
  await kit.upsert(...fresh, ...repriced);
  expect(await rows(DERIVED)).toEqual(whole);
});

test("another merchant's product and a variant of another product are refused before anything is written", async () => {
  const [mine, other] = [...goods(2)];
  await kit.upsert(mine!);
  const fresh = goods(1)[0]!;
  await expect(kit.upsert(fresh, { ...mine!, merchantId: uuid7() })).rejects.toThrow("another merchant's");
  await expect(kit.upsert({ ...fresh, variants: [mine!.variants[0]!] })).rejects.toThrow('of another product');
  await expect(
    kit.upsert({ ...mine!, variants: [{ ...mine!.variants[0]!, sku: other!.variants[0]!.sku }] }),
  ).rejects.toThrow('of another product');
  expect(await kit.service.findProduct(fresh.productId)).toBeUndefined();
});

test('the statements do not grow with the number, nor does the work for each', async () => {
  const products = goods(1_500);
  const counted = async (act: () => Promise<unknown>): Promise<number> => {
    const sum = (): number => [...statementCounts.values()].reduce((a, b) => a + b, 0);
    const before = sum();
    await act();
    return sum() - before;
  };
  const [one, many] = [
    await counted(() => kit.upsert(products[0]!)),
    await counted(() => kit.upsert(...products.slice(1))),
  ];
  expect(many).toBe(one);
  // Under the plan that PostgreSQL makes for any number of rows, which it takes for a hundred: nothing is compared with everything.
  const variants = await kit.database.query<{ id: string; product_id: string; sku: string }>(
    `SELECT id, product_id, sku FROM catalog.variant ORDER BY id LIMIT 2000`,
  );
  const values = [
    plainArray(variants.map(({ id }) => id)),
    plainArray(variants.map(({ product_id }) => product_id)),
    textArray(variants.map(({ sku }) => sku)),
    ...['0', '{}', '7', '{}', 'NULL', '1', 'on', 'order', 'NULL', 'NULL'].map((value) =>
      value === '{}' ? textArray(variants.map(() => value)) : plainArray(variants.map(() => value)),
    ),
  ];
  const plan = await kit.write(async (tx) => {
    await tx.query('SET LOCAL plan_cache_mode = force_generic_plan');
    await tx.query(`PREPARE repricing AS ${upsertVariants.text}`);
    const given = [...values.map((value) => `'${value}'`), '99', 'now()', 'NULL'].join(', ');
    const [row] = await tx.query<{ 'QUERY PLAN': unknown }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE repricing (${given})`,
    );
    await tx.query('DEALLOCATE repricing');
    return JSON.stringify(row!['QUERY PLAN']);
  });
  const touched = [...plan.matchAll(/"Actual Rows":([\d.]+),"Actual Loops":(\d+)/g)].map(
    ([, actualRows, loops]) => Number(actualRows) * Number(loops),
  );
  expect(touched.length).toBeGreaterThan(4);
  expect(Math.max(...touched)).toBeLessThan(10_000);
  expect(await rows(`SELECT count(*)::int AS n FROM catalog.price_change WHERE new_minor = 7`)).toEqual([{ n: 2_000 }]);
});

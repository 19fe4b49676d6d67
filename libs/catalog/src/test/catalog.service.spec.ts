import { uuid7 } from '#libs/platform';
import { aProduct, aVariant, openCatalog, type CatalogKit } from './catalog-kit.js';

let kit: CatalogKit;
beforeAll(async () => (kit = await openCatalog()));
afterAll(() => kit.close());

const prices = async (variantId: string): Promise<(number | null)[][]> =>
  (await kit.service.priceHistory(variantId, { limit: 10 }))!.map((change) => [change.oldMinor, change.newMinor]);

describe('price history', () => {
  test('has the first price and each change, with who and when, and nothing else', async () => {
    const variant = aVariant({ priceMinor: 1_000 });
    const product = aProduct({ variants: [variant] });
    await kit.upsert(product);
    const [row] = (await kit.service.findProduct(product.productId))!.variants;
    const which = { id: variant.variantId, author: kit.author };
    const raised = await kit.write((tx) =>
      kit.service.editVariant(tx, { ...which, version: row!.version }, { priceMinor: 1_200 }),
    );
    if (raised.kind !== 'written') throw new Error(raised.kind);
    const same = await kit.write((tx) =>
      kit.service.editVariant(tx, { ...which, version: raised.row.version }, { priceMinor: 1_200 }),
    );
    if (same.kind !== 'written') throw new Error(same.kind);
    expect(same.row.version).toBe(raised.row.version);
    await kit.write((tx) => kit.service.editVariant(tx, { ...which, version: same.row.version }, { weightGrams: 5 }));
    const history = (await kit.service.priceHistory(variant.variantId, { limit: 10 }))!;
    expect(history.map(({ oldMinor, newMinor, changedBy }) => ({ oldMinor, newMinor, changedBy }))).toEqual([
      { oldMinor: 1_000, newMinor: 1_200, changedBy: kit.author },
      { oldMinor: null, newMinor: 1_000, changedBy: kit.author },
    ]);
    expect(history[0]!.changedAt.getTime()).toBeGreaterThanOrEqual(history[1]!.changedAt.getTime());
    expect(await kit.service.priceHistory(variant.variantId, { limit: 1, beforeId: history[0]!.id })).toEqual([
      history[1],
    ]);
  });

  test('is not written when the transaction fails', async () => {
    const product = aProduct();
    const [variant] = product.variants;
    await kit.upsert(product);
    const failing = kit.write(async (tx) => {
      await kit.service.upsertProducts(tx, [{ ...product, variants: [{ ...variant!, priceMinor: 1 }] }], {
        author: null,
      });
      throw new Error('afterwards');
    });
    await expect(failing).rejects.toThrow('afterwards');
    expect(await prices(variant!.variantId)).toEqual([[null, 1_000]]);
  });
});

describe('versions', () => {
  test('an edit of what has moved on is stale and changes nothing', async () => {
    const product = aProduct({ title: 'Before' });
    await kit.upsert(product);
    const seen = (await kit.service.findProduct(product.productId))!;
    const which = { id: product.productId, version: seen.version, author: kit.author };
    const first = await kit.write((tx) => kit.service.editProduct(tx, which, { title: 'First' }));
    expect(first).toMatchObject({ kind: 'written', row: { title: 'First' } });
    const second = await kit.write((tx) => kit.service.editProduct(tx, which, { title: 'Second' }));
    expect(second).toEqual({ kind: 'stale', version: first.kind === 'written' ? first.row.version : 0 });
    expect((await kit.service.findProduct(product.productId))!.title).toBe('First');
  });

  test('of two editors at once exactly one wins', async () => {
    const product = aProduct();
    await kit.upsert(product);
    const { version } = (await kit.service.findProduct(product.productId))!;
    const outcomes = await Promise.all(
      ['A', 'B', 'C', 'D'].map((title) =>
        kit.write((tx) => kit.service.editProduct(tx, { id: product.productId, version, author: null }, { title })),
      ),
    );
    expect(outcomes.map((outcome) => outcome.kind).sort()).toEqual(['stale', 'stale', 'stale', 'written']);
  });

  test("a variant's edit leaves its product's version alone", async () => {
    const product = aProduct();
    await kit.upsert(product);
    const seen = (await kit.service.findProduct(product.productId))!;
    const [variant] = seen.variants;
    await kit.write((tx) =>
      kit.service.editVariant(
        tx,
        { id: variant!.variantId, version: variant!.version, author: null },
        { priceMinor: 1 },
      ),
    );
    expect((await kit.service.findProduct(product.productId))!.version).toBe(seen.version);
  });
});

describe('ownership', () => {
  test("another merchant's product and variant are unknown, and stay as they are", async () => {
    const product = aProduct();
    await kit.upsert(product);
    const seen = (await kit.service.findProduct(product.productId))!;
    const [variant] = seen.variants;
    const onlyMerchantId = uuid7();
    const by = { author: null, onlyMerchantId };
    const outcomes = await kit.write(async (tx) => [
      await kit.service.editProduct(tx, { ...by, id: product.productId, version: seen.version }, { title: 'Mine' }),
      await kit.service.editVariant(
        tx,
        { ...by, id: variant!.variantId, version: variant!.version },
        { priceMinor: 1 },
      ),
      await kit.service.addVariant(tx, { ...by, id: product.productId }, aVariant()),
    ]);
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(await kit.service.findProduct(product.productId, onlyMerchantId)).toBeUndefined();
    expect(await kit.service.priceHistory(variant!.variantId, { limit: 1 }, onlyMerchantId)).toBeUndefined();
    expect(await kit.service.findProduct(product.productId, product.merchantId)).toEqual(seen);
  });
});

describe('writing', () => {
  test.each([
    [
      'a pattern outside the subset',
      { messageFields: [{ key: 'k', label: 'l', required: false, maxLength: 9, pattern: '(a+)+' }] },
    ],
    ['a category that is not there', { categoryIds: [uuid7()] }],
    ['a bad attribute', { variants: [aVariant({ attributes: { 'a b': 'x' } })] }],
    ['a sku with a space', { variants: [aVariant({ sku: 'a b' })] }],
    ['a price that is no amount', { variants: [aVariant({ priceMinor: 1.5 })] }],
  ])('%s is refused and nothing is written', async (_, over) => {
    const product = aProduct(over);
    const outcome = await kit.write((tx) => kit.service.createProduct(tx, product, { author: null }));
    expect(outcome).toMatchObject({ kind: 'invalid', problems: [expect.any(String)] });
    expect(await kit.service.findProduct(product.productId)).toBeUndefined();
  });

  test('a sku has one owner', async () => {
    const variant = aVariant();
    await kit.upsert(aProduct({ variants: [variant] }));
    const product = aProduct({ variants: [aVariant({ sku: variant.sku })] });
    expect(await kit.write((tx) => kit.service.createProduct(tx, product, { author: null }))).toEqual({
      kind: 'taken',
      what: variant.sku,
    });
    const twice = aProduct({ variants: [aVariant({ sku: 'TWICE' }), aVariant({ sku: 'TWICE' })] });
    expect(await kit.write((tx) => kit.service.createProduct(tx, twice, { author: null }))).toEqual({
      kind: 'taken',
      what: 'TWICE',
    });
  });

  test('an id given with another merchant or sku is an error, not a change', async () => {
    const product = aProduct();
    await kit.upsert(product);
    await expect(kit.upsert({ ...product, merchantId: uuid7(), title: 'Stolen' })).rejects.toThrow(
      "another merchant's",
    );
    await expect(kit.upsert({ ...product, variants: [{ ...product.variants[0]!, sku: 'OTHER' }] })).rejects.toThrow(
      'another product',
    );
    expect((await kit.service.findProduct(product.productId))!.title).toBe('Thing');
  });

  test('a variant is added after the others', async () => {
    const product = aProduct({ variants: [aVariant(), aVariant()] });
    await kit.upsert(product);
    const added = await kit.write((tx) =>
      kit.service.addVariant(tx, { id: product.productId, author: null }, aVariant({ sku: 'ADDED' })),
    );
    expect(added).toMatchObject({ kind: 'written', row: { sku: 'ADDED', position: 2 } });
    expect((await kit.service.findProduct(product.productId))!.variants.map((variant) => variant.position)).toEqual([
      0, 1, 2,
    ]);
  });

  test('thousands at once take seconds, not minutes, and a number of statements that does not grow', async () => {
    const products = Array.from({ length: 3_000 }, (_, i) =>
      aProduct({
        title: `Bulk ${i}`,
        variants: [aVariant({ attributes: { size: 'S' } }), aVariant({ attributes: { size: 'M' } })],
      }),
    );
    const startedMs = performance.now();
    await kit.upsert(...products);
    expect(performance.now() - startedMs).toBeLessThan(20_000);
    const [count] = await kit.database.query<{ variants: number; changes: number }>(
      `SELECT (SELECT count(*) FROM catalog.variant v JOIN catalog.product p ON p.id = v.product_id WHERE p.title LIKE 'Bulk %') AS variants,
              (SELECT count(*) FROM catalog.price_change h JOIN catalog.variant v ON v.id = h.variant_id JOIN catalog.product p ON p.id = v.product_id WHERE p.title LIKE 'Bulk %') AS changes`,
    );
    expect(count).toEqual({ variants: 6_000, changes: 6_000 });
  });
});

describe('sales', () => {
  test('add up per product, from rivals in any order', async () => {
    const [a, b] = [aProduct({ variants: [aVariant(), aVariant()] }), aProduct()];
    await kit.upsert(a, b);
    const sales = [
      { variantId: a.variants[0]!.variantId, quantity: 1 },
      { variantId: a.variants[1]!.variantId, quantity: 2 },
      { variantId: b.variants[0]!.variantId, quantity: 4 },
    ];
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        kit.write((tx) => kit.service.recordSales(tx, i % 2 ? sales : [...sales].reverse())),
      ),
    );
    const rows = await kit.database.query<{ sales_count: number }>(
      `SELECT sales_count FROM catalog.product_sales WHERE product_id = ANY ($1) ORDER BY array_position($1, product_id)`,
      [[a.productId, b.productId]],
    );
    expect(rows.map((row) => row.sales_count)).toEqual([60, 80]);
  });
});

describe('categories', () => {
  test('are created, moved and removed under their version', async () => {
    const [root, leaf] = [uuid7(), uuid7()];
    const create = (categoryId: string, parentId: string | null, slug: string) =>
      kit.write((tx) => kit.categories.create(tx, { categoryId, parentId, slug, name: slug, position: 0 }));
    expect(await create(root, null, 'root')).toMatchObject({ kind: 'written', category: { path: 'root' } });
    const made = await create(leaf, root, 'leaf');
    if (made.kind !== 'written') throw new Error(made.kind);
    expect(made.category.path).toBe('root/leaf');
    expect(await create(uuid7(), root, 'leaf')).toEqual({ kind: 'fault', fault: 'path_taken' });
    expect(await create(leaf, null, 'again')).toEqual({ kind: 'fault', fault: 'exists' });
    const { version } = (await kit.categories.list()).find((category) => category.categoryId === root)!;
    const edit = (categoryId: string, seen: number, change: object) =>
      kit.write((tx) => kit.categories.edit(tx, { categoryId, version: seen }, change));
    expect(await edit(root, version, { parentId: leaf })).toEqual({ kind: 'fault', fault: 'cycle' });
    expect(await edit(root, version, { slug: 'stem' })).toMatchObject({ kind: 'written', category: { path: 'stem' } });
    expect(await edit(root, version, { slug: 'late' })).toMatchObject({ kind: 'stale' });
    const moved = (await kit.categories.list()).find((category) => category.categoryId === leaf)!;
    expect(moved.path).toBe('stem/leaf');
    const remove = (categoryId: string, seen: number) =>
      kit.write((tx) => kit.categories.remove(tx, { categoryId, version: seen }));
    await kit.upsert(aProduct({ categoryIds: [leaf] }));
    expect(await remove(leaf, moved.version)).toBe('in_use');
    expect(await remove(leaf, 1)).toEqual({ stale: moved.version });
    expect(await remove(uuid7(), 1)).toBe('unknown');
    const spare = await create(uuid7(), null, 'spare');
    if (spare.kind !== 'written') throw new Error(spare.kind);
    expect(await remove(spare.category.categoryId, spare.category.version)).toBe('removed');
  });
});

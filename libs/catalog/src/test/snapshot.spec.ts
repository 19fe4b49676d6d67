import { snapshotVersions, statementCounts, uuid7 } from '#libs/platform';
import { aProduct, aVariant, openCatalog, type CatalogKit } from './catalog-kit.js';

let kit: CatalogKit;
beforeAll(async () => (kit = await openCatalog()));
afterAll(() => kit.close());

const queries = (): number => statementCounts.get('catalog.find_sellable') ?? 0;

describe('reading', () => {
  test('gives everything that buying needs', async () => {
    const pictureId = uuid7();
    const [home, kitchen] = [uuid7(), uuid7()];
    await kit.write((tx) =>
      kit.service.addPictures(tx, [{ pictureId, motif: 'mug', colour: '#aa0000', label: 'Mug' }]),
    );
    await kit.write((tx) =>
      kit.categories.upsert(tx, [
        { categoryId: kitchen, parentId: home, slug: 'kitchen', name: 'Kitchen', position: 0 },
        { categoryId: home, parentId: null, slug: 'home', name: 'Home', position: 0 },
      ]),
    );
    const fields = [{ key: 'name', label: 'Name', required: true, maxLength: 10, pattern: null }];
    const variant = aVariant({
      attributes: { colour: 'red' },
      memberPricesMinor: { gold: 900 },
      weightGrams: 350,
      takesStockAt: 'cart',
      purchaseLimit: { units: 2, windowDays: 30 },
    });
    const product = aProduct({
      title: 'Mug',
      pictureId,
      messageFields: fields,
      categoryIds: [kitchen],
      variants: [variant],
    });
    await kit.upsert(product);
    const found = await kit.snapshot().variantsBySku([variant.sku, 'NO-SUCH']);
    expect(Object.fromEntries(found)).toEqual({
      [variant.sku]: {
        variantId: variant.variantId,
        productId: product.productId,
        merchantId: product.merchantId,
        sku: variant.sku,
        title: 'Mug',
        attributes: { colour: 'red' },
        kind: 'physical',
        priceMinor: 1_000,
        memberPricesMinor: { gold: 900 },
        weightGrams: 350,
        pictureUrl: `/v1/pictures/${pictureId}`,
        takesStockAt: 'cart',
        purchaseLimit: { units: 2, windowDays: 30 },
        messageFields: fields,
        onShelf: true,
        onShelfAt: null,
        awaitsOpening: false,
        categoryIds: [home, kitchen],
        version: await kit.write(async (tx) => (await snapshotVersions(tx))('catalog')),
      },
    });
  });

  test('a hit makes no query and no difference between the keys', async () => {
    const product = aProduct();
    const { variantId, sku } = product.variants[0]!;
    await kit.upsert(product);
    const snapshot = kit.snapshot();
    expect(snapshot.cachedBySku(sku)).toBeUndefined();
    const byId = (await snapshot.variantsById([variantId])).get(variantId);
    const before = queries();
    expect((await snapshot.variantsBySku([sku])).get(sku)).toBe(byId);
    expect(snapshot.cachedBySku(sku)).toBe(byId);
    expect(snapshot.cachedById(variantId)).toBe(byId);
    expect(queries()).toBe(before);
  });

  test('all misses of all callers of a turn are one query', async () => {
    const products = Array.from({ length: 50 }, () => aProduct());
    await kit.upsert(...products);
    const snapshot = kit.snapshot();
    await snapshot.refresh();
    const before = queries();
    const found = await Promise.all([
      ...products.map((product) => snapshot.variantsBySku([product.variants[0]!.sku, 'NO-SUCH'])),
      ...products.map((product) => snapshot.variantsById([product.variants[0]!.variantId])),
    ]);
    expect(found.map((map) => map.size)).toEqual(Array(100).fill(1));
    expect(queries() - before).toBe(1);
  });

  test('keeps no more than its bound, and still answers', async () => {
    const products = Array.from({ length: 20 }, () => aProduct());
    await kit.upsert(...products);
    const snapshot = kit.snapshot({ snapshotVariantsMax: 5 });
    const skus = products.map((product) => product.variants[0]!.sku);
    expect((await snapshot.variantsBySku(skus)).size).toBe(20);
    expect(snapshot.health.variants).toBe(5);
    expect(products.filter((product) => snapshot.cachedById(product.variants[0]!.variantId)).length).toBe(5);
  });
});

describe('staleness', () => {
  test('a rival changes a price: the version tells, a refresh drops that variant alone', async () => {
    const [first, second] = [aProduct(), aProduct()];
    await kit.upsert(first, second);
    const snapshot = kit.snapshot();
    const skus = [first, second].map((product) => product.variants[0]!.sku) as [string, string];
    await snapshot.variantsBySku(skus);
    const kept = snapshot.cachedBySku(skus[1]);

    const rival = { ...first, variants: [{ ...first.variants[0]!, priceMinor: 1_500 }] };
    await kit.upsert(rival);

    expect(snapshot.cachedBySku(skus[0])?.priceMinor).toBe(1_000);
    const current = await kit.write(async (tx) => (await snapshotVersions(tx))('catalog'));
    expect(current).toBe(snapshot.version + 1);
    await snapshot.refresh();
    expect(snapshot.version).toBe(current);
    expect(snapshot.cachedBySku(skus[0])).toBeUndefined();
    expect(snapshot.cachedBySku(skus[1])).toBe(kept);
    expect((await snapshot.variantsBySku(skus)).get(skus[0])?.priceMinor).toBe(1_500);
  });

  test('a change of the product drops all its variants', async () => {
    const product = aProduct({ variants: [aVariant(), aVariant()] });
    await kit.upsert(product);
    const snapshot = kit.snapshot();
    const skus = product.variants.map((variant) => variant.sku);
    await snapshot.variantsBySku(skus);
    await kit.upsert({ ...product, shelf: 'off' });
    await snapshot.refresh();
    const found = await snapshot.variantsBySku(skus);
    expect([...found.values()].map((variant) => variant.onShelf)).toEqual([false, false]);
  });

  test('moving a category changes the products below it', async () => {
    const [a, b, c] = [uuid7(), uuid7(), uuid7()];
    const shape = (categoryId: string, parentId: string | null, slug: string) => ({
      categoryId,
      parentId,
      slug,
      name: slug,
      position: 0,
    });
    await kit.write((tx) => kit.categories.upsert(tx, [shape(a, null, 'a'), shape(b, null, 'b'), shape(c, a, 'c')]));
    const product = aProduct({ categoryIds: [c] });
    await kit.upsert(product);
    const snapshot = kit.snapshot();
    const { sku } = product.variants[0]!;
    expect((await snapshot.variantsBySku([sku])).get(sku)?.categoryIds).toEqual([a, c]);
    const version = (await kit.categories.list()).find((category) => category.categoryId === c)!.version;
    const outcome = await kit.write((tx) => kit.categories.edit(tx, { categoryId: c, version }, { parentId: b }));
    expect(outcome).toMatchObject({ kind: 'written', category: { path: 'b/c' } });
    await snapshot.refresh();
    expect((await snapshot.variantsBySku([sku])).get(sku)?.categoryIds).toEqual([b, c]);
  });

  test('what was read before a refresh is not kept after it', async () => {
    const product = aProduct();
    await kit.upsert(product);
    const snapshot = kit.snapshot();
    await snapshot.refresh();
    const { sku } = product.variants[0]!;
    // The rival commits, and the refresh sees it, between this read and its arrival.
    const run = kit.database.run.bind(kit.database);
    let interfere = true;
    kit.database.run = (async (statement: never, values: never) => {
      const rows = await run(statement, values);
      if (interfere && (statement as { name: string }).name === 'catalog.find_sellable') {
        interfere = false;
        await kit.upsert({ ...product, variants: [{ ...product.variants[0]!, priceMinor: 7 }] });
        await snapshot.refresh();
      }
      return rows;
    }) as never;
    expect((await snapshot.variantsBySku([sku])).get(sku)?.priceMinor).toBe(1_000);
    kit.database.run = run;
    expect(snapshot.cachedBySku(sku)).toBeUndefined();
    expect((await snapshot.variantsBySku([sku])).get(sku)?.priceMinor).toBe(7);
  });

  test('one version a transaction, none for a transaction that fails, none for rows that do not change', async () => {
    const snapshot = kit.snapshot();
    const version = (): Promise<number> => kit.write(async (tx) => (await snapshotVersions(tx))('catalog'));
    const product = aProduct();
    const before = await version();
    await kit.write(async (tx) => {
      await kit.service.upsertProducts(tx, [product], { author: null });
      await kit.service.upsertProducts(tx, [aProduct()], { author: null });
    });
    expect(await version()).toBe(before + 1);
    await expect(
      kit.write(async (tx) => {
        await kit.service.upsertProducts(tx, [aProduct()], { author: null });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await version()).toBe(before + 1);
    const { sku } = product.variants[0]!;
    const kept = (await snapshot.variantsBySku([sku])).get(sku);
    await kit.upsert(product);
    await snapshot.refresh();
    expect(snapshot.cachedBySku(sku)).toBe(kept);
  });
});

describe('time', () => {
  test('a product comes on the shelf when its time has come, by the database clock', async () => {
    const now = await kit.database.now();
    const product = aProduct({ onShelfAt: new Date(now.getTime() + 3_600_000) });
    await kit.upsert(product);
    const snapshot = kit.snapshot();
    const { sku } = product.variants[0]!;
    expect((await snapshot.variantsBySku([sku])).get(sku)?.onShelf).toBe(false);
    kit.database.clockOffsetMs = 3_590_000;
    expect(snapshot.cachedBySku(sku)?.onShelf).toBe(false);
    kit.database.clockOffsetMs = 3_601_000;
    expect(snapshot.cachedBySku(sku)).toBeUndefined();
    expect((await snapshot.variantsBySku([sku])).get(sku)?.onShelf).toBe(true);
    kit.database.clockOffsetMs = 0;
  });
});

describe('hearing of changes', () => {
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await kit.database.query('SELECT 1');
  };

  test('a commit elsewhere is heard without a poll', async () => {
    const product = aProduct();
    await kit.upsert(product);
    const snapshot = kit.snapshot({ pollMs: 600_000 });
    await snapshot.variantsBySku([product.variants[0]!.sku]);
    snapshot.onApplicationBootstrap();
    await until(() => snapshot.health.listening && snapshot.health.variants === 1);
    await new Promise((resolve) => setImmediate(resolve));
    // LISTEN takes effect at its own commit; announce until the first is heard.
    const before = snapshot.version;
    await kit.upsert({ ...product, title: 'Renamed' });
    const again = setInterval(() => void kit.database.query('NOTIFY catalog_changed'), 50);
    await until(() => snapshot.version > before);
    clearInterval(again);
    expect(snapshot.health.variants).toBe(0);
  });

  test('a lost connection is made anew, and the poll looks meanwhile', async () => {
    const snapshot = kit.snapshot({ pollMs: 20 });
    snapshot.onApplicationBootstrap();
    const pids = (): Promise<{ pid: number }[]> =>
      kit.database.query(
        `SELECT pid FROM pg_stat_activity WHERE query = 'LISTEN catalog_changed' AND datname = current_database()`,
      );
    let found: { pid: number }[] = [];
    while (found.length === 0) found = await pids();
    await kit.database.query('SELECT pg_terminate_backend($1)', [found[0]!.pid]);
    const before = snapshot.version;
    await kit.upsert(aProduct());
    await until(() => snapshot.version > before);
    let next: { pid: number }[] = [];
    while (next.length === 0 || next[0]!.pid === found[0]!.pid) next = await pids();
    expect(next).toHaveLength(1);
  });
});

/** Every combination of filters, order and page size is a statement of its own; only so many are prepared. */
import { statementCounts, uuid7 } from '#libs/platform';
import { PRODUCT_SORTS, type ProductFilter } from '../browse.types.js';
import { SHAPES_MAX } from '../candidate-reader.js';
import { aProduct, aVariant, openCatalog } from './catalog-kit.js';

test('no more shapes are prepared than are worth it, and the rest find the same', async () => {
  const kit = await openCatalog();
  try {
    const [categoryId, merchantId] = [uuid7(), uuid7()];
    await kit.write((tx) =>
      kit.categories.upsert(tx, [{ categoryId, parentId: null, slug: 'all', name: 'All', position: 0 }]),
    );
    await kit.upsert(
      aProduct({ merchantId, categoryIds: [categoryId], variants: [aVariant({ attributes: { size: 'L' } })] }),
    );
    const parts: readonly ProductFilter[] = [
      { categoryId },
      { merchantId },
      { priceFromMinor: 1 },
      { priceToMinor: 5_000 },
      { attributes: { size: 'L' } },
    ];
    const filters = Array.from({ length: 2 ** parts.length }, (_, set) =>
      parts.reduce((filter, part, i) => ((set >> i) % 2 === 1 ? { ...filter, ...part } : filter), {}),
    );
    let asked = 0;
    for (const filter of filters)
      for (const sort of PRODUCT_SORTS)
        for (const limit of [10, 100]) {
          const { items } = await kit.browser.list(filter, { sort, limit });
          expect([filter, sort, limit, items.length]).toEqual([filter, sort, limit, 1]);
          asked += 1;
        }
    const prepared = [...statementCounts.keys()].filter((name) => name.startsWith('catalog.browse_'));
    expect([asked > 2 * SHAPES_MAX, prepared.length]).toEqual([true, SHAPES_MAX]);
  } finally {
    await kit.close();
  }
});

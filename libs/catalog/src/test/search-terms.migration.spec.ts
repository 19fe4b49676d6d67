/** The migration that gives products their search terms leaves those it finds as if they had been written since. */
import type { QueryRunner } from 'typeorm';
import { uuid7 } from '#libs/platform';
import { CatalogSearchTerms1763700000302 } from '../db/1763700000302-search-terms.js';
import { aProduct, aVariant, openCatalog } from './catalog-kit.js';

test('down and up again, every product is found by the same terms, more of them than one batch has', async () => {
  const kit = await openCatalog();
  try {
    const category = uuid7();
    await kit.write((tx) =>
      kit.categories.upsert(tx, [{ categoryId: category, parentId: null, slug: 'all', name: 'All', position: 0 }]),
    );
    await kit.upsert(
      aProduct({
        title: 'Red Lamp 台灯',
        description: 'A running light, 很亮',
        categoryIds: [category],
        variants: [
          aVariant({ priceMinor: 700, attributes: { size: 'XL', colour: 'red' } }),
          aVariant({ shelf: 'off' }),
        ],
      }),
      aProduct({ title: 'Bare', variants: [] }),
      ...Array.from({ length: 1_050 }, (_, n) => aProduct({ title: `Filler ${n}` })),
    );
    const terms = (): Promise<readonly object[]> =>
      kit.database.query(`SELECT id, search_text, search_terms::text AS terms FROM catalog.product ORDER BY id`);
    const before = await terms();
    const runner = { query: (text: string, values?: unknown[]) => kit.database.query(text, values) } as QueryRunner;
    const migration = new CatalogSearchTerms1763700000302();
    await migration.down(runner);
    await migration.up(runner);
    expect(before).toHaveLength(1_052);
    expect(await terms()).toEqual(before);
    const found = await kit.browser.list({ query: '台灯', attributes: { size: 'XL' } }, { sort: 'newest', limit: 5 });
    expect(found.items.map(({ title }) => title)).toEqual(['Red Lamp 台灯']);
  } finally {
    await kit.close();
  }
});

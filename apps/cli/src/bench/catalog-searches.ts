/** What shoppers of the bench's catalog search for: frequent words and rare ones, two languages, filters, orders, pages far down. */
import type { CatalogShop } from './catalog-shop.js';
import { ADJECTIVES, CHINESE, NOUNS } from './catalog-words.js';
import { seededIntegers } from './random.js';

const SEED = 20_251_101;
const PAGE_ROWS = 20;
const SEARCHES = 600;
/** An id that no product has, in the middle of those of a moment. */
const SOME_ID = '0197ffff-0000-7000-8000-000000000000';

/** Addresses of searches, each kind as often. */
export function searchPaths({ merchantIds, categoryIds }: CatalogShop, products: number): readonly string[] {
  const random = seededIntegers(SEED);
  const pick = (words: readonly string[]): string => words[random(words.length)]!;
  const frequent = (words: readonly string[]): string => words[random(3)]!;
  const rare = (words: readonly string[]): string => words[words.length - 1 - random(5)]!;
  const cursor = (sort: string, value: number): string =>
    Buffer.from(JSON.stringify([sort, Math.round(value), SOME_ID])).toString('base64url');
  const kinds: readonly (() => Readonly<Record<string, string>>)[] = [
    () => ({ q: pick(NOUNS) }),
    () => ({ q: frequent(NOUNS) }),
    () => ({ q: rare(NOUNS) }),
    () => ({ q: `${pick(NOUNS)}s` }),
    () => ({ q: pick(NOUNS).slice(0, 4) }),
    () => ({ q: `${pick(ADJECTIVES)} ${pick(NOUNS)}` }),
    () => ({ q: `${frequent(ADJECTIVES)} ${frequent(NOUNS)}` }),
    () => ({ q: `${pick(ADJECTIVES)} nothing` }),
    () => ({ q: pick(CHINESE) }),
    () => ({ q: pick(CHINESE)[0]! }),
    () => ({ q: `${pick(CHINESE)} ${pick(NOUNS)}` }),
    // What every product has, and what one has.
    () => ({ q: 'sku' }),
    () => ({ q: String(1 + random(products)) }),
    () => ({ q: `sku-${1 + random(products)}-1` }),
    // Goods that came in together: all far from the top, or near it.
    () => ({ q: `season${random(products / 2500)}` }),
    () => ({ q: frequent(NOUNS), categoryId: categoryIds[0]! }),
    () => ({ q: pick(NOUNS), categoryId: categoryIds.at(-1)! }),
    () => ({ q: pick(CHINESE), categoryId: pick(categoryIds) }),
    () => ({ q: pick(NOUNS), merchantId: pick(merchantIds) }),
    () => ({ q: pick(NOUNS), priceFromMinor: '1000', priceToMinor: '1200' }),
    () => ({ q: pick(NOUNS), attribute: 'size:2' }),
    () => ({ q: pick(NOUNS), inStock: 'true' }),
    () => ({ q: rare(NOUNS), inStock: 'true' }),
    () => ({ q: pick(NOUNS), sort: 'price_asc' }),
    () => ({ q: pick(CHINESE), sort: 'price_desc' }),
    () => ({ q: pick(NOUNS), sort: 'sales' }),
    () => ({ q: rare(NOUNS), sort: 'sales' }),
    () => ({ q: frequent(NOUNS), cursor: cursor('newest', Date.now() - random(products) * 7_000) }),
    () => ({ q: pick(NOUNS), cursor: cursor('newest', Date.now() - random(products) * 7_000) }),
    () => ({ q: pick(CHINESE), sort: 'price_asc', cursor: cursor('price_asc', 500 + random(9_000)) }),
    () => ({ q: pick(ADJECTIVES), sort: 'sales', cursor: cursor('sales', random(5_000)) }),
  ];
  return Array.from(
    { length: SEARCHES },
    (_, n) =>
      `/v1/products?${new URLSearchParams({ limit: String(PAGE_ROWS), ...kinds[n % kinds.length]!() }).toString()}`,
  );
}

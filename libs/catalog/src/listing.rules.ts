/**
 * What browsing reads of a product, worked out from the product, its categories and its variants. Pure.
 *
 * The search index has filters as lexemes beside the words, so that "a red dress below 50 in this category" is one intersection of
 * lists and not the list of all dresses, each looked at: `#m` and the merchant, `#c` and each category with those above, and of what is
 * on the shelf `#p` and the band of its price and `@name=value` for its attributes.
 */
import { AMOUNT_MINOR_MAX } from '#libs/platform';
import type { ProductFilter } from './browse.types.js';
import type { UpsertProduct, UpsertVariant } from './catalog.types.js';
import { searchDocument, type SearchDocument } from './search.rules.js';

/** The columns of a product that are derived. Prices are in minor units; null when nothing is on the shelf. */
export interface Listing extends SearchDocument {
  /** Its categories and all above them. */
  readonly categoryIds: readonly string[];
  readonly priceFromMinor: number | null;
  readonly priceToMinor: number | null;
}

/** What a listing is made of. */
export interface ListedGoods extends Pick<UpsertProduct, 'merchantId' | 'title' | 'description'> {
  /** With all above them. */
  readonly categoryIds: readonly string[];
  /** In their order on the product's page. */
  readonly variants: readonly Pick<UpsertVariant, 'sku' | 'attributes' | 'priceMinor' | 'shelf'>[];
}

/** The derived columns of a product. */
export function listingOf({ merchantId, title, description = '', categoryIds, variants }: ListedGoods): Listing {
  const onShelf = variants.filter(({ shelf = 'on' }) => shelf === 'on');
  const prices = onShelf.map(({ priceMinor }) => priceMinor);
  const texts = variants.map(({ sku, attributes = {} }) => [sku, ...Object.values(attributes).sort()].join(' '));
  const document = searchDocument({ names: [title, ...texts.sort()], description });
  const lexemes = new Set([
    ...document.lexemes,
    merchantLexeme(merchantId),
    ...categoryIds.map(categoryLexeme),
    ...prices.map((price) => `#p${priceBand(price)}`),
    ...onShelf.flatMap(({ attributes = {} }) => Object.entries(attributes).map(attributeLexeme)),
  ]);
  return {
    ...document,
    lexemes: [...lexemes],
    categoryIds: [...new Set(categoryIds)].sort(),
    priceFromMinor: prices.length === 0 ? null : Math.min(...prices),
    priceToMinor: prices.length === 0 ? null : Math.max(...prices),
  };
}

/**
 * What the index has of every product that fits a filter: of each list one lexeme at least. Necessary, not sufficient: bands are wider
 * than a range of prices, and what two variants have together is not what one has.
 */
export function lexemesOfFilter(filter: ProductFilter): readonly (readonly string[])[] {
  const { categoryId, categoryIds, merchantId, merchantIds, priceFromMinor, priceToMinor, attributes = {} } = filter;
  const alternatives: string[][] = Object.entries(attributes).map((attribute) => [attributeLexeme(attribute)]);
  if (categoryId !== undefined) alternatives.push([categoryLexeme(categoryId)]);
  if (categoryIds !== undefined) alternatives.push(categoryIds.map(categoryLexeme));
  if (merchantId !== undefined) alternatives.push([merchantLexeme(merchantId)]);
  if (merchantIds !== undefined) alternatives.push(merchantIds.map(merchantLexeme));
  if (priceFromMinor !== undefined || priceToMinor !== undefined)
    alternatives.push(priceBands(priceFromMinor ?? 0, priceToMinor ?? AMOUNT_MINOR_MAX));
  return alternatives;
}

/** Quarters of each doubling, by the three leading binary digits: prices of a band are within a fourth of each other. */
function priceBand(minor: number): number {
  if (minor < 4) return minor;
  const exponent = minor.toString(2).length - 1;
  return 4 * exponent + (Math.floor(minor / 2 ** (exponent - 2)) % 4);
}

function priceBands(fromMinor: number, toMinor: number): string[] {
  const [first, last] = [priceBand(fromMinor), priceBand(toMinor)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => `#p${first + n}`);
}

// Ids come in either case; PostgreSQL writes them in lower case.
function merchantLexeme(id: string): string {
  return `#m${id.toLowerCase()}`;
}

function categoryLexeme(id: string): string {
  return `#c${id.toLowerCase()}`;
}

function attributeLexeme([name, value]: readonly [string, string]): string {
  return `@${name}=${value}`;
}

/** The order of a top-up list, where it looks, and what an item is. Pure. */
import type { ProductFilter } from '#libs/catalog';
import type { Scope } from '#libs/promotion';
import type { Goods } from './cart.goods.js';

/** `fills`: one unit is enough; `part`: it brings the next tier nearer. */
export const TOP_UP_PHASES = ['fills', 'part'] as const;
export type TopUpPhase = (typeof TOP_UP_PHASES)[number];

/** A product that would fill an offer. */
export interface TopUpItem {
  readonly productId: string;
  readonly merchantId: string;
  readonly title: string;
  readonly pictureUrl: string | null;
  /** What one unit of its cheapest variant that can be had costs this customer now, offers included. */
  readonly priceMinor: number;
  /** What that unit brings nearer, at this price. */
  readonly reach: TopUpPhase;
}

/**
 * A place in the list, with the amount the list began with. The list goes by catalog prices, which do not depend on who asks: first up
 * from the missing amount, then down from below it. So each product has one place in it whatever the offers of the moment are.
 */
export interface TopUpKey {
  readonly phase: TopUpPhase;
  readonly priceMinor: number;
  readonly productId: string;
  readonly addMinor: number;
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Where a phase begins: before the first product that costs the missing amount or more, or before the first that costs less. */
export function startOf(phase: TopUpPhase, addMinor: number): TopUpKey {
  return phase === 'fills'
    ? { phase, addMinor, priceMinor: addMinor - 1, productId: LAST_ID }
    : { phase, addMinor, priceMinor: addMinor, productId: FIRST_ID };
}

/** Where the goods of an offer are; a product in several of its categories is one product. */
export function scopeFilter(scope: Scope): ProductFilter {
  switch (scope.kind) {
    case 'merchants':
      return { merchantIds: scope.ids };
    case 'categories':
      return { categoryIds: scope.ids };
    default:
      return {};
  }
}

/** A product among named variants: its cheapest catalog price, which is its place, and the variants that can be had. */
export interface NamedProduct {
  readonly productId: string;
  readonly priceMinor: number;
  readonly variantIds: readonly string[];
}

/** The products of named variants that a phase has after a key, in its order. */
export function namedProducts(known: Iterable<Goods>, after: TopUpKey): readonly NamedProduct[] {
  const products = new Map<string, { productId: string; priceMinor: number; variantIds: string[] }>();
  for (const { variant, sells, available } of known) {
    if (!sells || !((available ?? 0) > 0) || variant.priceMinor === 0) continue;
    const { productId, priceMinor, variantId } = variant;
    const product = products.get(productId) ?? { productId, priceMinor, variantIds: [] };
    product.priceMinor = Math.min(product.priceMinor, priceMinor);
    product.variantIds.push(variantId);
    products.set(productId, product);
  }
  const direction = after.phase === 'fills' ? 1 : -1;
  const compare = (a: Place, b: Place): number =>
    direction * (a.priceMinor - b.priceMinor || (a.productId < b.productId ? -1 : a.productId > b.productId ? 1 : 0));
  return [...products.values()].filter((product) => compare(product, after) > 0).sort(compare);
}

type Place = Pick<TopUpKey, 'priceMinor' | 'productId'>;

/** The order of a top-up list, and where it looks. Pure. */
import type { ProductFilter } from '#libs/catalog';
import type { Scope } from '#libs/promotion';

/** `fills`: one unit is enough; `part`: it brings the next tier nearer. */
export const TOP_UP_PHASES = ['fills', 'part'] as const;
export type TopUpPhase = (typeof TOP_UP_PHASES)[number];

/** A product that would fill an offer. */
export interface TopUpItem {
  readonly phase: TopUpPhase;
  readonly productId: string;
  readonly merchantId: string;
  readonly title: string;
  readonly pictureUrl: string | null;
  /** Its cheapest variant's catalog price. */
  readonly priceMinor: number;
}

/** The place of an item in its list, with the amount the list began with. */
export interface TopUpKey extends Pick<TopUpItem, 'phase' | 'productId' | 'priceMinor'> {
  readonly addMinor: number;
}

/** Sellers or categories of one offer that are searched: an offer of more is filled from its first ones. */
export const TOP_UP_SCOPES_MAX = 10;

/** Where to look for the goods of an offer. */
export function scopesOf(scope: Scope): readonly ProductFilter[] {
  switch (scope.kind) {
    case 'merchants':
      return scope.ids.slice(0, TOP_UP_SCOPES_MAX).map((merchantId) => ({ merchantId }));
    case 'categories':
      return scope.ids.slice(0, TOP_UP_SCOPES_MAX).map((categoryId) => ({ categoryId }));
    default:
      return [{}];
  }
}

/** Cheapest first where one fills it, dearest first where it takes several; each product once. */
export function inTopUpOrder(items: readonly TopUpItem[], phase: TopUpPhase): readonly TopUpItem[] {
  const distinct = [...new Map(items.map((item) => [item.productId, item])).values()];
  const direction = phase === 'fills' ? 1 : -1;
  return distinct.sort((a, b) => direction * (a.priceMinor - b.priceMinor || (a.productId < b.productId ? -1 : 1)));
}

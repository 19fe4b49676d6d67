/**
 * Which offers speak of a line. The index of an offers array is built once and remembered by the array's identity (the
 * snapshot hands out the same array until an offer changes), so pricing asks four maps instead of every offer.
 */
import type { BasketLine } from './basket.types.js';
import type { Offer, Scope } from './offer.types.js';

/** An offer with what pricing compares, as numbers. */
export interface IndexedOffer {
  readonly offer: Offer;
  /** Position by (ending first, offer id): what ties go by. Unique in its array. */
  readonly rank: number;
  readonly preheatMs: number;
  readonly startsMs: number;
  readonly endsMs: number;
}

/** Offers of one family (line or basket offers) by scope. */
export interface ScopeIndex {
  readonly size: number;
  readonly everywhere: readonly IndexedOffer[];
  readonly byMerchant: ReadonlyMap<string, readonly IndexedOffer[]>;
  readonly byCategory: ReadonlyMap<string, readonly IndexedOffer[]>;
  readonly byVariant: ReadonlyMap<string, readonly IndexedOffer[]>;
}

export interface OfferIndex {
  readonly lineOffers: ScopeIndex;
  readonly basketOffers: ScopeIndex;
}

const NONE: readonly IndexedOffer[] = [];
const indexes = new WeakMap<readonly Offer[], OfferIndex>();

/** The index of an offers array, built on first use. The array must not be changed afterwards. */
export function offerIndexOf(offers: readonly Offer[]): OfferIndex {
  let index = indexes.get(offers);
  if (index === undefined) {
    index = build(offers);
    indexes.set(offers, index);
  }
  return index;
}

/** The offers whose scope holds the line, in no particular order, each once. */
export function offersOf(index: ScopeIndex, line: BasketLine): readonly IndexedOffer[] {
  if (index.size === 0 || line.eligible?.offers === false) return NONE;
  let found: readonly IndexedOffer[] = index.everywhere;
  let own: IndexedOffer[] | undefined;
  const add = (more: readonly IndexedOffer[] | undefined, mayRepeat: boolean): void => {
    if (more === undefined) return;
    if (found.length === 0) found = more;
    else {
      found = own ??= found.slice();
      for (const each of more) if (!mayRepeat || !own.includes(each)) own.push(each);
    }
  };
  if (index.byVariant.size > 0) add(index.byVariant.get(line.variantId), false);
  if (index.byMerchant.size > 0) add(index.byMerchant.get(line.merchantId), false);
  // An offer may name several of the line's categories.
  if (index.byCategory.size > 0) for (const categoryId of line.categoryIds) add(index.byCategory.get(categoryId), true);
  return found;
}

/** True when the scope holds the line. */
export function inScope(scope: Scope, line: BasketLine): boolean {
  switch (scope.kind) {
    case 'all':
      return true;
    case 'merchants':
      return scope.ids.includes(line.merchantId);
    case 'variants':
      return scope.ids.includes(line.variantId);
    case 'categories':
      return line.categoryIds.some((categoryId) => scope.ids.includes(categoryId));
  }
}

/** True for offers that set a line's unit price (the others take from a group of lines). */
export function isLineOffer(offer: Offer): boolean {
  return !offer.rules.kind.startsWith('threshold_');
}

function build(offers: readonly Offer[]): OfferIndex {
  const ranked = offers
    .map((offer) => ({ offer, endsMs: endOf(offer) }))
    .sort((a, b) => (a.endsMs === b.endsMs ? (a.offer.offerId < b.offer.offerId ? -1 : 1) : a.endsMs - b.endsMs))
    .map(({ offer, endsMs }, rank) => ({
      offer,
      rank,
      preheatMs: offer.preheatFrom?.getTime() ?? Number.POSITIVE_INFINITY,
      startsMs: offer.startsAt.getTime(),
      endsMs,
    }));
  return {
    lineOffers: scoped(ranked.filter(({ offer }) => isLineOffer(offer))),
    basketOffers: scoped(ranked.filter(({ offer }) => !isLineOffer(offer))),
  };
}

function endOf(offer: Offer): number {
  return Math.min(
    offer.endsAt?.getTime() ?? Number.POSITIVE_INFINITY,
    offer.stoppedAt?.getTime() ?? Number.POSITIVE_INFINITY,
  );
}

function scoped(offers: readonly IndexedOffer[]): ScopeIndex {
  const maps = { merchants: new Map<string, IndexedOffer[]>(), categories: new Map(), variants: new Map() };
  const everywhere: IndexedOffer[] = [];
  for (const indexed of offers) {
    const { scope } = indexed.offer;
    if (scope.kind === 'all') {
      everywhere.push(indexed);
      continue;
    }
    const map: Map<string, IndexedOffer[]> = maps[scope.kind];
    for (const id of new Set(scope.ids)) {
      const list = map.get(id);
      if (list === undefined) map.set(id, [indexed]);
      else list.push(indexed);
    }
  }
  return {
    size: offers.length,
    everywhere,
    byMerchant: maps.merchants,
    byCategory: maps.categories,
    byVariant: maps.variants,
  };
}

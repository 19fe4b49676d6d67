/** Random offers for property tests, small enough that ties and thresholds are frequent. */
import fc from 'fast-check';
import type { OfferRules, Scope } from '../pricing/offer.types.js';

/** What there is that a scope may name. */
export interface Names {
  readonly merchants: string[];
  readonly categories: string[];
  readonly variants: string[];
}

export const scopeAmong = ({ merchants, categories, variants }: Names): fc.Arbitrary<Scope> =>
  fc.oneof(
    fc.constant<Scope>({ kind: 'all' }),
    fc.subarray(merchants, { minLength: 1 }).map((ids): Scope => ({ kind: 'merchants', ids })),
    fc.subarray(categories, { minLength: 1 }).map((ids): Scope => ({ kind: 'categories', ids })),
    fc.subarray(variants, { minLength: 1 }).map((ids): Scope => ({ kind: 'variants', ids })),
  );

export const priceMinor = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 30 }),
  fc.integer({ min: 31, max: 1_000 }),
);
export const bps = fc.integer({ min: 1, max: 10_000 });
const rising = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

const someTiers = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 3 }),
    fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { minLength: 3, maxLength: 3 }),
  )
  .map(([froms, gives]) => rising(froms).map((fromMinor, index) => ({ fromMinor, gives: rising(gives)[index]! })));

export const someRules: fc.Arbitrary<OfferRules> = fc.oneof(
  priceMinor.map((price): OfferRules => ({ kind: 'item_price', priceMinor: price })),
  bps.map((offBps): OfferRules => ({ kind: 'item_percent', offBps })),
  priceMinor.map((price): OfferRules => ({ kind: 'flash_sale', priceMinor: price })),
  bps.map((offBps): OfferRules => ({ kind: 'member_percent', tierOffBps: { gold: offBps } })),
  priceMinor.map((price): OfferRules => ({
    kind: 'member_price',
    tierPricesMinor: { gold: price, silver: price + 5 },
  })),
  someTiers.map((tiers): OfferRules => ({
    kind: 'threshold_amount_off',
    tiers: tiers.map(({ fromMinor, gives }) => ({ fromMinor, offMinor: Math.min(gives, fromMinor) })),
  })),
  someTiers.map((tiers): OfferRules => ({
    kind: 'threshold_percent_off',
    tiers: tiers.map(({ fromMinor, gives }) => ({ fromMinor, offBps: gives * 30 })),
  })),
  someTiers.map((tiers): OfferRules => ({
    kind: 'threshold_gift',
    tiers: tiers.map(({ fromMinor, gives }) => ({
      fromMinor,
      gift: { variantId: 'gift', quantity: 1, valueMinor: gives },
    })),
  })),
);

/** A basket of 500 lines of 50 merchants under 200 running offers of every kind: the same every time. */
import type { BasketInput } from '../pricing/basket.types.js';
import type { Offer, OfferRules, Scope } from '../pricing/offer.types.js';
import { aLine, anOffer, NOON } from './basket-builders.js';

/** Its counts by default are those of the bench key `pricing.basket500Ms`. */
export function largeBasket(lineCount = 500, offerCount = 200): BasketInput {
  let seed = 5;
  const random = (): number => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff) / 0x7fffffff;
  const below = (count: number): number => Math.floor(random() * count);
  const lines = Array.from({ length: lineCount }, (_, index) =>
    aLine(199 + below(20_000), 1 + below(4), {
      merchantId: `m${below(50)}`,
      categoryIds: [`c${below(20)}`, `root${below(3)}`],
      variantId: `v${index}`,
    }),
  );
  const scopes: readonly (() => Scope)[] = [
    () => ({ kind: 'merchants', ids: [`m${below(50)}`, `m${below(50)}`] }),
    () => ({ kind: 'categories', ids: [`c${below(20)}`] }),
    () => ({ kind: 'variants', ids: Array.from({ length: 40 }, () => `v${below(lineCount)}`) }),
    () => ({ kind: 'merchants', ids: [`m${below(50)}`] }),
  ];
  const offers = Array.from({ length: offerCount }, (_, index): Offer => {
    const scope = scopes[index % scopes.length]!();
    const rules = rulesOf(below(8), below(20));
    return anOffer(rules, { scope, perCustomerLimit: rules.kind === 'flash_sale' ? 5 : null });
  });
  const shipping = new Map(
    Array.from({ length: 50 }, (_, index) => [`m${index}`, { flatMinor: 500, perKgMinor: 100, freeFromMinor: 20_000 }]),
  );
  const member = { tier: 'gold', discountBps: 300 };
  return { lines, offers, shipping, member, points: { use: 'max', available: 1_000_000 }, now: NOON };
}

function rulesOf(kind: number, more: number): OfferRules {
  switch (kind) {
    case 0:
      return { kind: 'item_price', priceMinor: 5_000 };
    case 1:
      return { kind: 'item_percent', offBps: 1_000 + more * 100 };
    case 2:
      return { kind: 'flash_sale', priceMinor: 4_000 };
    case 3:
      return { kind: 'member_percent', tierOffBps: { gold: 700 } };
    case 4:
      return { kind: 'threshold_percent_off', tiers: [{ fromMinor: 30_000, offBps: 800 }] };
    case 5: {
      const gift = { variantId: 'gift', quantity: 1, valueMinor: 3_000 };
      return { kind: 'threshold_gift', tiers: [{ fromMinor: 40_000, gift }] };
    }
    default:
      return {
        kind: 'threshold_amount_off',
        tiers: [
          { fromMinor: 20_000, offMinor: 2_000 },
          { fromMinor: 50_000, offMinor: 6_000 },
        ],
      };
  }
}

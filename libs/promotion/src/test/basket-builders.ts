/** Short ways to write baskets and offers in tests. */
import type { BasketLine } from '../pricing/basket.types.js';
import type { Coupon, Offer, OfferRules, Scope } from '../pricing/offer.types.js';

export const NOON = new Date('2026-03-01T12:00:00Z');
export const EVERYWHERE: Scope = { kind: 'all' };

let minted = 0;

/** A line with a key of its own; merchant m1, no category, 100 g. */
export function aLine(priceMinor: number, quantity = 1, more: Partial<BasketLine> = {}): BasketLine {
  const lineKey = more.lineKey ?? `line-${String(++minted).padStart(6, '0')}`;
  return {
    lineKey,
    variantId: `variant-of-${lineKey}`,
    merchantId: 'm1',
    categoryIds: [],
    quantity,
    priceMinor,
    weightGrams: 100,
    ...more,
  };
}

/** An offer that runs from an hour ago for a day, on everything. */
export function anOffer(rules: OfferRules, more: Partial<Offer> = {}): Offer {
  const offerId = more.offerId ?? `offer-${String(++minted).padStart(6, '0')}`;
  return {
    offerId,
    name: offerId,
    rules,
    scope: EVERYWHERE,
    preheatFrom: null,
    startsAt: new Date(NOON.getTime() - 3_600_000),
    endsAt: new Date(NOON.getTime() + 86_400_000),
    stoppedAt: null,
    perCustomerLimit: null,
    quota: null,
    ...more,
  };
}

/** A coupon valid now, on everything, without minimum. */
export function aCoupon(rules: Coupon['rules'], more: Partial<Coupon> = {}): Coupon {
  const couponId = more.couponId ?? `coupon-${String(++minted).padStart(6, '0')}`;
  return {
    couponId,
    grantId: `grant-of-${couponId}`,
    name: couponId,
    scope: EVERYWHERE,
    rules,
    minSpendMinor: 0,
    validFrom: new Date(NOON.getTime() - 3_600_000),
    validUntil: null,
    barred: null,
    ...more,
  };
}

export const amountOff = (fromMinor: number, offMinor: number): OfferRules => ({
  kind: 'threshold_amount_off',
  tiers: [{ fromMinor, offMinor }],
});

export const percentOff = (fromMinor: number, offBps: number): OfferRules => ({
  kind: 'threshold_percent_off',
  tiers: [{ fromMinor, offBps }],
});

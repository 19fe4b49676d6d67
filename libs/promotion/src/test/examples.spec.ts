/** The worked examples of the design by their number, to the cent. */
import type { BasketInput } from '../pricing/basket.types.js';
import type { Breakdown } from '../pricing/breakdown.types.js';
import { priceBasket } from '../pricing/price-basket.rules.js';
import { shareAmong } from '../pricing/share-among.rules.js';
import { aCoupon, aLine, amountOff, anOffer, NOON } from './basket-builders.js';

const price = (input: Omit<BasketInput, 'now'>): Breakdown => priceBasket({ now: NOON, ...input });
const column = <Key extends keyof Breakdown['lines'][number]>(breakdown: Breakdown, key: Key): unknown[] =>
  breakdown.lines.map((line) => line[key]);

it('example 1: threshold off, to the cent', () => {
  const priced = price({
    lines: [aLine(9_990), aLine(14_950), aLine(8_005, 2)],
    offers: [anOffer(amountOff(30_000, 5_000))],
  });
  expect(column(priced, 'basketOfferMinor')).toEqual([1_220, 1_825, 1_955]);
  expect(priced.totalMinor).toBe(35_950);
  expect(priced.basketOffers).toMatchObject([{ applied: true, discountMinor: 5_000, baseMinor: 40_950, next: null }]);
});

it('example 2: tiny discount, many lines', () => {
  const priced = price({ lines: Array.from({ length: 7 }, () => aLine(100)), offers: [anOffer(amountOff(700, 4))] });
  expect(column(priced, 'basketOfferMinor')).toEqual([1, 1, 1, 1, 0, 0, 0]);
});

it('example 3: gift line and cap', () => {
  const withGift = price({
    lines: [aLine(0), aLine(10_000), aLine(10_000), aLine(10_000)],
    offers: [anOffer(amountOff(30_000, 100))],
  });
  expect(column(withGift, 'basketOfferMinor')).toEqual([0, 34, 33, 33]);
  expect(withGift.lines[0]).toMatchObject({ basketOfferId: null, payableMinor: 0, notApplied: [] });
  const capped = price({ lines: Array.from({ length: 5 }, () => aLine(1)), offers: [anOffer(amountOff(5, 4))] });
  expect(column(capped, 'basketOfferMinor')).toEqual([1, 1, 1, 1, 0]);
});

it('example 4: the threshold is exact, and what is missing is said', () => {
  const offers = [anOffer(amountOff(10_000, 2_000))];
  const below = price({ lines: [aLine(9_950)], offers });
  expect(below.totalMinor).toBe(9_950);
  expect(below.basketOffers).toMatchObject([
    { applied: false, reason: 'BELOW_THRESHOLD', discountMinor: 0, next: { addMinor: 50, offMinor: 2_000 } },
  ]);
  expect(price({ lines: [aLine(9_950), aLine(50)], offers }).totalMinor).toBe(8_000);
});

it.each([
  ['item_percent', { kind: 'item_percent', offBps: 1_200 }],
  ['item_price', { kind: 'item_price', priceMinor: 8_800 }],
] as const)('example 5: the whole chain, the 12.00 off as %s', (_, rules) => {
  const a = aLine(10_000, 2, { memberPrices: { gold: 9_500 } });
  const b = aLine(15_000, 1, { memberPrices: { gold: 14_250 } });
  const coupon = aCoupon({ kind: 'amount', offMinor: 2_000 }, { minSpendMinor: 20_000 });
  const timeLimited = anOffer(rules, { scope: { kind: 'variants', ids: [a.variantId] } });
  const priced = price({
    lines: [a, b],
    offers: [timeLimited, anOffer(amountOff(30_000, 3_000))],
    member: { tier: 'gold', discountBps: 500 },
    coupons: [coupon],
    useCouponIds: [coupon.couponId],
    points: { use: 'max', available: 100_000 },
    shipping: new Map([['m1', { flatMinor: 1_000, perKgMinor: 0, freeFromMinor: 29_900 }]]),
  });
  expect(column(priced, 'soldMinor')).toEqual([17_600, 14_250]);
  expect(column(priced, 'basketOfferMinor')).toEqual([1_658, 1_342]);
  expect(column(priced, 'couponMinor')).toEqual([1_105, 895]);
  expect(priced.points).toEqual({ used: 2_600, usedMinor: 2_600, usableMax: 2_600, reason: null });
  expect(column(priced, 'pointsMinor')).toEqual([1_437, 1_163]);
  expect(column(priced, 'payableMinor')).toEqual([13_400, 10_850]);
  expect(priced).toMatchObject({ goodsMinor: 24_250, shippingMinor: 1_000, totalMinor: 25_250 });
  expect(priced.lines[0]!.lineOffer).toMatchObject({ offerId: timeLimited.offerId, savedMinor: 2_400 });
  expect(priced.lines[1]!.lineOffer).toMatchObject({ offerId: null, kind: 'member_price', savedMinor: 750 });
  expect(priced.shipping).toMatchObject([{ amountMinor: 1_000, free: null, addForFreeMinor: 5_650 }]);
});

it('example 6: flash limit', () => {
  const flash = anOffer({ kind: 'flash_sale', priceMinor: 5_900 }, { perCustomerLimit: 2 });
  const { offerId } = flash;
  const five = [aLine(9_900, 5)];
  const fresh = price({ lines: five, offers: [flash] });
  expect(fresh.totalMinor).toBe(41_500);
  expect(fresh.lines[0]).toMatchObject({
    portions: [
      { units: 2, unitMinor: 5_900, offerId },
      { units: 3, unitMinor: 9_900, offerId: null },
    ],
    notApplied: [{ offerId, reason: 'LIMIT', units: 3, limit: 2 }],
  });
  expect(fresh.claims).toEqual([{ offerId, units: 2 }]);
  const before = price({
    lines: five,
    offers: [flash],
    usage: new Map([[offerId, { boughtUnits: 1, unitsLeft: null }]]),
  });
  expect(before.totalMinor).toBe(45_500);
  // That order was cancelled: the claim gave its unit back.
  const after = price({
    lines: five,
    offers: [flash],
    usage: new Map([[offerId, { boughtUnits: 0, unitsLeft: null }]]),
  });
  expect(after.totalMinor).toBe(41_500);
});

it('example 12: split by merchant', () => {
  const lines = [aLine(12_000), aLine(8_000), aLine(10_000, 1, { merchantId: 'm2' })];
  const coupon = aCoupon({ kind: 'amount', offMinor: 3_000 });
  const fee = { flatMinor: 600, perKgMinor: 0, freeFromMinor: null };
  const priced = price({
    lines,
    coupons: [coupon],
    useCouponIds: [coupon.couponId],
    shipping: new Map([
      ['m1', fee],
      ['m2', fee],
    ]),
  });
  expect(priced.coupons[0]).toMatchObject({ state: 'applied', amountMinor: 3_000, sharesMinor: [1_200, 800, 1_000] });
  expect(priced.shippingMinor).toBe(1_200);
  const groups = ['m1', 'm2'].map((groupKey) => ({
    groupKey,
    lines: lines
      .filter(({ merchantId }) => merchantId === groupKey)
      .map(({ lineKey, quantity }) => ({ lineKey, quantity })),
  }));
  const shares = shareAmong(priced, groups, { creditMinor: 6_000, shippingPolicy: 'proportional' });
  expect(shares).toMatchObject([
    {
      groupKey: 'm1',
      goodsMinor: 18_000,
      shippingMinor: 800,
      totalMinor: 18_800,
      creditMinor: 4_000,
      dueMinor: 14_800,
    },
    { groupKey: 'm2', goodsMinor: 9_000, shippingMinor: 400, totalMinor: 9_400, creditMinor: 2_000, dueMinor: 7_400 },
  ]);
});

/** Where offers meet each other and their limits: examples of our own, checked by hand (amounts in major units in the titles). */
import type { BasketInput } from '../pricing/basket.types.js';
import type { Breakdown } from '../pricing/breakdown.types.js';
import { priceBasket } from '../pricing/price-basket.rules.js';
import { aCoupon, aLine, amountOff, anOffer, NOON, percentOff } from './basket-builders.js';

const price = (input: Omit<BasketInput, 'now'>): Breakdown => priceBasket({ now: NOON, ...input });
const column = <Key extends keyof Breakdown['lines'][number]>(breakdown: Breakdown, key: Key): unknown[] =>
  breakdown.lines.map((line) => line[key]);
const hours = (count: number): Date => new Date(NOON.getTime() + count * 3_600_000);
const gift = (variantId: string, valueMinor: number): { variantId: string; quantity: number; valueMinor: number } => ({
  variantId,
  quantity: 1,
  valueMinor,
});
const aFlash = (perCustomerLimit: number | null, more = {}) =>
  anOffer({ kind: 'flash_sale', priceMinor: 5_900 }, { perCustomerLimit, ...more });

describe('flash sales meet', () => {
  it('M26: a threshold: 2×59 + 3×99 = 415, 50 off from 400 → 365', () => {
    const priced = price({ lines: [aLine(9_900, 5)], offers: [aFlash(2), anOffer(amountOff(40_000, 5_000))] });
    expect(priced).toMatchObject({ lineOfferMinor: 8_000, basketOfferMinor: 5_000, totalMinor: 36_500 });
  });

  it('M27: a threshold that only the list price reaches: 415 of 420, 5.00 are missing', () => {
    const priced = price({ lines: [aLine(9_900, 5)], offers: [aFlash(2), anOffer(amountOff(42_000, 5_000))] });
    expect(priced.totalMinor).toBe(41_500);
    expect(priced.basketOffers[0]).toMatchObject({ reason: 'BELOW_THRESHOLD', next: { addMinor: 500 } });
  });

  it('M28: whole_line_normal: 5×99 = 495, which reaches the threshold → 445; nothing is claimed', () => {
    const priced = price({
      lines: [aLine(9_900, 5)],
      offers: [aFlash(2), anOffer(amountOff(42_000, 5_000))],
      settings: { flashExcess: 'whole_line_normal' },
    });
    expect(priced).toMatchObject({ totalMinor: 44_500, claims: [] });
    expect(priced.lines[0]!.notApplied).toMatchObject([{ reason: 'LIMIT', units: 5, limit: 2 }]);
  });

  it('reject: the line is a problem', () => {
    const line = aLine(9_900, 5);
    const priced = price({ lines: [line], offers: [aFlash(2)], settings: { flashExcess: 'reject' } });
    expect(priced.problems).toMatchObject([{ lineKey: line.lineKey, code: 'LIMIT', allowed: 2 }]);
    expect(
      price({ lines: [aLine(9_900, 2)], offers: [aFlash(2)], settings: { flashExcess: 'reject' } }).problems,
    ).toEqual([]);
  });

  it('M29: a better discount: flash beats all, even 50 % off', () => {
    // 50 % off 99.00 would be 49.50; the flash price is 59.00.
    const half = anOffer({ kind: 'item_percent', offBps: 5_000 });
    const priced = price({ lines: [aLine(9_900)], offers: [aFlash(2), half] });
    expect(priced.totalMinor).toBe(5_900);
    expect(priced.lines[0]!.notApplied).toEqual([{ offerId: half.offerId, reason: 'BEATEN_BY_FLASH' }]);
  });

  it('M30: a discount when the limit is used up: 5 × 89.10 = 445.50', () => {
    const flash = aFlash(2);
    const usage = new Map([[flash.offerId, { boughtUnits: 2, unitsLeft: null }]]);
    const tenth = anOffer({ kind: 'item_percent', offBps: 1_000 });
    const priced = price({ lines: [aLine(9_900, 5)], offers: [flash, tenth], usage });
    expect(priced).toMatchObject({ totalMinor: 44_550, claims: [] });
    expect(priced.lines[0]!.notApplied).toMatchObject([{ reason: 'LIMIT', units: 5, limit: 2 }]);
  });

  it('M31: the quota: 1 left of it, limit 2 → 59 + 4×99 = 455', () => {
    const flash = aFlash(2, { quota: 100 });
    const usage = new Map([[flash.offerId, { boughtUnits: 0, unitsLeft: 1 }]]);
    const priced = price({ lines: [aLine(9_900, 5)], offers: [flash], usage });
    expect(priced.totalMinor).toBe(45_500);
    expect(priced.lines[0]!.notApplied).toMatchObject([{ reason: 'QUOTA', units: 4, limit: 1 }]);
  });

  it('M32: two lines of one variant: they share the limit of 2 → 2×59 + 2×99 = 316', () => {
    const lines = [1, 3].map((quantity) => aLine(9_900, quantity, { variantId: 'engraved' }));
    const priced = price({ lines, offers: [aFlash(2)] });
    expect(priced.totalMinor).toBe(31_600);
    expect(priced.claims).toMatchObject([{ units: 2 }]);
  });

  it('M33: two variants under one limit: the unit goes where it saves most → 59 + 79 = 138', () => {
    for (const lines of [
      [aLine(9_900), aLine(7_900)],
      [aLine(7_900), aLine(9_900)],
    ])
      expect(price({ lines, offers: [aFlash(1)] }).totalMinor).toBe(13_800);
  });
});

describe('gifts meet', () => {
  const gifts = anOffer({
    kind: 'threshold_gift',
    tiers: [
      { fromMinor: 25_000, gift: gift('mug', 1_500) },
      { fromMinor: 50_000, gift: gift('bag', 4_000) },
    ],
  });

  it('M34: a coupon: 3×100, mug from 250, 30 off from 300 → 270 and a mug; 200 more for the bag', () => {
    const coupon = aCoupon({ kind: 'amount', offMinor: 3_000 }, { minSpendMinor: 30_000 });
    const priced = price({
      lines: [aLine(10_000), aLine(10_000), aLine(10_000)],
      offers: [gifts],
      coupons: [coupon],
      useCouponIds: [coupon.couponId],
    });
    expect(priced.gifts).toEqual([{ offerId: gifts.offerId, variantId: 'mug', quantity: 1 }]);
    expect(column(priced, 'couponMinor')).toEqual([1_000, 1_000, 1_000]);
    expect(priced).toMatchObject({ basketOfferMinor: 0, totalMinor: 27_000 });
    expect(priced.basketOffers[0]!.next).toMatchObject({ addMinor: 20_000, gift: { variantId: 'bag' } });
  });

  it('M35: an amount off worth less: the gift of 15.00 beats 10.00 off, 20.00 off beats the gift', () => {
    const lines = [aLine(30_000)];
    const less = price({ lines, offers: [gifts, anOffer(amountOff(30_000, 1_000))] });
    expect([less.gifts.length, less.totalMinor]).toEqual([1, 30_000]);
    const more = price({ lines, offers: [gifts, anOffer(amountOff(30_000, 2_000))] });
    expect([more.gifts.length, more.totalMinor]).toEqual([0, 28_000]);
  });

  it('M36: themselves: the added zero-price line changes nothing', () => {
    // 260.00 is over 250.00: a mug; with the mug's line of 0.00 it is 260.00 still.
    const lines = [aLine(26_000)];
    const once = price({ lines, offers: [gifts] });
    const again = price({ lines: [...lines, aLine(0, 1, { variantId: 'mug' })], offers: [gifts] });
    expect([again.totalMinor, again.gifts]).toEqual([once.totalMinor, once.gifts]);
  });
});

describe('basket offers meet', () => {
  it('M37: each other over one line: it goes where it makes 40 instead of 30', () => {
    // x over a + b = 300.00: −30.00. y over b + c = 300.00: −40.00, shared 100:200 → 13.33, 26.67. 500.00 − 40.00
    const [a, b, c] = [
      aLine(20_000, 1, { merchantId: 'm1' }),
      aLine(10_000, 1, { merchantId: 'm2' }),
      aLine(20_000, 1, { merchantId: 'm3' }),
    ];
    const x = anOffer(amountOff(30_000, 3_000), { scope: { kind: 'merchants', ids: ['m1', 'm2'] } });
    const y = anOffer(amountOff(30_000, 4_000), { scope: { kind: 'merchants', ids: ['m2', 'm3'] } });
    const priced = price({ lines: [a, b, c], offers: [x, y] });
    expect(column(priced, 'basketOfferMinor')).toEqual([0, 1_333, 2_667]);
    expect(priced.totalMinor).toBe(46_000);
    expect(priced.basketOffers.find(({ offerId }) => offerId === x.offerId)).toMatchObject({
      applied: false,
      reason: 'OTHER_OFFER',
      next: { addMinor: 10_000 },
    });
  });

  it('M38: each other with the same worth: the one ending first', () => {
    const late = anOffer(amountOff(10_000, 1_000), { offerId: 'a-late', endsAt: hours(5) });
    const soon = anOffer(amountOff(10_000, 1_000), { offerId: 'z-soon', endsAt: hours(2) });
    const open = anOffer(amountOff(10_000, 1_000), { offerId: 'a-open', endsAt: null });
    for (const offers of [
      [late, soon, open],
      [open, soon, late],
    ]) {
      const [line] = price({ lines: [aLine(10_000)], offers }).lines;
      expect(line!.basketOfferId).toBe('z-soon');
    }
  });

  it('M39: an amount and a percentage: 20 off on two lines and 8 % on the third = 28, not 24', () => {
    const offers = [anOffer(amountOff(20_000, 2_000)), anOffer(percentOff(5_000, 800))];
    const priced = price({ lines: [aLine(10_000), aLine(10_000), aLine(10_000)], offers });
    expect(priced).toMatchObject({ basketOfferMinor: 2_800, bestProven: true });
  });

  it('M40: their tiers: 399.99 is the first, 400.00 the second', () => {
    const tiers = anOffer({
      kind: 'threshold_amount_off',
      tiers: [
        { fromMinor: 20_000, offMinor: 2_000 },
        { fromMinor: 40_000, offMinor: 5_000 },
      ],
    });
    expect(price({ lines: [aLine(39_999)], offers: [tiers] })).toMatchObject({ basketOfferMinor: 2_000 });
    expect(price({ lines: [aLine(40_000)], offers: [tiers] })).toMatchObject({ basketOfferMinor: 5_000 });
  });

  it('M41: a category: a line in a sub-category names the ancestors, 10 % of 10.00 + 0', () => {
    const offer = anOffer(percentOff(100, 1_000), { scope: { kind: 'categories', ids: ['kitchen'] } });
    const lines = [aLine(1_000, 1, { categoryIds: ['mugs', 'kitchen'] }), aLine(1_000, 1, { categoryIds: ['books'] })];
    expect(column(price({ lines, offers: [offer] }), 'basketOfferMinor')).toEqual([100, 0]);
  });
});

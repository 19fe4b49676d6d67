/** Where rules meet: examples of our own, each with its arithmetic checked by hand (amounts in major units in the titles). */
import { type BasketInput, BasketOutOfRange } from '../pricing/basket.types.js';
import type { Breakdown } from '../pricing/breakdown.types.js';
import { priceBasket } from '../pricing/price-basket.rules.js';
import { aCoupon, aLine, amountOff, anOffer, NOON } from './basket-builders.js';

const price = (input: Omit<BasketInput, 'now'>): Breakdown => priceBasket({ now: NOON, ...input });
const column = <Key extends keyof Breakdown['lines'][number]>(breakdown: Breakdown, key: Key): unknown[] =>
  breakdown.lines.map((line) => line[key]);
const hours = (count: number): Date => new Date(NOON.getTime() + count * 3_600_000);

describe('members meet', () => {
  it('M12: rounding: 5 % of 19.99 is 1.00 → 3 × 18.99 = 56.97; of 0.50 it is 0.02, of 0.30 it is 0.02 (half even)', () => {
    // 0.9995 → 1.00 a unit; 0.025 → 0.02, the even one; 0.015 → 0.02, the even one
    const member = { tier: 'gold', discountBps: 500 };
    expect(price({ lines: [aLine(1_999, 3)], member }).totalMinor).toBe(5_697);
    expect(price({ lines: [aLine(50)], member }).totalMinor).toBe(48);
    expect(price({ lines: [aLine(30)], member }).totalMinor).toBe(28);
  });

  it('M13: a tier change between preview and order: 95.00 becomes 100.00', () => {
    const lines = [aLine(10_000, 1, { memberPrices: { gold: 9_500 } })];
    expect(price({ lines, member: { tier: 'gold', discountBps: 0 } }).totalMinor).toBe(9_500);
    expect(price({ lines, member: { tier: 'none', discountBps: 0 } }).totalMinor).toBe(10_000);
  });

  it('M14: offers for members: gold pays 90.00, others the list price and read why', () => {
    const offer = anOffer({ kind: 'member_price', tierPricesMinor: { gold: 9_000 } });
    expect(
      price({ lines: [aLine(10_000)], offers: [offer], member: { tier: 'gold', discountBps: 0 } }).totalMinor,
    ).toBe(9_000);
    const guest = price({ lines: [aLine(10_000)], offers: [offer] });
    expect([guest.totalMinor, guest.lines[0]!.notApplied]).toEqual([
      10_000,
      [{ offerId: offer.offerId, reason: 'OTHER_TIER' }],
    ]);
  });

  it('M15: line offers of the same price: the one ending first; one above the list price is not applied', () => {
    // 9.00 by two offers, 11.00 by a third, of a list price of 10.00
    const rules = { kind: 'item_price', priceMinor: 900 } as const;
    const late = anOffer(rules, { offerId: 'a-late', endsAt: hours(5) });
    const soon = anOffer(rules, { offerId: 'z-soon', endsAt: hours(2) });
    const dear = anOffer({ kind: 'item_price', priceMinor: 1_100 });
    const [line] = price({ lines: [aLine(1_000)], offers: [late, soon, dear] }).lines;
    expect(line!.lineOffer!.offerId).toBe('z-soon');
    expect(line!.notApplied).toEqual(
      expect.arrayContaining([
        { offerId: 'a-late', reason: 'BEATEN' },
        { offerId: dear.offerId, reason: 'NOT_LOWER' },
      ]),
    );
  });
});

it('an offer at the list price itself is none: nothing is saved, and its line says so', () => {
  const same = anOffer({ kind: 'item_price', priceMinor: 1_000 });
  const [line] = price({ lines: [aLine(1_000)], offers: [same] }).lines;
  expect(line).toMatchObject({ lineOffer: null, notApplied: [{ offerId: same.offerId, reason: 'NOT_LOWER' }] });
});

describe('coupons meet', () => {
  const using = (lines: BasketInput['lines'], coupons: NonNullable<BasketInput['coupons']>, more = {}): Breakdown =>
    price({ lines, coupons, useCouponIds: coupons.map(({ couponId }) => couponId), ...more });

  it('M16: a cap: 15 % of 400 is 60, at most 50', () => {
    const coupon = aCoupon({ kind: 'percent', offBps: 1_500, capMinor: 5_000 });
    expect(using([aLine(40_000)], [coupon]).couponMinor).toBe(5_000);
  });

  it('M17: a scope: 10 % of 120 + 80 at one merchant → 12, 8, 0', () => {
    // 10 % of 200.00 = 20.00, shared 120:80
    const coupon = aCoupon(
      { kind: 'percent', offBps: 1_000, capMinor: null },
      { scope: { kind: 'merchants', ids: ['m1'] } },
    );
    const lines = [aLine(12_000), aLine(8_000), aLine(10_000, 1, { merchantId: 'm2' })];
    expect(column(using(lines, [coupon]), 'couponMinor')).toEqual([1_200, 800, 0]);
  });

  it('M18: a basket offer: 310 − 30 = 280, so a coupon from 300 needs 20.00 more', () => {
    const coupon = aCoupon({ kind: 'amount', offMinor: 2_000 }, { minSpendMinor: 30_000 });
    const priced = using([aLine(31_000)], [coupon], { offers: [anOffer(amountOff(30_000, 3_000))] });
    expect(priced.totalMinor).toBe(28_000);
    expect(priced.coupons).toMatchObject([{ state: 'unusable', reason: 'MIN_SPEND', addMinor: 2_000 }]);
  });

  it('M19: each other, in the order given: 10.00 then 10 % of 90.00 → 81.00; 10 % then 10.00 → 80.00', () => {
    const amount = aCoupon({ kind: 'amount', offMinor: 1_000 });
    const share = aCoupon({ kind: 'percent', offBps: 1_000, capMinor: null });
    const input = { lines: [aLine(10_000)], coupons: [amount, share] };
    expect(price({ ...input, useCouponIds: [amount.couponId, share.couponId] }).totalMinor).toBe(8_100);
    expect(price({ ...input, useCouponIds: [share.couponId, amount.couponId] }).totalMinor).toBe(8_000);
  });

  it('a first coupon does not push the basket below what a second one asks for: 100 − 10 − 5 = 85', () => {
    const coupons = [1_000, 500].map((offMinor) => aCoupon({ kind: 'amount', offMinor }, { minSpendMinor: 10_000 }));
    expect(using([aLine(10_000)], coupons).totalMinor).toBe(8_500);
    expect(using([aLine(9_999)], coupons).coupons).toMatchObject([{ addMinor: 1 }, { addMinor: 1 }]);
  });

  it('M20: a small line: 50 off on a line of 30 takes 30 and nothing from the rest', () => {
    const small = aLine(3_000);
    const coupon = aCoupon(
      { kind: 'amount', offMinor: 5_000 },
      { scope: { kind: 'variants', ids: [small.variantId] } },
    );
    expect(column(using([small, aLine(7_000)], [coupon]), 'payableMinor')).toEqual([0, 7_000]);
  });

  it('limits and dates: the sixth is too many; used, early, late and barred ones say so; the others could be used', () => {
    const six = Array.from({ length: 6 }, () => aCoupon({ kind: 'amount', offMinor: 100 }));
    expect(using([aLine(10_000)], six).coupons.map(({ reason }) => reason)).toEqual([
      null,
      null,
      null,
      null,
      null,
      'TOO_MANY',
    ]);
    const rules = { kind: 'amount', offMinor: 100 } as const;
    const judged = price({
      lines: [aLine(10_000)],
      coupons: [
        aCoupon(rules, { validFrom: hours(1) }),
        aCoupon(rules, { validUntil: NOON }),
        aCoupon(rules, { barred: 'USED' }),
        aCoupon(rules, { scope: { kind: 'merchants', ids: ['m9'] } }),
        aCoupon(rules),
      ],
    });
    expect(judged.coupons.map(({ state, reason }) => reason ?? state)).toEqual([
      'NOT_YET_VALID',
      'EXPIRED',
      'USED',
      'NOTHING_IN_SCOPE',
      'usable',
    ]);
    expect(judged.totalMinor).toBe(10_000);
  });
});

describe('points and shipping meet', () => {
  const shipping = new Map([['m1', { flatMinor: 1_000, perKgMinor: 0, freeFromMinor: 28_000 }]]);

  it('M21: free shipping: 300.00 ships free, 30.00 of points leave 270.00 and cost 10.00 of shipping → 280.00', () => {
    const lines = [aLine(30_000)];
    expect(price({ lines, shipping })).toMatchObject({ shippingMinor: 0, totalMinor: 30_000 });
    const paid = price({ lines, shipping, points: { use: 'max', available: 9_999 } });
    expect(paid).toMatchObject({ pointsMinor: 3_000, goodsMinor: 27_000, shippingMinor: 1_000, totalMinor: 28_000 });
    expect(paid.shipping).toMatchObject([{ addForFreeMinor: 1_000 }]);
  });

  it('M22: their cap, multiple and balance on 99.99: at most 999 → 900', () => {
    // 10 % of 99.99 is 9.999, rounded down to 999 points, in hundreds 900; of 550 points 500 can be used
    const used = (use: number | 'max', available = 9_999): unknown => {
      const { points } = price({ lines: [aLine(9_999)], points: { use, available } });
      return [points!.used, points!.usableMax, points!.reason];
    };
    expect(used('max')).toEqual([900, 900, null]);
    expect(used(950)).toEqual([900, 900, 'MULTIPLE']);
    expect(used(1_500)).toEqual([900, 900, 'CAP']);
    expect(used(800, 550)).toEqual([500, 500, 'BALANCE']);
    expect(used(0)).toEqual([0, 900, null]);
  });

  it('M23: weight: 5.00 + 2.00 a kilogram × 1.25 kg = 7.50; two merchants each by their own rule', () => {
    const rules = new Map([
      ['m1', { flatMinor: 500, perKgMinor: 200, freeFromMinor: null }],
      ['m2', { flatMinor: 900, perKgMinor: 0, freeFromMinor: 5_000 }],
    ]);
    const lines = [aLine(1_000, 5, { weightGrams: 250 }), aLine(5_000, 1, { merchantId: 'm2' })];
    const priced = price({ lines, shipping: rules });
    expect(priced.shipping).toMatchObject([
      { merchantId: 'm1', weightGrams: 1_250, amountMinor: 750, free: null },
      { merchantId: 'm2', amountMinor: 0, free: 'FREE_FROM' },
    ]);
  });

  it('virtual goods: nothing is shipped, nothing charged', () => {
    const lines = [aLine(1_000, 1, { eligible: { shipping: false } })];
    expect(price({ lines, shipping }).shipping).toMatchObject([{ amountMinor: 0, free: 'NOTHING_SHIPPED' }]);
  });
});

it('a line may be left out of offers, coupons and points, each by itself', () => {
  // The other: 100.00 − 10 % = 90.00 − 10.00 = 80.00 − 5.00 = 75.00; 10 % of what points may pay is 7.50, in hundreds 700.
  const out = aLine(10_000, 1, { eligible: { offers: false, coupons: false, points: false } });
  const coupon = aCoupon({ kind: 'amount', offMinor: 500 });
  const priced = price({
    lines: [out, aLine(10_000)],
    offers: [anOffer({ kind: 'item_percent', offBps: 1_000 }), anOffer(amountOff(9_000, 1_000))],
    coupons: [coupon],
    useCouponIds: [coupon.couponId],
    points: { use: 'max', available: 10_000 },
  });
  expect(column(priced, 'payableMinor')).toEqual([10_000, 6_800]);
});

describe('time meets', () => {
  it('an offer runs from its first to before its last moment, is announced while it preheats, and is over when stopped', () => {
    const offer = anOffer(
      { kind: 'item_price', priceMinor: 900 },
      { preheatFrom: hours(1), startsAt: hours(2), endsAt: hours(3) },
    );
    const at = (now: Date, more = {}): unknown => {
      const [line] = priceBasket({ lines: [aLine(1_000)], offers: [{ ...offer, ...more }], now }).lines;
      return line!.notApplied[0]?.reason ?? line!.soldMinor;
    };
    expect(at(hours(0.5))).toBe(1_000);
    expect(at(hours(1))).toBe('UPCOMING');
    expect(at(hours(2))).toBe(900);
    expect(at(hours(3))).toBe(1_000);
    expect(at(hours(2.5), { stoppedAt: hours(2.4) })).toBe(1_000);
  });
});

describe('the order of lines meets the last cent', () => {
  // 1.00 off 3 × 100.00 leaves 99.66, 99.67, 99.67: who has 99.66 must not decide what a coupon or shipping costs.
  const lines = ['a', 'b', 'c'].map((name) => aLine(10_000, 1, { lineKey: name, variantId: name, merchantId: name }));
  const orders = [
    [0, 1, 2],
    [2, 0, 1],
    [1, 2, 0],
  ].map((order) => order.map((index) => lines[index]!));
  const offers = [anOffer(amountOff(30_000, 100))];

  it('M24: half of what is left of one line is the same whichever line comes first', () => {
    // By variant: 99.66, 99.67, 99.67. Half of c's 99.67 is 49.835, half even 49.84: 99.66 + 99.67 + 49.83 = 249.16.
    const coupon = aCoupon(
      { kind: 'percent', offBps: 5_000, capMinor: null },
      { scope: { kind: 'variants', ids: ['c'] } },
    );
    for (const order of orders)
      expect(price({ lines: order, offers, coupons: [coupon], useCouponIds: [coupon.couponId] })).toMatchObject({
        couponMinor: 4_984,
        totalMinor: 24_916,
      });
  });

  it('M25: free shipping from 99.67, whichever line comes first', () => {
    // By variant c has 99.67: it ships free, and 300.00 − 1.00 is all there is to pay.
    const rule = { flatMinor: 500, perKgMinor: 0, freeFromMinor: 9_967 };
    const shipping = new Map([['c', rule]]);
    for (const order of orders)
      expect(price({ lines: order, offers, shipping })).toMatchObject({ shippingMinor: 0, totalMinor: 29_900 });
  });

  it('and where it decides nothing, ties go by line order', () => {
    for (const order of orders)
      expect(column(price({ lines: order, offers }), 'basketOfferMinor')).toEqual([34, 33, 33]);
  });
});

it('counts up to 10,000,000,000.00, goods and shipping together, and no cent further', () => {
  const most = 1_000_000_000_000;
  expect(price({ lines: [aLine(most / 2, 2)] }).totalMinor).toBe(most);
  expect(() => price({ lines: [aLine(most / 2, 2), aLine(1)] })).toThrow(BasketOutOfRange);
  const ship = (flatMinor: number, perKgMinor: number): Breakdown =>
    price({
      lines: [aLine(1), aLine(most / 2, 1, { weightGrams: 1_000_000_000 })],
      shipping: new Map([['m1', { flatMinor, perKgMinor, freeFromMinor: null }]]),
    });
  expect(ship(most / 2 - 1, 0).totalMinor).toBe(most);
  expect(() => ship(most / 2, 0)).toThrow(BasketOutOfRange);
  // A thousand tons at 5,000.00 a kilogram; at 10,000,000,000.00 a kilogram no number holds it.
  expect(() => ship(0, 500_000)).toThrow(BasketOutOfRange);
  expect(() => ship(0, most)).toThrow(BasketOutOfRange);
});

it.each([
  [aLine(100, 0), 'no units'],
  [aLine(-1), 'a negative price'],
  [aLine(0.5), 'a fraction'],
  [aLine(1_000_000_000_000, 999), 'more than can be counted'],
])('refuses a line that is none: %#', (line) => {
  expect(() => price({ lines: [line] })).toThrow(RangeError);
});

/** What must hold for every basket, shown on random small ones in which ties and thresholds are frequent. */
import fc from 'fast-check';
import type { BasketInput, BasketLine } from '../pricing/basket.types.js';
import type { Breakdown } from '../pricing/breakdown.types.js';
import type { Offer } from '../pricing/offer.types.js';
import { priceBasket } from '../pricing/price-basket.rules.js';
import { shareAmong, type ShippingPolicy } from '../pricing/share-among.rules.js';
import { scopeAmong, bps, priceMinor, someRules } from './basket-arbitraries.js';
import { aCoupon, aLine, amountOff, anOffer, NOON } from './basket-builders.js';

const RUNS = { numRuns: 600 };
const VARIANTS = ['v1', 'v2', 'v3', 'v4'];
const MERCHANTS = ['m1', 'm2', 'm3'];
const CATEGORIES = ['c1', 'c2'];
const aScope = scopeAmong({ merchants: MERCHANTS, categories: CATEGORIES, variants: VARIANTS });

const anyOffer: fc.Arbitrary<Offer> = fc
  .tuple(someRules, aScope, fc.integer({ min: -1, max: 3 }), fc.option(fc.integer({ min: 1, max: 4 })))
  .map(([rules, scope, endsInHours, perCustomerLimit]) =>
    anOffer(rules, {
      scope,
      endsAt: new Date(NOON.getTime() + endsInHours * 3_600_000),
      perCustomerLimit: rules.kind === 'flash_sale' ? perCustomerLimit : null,
    }),
  );

const anyLine: fc.Arbitrary<BasketLine> = fc
  .record({
    price: priceMinor,
    quantity: fc.integer({ min: 1, max: 5 }),
    variantId: fc.constantFrom(...VARIANTS),
    merchantId: fc.constantFrom(...MERCHANTS),
    categoryIds: fc.subarray(CATEGORIES),
    eligible: fc.option(fc.record({ offers: fc.boolean(), coupons: fc.boolean(), points: fc.boolean() }), {
      nil: undefined,
    }),
  })
  .map(({ price, quantity, eligible, ...rest }) =>
    aLine(price, quantity, { ...rest, ...(eligible !== undefined && { eligible }) }),
  );

const aBasket: fc.Arbitrary<BasketInput> = fc
  .record({
    lines: fc.array(anyLine, { minLength: 1, maxLength: 7 }),
    offers: fc.array(anyOffer, { maxLength: 6 }),
    coupons: fc.array(
      fc
        .tuple(aScope, fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 200 }), fc.option(bps))
        .map(([scope, minSpendMinor, offMinor, offBps]) =>
          aCoupon(offBps === null ? { kind: 'amount', offMinor } : { kind: 'percent', offBps, capMinor: null }, {
            scope,
            minSpendMinor,
          }),
        ),
      { maxLength: 3 },
    ),
    member: fc.option(fc.record({ tier: fc.constant('gold'), discountBps: fc.integer({ min: 0, max: 2_000 }) })),
    points: fc.option(fc.integer({ min: 0, max: 300 })),
    freeFrom: fc.option(fc.integer({ min: 1, max: 500 })),
  })
  .map(({ lines, offers, coupons, member, points, freeFrom }) => ({
    lines,
    offers,
    coupons,
    useCouponIds: coupons.map(({ couponId }) => couponId),
    member,
    ...(points !== null && { points: { use: points, available: points } }),
    shipping: new Map(MERCHANTS.map((id) => [id, { flatMinor: 70, perKgMinor: 33, freeFromMinor: freeFrom }])),
    settings: { pointsMultiple: 10 },
    now: NOON,
  }));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function totalsOf(priced: Breakdown): unknown {
  const { listMinor, lineOfferMinor, basketOfferMinor, couponMinor, pointsMinor, goodsMinor } = priced;
  const byId = (pairs: readonly (readonly [string, unknown])[]): unknown => Object.fromEntries(pairs);
  return {
    ...{ listMinor, lineOfferMinor, basketOfferMinor, couponMinor, pointsMinor, goodsMinor },
    shipping: byId(priced.shipping.map(({ merchantId, amountMinor }) => [merchantId, amountMinor])),
    total: priced.totalMinor,
    offers: byId(priced.basketOffers.map(({ offerId, applied, discountMinor }) => [offerId, [applied, discountMinor]])),
    coupons: byId(priced.coupons.map(({ couponId, state, amountMinor }) => [couponId, [state, amountMinor]])),
    claims: byId(priced.claims.map(({ offerId, units }) => [offerId, units])),
    gifts: priced.gifts,
  };
}

it('every line is a chain of amounts that never falls below zero, and the sums are the totals', () => {
  fc.assert(
    fc.property(aBasket, (basket) => {
      const priced = priceBasket(basket);
      for (const line of priced.lines) {
        expect(line.listMinor).toBe(line.unitListMinor * line.quantity);
        expect(sum(line.portions.map(({ units }) => units))).toBe(line.quantity);
        expect(sum(line.portions.map(({ units, unitMinor }) => units * unitMinor))).toBe(line.soldMinor);
        expect(line.listMinor - line.soldMinor).toBe(line.lineOffer?.savedMinor ?? 0);
        const shares = [line.basketOfferMinor, line.couponMinor, line.pointsMinor];
        let left = line.soldMinor;
        for (const share of shares) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(left);
          left -= share;
        }
        expect(line.payableMinor).toBe(left);
        if (line.unitListMinor === 0)
          expect([line.soldMinor, line.basketOfferId, line.lineOffer, left]).toEqual([0, null, null, 0]);
      }
      const column = (key: 'listMinor' | 'basketOfferMinor' | 'couponMinor' | 'pointsMinor' | 'payableMinor'): number =>
        sum(priced.lines.map((line) => line[key]));
      expect(column('listMinor')).toBe(priced.listMinor);
      expect(column('basketOfferMinor')).toBe(priced.basketOfferMinor);
      expect(column('couponMinor')).toBe(priced.couponMinor);
      expect(column('pointsMinor')).toBe(priced.pointsMinor);
      expect(column('payableMinor')).toBe(priced.goodsMinor);
      expect(sum(priced.shipping.map(({ amountMinor }) => amountMinor))).toBe(priced.shippingMinor);
      expect(priced.totalMinor).toBe(priced.goodsMinor + priced.shippingMinor);
      expect(sum(priced.basketOffers.map(({ discountMinor }) => discountMinor))).toBe(priced.basketOfferMinor);
      const applied = priced.coupons.filter(({ state }) => state === 'applied');
      expect(sum(applied.map(({ amountMinor }) => amountMinor))).toBe(priced.couponMinor);
      for (const coupon of applied) expect(sum(coupon.sharesMinor)).toBe(coupon.amountMinor);
      expect(priced.pointsMinor % 10).toBe(0);
    }),
    RUNS,
  );
});

it('the same basket twice gives the same breakdown', () => {
  fc.assert(
    fc.property(aBasket, (basket) => {
      expect(priceBasket(basket)).toEqual(priceBasket({ ...basket, offers: [...basket.offers!] }));
    }),
    RUNS,
  );
});

it('the order of lines and of offers does not change any total', () => {
  fc.assert(
    fc.property(aBasket, fc.infiniteStream(fc.nat(1_000)), (basket, stream) => {
      const shuffled = <T>(list: readonly T[]): T[] =>
        list
          .map((value) => ({ value, key: stream.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ value }) => value);
      const other = { ...basket, lines: shuffled(basket.lines), offers: shuffled(basket.offers!) };
      expect(totalsOf(priceBasket(other))).toEqual(totalsOf(priceBasket(basket)));
    }),
    { numRuns: 1_500 },
  );
});

it('nor does how lines are named: a cart names them by its rows, an order by their places, whatever becomes of a flash excess', () => {
  const policies = ['excess_normal', 'whole_line_normal', 'reject'] as const;
  const byPlace = (lines: readonly BasketLine[]): BasketLine[] =>
    lines.map((line, place) => ({ ...line, lineKey: String(place) }));
  const quantities = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(
      quantities,
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom(...policies),
      (units, limit, flashExcess) => {
        // One variant with other engravings, and every third line of another variant under the same limit.
        const lines = units.map((quantity, n) => aLine(990, quantity, { variantId: n % 3 === 2 ? 'v2' : 'v1' }));
        const offers = [
          anOffer({ kind: 'flash_sale', priceMinor: 590 }, { perCustomerLimit: limit }),
          anOffer(amountOff(3_000, 500)),
        ];
        const totals = (some: readonly BasketLine[]): unknown =>
          totalsOf(priceBasket({ lines: some, offers, now: NOON, settings: { flashExcess } }));
        expect(totals(byPlace(lines))).toEqual(totals(lines));
        expect(totals(byPlace(lines.toReversed()))).toEqual(totals(lines));
      },
    ),
    RUNS,
  );
});

it('a line takes part in at most one basket offer, and only in one whose scope holds it', () => {
  fc.assert(
    fc.property(aBasket, (basket) => {
      const priced = priceBasket(basket);
      const seen = new Set<string>();
      for (const offer of priced.basketOffers.filter(({ applied }) => applied)) {
        for (const lineKey of offer.lineKeys) {
          expect(seen.has(lineKey)).toBe(false);
          seen.add(lineKey);
          expect(priced.lines.find((line) => line.lineKey === lineKey)!.basketOfferId).toBe(offer.offerId);
        }
        expect(offer.baseMinor).toBeGreaterThanOrEqual(offer.tierFromMinor!);
      }
    }),
    RUNS,
  );
});

it('adding an item never raises the share of another by more than rounding', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 1, max: 60 }),
      (prices, more, offMinor) => {
        const off = Math.min(offMinor, sum(prices));
        const offers = [anOffer(amountOff(off, off))];
        const before = priceBasket({ lines: prices.map((price) => aLine(price)), offers, now: NOON });
        const after = priceBasket({ lines: [...prices, more].map((price) => aLine(price)), offers, now: NOON });
        before.lines.forEach((line, index) =>
          expect(after.lines[index]!.basketOfferMinor).toBeLessThanOrEqual(line.basketOfferMinor + 1),
        );
      },
    ),
    RUNS,
  );
});

it('flash units never exceed the limit, however lines share it', () => {
  fc.assert(
    fc.property(aBasket, (basket) => {
      const limits = new Map(basket.offers!.map(({ offerId, perCustomerLimit }) => [offerId, perCustomerLimit]));
      for (const { offerId, units } of priceBasket(basket).claims)
        expect(units).toBeLessThanOrEqual(limits.get(offerId) ?? Number.POSITIVE_INFINITY);
    }),
    RUNS,
  );
});

it('the parts of a split add up in every column, whoever serves which units', () => {
  const policies: readonly ShippingPolicy[] = ['proportional', 'equal', 'first'];
  fc.assert(
    fc.property(
      aBasket,
      fc.constantFrom(...policies),
      fc.integer({ min: 1, max: 4 }),
      fc.nat(100),
      fc.infiniteStream(fc.nat(1_000)),
      (basket, shippingPolicy, count, creditShare, stream) => {
        const priced = priceBasket(basket);
        const groups = Array.from({ length: count }, (_, index) => ({
          groupKey: String(index),
          lines: [] as { lineKey: string; quantity: number }[],
        }));
        for (const { lineKey, quantity } of priced.lines) {
          const first = 1 + ((stream.next().value as number) % quantity);
          const parts = first === quantity ? [quantity] : [first, quantity - first];
          parts.forEach((units, index) =>
            groups[((stream.next().value as number) + index) % count]!.lines.push({ lineKey, quantity: units }),
          );
        }
        const creditMinor = Math.floor((priced.totalMinor * creditShare) / 100);
        const shares = shareAmong(priced, groups, { creditMinor, shippingPolicy });
        const column = (
          key: 'listMinor' | 'goodsMinor' | 'pointsMinor' | 'shippingMinor' | 'creditMinor' | 'dueMinor',
        ): number => sum(shares.map((share) => share[key]));
        expect(column('listMinor')).toBe(priced.listMinor);
        expect(column('goodsMinor')).toBe(priced.goodsMinor);
        expect(column('pointsMinor')).toBe(priced.pointsMinor);
        expect(column('shippingMinor')).toBe(priced.shippingMinor);
        expect(column('creditMinor')).toBe(creditMinor);
        expect(column('dueMinor')).toBe(priced.totalMinor - creditMinor);
        for (const { listMinor, discountMinor, pointsMinor, goodsMinor, dueMinor } of shares) {
          expect(listMinor - discountMinor - pointsMinor).toBe(goodsMinor);
          expect(Math.min(discountMinor, goodsMinor, dueMinor)).toBeGreaterThanOrEqual(0);
        }
      },
    ),
    RUNS,
  );
});

/** What browsing shows of a price: for anybody and for each tier it is what a basket of one unit costs, whatever offers there are. */
import fc from 'fast-check';
import { raiseSnapshotVersion, uuid7 } from '#libs/platform';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import * as sql from '../db/offer.statements.js';
import { OfferSnapshot } from '../offer-snapshot.js';
import type { BasketInput, Member } from '../pricing/basket.types.js';
import type { PricedLine } from '../pricing/breakdown.types.js';
import { inScope } from '../pricing/offer-index.rules.js';
import { offerState, type Offer, type OfferRules } from '../pricing/offer.types.js';
import { priceBasket } from '../pricing/price-basket.rules.js';
import { PromotionSettings } from '../promotion.settings.js';
import { ShelfPrices, type ShelfGoods, type ShelfPrice } from '../shelf-prices.js';
import { scopeAmong, bps, priceMinor, someRules } from './basket-arbitraries.js';
import { anOffer } from './basket-builders.js';

const HOUR_MS = 3_600_000;
const ids = (count: number): string[] => Array.from({ length: count }, () => uuid7());
const NAMES = { merchants: ids(2), categories: ids(2), variants: ids(3) };

let test: TestDatabase;
let shelf: ShelfPrices;
let snapshot: OfferSnapshot;
/** Tiers with a discount on everything. */
let standing: readonly { readonly tier: string; readonly discountBps: number }[] = [];
beforeAll(async () => {
  test = await openTestDatabase();
  const settings = new PromotionSettings();
  snapshot = new OfferSnapshot(test.database, settings);
  shelf = new ShelfPrices(test.database, snapshot, settings, { discounts: () => standing });
});
afterAll(() => test.close());

/** An offer with the units of its quota that are claimed. */
interface Planted {
  readonly offer: Offer;
  readonly claimed: number;
}

/** Puts these offers in the place of those there were, seen by the snapshot at once. */
async function plant(planted: readonly Planted[]): Promise<void> {
  await test.database.transaction(async (tx) => {
    const version = await raiseSnapshotVersion(tx, 'promotion');
    await tx.query('DELETE FROM promotion.offer');
    for (const { offer, claimed } of planted) {
      const { offerId, name, rules, scope, preheatFrom, startsAt, endsAt, quota, perCustomerLimit } = offer;
      const terms = [offerId, rules.kind, name, scope, rules, preheatFrom, startsAt, endsAt, quota, perCustomerLimit];
      await tx.run(sql.insertOffer, [...terms, null, tx.now, version]);
      await tx.query('UPDATE promotion.offer SET claimed = $2, stopped_at = $3 WHERE id = $1', [
        offerId,
        claimed,
        offer.stoppedAt,
      ]);
    }
  });
  await snapshot.refresh();
}

/** The one line of a basket of one unit. */
function inBasket(
  goods: ShelfGoods,
  member: Member | null,
  offers: Pick<BasketInput, 'offers' | 'usage' | 'now'>,
): PricedLine {
  const line = { ...goods, lineKey: 'one', quantity: 1, weightGrams: 0, memberPrices: goods.memberPricesMinor };
  const breakdown = priceBasket({ ...offers, lines: [line], member });
  // What a basket offer takes off is the basket's, not the unit's: it is shown as a badge.
  expect(breakdown.lines[0]!.soldMinor - breakdown.basketOfferMinor).toBe(breakdown.totalMinor);
  return breakdown.lines[0]!;
}

const memberPriceOf = (price: ShelfPrice, tier: string): number => price.memberPricesMinor[tier] ?? price.priceMinor;

const cheapFlash = fc.nat(20).map((price): OfferRules => ({ kind: 'flash_sale', priceMinor: price }));

const anyOffer = (now: Date): fc.Arbitrary<Planted> =>
  fc
    .record({
      rules: fc.oneof({ weight: 3, arbitrary: someRules }, { weight: 1, arbitrary: cheapFlash }),
      scope: scopeAmong(NAMES),
      startsInHours: fc.integer({ min: -3, max: 2 }),
      lastsHours: fc.option(fc.integer({ min: 1, max: 3 })),
      preheats: fc.boolean(),
      isStopped: fc.nat(9).map((n) => n === 0),
      limit: fc.option(fc.integer({ min: 1, max: 3 })),
      quota: fc.option(fc.integer({ min: 1, max: 3 })),
      claimed: fc.nat(3),
    })
    .map(({ rules, scope, startsInHours, lastsHours, preheats, isStopped, limit, quota, claimed }) => {
      const startsMs = now.getTime() + startsInHours * HOUR_MS;
      const isFlash = rules.kind === 'flash_sale';
      const offer = anOffer(rules, {
        offerId: uuid7(),
        scope,
        startsAt: new Date(startsMs),
        endsAt: lastsHours === null ? null : new Date(startsMs + lastsHours * HOUR_MS),
        preheatFrom: preheats ? new Date(startsMs - HOUR_MS) : null,
        stoppedAt: isStopped ? new Date(startsMs) : null,
        perCustomerLimit: isFlash ? limit : null,
        quota: isFlash ? quota : null,
      });
      return { offer, claimed: Math.min(claimed, offer.quota ?? 0) };
    });

const anyGoods: fc.Arbitrary<ShelfGoods> = fc.record({
  variantId: fc.constantFrom(...NAMES.variants),
  merchantId: fc.constantFrom(...NAMES.merchants),
  categoryIds: fc.subarray(NAMES.categories),
  priceMinor,
  memberPricesMinor: fc.oneof(
    fc.constant({}),
    fc.record({ gold: priceMinor }),
    fc.record({ gold: priceMinor, silver: priceMinor }),
  ),
});

it('is the price of a basket of one unit for anybody and for every tier, now and later, over 150 random sets of offers', async () => {
  const now = await test.database.now();
  const moments = fc.array(fc.integer({ min: 0, max: 5 * 60 }), { minLength: 1, maxLength: 3 });
  const kinds = { flash: 0, line: 0, member: 0, standing: 0, badges: 0 };
  const run = fc.asyncProperty(
    fc.array(anyOffer(now), { maxLength: 8 }),
    fc.array(anyGoods, { minLength: 1, maxLength: 4 }),
    moments,
    bps,
    async (planted, goods, minutes, discountBps) => {
      // Of two tiers one gives a discount in two of three runs, and each time another array.
      standing = discountBps % 3 === 0 ? [] : [{ tier: 'silver', discountBps }];
      await plant(planted);
      const offers = planted.map(({ offer }) => offer);
      const usage = new Map(
        planted
          .filter(({ offer }) => offer.quota !== null)
          .map(({ offer, claimed }) => [offer.offerId, { boughtUnits: 0, unitsLeft: offer.quota! - claimed }]),
      );
      // In any order: what is kept for one moment must not be told of an earlier one.
      for (const at of minutes.map((count) => new Date(now.getTime() + count * 60_000))) {
        const context = { offers, usage, now: at };
        const prices = await shelf.of(goods, at);
        for (const [i, each] of goods.entries()) {
          const price = prices[i]!;
          const anybody = inBasket(each, null, context);
          expect([price.priceMinor, price.offerId]).toEqual([anybody.unitMinor, anybody.lineOffer?.offerId ?? null]);
          for (const tier of ['gold', 'silver', 'unheard-of']) {
            const known = standing.find((one) => one.tier === tier);
            const member = inBasket(each, { tier, discountBps: known?.discountBps ?? 0 }, context);
            expect([tier, memberPriceOf(price, tier)]).toEqual([tier, member.soldMinor]);
            if (member.lineOffer?.kind === 'member_percent' && member.lineOffer.offerId === null) kinds.standing += 1;
            if (member.soldMinor < anybody.soldMinor) kinds.member += 1;
          }
          if (anybody.lineOffer !== null) kinds[anybody.lineOffer.kind === 'flash_sale' ? 'flash' : 'line'] += 1;
          const line = { ...each, lineKey: '', quantity: 1, weightGrams: 0 };
          const shown = offers.filter(
            (offer) => inScope(offer.scope, line) && ['running', 'upcoming'].includes(offerState(offer, at)),
          );
          expect(price.offers.map(({ offerId }) => offerId).sort()).toEqual(shown.map(({ offerId }) => offerId).sort());
          kinds.badges += shown.length;
        }
      }
    },
  );
  await fc.assert(run, { numRuns: 150 });
  // The sets are worth the name when every kind of price was met.
  for (const [kind, met] of Object.entries(kinds)) expect([kind, met > 20]).toEqual([kind, true]);
});

it('follows a quota that runs out and comes back within a second, and begins and ends with the offer to the millisecond', async () => {
  const now = await test.database.now();
  const goods: ShelfGoods = {
    variantId: NAMES.variants[0]!,
    merchantId: NAMES.merchants[0]!,
    categoryIds: [],
    priceMinor: 9_900,
    memberPricesMinor: { gold: 8_900 },
  };
  const after = (ms: number): Date => new Date(now.getTime() + ms);
  const flash = anOffer(
    { kind: 'flash_sale', priceMinor: 5_900 },
    { offerId: uuid7(), quota: 2, startsAt: after(1_000), endsAt: after(HOUR_MS) },
  );
  await plant([{ offer: flash, claimed: 0 }]);
  const at = async (ms: number): Promise<unknown[]> => {
    const [price] = await shelf.of([goods], after(ms));
    return [price!.priceMinor, memberPriceOf(price!, 'gold')];
  };
  expect(await at(999)).toEqual([9_900, 8_900]);
  const generation = await shelf.generation(after(999));
  expect(await at(1_000)).toEqual([5_900, 5_900]);
  expect(await shelf.generation(after(1_000))).toBeGreaterThan(generation);
  const claimed = (units: number): Promise<unknown> =>
    test.database.query('UPDATE promotion.offer SET claimed = $2 WHERE id = $1', [flash.offerId, units]);
  await claimed(2);
  expect(await at(1_999)).toEqual([5_900, 5_900]);
  expect(await at(2_000)).toEqual([9_900, 8_900]);
  await claimed(1);
  expect(await at(3_000)).toEqual([5_900, 5_900]);
  expect(await at(HOUR_MS - 1)).toEqual([5_900, 5_900]);
  expect(await at(HOUR_MS)).toEqual([9_900, 8_900]);
});

it('keeps no price of before an offer began for whom asked after it, while quotas are being read', async () => {
  const now = await test.database.now();
  const after = (ms: number): Date => new Date(now.getTime() + ms);
  const goods = NAMES.variants.map((variantId): ShelfGoods => ({
    variantId,
    merchantId: NAMES.merchants[0]!,
    categoryIds: [],
    priceMinor: 9_900,
    memberPricesMinor: {},
  }));
  // A flash sale is on, so quotas are read; of something else, so that it changes no price here.
  const flash = anOffer(
    { kind: 'flash_sale', priceMinor: 1 },
    {
      offerId: uuid7(),
      quota: 2,
      startsAt: after(-HOUR_MS),
      endsAt: null,
      scope: { kind: 'variants', ids: [uuid7()] },
    },
  );
  const begins = anOffer(
    { kind: 'item_price', priceMinor: 5_900 },
    { offerId: uuid7(), startsAt: after(1_000), endsAt: null },
  );
  standing = [];
  await plant([flash, begins].map((offer) => ({ offer, claimed: 0 })));
  const prices = async (asked: readonly ShelfGoods[], ms: number): Promise<unknown> =>
    (await shelf.of(asked, after(ms))).map(({ priceMinor: minor, offers }) => [minor, offers[0]?.state]);
  let readOn!: () => void;
  const held = new Promise<void>((resolve) => (readOn = resolve));
  const run = test.database.run.bind(test.database);
  const spy = jest.spyOn(test.database, 'run').mockImplementationOnce(async (...query) => {
    await held;
    return run(...query);
  });
  try {
    const early = prices(goods, 999);
    expect(await prices(goods.slice(0, 1), 1_001)).toEqual([[5_900, 'running']]);
    readOn();
    expect(await early).toEqual(goods.map(() => [9_900, undefined]));
    expect(await prices(goods, 1_002)).toEqual(goods.map(() => [5_900, 'running']));
  } finally {
    spy.mockRestore();
  }
});

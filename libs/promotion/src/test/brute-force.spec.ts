/** Whole baskets against brute force: every way to give each line to one of the basket offers that speak of it, or to none. */
import fc from 'fast-check';
import type { BasketLine } from '../pricing/basket.types.js';
import type { BasketOfferResult, Breakdown } from '../pricing/breakdown.types.js';
import { inScope } from '../pricing/offer-index.rules.js';
import type { Offer } from '../pricing/offer.types.js';
import { priceBasket } from '../pricing/price-basket.rules.js';
import { scopeAmong, priceMinor, someRules } from './basket-arbitraries.js';
import { aLine, anOffer, NOON } from './basket-builders.js';

const NAMES = { merchants: ['m1', 'm2'], categories: ['c1', 'c2'], variants: ['v1', 'v2', 'v3'] };
const HOUR_MS = 3_600_000;

const basketOffer: fc.Arbitrary<Offer> = fc
  .tuple(
    someRules.filter(({ kind }) => kind.startsWith('threshold_')),
    scopeAmong(NAMES),
    fc.integer({ min: -1, max: 3 }),
  )
  .map(([rules, scope, endsInHours]) =>
    anOffer(rules, { scope, endsAt: new Date(NOON.getTime() + endsInHours * HOUR_MS) }),
  );

const line: fc.Arbitrary<BasketLine> = fc
  .record({
    price: priceMinor,
    quantity: fc.integer({ min: 1, max: 3 }),
    variantId: fc.constantFrom(...NAMES.variants),
    merchantId: fc.constantFrom(...NAMES.merchants),
    categoryIds: fc.subarray(NAMES.categories),
  })
  .map(({ price, quantity, ...rest }) => aLine(price, quantity, rest));

/** What an offer gives on lines that come to `sumMinor`, straight from its terms. */
function gives({ rules }: Offer, sumMinor: number): number {
  let best = 0;
  if (rules.kind === 'threshold_amount_off')
    for (const { fromMinor, offMinor } of rules.tiers) if (fromMinor <= sumMinor) best = Math.max(best, offMinor);
  if (rules.kind === 'threshold_gift')
    for (const { fromMinor, gift } of rules.tiers) if (fromMinor <= sumMinor) best = Math.max(best, gift.valueMinor);
  if (rules.kind === 'threshold_percent_off') {
    let bps = 0;
    for (const { fromMinor, offBps } of rules.tiers) if (fromMinor <= sumMinor) bps = Math.max(bps, offBps);
    const [whole, rest] = [Math.floor((sumMinor * bps) / 10_000), (sumMinor * bps) % 10_000];
    best = rest > 5_000 || (rest === 5_000 && whole % 2 === 1) ? whole + 1 : whole;
  }
  return best;
}

function bestByForce(lines: readonly BasketLine[], offers: readonly Offer[]): number {
  const sums = offers.map(() => 0);
  let best = 0;
  const place = (at: number): void => {
    if (at === lines.length) {
      best = Math.max(
        best,
        offers.reduce((total, offer, index) => total + gives(offer, sums[index]!), 0),
      );
      return;
    }
    place(at + 1);
    const { priceMinor: price, quantity } = lines[at]!;
    offers.forEach((offer, index) => {
      if (price === 0 || !inScope(offer.scope, lines[at]!)) return;
      sums[index]! += price * quantity;
      place(at + 1);
      sums[index]! -= price * quantity;
    });
  };
  place(0);
  return best;
}

const running = (offer: Offer): boolean => offer.endsAt!.getTime() > NOON.getTime();

/** What the applied offers give, a gift by its declared value. */
function given({ basketOffers, gifts }: Breakdown, offers: readonly Offer[]): number {
  return basketOffers
    .filter(({ applied }) => applied)
    .reduce((total, { offerId, baseMinor, discountMinor }) => {
      const offer = offers.find((each) => each.offerId === offerId)!;
      const isGift = gifts.some((gift) => gift.offerId === offerId);
      return total + (isGift ? gives(offer, baseMinor) : discountMinor);
    }, 0);
}

it('no combination saves more than the one that is applied', () => {
  let contested = 0;
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 6 }),
      fc.array(basketOffer, { minLength: 1, maxLength: 4 }),
      (lines, offers) => {
        const priced = priceBasket({ lines, offers, now: NOON });
        expect(priced.bestProven).toBe(true);
        expect(given(priced, offers)).toBe(bestByForce(lines, offers.filter(running)));
        if (priced.basketOffers.filter(({ applied }) => applied).length > 1) contested += 1;
      },
    ),
    { numRuns: 1_000 },
  );
  expect(contested).toBeGreaterThan(50);
});

it('an offer that is not applied names the lines that could still take part, what they come to and what is missing', () => {
  let left = 0;
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 8 }),
      fc.array(basketOffer, { minLength: 1, maxLength: 6 }),
      (lines, offers) => {
        const { basketOffers } = priceBasket({ lines, offers, now: NOON });
        const taken = new Set(basketOffers.flatMap(({ applied, lineKeys }) => (applied ? lineKeys : [])));
        for (const result of basketOffers.filter(({ applied }) => !applied)) {
          const offer = offers.find(({ offerId }) => offerId === result.offerId)!;
          const mine = lines.filter((each) => each.priceMinor > 0 && inScope(offer.scope, each));
          const free = mine.filter(({ lineKey }) => !taken.has(lineKey));
          const named = free.length > 0 ? free : mine;
          expect(result.lineKeys).toEqual(named.map(({ lineKey }) => lineKey));
          expect(result.baseMinor).toBe(named.reduce((sum, each) => sum + each.priceMinor * each.quantity, 0));
          if (result.next !== null) expect(result.next.fromMinor - result.next.addMinor).toBe(result.baseMinor);
          expect(result.reason).toBe(reasonOf(offer, mine));
          if (result.reason === 'OTHER_OFFER') left += 1;
        }
      },
    ),
    { numRuns: 2_000 },
  );
  expect(left).toBeGreaterThan(50);
});

function reasonOf({ rules }: Offer, mine: readonly BasketLine[]): BasketOfferResult['reason'] {
  const all = mine.reduce((sum, { priceMinor: price, quantity }) => sum + price * quantity, 0);
  const lowest = 'tiers' in rules ? Math.min(...rules.tiers.map(({ fromMinor }) => fromMinor)) : 0;
  return all < lowest ? 'BELOW_THRESHOLD' : 'OTHER_OFFER';
}

/** What a list shows of several variants at once. */
import type { OfferBadge, OfferedPrice } from '../catalog.ports.js';
import { cardPrice } from '../card-price.rules.js';

const NOON_MS = Date.UTC(2026, 2, 1, 12);
const badge = (offerId: string, state: OfferBadge['state'], endsInHours: number | null): OfferBadge => ({
  offerId,
  kind: 'item_price',
  name: offerId,
  state,
  startsAt: new Date(NOON_MS),
  endsAt: endsInHours === null ? null : new Date(NOON_MS + endsInHours * 3_600_000),
});
const price = (priceMinor: number, more: Partial<OfferedPrice> = {}): OfferedPrice => ({
  priceMinor,
  offerId: null,
  memberPricesMinor: {},
  offers: [],
  ...more,
});

it('is the price itself of one variant, and none of none', () => {
  const only = price(1_000, { memberPricesMinor: { gold: 900 }, offers: [badge('a', 'running', 1)] });
  expect(cardPrice([only])).toBe(only);
  expect(cardPrice([])).toBeUndefined();
});

it('is the cheapest variant for anybody, with the offer that makes it', () => {
  expect(cardPrice([price(1_200), price(900, { offerId: 'sale' }), price(1_000)])).toMatchObject({
    priceMinor: 900,
    offerId: 'sale',
  });
});

it('is the cheapest variant of each tier, which may be another one, and says nothing where that is no less', () => {
  // Anybody: 10.00. Gold: 12.00 → 7.00. Silver: 8.00 of 12.00, 9.50 of 10.00. Bronze's 11.00 is more than 10.00.
  expect(
    cardPrice([
      price(1_000, { memberPricesMinor: { silver: 950 } }),
      price(1_200, { memberPricesMinor: { gold: 700, silver: 800, bronze: 1_100 } }),
    ])!.memberPricesMinor,
  ).toEqual({ gold: 700, silver: 800 });
});

it('names the offers of all its variants once, running first, each by its end, ten at most', () => {
  const [open, soon, late] = [badge('open', 'running', null), badge('soon', 'running', 1), badge('late', 'running', 5)];
  const next = badge('next', 'upcoming', 2);
  expect(
    cardPrice([price(1_000, { offers: [late, open] }), price(2_000, { offers: [soon, late, next] })])!.offers,
  ).toEqual([soon, late, open, next]);
  const many = Array.from({ length: 11 }, (_, n) => price(1_000, { offers: [badge(`o${n}`, 'running', n + 1)] }));
  expect(cardPrice(many)!.offers.map(({ offerId }) => offerId)).toEqual(
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `o${n}`),
  );
});

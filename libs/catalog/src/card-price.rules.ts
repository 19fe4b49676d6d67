/** What a list shows of a product whose variants have prices and offers of their own. Pure. */
import type { OfferBadge, OfferedPrice } from './catalog.ports.js';

/** The most offers that a card names. */
export const CARD_OFFERS_MAX = 10;

/**
 * The lowest price of these variants for anybody, with the offer that makes it; each tier's lowest where that is less; and the offers of
 * all of them, running ones first, each by its end. `undefined` for no variant.
 */
export function cardPrice(prices: readonly OfferedPrice[]): OfferedPrice | undefined {
  const [first] = prices;
  if (first === undefined || prices.length === 1) return first;
  let best = first;
  for (const price of prices) if (price.priceMinor < best.priceMinor) best = price;
  return { ...best, memberPricesMinor: lowestByTier(prices, best), offers: offersOfAll(prices) };
}

function lowestByTier(prices: readonly OfferedPrice[], best: OfferedPrice): OfferedPrice['memberPricesMinor'] {
  // A tier that a variant has no price for pays what anybody does, and that is never less than the best.
  const lowest: Record<string, number> = {};
  for (const { memberPricesMinor } of prices)
    for (const [tier, priceMinor] of Object.entries(memberPricesMinor))
      if (priceMinor < Math.min(best.priceMinor, lowest[tier] ?? Infinity)) lowest[tier] = priceMinor;
  return lowest;
}

function offersOfAll(prices: readonly OfferedPrice[]): readonly OfferBadge[] {
  const all = new Map<string, OfferBadge>();
  for (const { offers } of prices) for (const badge of offers) all.set(badge.offerId, badge);
  const endMs = ({ endsAt }: OfferBadge): number => endsAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
  return [...all.values()]
    .sort((a, b) => (a.state === b.state ? endMs(a) - endMs(b) : a.state === 'running' ? -1 : 1))
    .slice(0, CARD_OFFERS_MAX);
}

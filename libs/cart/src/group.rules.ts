/**
 * The groups of a cart. A running basket offer makes a group of the lines it is best for; the rest are grouped by seller. Which
 * offer a line goes with is decided over all lines on the shelf: ticking a line off, or stock running out, moves nothing.
 */
import { explainNextTier, type BasketOfferResult, type Breakdown, type NextTier, type Offer } from '#libs/promotion';
import type { CartGroupAnswer, CartLineAnswer } from './http/cart.answers.js';
import type { GroupOfferAnswer, NextTierAnswer } from './http/offer.answers.js';
import type { PricedCart } from './pricing.rules.js';

/** A line with what its group is decided by. */
export interface LineInGroup {
  readonly line: CartLineAnswer;
  readonly merchantId: string;
  readonly sellerName: string | null;
}

/** The key of the lines that are off shelf. */
export const OFF_SHELF_KEY = 'off_shelf';

/** Groups lines that come newest first: so each group has its newest first, and groups stand by their newest line. */
export function groupsOf(
  lines: readonly LineInGroup[],
  priced: PricedCart,
  offers: ReadonlyMap<string, Offer>,
): CartGroupAnswer[] {
  const offerOfLine = groupOffers(priced.all);
  const members = new Map<string, LineInGroup[]>();
  for (const each of lines) {
    const offerId = offerOfLine.get(each.line.id);
    const key = offerId === undefined ? `merchant:${each.merchantId}` : `offer:${offerId}`;
    const group = members.get(key);
    if (group === undefined) members.set(key, [each]);
    else group.push(each);
  }
  const results = new Map(priced.selected.basketOffers.map((result) => [result.offerId, result]));
  return [...members].map(([key, group]) => {
    const offer = key.startsWith('offer:') ? offers.get(key.slice('offer:'.length)) : undefined;
    const { merchantId, sellerName } = group[0]!;
    const isOneSellers = group.every((each) => each.merchantId === merchantId);
    return {
      key,
      kind: offer === undefined ? 'merchant' : 'offer',
      merchantId: isOneSellers ? merchantId : null,
      // Lines of one seller stand under the seller's name, with an offer or without.
      title: isOneSellers ? sellerName : (offer?.name ?? null),
      selection: selectionOf(group),
      offer: offer === undefined ? null : groupOffer(offer, results.get(offer.offerId), priced.selected),
      lines: group.map((each) => each.line),
    };
  });
}

/** The offer whose group each line is in, by line id; a line that is in none is not in the map. */
function groupOffers({ lines, basketOffers }: Breakdown): ReadonlyMap<string, string> {
  const offerOfLine = new Map<string, string>();
  for (const { lineKey, basketOfferId } of lines) if (basketOfferId !== null) offerOfLine.set(lineKey, basketOfferId);
  // Of offers not reached yet the nearest one; as near, the one ending first, in whose order the results come.
  const waiting = basketOffers.filter(
    ({ applied, reason, next }) => !applied && reason !== 'UPCOMING' && next !== null,
  );
  const nearest = waiting.toSorted((a, b) => a.next!.addMinor - b.next!.addMinor);
  for (const { offerId, lineKeys } of nearest)
    for (const key of lineKeys) if (!offerOfLine.has(key)) offerOfLine.set(key, offerId);
  return offerOfLine;
}

function groupOffer(offer: Offer, result: BasketOfferResult | undefined, selected: Breakdown): GroupOfferAnswer {
  const known = result ?? untouched(offer);
  const gift = selected.gifts.find(({ offerId }) => offerId === offer.offerId);
  return {
    offerId: offer.offerId,
    kind: offer.rules.kind,
    name: offer.name,
    endsAt: offer.endsAt?.toISOString() ?? null,
    applied: known.applied,
    base: known.baseMinor,
    discount: known.discountMinor,
    gift: gift === undefined ? null : { ...gift },
    next: known.next === null ? null : nextTier(offer.offerId, known.next),
    text: explainNextTier(known) || null,
    lineIds: [...known.lineKeys],
  };
}

/** An offer of which no line is selected: all of its first tier is missing. */
function untouched(offer: Offer): BasketOfferResult {
  const { offerId, name, endsAt, rules } = offer;
  return {
    offerId,
    kind: rules.kind,
    name,
    endsAt,
    applied: false,
    reason: 'BELOW_THRESHOLD',
    lineKeys: [],
    baseMinor: 0,
    discountMinor: 0,
    tierFromMinor: null,
    next: firstTier(offer),
  };
}

/** What the lowest tier of a basket offer takes; `null` for an offer without tiers. */
export function firstTier({ rules }: Offer): NextTier | null {
  if (!('tiers' in rules)) return null;
  const tier = rules.tiers.toSorted((a, b) => a.fromMinor - b.fromMinor)[0];
  return tier === undefined ? null : { ...tier, addMinor: tier.fromMinor };
}

/** A tier as it is answered. */
export function nextTier(offerId: string, { fromMinor, addMinor, offMinor, offBps, gift }: NextTier): NextTierAnswer {
  return {
    from: fromMinor,
    add: addMinor,
    ...(offMinor !== undefined && { off: offMinor }),
    ...(offBps !== undefined && { offBps }),
    ...(gift !== undefined && { gift: { offerId, variantId: gift.variantId, quantity: gift.quantity } }),
  };
}

function selectionOf(group: readonly LineInGroup[]): 'all' | 'some' | 'none' {
  const selectable = group.filter(({ line }) => line.selectable);
  const selected = selectable.filter(({ line }) => line.selected).length;
  if (selected === 0) return 'none';
  return selected === selectable.length ? 'all' : 'some';
}

/** The offers that a line is marked with: what it has, what it could have, what is to come. */
import {
  explainNextTier,
  explainNotApplied,
  type BasketOfferResult,
  type Breakdown,
  type Offer,
} from '#libs/promotion';
import type { OfferBadgeAnswer, ShownOfferAnswer } from './http/offer.answers.js';

/** The most badges of a line: the rest would be a list of all offers, and there is a resource for that. */
export const BADGES_MAX = 4;

/** The badges of all lines of a breakdown, by line key: applied first, then possible, then upcoming. */
export function badgesOf(breakdown: Breakdown): ReadonlyMap<string, OfferBadgeAnswer[]> {
  const badges = new Map<string, OfferBadgeAnswer[]>();
  for (const { lineKey, lineOffer, notApplied } of breakdown.lines) {
    const own: OfferBadgeAnswer[] = [];
    if (lineOffer !== null) {
      const note = notApplied.find(({ offerId, units }) => offerId === lineOffer.offerId && units !== undefined);
      own.push({
        offerId: lineOffer.offerId,
        state: 'applied',
        saved: lineOffer.savedMinor,
        text: note === undefined ? null : explainNotApplied(note),
      });
    }
    badges.set(lineKey, own);
  }
  addBasketBadges(breakdown, badges, (result) => result.applied);
  addBasketBadges(breakdown, badges, (result) => result.reason === 'BELOW_THRESHOLD');
  addSpentAndUpcoming(breakdown, badges);
  addBasketBadges(breakdown, badges, (result) => result.reason === 'UPCOMING');
  return badges;
}

/** The offers that badges speak of, each once. */
export function offersShown(
  badges: Iterable<readonly OfferBadgeAnswer[]>,
  offers: ReadonlyMap<string, Offer>,
): ShownOfferAnswer[] {
  const shown = new Map<string, ShownOfferAnswer>();
  for (const own of badges) {
    for (const { offerId } of own) {
      if (offerId === null || shown.has(offerId)) continue;
      const offer = offers.get(offerId);
      if (offer === undefined) continue;
      const { name, rules, startsAt, endsAt } = offer;
      shown.set(offerId, {
        offerId,
        kind: rules.kind,
        name,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt?.toISOString() ?? null,
      });
    }
  }
  return [...shown.values()];
}

function addBasketBadges(
  { basketOffers }: Breakdown,
  badges: ReadonlyMap<string, OfferBadgeAnswer[]>,
  isMeant: (result: BasketOfferResult) => boolean,
): void {
  for (const result of basketOffers) {
    if (!isMeant(result)) continue;
    const isUpcoming = result.reason === 'UPCOMING';
    // One object for all lines of the offer: it says the same on each.
    const badge: OfferBadgeAnswer = {
      offerId: result.offerId,
      state: result.applied ? 'applied' : isUpcoming ? 'upcoming' : 'possible',
      saved: null,
      text: isUpcoming ? null : explainNextTier(result) || null,
    };
    for (const key of result.lineKeys) add(badges.get(key), badge);
  }
}

/** Flash sales of which nothing is left for this line, and line offers that are announced. */
function addSpentAndUpcoming({ lines }: Breakdown, badges: ReadonlyMap<string, OfferBadgeAnswer[]>): void {
  for (const { lineKey, notApplied, lineOffer } of lines) {
    for (const note of notApplied) {
      const isUpcoming = note.reason === 'UPCOMING';
      if ((!isUpcoming && note.units === undefined) || note.offerId === lineOffer?.offerId) continue;
      add(badges.get(lineKey), {
        offerId: note.offerId,
        state: isUpcoming ? 'upcoming' : 'possible',
        saved: null,
        text: isUpcoming ? null : explainNotApplied(note),
      });
    }
  }
}

function add(badges: OfferBadgeAnswer[] | undefined, badge: OfferBadgeAnswer): void {
  if (badges !== undefined && badges.length < BADGES_MAX) badges.push(badge);
}

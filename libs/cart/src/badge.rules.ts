/** The offers that a line is marked with: what it has, what it could have, what is to come. */
import {
  explainNextTier,
  explainNotApplied,
  type BasketOfferResult,
  type Breakdown,
  type Offer,
} from '#libs/promotion';
import type { OfferBadgeAnswer } from './http/offer.answers.js';

/** The most badges of a line: the rest would be a list of all offers, and there is a resource for that. */
export const BADGES_MAX = 5;

/** The badges of all lines of a breakdown, by line key: applied first, then possible, then upcoming. */
export function badgesOf(
  breakdown: Breakdown,
  offers: ReadonlyMap<string, Offer>,
): ReadonlyMap<string, OfferBadgeAnswer[]> {
  const badges = new Map<string, OfferBadgeAnswer[]>();
  for (const line of breakdown.lines) {
    const own: OfferBadgeAnswer[] = [];
    const { lineOffer } = line;
    if (lineOffer !== null) {
      const note = line.notApplied.find(({ offerId, units }) => offerId === lineOffer.offerId && units !== undefined);
      own.push({
        offerId: lineOffer.offerId,
        kind: lineOffer.kind,
        name: lineOffer.name,
        state: 'applied',
        saved: lineOffer.savedMinor,
        text: note === undefined ? null : explainNotApplied(note),
        startsAt: null,
        endsAt: timeOf(lineOffer.offerId === null ? null : (offers.get(lineOffer.offerId)?.endsAt ?? null)),
      });
    }
    badges.set(line.lineKey, own);
  }
  addBasketBadges(breakdown, offers, badges, (result) => result.applied);
  addBasketBadges(breakdown, offers, badges, (result) => result.reason === 'BELOW_THRESHOLD');
  addSpentAndUpcoming(breakdown, offers, badges);
  addBasketBadges(breakdown, offers, badges, (result) => result.reason === 'UPCOMING');
  return badges;
}

function addBasketBadges(
  { basketOffers }: Breakdown,
  offers: ReadonlyMap<string, Offer>,
  badges: ReadonlyMap<string, OfferBadgeAnswer[]>,
  isMeant: (result: BasketOfferResult) => boolean,
): void {
  for (const result of basketOffers) {
    if (!isMeant(result)) continue;
    const isUpcoming = result.reason === 'UPCOMING';
    // One object for all lines of the offer: it says the same on each.
    const badge: OfferBadgeAnswer = {
      offerId: result.offerId,
      kind: result.kind,
      name: result.name,
      state: result.applied ? 'applied' : isUpcoming ? 'upcoming' : 'possible',
      saved: null,
      text: isUpcoming ? null : explainNextTier(result) || null,
      startsAt: isUpcoming ? timeOf(offers.get(result.offerId)?.startsAt ?? null) : null,
      endsAt: timeOf(result.endsAt),
    };
    for (const key of result.lineKeys) add(badges.get(key), badge);
  }
}

/** Flash sales of which nothing is left for this line, and line offers that are announced. */
function addSpentAndUpcoming(
  { lines }: Breakdown,
  offers: ReadonlyMap<string, Offer>,
  badges: ReadonlyMap<string, OfferBadgeAnswer[]>,
): void {
  for (const { lineKey, notApplied, lineOffer } of lines) {
    for (const note of notApplied) {
      const isUpcoming = note.reason === 'UPCOMING';
      if (!isUpcoming && note.units === undefined) continue;
      const offer = offers.get(note.offerId);
      if (offer === undefined || note.offerId === lineOffer?.offerId) continue;
      add(badges.get(lineKey), {
        offerId: note.offerId,
        kind: offer.rules.kind,
        name: offer.name,
        state: isUpcoming ? 'upcoming' : 'possible',
        saved: null,
        text: isUpcoming ? null : explainNotApplied(note),
        startsAt: isUpcoming ? timeOf(offer.startsAt) : null,
        endsAt: timeOf(offer.endsAt),
      });
    }
  }
}

function add(badges: OfferBadgeAnswer[] | undefined, badge: OfferBadgeAnswer): void {
  if (badges !== undefined && badges.length < BADGES_MAX) badges.push(badge);
}

function timeOf(time: Date | null): string | null {
  return time === null ? null : time.toISOString();
}

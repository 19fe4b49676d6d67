/** Step 2 of pricing: threshold offers over groups of lines. A line takes part in at most one; the best combination wins. */
import type { Minor } from '#libs/platform';
import { bestCombination } from './best-combination.rules.js';
import type { BasketLine } from './basket.types.js';
import type { BasketOfferResult, GiftLine, NextTier } from './breakdown.types.js';
import { type Rival, rivalOf, stepReached, worth } from './competition.rules.js';
import { compareLines, isRunning, isUpcoming, type SoldLine } from './line-offer.rules.js';
import { type IndexedOffer, offersOf, type ScopeIndex } from './offer-index.rules.js';
import type { Offer } from './offer.types.js';

/** A basket offer that applies, with the lines that take part (indices into the basket, ascending). */
export interface AppliedBasketOffer {
  readonly offer: Offer;
  readonly lines: readonly number[];
  readonly discountMinor: Minor;
}

/** The outcome of step 2 before its discounts are shared among lines. */
export interface BasketOffers {
  readonly applied: readonly AppliedBasketOffer[];
  readonly results: readonly BasketOfferResult[];
  readonly gifts: readonly GiftLine[];
  readonly proven: boolean;
}

/** An offer that some line is in the scope of. */
interface InPlay {
  readonly indexed: IndexedOffer;
  readonly rival: Rival;
  readonly running: boolean;
  /** The lines in scope, ascending. */
  readonly lines: number[];
  totalMinor: Minor;
}

const NO_OFFERS: BasketOffers = { applied: [], results: [], gifts: [], proven: true };
const rivals = new WeakMap<Offer, Rival>();

/** Chooses the combination of basket offers worth most on what step 1 left of the lines. */
export function applyBasketOffers(
  lines: readonly BasketLine[],
  sold: readonly SoldLine[],
  index: ScopeIndex,
  nowMs: number,
): BasketOffers {
  const inPlay = offersInPlay(lines, sold, index, nowMs);
  if (inPlay.length === 0) return NO_OFFERS;
  const competing = inPlay.filter((each) => each.running && worth(each.rival, each.totalMinor) > 0);
  const { chosen, proven } = combine(lines, sold, competing);
  const applied: AppliedBasketOffer[] = [];
  const gifts: GiftLine[] = [];
  const results = inPlay.map((each) => {
    const taking = competing.indexOf(each);
    const mine = taking < 0 ? [] : each.lines.filter((line) => chosen[line] === taking);
    const sumMinor = sumOf(mine, sold);
    const reached = stepReached(each.rival, sumMinor);
    if (reached < 0) return notApplied(each, lines, sold, chosen);
    const { offer } = each.indexed;
    const isGift = offer.rules.kind === 'threshold_gift';
    const discountMinor = isGift ? 0 : worth(each.rival, sumMinor);
    applied.push({ offer, lines: mine, discountMinor });
    const tierFromMinor = each.rival.steps[reached]!.fromMinor;
    if (offer.rules.kind === 'threshold_gift') {
      const { gift } = offer.rules.tiers.find((tier) => tier.fromMinor === tierFromMinor)!;
      gifts.push({ offerId: offer.offerId, variantId: gift.variantId, quantity: gift.quantity });
    }
    return resultOf(each, lines, mine, sumMinor, { applied: true, reason: null, discountMinor, tierFromMinor });
  });
  return { applied, results, gifts, proven };
}

function offersInPlay(
  lines: readonly BasketLine[],
  sold: readonly SoldLine[],
  index: ScopeIndex,
  nowMs: number,
): InPlay[] {
  const found = new Map<IndexedOffer, InPlay | null>();
  for (let line = 0; line < lines.length; line++) {
    const amount = sold[line]!.soldMinor;
    if (amount === 0) continue;
    for (const indexed of offersOf(index, lines[line]!)) {
      let each = found.get(indexed);
      if (each === undefined) {
        const running = isRunning(indexed, nowMs);
        each =
          running || isUpcoming(indexed, nowMs)
            ? { indexed, rival: knownRival(indexed.offer), running, lines: [], totalMinor: 0 }
            : null;
        found.set(indexed, each);
      }
      if (each === null) continue;
      each.lines.push(line);
      each.totalMinor += amount;
    }
  }
  const inPlay: InPlay[] = [];
  for (const each of found.values()) if (each !== null) inPlay.push(each);
  return inPlay.sort((a, b) => a.indexed.rank - b.indexed.rank);
}

function knownRival(offer: Offer): Rival {
  let rival = rivals.get(offer);
  if (rival === undefined) rivals.set(offer, (rival = rivalOf(offer)));
  return rival;
}

/** Which of `competing` each line of the basket takes part in, −1 for none. */
function combine(
  lines: readonly BasketLine[],
  sold: readonly SoldLine[],
  competing: readonly InPlay[],
): { chosen: number[]; proven: boolean } {
  const chosen: number[] = new Array(lines.length).fill(-1);
  const candidates: (number[] | undefined)[] = new Array(lines.length);
  let contested = false;
  competing.forEach((each, rival) => {
    for (const line of each.lines) {
      const known = candidates[line];
      if (known === undefined) candidates[line] = [rival];
      else {
        known.push(rival);
        contested = true;
      }
    }
  });
  if (!contested) {
    candidates.forEach((candidate, line) => (chosen[line] = candidate![0]!));
    return { chosen, proven: true };
  }
  // In an order of their own, so that which lines win does not depend on how the basket lists them.
  const order = lines.map((_, line) => line).filter((line) => candidates[line] !== undefined);
  order.sort((a, b) => sold[b]!.soldMinor - sold[a]!.soldMinor || compareLines(lines[a]!, lines[b]!));
  const best = bestCombination(
    competing.map((each) => each.rival),
    order.map((line) => sold[line]!.soldMinor),
    order.map((line) => candidates[line]!),
  );
  const sums: Minor[] = new Array(competing.length).fill(0);
  best.chosen.forEach((rival, position) => {
    if (rival >= 0) sums[rival]! += sold[order[position]!]!.soldMinor;
  });
  // Lines may be left with an offer that lost its threshold to a better one: they are free for what else could be reached.
  order.forEach((line, position) => {
    const rival = best.chosen[position]!;
    if (rival >= 0 && stepReached(competing[rival]!.rival, sums[rival]!) >= 0) chosen[line] = rival;
  });
  return { chosen, proven: best.proven };
}

function notApplied(
  each: InPlay,
  lines: readonly BasketLine[],
  sold: readonly SoldLine[],
  chosen: readonly number[],
): BasketOfferResult {
  // A line that another offer has cannot count here; a line that lies free could.
  const free = each.lines.filter((line) => chosen[line] === -1);
  const lowest = each.rival.steps[0]?.fromMinor ?? Number.POSITIVE_INFINITY;
  const reason = !each.running ? 'UPCOMING' : each.totalMinor < lowest ? 'BELOW_THRESHOLD' : 'OTHER_OFFER';
  const fallback = free.length > 0 ? free : each.lines;
  return resultOf(each, lines, fallback, sumOf(fallback, sold), {
    applied: false,
    reason,
    discountMinor: 0,
    tierFromMinor: null,
  });
}

function resultOf(
  each: InPlay,
  lines: readonly BasketLine[],
  mine: readonly number[],
  baseMinor: Minor,
  outcome: Pick<BasketOfferResult, 'applied' | 'reason' | 'discountMinor' | 'tierFromMinor'>,
): BasketOfferResult {
  const { offer } = each.indexed;
  return {
    offerId: offer.offerId,
    kind: offer.rules.kind,
    name: offer.name,
    endsAt: offer.endsAt,
    applied: outcome.applied,
    reason: outcome.reason,
    lineKeys: mine.map((line) => lines[line]!.lineKey),
    baseMinor,
    discountMinor: outcome.discountMinor,
    tierFromMinor: outcome.tierFromMinor,
    next: nextTier(offer, each.rival, baseMinor),
  };
}

/** The lowest tier above what the lines come to. */
function nextTier(offer: Offer, rival: Rival, baseMinor: Minor): NextTier | null {
  const step = rival.steps.find(({ fromMinor }) => fromMinor > baseMinor);
  if (step === undefined) return null;
  const { fromMinor } = step;
  const next = { fromMinor, addMinor: fromMinor - baseMinor };
  switch (offer.rules.kind) {
    case 'threshold_amount_off':
      return { ...next, offMinor: step.gives };
    case 'threshold_percent_off':
      return { ...next, offBps: step.gives };
    case 'threshold_gift':
      return { ...next, gift: offer.rules.tiers.find((tier) => tier.fromMinor === fromMinor)!.gift };
    default:
      return null;
  }
}

function sumOf(mine: readonly number[], sold: readonly SoldLine[]): Minor {
  let total = 0;
  for (const line of mine) total += sold[line]!.soldMinor;
  return total;
}

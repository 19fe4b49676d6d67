/**
 * Step 1 of pricing: one offer a line at most. Flash beats all; else the lowest unit price wins, ties go to the offer ending first.
 * Prices are unit prices, rounded once per unit, so what the product page shows times the quantity is what the line costs.
 */
import type { Minor } from '#libs/platform';
import type { BasketLine, FlashExcess, Member, OfferUsage } from './basket.types.js';
import type { LineOffer, LineProblem, NotApplied, Portion } from './breakdown.types.js';
import { type IndexedOffer, offersOf, type ScopeIndex } from './offer-index.rules.js';
import type { Offer } from './offer.types.js';
import { percentOf } from './percent.rules.js';

/** A line after step 1. */
export interface SoldLine {
  readonly unitMinor: Minor;
  readonly soldMinor: Minor;
  readonly portions: readonly Portion[];
  readonly lineOffer: LineOffer | null;
  readonly notApplied: readonly NotApplied[];
}

/** What step 1 looks at beside the lines. */
export interface LineOfferContext {
  readonly offers: ScopeIndex;
  readonly nowMs: number;
  readonly member: Member | null;
  readonly usage: ReadonlyMap<string, OfferUsage> | undefined;
  readonly flashExcess: FlashExcess;
}

const NOTHING: readonly NotApplied[] = [];

/** Prices every line. `problems` receives lines that `flashExcess: 'reject'` refuses. */
export function sellLines(
  lines: readonly BasketLine[],
  context: LineOfferContext,
  problems: LineProblem[],
): SoldLine[] {
  if (context.offers.size === 0) {
    return context.member === null
      ? lines.map(atListPrice)
      : lines.map((line) => bestPrice(line, [], undefined, context));
  }
  const offers = lines.map((line) => (line.priceMinor === 0 ? [] : offersOf(context.offers, line)));
  const flash = allotFlash(lines, offers, context, problems);
  return lines.map((line, index) => {
    const won = flash.get(index);
    if (won !== undefined && won.units > 0) return atFlashPrice(line, offers[index]!, won, context);
    return offers[index]!.length === 0 && context.member === null
      ? atListPrice(line)
      : bestPrice(line, offers[index]!, won?.notes, context);
  });
}

/** The flash units a line got; `units` 0 when the limit or quota left none. */
interface FlashAllotment {
  offer: Offer;
  units: number;
  /** The flash offers that gave no units, or not enough. */
  readonly notes: NotApplied[];
}

interface FlashBid {
  readonly index: number;
  readonly indexed: IndexedOffer;
  readonly savedMinor: Minor;
}

/**
 * Gives out flash units. Lines may share a limit (one offer on several variants, or one variant with other engravings): units
 * go where they save most, then by offer, variant and quantity, so neither the order nor the keys of lines can change a total.
 */
function allotFlash(
  lines: readonly BasketLine[],
  offers: readonly (readonly IndexedOffer[])[],
  context: LineOfferContext,
  problems: LineProblem[],
): ReadonlyMap<number, FlashAllotment> {
  const bids: FlashBid[] = [];
  for (let index = 0; index < lines.length; index++) {
    for (const indexed of offers[index]!) {
      const { rules } = indexed.offer;
      if (rules.kind !== 'flash_sale' || !isRunning(indexed, context.nowMs)) continue;
      const savedMinor = lines[index]!.priceMinor - rules.priceMinor;
      if (savedMinor > 0) bids.push({ index, indexed, savedMinor });
    }
  }
  const allotted = new Map<number, FlashAllotment>();
  if (bids.length > 1) bids.sort((a, b) => compareBids(a, b, lines));
  const allowances = new Map<string, Allowance>();
  for (const { index, indexed } of bids) {
    let allotment = allotted.get(index);
    if (allotment !== undefined && allotment.units > 0) continue;
    const line = lines[index]!;
    const { offer } = indexed;
    let allowance = allowances.get(offer.offerId);
    if (allowance === undefined) allowances.set(offer.offerId, (allowance = allowanceOf(offer, context.usage)));
    const allowed = Math.min(line.quantity, allowance.units);
    const excess = line.quantity - allowed;
    const units = excess > 0 && context.flashExcess === 'whole_line_normal' ? 0 : allowed;
    allowance.units -= units;
    if (excess > 0 && context.flashExcess === 'reject')
      problems.push({ lineKey: line.lineKey, code: 'LIMIT', offerId: offer.offerId, allowed });
    if (allotment === undefined) allotted.set(index, (allotment = { offer, units: 0, notes: [] }));
    allotment.offer = offer;
    allotment.units = units;
    if (excess === 0) continue;
    const { offerId } = offer;
    allotment.notes.push({ offerId, reason: allowance.by, units: line.quantity - units, limit: allowance.limit });
  }
  return allotted;
}

function compareBids(a: FlashBid, b: FlashBid, lines: readonly BasketLine[]): number {
  if (a.savedMinor !== b.savedMinor) return b.savedMinor - a.savedMinor;
  if (a.indexed.rank !== b.indexed.rank) return a.indexed.rank - b.indexed.rank;
  const [one, other] = [lines[a.index]!, lines[b.index]!];
  // Line keys are the caller's: which of two lines of a variant is too long for what is left must not hang on them.
  if (one.variantId === other.variantId && one.quantity !== other.quantity) return other.quantity - one.quantity;
  return compareLines(one, other);
}

/** The order of lines that does not depend on how the basket lists them. */
export function compareLines(a: BasketLine, b: BasketLine): number {
  if (a.variantId !== b.variantId) return a.variantId < b.variantId ? -1 : 1;
  return a.lineKey === b.lineKey ? 0 : a.lineKey < b.lineKey ? -1 : 1;
}

interface Allowance {
  units: number;
  readonly by: 'LIMIT' | 'QUOTA';
  readonly limit: number;
}

function allowanceOf(offer: Offer, usage: ReadonlyMap<string, OfferUsage> | undefined): Allowance {
  const known = usage?.get(offer.offerId);
  const byLimit =
    offer.perCustomerLimit === null
      ? Number.POSITIVE_INFINITY
      : Math.max(0, offer.perCustomerLimit - (known?.boughtUnits ?? 0));
  const byQuota = Math.max(0, known?.unitsLeft ?? offer.quota ?? Number.POSITIVE_INFINITY);
  return byLimit <= byQuota
    ? { units: byLimit, by: 'LIMIT', limit: offer.perCustomerLimit ?? byLimit }
    : { units: byQuota, by: 'QUOTA', limit: byQuota };
}

function atListPrice(line: BasketLine): SoldLine {
  return {
    unitMinor: line.priceMinor,
    soldMinor: line.priceMinor * line.quantity,
    portions: [{ units: line.quantity, unitMinor: line.priceMinor, offerId: null }],
    lineOffer: null,
    notApplied: NOTHING,
  };
}

function atFlashPrice(
  line: BasketLine,
  offers: readonly IndexedOffer[],
  won: FlashAllotment,
  context: LineOfferContext,
): SoldLine {
  const { offerId, name, rules } = won.offer;
  const unitMinor = rules.kind === 'flash_sale' ? rules.priceMinor : line.priceMinor;
  const portions: Portion[] = [{ units: won.units, unitMinor, offerId }];
  const excess = line.quantity - won.units;
  if (excess > 0) portions.push({ units: excess, unitMinor: line.priceMinor, offerId: null });
  const notApplied = won.notes;
  for (const indexed of offers) {
    if (indexed.offer === won.offer || won.notes.some((note) => note.offerId === indexed.offer.offerId)) continue;
    if (isRunning(indexed, context.nowMs)) {
      notApplied.push({
        offerId: indexed.offer.offerId,
        reason: indexed.offer.rules.kind === 'flash_sale' ? 'BEATEN' : 'BEATEN_BY_FLASH',
      });
    } else if (isUpcoming(indexed, context.nowMs)) {
      notApplied.push({ offerId: indexed.offer.offerId, reason: 'UPCOMING' });
    }
  }
  return {
    unitMinor,
    soldMinor: won.units * unitMinor + excess * line.priceMinor,
    portions,
    lineOffer: { offerId, kind: 'flash_sale', name, savedMinor: won.units * (line.priceMinor - unitMinor) },
    notApplied,
  };
}

interface Best {
  unitMinor: Minor;
  rank: number;
  indexed: IndexedOffer | null;
  kind: 'member_price' | 'member_percent' | null;
}

/** The lowest unit price among the offers, the catalog's member price and the tier discount. */
function bestPrice(
  line: BasketLine,
  offers: readonly IndexedOffer[],
  flashNotes: NotApplied[] | undefined,
  context: LineOfferContext,
): SoldLine {
  if (line.priceMinor === 0) return atListPrice(line);
  const best = memberBest(line, context.member);
  let notApplied = flashNotes;
  const leaveOut = (offerId: string, reason: NotApplied['reason']): void => {
    (notApplied ??= []).push({ offerId, reason });
  };
  for (const indexed of offers) {
    const { offerId } = indexed.offer;
    if (!isRunning(indexed, context.nowMs)) {
      if (isUpcoming(indexed, context.nowMs)) leaveOut(offerId, 'UPCOMING');
      continue;
    }
    const unitMinor = offeredPrice(line, indexed.offer, context.member);
    if (unitMinor === null) leaveOut(offerId, 'OTHER_TIER');
    else if (unitMinor >= line.priceMinor) leaveOut(offerId, 'NOT_LOWER');
    else if (indexed.offer.rules.kind === 'flash_sale')
      continue; // noted by allotFlash
    else if (unitMinor < best.unitMinor || (unitMinor === best.unitMinor && indexed.rank < best.rank)) {
      if (best.indexed !== null) leaveOut(best.indexed.offer.offerId, 'BEATEN');
      best.unitMinor = unitMinor;
      best.rank = indexed.rank;
      best.indexed = indexed;
    } else leaveOut(offerId, 'BEATEN');
  }
  const { unitMinor } = best;
  const savedMinor = (line.priceMinor - unitMinor) * line.quantity;
  const offer = best.indexed?.offer;
  return {
    unitMinor,
    soldMinor: unitMinor * line.quantity,
    portions: [{ units: line.quantity, unitMinor, offerId: offer?.offerId ?? null }],
    lineOffer:
      offer !== undefined
        ? { offerId: offer.offerId, kind: offer.rules.kind, name: offer.name, savedMinor }
        : best.kind !== null
          ? { offerId: null, kind: best.kind, name: context.member!.tier, savedMinor }
          : null,
    notApplied: notApplied ?? NOTHING,
  };
}

/** What the tier alone gives: it never ends, so any offer as good goes first. */
function memberBest(line: BasketLine, member: Member | null): Best {
  const best: Best = { unitMinor: line.priceMinor, rank: Number.POSITIVE_INFINITY, indexed: null, kind: null };
  if (member === null) return best;
  const ofCatalog = line.memberPrices?.[member.tier];
  if (ofCatalog !== undefined && ofCatalog < best.unitMinor) {
    best.unitMinor = ofCatalog;
    best.kind = 'member_price';
  }
  const ofTier = line.priceMinor - percentOf(line.priceMinor, member.discountBps);
  if (ofTier < best.unitMinor) {
    best.unitMinor = ofTier;
    best.kind = 'member_percent';
  }
  return best;
}

/** The unit price an offer makes; null when it is for members of another tier. */
function offeredPrice(line: BasketLine, offer: Offer, member: Member | null): Minor | null {
  const { rules } = offer;
  switch (rules.kind) {
    case 'item_price':
    case 'flash_sale':
      return rules.priceMinor;
    case 'item_percent':
      return line.priceMinor - percentOf(line.priceMinor, rules.offBps);
    case 'member_price':
      return (member === null ? undefined : rules.tierPricesMinor[member.tier]) ?? null;
    case 'member_percent': {
      const offBps = member === null ? undefined : rules.tierOffBps[member.tier];
      return offBps === undefined ? null : line.priceMinor - percentOf(line.priceMinor, offBps);
    }
    default:
      return null;
  }
}

export function isRunning(indexed: IndexedOffer, nowMs: number): boolean {
  return indexed.startsMs <= nowMs && nowMs < indexed.endsMs;
}

export function isUpcoming(indexed: IndexedOffer, nowMs: number): boolean {
  return nowMs < indexed.startsMs && indexed.preheatMs <= nowMs && nowMs < indexed.endsMs;
}

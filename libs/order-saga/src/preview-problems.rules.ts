/** What stands against an order as previewed, by line and by stable code. Pure. */
import { formatMinor } from '#libs/platform';
import { offerState, type Breakdown, type Offer } from '#libs/promotion';
import type { PreviewProblemDto } from './http/preview.answers.js';
import { isShipped } from './gifts.rules.js';
import type { PlannedLine } from './placement.types.js';

/** Units of a variant that this customer can have: free ones, and of a limit what is left of it. */
export interface Reach {
  readonly free: ReadonlyMap<string, number>;
  /** Bought within the window of a limit, this cart's own holds not counted. */
  readonly bought: ReadonlyMap<string, number>;
}

/** Variants that the lines ask for more of than there is, or than one customer may have. Lines of one variant share both. */
export function shortLines(lines: readonly PlannedLine[], { free, bought }: Reach): PreviewProblemDto[] {
  const problems: PreviewProblemDto[] = [];
  for (const line of firstOfEach(lines)) {
    const { variant } = line;
    const asked = unitsOf(lines, variant.variantId);
    if (isShipped(variant)) {
      const there = free.get(variant.variantId) ?? 0;
      if (there < asked) problems.push(of(line, 'OUT_OF_STOCK', `${there} of ${asked} are available`, true));
    }
    const { purchaseLimit: limit } = variant;
    if (limit === null) continue;
    const left = Math.max(0, limit.units - (bought.get(variant.variantId) ?? 0));
    if (left < asked)
      problems.push(
        of(line, 'LIMIT', `at most ${left}: ${limit.units} per customer in ${limit.windowDays} days`, true),
      );
  }
  return problems;
}

/** Lines that a flash sale refuses above its limit. */
export function limitedLines(lines: readonly PlannedLine[], breakdown: Breakdown): PreviewProblemDto[] {
  return breakdown.problems.map(({ lineKey, code, allowed }) =>
    of(lines[Number(lineKey)]!, code, `at most ${allowed}`, true),
  );
}

/** What has changed since the customer saw a line: its price, or that its offer is over. Nothing of it stands against the order. */
export function driftedLines(
  lines: readonly PlannedLine[],
  breakdown: Breakdown,
  offers: { readonly kept: readonly Offer[]; readonly now: Date },
): PreviewProblemDto[] {
  return lines.flatMap((line, i) => {
    const { seen } = line.wanted;
    if (seen === undefined) return [];
    const priced = breakdown.lines[i]!;
    const problems: PreviewProblemDto[] = [];
    if (seen.offerId !== null && seen.offerId !== priced.lineOffer?.offerId && isOver(seen.offerId, priced, offers))
      problems.push(of(line, 'OFFER_ENDED', 'the offer it was added under has ended', false));
    if (seen.priceMinor !== null && seen.priceMinor !== priced.unitMinor)
      problems.push(
        of(line, 'PRICE_CHANGED', `${formatMinor(priced.unitMinor)} instead of ${formatMinor(seen.priceMinor)}`, false),
      );
    return problems;
  });
}

/** A problem of a line. */
export function of({ wanted }: PlannedLine, code: string, detail: string, blocks: boolean): PreviewProblemDto {
  return { sku: wanted.sku, lineId: wanted.cartLine?.lineId ?? null, code, detail, blocks };
}

/** Units of a variant for which the lines' cart holds stand. */
export function heldUnits(lines: readonly PlannedLine[]): ReadonlyMap<string, number> {
  const held = new Map<string, number>();
  for (const { wanted, variant } of lines)
    if (wanted.cartLine !== undefined && wanted.cartLine.holdId !== null)
      held.set(variant.variantId, (held.get(variant.variantId) ?? 0) + wanted.quantity);
  return held;
}

/** Ended by its time or an operator, or a flash sale of which nothing is left for anybody. */
function isOver(
  offerId: string,
  priced: Breakdown['lines'][number],
  { kept, now }: { readonly kept: readonly Offer[]; readonly now: Date },
): boolean {
  const offer = kept.find((each) => each.offerId === offerId);
  if (offer === undefined || offerState(offer, now) === 'ended') return true;
  return priced.notApplied.some((note) => note.offerId === offerId && note.reason === 'QUOTA');
}

function unitsOf(lines: readonly PlannedLine[], variantId: string): number {
  let units = 0;
  for (const { wanted, variant } of lines) if (variant.variantId === variantId) units += wanted.quantity;
  return units;
}

function firstOfEach(lines: readonly PlannedLine[]): readonly PlannedLine[] {
  const seen = new Set<string>();
  return lines.filter(({ variant }) => !seen.has(variant.variantId) && seen.add(variant.variantId));
}

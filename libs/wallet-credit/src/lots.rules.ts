/** Which lots pay. Pure. Earliest expiry first, never-expiring last, ties by age (lot ids are time-ordered). */
import type { Minor } from '#libs/platform';

/** What a rule needs to know of a lot. */
export interface SpendableLot {
  readonly id: string;
  readonly remaining: Minor;
  readonly held: Minor;
  readonly expiresAt: Date | null;
}

/** So much from one lot. */
export interface LotTake {
  readonly lotId: string;
  readonly amount: Minor;
}

/** What can be spent of a lot at a moment: nothing once it has expired, even before a sweep has booked the expiry. */
export function spendable(lot: SpendableLot, now: Date): Minor {
  return lot.expiresAt !== null && lot.expiresAt <= now ? 0 : lot.remaining - lot.held;
}

/** The sum that can be spent now. */
export function spendableSum(lots: readonly SpendableLot[], now: Date): Minor {
  let total = 0;
  for (const lot of lots) total += spendable(lot, now);
  return total;
}

/** Takes `amount` from the lots in order of expiry. @throws RangeError when they hold less: the caller decides first. */
export function takeFromLots(lots: readonly SpendableLot[], amount: Minor, now: Date): LotTake[] {
  const takes: LotTake[] = [];
  let wanted = amount;
  if (wanted === 0) return takes;
  for (const lot of lots.length > 1 ? lots.toSorted(byExpiry) : lots) {
    const part = Math.min(wanted, spendable(lot, now));
    if (part <= 0) continue;
    takes.push({ lotId: lot.id, amount: part });
    wanted -= part;
    if (wanted === 0) return takes;
  }
  throw new RangeError(`the lots are ${wanted} short of ${amount}`);
}

/** Splits a hold's takes into what is captured (earliest first) and what is freed. */
export function captureOfTakes(
  takes: readonly LotTake[],
  amount: Minor,
): { readonly captured: LotTake[]; readonly freed: LotTake[] } {
  const captured: LotTake[] = [];
  const freed: LotTake[] = [];
  let wanted = amount;
  for (const take of takes) {
    const part = Math.min(wanted, take.amount);
    if (part > 0) captured.push({ lotId: take.lotId, amount: part });
    if (part < take.amount) freed.push({ lotId: take.lotId, amount: take.amount - part });
    wanted -= part;
  }
  if (wanted !== 0) throw new RangeError(`cannot capture ${amount} of a smaller hold`);
  return { captured, freed };
}

/** The shares that a refund gives back: last used first, after the `before` that earlier refunds have given back. */
export function refundOfTakes(
  captured: readonly LotTake[],
  { before, amount }: { readonly before: Minor; readonly amount: Minor },
): LotTake[] {
  let given = before;
  let wanted = amount;
  const shares: LotTake[] = [];
  for (const take of captured.toReversed()) {
    const gone = Math.min(given, take.amount);
    const part = Math.min(wanted, take.amount - gone);
    if (part > 0) shares.push({ lotId: take.lotId, amount: part });
    given -= gone;
    wanted -= part;
  }
  if (wanted !== 0) throw new RangeError(`cannot refund ${amount} of what was captured`);
  return shares;
}

function byExpiry(a: SpendableLot, b: SpendableLot): number {
  const [x, y] = [a.expiresAt?.getTime() ?? Infinity, b.expiresAt?.getTime() ?? Infinity];
  return x === y ? (a.id < b.id ? -1 : 1) : x - y;
}

/** Percentages on the pricing path: the same result as platform's `bpsOf`, in plain numbers while those are exact. */
import { bpsOf, type Minor } from '#libs/platform';

const BPS = 10_000;

/** `bps` of an amount, rounded half to even once. */
export function percentOf(amountMinor: Minor, bps: number): Minor {
  const product = amountMinor * bps;
  if (product > Number.MAX_SAFE_INTEGER) return bpsOf(amountMinor, bps);
  const rest = product % BPS;
  const whole = (product - rest) / BPS;
  if (rest * 2 < BPS) return whole;
  return rest * 2 > BPS || whole % 2 === 1 ? whole + 1 : whole;
}

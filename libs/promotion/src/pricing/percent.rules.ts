/** Proportions on the pricing path: the same results as platform's, in plain numbers while those are exact. */
import { type Minor, mulDivHalfEven } from '#libs/platform';

const BPS = 10_000;

/** `bps` of an amount, rounded half to even once. */
export function percentOf(amountMinor: Minor, bps: number): Minor {
  return proportionOf(amountMinor, bps, BPS);
}

/** `amount × numerator ÷ denominator`, rounded half to even once. All ≥ 0. */
export function proportionOf(amount: number, numerator: number, denominator: number): number {
  const product = amount * numerator;
  if (product > Number.MAX_SAFE_INTEGER) return mulDivHalfEven(amount, numerator, denominator);
  const rest = product % denominator;
  const whole = (product - rest) / denominator;
  if (rest * 2 < denominator) return whole;
  return rest * 2 > denominator || whole % 2 === 1 ? whole + 1 : whole;
}

/**
 * Money is an integer count of the store currency's minor unit (1999 = 19.99), held as a JavaScript safe integer
 * and as `bigint` in PostgreSQL. Everything that could lose a cent goes through this file.
 */

/** An amount in minor units: a safe integer. */
export type Minor = number;

/** The largest amount accepted from outside: 10 billion major units leaves room to add up a million of them. */
export const AMOUNT_MINOR_MAX = 1_000_000_000_000;

/** Asserts that `value` is an exact integer amount. @throws RangeError on a fraction, NaN or an unsafe integer. */
export function minor(value: number): Minor {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not an exact amount in minor units: ${value}`);
  return value;
}

/** Exact sum. @throws RangeError when it leaves the safe integers. */
export function sum(values: Iterable<Minor>): Minor {
  let total = 0;
  for (const value of values) total += value;
  return minor(total);
}

/** Exact product of a unit price and a quantity. @throws RangeError when it leaves the safe integers. */
export function times(unitMinor: Minor, quantity: number): Minor {
  return minor(unitMinor * quantity);
}

/**
 * `value × numerator ÷ denominator`, rounded half to even (banker's rounding), computed in integers.
 * All three must be ≥ 0 and the denominator > 0.
 */
export function mulDivHalfEven(value: number, numerator: number, denominator: number): number {
  if (value < 0 || numerator < 0 || denominator <= 0) throw new RangeError('mulDivHalfEven takes non-negative numbers');
  const product = BigInt(value) * BigInt(numerator);
  const divisor = BigInt(denominator);
  const quotient = product / divisor;
  const twice = (product % divisor) * 2n;
  const up = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  return minor(Number(up ? quotient + 1n : quotient));
}

/** A percentage of an amount given in basis points (1 % = 100 bps), rounded half to even once. */
export function bpsOf(amountMinor: Minor, bps: number): Minor {
  return mulDivHalfEven(amountMinor, bps, 10_000);
}

/** How an amount is written for people: `12.30`. Only for texts; programs get integers. */
export function formatMinor(amountMinor: Minor, decimals = 2): string {
  const sign = amountMinor < 0 ? '-' : '';
  const digits = String(Math.abs(amountMinor)).padStart(decimals + 1, '0');
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Sharing an order-level amount among its lines so that the shares always add up: the largest remainder method. */
import { minor, type Minor } from './money.js';

/**
 * Shares `amount` among lines in proportion to `weights` by largest remainder (Hamilton's method), ties by line order.
 * A share never exceeds its weight and a zero weight gets 0, so `amount` must be ≤ the sum of the weights.
 * @throws RangeError on negative input or when the amount exceeds what the lines can carry.
 */
export function allocate(amount: Minor, weights: readonly Minor[]): Minor[] {
  return share(amount, weights, weights);
}

/**
 * As {@link allocate}, with a ceiling a line that differs from its weight (a shipping fee shared by goods value has none).
 * @param ceilings the most each line may carry; `undefined` for no ceiling.
 */
export function allocateUncapped(amount: Minor, weights: readonly Minor[]): Minor[] {
  return share(amount, weights, undefined);
}

function share(amount: Minor, weights: readonly Minor[], ceilings: readonly Minor[] | undefined): Minor[] {
  if (amount < 0 || weights.some((weight) => weight < 0)) throw new RangeError('allocate takes non-negative amounts');
  let total = 0;
  for (const weight of weights) total += minor(weight);
  minor(total);
  if (amount === 0) return weights.map(() => 0);
  if (ceilings !== undefined ? amount > total : total === 0) {
    throw new RangeError(`cannot allocate ${amount} over lines that carry ${total}`);
  }
  const shares: number[] = new Array(weights.length);
  const remainders: number[] | bigint[] = new Array(weights.length);
  let given = 0;
  // Plain numbers while the product is exact, bigint beyond: the order path allocates on every placement.
  const exact = amount <= Number.MAX_SAFE_INTEGER / total;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!;
    if (exact) {
      const product = amount * weight;
      const rest = product % total;
      shares[i] = (product - rest) / total;
      (remainders as number[])[i] = rest;
    } else {
      const product = BigInt(amount) * BigInt(weight);
      shares[i] = Number(product / BigInt(total));
      (remainders as bigint[])[i] = product % BigInt(total);
    }
    given += shares[i]!;
  }
  const left = amount - given;
  if (left > 0) {
    const order = weights.map((_, index) => index).filter((index) => weights[index]! > 0);
    order.sort((a, b) => {
      const [x, y] = [remainders[a]!, remainders[b]!];
      return x === y ? a - b : x > y ? -1 : 1;
    });
    // Fewer units are left than lines have a remainder, so one pass is enough and no share passes its weight.
    for (let i = 0; i < left; i++) shares[order[i]!]! += 1;
  }
  return shares;
}

/**
 * What the `from`-th to `to`-th unit (0-based, half open) of a line costs: cumulative and rounded down, the last unit takes
 * the rest, so refunds of single units add up to the line (3 units that cost 10.00 → 3.33, 3.33, 3.34).
 */
export function unitsCost(lineMinor: Minor, quantity: number, from: number, to: number): Minor {
  if (!(0 <= from && from <= to && to <= quantity)) throw new RangeError(`units ${from}..${to} of ${quantity}`);
  const upTo = (units: number): number => Number((BigInt(lineMinor) * BigInt(units)) / BigInt(quantity));
  return upTo(to) - upTo(from);
}

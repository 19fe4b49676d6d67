/** Taking an amount from some lines of a basket, by largest remainder. */
import { allocate, type Minor } from '#libs/platform';

/** In which order the cents that remain are given out: a position a line; null = as the basket lists them. */
export type TieOrder = readonly number[] | null;

/**
 * Takes `amountMinor` from `members` (line indices, ascending) in proportion to what is left of them: reduces `leftMinor` and
 * adds to `takenMinor`, both by line, in place.
 */
export function take(
  amountMinor: Minor,
  members: readonly number[],
  ties: TieOrder,
  leftMinor: Minor[],
  takenMinor: Minor[],
): void {
  if (amountMinor === 0) return;
  const order = ties === null ? members : [...members].sort((a, b) => ties[a]! - ties[b]!);
  const weights: Minor[] = new Array(order.length);
  for (let at = 0; at < order.length; at++) weights[at] = leftMinor[order[at]!]!;
  const shares = allocate(amountMinor, weights);
  for (let at = 0; at < order.length; at++) {
    const line = order[at]!;
    leftMinor[line]! -= shares[at]!;
    takenMinor[line]! += shares[at]!;
  }
}

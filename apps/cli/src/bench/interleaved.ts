/** Two things compared side by side: measured in turns, so that what the machine's neighbours take weighs on both alike. */
import { median } from './statistics.js';

/** What one round showed of both. */
export interface Pair {
  readonly a: number;
  readonly b: number;
}

/** Measures in the order a b b a, round after round: what drifts evenly meanwhile cancels out within each round. Rates, in any unit. */
export async function interleaved(
  measure: { readonly a: () => Promise<number>; readonly b: () => Promise<number> },
  rounds: number,
): Promise<readonly Pair[]> {
  const pairs: Pair[] = [];
  for (let round = 0; round < rounds; round++) {
    const [a1, b1] = [await measure.a(), await measure.b()];
    const [b2, a2] = [await measure.b(), await measure.a()];
    pairs.push({ a: (a1 + a2) / 2, b: (b1 + b2) / 2 });
  }
  return pairs;
}

/** b ÷ a: taken within each round, then the middle one. */
export function ratioOf(pairs: readonly Pair[]): number | undefined {
  return median(pairs.map(({ a, b }) => b / a));
}

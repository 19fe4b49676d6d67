/** The words of the competition among basket offers: what an offer is worth over a sum, and which of two outcomes is better. */
import type { Minor } from '#libs/platform';
import type { Offer } from './offer.types.js';
import { percentOf } from './percent.rules.js';

/** A tier as the search sees it: from `fromMinor` on the offer gives `gives` minor units, or basis points. */
export interface Step {
  readonly fromMinor: Minor;
  readonly gives: number;
}

/** A basket offer in competition with others for lines. */
export interface Rival {
  readonly percent: boolean;
  /** Ascending in both members: a tier that gives no more than a lower one is left out. */
  readonly steps: readonly Step[];
}

/** The most nodes the search for the best combination of one basket may visit: about 2 ms. */
export const SEARCH_NODES_MAX = 10_000;
/** The nodes in which it hunts for the last minor unit; then a unit for each percentage offer is let go, and ties stand. */
export const ROUNDING_NODES_MAX = 2_000;

/** Counts down the nodes that may still be visited; shared by all searches of one basket. */
export interface SearchBudget {
  nodesLeft: number;
  /** At and below this many left, a unit a percentage is not worth looking for, nor is breaking ties. */
  readonly coarseBelow: number;
}

/**
 * An outcome of the competition: for each line the rival it takes part in (−1 for none). Better is the greater
 * `valueMinor`; at the same value the greater `preference`, in which a minor unit counts more the earlier its offer ends.
 */
export interface Combination {
  readonly chosen: readonly number[];
  readonly valueMinor: Minor;
  readonly preference: number;
  /** True when no better combination exists (by more than a unit a percentage, where the search was long). */
  readonly proven: boolean;
}

/** A gift counts as its declared value, at least one minor unit so that it is never given up for nothing. */
export function rivalOf(offer: Offer): Rival {
  const { rules } = offer;
  const steps: Step[] = [];
  if (rules.kind === 'threshold_amount_off') {
    for (const { fromMinor, offMinor } of rules.tiers) steps.push({ fromMinor, gives: Math.min(offMinor, fromMinor) });
  } else if (rules.kind === 'threshold_percent_off') {
    for (const { fromMinor, offBps } of rules.tiers) steps.push({ fromMinor, gives: offBps });
  } else if (rules.kind === 'threshold_gift') {
    for (const { fromMinor, gift } of rules.tiers) steps.push({ fromMinor, gives: Math.max(1, gift.valueMinor) });
  }
  steps.sort((a, b) => a.fromMinor - b.fromMinor || a.gives - b.gives);
  const rising: Step[] = [];
  for (const step of steps) if (step.gives > (rising.at(-1)?.gives ?? 0)) rising.push(step);
  return { percent: rules.kind === 'threshold_percent_off', steps: rising };
}

/** The highest step a sum reaches, −1 for none. */
export function stepReached(rival: Rival, sumMinor: Minor): number {
  let reached = -1;
  while (reached + 1 < rival.steps.length && rival.steps[reached + 1]!.fromMinor <= sumMinor) reached += 1;
  return reached;
}

/** What a rival gives on lines that come to `sumMinor`. Never falls as the sum grows. */
export function worth(rival: Rival, sumMinor: Minor): Minor {
  const reached = stepReached(rival, sumMinor);
  if (reached < 0) return 0;
  const { gives } = rival.steps[reached]!;
  return rival.percent ? percentOf(sumMinor, gives) : gives;
}

/** How much a minor unit of rival `index` of `count` weighs in the preference: rivals stand in the order they end. */
export function weightOf(index: number, count: number): number {
  return count - index;
}

/** Value and preference of given sums a rival. */
export function judged(rivals: readonly Rival[], sums: readonly Minor[]): { valueMinor: Minor; preference: number } {
  let valueMinor = 0;
  let preference = 0;
  for (let index = 0; index < rivals.length; index++) {
    const gives = worth(rivals[index]!, sums[index]!);
    valueMinor += gives;
    preference += gives * weightOf(index, rivals.length);
  }
  return { valueMinor, preference };
}

/** True when `a` is better than `b`. */
export function isBetter(
  a: { readonly valueMinor: Minor; readonly preference: number },
  b: { readonly valueMinor: Minor; readonly preference: number },
): boolean {
  return a.valueMinor > b.valueMinor || (a.valueMinor === b.valueMinor && a.preference > b.preference);
}

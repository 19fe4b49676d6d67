/**
 * The best combination, exactly, by branch and bound in two halves. The outer half enumerates targets: which step each
 * offer is to reach. A target is dropped when lines could not carry it even if they could be cut up (every set of
 * offers must find enough money in the lines it may use), and each gets an upper bound of its worth. The inner half
 * (cover-search.rules.ts) fills the targets with lines, most promising first, until no bound beats what was found.
 */
import type { Minor } from '#libs/platform';
import { judged, type SearchBudget, weightOf, worth } from './competition.rules.js';
import { type Contest, CoverSearch, type Incumbent, isBeaten, type Target, valueMaxOf } from './cover-search.rules.js';
import { polish } from './polish.rules.js';
import { percentOf } from './percent.rules.js';

/** The most rivals one exact search takes: it keeps a number for each of their 2^n sets. */
export const EXACT_RIVALS_MAX = 10;
/** The most targets kept; a competition with more is left to the approximation. */
export const TARGETS_MAX = 2_000;

/**
 * Improves `best` (any outcome of the contest, e.g. a greedy one) until it is the best there is.
 * @returns true when it is proven, false when the budget or {@link TARGETS_MAX} ended the search first.
 */
export function searchExactly(contest: Contest, best: Incumbent, budget: SearchBudget): boolean {
  polish(contest, best, budget);
  const reach = moneyOfSets(contest);
  const targets = listTargets(contest, reach, best, budget);
  if (targets === null) return false;
  const promise = new Map(targets.map((target) => [target, valueMaxOf(target, target.ratedMax, budget)]));
  targets.sort((a, b) => promise.get(b)! - promise.get(a)! || b.preferenceMax - a.preferenceMax);
  for (const target of targets) {
    if (!canBeat(target, best, budget)) continue;
    if (!new CoverSearch(contest, target, best, budget).run()) return false;
  }
  return true;
}

/** The outcome of a given choice of rivals. */
export function outcomeOf(contest: Pick<Contest, 'rivals' | 'amounts'>, chosen: number[]): Incumbent {
  const sums: Minor[] = new Array(contest.rivals.length).fill(0);
  chosen.forEach((rival, line) => {
    if (rival >= 0) sums[rival]! += contest.amounts[line]!;
  });
  return { chosen, ...judged(contest.rivals, sums) };
}

function canBeat(target: Target, best: Incumbent, budget: SearchBudget): boolean {
  const valueMax = valueMaxOf(target, target.ratedMax, budget);
  return !isBeaten(target, { valueMax, preferenceMax: target.preferenceMax }, best, budget);
}

/** By set of rivals (a bit each): what the lines come to that at least one of them may use. */
function moneyOfSets({ rivals, amounts, masks }: Contest): Float64Array {
  const sets = 1 << rivals.length;
  const within = new Float64Array(sets);
  let total = 0;
  for (let line = 0; line < amounts.length; line++) {
    within[masks[line]!]! += amounts[line]!;
    total += amounts[line]!;
  }
  // Sum over subsets: within[s] becomes the money of lines whose rivals all lie in s.
  for (let bit = 1; bit < sets; bit <<= 1)
    for (let set = 0; set < sets; set++) if (set & bit) within[set]! += within[set ^ bit]!;
  const reach = new Float64Array(sets);
  for (let set = 0; set < sets; set++) reach[set] = total - within[sets - 1 - set]!;
  return reach;
}

/** All targets that may beat `best`; null when there are too many. */
function listTargets(contest: Contest, reach: Float64Array, best: Incumbent, budget: SearchBudget): Target[] | null {
  const { rivals } = contest;
  const count = rivals.length;
  const targets: Target[] = [];
  const steps: number[] = new Array(count).fill(-1);
  const worthAlone = rivals.map((rival, index) => worth(rival, reach[1 << index]!));
  // From `index` on, at most:
  const worthRest: number[] = new Array(count + 1).fill(0);
  for (let index = count - 1; index >= 0; index--) worthRest[index] = worthRest[index + 1]! + worthAlone[index]!;
  /** Every set of the rivals chosen so far with what it needs. */
  const sets: { readonly set: number; readonly needs: number }[] = [{ set: 0, needs: 0 }];

  const choose = (index: number, valueMax: number): boolean => {
    if (valueMax + worthRest[index]! < best.valueMinor) return true;
    if (--budget.nodesLeft <= 0) return false;
    if (index === count) {
      const target = boundedTarget(contest, steps.slice(), sets, reach);
      if (canBeat(target, best, budget)) targets.push(target);
      return targets.length <= TARGETS_MAX;
    }
    const rival = rivals[index]!;
    for (let step = rival.steps.length - 1; step >= -1; step--) {
      steps[index] = step;
      if (step === -1) return choose(index + 1, valueMax);
      const { fromMinor, gives } = rival.steps[step]!;
      const known = sets.length;
      let isCarried = true;
      for (let at = 0; at < known && isCarried; at++) {
        const set = sets[at]!.set | (1 << index);
        const needs = sets[at]!.needs + fromMinor;
        isCarried = needs <= reach[set]!;
        sets.push({ set, needs });
      }
      const going = !isCarried || choose(index + 1, valueMax + (rival.percent ? worthAlone[index]! : gives));
      sets.length = known;
      if (!going) return false;
    }
    return true;
  };
  return choose(0, 0) ? targets : null;
}

/** Bounds what a target can be worth if lines could be cut up. */
function boundedTarget(
  { rivals }: Contest,
  steps: readonly number[],
  sets: readonly { readonly set: number; readonly needs: number }[],
  reach: Float64Array,
): Target {
  let constantMinor = 0;
  let preferenceMax = 0;
  const percents: { readonly index: number; readonly rate: number }[] = [];
  rivals.forEach((rival, index) => {
    const step = steps[index]!;
    if (step < 0) return;
    const { gives } = rival.steps[step]!;
    if (rival.percent) percents.push({ index, rate: gives });
    else {
      constantMinor += gives;
      preferenceMax += gives * weightOf(index, rivals.length);
    }
  });
  /** The most a set of percentages can get together: what any company leaves of the money it shares with them. */
  const most = (wanted: number): number => {
    let least = reach[wanted]!;
    for (const { set, needs } of sets) if ((set & wanted) === 0) least = Math.min(least, reach[set | wanted]! - needs);
    return least;
  };
  for (const { index, rate } of percents)
    preferenceMax += percentOf(most(1 << index), rate) * weightOf(index, rivals.length);
  // Σ rate × share ≤ Σ (rate − next rate) × what the first ones get together (Abel's summation).
  percents.sort((a, b) => b.rate - a.rate);
  let rated = 0;
  let set = 0;
  percents.forEach(({ index, rate }, position) => {
    set |= 1 << index;
    rated += (rate - (percents[position + 1]?.rate ?? 0)) * most(set);
  });
  return { steps, constantMinor, ratedMax: rated / 10_000, percents: percents.length, preferenceMax };
}

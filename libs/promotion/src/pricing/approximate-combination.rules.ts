/**
 * A good combination fast: greedy constructions in several orders. Start of the exact search, and, improved neighbourhood by
 * neighbourhood, the answer where too many offers compete for a proof.
 */
import type { Minor } from '#libs/platform';
import { isBetter, judged, type Rival, type SearchBudget, stepReached, worth } from './competition.rules.js';
import type { Contest, Incumbent } from './cover-search.rules.js';
import { outcomeOf, searchExactly } from './exact-combination.rules.js';

/** The competition with any number of rivals. */
export interface Competition {
  readonly rivals: readonly Rival[];
  /** Of the lines, largest first. */
  readonly amounts: readonly Minor[];
  /** By line: the rivals it may take part in, ascending. */
  readonly candidates: readonly (readonly number[])[];
  /** By rival: its lines, ascending. */
  readonly linesOf: readonly (readonly number[])[];
}

/** How many rivals are looked at together when an approximation is improved. */
const NEIGHBOURS = 4;
/** The most nodes one such look may take. */
const NEIGHBOURHOOD_NODES_MAX = 100;
/** The most such looks. */
const NEIGHBOURHOODS_MAX = 20;

/** The best of a few greedy combinations. */
export function greedyCombination(competition: Competition): Incumbent {
  const { rivals, amounts, candidates, linesOf } = competition;
  const total = linesOf.map((lines) => lines.reduce((sum, line) => sum + amounts[line]!, 0));
  const most = rivals.map((rival, index) => worth(rival, total[index]!));
  const cheapness = rivals.map((rival, index) => {
    const reached = stepReached(rival, total[index]!);
    return reached < 0 ? 0 : most[index]! / (rival.percent ? total[index]! : rival.steps[reached]!.fromMinor);
  });
  const orders = [
    byFalling(most),
    byFalling(cheapness),
    // Amounts take no more than they need; percentages live on what is left.
    byFalling(cheapness.map((each, index) => each - (rivals[index]!.percent ? 1 : 0))),
    rivals.map((_, index) => index),
  ];
  // Lines few others want first; of those the largest (they come first), so that small ones remain to fill gaps.
  const wanted = linesOf.map((lines) =>
    lines.toSorted((a, b) => candidates[a]!.length - candidates[b]!.length || a - b),
  );
  let best: Incumbent | undefined;
  for (const order of orders) {
    const found = construct(competition, wanted, order);
    if (best === undefined || isBetter(found, best)) best = found;
  }
  return best!;
}

/**
 * Improves a combination by solving small groups of neighbouring rivals exactly, all others held still; first those around the
 * rivals that miss most.
 */
export function improveByNeighbourhoods(competition: Competition, best: Incumbent, budget: SearchBudget): void {
  const { rivals, amounts, linesOf } = competition;
  const placeOf = new Int8Array(rivals.length).fill(-1);
  const missed = rivals.map((rival, index) => {
    let all = 0;
    let own = 0;
    for (const line of linesOf[index]!) {
      all += amounts[line]!;
      if (best.chosen[line] === index) own += amounts[line]!;
    }
    return worth(rival, all) - worth(rival, own);
  });
  for (const start of byFalling(missed).slice(0, NEIGHBOURHOODS_MAX)) {
    if (missed[start] === 0 || budget.nodesLeft <= 0) break;
    const group = neighboursOf(competition, start);
    group.forEach((rival, place) => (placeOf[rival] = place));
    const lines = linesAmong(competition, group, placeOf, best.chosen);
    const contest = contestOf(competition, group, lines, placeOf);
    const before = lines.map((line) => (best.chosen[line] === -1 ? -1 : placeOf[best.chosen[line]!]!));
    for (const rival of group) placeOf[rival] = -1;
    const outcome = outcomeOf(contest, before);
    const { valueMinor, preference } = outcome;
    const own: SearchBudget = { nodesLeft: NEIGHBOURHOOD_NODES_MAX, coarseBelow: NEIGHBOURHOOD_NODES_MAX };
    searchExactly(contest, outcome, own);
    budget.nodesLeft -= NEIGHBOURHOOD_NODES_MAX - Math.max(0, own.nodesLeft);
    if (!isBetter(outcome, { valueMinor, preference })) continue;
    lines.forEach((line, position) => {
      const place = outcome.chosen[position]!;
      best.chosen[line] = place === -1 ? -1 : group[place]!;
    });
  }
  Object.assign(best, outcomeOf({ rivals, amounts }, best.chosen));
}

function contestOf(
  { rivals, amounts, candidates }: Competition,
  group: readonly number[],
  lines: readonly number[],
  placeOf: Int8Array,
): Contest {
  const masks = lines.map((line) => {
    let mask = 0;
    for (const rival of candidates[line]!) if (placeOf[rival]! >= 0) mask |= 1 << placeOf[rival]!;
    return mask;
  });
  return { rivals: group.map((rival) => rivals[rival]!), amounts: lines.map((line) => amounts[line]!), masks };
}

/** The lines that are free or in one of the group's hands, ascending. */
function linesAmong(
  { linesOf }: Competition,
  group: readonly number[],
  placeOf: Int8Array,
  chosen: readonly number[],
): number[] {
  const lines = new Set<number>();
  for (const rival of group)
    for (const line of linesOf[rival]!) if (chosen[line] === -1 || placeOf[chosen[line]!]! >= 0) lines.add(line);
  return [...lines].sort((a, b) => a - b);
}

/** Gives each rival in turn, of its lines as it wants them, the least it needs for the best step it can reach; percentages take all there is. */
function construct(
  { rivals, amounts, candidates }: Competition,
  wanted: readonly (readonly number[])[],
  order: readonly number[],
): Incumbent {
  const chosen: number[] = new Array(amounts.length).fill(-1);
  const sums: Minor[] = new Array(rivals.length).fill(0);
  for (const index of order) {
    const rival = rivals[index]!;
    const mine = wanted[index]!.filter((line) => chosen[line] === -1);
    let free = 0;
    for (const line of mine) free += amounts[line]!;
    const reached = stepReached(rival, free);
    if (reached < 0) continue;
    const needs = rival.percent ? Number.POSITIVE_INFINITY : rival.steps[reached]!.fromMinor;
    let taken = 0;
    while (taken < mine.length && sums[index]! < needs) sums[index]! += amounts[mine[taken++]!]!;
    for (let at = 0; at < taken; at++) {
      const line = mine[at]!;
      const spare = candidates[line]!.length > 1 && sums[index]! - amounts[line]! >= needs;
      if (spare) sums[index]! -= amounts[line]!;
      else chosen[line] = index;
    }
  }
  giveTheRest(rivals, amounts, candidates, chosen, sums);
  return { chosen, ...judged(rivals, sums) };
}

/** Lines no one took join the best percentage at work among theirs, else the first offer at work. */
function giveTheRest(
  rivals: readonly Rival[],
  amounts: readonly Minor[],
  candidates: readonly (readonly number[])[],
  chosen: number[],
  sums: Minor[],
): void {
  candidates.forEach((each, line) => {
    if (chosen[line] !== -1) return;
    let best = -1;
    let bestRate = -1;
    for (const rival of each) {
      const sumMinor = sums[rival]!;
      if (sumMinor === 0) continue;
      const reached = stepReached(rivals[rival]!, sumMinor);
      const rate = rivals[rival]!.percent && reached >= 0 ? rivals[rival]!.steps[reached]!.gives : 0;
      if (rate > bestRate) [best, bestRate] = [rival, rate];
    }
    if (best === -1) return;
    chosen[line] = best;
    sums[best]! += amounts[line]!;
  });
}

/** A rival and those it shares most lines with, ascending. */
function neighboursOf({ rivals, candidates, linesOf }: Competition, start: number): number[] {
  const shared = new Int32Array(rivals.length);
  for (const line of linesOf[start]!) for (const rival of candidates[line]!) shared[rival]! += 1;
  shared[start] = 0;
  const group = [start];
  while (group.length < NEIGHBOURS) {
    let nearest = -1;
    for (let rival = 0; rival < shared.length; rival++)
      if (shared[rival]! > (nearest === -1 ? 0 : shared[nearest]!)) nearest = rival;
    if (nearest === -1) break;
    group.push(nearest);
    shared[nearest] = 0;
  }
  return group.sort((a, b) => a - b);
}

function byFalling(values: readonly number[]): number[] {
  return values.map((_, index) => index).sort((a, b) => values[b]! - values[a]! || a - b);
}

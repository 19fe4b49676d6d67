/**
 * A good combination fast: greedy constructions in several orders. Start of the exact search, and, improved group by group,
 * the answer where too many offers compete for a proof.
 */
import type { Minor } from '#libs/platform';
import { isBetter, type Rival, type SearchBudget, stepReached, worth } from './competition.rules.js';
import type { Contest, Incumbent } from './cover-search.rules.js';
import { outcomeOf, searchExactly } from './exact-combination.rules.js';

/** The competition with any number of rivals: `candidates[line]` lists the rivals the line may take part in, ascending. */
export interface Competition {
  readonly rivals: readonly Rival[];
  readonly amounts: readonly Minor[];
  readonly candidates: readonly (readonly number[])[];
}

/** How many rivals are looked at together when an approximation is improved. */
const NEIGHBOURS = 5;
/** The most nodes one such look may take. */
const NEIGHBOURHOOD_NODES_MAX = 300;

/** The best of a few greedy combinations. */
export function greedyCombination(competition: Competition): Incumbent {
  const { rivals, amounts, candidates } = competition;
  const linesOf: number[][] = rivals.map(() => []);
  candidates.forEach((each, line) => each.forEach((rival) => linesOf[rival]!.push(line)));
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
  let best: Incumbent | undefined;
  for (const order of orders) {
    const found = outcomeOfCompetition(competition, construct(competition, linesOf, order));
    if (best === undefined || isBetter(found, best)) best = found;
  }
  return best!;
}

/** Improves a combination by solving small groups of neighbouring rivals exactly, all others held still. */
export function improveByNeighbourhoods(competition: Competition, best: Incumbent, budget: SearchBudget): void {
  const { rivals, candidates } = competition;
  for (let start = 0; start < rivals.length && budget.nodesLeft > 0; start++) {
    const group = neighboursOf(competition, start);
    const members = new Map(group.map((rival, position) => [rival, position]));
    const lines: number[] = [];
    candidates.forEach((each, line) => {
      const now = best.chosen[line]!;
      if ((now === -1 || members.has(now)) && each.some((rival) => members.has(rival))) lines.push(line);
    });
    const contest: Contest = {
      rivals: group.map((rival) => rivals[rival]!),
      amounts: lines.map((line) => competition.amounts[line]!),
      masks: lines.map((line) =>
        candidates[line]!.reduce((mask, rival) => (members.has(rival) ? mask | (1 << members.get(rival)!) : mask), 0),
      ),
    };
    const before = outcomeOf(
      contest,
      lines.map((line) => members.get(best.chosen[line]!) ?? -1),
    );
    const after: Incumbent = { ...before };
    const nodes = Math.min(NEIGHBOURHOOD_NODES_MAX, budget.nodesLeft);
    const own: SearchBudget = { nodesLeft: nodes, coarseBelow: nodes };
    budget.nodesLeft -= nodes;
    searchExactly(contest, after, own);
    budget.nodesLeft += Math.max(0, own.nodesLeft);
    if (!isBetter(after, before)) continue;
    lines.forEach((line, position) => {
      const rival = after.chosen[position]!;
      best.chosen[line] = rival === -1 ? -1 : group[rival]!;
    });
    Object.assign(best, outcomeOfCompetition(competition, best.chosen));
  }
}

/** Value and preference of a choice over a whole competition. */
export function outcomeOfCompetition(competition: Competition, chosen: number[]): Incumbent {
  return outcomeOf({ ...competition, masks: [] }, chosen);
}

/** Gives each rival in turn the least it needs for the best step it can reach; percentages take all there is. */
function construct(
  { rivals, amounts, candidates }: Competition,
  linesOf: readonly (readonly number[])[],
  order: readonly number[],
): number[] {
  const chosen: number[] = new Array(amounts.length).fill(-1);
  const sums: Minor[] = new Array(rivals.length).fill(0);
  for (const index of order) {
    const rival = rivals[index]!;
    const mine = linesOf[index]!.filter((line) => chosen[line] === -1);
    const reached = stepReached(
      rival,
      mine.reduce((sum, line) => sum + amounts[line]!, 0),
    );
    if (reached < 0) continue;
    const needs = rival.percent ? Number.POSITIVE_INFINITY : rival.steps[reached]!.fromMinor;
    // Lines few others want first; of those the largest, so that small ones remain to fill gaps.
    mine.sort((a, b) => candidates[a]!.length - candidates[b]!.length || amounts[b]! - amounts[a]! || a - b);
    const taken: number[] = [];
    for (const line of mine) {
      if (sums[index]! >= needs) break;
      taken.push(line);
      sums[index]! += amounts[line]!;
    }
    for (const line of taken) {
      const spare = sums[index]! - amounts[line]! >= needs;
      if (spare && candidates[line]!.length > 1) sums[index]! -= amounts[line]!;
      else chosen[line] = index;
    }
  }
  candidates.forEach((each, line) => {
    if (chosen[line] !== -1) return;
    const open = each.filter((rival) => sums[rival]! > 0);
    const rate = (rival: number): number =>
      rivals[rival]!.percent ? worth(rivals[rival]!, sums[rival]!) / sums[rival]! : 0;
    open.sort((a, b) => rate(b) - rate(a) || a - b);
    if (open.length === 0) return;
    chosen[line] = open[0]!;
    sums[open[0]!]! += amounts[line]!;
  });
  return chosen;
}

/** A rival and those it shares most lines with. */
function neighboursOf({ rivals, candidates }: Competition, start: number): number[] {
  const shared: number[] = new Array(rivals.length).fill(0);
  for (const each of candidates) if (each.includes(start)) for (const rival of each) shared[rival]! += 1;
  shared[start] = Number.POSITIVE_INFINITY;
  return byFalling(shared)
    .filter((rival) => shared[rival]! > 0)
    .slice(0, NEIGHBOURS)
    .sort((a, b) => a - b);
}

function byFalling(values: readonly number[]): number[] {
  return values.map((_, index) => index).sort((a, b) => values[b]! - values[a]! || a - b);
}

/**
 * Which basket offer each line takes part in, so that the customer saves most. Offers that share no line do not disturb each
 * other, so each group of offers connected by shared lines is decided by itself: exactly up to {@link EXACT_RIVALS_MAX}
 * offers a group and {@link SEARCH_NODES_MAX} nodes a basket; beyond that the best of several good ones, marked unproven.
 */
import type { Minor } from '#libs/platform';
import { greedyCombination, improveByNeighbourhoods, type Competition } from './approximate-combination.rules.js';
import {
  type Combination,
  judged,
  type Rival,
  ROUNDING_NODES_MAX,
  SEARCH_NODES_MAX,
  type SearchBudget,
} from './competition.rules.js';
import { EXACT_RIVALS_MAX, searchExactly } from './exact-combination.rules.js';

/**
 * @param rivals in the order they end: a tie goes to the first.
 * @param amounts of the lines, largest first, in an order that does not depend on how the basket lists them.
 * @param candidates by line: the rivals it may take part in, ascending; at least one.
 */
export function bestCombination(
  rivals: readonly Rival[],
  amounts: readonly Minor[],
  candidates: readonly (readonly number[])[],
): Combination {
  const chosen: number[] = new Array(amounts.length).fill(-1);
  const budget: SearchBudget = {
    nodesLeft: SEARCH_NODES_MAX,
    coarseBelow: SEARCH_NODES_MAX - ROUNDING_NODES_MAX,
  };
  let proven = true;
  for (const group of connectedGroups(rivals.length, candidates)) {
    const position = new Map(group.map((rival, index) => [rival, index]));
    const lines: number[] = [];
    candidates.forEach((each, line) => {
      if (position.has(each[0]!)) lines.push(line);
    });
    const own = lines.map((line) => candidates[line]!.map((rival) => position.get(rival)!));
    const linesOf: number[][] = group.map(() => []);
    own.forEach((each, line) => each.forEach((rival) => linesOf[rival]!.push(line)));
    const competition: Competition = {
      rivals: group.map((rival) => rivals[rival]!),
      amounts: lines.map((line) => amounts[line]!),
      candidates: own,
      linesOf,
    };
    const best = greedyCombination(competition);
    if (group.length > 1) proven = decide(competition, best, budget) && proven;
    lines.forEach((line, index) => {
      const rival = best.chosen[index]!;
      chosen[line] = rival === -1 ? -1 : group[rival]!;
    });
  }
  const sums: Minor[] = new Array(rivals.length).fill(0);
  chosen.forEach((rival, line) => {
    if (rival >= 0) sums[rival]! += amounts[line]!;
  });
  return { chosen, ...judged(rivals, sums), proven };
}

function decide(competition: Competition, best: ReturnType<typeof greedyCombination>, budget: SearchBudget): boolean {
  if (competition.rivals.length <= EXACT_RIVALS_MAX) {
    const masks = competition.candidates.map((each) => each.reduce((mask, rival) => mask | (1 << rival), 0));
    if (searchExactly({ ...competition, masks }, best, budget)) return true;
  }
  improveByNeighbourhoods(competition, best, budget);
  return false;
}

/** Rivals connected by lines they share, each group ascending. */
function connectedGroups(count: number, candidates: readonly (readonly number[])[]): number[][] {
  const parent = Array.from({ length: count }, (_, rival) => rival);
  const rootOf = (rival: number): number => {
    while (parent[rival] !== rival) rival = parent[rival] = parent[parent[rival]!]!;
    return rival;
  };
  for (const each of candidates)
    for (let at = 1; at < each.length; at++) {
      const [a, b] = [rootOf(each[0]!), rootOf(each[at]!)];
      if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
    }
  const groups = new Map<number, number[]>();
  for (let rival = 0; rival < count; rival++) {
    const root = rootOf(rival);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [rival]);
    else group.push(rival);
  }
  return [...groups.values()];
}

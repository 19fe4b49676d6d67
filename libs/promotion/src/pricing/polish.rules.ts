/**
 * Improves a combination by moving single lines and swapping pairs between offers while that saves more. What an amount off
 * holds beyond its threshold is lost to the percentages; two lines of nearly the same price swapped get it back, where the
 * search by depth would come to it last.
 */
import type { Minor } from '#libs/platform';
import { type SearchBudget, weightOf, worth } from './competition.rules.js';
import type { Contest, Incumbent } from './cover-search.rules.js';

/** Rounds over all pairs at most. */
const ROUNDS_MAX = 8;
/** How many pairs looked at count as one node of the search. */
const PAIRS_A_NODE = 8;

/** Improves `best` in place until no move or swap helps, or the budget ends. */
export function polish(contest: Contest, best: Incumbent, budget: SearchBudget): void {
  const { rivals, amounts } = contest;
  const sums: Minor[] = new Array(rivals.length).fill(0);
  best.chosen.forEach((rival, line) => {
    if (rival >= 0) sums[rival]! += amounts[line]!;
  });
  for (let round = 0; round < ROUNDS_MAX; round++) {
    let improved = false;
    for (let line = 0; line < amounts.length && budget.nodesLeft > 0; line++) {
      improved = moveOne(contest, best, sums, line) || improved;
      improved = swapWithLater(contest, best, sums, line) || improved;
      budget.nodesLeft -= Math.ceil((amounts.length - line) / PAIRS_A_NODE);
    }
    if (!improved) return;
  }
}

function moveOne(contest: Contest, best: Incumbent, sums: Minor[], line: number): boolean {
  const amount = contest.amounts[line]!;
  let improved = false;
  for (let rival = 0; rival < contest.rivals.length; rival++) {
    const from = best.chosen[line]!;
    if (rival === from || ((contest.masks[line]! >> rival) & 1) === 0) continue;
    if (!shift(contest, best, sums, from, rival, amount)) continue;
    best.chosen[line] = rival;
    improved = true;
  }
  return improved;
}

function swapWithLater(contest: Contest, best: Incumbent, sums: Minor[], line: number): boolean {
  const { amounts, masks } = contest;
  let improved = false;
  for (let other = line + 1; other < amounts.length; other++) {
    const [a, b] = [best.chosen[line]!, best.chosen[other]!];
    const difference = amounts[line]! - amounts[other]!;
    if (a === b || difference === 0 || !mayTake(masks[line]!, b) || !mayTake(masks[other]!, a)) continue;
    if (!shift(contest, best, sums, a, b, difference)) continue;
    best.chosen[line] = b;
    best.chosen[other] = a;
    improved = true;
  }
  return improved;
}

function mayTake(mask: number, rival: number): boolean {
  return rival === -1 || ((mask >> rival) & 1) === 1;
}

/** Moves an amount from one rival's sum to another's if that is better; −1 stands for no rival. */
function shift({ rivals }: Contest, best: Incumbent, sums: Minor[], from: number, to: number, amount: Minor): boolean {
  let value = 0;
  let preference = 0;
  for (const [rival, change] of [
    [from, -amount],
    [to, amount],
  ] as const) {
    if (rival === -1) continue;
    const gain = worth(rivals[rival]!, sums[rival]! + change) - worth(rivals[rival]!, sums[rival]!);
    value += gain;
    preference += gain * weightOf(rival, rivals.length);
  }
  if (value < 0 || (value === 0 && preference <= 0)) return false;
  if (from !== -1) sums[from]! -= amount;
  if (to !== -1) sums[to]! += amount;
  best.valueMinor += value;
  best.preference += preference;
  return true;
}

/**
 * Given which step each chosen offer is to reach, finds lines that reach them all and leave most to the percentage offers:
 * depth-first over the lines, largest first, with bounds. The inner half of the exact search (exact-combination.rules.ts).
 */
import type { Minor } from '#libs/platform';
import { polish } from './polish.rules.js';
import { isBetter, judged, type Rival, type SearchBudget } from './competition.rules.js';

/** The competition inside one group: `masks[line]` has a bit for each rival the line may take part in. Lines largest first. */
export interface Contest {
  readonly rivals: readonly Rival[];
  readonly amounts: readonly Minor[];
  readonly masks: readonly number[];
}

/** The best found so far over the whole contest; improved in place. */
export interface Incumbent {
  chosen: number[];
  valueMinor: Minor;
  preference: number;
}

/** The step each rival is to reach (−1: it does not take part) and what that can be worth at most. */
export interface Target {
  readonly steps: readonly number[];
  /** What amounts and gifts are worth. */
  readonly constantMinor: Minor;
  /** What percentages can be worth at most, before rounding. */
  readonly ratedMax: number;
  readonly percents: number;
  readonly preferenceMax: number;
}

/** Bounds are computed in floating point; a bound must not fall below what it bounds. */
const FLOAT_SLACK = 0.000_001;

/** The most a target can be worth; `rated` is what its percentages can be worth before rounding. */
export function valueMaxOf(target: Target, rated: number, budget: SearchBudget): Minor {
  if (target.percents === 0) return target.constantMinor;
  if (target.percents === 1) return target.constantMinor + Math.floor(rated + 0.5 + FLOAT_SLACK);
  return target.constantMinor + Math.floor(rated + ((isCoarse(budget) ? 0 : target.percents / 2) + FLOAT_SLACK));
}

/**
 * True when nothing better can be found under a bound of value and preference. In the coarse phase a unit a percentage
 * does not count as better: it takes long to find and is all that rounding can hide.
 */
export function isBeaten(
  target: Target,
  bound: { readonly valueMax: Minor; readonly preferenceMax: number },
  best: Incumbent,
  budget: SearchBudget,
): boolean {
  if (isCoarse(budget)) return bound.valueMax <= best.valueMinor + target.percents;
  if (bound.valueMax !== best.valueMinor) return bound.valueMax < best.valueMinor;
  return bound.preferenceMax <= best.preference;
}

function isCoarse(budget: SearchBudget): boolean {
  return budget.nodesLeft <= budget.coarseBelow;
}

const FULL_BPS = 10_000;
/** Orders percentages by rate below any whole minor unit: 100 % is 10,000 basis points. */
const RATE_TO_FIT = 0.000_01;

/** One search for one target. */
export class CoverSearch {
  private readonly count: number;
  private readonly taking: number;
  /** By rival: what it must come to, and its rate in basis points (0 for amounts and gifts). */
  private readonly from: number[] = [];
  private readonly rate: number[] = [];
  private readonly sums: number[];
  private readonly chosen: number[];
  /** The lines that have a choice, and their masks. */
  private readonly free: number[] = [];
  private readonly masks: number[] = [];
  /** By depth (and rival): what the lines from here on could still add. */
  private readonly couldAdd: Float64Array;
  private readonly couldAddAny: Float64Array;
  /** As the two above, of lines that no percentage can use. */
  private readonly unratedAdd: Float64Array;
  private readonly unratedAddAny: Float64Array;
  private readonly rateSums: Float64Array;
  /** The least rate lost when a rival must use lines that percentages could. */
  private readonly lossRates: Float64Array;
  private readonly lossRatesAny: Float64Array;
  private stopped = false;

  constructor(
    private readonly contest: Contest,
    private readonly target: Target,
    private readonly best: Incumbent,
    private readonly budget: SearchBudget,
  ) {
    const { rivals, amounts, masks } = contest;
    this.count = rivals.length;
    let taking = 0;
    rivals.forEach((rival, index) => {
      const step = target.steps[index]!;
      if (step >= 0) taking |= 1 << index;
      this.from.push(step < 0 ? 0 : rival.steps[step]!.fromMinor);
      this.rate.push(step < 0 || !rival.percent ? 0 : rival.steps[step]!.gives);
    });
    this.taking = taking;
    this.sums = new Array(this.count).fill(0);
    this.chosen = new Array(amounts.length).fill(-1);
    for (let line = 0; line < amounts.length; line++) {
      const mask = masks[line]! & taking;
      if (mask === 0) continue;
      if ((mask & (mask - 1)) === 0) this.put(line, 31 - Math.clz32(mask));
      else {
        this.free.push(line);
        this.masks.push(mask);
      }
    }
    const depths = this.free.length + 1;
    this.couldAdd = new Float64Array(depths * this.count);
    this.couldAddAny = new Float64Array(depths);
    this.unratedAdd = new Float64Array(depths * this.count);
    this.unratedAddAny = new Float64Array(depths);
    this.rateSums = new Float64Array(depths);
    this.lossRates = new Float64Array(depths * this.count).fill(FULL_BPS);
    this.lossRatesAny = new Float64Array(depths).fill(FULL_BPS);
    for (let depth = depths - 2; depth >= 0; depth--) this.lookAhead(depth);
  }

  /** Improves the incumbent where this target can. @returns false when the budget ended first. */
  run(): boolean {
    this.visit(0, 0, 0);
    return this.budget.nodesLeft > 0;
  }

  private put(line: number, rival: number): void {
    this.chosen[line] = rival;
    this.sums[rival]! += this.contest.amounts[line]!;
  }

  private lookAhead(depth: number): void {
    const amount = this.contest.amounts[this.free[depth]!]!;
    const mask = this.masks[depth]!;
    let bestRate = 0;
    for (let rival = 0; rival < this.count; rival++)
      if ((mask >> rival) & 1) bestRate = Math.max(bestRate, this.rate[rival]!);
    this.rateSums[depth] = this.rateSums[depth + 1]! + amount * bestRate;
    this.couldAddAny[depth] = this.couldAddAny[depth + 1]! + amount;
    const unrated = bestRate === 0 ? amount : 0;
    const lossRate = bestRate === 0 ? FULL_BPS : bestRate;
    this.unratedAddAny[depth] = this.unratedAddAny[depth + 1]! + unrated;
    this.lossRatesAny[depth] = Math.min(this.lossRatesAny[depth + 1]!, lossRate);
    for (let rival = 0; rival < this.count; rival++) {
      const [here, below] = [depth * this.count + rival, (depth + 1) * this.count + rival];
      const mine = ((mask >> rival) & 1) === 1;
      this.couldAdd[here] = this.couldAdd[below]! + (mine ? amount : 0);
      this.unratedAdd[here] = this.unratedAdd[below]! + (mine ? unrated : 0);
      this.lossRates[here] = Math.min(this.lossRates[below]!, mine ? lossRate : FULL_BPS);
    }
  }

  /** `tried`: rivals already tried for the line before, when this line is its double: they need not be tried again. */
  private visit(depth: number, tried: number, doubleOf: number): void {
    if (this.stopped || this.isHopeless(depth)) return;
    if (--this.budget.nodesLeft <= 0) {
      this.stopped = true;
      return;
    }
    if (depth === this.free.length) {
      this.offer();
      return;
    }
    const line = this.free[depth]!;
    const amount = this.contest.amounts[line]!;
    const mask = this.masks[depth]!;
    const isDouble = depth > 0 && doubleOf === amount && this.masks[depth - 1] === mask;
    const all = this.openFor(mask);
    if (all === 0) {
      this.visit(depth + 1, 0, amount);
      return;
    }
    let barred = isDouble ? tried : 0;
    let open = all & ~barred;
    while (open !== 0 && !this.stopped) {
      const rival = this.mostFitting(open, amount);
      this.put(line, rival);
      this.visit(depth + 1, barred, amount);
      this.sums[rival]! -= amount;
      this.chosen[line] = -1;
      open &= ~(1 << rival);
      barred |= 1 << rival;
    }
  }

  /** Rivals worth trying: those still short of their step, and percentages. */
  private openFor(mask: number): number {
    let open = 0;
    for (let rival = 0; rival < this.count; rival++)
      if ((mask >> rival) & 1 && (this.rate[rival]! > 0 || this.sums[rival]! < this.from[rival]!)) open |= 1 << rival;
    return open;
  }

  /** First where the line fits into what is missing (the most missing first), then percentages, then the least excess. */
  private mostFitting(open: number, amount: Minor): number {
    let best = -1;
    let bestFit = Number.NEGATIVE_INFINITY;
    for (let rival = 0; rival < this.count; rival++) {
      if (((open >> rival) & 1) === 0) continue;
      const missing = this.from[rival]! - this.sums[rival]!;
      const fit = missing >= amount ? missing : missing <= 0 ? this.rate[rival]! * RATE_TO_FIT : missing - amount;
      if (fit > bestFit) [best, bestFit] = [rival, fit];
    }
    return best;
  }

  private isHopeless(depth: number): boolean {
    let missing = 0;
    let missingUnrated = 0;
    let lost = 0;
    let rated = this.rateSums[depth]!;
    for (let rival = 0; rival < this.count; rival++) {
      rated += this.rate[rival]! * this.sums[rival]!;
      const short = this.from[rival]! - this.sums[rival]!;
      if (short <= 0) continue;
      const at = depth * this.count + rival;
      if (short > this.couldAdd[at]!) return true;
      missing += short;
      if (this.rate[rival]! > 0) continue;
      missingUnrated += short;
      lost += Math.max(0, short - this.unratedAdd[at]!) * this.lossRates[at]!;
    }
    if (missing > this.couldAddAny[depth]!) return true;
    if (this.target.percents === 0)
      return isBeaten(
        this.target,
        { valueMax: this.target.constantMinor, preferenceMax: this.target.preferenceMax },
        this.best,
        this.budget,
      );
    // Money that must go to an amount or gift, and that other lines do not have, is lost to the percentages.
    lost = Math.max(lost, (missingUnrated - this.unratedAddAny[depth]!) * this.lossRatesAny[depth]!);
    rated = Math.min(rated - lost, this.target.ratedMax * FULL_BPS);
    const valueMax = valueMaxOf(this.target, rated / FULL_BPS, this.budget);
    const preferenceMax = this.target.percents > 1 ? this.target.preferenceMax : this.preferenceAt(valueMax);
    return isBeaten(this.target, { valueMax, preferenceMax }, this.best, this.budget);
  }

  /** With at most one percentage the preference follows from the value. */
  private preferenceAt(valueMax: Minor): number {
    let preference = 0;
    for (let rival = 0; rival < this.count; rival++) {
      if (((this.taking >> rival) & 1) === 0) continue;
      const weight = this.count - rival;
      const gives =
        this.rate[rival]! > 0
          ? valueMax - this.target.constantMinor
          : this.contest.rivals[rival]!.steps[this.target.steps[rival]!]!.gives;
      preference += gives * weight;
    }
    return preference;
  }

  /** All lines are placed and every step is reached: lines no one needs join the first offer that takes them. */
  private offer(): void {
    const chosen = this.chosen.slice();
    const sums = this.sums.slice();
    for (let depth = 0; depth < this.free.length; depth++) {
      const line = this.free[depth]!;
      if (chosen[line] !== -1) continue;
      const rival = 31 - Math.clz32(this.masks[depth]! & -this.masks[depth]!);
      chosen[line] = rival;
      sums[rival]! += this.contest.amounts[line]!;
    }
    const outcome = judged(this.contest.rivals, sums);
    if (!isBetter(outcome, this.best)) return;
    this.best.chosen = chosen;
    this.best.valueMinor = outcome.valueMinor;
    this.best.preference = outcome.preference;
    if (this.target.percents > 0) polish(this.contest, this.best, this.budget);
    const valueMax = valueMaxOf(this.target, this.target.ratedMax, this.budget);
    const { preferenceMax } = this.target;
    if (isBeaten(this.target, { valueMax, preferenceMax }, this.best, this.budget)) this.stopped = true;
  }
}

/** Breadth first over every state that can be reached: safety in each, and a good end still in reach of each. */
import { movesOf } from './moves.js';
import type { Rules } from './rules.js';
import { assertSafe, firstWorld, isGoodEnd, keyOf, Violation, type Size } from './world.js';

export interface Exploration {
  readonly states: number;
  readonly transitions: number;
  readonly goodEnds: number;
  /** The shortest way to the first thing that is wrong, and what is wrong; absent when nothing is. */
  readonly flaw?: { readonly what: string; readonly trace: readonly string[] };
}

/** One thing that happens. `isOurs`: done by the shop, those it works with or time; the rest needs a person outside. */
export interface Move<W> {
  readonly label: string;
  readonly isOurs: boolean;
  readonly next: W;
}

/** A kind of world: where it begins, what can happen next, what must hold, and where it may end. */
export interface Space<W> {
  readonly start: W;
  /** Equal worlds have equal keys. */
  readonly keyOf: (world: W) => string;
  readonly movesOf: (world: W) => readonly Move<W>[];
  /** @throws Violation */
  readonly assertSafe: (world: W) => void;
  readonly isGoodEnd: (world: W) => boolean;
}

/** Explores the world of orders of this size. */
export function explore(rules: Rules, size: Size): Exploration {
  return exploreSpace({
    start: firstWorld(size),
    keyOf,
    movesOf: (world) => movesOf(rules, world),
    assertSafe,
    isGoodEnd,
  });
}

/** Explores a space. Stops at the first state that is not safe. @throws Error beyond `statesMax` */
export function exploreSpace<W>(space: Space<W>, statesMax = 2_000_000): Exploration {
  const { start, keyOf, movesOf, assertSafe, isGoodEnd } = space;
  const numbers = new Map([[keyOf(start), 0]]);
  let worlds: (W | undefined)[] = [start];
  const cameBy: { readonly from: number; readonly label: string }[] = [{ from: -1, label: '' }];
  const before: number[][] = [[]];
  const good: number[] = [];
  let transitions = 0;
  const traceTo = (state: number): string[] =>
    state <= 0 ? [] : [...traceTo(cameBy[state]!.from), cameBy[state]!.label];
  const found = (what: string, trace: readonly string[]): Exploration => ({
    states: numbers.size,
    transitions,
    goodEnds: good.length,
    flaw: { what, trace },
  });
  for (let here = 0; here < worlds.length; here++) {
    const world = worlds[here]!;
    // Its moves are all there is to know of it; the key stays, the object goes.
    worlds[here] = undefined;
    if (isGoodEnd(world)) good.push(here);
    try {
      assertSafe(world);
      for (const { label, isOurs, next } of movesOf(world)) {
        transitions += 1;
        const key = keyOf(next);
        let there = numbers.get(key);
        if (there === undefined) {
          there = worlds.length;
          if (there >= statesMax) throw new Error(`more than ${statesMax} states`);
          numbers.set(key, there);
          worlds.push(next);
          cameBy.push({ from: here, label });
          before.push([]);
        }
        if (isOurs) before[there]!.push(here);
      }
    } catch (error) {
      if (error instanceof Violation) return found(error.message, traceTo(here));
      if (error instanceof Error && error.name === 'ImpossibleSagaEvent') return found(error.message, traceTo(here));
      throw error;
    }
  }
  worlds = [];
  const lost = firstWithout(before, good);
  if (lost !== undefined) return found('no good end can be reached any more without help from outside', traceTo(lost));
  return { states: numbers.size, transitions, goodEnds: good.length };
}

/** The first state from which no good end is reached, going back along the moves that need nobody outside. */
function firstWithout(before: readonly (readonly number[])[], good: readonly number[]): number | undefined {
  const reaches = new Uint8Array(before.length);
  const queue = [...good];
  for (const state of queue) reaches[state] = 1;
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    for (const earlier of before[state]!) {
      if (reaches[earlier]) continue;
      reaches[earlier] = 1;
      queue.push(earlier);
    }
  }
  const lost = reaches.indexOf(0);
  return lost < 0 ? undefined : lost;
}

/** The saga engine in a small world of credit: local steps down to the next wait, call or end, undos back up, as SagaEngine does. */
import { decide, type SagaEvent, type SagaPosition, type SagaState, type StepShape } from '#libs/platform/saga';

import type { Move, Space } from './explore.js';

/** A step as a world needs it: its shape and the name that says what it does. */
export interface NamedStep extends StepShape {
  readonly name: string;
}

export interface InSaga {
  saga: SagaState;
  cursor: number;
  /** Somebody should look at it. */
  isDue: boolean;
}

/** What a world's steps do. */
export interface StepActs<W> {
  readonly steps: readonly NamedStep[];
  readonly decide: typeof decide;
  /** False: refused. */
  readonly act: (world: W, name: string) => boolean;
  readonly undo: (world: W, name: string) => void;
  /** Is what the wait waits for there? */
  readonly hasArrived: (world: W) => boolean;
}

/** Takes an event and goes on from there, all in one transaction. */
export function take<W extends InSaga>(acts: StepActs<W>, world: W, event: SagaEvent): void {
  move(acts, world, event);
  advance(acts, world);
}

export function advance<W extends InSaga>(acts: StepActs<W>, world: W): void {
  while (world.saga === 'running') {
    const step = acts.steps[world.cursor]!;
    if (step.kind === 'wait') {
      const isThere = acts.hasArrived(world);
      if (!isThere) world.isDue = false;
      move(acts, world, { kind: isThere ? 'arrived' : 'entered' });
    } else if (step.kind === 'remote') {
      world.isDue = true;
      move(acts, world, { kind: 'called' });
    } else move(acts, world, { kind: acts.act(world, step.name) ? 'done' : 'refused' });
  }
  while (world.saga === 'undoing') {
    acts.undo(world, acts.steps[world.cursor]!.name);
    move(acts, world, { kind: 'undone' });
  }
}

function move<W extends InSaga>(acts: StepActs<W>, world: W, event: SagaEvent): void {
  const next: SagaPosition = acts.decide(acts.steps, { state: world.saga, cursor: world.cursor }, event);
  world.saga = next.state;
  world.cursor = next.cursor;
}

/** The table with one step moved behind another. */
export function movedBehind(steps: readonly NamedStep[], name: string, behind: string): readonly NamedStep[] {
  const step = steps.find((candidate) => candidate.name === name)!;
  return steps.filter((other) => other !== step).flatMap((other) => (other.name === behind ? [other, step] : [other]));
}

/** The table with the undo of one step gone. */
export function withoutUndo(steps: readonly NamedStep[], name: string): readonly NamedStep[] {
  return steps.map((step) => (step.name === name ? { ...step, hasUndo: false } : step));
}

/** Adds what can happen next: a copy of the world, changed. */
export type Add<W> = (label: string, isOurs: boolean, change: (next: W) => void) => void;

/** The moves of a world whose members are replaced and never changed: `add` fills `moves`. */
export function movesFrom<W extends object>(world: W): { readonly moves: Move<W>[]; readonly add: Add<W> } {
  const moves: Move<W>[] = [];
  const add: Add<W> = (label, isOurs, change) => {
    const next = { ...world };
    change(next);
    moves.push({ label, isOurs, next });
  };
  return { moves, add };
}

/** A space of such worlds: equal ones have equal text. */
export function spaceOf<W extends object>(of: Omit<Space<W>, 'keyOf'>): Space<W> {
  return { keyOf: (world) => JSON.stringify(world), ...of };
}

/**
 * Where a saga goes next: one pure function for production and for the exhaustive explorer (proof.md, "Rules of every saga").
 * It knows only the shape of the table: what kind each step is and whether it has an undo.
 */

export type SagaState = 'running' | 'waiting' | 'calling' | 'undoing' | 'done' | 'undone' | 'stuck';

/** What `decide` needs to know of a step. */
export interface StepShape {
  readonly kind: 'local' | 'wait' | 'remote';
  readonly hasUndo: boolean;
}

/** Where a saga stands: `cursor` is the step it is at (forward) or the next step to undo (`undoing`). */
export interface SagaPosition {
  readonly state: SagaState;
  readonly cursor: number;
}

/**
 * What can happen to a saga.
 * - forward: `done`, `refused` (local or remote), `skipped`, `entered` (a wait begins), `arrived`, `lapsed`, `cancelled`, `called` (a remote call is due), `unknown`
 * - back: `undone` (the step at the cursor is undone or needs no undo), `undo_unknown`
 * - always: `failed` (an unknown error, too often), `resumed` with the state before
 */
export type SagaEvent =
  | {
      readonly kind:
        | 'done'
        | 'refused'
        | 'skipped'
        | 'entered'
        | 'arrived'
        | 'lapsed'
        | 'cancelled'
        | 'called'
        | 'unknown'
        | 'undone'
        | 'undo_unknown'
        | 'failed';
    }
  | { readonly kind: 'resumed'; readonly before: SagaState };

/** Thrown for an event that cannot happen in a state: a defect, never swallowed. */
export class ImpossibleSagaEvent extends Error {
  constructor(position: SagaPosition, event: SagaEvent) {
    super(`a saga that is ${position.state} at step ${position.cursor} cannot take '${event.kind}'`);
    this.name = 'ImpossibleSagaEvent';
  }
}

/** The next position. @throws ImpossibleSagaEvent */
export function decide(steps: readonly StepShape[], position: SagaPosition, event: SagaEvent): SagaPosition {
  const { state, cursor } = position;
  if (event.kind === 'failed' && state !== 'done' && state !== 'undone') return { state: 'stuck', cursor };
  const step = steps[cursor];
  switch (state) {
    case 'running':
      if (step === undefined) break;
      if (event.kind === 'done' && step.kind === 'local') return forward(steps, cursor + 1);
      if (event.kind === 'refused' && step.kind === 'local') return back(steps, cursor - 1);
      if (event.kind === 'skipped' && step.kind !== 'local') return forward(steps, cursor + 1);
      if (event.kind === 'arrived' && step.kind === 'wait') return forward(steps, cursor + 1);
      if (event.kind === 'entered' && step.kind === 'wait') return { state: 'waiting', cursor };
      if (event.kind === 'called' && step.kind === 'remote') return { state: 'calling', cursor };
      break;
    case 'waiting':
      if (event.kind === 'arrived') return forward(steps, cursor + 1);
      if (event.kind === 'entered') return position;
      // The wait itself is undone too: what has been asked for outside is called off before anything is given back.
      if (event.kind === 'lapsed' || event.kind === 'cancelled') return back(steps, cursor);
      break;
    case 'calling':
      if (event.kind === 'done') return forward(steps, cursor + 1);
      if (event.kind === 'unknown') return position;
      // A refused call may have been carried out in part: its undo looks.
      if (event.kind === 'refused') return back(steps, cursor);
      break;
    case 'undoing':
      if (event.kind === 'undone') return back(steps, cursor - 1);
      if (event.kind === 'undo_unknown') return position;
      break;
    case 'stuck':
      if (event.kind === 'resumed' && event.before !== 'stuck') return { state: event.before, cursor };
      break;
    default:
      break;
  }
  throw new ImpossibleSagaEvent(position, event);
}

function forward(steps: readonly StepShape[], cursor: number): SagaPosition {
  return cursor >= steps.length ? { state: 'done', cursor } : { state: 'running', cursor };
}

/** Steps without an undo are passed over. */
function back(steps: readonly StepShape[], from: number): SagaPosition {
  let cursor = from;
  while (cursor >= 0 && !steps[cursor]!.hasUndo) cursor -= 1;
  return cursor < 0 ? { state: 'undone', cursor: -1 } : { state: 'undoing', cursor };
}

/** Moves batches of sagas: fuses adjacent local steps into the caller's transaction, runs undos back up, writes the rows once. */
import { reached } from '../testing/fault-points.js';
import type { Tx } from '../db/tx.js';
import { decide, type SagaEvent, type SagaPosition, type StepShape } from './decide.js';
import type { Refusal, SagaDefinition, SagaRun, SagaStep } from './definition.js';
import { insertSagas, updateSagas, type SagaChange, type SagaRow } from './store.js';

/** A saga under way in this transaction. */
export interface LiveSaga<Input, Work> extends SagaRun<Input, Work> {
  position: SagaPosition;
  wakeAt: Date | null;
  attempts: number;
  refusal: Refusal | null;
  /** Why it is stuck, and what it was doing: JSON of {@link SagaFault}. */
  fault: string | null;
}

/** What an operator sees of a stuck saga, and what `resume` needs. */
export interface SagaFault {
  readonly before: SagaPosition['state'];
  readonly message: string;
}

/** An event for a saga under lock. */
export interface SagaNews {
  readonly row: SagaRow;
  readonly event: SagaEvent;
  readonly refusal?: Refusal;
  /** When to look again, for `unknown` outcomes. */
  readonly wakeAt?: Date;
  /** An answer came, only not the last one: the tries so far do not count towards `stuck`. */
  readonly isAnswered?: boolean;
  /** For `failed`: what went wrong. */
  readonly fault?: string;
}

/** How a saga that was started came out of its first transaction. */
export interface StartOutcome {
  readonly id: string;
  readonly state: SagaPosition['state'];
  readonly refusal: Refusal | null;
}

/** What a new saga brings. */
export interface NewSaga<Input, Work> {
  readonly id: string;
  readonly input: Input;
  readonly work: Work;
}

/** Drives one definition. Stateless: everything it knows of a saga is in the row and in the tables its steps write. */
export class SagaEngine<Input, Work = unknown> {
  readonly shapes: readonly StepShape[];

  constructor(readonly definition: SagaDefinition<Input, Work>) {
    this.shapes = definition.steps.map((step) => ({ kind: step.kind, hasUndo: step.undo !== undefined }));
  }

  /**
   * Starts sagas in the caller's transaction and runs them to their first wait, call or end. One that is refused before it
   * ever left this transaction is undone here and leaves no row: its refusal is the caller's answer.
   */
  async start(tx: Tx, sagas: readonly NewSaga<Input, Work>[]): Promise<readonly StartOutcome[]> {
    const live = sagas.map((saga): LiveSaga<Input, Work> => ({
      ...saga,
      position: { state: 'running', cursor: 0 },
      wakeAt: null,
      attempts: 0,
      refusal: null,
      fault: null,
    }));
    await this.advance(tx, live);
    insertSagas(
      tx,
      live
        .filter((saga) => saga.position.state !== 'undone')
        .map((saga) => ({
          ...this.change(saga, tx.now),
          name: this.definition.name,
          version: this.definition.version,
          input: JSON.stringify(saga.input),
        })),
    );
    return live.map((saga) => ({ id: saga.id, state: saga.position.state, refusal: saga.refusal }));
  }

  /** Goes on with sagas that are locked in this transaction and due, and writes their rows. */
  async resume(tx: Tx, rows: readonly SagaRow[]): Promise<readonly LiveSaga<Input, Work>[]> {
    const live = rows.map((row) => this.live(row));
    await this.wakeWaiting(tx, live);
    await this.advance(tx, live);
    updateSagas(
      tx,
      live.map((saga) => this.change(saga, tx.now)),
    );
    return live;
  }

  /** Applies an event to each locked saga, goes on from there, and writes their rows. */
  async apply(tx: Tx, news: readonly SagaNews[]): Promise<readonly LiveSaga<Input, Work>[]> {
    const goingOn: LiveSaga<Input, Work>[] = [];
    const live = news.map(({ row, event, refusal, wakeAt, fault, isAnswered }) => {
      const saga = this.live(row);
      if (refusal !== undefined && saga.refusal === null) saga.refusal = refusal;
      const before = saga.position.state;
      this.move(saga, event);
      if (event.kind === 'failed')
        saga.fault = JSON.stringify({ before, message: fault ?? 'unknown' } satisfies SagaFault);
      if (event.kind === 'unknown' || event.kind === 'undo_unknown') {
        saga.wakeAt = wakeAt ?? tx.now;
        if (isAnswered) saga.attempts = 0;
        return saga;
      }
      saga.attempts = 0;
      saga.wakeAt = tx.now;
      goingOn.push(saga);
      return saga;
    });
    await this.advance(tx, goingOn);
    updateSagas(
      tx,
      live.map((saga) => this.change(saga, tx.now)),
    );
    return live;
  }

  /** The step a saga stands at. */
  stepAt(cursor: number): SagaStep<Input, Work> {
    const step = this.definition.steps[cursor];
    if (step === undefined) throw new Error(`saga ${this.definition.name} has no step ${cursor}`);
    return step;
  }

  live(row: SagaRow): LiveSaga<Input, Work> {
    return {
      id: row.id,
      input: JSON.parse(row.input) as Input,
      work: undefined,
      position: { state: row.state, cursor: row.cursor },
      wakeAt: row.wakeAt,
      attempts: row.attempts,
      refusal: row.refusal === null ? null : (JSON.parse(row.refusal) as Refusal),
      fault: null,
    };
  }

  /** A waiting saga is woken because something may have arrived or because its time is up; what has arrived comes first. */
  private async wakeWaiting(tx: Tx, live: readonly LiveSaga<Input, Work>[]): Promise<void> {
    for (const [cursor, sagas] of groups(live, 'waiting')) {
      const step = this.stepAt(cursor);
      if (step.kind !== 'wait') throw new Error(`saga ${this.definition.name} waits at ${step.name}, which is no wait`);
      const arrived = await step.arrived(tx, sagas);
      sagas.forEach((saga, i) => {
        const until = step.until(saga);
        if (arrived[i]) this.move(saga, { kind: 'arrived' });
        else if (until <= tx.now) {
          saga.refusal = step.lapsed;
          this.move(saga, { kind: 'lapsed' });
        } else saga.wakeAt = until;
      });
    }
  }

  private async advance(tx: Tx, live: readonly LiveSaga<Input, Work>[]): Promise<void> {
    const { steps } = this.definition;
    for (let cursor = 0; cursor < steps.length; cursor++) {
      const here = live.filter((saga) => saga.position.state === 'running' && saga.position.cursor === cursor);
      if (here.length > 0) await this.enter(tx, steps[cursor]!, here);
    }
    for (let cursor = steps.length - 1; cursor >= 0; cursor--) {
      const here = live.filter((saga) => saga.position.state === 'undoing' && saga.position.cursor === cursor);
      if (here.length > 0) await this.undo(tx, steps[cursor]!, here);
    }
  }

  private async enter(tx: Tx, step: SagaStep<Input, Work>, here: readonly LiveSaga<Input, Work>[]): Promise<void> {
    if (step.kind === 'local') {
      reached(`saga.${this.definition.name}.${step.name}.act`);
      const refusals = await step.act(tx, here);
      here.forEach((saga, i) => {
        const refusal = refusals?.[i];
        if (refusal !== undefined) saga.refusal = refusal;
        this.move(saga, { kind: refusal === undefined ? 'done' : 'refused' });
      });
      return;
    }
    const going = here.filter((saga) => {
      if (!step.skipWhen(saga)) return true;
      this.move(saga, { kind: 'skipped' });
      return false;
    });
    if (going.length === 0) return;
    if (step.kind === 'remote') {
      for (const saga of going) {
        saga.wakeAt = tx.now;
        this.move(saga, { kind: 'called' });
      }
      return;
    }
    // A saga that starts in this transaction cannot have been paid yet: its id was unknown outside.
    const known = going.filter((saga) => saga.work === undefined);
    const arrived = known.length === 0 ? [] : await step.arrived(tx, known);
    for (const saga of going) {
      const index = known.indexOf(saga);
      if (index >= 0 && arrived[index]) this.move(saga, { kind: 'arrived' });
      else {
        saga.wakeAt = step.until(saga);
        this.move(saga, { kind: 'entered' });
      }
    }
  }

  private async undo(tx: Tx, step: SagaStep<Input, Work>, here: readonly LiveSaga<Input, Work>[]): Promise<void> {
    if (step.undo === undefined) throw new Error(`saga ${this.definition.name}: ${step.name} has no undo`);
    if (step.kind === 'local') {
      reached(`saga.${this.definition.name}.${step.name}.undo`);
      await step.undo(tx, here);
      for (const saga of here) this.move(saga, { kind: 'undone' });
      return;
    }
    // What is called off outside waits for the runner; what needs no call goes on at once.
    const needed = await step.undo.needed(tx, here);
    here.forEach((saga, i) => {
      if (needed[i]) saga.wakeAt = tx.now;
      else this.move(saga, { kind: 'undone' });
    });
  }

  private move(saga: LiveSaga<Input, Work>, event: SagaEvent): void {
    saga.position = decide(this.shapes, saga.position, event);
  }

  private change(saga: LiveSaga<Input, Work>, now: Date): SagaChange {
    const { state, cursor } = saga.position;
    const ended = state === 'done' || state === 'undone' || state === 'stuck';
    return {
      id: saga.id,
      cursor,
      state,
      attempts: saga.attempts,
      fault: saga.fault,
      wakeAt: ended ? null : (saga.wakeAt ?? now),
      refusal: saga.refusal === null ? null : JSON.stringify(saga.refusal),
    };
  }
}

function groups<Saga extends LiveSaga<never, never> | LiveSaga<unknown, unknown>>(
  live: readonly Saga[],
  state: SagaPosition['state'],
): Map<number, Saga[]> {
  const byCursor = new Map<number, Saga[]>();
  for (const saga of live) {
    if (saga.position.state !== state) continue;
    const group = byCursor.get(saga.position.cursor);
    if (group) group.push(saga);
    else byCursor.set(saga.position.cursor, [saga]);
  }
  return byCursor;
}

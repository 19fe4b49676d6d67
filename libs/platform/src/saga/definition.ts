/**
 * A saga is a plain array of steps: read down it is the order of events, read back up the undo. Steps work on a batch of sagas;
 * adjacent local steps are fused into one transaction. Everything that can be refused stands before the pivot.
 */
import type { Tx } from '../db/tx.js';

/** One saga as a step sees it. `input` is kept with the saga and holds ids minted before the first step; `work` lives only in its first run. */
export interface SagaRun<Input, Work = unknown> {
  readonly id: string;
  readonly input: Input;
  /** What the starter brought along (the priced basket); absent when the saga goes on later. */
  readonly work: Work | undefined;
  /** Why it is being undone; nothing on the way forward. */
  readonly refusal?: Refusal | null;
}

/** Why a step was refused: data that the caller turns into an answer. Kept with the saga as JSON. */
export interface Refusal {
  readonly code: string;
  readonly detail: string;
  readonly members?: Readonly<Record<string, unknown>>;
}

/**
 * What an outside call came to. `unknown` (a time-out, a 5xx) is asked again with the same id, a bounded number of times. `pending` is
 * a clear answer, not yet the last: whoever was called goes on by himself, and is asked again at `askAgainAt` or when news wakes the saga.
 * `failed` can be neither carried out nor undone: the saga is stuck until somebody has looked.
 */
export type RemoteOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'pending'; readonly askAgainAt: Date }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'unknown' | 'failed'; readonly detail: string };

type LocalAct<Input, Work> = (
  tx: Tx,
  runs: readonly SagaRun<Input, Work>[],
) => Promise<readonly (Refusal | undefined)[] | void>;
type LocalUndo<Input, Work> = (tx: Tx, runs: readonly SagaRun<Input, Work>[]) => Promise<void>;
type RemoteAct<Input, Work> = (runs: readonly SagaRun<Input, Work>[]) => Promise<readonly RemoteOutcome[]>;

/** A step inside the database. `undo` must work by id, whatever the step's outcome was. */
export interface LocalStep<Input, Work> {
  readonly kind: 'local';
  readonly name: string;
  readonly act: LocalAct<Input, Work>;
  readonly undo: LocalUndo<Input, Work> | undefined;
}

/** The undo of what happened outside: `needed` is asked in a transaction, `act` runs outside one with stable ids. */
export interface RemoteUndo<Input, Work> {
  readonly needed: (tx: Tx, runs: readonly SagaRun<Input, Work>[]) => Promise<readonly boolean[]>;
  readonly act: RemoteAct<Input, Work>;
}

/** Waits for something from outside, until a deadline. `arrived` is asked on entering (it may have come already) and on every wake. */
export interface WaitStep<Input, Work> {
  readonly kind: 'wait';
  readonly name: string;
  readonly until: (run: SagaRun<Input, Work>) => Date;
  readonly skipWhen: (run: SagaRun<Input, Work>) => boolean;
  readonly arrived: (tx: Tx, runs: readonly SagaRun<Input, Work>[]) => Promise<readonly boolean[]>;
  /** What the deadline's refusal says. */
  readonly lapsed: Refusal;
  readonly undo: RemoteUndo<Input, Work> | undefined;
}

/** A call to somebody else, made outside any transaction with ids that stay the same on every retry. */
export interface RemoteStep<Input, Work> {
  readonly kind: 'remote';
  readonly name: string;
  readonly skipWhen: (run: SagaRun<Input, Work>) => boolean;
  readonly act: RemoteAct<Input, Work>;
  readonly undo: RemoteUndo<Input, Work> | undefined;
}

export type SagaStep<Input, Work> = LocalStep<Input, Work> | WaitStep<Input, Work> | RemoteStep<Input, Work>;

/** A saga's table. A change of steps is a new version; the runner keeps the old one until its last saga has ended. */
export interface SagaDefinition<Input, Work = unknown> {
  readonly name: string;
  readonly version: number;
  readonly steps: readonly SagaStep<Input, Work>[];
}

/** A local step: `act` answers a refusal or nothing per saga. */
export function local<Input, Work>(
  name: string,
  act: LocalAct<Input, Work>,
  undo?: LocalUndo<Input, Work>,
): LocalStep<Input, Work> {
  return { kind: 'local', name, act, undo };
}

/** A wait with a deadline. */
export function waitFor<Input, Work>(
  name: string,
  options: Omit<WaitStep<Input, Work>, 'kind' | 'name' | 'undo'> & { undo?: RemoteUndo<Input, Work> },
): WaitStep<Input, Work> {
  return { kind: 'wait', name, ...options, undo: options.undo };
}

/** A remote step. */
export function remote<Input, Work>(
  name: string,
  options: Omit<RemoteStep<Input, Work>, 'kind' | 'name' | 'undo'> & { undo?: RemoteUndo<Input, Work> },
): RemoteStep<Input, Work> {
  return { kind: 'remote', name, ...options, undo: options.undo };
}

/**
 * Checks a table: names are unique, and after the last remote step (the pivot) nothing waits.
 * @throws Error at start when it is unsound.
 */
export function defineSaga<Input, Work = unknown>(
  definition: SagaDefinition<Input, Work>,
): SagaDefinition<Input, Work> {
  const names = definition.steps.map((step) => step.name);
  if (new Set(names).size !== names.length) throw new Error(`saga ${definition.name}: step names are not unique`);
  const pivot = definition.steps.findLastIndex((step) => step.kind === 'remote');
  const late = definition.steps.slice(pivot + 1).find((step) => pivot >= 0 && step.kind === 'wait');
  if (late !== undefined) throw new Error(`saga ${definition.name}: ${late.name} waits after the pivot`);
  return definition;
}

/** What the outcome of an outside call means to its saga. Pure. */
import type { RemoteOutcome } from './definition.js';
import type { SagaNews } from './engine.js';
import type { SagaRow } from './store.js';

/** Unknown outcomes and failures in a row before a saga is stuck and alarms. */
export const ATTEMPTS_MAX = 12;
const BACKOFF_MS_MAX = 30_000;

/** The event that an outcome is, and when to ask again if it is not the last. */
export function newsOfOutcome(
  row: SagaRow,
  outcome: RemoteOutcome,
  { isUndo, now }: { readonly isUndo: boolean; readonly now: Date },
): SagaNews {
  const again = { kind: isUndo ? 'undo_unknown' : 'unknown' } as const;
  switch (outcome.kind) {
    case 'accepted':
      return { row, event: { kind: isUndo ? 'undone' : 'done' } };
    case 'refused':
      // An undo that is refused for good needs a person.
      if (isUndo) return stuck(row, `undo refused: ${outcome.refusal.code} ${outcome.refusal.detail}`);
      return { row, event: { kind: 'refused' }, refusal: outcome.refusal };
    case 'pending':
      return { row, event: again, wakeAt: outcome.askAgainAt, isAnswered: true };
    case 'failed':
      return stuck(row, outcome.detail);
    case 'unknown':
      if (row.attempts >= ATTEMPTS_MAX)
        return stuck(row, `no answer after ${row.attempts} attempts: ${outcome.detail}`);
      return { row, event: again, wakeAt: new Date(now.getTime() + backoffMs(row.attempts)) };
  }
}

/** Exponential, 200 ms doubling to 30 s. */
export function backoffMs(attempts: number): number {
  return Math.min(BACKOFF_MS_MAX, 100 * 2 ** Math.min(attempts, 16));
}

function stuck(row: SagaRow, fault: string): SagaNews {
  return { row, event: { kind: 'failed' }, fault };
}

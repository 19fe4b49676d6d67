/**
 * An act of administration, carried by its caller from the guard to the transaction that does it: so that the record of it is written
 * in that same transaction, or not at all. Platform only carries it; whoever keeps the audit log says how it is written.
 */
import { Answer } from '../http/answer.js';
import { isUuid } from '../id/uuid7.js';
import type { Tx } from './tx.js';

/** What came of an act, for people: what it was before, how much it moved. Bounded by whoever tells it. */
export type ActOutcome = Readonly<Record<string, unknown>>;

/** What somebody of the staff, a merchant or a service asks for under `/v1/admin`. */
export interface AdminAct {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly actorId: string;
  readonly actorRole: string;
  readonly requestId: string;
  /** What was sent, without secrets and personal data: JSON text. */
  readonly content: () => string;
}

/** An act that is being carried out. */
export interface RecordedAct extends AdminAct {
  /** The id of what it answered: made or changed. */
  readonly subjectId: string | null;
  /** What came of it that was not sent, as {@link Tx.tellOutcome} was told; null for nothing. */
  readonly outcome: ActOutcome | null;
}

/** Writes the record of an act into the act's own transaction. */
export type ActRecorder = (tx: Tx, act: RecordedAct) => Promise<void>;

/** The id of what an act answers: an `Answer` or a row with a UUID `id`. */
export function idOfResult(result: unknown): string | null {
  const value: unknown = result instanceof Answer ? result.body : result;
  if (typeof value !== 'object' || value === null) return null;
  const { id } = value as { id?: unknown };
  return isUuid(id) ? id : null;
}

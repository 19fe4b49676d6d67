/**
 * How entries of the audit log hang together. Pure. An entry's hash is SHA-256 over the hash before it and its own fields, each as
 * `<bytes>:<text>`, so that no two entries can be written alike; PostgreSQL can compute the same (`audit-log.invariants.ts`).
 */
import { createHash } from 'node:crypto';

/** An act as the log tells it. `madeMicros`: microseconds since 1970, all that PostgreSQL keeps of a time. */
export interface LoggedAct {
  readonly seq: number;
  readonly madeMicros: number;
  readonly actorId: string;
  readonly actorRole: string;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly subjectId: string | null;
  readonly requestId: string;
  /** JSON text. */
  readonly content: string;
}

/** The hash before the first entry. */
export function hashOfNothing(logId: string): Buffer {
  return createHash('sha256').update(logId).digest();
}

/** An entry's hash. */
export function hashOfEntry(previousHash: Buffer, act: LoggedAct): Buffer {
  const fields = [
    String(act.seq),
    String(act.madeMicros),
    act.actorId,
    act.actorRole,
    act.operation,
    act.method,
    act.path,
    act.subjectId ?? '',
    act.requestId,
    act.content,
  ];
  const text = fields.map((field) => `${Buffer.byteLength(field)}:${field}`).join('');
  return createHash('sha256').update(previousHash).update(text).digest();
}

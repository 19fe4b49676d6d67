/** SQL of the audit log. Lock order: the head is the last lock of an act, taken when everything else is done. */
import { statement } from '#libs/platform';
import type { LoggedAct } from '../chain.rules.js';

/** The end of the chain. */
export interface HeadRow {
  readonly logId: string;
  readonly seq: number;
  readonly hash: Buffer;
}

const HEAD_COLUMNS = `log_id AS "logId", seq, hash`;

export const lockHead = statement<HeadRow>(
  'ops.lock_audit_log_head',
  `SELECT ${HEAD_COLUMNS} FROM ops.audit_log_head FOR UPDATE`,
);

export const readHead = statement<HeadRow>('ops.read_audit_log_head', `SELECT ${HEAD_COLUMNS} FROM ops.audit_log_head`);

export const appendEntry = statement<never>(
  'ops.append_audit_log_entry',
  `
  WITH entry AS (
    INSERT INTO ops.audit_log_entry (seq, made_at, actor_id, actor_role, operation, method, path, subject_id, request_id, content, previous_hash, hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  )
  UPDATE ops.audit_log_head SET seq = $1, hash = $12`,
);

/** An entry as it stands in the table. */
export interface EntryRow extends LoggedAct {
  readonly madeAt: Date;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
  /** The collection in its path: what kind of thing it was done to. */
  readonly subjectType: string;
  /** The id named in its path, or else answered. */
  readonly subject: string | null;
}

const ENTRY_COLUMNS = `seq, made_at AS "madeAt", (extract(epoch FROM made_at) * 1000000)::bigint AS "madeMicros", actor_id AS "actorId",
    actor_role AS "actorRole", operation, method, path, subject_id AS "subjectId", request_id AS "requestId", content,
    previous_hash AS "previousHash", hash, subject_type AS "subjectType", subject`;

/** Entries in order, after number `$1`. */
export const entriesAfter = statement<EntryRow>(
  'ops.audit_log_entries_after',
  `
  SELECT ${ENTRY_COLUMNS}
  FROM ops.audit_log_entry
  WHERE seq > $1
  ORDER BY seq
  LIMIT $2`,
);

/** Before number `$1`; the rest are filters, null for none. */
const FILTERS = `seq < $1
    AND ($2::uuid IS NULL OR actor_id = $2) AND ($3::text IS NULL OR operation = $3)
    AND ($4::timestamptz IS NULL OR made_at >= $4) AND ($5::timestamptz IS NULL OR made_at < $5)`;

/** Entries, newest first, at most `$6`. */
export const listEntries = statement<EntryRow>(
  'ops.list_audit_log_entries',
  `
  SELECT ${ENTRY_COLUMNS}
  FROM ops.audit_log_entry
  WHERE ${FILTERS}
  ORDER BY seq DESC
  LIMIT $6`,
);

/** As {@link listEntries}, of acts on `$7`; `$8` is the same as an id. Each way to it reads one index, no further than the page. */
export const listEntriesOn = statement<EntryRow>(
  'ops.list_audit_log_entries_on',
  `
  SELECT ${ENTRY_COLUMNS}
  FROM ops.audit_log_entry
  WHERE seq IN (
    (SELECT seq FROM ops.audit_log_entry WHERE subject = $7 AND ${FILTERS} ORDER BY seq DESC LIMIT $6)
    UNION
    (SELECT seq FROM ops.audit_log_entry WHERE subject_id = $8::uuid AND ${FILTERS} ORDER BY seq DESC LIMIT $6))
  ORDER BY seq DESC
  LIMIT $6`,
);

/** An anchor as it stands in the table. */
export interface AnchorRow {
  readonly seq: number;
  readonly hash: Buffer;
  readonly anchoredAt: Date;
  readonly anchoredMicros: number;
  readonly publicKey: string;
  readonly signature: string;
}

/** Anchors in order, after number `$1`. */
export const anchorsAfter = statement<AnchorRow>(
  'ops.audit_log_anchors_after',
  `
  SELECT seq, hash, anchored_at AS "anchoredAt", (extract(epoch FROM anchored_at) * 1000000)::bigint AS "anchoredMicros",
    public_key AS "publicKey", signature
  FROM ops.audit_log_anchor
  WHERE seq > $1
  ORDER BY seq
  LIMIT $2`,
);

export const lastAnchor = statement<{ seq: number }>(
  'ops.last_audit_log_anchor',
  `SELECT coalesce(max(seq), 0) AS seq FROM ops.audit_log_anchor`,
);

export const insertAnchor = statement<never>(
  'ops.insert_audit_log_anchor',
  `
  INSERT INTO ops.audit_log_anchor (seq, hash, anchored_at, public_key, signature)
  VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT ON CONSTRAINT audit_log_anchor_pkey DO NOTHING`,
);

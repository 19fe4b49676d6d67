/**
 * Events that leave a transaction with its change. A row is written beside the change; readers follow the log by position
 * (transaction id, row id) and read only below the oldest transaction still running, so that the order every reader sees is
 * one and the same and nothing appears behind a reader's back. No relay rewrites rows: reading costs no write (ADR 0004).
 */
import { Injectable } from '@nestjs/common';
import { longTextArray, plainArray, textArray } from '../db/arrays.js';
import { Database } from '../db/database.js';
import { statement } from '../db/statement.js';
import type { Tx } from '../db/tx.js';

/** An event to append. `aggregateSeq` numbers the aggregate's events 1…n without gaps. */
export interface NewEvent {
  readonly topic: string;
  readonly aggregateId: string;
  readonly aggregateSeq: number;
  /** The account that may see it live; `null` for none. */
  readonly subjectId: string | null;
  /** JSON text. */
  readonly payload: string;
}

/** An event as read: `position` is its place in the log, text of the form `xid.id`. */
export interface OutboxEvent extends NewEvent {
  readonly position: string;
  readonly writtenAt: Date;
}

/** The position before every event. */
export const LOG_START = '0.0';

/** True for a text that is a position of the log. */
export function isPosition(text: string): boolean {
  return /^\d{1,19}\.\d{1,18}$/.test(text);
}

/**
 * An event's transaction id is at least that of every transaction finished by now: a transaction that began before a rival but got
 * the aggregate's lock after it would else be read before it. Never below its own id, so it still cannot appear behind a reader.
 */
const append = statement<never>(
  'platform.outbox_append',
  `
  INSERT INTO platform.outbox (xid, topic, aggregate_id, aggregate_seq, subject_id, payload)
  SELECT (SELECT greatest(pg_current_xact_id(), (pg_snapshot_xmax(pg_current_snapshot())::text::bigint - 1)::text::xid8)), event.*
  FROM unnest($1::text[], $2::uuid[], $3::bigint[], $4::uuid[], $5::text[]) AS event`,
);

const EVENT_COLUMNS = `xid::text || '.' || id AS position, topic, aggregate_id AS "aggregateId", aggregate_seq AS "aggregateSeq", subject_id AS "subjectId", payload, written_at AS "writtenAt"`;

const readAfter = statement<OutboxEvent>(
  'platform.outbox_read_after',
  `
  SELECT ${EVENT_COLUMNS}
  FROM platform.outbox
  WHERE (xid, id) > ($1::xid8, $2::bigint) AND xid < pg_snapshot_xmin(pg_current_snapshot())
  ORDER BY xid, id
  LIMIT $3`,
);

const readSubjectAfter = statement<OutboxEvent>(
  'platform.outbox_read_subject_after',
  `
  SELECT ${EVENT_COLUMNS}
  FROM platform.outbox
  WHERE (xid, id) > ($1::xid8, $2::bigint) AND (xid, id) <= ($3::xid8, $4::bigint) AND subject_id = $5
  ORDER BY xid, id
  LIMIT $6`,
);

const headPosition = statement<{ position: string }>(
  'platform.outbox_head',
  `
  SELECT coalesce((
    SELECT xid::text || '.' || id FROM platform.outbox
    WHERE xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY xid DESC, id DESC LIMIT 1), '0.0') AS position`,
);

const tailPosition = statement<{ position: string }>(
  'platform.outbox_tail',
  `SELECT xid::text || '.' || id AS position FROM platform.outbox ORDER BY xid, id LIMIT 1`,
);

const lockConsumer = statement<{ position: string }>(
  'platform.outbox_lock_consumer',
  `SELECT position FROM platform.outbox_consumer WHERE name = $1 FOR UPDATE SKIP LOCKED`,
);

const createConsumer = statement<never>(
  'platform.outbox_create_consumer',
  `INSERT INTO platform.outbox_consumer (name, position) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING`,
);

const moveConsumer = statement<never>(
  'platform.outbox_move_consumer',
  `UPDATE platform.outbox_consumer SET position = $2 WHERE name = $1`,
);

const forget = statement<never>(
  'platform.outbox_forget',
  `
  DELETE FROM platform.outbox
  WHERE (xid, id) IN (SELECT xid, id FROM platform.outbox WHERE written_at < $1 ORDER BY xid, id LIMIT $2)`,
);

/** The event log: append inside a transaction, read by position, consume exactly once by name. */
@Injectable()
export class Outbox {
  private readonly wakers = new Set<() => void>();
  private readonly unwritten = new WeakMap<Tx, NewEvent[]>();

  constructor(private readonly database: Database) {}

  /** Appends events to the caller's transaction: all events of one transaction are written in one statement before its COMMIT. */
  append(tx: Tx, events: readonly NewEvent[]): void {
    if (events.length === 0) return;
    const waiting = this.unwritten.get(tx);
    if (waiting !== undefined) {
      waiting.push(...events);
      return;
    }
    const own = [...events];
    this.unwritten.set(tx, own);
    tx.beforeCommit(() => this.write(tx, own));
    if (this.wakers.size > 0) tx.afterCommit(() => this.wakers.forEach((wake) => wake()));
  }

  /** Up to `limit` events after a position, in log order. */
  async read(position: string, limit: number): Promise<readonly OutboxEvent[]> {
    const [xid, id] = position.split('.');
    return this.database.run(readAfter, [xid, id, limit]);
  }

  /** What one account may see between two positions (exclusive, inclusive): the replay of a live stream. */
  async readSubject(
    subjectId: string,
    between: { after: string; upTo: string },
    limit: number,
  ): Promise<readonly OutboxEvent[]> {
    return this.database.run(readSubjectAfter, [
      ...between.after.split('.'),
      ...between.upTo.split('.'),
      subjectId,
      limit,
    ]);
  }

  /** The position of the newest readable event. */
  async head(): Promise<string> {
    return (await this.database.run(headPosition))[0]!.position;
  }

  /** The position of the oldest event kept; `undefined` when there is none. */
  async tail(): Promise<string | undefined> {
    return (await this.database.run(tailPosition))[0]?.position;
  }

  /**
   * Hands the next events to a named consumer, moving its cursor in the same transaction: its effect in the database happens
   * exactly once. Answers how many; 0 also when another process has the consumer.
   */
  async consume(
    name: string,
    limit: number,
    effect: (tx: Tx, events: readonly OutboxEvent[]) => Promise<void>,
  ): Promise<number> {
    return this.database.transaction(async (tx) => {
      let [consumer] = await tx.run(lockConsumer, [name]);
      if (consumer === undefined) {
        await tx.change(createConsumer, [name, LOG_START]);
        [consumer] = await tx.run(lockConsumer, [name]);
        if (consumer === undefined) return 0;
      }
      const [xid, id] = consumer.position.split('.');
      const events = await tx.run(readAfter, [xid, id, limit]);
      if (events.length === 0) return 0;
      await effect(tx, events);
      await tx.change(moveConsumer, [name, events.at(-1)!.position]);
      return events.length;
    });
  }

  /** Calls `wake` after each commit of this process that appended events; a hint, the poll is the truth. */
  onAppended(wake: () => void): () => void {
    this.wakers.add(wake);
    return () => this.wakers.delete(wake);
  }

  /** Drains events written before `before`, oldest first, at most `limit`; answers how many. */
  async forget(before: Date, limit: number): Promise<number> {
    return this.database.transaction((tx) => tx.change(forget, [before, limit]));
  }

  private async write(tx: Tx, events: readonly NewEvent[]): Promise<void> {
    this.unwritten.delete(tx);
    tx.send(append, [
      textArray(events.map((event) => event.topic)),
      plainArray(events.map((event) => event.aggregateId)),
      plainArray(events.map((event) => event.aggregateSeq)),
      plainArray(events.map((event) => event.subjectId)),
      longTextArray(events.map((event) => event.payload)),
    ]);
  }
}

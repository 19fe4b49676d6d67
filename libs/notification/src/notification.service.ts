/** What customers are told: written once beside the change that it is about, read in pages, marked as read. */
import { Injectable } from '@nestjs/common';
import { Database, Outbox, plainArray, textArray, uuid7, type Tx } from '#libs/platform';
import * as sql from './db/notification.statements.js';
import type { NotificationRow } from './db/notification.statements.js';

/** Topic of the event that there is a new notification. */
export const NOTIFICATION_TOPIC = 'notification.created';

/** Notifications kept for so long, in milliseconds. */
const KEPT_MS = 90 * 86_400_000;
/** An unread count stops here: it is shown as "99+". */
export const UNREAD_COUNT_MAX = 100;
/** Notifications that one reading of all marks. */
const READING_MAX = 10_000;
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Something to tell an owner. */
export interface NewNotification {
  readonly ownerId: string;
  /** Lower case with underscores, at most 40 characters. */
  readonly kind: string;
  /** The same key is told the same owner once. */
  readonly key: string;
  readonly title: string;
  readonly body: string;
  /** What it is about, for programs: ids and amounts in minor units. */
  readonly about: Readonly<Record<string, string | number>>;
}

@Injectable()
export class NotificationService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  /** Tells owners; what one was told before under the same key is left out. One statement and the events; answers how many are new. */
  async notify(tx: Tx, notifications: readonly NewNotification[]): Promise<number> {
    if (notifications.length === 0) return 0;
    const rows = notifications.map((notification) => ({ ...notification, id: uuid7() }));
    const written = await tx.run(sql.write, [
      plainArray(rows.map((row) => row.id)),
      plainArray(rows.map((row) => row.ownerId)),
      textArray(rows.map((row) => row.kind)),
      textArray(rows.map((row) => row.key)),
      textArray(rows.map((row) => row.title)),
      textArray(rows.map((row) => row.body)),
      textArray(rows.map((row) => JSON.stringify(row.about))),
      tx.now,
    ]);
    const fresh = new Set(written.map(({ id }) => id));
    this.outbox.append(
      tx,
      rows.flatMap(({ id, ownerId, kind, title }) =>
        fresh.has(id)
          ? [
              {
                topic: NOTIFICATION_TOPIC,
                aggregateId: id,
                aggregateSeq: 1,
                subjectId: ownerId,
                payload: JSON.stringify({ id, kind, title }),
              },
            ]
          : [],
      ),
    );
    return fresh.size;
  }

  /** An owner's notifications before an id, newest first. Plain read. */
  list(
    ownerId: string,
    page: { readonly before?: string; readonly limit: number; readonly unreadOnly: boolean },
  ): Promise<NotificationRow[]> {
    return this.database.run(sql.list, [ownerId, page.before ?? LAST_ID, page.limit, page.unreadOnly]);
  }

  /** How many an owner has not read, at most {@link UNREAD_COUNT_MAX}. Plain read. */
  async unread(ownerId: string): Promise<number> {
    return (await this.database.run(sql.countUnread, [ownerId, UNREAD_COUNT_MAX]))[0]!.unread;
  }

  /** Marks one as read; `undefined` when it is not this owner's. Doing it again changes nothing. */
  async read(tx: Tx, ownerId: string, id: string): Promise<NotificationRow | undefined> {
    return (await tx.run(sql.read, [ownerId, id, tx.now]))[0];
  }

  /** Marks all up to one as read, and answers how many were not. */
  readUpTo(tx: Tx, ownerId: string, id: string): Promise<number> {
    return tx.change(sql.readUpTo, [ownerId, id, tx.now, READING_MAX]);
  }

  /** Sweep: forgets up to `limit` notifications that are 90 days old. */
  forgetOld(limit: number): Promise<number> {
    return this.database.transaction((tx) => tx.change(sql.forget, [new Date(tx.now.getTime() - KEPT_MS), limit]));
  }
}

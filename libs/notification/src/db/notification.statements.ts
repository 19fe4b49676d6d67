/** Notification's SQL. Rows of one owner are locked by id. */
import { statement } from '#libs/platform';

/** A notification as it is kept. */
export interface NotificationRow {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  readonly about: Readonly<Record<string, string | number>>;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

const COLUMNS = `id, kind, title, body, about, created_at AS "createdAt", read_at AS "readAt"`;

/** Writes what its owner was not told yet; answers the rows that are new. */
export const write = statement<{ readonly id: string }>(
  'notification.write',
  `
  INSERT INTO notification.notification (id, owner_id, kind, once_key, title, body, about, created_at)
  SELECT n.id, n.owner_id, n.kind, n.once_key, n.title, n.body, n.about::jsonb, $8
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
    AS n (id, owner_id, kind, once_key, title, body, about)
  ORDER BY n.owner_id, n.once_key
  ON CONFLICT ON CONSTRAINT notification_once DO NOTHING
  RETURNING id`,
);

/** An owner's notifications before an id (the largest UUID for the first page), newest first; `$4`: unread ones only. */
export const list = statement<NotificationRow>(
  'notification.list',
  `
  SELECT ${COLUMNS} FROM notification.notification
  WHERE owner_id = $1 AND id < $2 AND ($4 = false OR read_at IS NULL)
  ORDER BY id DESC
  LIMIT $3`,
);

/** Counts unread ones, up to a bound. */
export const countUnread = statement<{ readonly unread: number }>(
  'notification.count_unread',
  `
  SELECT count(*)::int AS unread
  FROM (SELECT FROM notification.notification WHERE owner_id = $1 AND read_at IS NULL LIMIT $2) AS counted`,
);

/** Marks one of an owner's read; a repeated reading keeps the first time. */
export const read = statement<NotificationRow>(
  'notification.read',
  `
  UPDATE notification.notification SET read_at = coalesce(read_at, greatest($3, created_at))
  WHERE owner_id = $1 AND id = $2
  RETURNING ${COLUMNS}`,
);

/** Marks up to `$4` of an owner's read that are not newer than an id, oldest first. */
export const readUpTo = statement<never>(
  'notification.read_up_to',
  `
  UPDATE notification.notification SET read_at = greatest($3, created_at)
  WHERE id IN (
    SELECT id FROM notification.notification
    WHERE owner_id = $1 AND id <= $2 AND read_at IS NULL
    ORDER BY id LIMIT $4 FOR UPDATE)`,
);

/** Sweep: forgets what is older than `$1`. */
export const forget = statement<never>(
  'notification.forget',
  `
  DELETE FROM notification.notification
  WHERE id IN (SELECT id FROM notification.notification WHERE created_at < $1 ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED)`,
);

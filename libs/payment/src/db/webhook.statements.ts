/** SQL of the webhook inbox. An event's row is its lock: whoever inserts or claims it handles it. */
import { statement } from '#libs/platform';

/** An event that waits in the inbox. */
export interface WaitingEventRow {
  readonly provider: string;
  readonly eventId: string;
  readonly payload: string;
  readonly receivedAt: Date;
  readonly attempts: number;
}

/** Stores events once; one that is not answered is here already. In order of their keys, so that rivals do not wait for each other in a ring. */
export const insertEvents = statement<{ provider: string; eventId: string }>(
  'payment.insert_webhook_events',
  `
  INSERT INTO payment.webhook_event (provider, event_id, type, payload, secret_index, received_at, state, detail, next_attempt_at)
  SELECT provider, event_id, type, payload, secret_index, $6, 'received', $7, $8
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::smallint[]) AS new (provider, event_id, type, payload, secret_index)
  ORDER BY provider, event_id
  ON CONFLICT ON CONSTRAINT webhook_event_pk DO NOTHING
  RETURNING provider, event_id AS "eventId"`,
);

export const finishEvents = statement<never>(
  'payment.finish_webhook_events',
  `
  UPDATE payment.webhook_event e
  SET state = ended.state, detail = ended.detail, next_attempt_at = NULL, finished_at = $5
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS ended (provider, event_id, state, detail)
  WHERE e.provider = ended.provider AND e.event_id = ended.event_id`,
);

/** Claims events whose payment was unknown when they came; the claim pushes the next attempt away, so a crash loses nothing. */
export const claimEvents = statement<WaitingEventRow>(
  'payment.claim_webhook_events',
  `
  UPDATE payment.webhook_event e
  SET attempts = e.attempts + 1,
      next_attempt_at = $1::timestamptz + least($3::float8 * power(2, least(e.attempts, 20)), 300) * interval '1 second'
  WHERE (e.provider, e.event_id) IN (
    SELECT provider, event_id FROM payment.webhook_event
    WHERE next_attempt_at <= $1 ORDER BY next_attempt_at LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED)
  RETURNING e.provider, e.event_id AS "eventId", e.payload, e.received_at AS "receivedAt", e.attempts`,
);

/** Locks one waiting event; nothing when someone else has finished it. */
export const lockWaitingEvent = statement<{ eventId: string }>(
  'payment.lock_waiting_webhook_event',
  `
  SELECT event_id AS "eventId" FROM payment.webhook_event
  WHERE provider = $1 AND event_id = $2 AND state = 'received' FOR NO KEY UPDATE`,
);

/** An event as it is kept. */
export interface KeptEventRow {
  readonly provider: string;
  readonly eventId: string;
  readonly type: string;
  readonly payload: string;
  readonly state: 'received' | 'processed' | 'refused' | 'alarmed';
  readonly detail: string | null;
  readonly attempts: number;
  readonly secretIndex: number;
  readonly receivedAt: Date;
  readonly finishedAt: Date | null;
}

/** Locks an event in any state, waiting for whoever works on it. */
export const lockEvent = statement<KeptEventRow>(
  'payment.lock_webhook_event',
  `
  SELECT provider, event_id AS "eventId", type, payload, state, detail, attempts, secret_index AS "secretIndex",
    received_at AS "receivedAt", finished_at AS "finishedAt"
  FROM payment.webhook_event WHERE provider = $1 AND event_id = $2 FOR NO KEY UPDATE`,
);

/** Counts an attempt that a person asked for. */
export const countAttempt = statement<never>(
  'payment.count_webhook_attempt',
  `UPDATE payment.webhook_event SET attempts = attempts + 1 WHERE provider = $1 AND event_id = $2`,
);

export const forgetEvents = statement<never>(
  'payment.forget_webhook_events',
  `
  DELETE FROM payment.webhook_event
  WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM payment.webhook_event
    WHERE received_at < $1 AND state IN ('processed', 'refused') ORDER BY received_at LIMIT $2 FOR UPDATE SKIP LOCKED))`,
);

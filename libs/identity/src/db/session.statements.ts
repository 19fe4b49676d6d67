/** The SQL of sessions, API keys, guests and of looking tokens up. Hashes travel as the text of bytea values. */
import { statement } from '#libs/platform';
import type { AccountRole } from '../identity.rules.js';

export const insertSessions = statement<never>(
  'identity.insert_sessions',
  `
  INSERT INTO identity.session
    (id, account_id, access_hash, access_expires_at, refresh_hash, refresh_expires_at, ends_at, created_at)
  SELECT id, account_id, access_hash, $5, refresh_hash, CASE WHEN refresh_hash IS NOT NULL THEN $6::timestamptz END, $7, $8
  FROM unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::bytea[]) AS new (id, account_id, access_hash, refresh_hash)`,
);

export const endOldestSessions = statement<{ id: string }>(
  'identity.end_oldest_sessions',
  `
  UPDATE identity.session SET revoked_at = $3, revoked_because = 'too_many'
  WHERE revoked_at IS NULL AND id IN (
    SELECT id FROM identity.session
    WHERE account_id = $1 AND revoked_at IS NULL AND ends_at > $3
    ORDER BY id DESC OFFSET $2)
  RETURNING id`,
);

/** A session as refreshing sees it. */
export interface RefreshableRow {
  readonly id: string;
  readonly account_id: string;
  readonly refresh_expires_at: Date;
  readonly ends_at: Date;
  readonly revoked_at: Date | null;
}

export const findByRefresh = statement<RefreshableRow>(
  'identity.find_session_by_refresh',
  `
  SELECT s.id, s.account_id, s.refresh_expires_at, s.ends_at, s.revoked_at
  FROM identity.session s JOIN identity.account a ON a.id = s.account_id
  WHERE s.refresh_hash = $1 AND a.state = 'active'`,
);

/** Guarded by the token itself: of two requests with the same one, one finds it gone. */
export const rotateRefresh = statement<{ session_id: string }>(
  'identity.rotate_refresh',
  `
  WITH rotated AS (
    UPDATE identity.session
    SET access_hash = $3, access_expires_at = $4, refresh_hash = $5, refresh_expires_at = $6, refreshed_at = $7
    WHERE id = $1 AND refresh_hash = $2 AND revoked_at IS NULL
    RETURNING id)
  INSERT INTO identity.rotated_refresh (token_hash, session_id, rotated_at)
  SELECT $2, id, $7 FROM rotated
  RETURNING session_id`,
);

export const findRotated = statement<{ session_id: string }>(
  'identity.find_rotated_refresh',
  `SELECT session_id FROM identity.rotated_refresh WHERE token_hash = $1`,
);

export const isRevoked = statement<{ revoked: boolean }>(
  'identity.is_session_revoked',
  `SELECT revoked_at IS NOT NULL AS revoked FROM identity.session WHERE id = $1`,
);

export const endSession = statement<never>(
  'identity.end_session',
  `UPDATE identity.session SET revoked_at = $2, revoked_because = $3 WHERE id = $1 AND revoked_at IS NULL`,
);

/** All live sessions of an account but one (`NULL`: all). */
export const endSessionsOf = statement<never>(
  'identity.end_sessions_of_account',
  `
  UPDATE identity.session SET revoked_at = $3, revoked_because = $4
  WHERE account_id = $1 AND id IS DISTINCT FROM $2::uuid AND revoked_at IS NULL`,
);

/** What a token stands for; `at` is its place in the question, from 1. */
export interface SessionPrincipalRow {
  readonly at: number;
  readonly session_id: string;
  readonly account_id: string;
  readonly role: AccountRole;
  readonly merchant_id: string | null;
  readonly ms_left: number;
}

// Outside a transaction there is no tx.now: the database clock plus the test clock's offset ($2, milliseconds).
const CLOCK = `(SELECT clock_timestamp() + $2::float8 * interval '1 millisecond' AS now) clock`;

// LATERAL with LIMIT 1 pins the plan to one index look-up a token: on tables just filled and not yet analysed the planner
// otherwise starts at the accounts, and the cached plan took 500 ms for 256 tokens.
export const findSessionPrincipals = statement<SessionPrincipalRow>(
  'identity.find_session_principals',
  `
  SELECT asked.at::integer, s.id AS session_id, a.id AS account_id, a.role, a.merchant_id,
    (extract(epoch FROM s.access_expires_at - clock.now) * 1000)::float8 AS ms_left
  FROM unnest($1::bytea[]) WITH ORDINALITY AS asked (hash, at)
  CROSS JOIN ${CLOCK}
  CROSS JOIN LATERAL (
    SELECT id, account_id, access_expires_at, revoked_at FROM identity.session WHERE access_hash = asked.hash LIMIT 1) s
  CROSS JOIN LATERAL (
    SELECT id, role, merchant_id, state FROM identity.account WHERE id = s.account_id LIMIT 1) a
  WHERE s.revoked_at IS NULL AND s.access_expires_at > clock.now AND a.state = 'active'`,
);

/** As {@link SessionPrincipalRow}, for an API key; `unused_long` when last_used_at wants writing. */
export interface KeyPrincipalRow {
  readonly at: number;
  readonly id: string;
  readonly scopes: string[];
  readonly ms_left: number | null;
  readonly unused_long: boolean;
  readonly now: Date;
}

export const findKeyPrincipals = statement<KeyPrincipalRow>(
  'identity.find_key_principals',
  `
  SELECT asked.at::integer, k.id, k.scopes,
    (extract(epoch FROM k.expires_at - clock.now) * 1000)::float8 AS ms_left,
    (k.last_used_at IS NULL OR k.last_used_at < clock.now - interval '1 hour') AS unused_long, clock.now
  FROM unnest($1::bytea[]) WITH ORDINALITY AS asked (hash, at)
  CROSS JOIN ${CLOCK}
  CROSS JOIN LATERAL (SELECT * FROM identity.api_key WHERE key_hash = asked.hash LIMIT 1) k
  WHERE k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > clock.now)`,
);

export const noteKeyUse = statement<never>(
  'identity.note_key_use',
  `
  UPDATE identity.api_key SET last_used_at = $2
  WHERE id = ANY ($1::uuid[]) AND (last_used_at IS NULL OR last_used_at < $2::timestamptz - interval '1 hour')`,
);

export const insertKey = statement<never>(
  'identity.insert_api_key',
  `
  INSERT INTO identity.api_key (id, name, key_hash, key_start, scopes, created_by, created_at, expires_at)
  VALUES ($1, $2, $3, $4, $5::text[], $6, $7, $8)`,
);

export const revokeKey = statement<never>(
  'identity.revoke_api_key',
  `UPDATE identity.api_key SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL`,
);

/** Keyed by the device: asked twice at once, both get the row that came first. */
export const upsertGuest = statement<{ id: string }>(
  'identity.upsert_guest',
  `
  INSERT INTO identity.guest (id, device_hash, created_at, seen_at) VALUES ($1, $2, $3, $3)
  ON CONFLICT (device_hash) DO UPDATE SET seen_at = EXCLUDED.seen_at
  RETURNING id`,
);

export const announceRevocation = statement<never>(
  'identity.announce_revocation',
  `SELECT pg_notify('identity_revoked', $1)`,
);

/** Rotated tokens go with their session (ON DELETE CASCADE). */
export const purgeSessions = statement<never>(
  'identity.purge_sessions',
  `
  DELETE FROM identity.session WHERE id IN (
    SELECT id FROM identity.session WHERE ends_at < $1 ORDER BY ends_at LIMIT $2 FOR UPDATE SKIP LOCKED)`,
);

export const purgeLimits = statement<never>(
  'identity.purge_rate_limits',
  `DELETE FROM identity.rate_limit WHERE expire < $1`,
);

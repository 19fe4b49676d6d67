/**
 * SQL of the expiry sweep. It never waits for a customer's wallet while it holds another one: wallets that are in use are left for the
 * next run, so an order and the sweep cannot stand in each other's way for longer than one of them works.
 */
import { statement } from '#libs/platform';
import type { Asset } from '../wallet.types.js';
import { ACCOUNT_COLUMNS, type AccountRow, type LotRow } from './wallet.statements.js';

/** Lots that have expired and are not held, after (`$2`, `$3`), earliest first: from both halves of the index. */
export const dueLots = statement<{ id: string; accountId: number; expiresAt: Date }>(
  'wallet.due_lots',
  `
  SELECT id, account_id AS "accountId", expires_at AS "expiresAt"
  FROM (
    (SELECT id, account_id, expires_at FROM wallet.lot
     WHERE has_rest AND expires_at IS NOT NULL AND warned AND expires_at <= $1 AND (expires_at, id) > ($2, $3) AND held = 0
     ORDER BY expires_at, id LIMIT $4)
    UNION ALL
    (SELECT id, account_id, expires_at FROM wallet.lot
     WHERE has_rest AND expires_at IS NOT NULL AND NOT warned AND expires_at <= $1 AND (expires_at, id) > ($2, $3) AND held = 0
     ORDER BY expires_at, id LIMIT $4)) AS due
  ORDER BY expires_at, id
  LIMIT $4`,
);

/** Locks the wallets that nobody else is using, by id. */
export const lockIdleAccounts = statement<AccountRow>(
  'wallet.lock_idle_accounts',
  `
  SELECT ${ACCOUNT_COLUMNS}
  FROM wallet.account AS a
  WHERE a.id = ANY ($1::bigint[])
  ORDER BY a.id
  FOR NO KEY UPDATE SKIP LOCKED`,
);

/** The lots as they are under their accounts' locks. */
export const stillDueLots = statement<LotRow>(
  'wallet.still_due_lots',
  `
  SELECT id, account_id AS "accountId", remaining, held, expires_at AS "expiresAt"
  FROM wallet.lot
  WHERE id = ANY ($1::uuid[]) AND account_id = ANY ($2::bigint[])
    AND has_rest AND held = 0 AND expires_at <= $3`,
);

/** What one account loses on one day, as its warning says it. */
export interface ExpiringBatch {
  readonly ownerId: string;
  readonly asset: Asset;
  readonly amount: number;
  readonly lots: number;
  /** The first moment of the batch. */
  readonly expiresAt: Date;
}

/** Marks lots as warned of and answers the warnings, one per account and day. Lots that an order is just using wait for the next run. */
export const warnOfExpiry = statement<ExpiringBatch>(
  'wallet.warn_of_expiry',
  `
  WITH soon AS (
    SELECT id FROM wallet.lot
    WHERE has_rest AND expires_at IS NOT NULL AND NOT warned AND expires_at > $1 AND expires_at <= $2
    ORDER BY expires_at
    LIMIT $3
    FOR NO KEY UPDATE SKIP LOCKED
  ), warned AS (
    UPDATE wallet.lot AS l SET warned = true FROM soon WHERE l.id = soon.id
    RETURNING l.account_id, l.remaining, l.expires_at
  )
  SELECT a.owner_id AS "ownerId", a.asset, sum(w.remaining)::bigint AS amount, count(*) AS lots, min(w.expires_at) AS "expiresAt"
  FROM warned AS w
  JOIN wallet.account AS a ON a.id = w.account_id
  GROUP BY a.id, date_trunc('day', w.expires_at, 'UTC')
  ORDER BY min(w.expires_at), a.id`,
);

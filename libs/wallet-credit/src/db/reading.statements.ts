/** SQL of reading: one statement an answer, and no answer costs more because a wallet is old. */
import { statement } from '#libs/platform';
import type { Asset, LotSource } from '../wallet.types.js';

/** `$2` milliseconds from the database clock to the shop's, `$3` how many days ahead is soon. */
export const readWallet = statement<{
  asset: Asset;
  balance: number;
  held: number;
  available: number;
  expiringSoon: number;
  frozenReason: string | null;
  frozenSince: Date | null;
}>(
  'wallet.read_wallet',
  `
  SELECT a.asset, a.balance, a.held, a.frozen_reason AS "frozenReason",
    CASE WHEN a.frozen_reason IS NOT NULL
      THEN (SELECT f.frozen_at FROM wallet.freeze AS f WHERE f.owner_id = a.owner_id AND f.lifted_at IS NULL) END AS "frozenSince",
    coalesce(sum(l.remaining - l.held) FILTER (WHERE l.expires_at IS NULL OR l.expires_at > clock.now), 0)::bigint AS available,
    coalesce(sum(l.remaining - l.held) FILTER (WHERE l.expires_at > clock.now AND l.expires_at <= clock.now + $3 * interval '1 day'), 0)::bigint AS "expiringSoon"
  FROM (SELECT clock_timestamp() + $2 * interval '1 millisecond' AS now) AS clock,
    wallet.account AS a
  LEFT JOIN wallet.lot AS l ON l.account_id = a.id AND l.has_rest
  WHERE a.owner_id = $1
  GROUP BY a.id`,
);

/** One row when an owner has an account of any asset. */
export const hasWallet = statement<{ found: boolean }>(
  'wallet.has_wallet',
  `SELECT true AS found FROM wallet.account WHERE owner_id = $1 LIMIT 1`,
);

/** The account behind an owner's asset: where entries are. */
export const findAccount = statement<{ id: number; entrySeq: number }>(
  'wallet.find_account',
  `SELECT id, entry_seq AS "entrySeq" FROM wallet.account WHERE owner_id = $1 AND asset = $2`,
);

/**
 * The number of the first entry made at or after a moment, `$2` + 1 when there is none: entries are numbered in the order of their time,
 * so halving finds it by as many look-ups as the count has bits.
 */
export const findEntryAt = statement<{ seq: number }>(
  'wallet.find_entry_at',
  `
  WITH RECURSIVE search (low, high) AS (
    SELECT 1::bigint, $2::bigint + 1
    UNION ALL
    SELECT CASE WHEN e.made_at < $3 THEN e.seq + 1 ELSE s.low END, CASE WHEN e.made_at < $3 THEN s.high ELSE e.seq END
    FROM search AS s
    JOIN wallet.entry AS e ON e.account_id = $1 AND e.seq = (s.low + s.high) / 2
    WHERE s.low < s.high)
  SELECT low AS seq FROM search WHERE low = high`,
);

export interface EntryRow {
  readonly seq: number;
  readonly amount: number;
  readonly balanceAfter: number;
  readonly orderId: string | null;
  readonly madeAt: Date;
  readonly kind: string;
  readonly reference: string;
  readonly reason: string | null;
  readonly transferId: string;
}

const ENTRY_COLUMNS = `e.seq, e.amount, e.balance_after AS "balanceAfter", e.order_id AS "orderId", e.made_at AS "madeAt",
    t.kind, t.reference, t.reason, t.id AS "transferId"`;

/**
 * Entries from number `$2` up to below `$3`, newest first; `$4` to `$7` are filters, null for none. The kind is looked up entry by entry:
 * a join would let the planner read every transfer there is.
 */
export const readEntries = statement<EntryRow>(
  'wallet.read_entries',
  `
  SELECT ${ENTRY_COLUMNS}
  FROM (
    SELECT * FROM wallet.entry AS own
    WHERE account_id = $1 AND seq >= $2 AND seq < $3
      AND ($4::timestamptz IS NULL OR made_at >= $4) AND ($5::timestamptz IS NULL OR made_at < $5)
      AND ($6::uuid IS NULL OR order_id = $6)
      AND ($7::text IS NULL OR (SELECT kind FROM wallet.transfer WHERE id = own.transfer_id) = $7)
    ORDER BY seq DESC
    LIMIT $8) AS e
  JOIN wallet.transfer AS t ON t.id = e.transfer_id
  ORDER BY e.seq DESC`,
);

/** Entries after number `$2` up to `$3`, oldest first: the next lines of a statement. */
export const readStatement = statement<EntryRow>(
  'wallet.read_statement',
  `
  SELECT ${ENTRY_COLUMNS}
  FROM (
    SELECT * FROM wallet.entry
    WHERE account_id = $1 AND seq > $2 AND seq <= $3
    ORDER BY seq
    LIMIT $4) AS e
  JOIN wallet.transfer AS t ON t.id = e.transfer_id
  ORDER BY e.seq`,
);

export interface LotView {
  readonly id: string;
  readonly asset: Asset;
  readonly source: LotSource;
  readonly granted: number;
  readonly remaining: number;
  readonly held: number;
  readonly expiresAt: Date | null;
  readonly grantedAt: Date;
}

const LOT_COLUMNS = `l.id, a.asset, l.source, l.granted, l.remaining, l.held, l.expires_at AS "expiresAt", l.granted_at AS "grantedAt"`;

/** What is left of an owner's lots that expire up to `$3`, after (`$4`, `$5`); earliest first. */
export const readExpiring = statement<LotView & { expiresAt: Date }>(
  'wallet.read_expiring',
  `
  SELECT ${LOT_COLUMNS}
  FROM wallet.account AS a
  JOIN wallet.lot AS l ON l.account_id = a.id AND l.has_rest
  WHERE a.owner_id = $1 AND l.expires_at > $2 AND l.expires_at <= $3 AND (l.expires_at, l.id) > ($4, $5::uuid)
  ORDER BY l.expires_at, l.id
  LIMIT $6`,
);

/** An owner's lots that are not used up, newest first, before id `$2`. */
export const readLots = statement<LotView>(
  'wallet.read_lots',
  `
  SELECT ${LOT_COLUMNS}
  FROM wallet.account AS a
  JOIN wallet.lot AS l ON l.account_id = a.id AND l.has_rest
  WHERE a.owner_id = $1 AND ($2::uuid IS NULL OR l.id < $2)
  ORDER BY l.id DESC
  LIMIT $3`,
);

export interface HoldView {
  readonly reference: string;
  readonly asset: Asset;
  readonly amount: number;
  readonly heldAt: Date;
}

/** An owner's live holds, newest first, before (`$2` reference, `$3` asset). */
export const readHolds = statement<HoldView>(
  'wallet.read_holds',
  `
  SELECT h.reference, a.asset, h.amount, h.held_at AS "heldAt"
  FROM wallet.account AS a
  JOIN wallet.hold AS h ON h.account_id = a.id AND h.state = 'held'
  WHERE a.owner_id = $1 AND ($2::uuid IS NULL OR (h.reference, a.asset) < ($2, $3))
  ORDER BY h.reference DESC, a.asset DESC
  LIMIT $4`,
);

export interface WalletRow {
  readonly id: number;
  readonly ownerId: string;
  readonly asset: Asset;
  readonly role: string;
  readonly balance: number;
  readonly held: number;
  readonly entries: number;
  readonly frozenReason: string | null;
}

/** Accounts with ids from `$1` up to below `$2`, newest first, that fit the filters `$3` to `$7` (null for any). */
export const searchAccounts = statement<WalletRow>(
  'wallet.search_accounts',
  `
  SELECT id, owner_id AS "ownerId", asset, role, balance, held, entry_seq AS entries, frozen_reason AS "frozenReason"
  FROM wallet.account
  WHERE id >= $1 AND id < $2
    AND ($3::text IS NULL OR asset = $3) AND ($4::text IS NULL OR role = $4)
    AND ($5::bigint IS NULL OR balance >= $5) AND ($6::boolean IS NULL OR (held > 0) = $6)
    AND ($7::boolean IS NULL OR (frozen_reason IS NOT NULL) = $7)
  ORDER BY id DESC
  LIMIT $8`,
);

export const newestAccount = statement<{ id: number }>(
  'wallet.newest_account',
  `SELECT coalesce(max(id), 0) AS id FROM wallet.account`,
);

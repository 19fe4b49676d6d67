/** SQL of credit that changes hands. An account's lock guards its lots, so every look at lots comes after it. */
import { statement } from '#libs/platform';
import type { LotSource } from '../wallet.types.js';
import { ACCOUNT_COLUMNS, type AccountRow, type LotRow } from './wallet.statements.js';

/** A lot with what it was before it was given away: a gift of a promotion is a promotion. */
export interface OriginLotRow extends LotRow {
  origin: LotSource;
}

const ORIGIN_LOT = `l.id, l.account_id AS "accountId", l.remaining, l.held, l.expires_at AS "expiresAt", coalesce(g.origin, l.source) AS origin`;

export const spendableWithOrigin = statement<OriginLotRow>(
  'wallet.spendable_with_origin',
  `
  SELECT ${ORIGIN_LOT}
  FROM wallet.account AS a
  JOIN wallet.lot AS l ON l.account_id = a.id AND l.has_rest
  LEFT JOIN wallet.gifted_lot AS g ON g.lot_id = l.id
  WHERE a.owner_id = ANY ($1::uuid[]) AND a.asset = 'credit'`,
);

export const lotsWithOrigin = statement<OriginLotRow>(
  'wallet.lots_with_origin',
  `
  SELECT ${ORIGIN_LOT}
  FROM wallet.lot AS l
  LEFT JOIN wallet.gifted_lot AS g ON g.lot_id = l.id
  WHERE l.id = ANY ($1::uuid[])`,
);

/** A gifted lot is whole from its first moment: the transfer that fills it is in the same transaction. */
export const insertGiftedLots = statement<never>(
  'wallet.insert_gifted_lots',
  `
  WITH lots AS (
    INSERT INTO wallet.lot (id, account_id, source, granted, remaining, expires_at, granted_at)
    SELECT id, account_id, 'gift', amount, amount, expires_at, $5
    FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::timestamptz[]) AS n (id, account_id, amount, expires_at)
    RETURNING id)
  INSERT INTO wallet.gifted_lot (lot_id, reference, origin)
  SELECT lots.id, g.reference, g.origin
  FROM unnest($1::uuid[], $6::uuid[], $7::text[]) AS g (lot_id, reference, origin)
  JOIN lots ON lots.id = g.lot_id`,
);

export const aliveShares = statement<{ alive: number }>(
  'wallet.alive_shares',
  `
  SELECT coalesce(sum(share.amount) FILTER (WHERE l.expires_at IS NULL OR l.expires_at > $2), 0)::bigint AS alive
  FROM wallet.hold AS h
  CROSS JOIN LATERAL unnest(h.lot_ids, h.lot_amounts) AS share (lot_id, amount)
  JOIN wallet.lot AS l ON l.id = share.lot_id
  WHERE h.reference = $1`,
);

export const insertRestorations = statement<never>(
  'wallet.insert_restorations',
  `
  INSERT INTO wallet.lot_restoration (reference, lot_id, amount, transfer_id)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[])`,
);

/** What refunds have given back of what was captured under references, refund by refund. */
export const refundsOf = statement<{
  reference: string;
  accountId: number;
  refundId: string;
  kind: string;
  amount: number;
}>(
  'wallet.refunds_of',
  `
  SELECT r.reference, l.account_id AS "accountId", t.reference AS "refundId", t.kind, sum(r.amount)::bigint AS amount
  FROM wallet.lot_restoration AS r
  JOIN wallet.lot AS l ON l.id = r.lot_id
  JOIN wallet.transfer AS t ON t.id = r.transfer_id
  WHERE r.reference = ANY ($1::uuid[])
  GROUP BY r.reference, l.account_id, t.reference, t.kind`,
);

/** Shares of refunds; `carried_by` is the lot in which one lives on whose own lot has run out. */
export const insertRefundShares = statement<never>(
  'wallet.insert_refund_shares',
  `
  INSERT INTO wallet.lot_restoration (reference, lot_id, amount, transfer_id, carried_by)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[], $5::uuid[])`,
);

export const readFreezes = statement<{
  id: string;
  ownerId: string;
  reason: string;
  frozenBy: string;
  frozenAt: Date;
  liftedBy: string | null;
  liftedAt: Date | null;
  liftedReason: string | null;
}>(
  'wallet.read_freezes',
  `
  SELECT id, owner_id AS "ownerId", reason, frozen_by AS "frozenBy", frozen_at AS "frozenAt",
    lifted_by AS "liftedBy", lifted_at AS "liftedAt", lifted_reason AS "liftedReason"
  FROM wallet.freeze
  WHERE ($1::uuid IS NULL OR owner_id = $1) AND ($2::uuid IS NULL OR id < $2) AND (NOT $3::boolean OR lifted_at IS NULL)
  ORDER BY id DESC
  LIMIT $4`,
);

export const readFrozen = statement<{ isFrozen: boolean }>(
  'wallet.read_frozen',
  `SELECT frozen_reason IS NOT NULL AS "isFrozen" FROM wallet.account WHERE owner_id = $1 AND asset = 'credit'`,
);

/** Under the accounts' locks. A change like every other, so that its owner is told. */
export const setFrozen = statement<AccountRow>(
  'wallet.set_frozen',
  `
  UPDATE wallet.account AS a SET frozen_reason = $2, change_seq = a.change_seq + 1
  WHERE a.owner_id = $1 AND a.role = 'customer'
  RETURNING ${ACCOUNT_COLUMNS}`,
);

export const insertFreeze = statement<never>(
  'wallet.insert_freeze',
  `INSERT INTO wallet.freeze (id, owner_id, reason, frozen_by, frozen_at) VALUES ($1, $2, $3, $4, $5)`,
);

export const liftFreeze = statement<{ id: string }>(
  'wallet.lift_freeze',
  `
  UPDATE wallet.freeze SET lifted_by = $2, lifted_at = $3, lifted_reason = $4
  WHERE owner_id = $1 AND lifted_at IS NULL
  RETURNING id`,
);

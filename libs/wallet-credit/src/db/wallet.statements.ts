/** Every SQL text of the ledger. Lock order: accounts by id; an account's lock guards its lots, holds and entries. */
import { statement } from '#libs/platform';
import type { Asset } from '../wallet.types.js';

export interface AccountRow {
  id: number;
  ownerId: string;
  asset: Asset;
  role: string;
  balance: number;
  held: number;
  entrySeq: number;
  changeSeq: number;
  frozenReason: string | null;
}

export interface LotRow {
  id: string;
  accountId: number;
  remaining: number;
  held: number;
  expiresAt: Date | null;
}

export interface HoldRow {
  reference: string;
  accountId: number;
  amount: number;
  captured: number;
  state: 'held' | 'captured' | 'released';
  lotIds: string[];
  lotAmounts: number[];
}

/** What {@link AccountRow} has, of an account `a`. */
export const ACCOUNT_COLUMNS = `a.id, a.owner_id AS "ownerId", a.asset, a.role, a.balance, a.held, a.entry_seq AS "entrySeq", a.change_seq AS "changeSeq", a.frozen_reason AS "frozenReason"`;

export const createAccounts = statement<never>(
  'wallet.create_accounts',
  `
  INSERT INTO wallet.account (owner_id, asset, role)
  SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[], $3::text[])
  ON CONFLICT ON CONSTRAINT account_owner_asset_key DO NOTHING`,
);

export const lockAccounts = statement<AccountRow>(
  'wallet.lock_accounts',
  `
  SELECT ${ACCOUNT_COLUMNS}
  FROM wallet.account AS a
  WHERE a.owner_id = ANY ($1::uuid[])
  ORDER BY a.id
  FOR NO KEY UPDATE`,
);

export const spendableLots = statement<LotRow>(
  'wallet.spendable_lots',
  `
  SELECT l.id, l.account_id AS "accountId", l.remaining, l.held, l.expires_at AS "expiresAt"
  FROM wallet.account AS a
  JOIN wallet.lot AS l ON l.account_id = a.id AND l.has_rest
  WHERE a.owner_id = ANY ($1::uuid[])`,
);

export const lotsByIds = statement<LotRow>(
  'wallet.lots_by_ids',
  `
  SELECT id, account_id AS "accountId", remaining, held, expires_at AS "expiresAt"
  FROM wallet.lot
  WHERE id = ANY ($1::uuid[])`,
);

export const findHolds = statement<HoldRow>(
  'wallet.find_holds',
  `
  SELECT reference, account_id AS "accountId", amount, captured, state, lot_ids AS "lotIds", lot_amounts AS "lotAmounts"
  FROM wallet.hold
  WHERE reference = ANY ($1::uuid[])`,
);

export const writeHolds = statement<never>(
  'wallet.write_holds',
  `
  WITH held AS (
    INSERT INTO wallet.hold (reference, account_id, amount, state, lot_ids, lot_amounts, held_at)
    SELECT reference, account_id, amount, state, lot_ids::uuid[], lot_amounts::bigint[], $7
    FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[]) AS h (reference, account_id, amount, state, lot_ids, lot_amounts)
  ), lots AS (
    UPDATE wallet.lot AS l SET held = v.held
    FROM unnest($8::uuid[], $9::bigint[]) AS v (id, held)
    WHERE l.id = v.id
  )
  UPDATE wallet.account AS a SET held = v.held, change_seq = v.change_seq
  FROM unnest($10::bigint[], $11::bigint[], $12::bigint[]) AS v (id, held, change_seq)
  WHERE a.id = v.id`,
);

export const finishHolds = statement<never>(
  'wallet.finish_holds',
  `
  UPDATE wallet.hold AS h SET state = v.state, captured = v.captured
  FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::bigint[]) AS v (reference, account_id, state, captured)
  WHERE h.reference = v.reference AND h.account_id = v.account_id`,
);

export const writeLedger = statement<never>(
  'wallet.write_ledger',
  `
  WITH transfers AS (
    INSERT INTO wallet.transfer (id, kind, reference, actor, reason, made_at)
    SELECT *, $6::timestamptz FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[])
  ), entries AS (
    INSERT INTO wallet.entry (account_id, seq, transfer_id, amount, balance_after, order_id, made_at)
    SELECT *, $6::timestamptz FROM unnest($7::bigint[], $8::bigint[], $9::uuid[], $10::bigint[], $11::bigint[], $12::uuid[])
  ), new_lots AS (
    INSERT INTO wallet.lot (id, account_id, source, granted, remaining, expires_at, granted_at)
    SELECT id, account_id, source, amount, amount, expires_at, $6::timestamptz
    FROM unnest($13::uuid[], $14::bigint[], $15::text[], $16::bigint[], $17::timestamptz[]) AS n (id, account_id, source, amount, expires_at)
  ), lots AS (
    UPDATE wallet.lot AS l SET remaining = v.remaining, held = v.held, has_rest = v.remaining > 0
    FROM unnest($18::uuid[], $19::bigint[], $20::bigint[]) AS v (id, remaining, held)
    WHERE l.id = v.id
  )
  UPDATE wallet.account AS a SET balance = v.balance, held = v.held, entry_seq = v.entry_seq, change_seq = v.change_seq
  FROM unnest($21::bigint[], $22::bigint[], $23::bigint[], $24::bigint[], $25::bigint[]) AS v (id, balance, held, entry_seq, change_seq)
  WHERE a.id = v.id`,
);

export const transfersOnce = statement<{ kind: string; reference: string }>(
  'wallet.transfers_once',
  `
  SELECT t.kind, t.reference
  FROM unnest($1::text[], $2::uuid[]) AS q (kind, reference)
  JOIN wallet.transfer AS t ON t.reference = q.reference AND t.kind = q.kind`,
);

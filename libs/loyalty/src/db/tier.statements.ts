/** SQL of tiers and members. Lock order: order rewards → wallets → members, each by key. */
import { statement } from '#libs/platform';
import type { Tier, TierMove } from '../loyalty.types.js';

/** The tiers with the version they are of; a version without tiers is one row of nulls. */
export const loadTiers = statement<
  { readonly version: number; readonly changedAt: Date | null; readonly changedBy: string | null } & {
    [Field in keyof Tier]: Tier[Field] | null;
  }
>(
  'loyalty.load_tiers',
  `
  SELECT v.version, v.changed_at AS "changedAt", v.changed_by AS "changedBy", t.name, t.from_minor AS "fromMinor",
    t.discount_bps AS "discountBps", t.earning_multiplier_bps AS "earningMultiplierBps", t.expiry_extension_days AS "expiryExtensionDays"
  FROM loyalty.tier_version AS v LEFT JOIN loyalty.tier AS t ON true
  ORDER BY t.from_minor`,
);

/** The tiers of customers, as the transaction sees them; who has none is left out. */
export const readStandings = statement<{ customerId: string; tier: string }>(
  'loyalty.read_standings',
  `
  SELECT customer_id AS "customerId", tier FROM loyalty.member
  WHERE customer_id = ANY ($1::uuid[]) AND tier IS NOT NULL`,
);

export const stampVersion = statement<never>(
  'loyalty.stamp_tier_version',
  `UPDATE loyalty.tier_version SET version = $1, changed_at = $2, changed_by = $3`,
);

export const clearTiers = statement<never>('loyalty.clear_tiers', `DELETE FROM loyalty.tier`);

export const insertTiers = statement<never>(
  'loyalty.insert_tiers',
  `
  INSERT INTO loyalty.tier (name, from_minor, discount_bps, earning_multiplier_bps, expiry_extension_days)
  SELECT * FROM unnest($1::text[], $2::bigint[], $3::integer[], $4::integer[], $5::integer[])`,
);

/** A member under its lock. */
export interface MemberRow {
  readonly customerId: string;
  readonly tier: string | null;
  readonly spendMinor: number;
  readonly countedFrom: Date;
  readonly moves: number;
}

const MEMBER = `customer_id AS "customerId", tier, spend_minor AS "spendMinor", counted_from AS "countedFrom", moves`;

export const lockMembers = statement<MemberRow>(
  'loyalty.lock_members',
  `SELECT ${MEMBER} FROM loyalty.member WHERE customer_id = ANY ($1::uuid[]) ORDER BY customer_id FOR UPDATE`,
);

/** Members whose last computation is of before $1 or of an older table; rivals' are left to them. */
export const lockDueMembers = statement<MemberRow>(
  'loyalty.lock_due_members',
  `
  SELECT ${MEMBER} FROM loyalty.member
  WHERE customer_id IN (
    (SELECT customer_id FROM loyalty.member WHERE recomputed_at < $1 ORDER BY recomputed_at LIMIT $2)
    UNION
    (SELECT customer_id FROM loyalty.member WHERE table_version < (SELECT version FROM loyalty.tier_version) LIMIT $2))
  ORDER BY customer_id LIMIT $2
  FOR UPDATE SKIP LOCKED`,
);

/** What customers have spent from a moment on, less what was refunded of it. Asked under their members' locks. */
export const sumSpend = statement<{ customerId: string; spendMinor: number }>(
  'loyalty.sum_spend',
  `
  SELECT r.customer_id AS "customerId", sum(r.goods_minor - r.refunded_minor)::bigint AS "spendMinor"
  FROM loyalty.order_reward AS r
  WHERE r.customer_id = ANY ($1::uuid[]) AND r.booked_at >= $2 AND r.kind = 'purchase'
  GROUP BY r.customer_id`,
);

/** $1 to $6 the members as they are to be, $7 the table's version; $8 to $12 the moves, with cause $13 and time $14. */
export const writeMembers = statement<never>(
  'loyalty.write_members',
  `
  WITH moves AS (
    INSERT INTO loyalty.tier_move (customer_id, seq, from_tier, to_tier, spend_minor, cause, moved_at)
    SELECT customer_id, seq, from_tier, to_tier, spend_minor, $13, $14
    FROM unnest($8::uuid[], $9::integer[], $10::text[], $11::text[], $12::bigint[]) AS v (customer_id, seq, from_tier, to_tier, spend_minor)
  )
  UPDATE loyalty.member AS m
  SET tier = v.tier, spend_minor = v.spend_minor, counted_from = v.counted_from, recomputed_at = coalesce(v.recomputed_at, m.recomputed_at),
      moves = v.moves, previous_tier = CASE WHEN v.moves > m.moves THEN m.tier ELSE m.previous_tier END, table_version = $7
  FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::timestamptz[], $5::timestamptz[], $6::integer[])
    AS v (customer_id, tier, spend_minor, counted_from, recomputed_at, moves)
  WHERE m.customer_id = v.customer_id`,
);

export const readMember = statement<{ tier: string | null; spendMinor: number; countedFrom: Date }>(
  'loyalty.read_member',
  `SELECT tier, spend_minor AS "spendMinor", counted_from AS "countedFrom" FROM loyalty.member WHERE customer_id = $1`,
);

export const readMoves = statement<TierMove>(
  'loyalty.read_tier_moves',
  `
  SELECT customer_id AS "customerId", seq, from_tier AS "fromTier", to_tier AS "toTier", spend_minor AS "spendMinor", cause, moved_at AS "movedAt"
  FROM loyalty.tier_move
  WHERE customer_id = $1 AND seq < $2
  ORDER BY seq DESC
  LIMIT $3`,
);

/** SQL of what orders earn. Rewards are locked by (order, source), before wallets and members. */
import { statement } from '#libs/platform';
import type { OrderReward } from '../loyalty.types.js';

/** The tier that so much spend is worth. */
const tierFor = (spend: string): string =>
  `(SELECT t.name FROM loyalty.tier AS t WHERE t.from_minor <= ${spend} ORDER BY t.from_minor DESC LIMIT 1)`;

/** A reward that was booked, or a customer who moved to another tier by it. */
export interface BookedRow {
  readonly what: 'booked' | 'moved';
  readonly id: string;
  readonly customerId: string;
  readonly kind: string;
  readonly amount: number;
  readonly orderId: string | null;
  readonly fromTier: string | null;
  readonly toTier: string | null;
}

/**
 * Books the rewards of paid orders, counts their goods as spend and moves customers up: one statement a batch. A reward that is
 * there is left alone and counts nothing; a referral is rewarded to one order only. `amount` of a move is its number.
 */
export const bookRewards = statement<BookedRow>(
  'loyalty.book_rewards',
  `
  WITH given AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::bigint[], $7::bigint[])
      AS g (id, order_id, source_id, kind, customer_id, goods_minor, amount)
  ), referred AS (
    UPDATE loyalty.referral AS r SET order_id = g.order_id
    FROM given AS g
    WHERE g.kind = 'referral' AND r.referred_id = g.source_id AND r.order_id IS NULL
    RETURNING r.referred_id, r.referrer_id, r.order_id
  ), booked AS (
    INSERT INTO loyalty.order_reward (id, order_id, source_id, kind, customer_id, asset, goods_minor, amount, state, booked_at)
    SELECT g.id, g.order_id, g.source_id, g.kind, coalesce(g.customer_id, r.referrer_id), $8, g.goods_minor, g.amount,
      CASE WHEN g.amount = 0 THEN 'none' ELSE 'maturing' END, $9
    FROM given AS g LEFT JOIN referred AS r ON r.referred_id = g.source_id AND r.order_id = g.order_id
    WHERE g.kind = 'purchase' OR r.referred_id IS NOT NULL
    ON CONFLICT ON CONSTRAINT order_reward_pkey DO NOTHING
    RETURNING id, order_id, kind, customer_id, goods_minor, amount
  ), spent AS (
    SELECT customer_id, sum(goods_minor)::bigint AS goods_minor FROM booked WHERE kind = 'purchase' GROUP BY customer_id
  ), members AS (
    INSERT INTO loyalty.member AS m (customer_id, tier, spend_minor, counted_from, recomputed_at, table_version, moves)
    SELECT s.customer_id, n.tier, s.goods_minor, $10, $9, v.version, (n.tier IS NOT NULL)::integer
    FROM spent AS s CROSS JOIN loyalty.tier_version AS v CROSS JOIN LATERAL (SELECT ${tierFor('s.goods_minor')} AS tier) AS n
    ORDER BY s.customer_id
    ON CONFLICT ON CONSTRAINT member_pkey DO UPDATE
    SET (spend_minor, tier, previous_tier, moves, table_version) = (
      SELECT m.spend_minor + excluded.spend_minor, n.tier,
        CASE WHEN n.tier IS DISTINCT FROM m.tier THEN m.tier ELSE m.previous_tier END,
        m.moves + (n.tier IS DISTINCT FROM m.tier)::integer, excluded.table_version
      FROM (SELECT ${tierFor('m.spend_minor + excluded.spend_minor')} AS tier) AS n)
    RETURNING m.customer_id, m.tier, m.previous_tier, m.moves, m.spend_minor
  ), moved AS (
    INSERT INTO loyalty.tier_move (customer_id, seq, from_tier, to_tier, spend_minor, cause, moved_at)
    SELECT m.customer_id, m.moves, m.previous_tier, m.tier, m.spend_minor, 'payment', $9
    FROM members AS m
    WHERE m.moves > 0 AND NOT EXISTS (SELECT FROM loyalty.tier_move AS t WHERE t.customer_id = m.customer_id AND t.seq = m.moves)
    ON CONFLICT ON CONSTRAINT tier_move_pkey DO NOTHING
    RETURNING customer_id, seq, from_tier, to_tier
  )
  SELECT 'booked' AS what, id, customer_id AS "customerId", kind, amount, order_id AS "orderId", NULL AS "fromTier", NULL AS "toTier"
  FROM booked
  UNION ALL
  SELECT 'moved', customer_id, customer_id, 'payment', seq, NULL, from_tier, to_tier FROM moved`,
);

const REWARD = `r.id, r.order_id AS "orderId", r.kind, r.customer_id AS "customerId", r.asset, r.goods_minor AS "goodsMinor",
    r.refunded_minor AS "refundedMinor", r.amount, r.cancelled, r.clawed_back AS "clawedBack", r.written_off AS "writtenOff",
    r.owed, r.state, r.booked_at AS "bookedAt", r.matures_at AS "maturesAt", r.granted_at AS "grantedAt"`;

/** A reward under its lock. */
export interface RewardRow extends OrderReward {
  readonly sourceId: string;
  readonly eventSeq: number;
}

const LOCKED = `${REWARD}, r.source_id AS "sourceId", r.event_seq AS "eventSeq"`;

export const lockRewardsOfOrders = statement<RewardRow>(
  'loyalty.lock_rewards_of_orders',
  `
  SELECT ${LOCKED} FROM loyalty.order_reward AS r
  WHERE r.order_id = ANY ($1::uuid[])
  ORDER BY r.order_id, r.source_id
  FOR UPDATE`,
);

/**
 * Rewards whose time has come, the longest due first, with the tier of who earns them. Rivals' are left to them. The locks are those of
 * the rows that are answered: locked in a subquery and read beside it, a row would be as it was before a refund that has just committed.
 */
export const lockDueRewards = statement<RewardRow & { readonly tier: string | null }>(
  'loyalty.lock_due_rewards',
  `
  SELECT ${LOCKED}, m.tier
  FROM loyalty.order_reward AS r
  LEFT JOIN loyalty.member AS m ON m.customer_id = r.customer_id
  WHERE r.state = 'maturing' AND r.matures_at <= $1
  ORDER BY r.matures_at LIMIT $2
  FOR UPDATE OF r SKIP LOCKED`,
);

export const writeRewards = statement<never>(
  'loyalty.write_rewards',
  `
  UPDATE loyalty.order_reward AS r
  SET state = v.state, refunded_minor = v.refunded_minor, cancelled = v.cancelled, clawed_back = v.clawed_back,
      written_off = v.written_off, owed = v.owed, matures_at = v.matures_at, granted_at = v.granted_at, event_seq = v.event_seq
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[],
      $9::timestamptz[], $10::timestamptz[], $11::integer[])
    AS v (order_id, source_id, state, refunded_minor, cancelled, clawed_back, written_off, owed, matures_at, granted_at, event_seq)
  WHERE r.order_id = v.order_id AND r.source_id = v.source_id`,
);

export const findReductions = statement<{ refundId: string; merchantId: string; sourceId: string }>(
  'loyalty.find_reductions',
  `
  SELECT refund_id AS "refundId", merchant_id AS "merchantId", source_id AS "sourceId"
  FROM loyalty.reward_reduction WHERE refund_id = ANY ($1::uuid[])`,
);

export const insertReductions = statement<never>(
  'loyalty.insert_reductions',
  `
  INSERT INTO loyalty.reward_reduction (refund_id, order_id, merchant_id, source_id, goods_minor, cancelled, clawed_back, written_off, owed, reduced_at)
  SELECT *, $10::timestamptz
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[])`,
);

/** Newest first; $2, $3 the key of the last row, $4 a state, or NULL. */
export const listRewards = statement<OrderReward>(
  'loyalty.list_rewards',
  `
  SELECT ${REWARD} FROM loyalty.order_reward AS r
  WHERE r.customer_id = $1 AND r.state <> 'none'
    AND ($2::timestamptz IS NULL OR (r.booked_at, r.id) < ($2, $3::uuid))
    AND ($4::text IS NULL OR r.state = $4)
  ORDER BY r.booked_at DESC, r.id DESC
  LIMIT $5`,
);

/** Rewards of which something was spent before it was taken back; newest first. */
export const listLostRewards = statement<OrderReward>(
  'loyalty.list_lost_rewards',
  `
  SELECT ${REWARD} FROM loyalty.order_reward AS r
  WHERE r.written_off + r.owed > 0 AND ($1::uuid IS NULL OR r.id < $1)
  ORDER BY r.id DESC
  LIMIT $2`,
);

export const sumMaturing = statement<{ asset: 'credit' | 'points'; amount: number }>(
  'loyalty.sum_maturing',
  `
  SELECT asset, sum(amount - cancelled)::bigint AS amount FROM loyalty.order_reward
  WHERE customer_id = $1 AND state = 'maturing' GROUP BY asset`,
);

export const insertReferrals = statement<never>(
  'loyalty.insert_referrals',
  `
  INSERT INTO loyalty.referral (referred_id, referrer_id, registered_at)
  SELECT v.*, $3::timestamptz FROM unnest($1::uuid[], $2::uuid[]) AS v (referred_id, referrer_id)
  WHERE v.referred_id <> v.referrer_id
  ON CONFLICT ON CONSTRAINT referral_pkey DO NOTHING`,
);

export const insertReviewBonuses = statement<{ lineId: string }>(
  'loyalty.insert_review_bonuses',
  `
  INSERT INTO loyalty.review_bonus (line_id, customer_id, points, granted_at)
  SELECT DISTINCT ON (line_id) line_id, customer_id, $3::bigint, $4::timestamptz
  FROM unnest($1::uuid[], $2::uuid[]) AS v (line_id, customer_id)
  ORDER BY line_id
  ON CONFLICT ON CONSTRAINT review_bonus_pkey DO NOTHING
  RETURNING line_id AS "lineId"`,
);

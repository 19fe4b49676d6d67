/** SQL of the redemption catalogue. Lock order: rewards by id, then wallets. */
import { statement } from '#libs/platform';
import type { Asset } from '#libs/wallet-credit';

export const REWARD_KINDS = ['early_access', 'content', 'gift'] as const;
export type RewardKind = (typeof REWARD_KINDS)[number];

/** Something to be had for credit or points. `version` is its ETag. */
export interface Reward {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly kind: RewardKind;
  readonly asset: Asset;
  readonly price: number;
  /** The product that `early_access` opens. */
  readonly productId: string | null;
  /** What `content` shows once redeemed. */
  readonly link: string | null;
  /** How often it can be redeemed in all; `null` without end. */
  readonly stock: number | null;
  readonly redeemed: number;
  readonly perCustomerLimit: number | null;
  /** The tiers it is for; none = for everybody. */
  readonly tiers: readonly string[];
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly shelf: 'on' | 'off';
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const REWARD = `w.id, w.name, w.description, w.kind, w.asset, w.price, w.product_id AS "productId", w.link, w.stock, w.redeemed,
    w.per_customer_limit AS "perCustomerLimit", w.tiers, w.starts_at AS "startsAt", w.ends_at AS "endsAt", w.shelf, w.version,
    w.created_at AS "createdAt", w.updated_at AS "updatedAt"`;

export const insertReward = statement<Reward>(
  'loyalty.insert_reward',
  `
  INSERT INTO loyalty.reward AS w (id, name, description, kind, asset, price, product_id, link, stock, per_customer_limit, tiers,
    starts_at, ends_at, shelf, version, created_at, created_by, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::text[], $12, $13, $14, 1, $15, $16, $15)
  ON CONFLICT ON CONSTRAINT reward_pkey DO NOTHING
  RETURNING ${REWARD}`,
);

export const updateReward = statement<Reward>(
  'loyalty.update_reward',
  `
  UPDATE loyalty.reward AS w
  SET name = $2, description = $3, price = $4, link = $5, stock = $6, per_customer_limit = $7, tiers = $8::text[], starts_at = $9,
      ends_at = $10, shelf = $11, version = w.version + 1, updated_at = $12
  WHERE w.id = $1
  RETURNING ${REWARD}`,
);

export const lockRewards = statement<Reward>(
  'loyalty.lock_catalogue_rewards',
  `SELECT ${REWARD} FROM loyalty.reward AS w WHERE w.id = ANY ($1::uuid[]) ORDER BY w.id FOR UPDATE`,
);

export const findReward = statement<Reward>(
  'loyalty.find_reward',
  `SELECT ${REWARD} FROM loyalty.reward AS w WHERE w.id = $1`,
);

/** Newest first; $1 the last id or NULL, $2 a shelf or NULL. */
export const listRewards = statement<Reward>(
  'loyalty.list_catalogue',
  `
  SELECT ${REWARD} FROM loyalty.reward AS w
  WHERE ($1::uuid IS NULL OR w.id < $1) AND ($2::text IS NULL OR w.shelf = $2)
  ORDER BY w.id DESC
  LIMIT $3`,
);

/** What customers may see at $2: on the shelf, begun, not ended. */
export const listOffered = statement<Reward>(
  'loyalty.list_offered_rewards',
  `
  SELECT ${REWARD} FROM loyalty.reward AS w
  WHERE ($1::uuid IS NULL OR w.id < $1) AND w.shelf = 'on' AND w.starts_at <= $2 AND (w.ends_at IS NULL OR w.ends_at > $2)
  ORDER BY w.id DESC
  LIMIT $3`,
);

/** How often customers have rewards; asked under the rewards' locks, or for showing. */
export const countRedeemed = statement<{ rewardId: string; customerId: string; count: number }>(
  'loyalty.count_redeemed',
  `
  SELECT d.reward_id AS "rewardId", d.customer_id AS "customerId", count(*)::integer AS count
  FROM loyalty.redemption AS d
  WHERE d.reward_id = ANY ($1::uuid[]) AND d.customer_id = ANY ($2::uuid[]) AND d.state <> 'cancelled'
  GROUP BY d.reward_id, d.customer_id`,
);

export type RedemptionState = 'granted' | 'handed_over' | 'cancelled';

/** A reward that a customer redeemed. */
export interface Redemption {
  readonly id: string;
  readonly rewardId: string;
  readonly rewardName: string;
  readonly customerId: string;
  readonly asset: Asset;
  readonly price: number;
  readonly kind: RewardKind;
  readonly productId: string | null;
  readonly link: string | null;
  readonly voucher: string | null;
  readonly state: RedemptionState;
  readonly redeemedAt: Date;
  readonly finishedAt: Date | null;
  readonly finishedBy: string | null;
  readonly note: string | null;
  readonly eventSeq: number;
}

const REDEMPTION = `d.id, d.reward_id AS "rewardId", w.name AS "rewardName", d.customer_id AS "customerId", d.asset, d.price, d.kind,
    d.product_id AS "productId", d.link, d.voucher, d.state, d.redeemed_at AS "redeemedAt", d.finished_at AS "finishedAt",
    d.finished_by AS "finishedBy", d.note, d.event_seq AS "eventSeq"`;

/** Writes redemptions and counts them on their rewards. */
export const insertRedemptions = statement<never>(
  'loyalty.insert_redemptions',
  `
  WITH given AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]) AS g (id, reward_id, customer_id, voucher)
  ), counted AS (
    UPDATE loyalty.reward AS w SET redeemed = w.redeemed + c.count
    FROM (SELECT reward_id, count(*)::integer AS count FROM given GROUP BY reward_id) AS c
    WHERE w.id = c.reward_id
  )
  INSERT INTO loyalty.redemption (id, reward_id, customer_id, asset, price, kind, product_id, link, voucher, state, redeemed_at)
  SELECT g.id, g.reward_id, g.customer_id, w.asset, w.price, w.kind, w.product_id, w.link, g.voucher, 'granted', $5
  FROM given AS g JOIN loyalty.reward AS w ON w.id = g.reward_id`,
);

export const findRedemptions = statement<Redemption>(
  'loyalty.find_redemptions',
  `SELECT ${REDEMPTION} FROM loyalty.redemption AS d JOIN loyalty.reward AS w ON w.id = d.reward_id WHERE d.id = ANY ($1::uuid[])`,
);

/** One statement for lists: $1 a customer, $2 a reward, $3 a state, $4 the last id, each or NULL. Newest first. */
export const listRedemptions = statement<Redemption>(
  'loyalty.list_redemptions',
  `
  SELECT ${REDEMPTION} FROM loyalty.redemption AS d JOIN loyalty.reward AS w ON w.id = d.reward_id
  WHERE ($1::uuid IS NULL OR d.customer_id = $1) AND ($2::uuid IS NULL OR d.reward_id = $2)
    AND ($3::text IS NULL OR d.state = $3) AND ($4::uuid IS NULL OR d.id < $4)
  ORDER BY d.id DESC
  LIMIT $5`,
);

/** Finishes a redemption whose reward is locked; one that is cancelled gives its place back. */
export const finishRedemption = statement<Redemption>(
  'loyalty.finish_redemption',
  `
  WITH finished AS (
    UPDATE loyalty.redemption SET state = $2, finished_at = $3, finished_by = $4, note = $5, event_seq = event_seq + 1
    WHERE id = $1 AND state = 'granted'
    RETURNING *
  ), counted AS (
    UPDATE loyalty.reward AS w SET redeemed = w.redeemed - 1 FROM finished AS f WHERE w.id = f.reward_id AND f.state = 'cancelled'
  )
  SELECT ${REDEMPTION} FROM finished AS d JOIN loyalty.reward AS w ON w.id = d.reward_id`,
);

/** Which of these products are open to which of these customers before their time. */
export const openProducts = statement<{ customerId: string; productId: string }>(
  'loyalty.open_products',
  `
  SELECT DISTINCT d.customer_id AS "customerId", d.product_id AS "productId"
  FROM loyalty.redemption AS d
  WHERE d.customer_id = ANY ($1::uuid[]) AND d.product_id = ANY ($2::uuid[]) AND d.kind = 'early_access' AND d.state = 'granted'`,
);

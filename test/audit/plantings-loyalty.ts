/** Faults in earning, tiers, points and redemptions. */
import type { Planting } from './plantings.js';

const REWARD = (where: string): string =>
  `(order_id, source_id) IN (SELECT order_id, source_id FROM loyalty.order_reward WHERE ${where} ORDER BY order_id LIMIT 1)`;
const TRANSFER = (kind: string): string =>
  `id IN (SELECT id FROM wallet.transfer WHERE kind = '${kind}' ORDER BY id LIMIT 1)`;
const drop = (table: string, constraint: string): string =>
  `ALTER TABLE loyalty.${table} DROP CONSTRAINT ${constraint}`;
const looseReward = [
  drop('order_reward', 'order_reward_reductions_within_amount'),
  drop('order_reward', 'order_reward_refunds_within_goods'),
  drop('order_reward', 'order_reward_granted_when_available'),
  drop('order_reward', 'order_reward_clawed_back_after_grant'),
];

const earning: readonly Planting[] = [
  {
    invariant: 'rewards.of_paid_goods',
    what: 'a reward counts a cent more of goods',
    sql: [`UPDATE loyalty.order_reward SET goods_minor = goods_minor + 1 WHERE ${REWARD(`kind = 'purchase'`)}`],
  },
  {
    invariant: 'rewards.of_paid_goods',
    what: 'a reward of an order that nobody knows',
    sql: [`UPDATE loyalty.order_reward SET order_id = gen_random_uuid() WHERE ${REWARD(`kind = 'purchase'`)}`],
  },
  {
    invariant: 'rewards.booked_when_paid',
    what: "a paid order's reward is gone",
    sql: [
      `DELETE FROM loyalty.order_reward WHERE order_id IN (SELECT order_id FROM loyalty.order_reward WHERE kind = 'purchase' LIMIT 1)`,
    ],
  },
  {
    invariant: 'rewards.reduced_by_their_refunds',
    what: "a refund's share is gone",
    sql: [
      `DELETE FROM loyalty.reward_reduction WHERE refund_id IN (SELECT refund_id FROM loyalty.reward_reduction LIMIT 1)`,
    ],
  },
  {
    invariant: 'rewards.reduced_in_proportion',
    what: 'a refund took one unit too much',
    sql: [...looseReward, `UPDATE loyalty.order_reward SET cancelled = cancelled + 1 WHERE ${REWARD(`cancelled > 0`)}`],
  },
  {
    invariant: 'rewards.available_is_booked',
    what: 'a maturing reward counts as available',
    sql: [
      ...looseReward,
      `UPDATE loyalty.order_reward SET state = 'available', granted_at = now() WHERE ${REWARD(`state = 'maturing'`)}`,
    ],
  },
  {
    invariant: 'rewards.available_is_booked',
    what: 'a reward was booked under a reference of nothing',
    sql: [`UPDATE wallet.transfer SET reference = gen_random_uuid() WHERE ${TRANSFER('purchase_reward')}`],
  },
  {
    invariant: 'rewards.clawbacks_are_booked',
    what: 'more was written off than claw-backs moved',
    sql: [
      ...looseReward,
      `UPDATE loyalty.order_reward SET written_off = written_off + 1 WHERE ${REWARD(`written_off > 0`)}`,
    ],
  },
  {
    invariant: 'rewards.deficits_are_receivables',
    what: 'somebody owes one unit more than is on the books',
    sql: [`UPDATE wallet.deficit SET owed = owed + 1`],
  },
  {
    invariant: 'rewards.referral_once',
    what: 'a referral forgot its order',
    sql: [`UPDATE loyalty.referral SET order_id = NULL WHERE order_id IS NOT NULL`],
  },
  {
    invariant: 'rewards.referral_once',
    what: 'a referral was rewarded to somebody else',
    sql: [`UPDATE loyalty.order_reward SET customer_id = gen_random_uuid() WHERE kind = 'referral'`],
  },
  {
    invariant: 'rewards.review_once_per_line',
    what: 'a reviewed line has points that nobody booked',
    sql: [
      `INSERT INTO loyalty.review_bonus (line_id, customer_id, points, granted_at) VALUES (gen_random_uuid(), gen_random_uuid(), 5, now())`,
    ],
  },
  {
    invariant: 'rewards.campaign_is_approved',
    what: 'a recipient was taken off a campaign after it was granted',
    sql: [
      `DELETE FROM loyalty.campaign_recipient WHERE campaign_id IN (SELECT id FROM loyalty.campaign WHERE state = 'approved')`,
    ],
  },
  {
    invariant: 'rewards.campaign_is_approved',
    what: 'a campaign was decided by who proposed it',
    sql: [
      drop('campaign', 'campaign_needs_two_people'),
      `UPDATE loyalty.campaign SET decided_by = proposed_by WHERE state = 'approved'`,
    ],
  },
];

const loyalty: readonly Planting[] = [
  {
    invariant: 'tiers.spend_is_sum_of_purchases',
    what: 'a spend grew by a cent',
    sql: [`UPDATE loyalty.member SET spend_minor = spend_minor + 1`],
  },
  {
    invariant: 'tiers.tier_fits_spend',
    what: 'a member lost a tier that its spend reaches',
    sql: [`UPDATE loyalty.member SET tier = NULL WHERE tier IS NOT NULL`],
  },
  {
    invariant: 'tiers.history_ends_in_the_present',
    what: 'a move is gone',
    sql: [`DELETE FROM loyalty.tier_move`],
  },
  {
    invariant: 'points.conversion_is_two_transfers',
    what: 'a conversion gave one unit less than it says',
    sql: [`UPDATE loyalty.conversion SET credit_minor = credit_minor + 1`],
  },
  {
    invariant: 'points.conversion_is_two_transfers',
    what: 'a conversion is gone',
    sql: [`DELETE FROM loyalty.conversion`],
  },
  {
    invariant: 'redemptions.paid_once',
    what: 'a redemption costs more than was taken',
    sql: [`UPDATE loyalty.redemption SET price = price + 1`],
  },
  {
    invariant: 'redemptions.paid_once',
    what: 'a cancelled redemption gave nothing back',
    sql: [`UPDATE wallet.transfer SET kind = 'nothing' WHERE ${TRANSFER('redemption_refund')}`],
  },
  {
    invariant: 'redemptions.within_stock',
    what: 'a reward counts one redemption too many',
    sql: [`UPDATE loyalty.reward SET redeemed = redeemed + 1`],
  },
];

export const loyaltyPlantings: readonly Planting[] = [...earning, ...loyalty];

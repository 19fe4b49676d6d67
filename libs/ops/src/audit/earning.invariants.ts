/** What is earned: rewards of orders, what refunds took back of them, referrals, reviews, campaigns, and the ledger behind each. */
import { UNCONFIRMED, type Invariant } from './invariant.js';

/** What a transfer took from (−) or gave to (+) an account of a role. */
const SIDES = `
side AS (
  SELECT t.id, t.kind, t.reference, a.role, a.asset, a.owner_id, sum(e.amount) AS amount
  FROM wallet.transfer AS t JOIN wallet.entry AS e ON e.transfer_id = t.id JOIN wallet.account AS a ON a.id = e.account_id
  GROUP BY t.id, a.role, a.asset, a.owner_id)`;

export const earningInvariants: readonly Invariant[] = [
  {
    name: 'rewards.of_paid_goods',
    sentence: "an order has rewards ⇒ it is paid, they are its customer's, and their goods are what was paid for goods",
    sql: `
SELECT r.order_id, o.state, o.customer_id, min(r.customer_id::text) AS rewarded, sum(r.goods_minor) AS goods, o.total_minor - o.shipping_minor AS paid
FROM loyalty.order_reward AS r
LEFT JOIN orders.customer_order AS o ON o.id = r.order_id
WHERE r.kind = 'purchase'
GROUP BY r.order_id, o.id
HAVING o.id IS NULL OR o.state = 'awaiting_payment' OR bool_or(r.customer_id <> o.customer_id)
  OR sum(r.goods_minor) <> o.total_minor - o.shipping_minor`,
  },
  {
    name: 'rewards.booked_when_paid',
    sentence: 'an order whose saga is done has its rewards booked, if anything was paid for its goods',
    sql: `
SELECT o.id AS order_id, o.state, o.total_minor - o.shipping_minor AS paid
FROM orders.customer_order AS o
JOIN platform.saga AS s ON s.id = o.id AND s.state = 'done'
WHERE o.state NOT IN ${UNCONFIRMED} AND o.total_minor > o.shipping_minor
  AND NOT EXISTS (SELECT FROM loyalty.order_reward AS r WHERE r.order_id = o.id AND r.kind = 'purchase')`,
  },
  {
    name: 'rewards.reduced_by_their_refunds',
    sentence: 'what was refunded, cancelled, clawed back, written off and owed of a reward is the sum over its refunds',
    sql: `
SELECT r.id AS reward_id, r.refunded_minor, coalesce(d.goods, 0) AS refunds, r.cancelled, r.clawed_back, r.written_off, r.owed
FROM loyalty.order_reward AS r
FULL JOIN (
  SELECT order_id, source_id, sum(goods_minor) AS goods, sum(cancelled) AS cancelled, sum(clawed_back) AS clawed_back,
    sum(written_off) AS written_off, sum(owed) AS owed
  FROM loyalty.reward_reduction GROUP BY order_id, source_id) AS d USING (order_id, source_id)
WHERE r.id IS NULL
  OR (r.refunded_minor, r.cancelled, r.clawed_back, r.written_off, r.owed)
    <> (coalesce(d.goods, 0), coalesce(d.cancelled, 0), coalesce(d.clawed_back, 0), coalesce(d.written_off, 0), coalesce(d.owed, 0))`,
  },
  {
    name: 'rewards.reduced_in_proportion',
    sentence: 'what refunds took back = reward × refunded ÷ goods, half even, however many refunds it was',
    sql: `
SELECT r.id AS reward_id, r.amount, r.goods_minor, r.refunded_minor, r.cancelled + r.clawed_back + r.written_off + r.owed AS taken, e.expected
FROM loyalty.order_reward AS r
CROSS JOIN LATERAL (SELECT div(r.amount::numeric * r.refunded_minor, r.goods_minor) AS whole, mod(r.amount::numeric * r.refunded_minor, r.goods_minor) AS rest) AS p
CROSS JOIN LATERAL (
  SELECT p.whole + CASE WHEN 2 * p.rest > r.goods_minor OR (2 * p.rest = r.goods_minor AND mod(p.whole, 2) = 1) THEN 1 ELSE 0 END AS expected) AS e
WHERE r.cancelled + r.clawed_back + r.written_off + r.owed <> e.expected`,
  },
  {
    name: 'rewards.available_is_booked',
    sentence: 'a reward is available ⇔ one transfer brought what was left of it',
    sql: `
WITH ${SIDES}
SELECT r.id AS reward_id, r.state, r.amount - r.cancelled AS due, -s.amount AS booked
FROM (SELECT * FROM loyalty.order_reward WHERE state = 'available') AS r
FULL JOIN (SELECT * FROM side WHERE role = 'promotions' AND kind IN ('purchase_reward', 'referral_reward')) AS s
  ON s.reference = r.id AND s.kind = r.kind || '_reward' AND s.asset = r.asset
WHERE r.id IS NULL OR s.id IS NULL OR -s.amount <> r.amount - r.cancelled`,
  },
  {
    name: 'rewards.clawbacks_are_booked',
    sentence: 'what was clawed back, written off and owed in all is what claw-backs moved',
    sql: `
WITH ${SIDES},
moved AS (
  SELECT asset, coalesce(sum(amount) FILTER (WHERE role = 'promotions'), 0) AS returned,
    coalesce(-sum(amount) FILTER (WHERE role = 'customer'), 0) AS taken,
    coalesce(-sum(amount) FILTER (WHERE role = 'write_offs'), 0) AS written_off,
    coalesce(-sum(amount) FILTER (WHERE role = 'receivables'), 0) AS owed
  FROM side WHERE kind = 'reward_clawback' GROUP BY asset),
meant AS (
  SELECT asset, sum(clawed_back + written_off + owed) AS returned, sum(clawed_back) AS taken, sum(written_off) AS written_off, sum(owed) AS owed
  FROM loyalty.order_reward GROUP BY asset)
SELECT asset, m.returned, w.returned AS booked, m.taken, w.taken AS booked_taken, m.written_off, m.owed
FROM meant AS m FULL JOIN moved AS w USING (asset)
WHERE (coalesce(m.returned, 0), coalesce(m.taken, 0), coalesce(m.written_off, 0), coalesce(m.owed, 0))
  <> (coalesce(w.returned, 0), coalesce(w.taken, 0), coalesce(w.written_off, 0), coalesce(w.owed, 0))`,
  },
  {
    name: 'rewards.deficits_are_receivables',
    sentence: 'what customers owe is what the receivables account lacks',
    sql: `
SELECT a.asset, -a.balance AS receivable, coalesce(d.owed, 0) AS owed
FROM wallet.account AS a
LEFT JOIN (
  SELECT c.asset, sum(d.owed) AS owed FROM wallet.deficit AS d JOIN wallet.account AS c ON c.id = d.account_id GROUP BY c.asset) AS d USING (asset)
WHERE a.role = 'receivables' AND -a.balance <> coalesce(d.owed, 0)`,
  },
  {
    name: 'rewards.referral_once',
    sentence: 'a referral is rewarded by one order, to who referred, and nobody refers oneself',
    sql: `
SELECT f.referred_id, f.referrer_id, f.order_id, r.order_id AS rewarded_order, r.customer_id AS rewarded
FROM loyalty.referral AS f
FULL JOIN (SELECT * FROM loyalty.order_reward WHERE kind = 'referral') AS r ON r.source_id = f.referred_id
WHERE f.referred_id IS NULL OR f.referrer_id = f.referred_id
  OR r.order_id IS DISTINCT FROM f.order_id OR (r.id IS NOT NULL AND r.customer_id <> f.referrer_id)`,
  },
  {
    name: 'rewards.review_once_per_line',
    sentence: 'a reviewed line earned its points by one transfer',
    sql: `
WITH ${SIDES}
SELECT b.line_id, b.points, -s.amount AS booked
FROM loyalty.review_bonus AS b
FULL JOIN (SELECT * FROM side WHERE role = 'promotions' AND kind = 'review_reward' AND asset = 'points') AS s ON s.reference = b.line_id
WHERE b.line_id IS NULL OR s.id IS NULL OR -s.amount <> b.points`,
  },
  {
    name: 'rewards.campaign_is_approved',
    sentence: 'a campaign is approved by somebody else ⇔ each of its recipients has its amount, within its budget',
    sql: `
WITH ${SIDES},
promoted AS (SELECT * FROM side WHERE role = 'promotions' AND kind = 'promotion_reward')
SELECT c.id AS campaign_id, c.state, c.proposed_by, c.decided_by, c.recipients, count(r.customer_id) AS listed, count(s.id) AS granted
FROM loyalty.campaign AS c
LEFT JOIN loyalty.campaign_recipient AS r ON r.campaign_id = c.id
LEFT JOIN promoted AS s ON s.reference = r.grant_id
GROUP BY c.id
HAVING count(r.customer_id) <> c.recipients OR c.amount * c.recipients > c.budget
  OR (c.state = 'approved') <> (count(s.id) = c.recipients) OR (c.state <> 'approved' AND count(s.id) > 0)
  OR (c.state = 'approved' AND (c.decided_by IS NULL OR c.decided_by = c.proposed_by)) OR bool_or(-s.amount <> c.amount OR s.asset <> c.asset)
UNION ALL
SELECT NULL, 'no campaign', NULL, NULL, 0, 0, count(*)
FROM promoted AS s WHERE NOT EXISTS (SELECT FROM loyalty.campaign_recipient AS r WHERE r.grant_id = s.reference)
HAVING count(*) > 0`,
  },
];

/** Tiers, points into credit, and what credit and points were redeemed for. */
import type { Invariant } from './invariant.js';

/** What a transfer of a kind took from, or gave to, its customer. */
const OF_CUSTOMERS = `
moved AS (
  SELECT t.kind, t.reference, a.asset, a.owner_id, sum(e.amount) AS amount
  FROM wallet.transfer AS t JOIN wallet.entry AS e ON e.transfer_id = t.id
  JOIN wallet.account AS a ON a.id = e.account_id AND a.role = 'customer'
  GROUP BY t.kind, t.reference, a.asset, a.owner_id)`;

export const loyaltyInvariants: readonly Invariant[] = [
  {
    name: 'tiers.spend_is_sum_of_purchases',
    sentence: "a member's spend = Σ goods of its purchases within the window − what was refunded of them",
    sql: `
SELECT m.customer_id, m.spend_minor, coalesce(p.spend, 0) AS purchases
FROM loyalty.member AS m
LEFT JOIN LATERAL (
  SELECT sum(r.goods_minor - r.refunded_minor) AS spend FROM loyalty.order_reward AS r
  WHERE r.customer_id = m.customer_id AND r.kind = 'purchase' AND r.booked_at >= m.counted_from) AS p ON true
WHERE m.spend_minor <> coalesce(p.spend, 0)
UNION ALL
SELECT r.customer_id, NULL, sum(r.goods_minor)
FROM loyalty.order_reward AS r
WHERE r.kind = 'purchase' AND NOT EXISTS (SELECT FROM loyalty.member AS m WHERE m.customer_id = r.customer_id)
GROUP BY r.customer_id`,
  },
  {
    name: 'tiers.tier_fits_spend',
    sentence: "a member's tier is the highest that its spend reaches, by the table it was computed with",
    sql: `
SELECT m.customer_id, m.spend_minor, m.tier, t.name AS reached
FROM loyalty.member AS m
JOIN loyalty.tier_version AS v ON v.version = m.table_version
LEFT JOIN LATERAL (SELECT name FROM loyalty.tier WHERE from_minor <= m.spend_minor ORDER BY from_minor DESC LIMIT 1) AS t ON true
WHERE m.tier IS DISTINCT FROM t.name`,
  },
  {
    name: 'tiers.history_ends_in_the_present',
    sentence: "a member's moves are numbered without gaps, each from where the one before led, and end in its tier",
    sql: `
SELECT customer_id, seq, from_tier, before
FROM (
  SELECT customer_id, seq, from_tier, row_number() OVER w AS place, lag(to_tier) OVER w AS before
  FROM loyalty.tier_move WINDOW w AS (PARTITION BY customer_id ORDER BY seq)) AS v
WHERE seq <> place OR from_tier IS DISTINCT FROM before
UNION ALL
SELECT m.customer_id, m.moves, m.tier, l.to_tier
FROM loyalty.member AS m
LEFT JOIN LATERAL (SELECT seq, to_tier FROM loyalty.tier_move AS t WHERE t.customer_id = m.customer_id ORDER BY seq DESC LIMIT 1) AS l ON true
WHERE m.moves <> coalesce(l.seq, 0) OR m.tier IS DISTINCT FROM l.to_tier`,
  },
  {
    name: 'points.conversion_is_two_transfers',
    sentence: 'a conversion took one side and gave the other, once each',
    sql: `
WITH ${OF_CUSTOMERS},
meant AS (
  SELECT id, customer_id, CASE direction WHEN 'points_to_credit' THEN 'points' ELSE 'credit' END AS from_asset,
    CASE direction WHEN 'points_to_credit' THEN points ELSE credit_minor END AS from_amount,
    CASE direction WHEN 'points_to_credit' THEN 'credit' ELSE 'points' END AS to_asset,
    CASE direction WHEN 'points_to_credit' THEN credit_minor ELSE points END AS to_amount
  FROM loyalty.conversion)
SELECT c.id, o.reference AS taken_under, o.amount AS taken, i.amount AS given
FROM meant AS c
FULL JOIN (SELECT * FROM moved WHERE kind = 'conversion_out') AS o ON o.reference = c.id
FULL JOIN (SELECT * FROM moved WHERE kind = 'conversion_in') AS i ON i.reference = coalesce(c.id, o.reference)
WHERE c.id IS NULL OR o.reference IS NULL OR i.reference IS NULL
  OR (o.owner_id, o.asset, -o.amount) <> (c.customer_id, c.from_asset, c.from_amount)
  OR (i.owner_id, i.asset, i.amount) <> (c.customer_id, c.to_asset, c.to_amount)`,
  },
  {
    name: 'redemptions.paid_once',
    sentence: 'a redemption took its price once, and gave it back ⇔ it is cancelled',
    sql: `
WITH ${OF_CUSTOMERS}
SELECT d.id, d.state, d.price, p.amount AS paid, b.amount AS given_back
FROM loyalty.redemption AS d
FULL JOIN (SELECT * FROM moved WHERE kind = 'redemption') AS p ON p.reference = d.id
FULL JOIN (SELECT * FROM moved WHERE kind = 'redemption_refund') AS b ON b.reference = coalesce(d.id, p.reference)
WHERE d.id IS NULL OR p.reference IS NULL OR (p.owner_id, p.asset, -p.amount) <> (d.customer_id, d.asset, d.price)
  OR (d.state = 'cancelled') <> (b.reference IS NOT NULL) OR (b.owner_id, b.asset, b.amount) <> (d.customer_id, d.asset, d.price)`,
  },
  {
    name: 'redemptions.within_stock',
    sentence: 'redeemed = the redemptions that are not cancelled ≤ stock',
    sql: `
SELECT w.id AS reward_id, w.stock, w.redeemed, count(d.id) AS redemptions
FROM loyalty.reward AS w
LEFT JOIN loyalty.redemption AS d ON d.reward_id = w.id AND d.state <> 'cancelled'
GROUP BY w.id
HAVING w.redeemed <> count(d.id) OR w.redeemed > w.stock`,
  },
];

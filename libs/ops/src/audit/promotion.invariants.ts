/** Flash sales and coupons: counters are sums of claims, and a claim follows the order it was made for. */
import { LAPSE_GRACE, type Invariant } from './invariant.js';

export const promotionInvariants: readonly Invariant[] = [
  {
    name: 'promotion.offer_is_sum_of_claims',
    sentence: 'reserved + sold ≤ quota and each = Σ claims',
    sql: `
SELECT o.id AS offer_id, o.name, o.quota, o.claimed, coalesce(c.held, 0) AS held_claims, o.sold, coalesce(c.sold, 0) AS sold_claims
FROM promotion.offer AS o
LEFT JOIN (
  SELECT p.offer_id, sum(p.units) FILTER (WHERE c.state = 'held') AS held, sum(p.units) FILTER (WHERE c.state = 'sold') AS sold
  FROM promotion.claimed_offer AS p
  JOIN promotion.claim AS c ON c.id = p.claim_id
  GROUP BY p.offer_id) AS c ON c.offer_id = o.id
WHERE o.claimed + o.sold > o.quota OR o.claimed <> coalesce(c.held, 0) OR o.sold <> coalesce(c.sold, 0)`,
  },
  {
    name: 'promotion.usage_is_sum_of_claims',
    sentence: 'per customer ≤ limit, and = Σ claims',
    sql: `
WITH used AS (
  SELECT p.offer_id, c.customer_id, sum(p.units) AS units
  FROM promotion.claimed_offer AS p
  JOIN promotion.claim AS c ON c.id = p.claim_id
  WHERE c.state <> 'released'
  GROUP BY p.offer_id, c.customer_id)
SELECT offer_id, customer_id, u.units, used.units AS claimed, o.per_customer_limit
FROM promotion.offer_usage AS u
FULL JOIN used USING (offer_id, customer_id)
JOIN promotion.offer AS o ON o.id = offer_id
WHERE coalesce(u.units, 0) <> coalesce(used.units, 0) OR u.units > o.per_customer_limit`,
  },
  {
    // A claim and the stop of its offer read the clock at the start of their transactions; the lock may reverse their order.
    name: 'promotion.claimed_inside_window',
    sentence: 'inside the window by the database clock',
    sql: `
SELECT c.id AS claim_id, o.id AS offer_id, c.claimed_at, o.starts_at, o.ends_at, o.stopped_at
FROM promotion.claimed_offer AS p
JOIN promotion.claim AS c ON c.id = p.claim_id
JOIN promotion.offer AS o ON o.id = p.offer_id
WHERE c.claimed_at < o.starts_at OR c.claimed_at > least(o.ends_at, o.stopped_at) + ${LAPSE_GRACE}`,
  },
  {
    name: 'promotion.coupon_grants_counted',
    sentence: 'coupon granted = Σ grants ≤ limit, numbered 1…n per customer and within its limit',
    sql: `
SELECT c.id AS coupon_id, c.code, NULL::uuid AS customer_id, c.granted, coalesce(g.grants, 0) AS grants, c.total_limit AS coupon_limit
FROM promotion.coupon AS c
LEFT JOIN (SELECT coupon_id, count(*) AS grants FROM promotion.coupon_grant GROUP BY coupon_id) AS g ON g.coupon_id = c.id
WHERE c.granted <> coalesce(g.grants, 0) OR c.granted > c.total_limit
UNION ALL
SELECT c.id, c.code, g.customer_id, max(g.ordinal), count(*), c.per_customer_limit
FROM promotion.coupon_grant AS g
JOIN promotion.coupon AS c ON c.id = g.coupon_id
GROUP BY c.id, c.code, g.customer_id, c.per_customer_limit
HAVING min(g.ordinal) <> 1 OR max(g.ordinal) <> count(*) OR count(*) > c.per_customer_limit`,
  },
  {
    name: 'promotion.coupon_follows_its_claim',
    sentence: 'a coupon is held by a held claim, used by a sold one, and open otherwise',
    sql: `
SELECT g.id AS grant_id, g.state, g.claim_id, c.id AS live_claim_id, c.state AS claim_state
FROM promotion.coupon_grant AS g
FULL JOIN (promotion.coupon_use AS u JOIN promotion.claim AS c ON c.id = u.claim_id AND c.state <> 'released') ON u.grant_id = g.id
WHERE g.id IS NULL
   OR g.claim_id IS DISTINCT FROM c.id
   OR g.customer_id <> c.customer_id
   OR g.state <> CASE c.state WHEN 'held' THEN 'held' WHEN 'sold' THEN 'used' ELSE 'open' END`,
  },
  {
    name: 'promotion.claim_follows_its_order',
    sentence: 'promotional price ⇔ claim; cancelled ⇒ released',
    sql: `
WITH priced AS (
  SELECT id FROM platform.saga WHERE name = 'place_order' AND input::json ->> 'hasClaims' = 'true')
SELECT coalesce(o.id, c.id) AS order_id, o.state AS order_state, c.state AS claim_state, priced.id IS NOT NULL AS priced_by_claim
FROM orders.customer_order AS o
LEFT JOIN priced ON priced.id = o.id
FULL JOIN promotion.claim AS c ON c.id = o.id
WHERE (o.id IS NOT NULL AND (priced.id IS NULL) <> (c.id IS NULL))
   OR c.customer_id <> o.customer_id
   OR c.state <> CASE WHEN o.id IS NULL OR o.state = 'cancelled' THEN 'released' WHEN o.state = 'awaiting_payment' THEN 'held' ELSE 'sold' END`,
  },
];

/** Every SQL text of limits per customer. Their locks come before those of stock, by (variant, customer). */
import { statement } from '#libs/platform';

/** Lets one transaction at a time count what a customer buys of goods without stock; for stocked goods the stock row's lock does it. */
export const lockLimits = statement<never>(
  'inventory.lock_limits',
  `
  INSERT INTO inventory.limit_lock AS l (variant_id, customer_id, locked_at)
  SELECT DISTINCT variant_id, customer_id, $3::timestamptz
  FROM unnest($1::uuid[], $2::uuid[]) AS w (variant_id, customer_id)
  ORDER BY variant_id, customer_id
  ON CONFLICT ON CONSTRAINT limit_lock_pkey DO UPDATE SET locked_at = excluded.locked_at`,
);

export const boughtWithinWindow = statement<{ variantId: string; customerId: string; units: number }>(
  'inventory.bought_within_window',
  `
  SELECT l.variant_id AS "variantId", l.customer_id AS "customerId", sum(l.quantity)::bigint AS units
  FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS q (variant_id, customer_id, since)
  JOIN inventory.limited_purchase AS l
    ON l.variant_id = q.variant_id AND l.customer_id = q.customer_id AND l.purchased_at > q.since
  GROUP BY 1, 2`,
);

/** As {@link boughtWithinWindow}, for a plain read by one customer: holds that have lapsed do not count. `$4`: the test clock's offset in milliseconds. */
export const boughtUnits = statement<{ variantId: string; units: number }>(
  'inventory.bought_units',
  `
  SELECT l.variant_id AS "variantId", sum(l.quantity)::bigint AS units
  FROM (SELECT now() + $4::float8 * interval '1 millisecond' AS now) AS c
  CROSS JOIN unnest($1::uuid[], $2::int[]) AS q (variant_id, window_days)
  JOIN inventory.limited_purchase AS l
    ON l.variant_id = q.variant_id AND l.customer_id = $3 AND l.purchased_at > c.now - q.window_days * interval '24 hours'
  JOIN inventory.reservation AS r ON r.id = l.reservation_id
  WHERE NOT (r.state = 'held' AND r.expires_at IS NOT NULL AND r.expires_at <= c.now)
  GROUP BY 1`,
);

/** Holds that have lapsed at `$1` and still count against a limit. */
export const lapsedWithLimit = statement<{ id: string }>(
  'inventory.lapsed_with_limit',
  `
  SELECT DISTINCT r.id
  FROM unnest($2::uuid[], $3::uuid[]) AS q (variant_id, customer_id)
  JOIN inventory.limited_purchase AS l ON l.variant_id = q.variant_id AND l.customer_id = q.customer_id
  JOIN inventory.reservation AS r ON r.id = l.reservation_id
  WHERE r.state = 'held' AND r.expires_at <= $1`,
);

export const limitedPurchasesOf = statement<{
  reservationId: string;
  customerId: string;
  variantId: string;
  quantity: number;
  purchasedAt: Date;
}>(
  'inventory.limited_purchases_of',
  `
  SELECT reservation_id AS "reservationId", customer_id AS "customerId", variant_id AS "variantId", quantity,
    purchased_at AS "purchasedAt"
  FROM inventory.limited_purchase
  WHERE reservation_id = ANY ($1::uuid[])`,
);

export const writeLimitedPurchases = statement<never>(
  'inventory.write_limited_purchases',
  `
  INSERT INTO inventory.limited_purchase (variant_id, customer_id, reservation_id, quantity, purchased_at)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::timestamptz[])`,
);

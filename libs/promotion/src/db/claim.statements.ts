/** The SQL of claims. Locks: offers by id, then coupons by id; usage and grants are only touched under their offer's or coupon's lock. */
import { statement } from '#libs/platform';

export interface OfferRow {
  readonly offerId: string;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly stoppedAt: Date | null;
  readonly quota: number | null;
  readonly claimed: number;
  readonly sold: number;
  readonly perCustomerLimit: number | null;
}

export interface UsageRow {
  readonly offerId: string;
  readonly customerId: string;
  readonly units: number;
}

export interface CouponRow {
  readonly couponId: string;
  readonly code: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly validDays: number | null;
  readonly stoppedAt: Date | null;
  readonly totalLimit: number | null;
  readonly perCustomerLimit: number;
  readonly granted: number;
}

export interface GrantRow {
  readonly grantId: string;
  readonly couponId: string;
  readonly customerId: string;
  readonly ordinal: number;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  readonly state: 'open' | 'held' | 'used';
}

export type ClaimState = 'held' | 'sold' | 'released';

/** A claim with its parts; both lists are sorted by id. */
export interface ClaimRow {
  readonly claimId: string;
  readonly customerId: string | null;
  readonly state: ClaimState;
  readonly offerIds: readonly string[];
  readonly units: readonly number[];
  readonly couponIds: readonly string[];
  readonly grantIds: readonly string[];
}

export const lockOffers = statement<OfferRow>(
  'promotion.lock_offers',
  `
  SELECT id AS "offerId", starts_at AS "startsAt", ends_at AS "endsAt", stopped_at AS "stoppedAt", quota, claimed, sold,
    per_customer_limit AS "perCustomerLimit"
  FROM promotion.offer WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`,
);

/** $1 offers, $2 customers: pairs. */
export const findUsage = statement<UsageRow>(
  'promotion.find_usage',
  `
  SELECT u.offer_id AS "offerId", u.customer_id AS "customerId", u.units
  FROM unnest($1::uuid[], $2::uuid[]) AS pair (offer_id, customer_id)
  JOIN promotion.offer_usage AS u USING (offer_id, customer_id)`,
);

/** What customers have used of offers, and what is left of their quotas; $1 places in the asker's list, $2 customers, $3 offers. */
export const readUsage = statement<{ place: number; offerId: string; boughtUnits: number; unitsLeft: number | null }>(
  'promotion.read_usage',
  `
  SELECT asked.place, o.id AS "offerId", coalesce(u.units, 0) AS "boughtUnits", o.quota - o.claimed - o.sold AS "unitsLeft"
  FROM unnest($1::int[], $2::uuid[], $3::uuid[]) AS asked (place, customer_id, offer_id)
  JOIN promotion.offer AS o ON o.id = asked.offer_id
  LEFT JOIN promotion.offer_usage AS u ON u.offer_id = o.id AND u.customer_id = asked.customer_id`,
);

const CLAIM_COLUMNS = `c.id AS "claimId", c.customer_id AS "customerId", c.state,
    ARRAY(SELECT o.offer_id FROM promotion.claimed_offer o WHERE o.claim_id = c.id ORDER BY o.offer_id) AS "offerIds",
    ARRAY(SELECT o.units FROM promotion.claimed_offer o WHERE o.claim_id = c.id ORDER BY o.offer_id) AS units,
    ARRAY(SELECT u.coupon_id FROM promotion.coupon_use u WHERE u.claim_id = c.id ORDER BY u.coupon_id) AS "couponIds",
    ARRAY(SELECT u.grant_id FROM promotion.coupon_use u WHERE u.claim_id = c.id ORDER BY u.coupon_id) AS "grantIds"`;

export const findClaims = statement<ClaimRow>(
  'promotion.find_claims',
  `SELECT ${CLAIM_COLUMNS} FROM promotion.claim AS c WHERE c.id = ANY ($1::uuid[])`,
);

export const lockClaims = statement<ClaimRow>(
  'promotion.lock_claims',
  `SELECT ${CLAIM_COLUMNS} FROM promotion.claim AS c WHERE c.id = ANY ($1::uuid[]) ORDER BY c.id FOR UPDATE`,
);

export const lockCoupons = statement<CouponRow>(
  'promotion.lock_coupons',
  `
  SELECT id AS "couponId", code, starts_at AS "startsAt", ends_at AS "endsAt", valid_days AS "validDays",
    stopped_at AS "stoppedAt", total_limit AS "totalLimit", per_customer_limit AS "perCustomerLimit", granted
  FROM promotion.coupon WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`,
);

/** $1 coupons, $2 customers: pairs. */
export const findGrants = statement<GrantRow>(
  'promotion.find_grants',
  `
  SELECT g.id AS "grantId", g.coupon_id AS "couponId", g.customer_id AS "customerId", g.ordinal,
    g.valid_from AS "validFrom", g.valid_until AS "validUntil", g.state
  FROM unnest($1::uuid[], $2::uuid[]) AS pair (coupon_id, customer_id)
  JOIN promotion.coupon_grant AS g USING (coupon_id, customer_id)
  ORDER BY g.coupon_id, g.customer_id, g.ordinal`,
);

export const addToOffers = statement<never>(
  'promotion.add_to_offers',
  `
  UPDATE promotion.offer AS o SET claimed = o.claimed + change.claimed, sold = o.sold + change.sold
  FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS change (id, claimed, sold)
  WHERE o.id = change.id`,
);

export const addUsage = statement<never>(
  'promotion.add_usage',
  `
  INSERT INTO promotion.offer_usage AS u (offer_id, customer_id, units, limit_units)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[])
  ON CONFLICT ON CONSTRAINT offer_usage_pkey DO UPDATE SET units = u.units + excluded.units, limit_units = excluded.limit_units`,
);

export const takeBackUsage = statement<never>(
  'promotion.take_back_usage',
  `
  UPDATE promotion.offer_usage AS u SET units = u.units - change.units
  FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS change (offer_id, customer_id, units)
  WHERE u.offer_id = change.offer_id AND u.customer_id = change.customer_id`,
);

export const insertClaims = statement<never>(
  'promotion.insert_claims',
  `
  INSERT INTO promotion.claim (id, customer_id, state, claimed_at)
  SELECT id, customer_id, 'held', $3 FROM unnest($1::uuid[], $2::uuid[]) AS claim (id, customer_id)
  ON CONFLICT ON CONSTRAINT claim_pkey DO NOTHING`,
);

export const insertClaimedOffers = statement<never>(
  'promotion.insert_claimed_offers',
  `
  INSERT INTO promotion.claimed_offer (claim_id, offer_id, units)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[])`,
);

export const writeTombstones = statement<never>(
  'promotion.write_tombstones',
  `
  INSERT INTO promotion.claim (id, state, claimed_at, settled_at)
  SELECT id, 'released', $2, $2 FROM unnest($1::uuid[]) AS claim (id)
  ON CONFLICT ON CONSTRAINT claim_pkey DO NOTHING`,
);

export const settleClaims = statement<never>(
  'promotion.settle_claims',
  `UPDATE promotion.claim SET state = $2, settled_at = $3 WHERE id = ANY ($1::uuid[])`,
);

export const addToCoupons = statement<never>(
  'promotion.add_to_coupons',
  `
  UPDATE promotion.coupon AS c SET granted = c.granted + change.granted
  FROM unnest($1::uuid[], $2::bigint[]) AS change (id, granted)
  WHERE c.id = change.id`,
);

/** $6 moment of granting, $7 source; the other parameters are by grant. */
export const insertGrants = statement<never>(
  'promotion.insert_grants',
  `
  INSERT INTO promotion.coupon_grant
    (id, coupon_id, customer_id, ordinal, limit_ordinal, source, granted_by, granted_at, valid_from, valid_until, state)
  SELECT id, coupon_id, customer_id, ordinal, limit_ordinal, $7, granted_by, $6, valid_from, valid_until, 'open'
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[], $8::uuid[], $9::timestamptz[], $10::timestamptz[])
    AS given (id, coupon_id, customer_id, ordinal, limit_ordinal, granted_by, valid_from, valid_until)`,
);

export const holdGrants = statement<never>(
  'promotion.hold_grants',
  `
  UPDATE promotion.coupon_grant AS g SET state = 'held', claim_id = held.claim_id
  FROM unnest($1::uuid[], $2::uuid[]) AS held (grant_id, claim_id)
  WHERE g.id = held.grant_id AND g.state = 'open'`,
);

export const insertCouponUses = statement<never>(
  'promotion.insert_coupon_uses',
  `
  INSERT INTO promotion.coupon_use (claim_id, coupon_id, grant_id)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[])`,
);

/** The grants of claims are found through their uses, by key: no index stands on a grant's claim. */
export const useGrants = statement<never>(
  'promotion.use_grants',
  `
  UPDATE promotion.coupon_grant AS g SET state = 'used'
  FROM promotion.coupon_use AS u
  WHERE u.claim_id = ANY ($1::uuid[]) AND g.id = u.grant_id AND g.claim_id = u.claim_id`,
);

export const reopenGrants = statement<never>(
  'promotion.reopen_grants',
  `
  UPDATE promotion.coupon_grant AS g SET state = 'open', claim_id = NULL
  FROM promotion.coupon_use AS u
  WHERE u.claim_id = ANY ($1::uuid[]) AND g.id = u.grant_id AND g.claim_id = u.claim_id`,
);

/** $1 claims, $2 grants: pairs. */
export const deleteCouponUses = statement<never>(
  'promotion.delete_coupon_uses',
  `
  DELETE FROM promotion.coupon_use AS u USING unnest($1::uuid[], $2::uuid[]) AS gone (claim_id, grant_id)
  WHERE u.claim_id = gone.claim_id AND u.grant_id = gone.grant_id`,
);

/** Open grants of $1 that no later one of the same customer stands on: a customer's grants stay numbered from 1 without a gap. */
export const deleteGrants = statement<{ couponId: string }>(
  'promotion.delete_grants',
  `
  DELETE FROM promotion.coupon_grant AS g
  WHERE g.id = ANY ($1::uuid[]) AND g.state = 'open' AND NOT EXISTS (
    SELECT FROM promotion.coupon_grant AS later
    WHERE later.coupon_id = g.coupon_id AND later.customer_id = g.customer_id AND later.ordinal > g.ordinal
      AND NOT (later.id = ANY ($1::uuid[]) AND later.state = 'open'))
  RETURNING g.coupon_id AS "couponId"`,
);

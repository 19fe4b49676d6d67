/** The SQL of coupons besides their claims by orders. */
import { statement } from '#libs/platform';
import type { Coupon, Scope } from '../pricing/offer.types.js';
import type { CouponRow } from './claim.statements.js';

/** A coupon with everything an operator set. */
export interface CouponRecord extends CouponRow {
  readonly name: string;
  readonly scope: Scope;
  readonly rules: Coupon['rules'];
  readonly minSpendMinor: number;
  readonly createdAt: Date;
  readonly version: number;
}

/** A coupon with one of a customer's grants of it, or none. */
export interface CouponWithGrant extends CouponRecord {
  readonly grantId: string | null;
  readonly ordinal: number | null;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
  readonly state: 'open' | 'held' | 'used' | null;
  readonly grantedAt: Date | null;
}

/** The most open coupons of a customer that are looked at. */
export const COUPONS_HELD_MAX = 200;

const COUPON_COLUMNS = `c.id AS "couponId", c.code, c.name, c.scope, c.rules, c.min_spend_minor AS "minSpendMinor",
    c.starts_at AS "startsAt", c.ends_at AS "endsAt", c.valid_days AS "validDays", c.stopped_at AS "stoppedAt",
    c.total_limit AS "totalLimit", c.per_customer_limit AS "perCustomerLimit", c.granted,
    c.created_at AS "createdAt", c.version`;

const GRANT_COLUMNS = `g.id AS "grantId", g.ordinal, g.valid_from AS "validFrom", g.valid_until AS "validUntil", g.state,
    g.granted_at AS "grantedAt"`;

/** A coupon that somebody asked for, by what name. */
export interface NamedCoupon extends CouponWithGrant {
  readonly place: number;
  readonly named: string;
}

/**
 * $1 places in the asker's list, $2 names, $3 the coupon where the name is its id (else NULL, and the name is a code), $4 customers: a
 * row for each of their grants, one without grant where there is none.
 */
export const findCouponsByName = statement<NamedCoupon>(
  'promotion.find_coupons_by_name',
  `
  SELECT asked.place, asked.name AS named, ${COUPON_COLUMNS}, ${GRANT_COLUMNS}
  FROM unnest($1::int[], $2::text[], $3::uuid[], $4::uuid[]) AS asked (place, name, coupon_id, customer_id)
  JOIN promotion.coupon AS c
    ON c.id = coalesce(asked.coupon_id, (SELECT named.id FROM promotion.coupon AS named WHERE named.code = asked.name))
  LEFT JOIN promotion.coupon_grant AS g ON g.coupon_id = c.id AND g.customer_id = asked.customer_id
  ORDER BY asked.place, c.id, g.ordinal`,
);

export const findOpenCouponsOf = statement<CouponWithGrant>(
  'promotion.find_open_coupons_of',
  `
  SELECT ${COUPON_COLUMNS}, ${GRANT_COLUMNS}
  FROM promotion.coupon_grant AS g
  JOIN promotion.coupon AS c ON c.id = g.coupon_id
  WHERE g.customer_id = $1 AND g.state = 'open' AND (g.valid_until IS NULL OR g.valid_until > $2)
  ORDER BY g.valid_until NULLS LAST, g.id
  LIMIT ${COUPONS_HELD_MAX}`,
);

/** Newest first; $2 is the key of the last row seen, or NULL. */
export const listCouponsOf = statement<CouponWithGrant>(
  'promotion.list_coupons_of',
  `
  SELECT ${COUPON_COLUMNS}, ${GRANT_COLUMNS}
  FROM promotion.coupon_grant AS g
  JOIN promotion.coupon AS c ON c.id = g.coupon_id
  WHERE g.customer_id = $1 AND ($2::uuid IS NULL OR g.id < $2) AND ($3::text IS NULL OR g.state = $3)
  ORDER BY g.id DESC
  LIMIT $4`,
);

export const findGrant = statement<CouponWithGrant>(
  'promotion.find_grant',
  `
  SELECT ${COUPON_COLUMNS}, ${GRANT_COLUMNS}
  FROM promotion.coupon_grant AS g
  JOIN promotion.coupon AS c ON c.id = g.coupon_id
  WHERE g.id = $1`,
);

/** Newest first; $1 and $2 are the key of the last row seen, or NULL. */
export const listCoupons = statement<CouponRecord>(
  'promotion.list_coupons',
  `
  SELECT ${COUPON_COLUMNS} FROM promotion.coupon AS c
  WHERE $1::timestamptz IS NULL OR (c.created_at, c.id) < ($1, $2::uuid)
  ORDER BY c.created_at DESC, c.id DESC
  LIMIT $3`,
);

export const findCoupon = statement<CouponRecord>(
  'promotion.find_coupon',
  `SELECT ${COUPON_COLUMNS} FROM promotion.coupon AS c WHERE c.id = $1`,
);

export const findCouponIdByCode = statement<{ couponId: string }>(
  'promotion.find_coupon_id_by_code',
  `SELECT id AS "couponId" FROM promotion.coupon WHERE code = $1`,
);

export const insertCoupon = statement<CouponRecord>(
  'promotion.insert_coupon',
  `
  INSERT INTO promotion.coupon AS c (id, code, name, scope, rules, min_spend_minor, starts_at, ends_at, valid_days,
    total_limit, per_customer_limit, created_by, created_at, version)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)
  ON CONFLICT ON CONSTRAINT coupon_code_key DO NOTHING
  RETURNING ${COUPON_COLUMNS}`,
);

/** $2 is the version the caller has seen. A coupon stopped before stays as it is. */
export const stopCoupon = statement<CouponRecord>(
  'promotion.stop_coupon',
  `
  UPDATE promotion.coupon AS c SET stopped_at = coalesce(c.stopped_at, $3), version = c.version + 1
  WHERE c.id = $1 AND c.version = $2
  RETURNING ${COUPON_COLUMNS}`,
);

/** Called under the coupon's lock. */
export const scheduleCoupon = statement<CouponRecord>(
  'promotion.schedule_coupon',
  `
  UPDATE promotion.coupon AS c SET starts_at = $2, ends_at = $3, valid_days = $4, version = c.version + 1
  WHERE c.id = $1
  RETURNING ${COUPON_COLUMNS}`,
);

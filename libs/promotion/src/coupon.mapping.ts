/** Coupon rows as pricing sees them. Pure. */
import type { CouponsOfWish } from './claim.types.js';
import type { GrantRow } from './db/claim.statements.js';
import type { CouponWithGrant } from './db/coupon.statements.js';
import { firstToUse, grantRefusal, validityOf } from './grant.rules.js';
import type { Coupon } from './pricing/offer.types.js';

/** The coupons of `codes` from their rows (one a grant), as the customer could use them at `now`. */
export function couponsOfCodes(codes: readonly string[], rows: readonly CouponWithGrant[], now: Date): CouponsOfWish {
  const coupons: Coupon[] = [];
  const unknownCodes: string[] = [];
  for (const code of codes) {
    const ofCode = rows.filter((row) => row.code === code);
    if (ofCode.length === 0) unknownCodes.push(code);
    else coupons.push(couponOfCode(ofCode, now));
  }
  return { coupons, useCouponIds: coupons.map(({ couponId }) => couponId), unknownCodes };
}

/** Open grants as coupons. */
export function couponsOfCustomer(rows: readonly CouponWithGrant[]): readonly Coupon[] {
  return rows.map((row) =>
    couponOf(row, {
      grantId: row.grantId,
      validFrom: row.validFrom!,
      validUntil: row.validUntil,
      barred: row.stoppedAt === null ? null : 'STOPPED',
    }),
  );
}

function couponOfCode(rows: readonly CouponWithGrant[], now: Date): Coupon {
  const coupon = rows[0]!;
  const grants = rows.filter((row): row is CouponWithGrant & GrantRow => row.grantId !== null);
  const open = firstToUse(grants, now);
  if (open !== undefined) return couponsOfCustomer([open])[0]!;
  const refusal = grantRefusal(coupon, grants.length, now);
  if (refusal === undefined || refusal === 'COUPON_NOT_STARTED')
    return couponOf(coupon, { grantId: null, ...validityOf(coupon, now), barred: null });
  const known = grants.find(({ state }) => state === 'open');
  // The customer's own has run out, or not begun: the judge of the basket says so by its dates.
  if (known !== undefined) return couponsOfCustomer([known])[0]!;
  return couponOf(coupon, { grantId: null, ...validityOf(coupon, now), barred: barOf(refusal, grants) });
}

function barOf(refusal: 'COUPON_ENDED' | 'COUPON_GONE' | 'COUPON_USED', grants: readonly GrantRow[]): Coupon['barred'] {
  if (refusal === 'COUPON_GONE') return 'GONE';
  if (refusal === 'COUPON_ENDED') return 'STOPPED';
  return grants.some(({ state }) => state === 'held') ? 'HELD' : 'USED';
}

function couponOf(
  { couponId, name, scope, rules, minSpendMinor }: CouponWithGrant,
  held: Pick<Coupon, 'grantId' | 'validFrom' | 'validUntil' | 'barred'>,
): Coupon {
  return { couponId, name, scope, rules, minSpendMinor, ...held };
}

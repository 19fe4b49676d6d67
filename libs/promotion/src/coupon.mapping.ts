/** Coupon rows as pricing sees them. Pure. */
import type { CouponsOfWish } from './claim.types.js';
import type { GrantRow } from './db/claim.statements.js';
import type { CouponWithGrant, NamedCoupon } from './db/coupon.statements.js';
import { firstToUse, type GrantRefusal, grantRefusal, validityOf } from './grant.rules.js';
import type { Coupon } from './pricing/offer.types.js';

/** What a wish calls a coupon: its code in capitals, or the id of a coupon that the customer holds. */
export interface CouponName {
  readonly name: string;
  readonly couponId: string | null;
}

/** The coupons of `names` from their rows (one a grant), as the customer could use them at `now`. A coupon named twice is one. */
export function couponsOfNames(names: readonly CouponName[], rows: readonly NamedCoupon[], now: Date): CouponsOfWish {
  const coupons: Coupon[] = [];
  const unknownCodes: string[] = [];
  const nameOf = new Map<string, string>();
  for (const { name, couponId } of names) {
    const own = rows.filter((row) => row.named === name);
    // Who has none learns nothing of a coupon by its id.
    if (own.length === 0 || (couponId !== null && own[0]!.grantId === null)) unknownCodes.push(name);
    else if (!nameOf.has(own[0]!.couponId)) {
      nameOf.set(own[0]!.couponId, name);
      coupons.push(couponOfRows(own, now));
    }
  }
  return { coupons, useCouponIds: coupons.map((coupon) => coupon.couponId), unknownCodes, nameOf };
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

function couponOfRows(rows: readonly CouponWithGrant[], now: Date): Coupon {
  const coupon = rows[0]!;
  const grants = rows.filter((row): row is CouponWithGrant & GrantRow => row.grantId !== null);
  const open = firstToUse(grants, now);
  if (open !== undefined) return couponsOfCustomer([open])[0]!;
  // Without a code there is none to be claimed in passing.
  const refusal = coupon.code === null ? 'COUPON_USED' : grantRefusal(coupon, grants.length, now);
  if (refusal === undefined) return couponOf(coupon, { grantId: null, ...validityOf(coupon, now), barred: null });
  // The customer's own has run out, or not begun: the judge of the basket says so by its dates.
  const known = grants.find(({ state }) => state === 'open');
  if (known !== undefined) return couponsOfCustomer([known])[0]!;
  const { startsAt: validFrom, endsAt: validUntil } = coupon;
  return couponOf(coupon, { grantId: null, validFrom, validUntil, barred: barOf(coupon, refusal, grants) });
}

/** Null when its dates say why it cannot be claimed: not yet, or no more. */
function barOf(coupon: CouponWithGrant, refusal: GrantRefusal, grants: readonly GrantRow[]): Coupon['barred'] {
  if (coupon.stoppedAt !== null) return 'STOPPED';
  if (refusal === 'COUPON_GONE') return 'GONE';
  if (grants.some(({ state }) => state === 'held')) return 'HELD';
  return refusal === 'COUPON_USED' || grants.length >= coupon.perCustomerLimit ? 'USED' : null;
}

function couponOf(
  { couponId, name, scope, rules, minSpendMinor }: CouponWithGrant,
  held: Pick<Coupon, 'grantId' | 'validFrom' | 'validUntil' | 'barred'>,
): Coupon {
  return { couponId, name, scope, rules, minSpendMinor, ...held };
}

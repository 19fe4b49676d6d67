/** When a coupon may be claimed, how long the claimed one is valid, and which of a customer's is used first. Pure. */
import type { CouponRow, GrantRow } from './db/claim.statements.js';

const DAY_MS = 86_400_000;

/** Why a coupon can no longer, or not yet, be claimed. */
export type GrantRefusal = 'COUPON_ENDED' | 'COUPON_NOT_STARTED' | 'COUPON_GONE' | 'COUPON_USED';

/** `COUPON_USED`: the customer has had all it may have. */
export function grantRefusal(
  coupon: Pick<CouponRow, 'startsAt' | 'endsAt' | 'stoppedAt' | 'totalLimit' | 'perCustomerLimit' | 'granted'>,
  had: number,
  now: Date,
): GrantRefusal | undefined {
  if (coupon.stoppedAt !== null && coupon.stoppedAt <= now) return 'COUPON_ENDED';
  if (coupon.endsAt !== null && coupon.endsAt <= now) return 'COUPON_ENDED';
  if (now < coupon.startsAt) return 'COUPON_NOT_STARTED';
  if (had >= coupon.perCustomerLimit) return 'COUPON_USED';
  if (coupon.totalLimit !== null && coupon.granted >= coupon.totalLimit) return 'COUPON_GONE';
  return undefined;
}

/** Days after claiming where the coupon says so, else its own dates. */
export function validityOf(
  coupon: Pick<CouponRow, 'startsAt' | 'endsAt' | 'validDays'>,
  claimedAt: Date,
): { readonly validFrom: Date; readonly validUntil: Date | null } {
  if (coupon.validDays === null) return { validFrom: coupon.startsAt, validUntil: coupon.endsAt };
  return { validFrom: claimedAt, validUntil: new Date(claimedAt.getTime() + coupon.validDays * DAY_MS) };
}

/** The usable one that ends first; ties to the one claimed first. */
export function firstToUse<Grant extends Pick<GrantRow, 'state' | 'validFrom' | 'validUntil' | 'ordinal'>>(
  grants: readonly Grant[],
  now: Date,
): Grant | undefined {
  const usable = grants.filter(
    ({ state, validFrom, validUntil }) =>
      state === 'open' && validFrom <= now && (validUntil === null || now < validUntil),
  );
  const endOf = ({ validUntil }: Grant): number => validUntil?.getTime() ?? Number.POSITIVE_INFINITY;
  return usable.toSorted((a, b) => (endOf(a) === endOf(b) ? a.ordinal - b.ordinal : endOf(a) - endOf(b)))[0];
}

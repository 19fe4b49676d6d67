/** Step 3 of pricing: coupons, on what the basket offers left. Each is judged, the asked-for ones are applied in the order asked. */
import type { Minor } from '#libs/platform';
import type { BasketLine } from './basket.types.js';
import type { CouponResult } from './breakdown.types.js';
import { inScope } from './offer-index.rules.js';
import type { Coupon } from './offer.types.js';
import { percentOf } from './percent.rules.js';
import { take, type TieOrder } from './sharing.rules.js';

/** What the coupons took. `leftMinor` has been reduced in place. */
export interface Coupons {
  readonly results: readonly CouponResult[];
  /** By line. */
  readonly takenMinor: readonly Minor[];
}

const NO_SHARES: readonly Minor[] = [];

/**
 * Judges `coupons` and applies those named by `useCouponIds`. The minimum spend looks at what the basket offers left in the
 * coupon's scope, so a first coupon does not push the basket below a second one's; the discount works on what is left then.
 */
export function applyCoupons(
  lines: readonly BasketLine[],
  leftMinor: Minor[],
  coupons: readonly Coupon[],
  useCouponIds: readonly string[],
  limits: { readonly nowMs: number; readonly couponsMax: number; readonly ties: TieOrder },
): Coupons {
  const takenMinor: Minor[] = new Array(lines.length).fill(0);
  const before = leftMinor.slice();
  const results: CouponResult[] = new Array(coupons.length);
  const order = coupons.map((_, index) => index).filter((index) => useCouponIds.includes(coupons[index]!.couponId));
  order.sort((a, b) => useCouponIds.indexOf(coupons[a]!.couponId) - useCouponIds.indexOf(coupons[b]!.couponId));
  let used = 0;
  for (const index of order) {
    const coupon = coupons[index]!;
    const members = membersOf(coupon, lines);
    const verdict = results.some((other) => other?.couponId === coupon.couponId && other.state === 'applied')
      ? refusal(coupon, 'USED')
      : judge(coupon, sumOf(members, before), limits.nowMs);
    if (verdict.state === 'unusable' || used >= limits.couponsMax) {
      results[index] = verdict.state === 'unusable' ? verdict : refusal(coupon, 'TOO_MANY');
      continue;
    }
    const amountMinor = discountOf(coupon, sumOf(members, leftMinor));
    const sharesMinor: Minor[] = new Array(lines.length).fill(0);
    take(amountMinor, members, limits.ties, leftMinor, sharesMinor);
    for (const line of members) takenMinor[line]! += sharesMinor[line]!;
    used += 1;
    results[index] = { ...verdict, state: 'applied', amountMinor, sharesMinor };
  }
  coupons.forEach((coupon, index) => {
    if (results[index] !== undefined) return;
    const members = membersOf(coupon, lines);
    const verdict = judge(coupon, sumOf(members, before), limits.nowMs);
    results[index] =
      verdict.state === 'unusable'
        ? verdict
        : { ...verdict, amountMinor: discountOf(coupon, sumOf(members, leftMinor)) };
  });
  return { results, takenMinor };
}

/** The lines in a coupon's scope. */
function membersOf(coupon: Coupon, lines: readonly BasketLine[]): number[] {
  const members: number[] = [];
  lines.forEach((line, index) => {
    if (line.eligible?.coupons !== false && inScope(coupon.scope, line)) members.push(index);
  });
  return members;
}

function judge(coupon: Coupon, baseMinor: Minor, nowMs: number): CouponResult {
  if (coupon.barred !== null) return refusal(coupon, coupon.barred);
  if (nowMs < coupon.validFrom.getTime()) return refusal(coupon, 'NOT_YET_VALID');
  if (coupon.validUntil !== null && nowMs >= coupon.validUntil.getTime()) return refusal(coupon, 'EXPIRED');
  if (baseMinor === 0) return refusal(coupon, 'NOTHING_IN_SCOPE');
  if (baseMinor < coupon.minSpendMinor)
    return { ...refusal(coupon, 'MIN_SPEND'), addMinor: coupon.minSpendMinor - baseMinor };
  return { ...refusal(coupon, null), state: 'usable' };
}

function refusal(coupon: Coupon, reason: CouponResult['reason']): CouponResult {
  const { couponId, grantId, name } = coupon;
  return { couponId, grantId, name, state: 'unusable', reason, amountMinor: 0, sharesMinor: NO_SHARES };
}

/** Never more than the lines carry. */
function discountOf(coupon: Coupon, baseMinor: Minor): Minor {
  const { rules } = coupon;
  if (rules.kind === 'amount') return Math.min(rules.offMinor, baseMinor);
  return Math.min(percentOf(baseMinor, rules.offBps), rules.capMinor ?? Number.POSITIVE_INFINITY);
}

function sumOf(members: readonly number[], values: readonly Minor[]): Minor {
  let sum = 0;
  for (const line of members) sum += values[line]!;
  return sum;
}

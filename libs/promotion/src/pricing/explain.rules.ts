/** The sentences a shopper reads about a breakdown. The breakdown itself holds codes and numbers only. */
import { formatMinor } from '#libs/platform';
import type { BasketOfferResult, CouponResult, NotApplied } from './breakdown.types.js';

/** "limit 2: 3 charged at the normal price" */
export function explainNotApplied({ reason, units, limit }: NotApplied): string {
  switch (reason) {
    case 'LIMIT':
      return `limit ${limit}: ${units} charged at the normal price`;
    case 'QUOTA':
      return `${limit} left: ${units} charged at the normal price`;
    case 'BEATEN_BY_FLASH':
      return 'the flash sale goes first';
    case 'BEATEN':
      return 'another offer is better, or as good and ends sooner';
    case 'NOT_LOWER':
      return 'the normal price is not higher';
    case 'UPCOMING':
      return 'has not started yet';
    case 'OTHER_TIER':
      return 'for members of another tier';
  }
}

/** "add 20.50 for 50.00 off"; empty when the highest tier is reached. */
export function explainNextTier({ next }: Pick<BasketOfferResult, 'next'>): string {
  if (next === null) return '';
  const add = `add ${formatMinor(next.addMinor)} for`;
  if (next.offMinor !== undefined) return `${add} ${formatMinor(next.offMinor)} off`;
  if (next.offBps !== undefined) return `${add} ${percentText(next.offBps)} off`;
  return `${add} a gift`;
}

/** "add 5.00 to use"; empty when nothing speaks against the coupon. */
export function explainCoupon({ reason, addMinor }: CouponResult): string {
  switch (reason) {
    case null:
      return '';
    case 'MIN_SPEND':
      return `add ${formatMinor(addMinor!)} to use`;
    case 'NOTHING_IN_SCOPE':
      return 'not for these goods';
    case 'NOT_YET_VALID':
      return 'not valid yet';
    case 'EXPIRED':
      return 'no longer valid';
    case 'USED':
      return 'used';
    case 'HELD':
      return 'on an order that is not paid yet';
    case 'STOPPED':
      return 'withdrawn';
    case 'GONE':
      return 'all of them have been claimed';
    case 'TOO_MANY':
      return 'one order takes no more coupons';
  }
}

function percentText(bps: number): string {
  return `${Number((bps / 100).toFixed(2))} %`;
}

/** What the saga claims of offers and coupons, and what it is told. */
import type { OfferUnits } from './pricing/breakdown.types.js';
import type { Coupon } from './pricing/offer.types.js';

/** A claim for one order: all of it or none. */
export interface ClaimRequest {
  /** The order's id: claiming twice under it is one claim. */
  readonly claimId: string;
  readonly customerId: string;
  /** Flash units, as {@link import('./pricing/breakdown.types.js').Breakdown.claims} lists them. */
  readonly offers: readonly OfferUnits[];
  /** The coupons the breakdown applied. A coupon the customer does not hold yet is claimed by its code in passing, if it has one. */
  readonly couponIds: readonly string[];
}

/** Why an offer or coupon was not claimed. `left`: units this customer could still have. */
export type ClaimRefusal =
  | {
      readonly offerId: string;
      readonly reason: 'QUOTA_GONE' | 'LIMIT';
      readonly left: number;
    }
  | { readonly offerId: string; readonly reason: 'OFFER_ENDED' | 'OFFER_NOT_STARTED' | 'OFFER_UNKNOWN' }
  | {
      readonly couponId: string;
      readonly reason:
        'COUPON_USED' | 'COUPON_GONE' | 'COUPON_ENDED' | 'COUPON_NOT_STARTED' | 'COUPON_NOT_YOURS' | 'COUPON_UNKNOWN';
    };

/**
 * - `created`: claimed now (or nothing was asked for); `exists`: claimed before under the same id with the same content.
 * - `refused`: nothing of it was claimed. `differs`: the id stands for another claim. `released`: it was given back before.
 */
export type ClaimOutcome =
  | {
      readonly kind: 'created';
      /** Coupons claimed in passing; absent when there are none. */
      readonly newGrantIds?: readonly string[];
    }
  | { readonly kind: 'exists' | 'differs' | 'released' }
  | { readonly kind: 'refused'; readonly refusals: readonly ClaimRefusal[] };

/** The coupons named in a wish, for {@link import('./pricing/basket.types.js').BasketInput}. */
export interface CouponsOfWish {
  readonly coupons: readonly Coupon[];
  /** In the order of the codes. */
  readonly useCouponIds: readonly string[];
  /** Codes that no coupon has, and ids of coupons that the customer does not hold. */
  readonly unknownCodes: readonly string[];
  /** What the wish called each coupon, by coupon id. */
  readonly nameOf: ReadonlyMap<string, string>;
}

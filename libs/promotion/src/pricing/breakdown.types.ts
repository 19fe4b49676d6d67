/** What {@link priceBasket} answers: a breakdown that explains itself, per line and per order. All amounts in minor units. */
import type { Minor } from '#libs/platform';
import type { Gift, OfferKind } from './offer.types.js';

/** Some units of a line at one price: a flash sale over its limit has two portions, any other line one. */
export interface Portion {
  readonly units: number;
  readonly unitMinor: Minor;
  /** The offer that made this price; null for the list price, a catalog member price or a tier discount. */
  readonly offerId: string | null;
}

/** The line offer that won, with what it saved against the list price. `offerId` is null for what comes with the member tier. */
export interface LineOffer {
  readonly offerId: string | null;
  readonly kind: OfferKind;
  readonly name: string;
  readonly savedMinor: Minor;
}

/** Why an offer that speaks of a line did not set its price, or not for all of its units. */
export type NotAppliedReason =
  /** A flash sale beats all others. */
  | 'BEATEN_BY_FLASH'
  /** Another line offer is better for the customer, or as good and ends first. */
  | 'BEATEN'
  /** It would not lower the price. */
  | 'NOT_LOWER'
  /** It has not started (preheating). */
  | 'UPCOMING'
  /** The customer's limit: `units` are charged at the normal price. */
  | 'LIMIT'
  /** The quota: `units` are charged at the normal price. */
  | 'QUOTA'
  /** For members of another tier. */
  | 'OTHER_TIER';

/** An offer not applied to a line (or to `units` of it). */
export interface NotApplied {
  readonly offerId: string;
  readonly reason: NotAppliedReason;
  /** LIMIT and QUOTA: units charged at the normal price. */
  readonly units?: number;
  /** LIMIT: the limit a customer; QUOTA: what was left. */
  readonly limit?: number;
}

/** One line, step by step: `listMinor → soldMinor → − basketOfferMinor − couponMinor − pointsMinor = payableMinor`. */
export interface PricedLine {
  readonly lineKey: string;
  readonly variantId: string;
  readonly merchantId: string;
  readonly quantity: number;
  readonly unitListMinor: Minor;
  readonly listMinor: Minor;
  /** The cheapest unit price of the line: the only one unless `portions` has two. */
  readonly unitMinor: Minor;
  readonly portions: readonly Portion[];
  readonly lineOffer: LineOffer | null;
  /** After the line offer. */
  readonly soldMinor: Minor;
  /** The basket offer the line takes part in. */
  readonly basketOfferId: string | null;
  readonly basketOfferMinor: Minor;
  readonly couponMinor: Minor;
  readonly pointsMinor: Minor;
  /** What is left of the line to be paid by credit and payment. */
  readonly payableMinor: Minor;
  readonly notApplied: readonly NotApplied[];
}

/** What the next tier of a basket offer gives and how much is missing to it. */
export interface NextTier {
  readonly fromMinor: Minor;
  readonly addMinor: Minor;
  readonly offMinor?: Minor;
  readonly offBps?: number;
  readonly gift?: Gift;
}

/** A basket offer some line is in the scope of. */
export interface BasketOfferResult {
  readonly offerId: string;
  readonly kind: OfferKind;
  readonly name: string;
  readonly endsAt: Date | null;
  readonly applied: boolean;
  /** Null when applied. OTHER_OFFER: its lines are worth more in other offers. */
  readonly reason: 'BELOW_THRESHOLD' | 'OTHER_OFFER' | 'UPCOMING' | null;
  /** The lines that take part, or would if the threshold were reached. */
  readonly lineKeys: readonly string[];
  /** What those lines come to after line offers. */
  readonly baseMinor: Minor;
  readonly discountMinor: Minor;
  /** The tier reached. */
  readonly tierFromMinor: Minor | null;
  readonly next: NextTier | null;
}

/** A gift to be added to the order as a zero-price line. */
export interface GiftLine {
  readonly offerId: string;
  readonly variantId: string;
  readonly quantity: number;
}

/** A coupon, judged. */
export interface CouponResult {
  readonly couponId: string;
  readonly grantId: string | null;
  readonly name: string;
  /** `usable`: not asked for, but it could be. */
  readonly state: 'applied' | 'usable' | 'unusable';
  readonly reason:
    | null
    | 'MIN_SPEND'
    | 'NOTHING_IN_SCOPE'
    | 'NOT_YET_VALID'
    | 'EXPIRED'
    | 'USED'
    | 'HELD'
    | 'STOPPED'
    | 'GONE'
    | 'TOO_MANY';
  /** MIN_SPEND: "add 5.00 to use". */
  readonly addMinor?: Minor;
  /** What it takes off (applied), or would take off (usable). */
  readonly amountMinor: Minor;
  /** Applied: its share of each line, in line order. */
  readonly sharesMinor: readonly Minor[];
}

/** Points: wished, used, and the most that could be. */
export interface PointsResult {
  readonly used: number;
  readonly usedMinor: Minor;
  readonly usableMax: number;
  /** Why fewer were used than wished. */
  readonly reason: null | 'CAP' | 'MULTIPLE' | 'BALANCE';
}

/** One merchant's shipping. */
export interface MerchantShipping {
  readonly merchantId: string;
  readonly goodsMinor: Minor;
  readonly weightGrams: number;
  readonly amountMinor: Minor;
  /** Null when it is charged. */
  readonly free: null | 'FREE_FROM' | 'NOTHING_SHIPPED' | 'NO_FEE';
  /** How much more would make it free. */
  readonly addForFreeMinor: Minor | null;
}

/** A line the settings refuse: with `flashExcess: 'reject'`, more than the limit or quota allows. The order must not be placed. */
export interface LineProblem {
  readonly lineKey: string;
  readonly code: 'LIMIT';
  readonly offerId: string;
  readonly allowed: number;
}

/** Units the order must claim at its placement so that its flash prices are real. */
export interface OfferUnits {
  readonly offerId: string;
  readonly units: number;
}

/** The price of a basket. `totalMinor = goodsMinor + shippingMinor`; `goodsMinor = listMinor − the four discounts`. */
export interface Breakdown {
  /** In the order of the input. */
  readonly lines: readonly PricedLine[];
  readonly listMinor: Minor;
  readonly lineOfferMinor: Minor;
  readonly basketOfferMinor: Minor;
  readonly couponMinor: Minor;
  readonly pointsMinor: Minor;
  readonly goodsMinor: Minor;
  readonly shippingMinor: Minor;
  readonly totalMinor: Minor;
  readonly basketOffers: readonly BasketOfferResult[];
  /** False when there were too many competing offers to prove that no combination is better. */
  readonly bestProven: boolean;
  readonly gifts: readonly GiftLine[];
  readonly coupons: readonly CouponResult[];
  readonly points: PointsResult | null;
  readonly shipping: readonly MerchantShipping[];
  readonly problems: readonly LineProblem[];
  /** What to pass to `PromotionService.claim`; empty for most orders. */
  readonly claims: readonly OfferUnits[];
}

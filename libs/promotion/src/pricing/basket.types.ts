/** What {@link priceBasket} is given: plain data only, so product page, cart, preview, placement and reorder ask the same function. */
import { AMOUNT_MINOR_MAX, type Minor } from '#libs/platform';
import type { Coupon, Offer } from './offer.types.js';

/** One line of a basket. */
export interface BasketLine {
  /** Unique within the basket; the breakdown answers by it. */
  readonly lineKey: string;
  readonly variantId: string;
  readonly merchantId: string;
  /** The product's categories and all their ancestors. */
  readonly categoryIds: readonly string[];
  /** Units, ≥ 1. */
  readonly quantity: number;
  /** The list price of one unit; 0 for a gift. */
  readonly priceMinor: Minor;
  /** Catalog prices of one unit by member tier. */
  readonly memberPrices?: Readonly<Record<string, Minor>>;
  /** Grams of one unit. */
  readonly weightGrams: number;
  /** What the line may take part in; everything by default. A virtual product is not shipped: `{ shipping: false }`. */
  readonly eligible?: {
    readonly offers?: boolean;
    readonly coupons?: boolean;
    readonly points?: boolean;
    readonly shipping?: boolean;
  };
}

/** The customer's tier and its standing discount (0 for none). */
export interface Member {
  readonly tier: string;
  readonly discountBps: number;
}

/** A merchant's shipping fee: `flat + perKg × weight`, nothing when the merchant's goods come to `freeFromMinor` or nothing is shipped. */
export interface ShippingRule {
  readonly flatMinor: Minor;
  /** Per 1,000 g, in proportion to the grams, rounded half even once. */
  readonly perKgMinor: Minor;
  readonly freeFromMinor: Minor | null;
}

/** What is known of flash offers: used by this customer before, and left of the quota. The claim has the last word. */
export interface OfferUsage {
  readonly boughtUnits: number;
  /** null = no quota. */
  readonly unitsLeft: number | null;
}

/** Points the customer wants to pay with: a number or as many as possible. */
export interface PointsWish {
  readonly use: number | 'max';
  readonly available: number;
}

/** ▲ What happens to the units over a flash sale's limit or quota. */
export type FlashExcess = 'excess_normal' | 'whole_line_normal' | 'reject';

/** Settings of pricing, with the defaults of domain.md §4. */
export interface PricingSettings {
  readonly flashExcess: FlashExcess;
  /** The most of the goods that points may pay. */
  readonly pointsCapBps: number;
  /** Points are used in multiples of this. */
  readonly pointsMultiple: number;
  /** What one point is worth. */
  readonly pointMinor: Minor;
  /** The most coupons one order may use. */
  readonly couponsPerOrderMax: number;
}

export const PRICING_DEFAULTS: PricingSettings = {
  flashExcess: 'excess_normal',
  pointsCapBps: 1_000,
  pointsMultiple: 100,
  pointMinor: 1,
  couponsPerOrderMax: 5,
};

/**
 * The most a basket's list prices, and its total, may come to: what can be paid and shown. Every product and sum of pricing then stays
 * within the safe integers.
 */
export const BASKET_MINOR_MAX = AMOUNT_MINOR_MAX;

/** A basket dearer than {@link BASKET_MINOR_MAX}, or a line with a quantity or price that is none. */
export class BasketOutOfRange extends RangeError {
  constructor(
    detail: string,
    readonly lineKey: string,
  ) {
    super(detail);
    this.name = 'BasketOutOfRange';
  }
}

/** Everything that decides a price. Leave out what there is not. */
export interface BasketInput {
  readonly lines: readonly BasketLine[];
  /** Inside a transaction `tx.now`. */
  readonly now: Date;
  /** Any offers; those neither running nor upcoming at `now` or about other lines cost next to nothing. Keep the array: its index is cached by identity. */
  readonly offers?: readonly Offer[];
  /** By offer id, for flash sales; an offer not in the map has not been used and is far from its quota. */
  readonly usage?: ReadonlyMap<string, OfferUsage>;
  readonly member?: Member | null;
  /** The coupons the customer could use; all of them are judged. */
  readonly coupons?: readonly Coupon[];
  /** The coupons to apply, in this order. */
  readonly useCouponIds?: readonly string[];
  readonly points?: PointsWish;
  /** By merchant id; a merchant without a rule ships free. */
  readonly shipping?: ReadonlyMap<string, ShippingRule>;
  readonly settings?: Partial<PricingSettings>;
}

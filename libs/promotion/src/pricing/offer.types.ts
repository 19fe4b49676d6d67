/** Offers and coupons as pricing sees them: plain immutable values. Amounts are minor units, percentages basis points (1 % = 100). */
import type { Minor } from '#libs/platform';

/** Which lines an offer or coupon speaks of. A category covers its descendants: a line names all its ancestors. */
export type Scope =
  | { readonly kind: 'all' }
  | { readonly kind: 'merchants' | 'categories' | 'variants'; readonly ids: readonly string[] };

/** One price or discount a member tier, by tier name. */
export type ByTier = Readonly<Record<string, number>>;

/** A gift of a basket offer: a zero-price line with its own stock. `valueMinor` is what it counts as when offers compete. */
export interface Gift {
  readonly variantId: string;
  readonly quantity: number;
  readonly valueMinor: Minor;
}

/** What an offer does. Line offers set the unit price of a line, basket offers take from a group of lines. */
export type OfferRules =
  | { readonly kind: 'item_price'; readonly priceMinor: Minor }
  | { readonly kind: 'item_percent'; readonly offBps: number }
  | { readonly kind: 'flash_sale'; readonly priceMinor: Minor }
  | { readonly kind: 'member_price'; readonly tierPricesMinor: ByTier }
  | { readonly kind: 'member_percent'; readonly tierOffBps: ByTier }
  | {
      readonly kind: 'threshold_amount_off';
      readonly tiers: readonly { readonly fromMinor: Minor; readonly offMinor: Minor }[];
    }
  | {
      readonly kind: 'threshold_percent_off';
      readonly tiers: readonly { readonly fromMinor: Minor; readonly offBps: number }[];
    }
  | { readonly kind: 'threshold_gift'; readonly tiers: readonly { readonly fromMinor: Minor; readonly gift: Gift }[] };

export type OfferKind = OfferRules['kind'];

/** An offer with its window. It runs from `startsAt` (inclusive) to `endsAt` (exclusive; null = open) unless stopped before. */
export interface Offer {
  readonly offerId: string;
  readonly name: string;
  readonly rules: OfferRules;
  readonly scope: Scope;
  /** Shown as upcoming from here on; null: not shown before it starts. */
  readonly preheatFrom: Date | null;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly stoppedAt: Date | null;
  /** Flash sales: units one customer may buy at the flash price; null = no limit. */
  readonly perCustomerLimit: number | null;
  /** Flash sales: units for all customers together; null = no quota. What is left of it is in {@link OfferUsage}. */
  readonly quota: number | null;
}

export type OfferState = 'hidden' | 'upcoming' | 'running' | 'ended';

/** The state of an offer at a moment. `hidden`: neither started nor preheating. */
export function offerState(
  offer: Pick<Offer, 'preheatFrom' | 'startsAt' | 'endsAt' | 'stoppedAt'>,
  now: Date,
): OfferState {
  if (offer.stoppedAt !== null && offer.stoppedAt <= now) return 'ended';
  if (offer.endsAt !== null && offer.endsAt <= now) return 'ended';
  if (offer.startsAt <= now) return 'running';
  return offer.preheatFrom !== null && offer.preheatFrom <= now ? 'upcoming' : 'hidden';
}

/** A coupon as one customer may use it now. `grantId` is null while it has not been claimed yet (a code typed in at checkout). */
export interface Coupon {
  readonly couponId: string;
  readonly grantId: string | null;
  readonly name: string;
  readonly scope: Scope;
  readonly rules:
    | { readonly kind: 'amount'; readonly offMinor: Minor }
    | { readonly kind: 'percent'; readonly offBps: number; readonly capMinor: Minor | null };
  /** What the lines in scope must come to after line and basket offers. */
  readonly minSpendMinor: Minor;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  /** Why it cannot be used whatever the basket is (used, stopped, limit reached); null when nothing speaks against it. */
  readonly barred: 'USED' | 'HELD' | 'STOPPED' | 'GONE' | null;
}

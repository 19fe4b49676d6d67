/** The words of placing an order: what is asked, what is planned, what is kept with the saga. Amounts are minor units. */
import type { Minor } from '#libs/platform';
import type { SellableVariant } from '#libs/catalog';
import type { ReserveOutcome } from '#libs/inventory';
import type { PlannedReward, Standing } from '#libs/loyalty';
import type { MerchantTerms } from '#libs/merchant';
import type { NewOrder, ShippingAddress } from '#libs/order';
import type { Breakdown, CouponsOfWish, GiftLine, OfferUsage } from '#libs/promotion';
import type { WalletBalance } from '#libs/wallet-credit';
import type { TermsOfCustomers } from './customer-terms.js';

/** How much credit pays: none, all there is up to the total, or exactly so much. */
export type CreditWish =
  { readonly use: 'none' } | { readonly use: 'max' } | { readonly use: 'exact'; readonly amount: Minor };

/** A line to buy, with the cart line it comes from, if any. */
export interface WantedLine {
  readonly sku: string;
  readonly quantity: number;
  readonly messages?: Readonly<Record<string, string>>;
  readonly cartLine?: { readonly lineId: string; readonly version: number; readonly holdId: string | null };
  /** What the customer was shown of one unit; for the preview, which names what has changed. */
  readonly seen?: { readonly priceMinor: Minor | null; readonly offerId: string | null };
}

/** Everything a placement or a preview is about. */
export interface Wish {
  readonly customerId: string;
  readonly lines: readonly WantedLine[];
  readonly credit: CreditWish;
  /** How many points to use; 0 for none. */
  readonly points: number;
  readonly couponCodes: readonly string[];
  readonly address: ShippingAddress | null;
  readonly expectedTotal: Minor | null;
  readonly reference: string | null;
}

/** A wanted line with the variant it names. */
export interface PlannedLine {
  readonly wanted: WantedLine;
  readonly variant: SellableVariant;
}

/** What plans are made from: variants and merchants by id, offers, and what customers have used of them. */
export interface PlanningBasis extends Partial<TermsOfCustomers> {
  /** By sku. */
  readonly variants: ReadonlyMap<string, SellableVariant>;
  /** What running offers may give away, by variant id. */
  readonly giftVariants: ReadonlyMap<string, SellableVariant>;
  readonly merchants: ReadonlyMap<string, MerchantTerms>;
  readonly now: Date;
  /** By customer; who is not in it has no tier. */
  readonly standings?: ReadonlyMap<string, Standing>;
  /** Products that are open before their time, by customer. */
  readonly openEarly?: ReadonlyMap<string, ReadonlySet<string>>;
  /** Uses of limited offers by the wish's customer, and coupons named in it. Absent for a wish without any. */
  readonly usage?: ReadonlyMap<string, OfferUsage>;
  readonly coupons?: CouponsOfWish;
}

/** A gift of an offer: a line of the order that costs nothing, with its own stock. */
export interface PlannedGift {
  readonly offerId: string;
  readonly variant: SellableVariant;
  readonly quantity: number;
}

/** A gift that the order goes without, whatever the stock. */
export interface MissingGift {
  readonly gift: GiftLine;
  readonly sku: string | null;
  readonly code: 'GIFT_UNAVAILABLE' | 'GIFT_NEEDS_ADDRESS';
}

/** A priced wish: ready to be placed, nothing held yet. */
export interface Plan {
  readonly wish: Wish;
  readonly lines: readonly PlannedLine[];
  readonly merchants: ReadonlyMap<string, MerchantTerms>;
  readonly breakdown: Breakdown;
  readonly couponIds: readonly string[];
  readonly gifts: readonly PlannedGift[];
  /** Gifts that are not there to be given, whatever the stock: the order goes on without them. */
  readonly giftsMissing: readonly MissingGift[];
  /** What it was priced from: an offer that runs out before it is claimed is priced again. */
  readonly basis: PlanningBasis;
  /** What it earns once it is paid. */
  readonly rewards: readonly PlannedReward[];
}

/** Why a line cannot be bought, by stable code. */
export interface LineFault {
  readonly sku: string;
  readonly code:
    | 'UNKNOWN_SKU'
    | 'OFF_SHELF'
    | 'OUT_OF_STOCK'
    | 'LIMIT'
    | 'MESSAGE_INVALID'
    | 'MERCHANT_SUSPENDED'
    | 'PRICE_CHANGED'
    | 'OFFER_ENDED';
  readonly detail: string;
}

/** What is kept with a place-order saga: ids minted before the first step and what later steps decide on. */
export interface PlaceOrderInput {
  readonly customerId: string;
  /** What is to be paid beside credit; set by hold_wallet. */
  dueMinor: Minor;
  creditMinor: Minor;
  points: number;
  /** Milliseconds since the epoch; 0 when nothing is due. */
  payByMs: number;
  /** Stock is held, or a limit counted, under the order's id from placement on. */
  hasReservation: boolean;
  /** Offers or coupons are claimed under the order's id; settled by claim_offers. */
  hasClaims: boolean;
  /** What it earns once it is paid; settled by accept_order. */
  rewards?: readonly PlannedReward[];
  /** Lines whose stock is taken when paid, with the reservation id minted for them. */
  readonly late?: {
    readonly reservationId: string;
    readonly lines: readonly {
      readonly variantId: string;
      readonly quantity: number;
      readonly limit?: { units: number; windowDays: number } | null;
    }[];
  };
}

/** What the first run of a place-order saga has in hand; later runs read rows. */
export interface PlaceOrderWork {
  /** Priced again by claim_offers when an offer ran out under it. */
  plan: Plan;
  reserved: Extract<ReserveOutcome, { kind: 'created' | 'exists' }> | null;
  wallet: WalletBalance | null;
  order: NewOrder | null;
}

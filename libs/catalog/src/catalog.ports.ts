/** What the catalog needs of others: implemented by them, wired by the api. */
import type { Minor } from '#libs/platform';

/** Units that variants could be sold of now, in the order asked, as the text `12,0,7` (one row instead of many); inventory's answer. */
export abstract class AvailabilityReader {
  abstract availabilityList(variantIds: readonly string[]): Promise<string>;
}

/** The merchants that must not sell now: browsing leaves their products out. Optional; without it nobody is suspended. */
export abstract class SuspendedMerchants {
  abstract suspendedIds(): Promise<readonly string[]>;
}

/** A variant on the shelf, for what offers make of its price. */
export interface PricedGoods {
  readonly variantId: string;
  readonly merchantId: string;
  readonly categoryIds: readonly string[];
  readonly priceMinor: Minor;
  readonly memberPricesMinor: Readonly<Record<string, Minor>>;
}

/** An offer as it is shown beside goods. */
export interface OfferBadge {
  readonly offerId: string;
  readonly kind: string;
  readonly name: string;
  readonly state: 'running' | 'upcoming';
  readonly startsAt: Date;
  readonly endsAt: Date | null;
}

/** What one unit costs now: for anybody, for members where it is less, and the offers to show. */
export interface OfferedPrice {
  readonly priceMinor: Minor;
  readonly offerId: string | null;
  readonly memberPricesMinor: Readonly<Record<string, Minor>>;
  readonly offers: readonly OfferBadge[];
}

/** Prices under the offers of now; promotion's answer, in the order of the goods. Optional; without it nothing is on offer. */
export abstract class OfferPrices {
  abstract of(goods: readonly PricedGoods[], now: Date): Promise<readonly OfferedPrice[]>;
  /** A number that stands as long as {@link of} answers the same for the same goods. */
  abstract generation(now: Date): Promise<number>;
}

/** The products that a customer may buy before their time. Optional; without it nobody may. */
export abstract class EarlyAccess {
  abstract openTo(customerId: string, productIds: readonly string[]): Promise<ReadonlySet<string>>;
}

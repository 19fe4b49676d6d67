/** The words of stock: requests, outcomes and states. Quantities are whole units. */

/** Units a customer may buy of one variant within a rolling window of days. Cancelled orders do not count. */
export interface PurchaseLimit {
  readonly units: number;
  readonly windowDays: number;
}

/** One line of a request: so many units of a variant, from whichever warehouses the strategy finds best. */
export interface StockLine {
  readonly variantId: string;
  readonly quantity: number;
  readonly limit?: PurchaseLimit | null;
  /** Left out when it is short (a gift) instead of refusing the request. */
  readonly isOptional?: boolean;
}

/** A line that takes no stock (now, or ever: virtual goods) and counts against its customer's limit. */
export interface CountedLine {
  readonly variantId: string;
  readonly quantity: number;
  readonly limit: PurchaseLimit;
}

/** A hold on stock for all lines that are not optional or none, under an id that the caller brings. */
export interface ReserveStock {
  readonly reservationId: string;
  readonly customerId: string;
  /** When the hold lapses by itself; `null` for one that stays until it is released or committed. */
  readonly expiresAt: Date | null;
  readonly lines: readonly StockLine[];
  /** Counted, or given back, with what is held. */
  readonly counted?: readonly CountedLine[];
  /** Holds of the same customer that this one takes over (a cart hold that becomes an order): released in the same act. */
  readonly replaces?: readonly string[];
}

/** What one warehouse serves of a request. `line` is the index into the request's lines. */
export interface Parcel {
  readonly warehouseId: string;
  readonly lines: readonly { readonly line: number; readonly variantId: string; readonly quantity: number }[];
}

/** A line that cannot be served: what was asked and what is free. */
export interface ShortLine {
  readonly variantId: string;
  readonly requested: number;
  readonly available: number;
}

/** A line above the customer's limit: how much of the limit is left. */
export interface OverLimit {
  readonly variantId: string;
  readonly requested: number;
  readonly remaining: number;
  readonly limit: PurchaseLimit;
}

/**
 * - `created`: held now; `exists`: the same request was held before (or is committed); an optional line without a place in a parcel was short;
 * - `insufficient`, `limit`: refused, nothing held; every line short is listed;
 * - `differs`: the id is taken by a request with other content; `released`: the id was released before it was used.
 */
export type ReserveOutcome =
  | { readonly kind: 'created' | 'exists'; readonly parcels: readonly Parcel[] }
  | { readonly kind: 'insufficient'; readonly short: readonly ShortLine[] }
  | { readonly kind: 'limit'; readonly over: readonly OverLimit[] }
  | { readonly kind: 'differs' }
  | { readonly kind: 'released' };

/** What `secure` says of a hold that is about to be paid for. */
export type SecureOutcome = 'secured' | 'lapsed';

/** How an order line finds its warehouse. */
export const ALLOCATION_STRATEGIES = ['fewest_parcels', 'priority', 'most_stock'] as const;
export type AllocationStrategy = (typeof ALLOCATION_STRATEGIES)[number];

/** Goods that leave for good: what a part of an order has reserved, in one warehouse or (`null`) wherever it was taken. */
export interface ShipStock {
  readonly reservationId: string;
  readonly warehouseId: string | null;
  /** All units that the reservation holds of these variants there; a variant may come twice. */
  readonly lines: readonly { readonly variantId: string; readonly quantity: number }[];
  /** Who: the principal's id. */
  readonly author: string | null;
}

/** `exists`: they have left before. */
export type ShipOutcome = 'shipped' | 'exists';

/** Why numbers change; the only ways. */
export type MovementKind = 'received' | 'reserved' | 'released' | 'shipped' | 'returned' | 'adjusted';

/** A change of stock on hand: goods that arrived, came back, or were counted anew (`quantity` may be negative then). */
export interface StockChange {
  readonly variantId: string;
  readonly warehouseId: string;
  readonly quantity: number;
  readonly kind: 'received' | 'returned' | 'adjusted';
  /** Why, in words; required for `adjusted`. */
  readonly reason?: string;
  /** Who: the principal's id. */
  readonly author?: string | null;
  /** The document behind it (a delivery, a case). */
  readonly reference?: string | null;
  /** Lower is served first by the `priority` strategy. Default 100. */
  readonly priority?: number;
}

/** The outcome of one {@link StockChange}. */
export type StockChangeOutcome =
  | { readonly kind: 'applied'; readonly onHand: number; readonly available: number }
  | { readonly kind: 'refused'; readonly available: number };

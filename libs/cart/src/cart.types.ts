/** The words of the cart: owners, lines, wishes and what becomes of them. Prices are minor units, quantities whole units. */

import type { PurchaseLimit } from '#libs/inventory';

/** Values of a variant's message fields (an engraving), by field name. */
export type Messages = Readonly<Record<string, string>>;

/** Whose cart it is: the principal's id. A guest's cart is a cart like any other until it is merged. */
export interface CartOwner {
  readonly id: string;
  readonly kind: 'customer' | 'guest';
}

/** A wish to put something into a cart. */
export interface WantedLine {
  readonly sku: string;
  readonly quantity: number;
  readonly messages?: Messages;
}

/** Why a quantity stops where it does: the cap of a line, the variant's limit per customer, or its stock. */
export type QuantityBound = 'line_cap' | 'purchase_limit' | 'stock';

/** What became of a wanted line. The first three put it into the cart, the others left it out. */
export const ADD_OUTCOMES = [
  'added',
  'merged',
  'quantity_limited',
  'out_of_stock',
  'off_shelf',
  'message_invalid',
  'cart_full',
  'unknown_sku',
] as const;
export type AddOutcomeKind = (typeof ADD_OUTCOMES)[number];

/** One outcome per wanted line, in its order. */
export interface AddOutcome {
  readonly sku: string;
  readonly outcome: AddOutcomeKind;
  /** The line it is on now; `null` when it was left out. */
  readonly lineId: string | null;
  /** Units asked for by this wish. */
  readonly requested: number;
  /** Units on the line afterwards; 0 when it was left out. */
  readonly quantity: number;
  /** The most units the line may have, when they were cut. */
  readonly atMost?: number;
  readonly boundBy?: QuantityBound;
  /** What is wrong with the messages. */
  readonly faults?: readonly string[];
}

/** What a customer may change of a line; what is absent stays. */
export interface LineChange {
  readonly quantity?: number;
  readonly messages?: Messages;
  readonly selected?: boolean;
  /** Another variant in place of this one. */
  readonly sku?: string;
}

/** The outcome of a {@link LineChange}. Only `changed` had an effect. */
export type ChangeOutcome =
  | {
      readonly kind: 'changed';
      readonly lineId: string;
      readonly quantity: number;
      /** Present when the quantity was cut. */
      readonly atMost?: number;
      readonly boundBy?: QuantityBound;
      /** The line of the same variant and messages that this one took in. */
      readonly absorbedLineId?: string;
    }
  | { readonly kind: 'not_found' | 'unknown_sku' | 'off_shelf' | 'out_of_stock' | 'changed_meanwhile' }
  | { readonly kind: 'message_invalid'; readonly faults: readonly string[] };

/** Which lines a selection is about. */
export type Selection =
  | { readonly lineIds: readonly string[] }
  | { readonly merchantId: string }
  /** The key of a group as the cart was last shown. */
  | { readonly groupKey: string }
  | { readonly all: true };

/** What became of a line that was to be saved for later; `saved_full`: it stays in the cart. */
export interface SaveOutcome {
  readonly lineId: string;
  readonly outcome: 'saved' | 'saved_full';
  /** Units on the line afterwards. */
  readonly quantity: number;
  /** Units above the cap of a line when an equal line was taken in. */
  readonly cut: number;
  readonly absorbedLineId: string | null;
}

/** A line that was left unselected, and why. */
export interface Unselectable {
  readonly lineId: string;
  readonly reason: 'out_of_stock' | 'off_shelf';
}

/** `not_found`: an id is not a line of this cart; nothing was selected. */
export type SelectOutcome =
  | { readonly kind: 'selected'; readonly lineIds: readonly string[]; readonly refused: readonly Unselectable[] }
  | { readonly kind: 'not_found' };

/** Which lines to clear: those off shelf, those selected, all that are in the cart, or those saved for later. */
export const CLEAR_FILTERS = ['invalid', 'selected', 'all', 'saved'] as const;
export type ClearFilter = (typeof CLEAR_FILTERS)[number];

/** A selected line as an order takes it. `version` goes back into `takeOut`; `holdId` is stock the order takes over. */
export interface SelectedLine {
  readonly lineId: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly messages: Messages;
  readonly version: number;
  readonly holdId: string | null;
  /** What one unit cost when it was added, and the line offer that made it so. */
  readonly priceWhenAddedMinor: number;
  readonly offerWhenAdded: string | null;
}

/** Lines that leave a cart for an order. */
export interface TakeOut {
  readonly ownerId: string;
  readonly lines: readonly { readonly lineId: string; readonly version: number }[];
}

/** A hold that an order took over. `limit`: of the line's variant. */
export interface TakenHold {
  readonly holdId: string;
  readonly limit: PurchaseLimit | null;
}

/** `changed`: a line was changed, removed or has lapsed since it was read; nothing of that request was taken. */
export type TakeOutOutcome = 'taken' | 'changed';

/** What became of one line of a guest's cart. */
export interface MergedLine {
  readonly variantId: string;
  readonly messages: Messages;
  /** `moved` as it was, `merged` into a line of the customer's; the others stay in the guest's cart. */
  readonly outcome: 'moved' | 'merged' | 'cart_full' | 'over_limit' | 'out_of_stock';
  /** The customer's line; `null` when it stayed. */
  readonly lineId: string | null;
  /** It was saved for later, and is again. */
  readonly saved: boolean;
  /** Units in the guest's cart before. */
  readonly requested: number;
  /** Units on the customer's line afterwards. */
  readonly quantity: number;
  /** Units that were cut: in neither cart's line any more. */
  readonly cut: number;
  readonly boundBy?: QuantityBound;
}

/** What a merge did, line by line, newest first. */
export interface CartMergeReport {
  readonly lines: readonly MergedLine[];
  /** Lines that stayed in the guest's cart. */
  readonly kept: number;
}

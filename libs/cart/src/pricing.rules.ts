/** What offers make of a cart's lines: the same pure function as preview and placement, without coupons, points and shipping. */
import {
  BasketOutOfRange,
  priceBasket,
  type BasketLine,
  type Breakdown,
  type Offer,
  type OfferUsage,
  type PricingSettings,
} from '#libs/promotion';
import type { Minor } from '#libs/platform';
import type { Goods } from './cart.goods.js';
import type { LineRow } from './db/cart.statements.js';

/** What a price depends on beside the goods. */
export interface OfferContext {
  readonly offers: readonly Offer[];
  /** By offer id, of flash offers that speak of the goods. */
  readonly usage: ReadonlyMap<string, OfferUsage>;
  readonly now: Date;
  readonly flashExcess: PricingSettings['flashExcess'];
}

/** A cart priced twice: for its groups and its totals. */
export interface PricedCart {
  /** All lines on the shelf, selected or not, in stock or not: groups must not change when a line is ticked off. */
  readonly all: Breakdown;
  /** What is selected and can be bought: what an order would cost. The same object when that is all of them. */
  readonly selected: Breakdown;
}

/** What one unit costs, and the line offer that makes it so. */
export interface UnitPrice {
  readonly unitMinor: Minor;
  readonly offerId: string | null;
}

const NO_LINES: Breakdown = priceBasket({ lines: [], now: new Date(0) });

/** A line as pricing sees it; its key is the cart line's id. */
export function basketLineOf(row: Pick<LineRow, 'id' | 'quantity'>, { variant }: Goods): BasketLine {
  return {
    lineKey: row.id,
    variantId: variant.variantId,
    merchantId: variant.merchantId,
    categoryIds: variant.categoryIds,
    quantity: row.quantity,
    priceMinor: variant.priceMinor,
    weightGrams: variant.weightGrams,
    ...(variant.memberPricesMinor && { memberPrices: variant.memberPricesMinor }),
  };
}

/** Prices a cart. A cart that is dearer than the shop can count has no price: nothing of it is listed. */
export function priceCart(
  lines: readonly BasketLine[],
  isSelected: (line: BasketLine) => boolean,
  context: OfferContext,
): PricedCart {
  const all = priceOf(lines, context);
  const chosen = lines.filter(isSelected);
  return { all, selected: chosen.length === lines.length ? all : priceOf(chosen, context) };
}

/** What one unit of the goods costs by itself. */
export function unitPriceOf(goods: Goods, context: OfferContext): UnitPrice {
  const line = priceOf([basketLineOf({ id: goods.variant.variantId, quantity: 1 }, goods)], context).lines[0];
  if (line === undefined) return { unitMinor: goods.variant.priceMinor, offerId: null };
  return { unitMinor: line.unitMinor, offerId: line.lineOffer?.offerId ?? null };
}

function priceOf(lines: readonly BasketLine[], { offers, usage, now, flashExcess }: OfferContext): Breakdown {
  if (lines.length === 0) return NO_LINES;
  try {
    return priceBasket({ lines, now, offers, usage, settings: { flashExcess } });
  } catch (error) {
    if (error instanceof BasketOutOfRange) return NO_LINES;
    throw error;
  }
}

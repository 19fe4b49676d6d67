/** How one line is shown: live price and stock beside what was added. Pure. */
import { explainNotApplied, type PricedLine } from '#libs/promotion';
import { times } from '#libs/platform';
import { limitLeft, UNLIMITED, type Goods } from './cart.goods.js';
import type { CartSettings } from './cart.settings.js';
import type { LineRow } from './db/cart.statements.js';
import type { CartLineAnswer, CartNoticeAnswer, PriceChange, StockState } from './http/cart.answers.js';
import type { OfferBadgeAnswer } from './http/offer.answers.js';
import { limited, notice } from './notice.rules.js';
import { mostUnits } from './quantity.rules.js';

const SECOND_MS = 1000;

/** What the lines of one variant have together. */
export interface VariantUnits {
  readonly all: number;
  /** For which stock is held: free for this cart, though not for others. */
  readonly held: number;
}

/** What a line is shown from. */
export interface LineSources {
  readonly goods: Goods | undefined;
  readonly units: VariantUnits;
  /** The line as priced; `undefined` for one that is not sold or too dear to be counted. */
  readonly priced: PricedLine | undefined;
  readonly badges: OfferBadgeAnswer[] | undefined;
  readonly now: Date;
  readonly settings: CartSettings;
}

/** Whether a line can be bought now. */
export function isSelectable(goods: Goods | undefined, units: VariantUnits): boolean {
  return freeUnits(goods, units) > 0;
}

/** Shows a line. */
export function showLine(row: LineRow, sources: LineSources): CartLineAnswer {
  const { goods, units, priced, badges, now, settings } = sources;
  const variant = goods?.variant;
  const free = freeUnits(goods, units);
  const stockState = stockStateOf(goods, free, row.quantity, settings);
  const selectable = !row.saved && (stockState === 'in_stock' || stockState === 'low');
  const listPrice = variant?.priceMinor ?? row.priceWhenAddedMinor;
  const price = priced?.unitMinor ?? listPrice;
  return {
    id: row.id,
    variantId: row.variantId,
    productId: variant?.productId ?? null,
    sku: variant?.sku ?? null,
    title: variant?.title ?? 'no longer in the catalog',
    attributes: variant?.attributes ?? {},
    pictureUrl: variant?.pictureUrl ?? null,
    messages: row.messages,
    quantity: row.quantity,
    maxQuantity: free === 0 ? 0 : mostOf(row, sources, free),
    selected: row.selected && selectable,
    selectable,
    price,
    listPrice,
    priceWhenAdded: row.priceWhenAddedMinor,
    priceChange: priceChangeOf(row.priceWhenAddedMinor, price),
    listTotal: times(listPrice, row.quantity),
    lineTotal: priced?.soldMinor ?? times(listPrice, row.quantity),
    offers: badges ?? [],
    stockState,
    stockText: stockTextOf(stockState, free, variant?.takesStockAt === 'payment'),
    limitText: limitTextOf(variant?.purchaseLimit ?? null, priced),
    takesStockAt: variant?.takesStockAt ?? null,
    holdExpiresAt: row.holdExpiresAt?.toISOString() ?? null,
    holdSecondsLeft:
      row.holdExpiresAt === null ? null : Math.ceil((row.holdExpiresAt.getTime() - now.getTime()) / SECOND_MS),
    addedAt: row.addedAt.toISOString(),
  };
}

/** What there is to say of a line that cannot be bought as it is. */
export function noticesOf({ id: lineId, sku, stockState, quantity, maxQuantity }: CartLineAnswer): CartNoticeAnswer[] {
  if (stockState === 'off_shelf') return [notice('OFF_SHELF', { lineId, sku })];
  if (stockState === 'out_of_stock') return [notice('OUT_OF_STOCK', { lineId, sku })];
  return quantity > maxQuantity ? [limited(maxQuantity, { lineId, sku })] : [];
}

function freeUnits(goods: Goods | undefined, units: VariantUnits): number {
  return goods?.sells === true ? (goods.available ?? 0) + units.held : 0;
}

/** Lines of one variant share its stock; as long as there is a unit, each may be the one that has it. */
function mostOf(row: LineRow, { goods, units, settings }: LineSources, free: number): number {
  const bounds = {
    lineCap: settings.lineQuantityMax,
    purchaseLimit: goods === undefined ? null : limitLeft(goods, units.held),
    available: free,
  };
  // Bought up to the limit before: not even one.
  if (bounds.purchaseLimit === 0) return 0;
  return Math.max(1, mostUnits(bounds, row.saved ? units.all : units.all - row.quantity).atMost);
}

function stockStateOf(goods: Goods | undefined, free: number, quantity: number, settings: CartSettings): StockState {
  if (goods === undefined || !goods.sells) return 'off_shelf';
  if (free <= 0) return 'out_of_stock';
  return free <= settings.lowStockUnits || free < quantity ? 'low' : 'in_stock';
}

function priceChangeOf(before: number, now: number): PriceChange {
  return now === before ? 'same' : now > before ? 'up' : 'down';
}

function stockTextOf(state: StockState, free: number, isTakenWhenPaid: boolean): string {
  switch (state) {
    case 'off_shelf':
      return 'no longer sold';
    case 'out_of_stock':
      return 'sold out';
    default: {
      const text = state === 'low' ? `only ${free} left` : 'in stock';
      return isTakenWhenPaid && free !== UNLIMITED ? `${text}; scarce: pay soon` : text;
    }
  }
}

/** The limit per customer, and what a flash sale leaves at the normal price. */
function limitTextOf(
  limit: { readonly units: number; readonly windowDays: number } | null,
  priced: PricedLine | undefined,
): string | null {
  const texts: string[] = [];
  if (limit !== null) {
    const days = limit.windowDays === 1 ? '1 day' : `${limit.windowDays} days`;
    texts.push(`at most ${limit.units} per customer in ${days}`);
  }
  for (const note of priced?.notApplied ?? []) if (note.units !== undefined) texts.push(explainNotApplied(note));
  return texts.length === 0 ? null : texts.join('; ');
}

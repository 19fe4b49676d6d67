/** How a cart is shown: live prices and stock beside what was added, grouped, newest first. Pure: no query, no clock. */
import { sum, times } from '#libs/platform';
import { isLapsed } from './cart.draft.js';
import type { Goods } from './cart.goods.js';
import type { CartSettings } from './cart.settings.js';
import type { LineRow } from './db/cart.statements.js';
import type {
  CartAnswer,
  CartGroupAnswer,
  CartLineAnswer,
  CartNoticeAnswer,
  PriceChange,
  StockState,
} from './http/cart.answers.js';
import { newestFirst } from './merge.rules.js';
import { limited, notice } from './notice.rules.js';
import { mostUnits } from './quantity.rules.js';

const SECOND_MS = 1000;

/** What a cart is shown from. */
export interface CartSources {
  readonly rows: readonly LineRow[];
  /** By variant id; a variant that is not in it counts as off shelf. */
  readonly goods: ReadonlyMap<string, Goods>;
  readonly now: Date;
  readonly settings: CartSettings;
}

/** The cart to show. */
export interface ShownCart {
  readonly answer: CartAnswer;
  /** Lines that are selected in the table but can no longer be: shown unselected, and to be unselected. */
  readonly fallen: readonly string[];
}

/** Shows a cart. Lines whose hold has lapsed are not in it any more. */
export function showCart({ rows, goods, now, settings }: CartSources): ShownCart {
  const live = rows.filter((row) => !isLapsed(row, now)).sort(newestFirst);
  const units = unitsByVariant(live);
  const groups = new Map<string, CartGroupAnswer>();
  const offShelf: CartLineAnswer[] = [];
  const notices: CartNoticeAnswer[] = [];
  const fallen: string[] = [];
  for (const row of live) {
    const own = goods.get(row.variantId);
    const line = showLine(row, own, units.get(row.variantId)!, { now, settings });
    if (row.selected && !line.selectable) fallen.push(row.id);
    notices.push(...noticesOf(line));
    if (line.stockState === 'off_shelf') {
      offShelf.push(line);
      continue;
    }
    const { merchantId } = own!.variant;
    let group = groups.get(merchantId);
    // Lines come newest first, so groups are made in the order of their newest lines.
    if (group === undefined)
      groups.set(
        merchantId,
        (group = { kind: 'merchant', merchantId, title: own!.sellerName, selection: 'none', lines: [] }),
      );
    group.lines.push(line);
  }
  const shown = [...groups.values()];
  for (const group of shown) group.selection = selectionOf(group.lines);
  if (offShelf.length > 0)
    shown.push({ kind: 'off_shelf', merchantId: null, title: null, selection: 'none', lines: offShelf });
  const selected = shown.flatMap((group) => group.lines.filter((line) => line.selected));
  return {
    fallen,
    answer: {
      currency: settings.currency,
      groups: shown,
      lineCount: live.length,
      lineCountMax: settings.linesMax,
      selectedLineCount: selected.length,
      selectedUnitCount: sum(selected.map((line) => line.quantity)),
      selectedGoodsTotal: sum(selected.map((line) => line.lineTotal)),
      notices,
    },
  };
}

/** What the lines of one variant have together. */
interface VariantUnits {
  readonly all: number;
  /** For which stock is held: free for this cart, though not for others. */
  readonly held: number;
}

function unitsByVariant(rows: readonly LineRow[]): ReadonlyMap<string, VariantUnits> {
  const units = new Map<string, VariantUnits>();
  for (const { variantId, quantity, holdId } of rows) {
    const { all, held } = units.get(variantId) ?? { all: 0, held: 0 };
    units.set(variantId, { all: all + quantity, held: held + (holdId === null ? 0 : quantity) });
  }
  return units;
}

function showLine(
  row: LineRow,
  goods: Goods | undefined,
  units: VariantUnits,
  { now, settings }: Pick<CartSources, 'now' | 'settings'>,
): CartLineAnswer {
  const variant = goods?.variant;
  const free = goods?.sells ? (goods.available ?? 0) + units.held : 0;
  const stockState = stockStateOf(goods, free, row.quantity, settings);
  const selectable = stockState === 'in_stock' || stockState === 'low';
  const bounds = {
    lineCap: settings.lineQuantityMax,
    purchaseLimit: variant?.purchaseLimit?.units ?? null,
    available: free,
  };
  const price = variant?.priceMinor ?? row.priceWhenAddedMinor;
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
    // Lines of one variant share its stock; as long as there is a unit, each may be the one that has it.
    maxQuantity: selectable ? Math.max(1, mostUnits(bounds, units.all - row.quantity).atMost) : 0,
    selected: row.selected && selectable,
    selectable,
    price,
    priceWhenAdded: row.priceWhenAddedMinor,
    priceChange: priceChangeOf(row.priceWhenAddedMinor, price),
    lineTotal: times(price, row.quantity),
    stockState,
    stockText: stockTextOf(stockState, free, variant?.takesStockAt === 'payment'),
    limitText: limitTextOf(variant?.purchaseLimit ?? null),
    takesStockAt: variant?.takesStockAt ?? null,
    holdExpiresAt: row.holdExpiresAt?.toISOString() ?? null,
    holdSecondsLeft:
      row.holdExpiresAt === null ? null : Math.ceil((row.holdExpiresAt.getTime() - now.getTime()) / SECOND_MS),
    addedAt: row.addedAt.toISOString(),
  };
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
      return isTakenWhenPaid ? `${text}; scarce: pay soon` : text;
    }
  }
}

function limitTextOf(limit: { readonly units: number; readonly windowDays: number } | null): string | null {
  if (limit === null) return null;
  const days = limit.windowDays === 1 ? '1 day' : `${limit.windowDays} days`;
  return `at most ${limit.units} per customer in ${days}`;
}

function selectionOf(lines: readonly CartLineAnswer[]): 'all' | 'some' | 'none' {
  const selectable = lines.filter((line) => line.selectable);
  const selected = selectable.filter((line) => line.selected).length;
  if (selected === 0) return 'none';
  return selected === selectable.length ? 'all' : 'some';
}

function noticesOf({ id: lineId, sku, stockState, quantity, maxQuantity }: CartLineAnswer): CartNoticeAnswer[] {
  if (stockState === 'off_shelf') return [notice('OFF_SHELF', { lineId, sku })];
  if (stockState === 'out_of_stock') return [notice('OUT_OF_STOCK', { lineId, sku })];
  return quantity > maxQuantity ? [limited(maxQuantity, { lineId, sku })] : [];
}

/** How a cart is shown: its lines with live prices, offers and stock, grouped, newest first. Pure: no query, no clock. */
import { sum } from '#libs/platform';
import type { BasketOfferResult } from '#libs/promotion';
import { badgesOf, offersShown } from './badge.rules.js';
import { isLapsed } from './cart.draft.js';
import type { Goods } from './cart.goods.js';
import type { CartSettings } from './cart.settings.js';
import type { LineRow } from './db/cart.statements.js';
import { groupsOf, OFF_SHELF_KEY, type LineInGroup } from './group.rules.js';
import type { CartAnswer, CartGroupAnswer, CartLineAnswer } from './http/cart.answers.js';
import { isSelectable, noticesOf, showLine, type VariantUnits } from './line-view.rules.js';
import { newestFirst } from './merge.rules.js';
import { basketLineOf, priceCart, type OfferContext, type PricedCart } from './pricing.rules.js';

/** What a cart is shown from. */
export interface CartSources {
  readonly rows: readonly LineRow[];
  /** By variant id; a variant that is not in it counts as off shelf. */
  readonly goods: ReadonlyMap<string, Goods>;
  readonly context: OfferContext;
  readonly settings: CartSettings;
}

/** The cart to show. */
export interface ShownCart {
  readonly answer: CartAnswer;
  /** Lines that are selected in the table but can no longer be: shown unselected, and to be unselected. */
  readonly fallen: readonly string[];
  /** How the selected lines stand to the basket offers that speak of them. */
  readonly progress: readonly BasketOfferResult[];
}

const NO_UNITS: VariantUnits = { all: 0, held: 0 };

/** Shows a cart. Lines whose hold has lapsed are not in it any more. */
export function showCart(sources: CartSources): ShownCart {
  const { goods, context, settings } = sources;
  const rows = sources.rows.filter((row) => !isLapsed(row, context.now)).sort(newestFirst);
  const inCart = rows.filter((row) => !row.saved);
  const units = unitsByVariant(inCart);
  const offers = new Map(context.offers.map((offer) => [offer.offerId, offer]));
  const priced = pricedCart(inCart, units, sources);
  const show = lineShower(priced, { units, goods, context, settings });
  const grouped: LineInGroup[] = [];
  const offShelf: CartLineAnswer[] = [];
  const fallen: string[] = [];
  for (const row of inCart) {
    const line = show(row);
    if (row.selected && !line.selectable) fallen.push(row.id);
    if (line.stockState === 'off_shelf') offShelf.push(line);
    else {
      const own = goods.get(row.variantId)!;
      grouped.push({ line, merchantId: own.variant.merchantId, sellerName: own.sellerName });
    }
  }
  const groups = groupsOf(grouped, priced, offers);
  if (offShelf.length > 0) groups.push(offShelfGroup(offShelf));
  const shown = groups.flatMap((group) => group.lines);
  return {
    fallen,
    progress: priced.selected.basketOffers,
    answer: {
      currency: settings.currency,
      groups,
      saved: rows.filter((row) => row.saved).map(show),
      lineCount: inCart.length,
      lineCountMax: settings.linesMax,
      ...totalsOf(shown, priced),
      offers: offersShown(
        shown.map((line) => line.offers),
        offers,
      ),
      notices: inNewestOrder(shown, inCart).flatMap(noticesOf),
    },
  };
}

function pricedCart(
  rows: readonly LineRow[],
  units: ReadonlyMap<string, VariantUnits>,
  { goods, context }: CartSources,
): PricedCart {
  const selected = new Set<string>();
  const lines = rows.flatMap((row) => {
    const own = goods.get(row.variantId);
    if (own === undefined || !own.sells) return [];
    if (row.selected && isSelectable(own, units.get(row.variantId)!)) selected.add(row.id);
    return [basketLineOf(row, own)];
  });
  return priceCart(lines, ({ lineKey }) => selected.has(lineKey), context);
}

/** Shows lines as they are priced: a selected one among the selected, any other among all. */
function lineShower(
  { all, selected }: PricedCart,
  {
    units,
    goods,
    context: { now },
    settings,
  }: {
    readonly units: ReadonlyMap<string, VariantUnits>;
    readonly goods: ReadonlyMap<string, Goods>;
    readonly context: OfferContext;
    readonly settings: CartSettings;
  },
): (row: LineRow) => CartLineAnswer {
  const priced = new Map(all.lines.map((line) => [line.lineKey, line]));
  const badges = new Map(badgesOf(all));
  if (selected !== all) {
    for (const line of selected.lines) priced.set(line.lineKey, line);
    for (const [key, own] of badgesOf(selected)) badges.set(key, own);
  }
  return (row) =>
    showLine(row, {
      goods: goods.get(row.variantId),
      units: units.get(row.variantId) ?? NO_UNITS,
      priced: priced.get(row.id),
      badges: badges.get(row.id),
      now,
      settings,
    });
}

function totalsOf(
  shown: readonly CartLineAnswer[],
  { selected: priced }: PricedCart,
): Pick<
  CartAnswer,
  'selectedLineCount' | 'selectedUnitCount' | 'selectedGoodsTotal' | 'selectedOfferDiscount' | 'selectedTotal' | 'gifts'
> {
  const selected = shown.filter((line) => line.selected);
  const goods = sum(selected.map((line) => line.listTotal));
  const discount = priced.lineOfferMinor + priced.basketOfferMinor;
  return {
    selectedLineCount: selected.length,
    selectedUnitCount: sum(selected.map((line) => line.quantity)),
    selectedGoodsTotal: goods,
    selectedOfferDiscount: discount,
    selectedTotal: goods - discount,
    gifts: priced.gifts.map((gift) => ({ ...gift })),
  };
}

/** What is said of lines is in the order they were added in, newest first, whatever groups they are in. */
function inNewestOrder(shown: readonly CartLineAnswer[], rows: readonly LineRow[]): CartLineAnswer[] {
  const lines = new Map(shown.map((line) => [line.id, line]));
  return rows.map((row) => lines.get(row.id)!);
}

function offShelfGroup(lines: CartLineAnswer[]): CartGroupAnswer {
  return {
    key: OFF_SHELF_KEY,
    kind: 'off_shelf',
    merchantId: null,
    title: null,
    selection: 'none',
    offer: null,
    lines,
  };
}

function unitsByVariant(rows: readonly LineRow[]): ReadonlyMap<string, VariantUnits> {
  const units = new Map<string, VariantUnits>();
  for (const { variantId, quantity, holdId } of rows) {
    const { all, held } = units.get(variantId) ?? NO_UNITS;
    units.set(variantId, { all: all + quantity, held: held + (holdId === null ? 0 : quantity) });
  }
  return units;
}

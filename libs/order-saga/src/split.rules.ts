/**
 * An order becomes sub-orders per merchant and warehouse at placement; every amount is shared so that the parts add up to the
 * whole in every money column (domain.md §6 "Split", examples.md 12). Pure.
 */
import { allocate, allocateUncapped, unitsCost, type Minor } from '#libs/platform';
import type { OrderLine, SubOrder } from '#libs/order';
import type { PricedLine } from '#libs/promotion';
import type { Parcel } from '#libs/inventory';
import type { SellableVariant } from '#libs/catalog';
import type { PlannedGift, Plan } from './placement.types.js';
import { giftsGiven } from './stock-lines.rules.js';

/** ▲ How an order's shipping is shared among its sub-orders. */
export const SHIPPING_SPLITS = ['proportional', 'equal', 'first'] as const;
export type ShippingSplit = (typeof SHIPPING_SPLITS)[number];

/** Some units of an order's line that one warehouse serves. */
interface Piece {
  readonly line: number;
  readonly quantity: number;
  readonly warehouseId: string | null;
}

/** Splits a plan by who ships what from where. Lines without a parcel (virtual goods, stock taken when paid) have no warehouse. */
export function splitOrder(
  plan: Plan,
  parcels: readonly Parcel[],
  tenders: { readonly creditMinor: Minor; readonly shippingSplit: ShippingSplit },
): { readonly subOrders: readonly SubOrder[]; readonly lines: readonly OrderLine[] } {
  const bought = plan.lines.map(({ variant, wanted }, index): Sold => ({
    variant,
    quantity: wanted.quantity,
    messages: wanted.messages ?? null,
    priced: plan.breakdown.lines[index]!,
  }));
  const sold = plan.gifts.length === 0 ? bought : [...bought, ...plan.gifts.map(soldGift)];
  const given = giftsGiven(plan, parcels);
  const pieces = piecesOf(sold, parcels);
  const groups = new Map<string, { number: number; merchantId: string; warehouseId: string | null }>();
  const lines: OrderLine[] = [];
  for (const [index, item] of sold.entries()) {
    if (item.gift !== undefined && !given.includes(item.gift)) continue;
    const own = pieces[index]!;
    const { priced } = item;
    const shares =
      own.length === 1
        ? [wholeLine(priced)]
        : lineShares(
            priced,
            own.map((piece) => piece.quantity),
          );
    for (const [i, piece] of own.entries()) {
      const merchantId = item.variant.merchantId;
      const key = `${merchantId}/${piece.warehouseId}`;
      let group = groups.get(key);
      if (group === undefined)
        groups.set(key, (group = { number: groups.size + 1, merchantId, warehouseId: piece.warehouseId }));
      const { variant, messages, gift } = item;
      lines.push({
        position: lines.length + 1,
        subOrder: group.number,
        variantId: variant.variantId,
        sku: variant.sku,
        title: variant.title,
        kind: variant.kind,
        quantity: piece.quantity,
        unitMinor: gift === undefined ? variant.priceMinor : 0,
        messages,
        giftOf: gift?.offerId ?? null,
        ...shares[i]!,
      });
    }
  }
  return { lines, subOrders: subOrdersOf(plan, [...groups.values()], lines, tenders) };
}

/** A line of the order to be: bought, or given. */
interface Sold {
  readonly variant: SellableVariant;
  readonly quantity: number;
  readonly messages: Readonly<Record<string, string>> | null;
  readonly priced: Pick<PricedLine, 'quantity' | 'listMinor' | 'soldMinor' | 'pointsMinor' | 'payableMinor'>;
  readonly gift?: PlannedGift;
}

function soldGift(gift: PlannedGift): Sold {
  const { variant, quantity } = gift;
  return {
    variant,
    quantity,
    messages: null,
    priced: { quantity, listMinor: 0, soldMinor: 0, pointsMinor: 0, payableMinor: 0 },
    gift,
  };
}

type LineMoney = Pick<OrderLine, 'listMinor' | 'soldMinor' | 'discountMinor' | 'pointsMinor' | 'payableMinor'>;

function wholeLine(priced: Sold['priced']): LineMoney {
  return {
    listMinor: priced.listMinor,
    soldMinor: priced.soldMinor,
    pointsMinor: priced.pointsMinor,
    payableMinor: priced.payableMinor,
    discountMinor: priced.listMinor - priced.pointsMinor - priced.payableMinor,
  };
}

/** A line over several warehouses: list price by units, then discount and points by largest remainder, never above their part. */
function lineShares(priced: Sold['priced'], quantities: readonly number[]): LineMoney[] {
  const whole = wholeLine(priced);
  const ends = quantities.map((_, i) => quantities.slice(0, i + 1).reduce((sum, quantity) => sum + quantity, 0));
  const byUnits = (amount: Minor): Minor[] =>
    ends.map((end, i) => unitsCost(amount, priced.quantity, end - quantities[i]!, end));
  const lists = byUnits(whole.listMinor);
  const solds = byUnits(whole.soldMinor);
  const discounts = allocate(whole.discountMinor, lists);
  const nets = lists.map((list, i) => list - discounts[i]!);
  const points = allocate(whole.pointsMinor, nets);
  return lists.map((listMinor, i) => ({
    listMinor,
    soldMinor: solds[i]!,
    discountMinor: discounts[i]!,
    pointsMinor: points[i]!,
    payableMinor: nets[i]! - points[i]!,
  }));
}

function piecesOf(lines: readonly Sold[], parcels: readonly Parcel[]): Piece[][] {
  const pieces: Piece[][] = lines.map(() => []);
  for (const parcel of parcels) {
    for (const { line, quantity } of parcel.lines)
      pieces[line]!.push({ line, quantity, warehouseId: parcel.warehouseId });
  }
  lines.forEach(({ quantity }, line) => {
    if (pieces[line]!.length === 0) pieces[line]!.push({ line, quantity, warehouseId: null });
  });
  return pieces;
}

function subOrdersOf(
  plan: Plan,
  groups: readonly { number: number; merchantId: string; warehouseId: string | null }[],
  lines: readonly OrderLine[],
  tenders: { readonly creditMinor: Minor; readonly shippingSplit: ShippingSplit },
): SubOrder[] {
  const sums = groups.map(() => ({ listMinor: 0, discountMinor: 0, pointsMinor: 0, payableMinor: 0 }));
  for (const line of lines) {
    const sum = sums[line.subOrder - 1]!;
    sum.listMinor += line.listMinor;
    sum.discountMinor += line.discountMinor;
    sum.pointsMinor += line.pointsMinor;
    sum.payableMinor += line.payableMinor;
  }
  const shipping = shareShipping(
    plan.breakdown.shippingMinor,
    sums.map((sum) => sum.payableMinor),
    tenders.shippingSplit,
  );
  const totals = sums.map((sum, i) => sum.payableMinor + shipping[i]!);
  const credit = allocate(tenders.creditMinor, totals);
  return groups.map(({ number, merchantId, warehouseId }, i): SubOrder => {
    const { listMinor, discountMinor, pointsMinor } = sums[i]!;
    const merchant = plan.merchants.get(merchantId);
    if (merchant === undefined) throw new Error(`merchant ${merchantId} of a planned line is not in the plan`);
    return {
      number,
      merchantId,
      merchantName: merchant.name,
      warehouseId,
      goodsType: merchant.goodsType,
      state: 'awaiting_payment',
      listMinor,
      discountMinor,
      pointsMinor,
      shippingMinor: shipping[i]!,
      totalMinor: totals[i]!,
      creditMinor: credit[i]!,
      dueMinor: totals[i]! - credit[i]!,
    };
  });
}

/** Shares a shipping fee: by goods value, equally (the first take the odd cents), or all on the first. */
export function shareShipping(shippingMinor: Minor, goodsMinor: readonly Minor[], split: ShippingSplit): Minor[] {
  if (goodsMinor.length === 1) return [shippingMinor];
  const hasGoods = goodsMinor.some((goods) => goods > 0);
  if (split === 'first') return goodsMinor.map((_, i) => (i === 0 ? shippingMinor : 0));
  if (split === 'equal' || !hasGoods)
    return allocateUncapped(
      shippingMinor,
      goodsMinor.map(() => 1),
    );
  return allocateUncapped(shippingMinor, goodsMinor);
}

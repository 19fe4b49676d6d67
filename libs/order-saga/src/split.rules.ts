/**
 * An order becomes sub-orders per merchant and warehouse at placement; every amount is shared so that the parts add up to the
 * whole in every money column (domain.md §6 "Split", examples.md 12). Pure.
 */
import { allocate, unitsCost, type Minor } from '#libs/platform';
import type { OrderLine, SubOrder } from '#libs/order';
import { shareLine, shareShipping, type PricedLine, type ShippingPolicy } from '#libs/promotion';
import type { Parcel } from '#libs/inventory';
import type { SellableVariant } from '#libs/catalog';
import type { PlannedGift, Plan } from './placement.types.js';
import { giftsGiven } from './stock-lines.rules.js';

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
  tenders: { readonly creditMinor: Minor; readonly shippingSplit: ShippingPolicy },
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
    const shares = shareLine(
      item.priced,
      own.map((piece) => piece.quantity),
    );
    const solds = soldShares(
      item.priced,
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
        soldMinor: solds[i]!,
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

/** What each part of a line cost after the line's own offer, by units. */
function soldShares(priced: Sold['priced'], quantities: readonly number[]): readonly Minor[] {
  if (quantities.length === 1) return [priced.soldMinor];
  let from = 0;
  return quantities.map((quantity) => unitsCost(priced.soldMinor, priced.quantity, from, (from += quantity)));
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
  tenders: { readonly creditMinor: Minor; readonly shippingSplit: ShippingPolicy },
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

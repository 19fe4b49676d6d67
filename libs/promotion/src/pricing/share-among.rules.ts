/** Splits a priced basket among who ships what (merchant, warehouse): every amount is shared so that the parts add up to the whole. */
import { allocate, allocateUncapped, type Minor, unitsCost } from '#libs/platform';
import type { Breakdown, PricedLine } from './breakdown.types.js';

/** ▲ How a shipping fee is shared: by what the goods come to, equally, or all on the first group. */
export const SHIPPING_POLICIES = ['proportional', 'equal', 'first'] as const;
export type ShippingPolicy = (typeof SHIPPING_POLICIES)[number];

/** A group and the units of lines it serves. Over all groups each line's units must add up to its quantity. */
export interface ShareGroup {
  readonly groupKey: string;
  readonly lines: readonly { readonly lineKey: string; readonly quantity: number }[];
}

/** A part of a line's money. */
export interface LineMoney {
  readonly listMinor: Minor;
  /** Line offer, basket offer and coupons together. */
  readonly discountMinor: Minor;
  readonly pointsMinor: Minor;
  readonly payableMinor: Minor;
}

/** Some units of a line with their part of its money. */
export interface LineShare extends LineMoney {
  readonly lineKey: string;
  readonly quantity: number;
}

/** One group's part. `totalMinor = goodsMinor + shippingMinor = creditMinor + dueMinor`. */
export interface GroupShare {
  readonly groupKey: string;
  readonly lines: readonly LineShare[];
  readonly listMinor: Minor;
  readonly discountMinor: Minor;
  readonly pointsMinor: Minor;
  /** What is left of the goods to be paid by credit and payment. */
  readonly goodsMinor: Minor;
  readonly shippingMinor: Minor;
  readonly totalMinor: Minor;
  readonly creditMinor: Minor;
  readonly dueMinor: Minor;
}

/**
 * Shares a breakdown among groups, largest remainder everywhere, ties to the first group. Credit is shared by what the groups come to.
 * @throws RangeError when the groups do not serve each line exactly, or the credit exceeds the total.
 */
export function shareAmong(
  breakdown: Breakdown,
  groups: readonly ShareGroup[],
  tenders: { readonly creditMinor: Minor; readonly shippingPolicy: ShippingPolicy },
): GroupShare[] {
  const lines = lineShares(breakdown, groups);
  const goods = lines.map((own) => total(own, 'payableMinor'));
  const shipping = shareShipping(breakdown.shippingMinor, goods, tenders.shippingPolicy);
  const totals = goods.map((amount, index) => amount + shipping[index]!);
  const credit = allocate(tenders.creditMinor, totals);
  return groups.map(({ groupKey }, index) => ({
    groupKey,
    lines: lines[index]!,
    listMinor: total(lines[index]!, 'listMinor'),
    discountMinor: total(lines[index]!, 'discountMinor'),
    pointsMinor: total(lines[index]!, 'pointsMinor'),
    goodsMinor: goods[index]!,
    shippingMinor: shipping[index]!,
    totalMinor: totals[index]!,
    creditMinor: credit[index]!,
    dueMinor: totals[index]! - credit[index]!,
  }));
}

/** By group. */
function lineShares(breakdown: Breakdown, groups: readonly ShareGroup[]): LineShare[][] {
  const shares: LineShare[][] = groups.map(() => []);
  const pieces = new Map<string, { readonly group: number; readonly quantity: number }[]>();
  groups.forEach(({ lines }, group) => {
    for (const { lineKey, quantity } of lines) {
      const known = pieces.get(lineKey);
      if (known === undefined) pieces.set(lineKey, [{ group, quantity }]);
      else known.push({ group, quantity });
    }
  });
  for (const line of breakdown.lines) {
    const own = pieces.get(line.lineKey) ?? [];
    const served = own.reduce((units, { quantity }) => units + quantity, 0);
    if (served !== line.quantity)
      throw new RangeError(`line ${line.lineKey}: ${served} of ${line.quantity} units are served`);
    shareLine(
      line,
      own.map(({ quantity }) => quantity),
    ).forEach((money, index) => {
      const { group, quantity } = own[index]!;
      shares[group]!.push({ lineKey: line.lineKey, quantity, ...money });
    });
  }
  return shares;
}

/**
 * A line's money over those who serve it, given how many units each serves; together they serve all of it. List price by units,
 * discount by list price, points by what is left: by largest remainder, never above their part.
 */
export function shareLine(
  line: Pick<PricedLine, 'quantity' | 'listMinor' | 'pointsMinor' | 'payableMinor'>,
  quantities: readonly number[],
): LineMoney[] {
  const { listMinor, pointsMinor, payableMinor } = line;
  const discountMinor = listMinor - pointsMinor - payableMinor;
  if (quantities.length === 1) return [{ listMinor, discountMinor, pointsMinor, payableMinor }];
  let from = 0;
  const lists = quantities.map((quantity) => unitsCost(listMinor, line.quantity, from, (from += quantity)));
  const discounts = allocate(discountMinor, lists);
  const nets = lists.map((list, index) => list - discounts[index]!);
  const points = allocate(pointsMinor, nets);
  return quantities.map((_, index) => ({
    listMinor: lists[index]!,
    discountMinor: discounts[index]!,
    pointsMinor: points[index]!,
    payableMinor: nets[index]! - points[index]!,
  }));
}

/** A shipping fee over groups whose goods come to these amounts; ties and odd cents to the first. */
export function shareShipping(shippingMinor: Minor, goods: readonly Minor[], policy: ShippingPolicy): Minor[] {
  if (goods.length === 1) return [shippingMinor];
  if (policy === 'first') return goods.map((_, index) => (index === 0 ? shippingMinor : 0));
  const byGoods = policy === 'proportional' && goods.some((amount) => amount > 0);
  return allocateUncapped(shippingMinor, byGoods ? goods : goods.map(() => 1));
}

function total(
  lines: readonly LineShare[],
  column: 'listMinor' | 'discountMinor' | 'pointsMinor' | 'payableMinor',
): Minor {
  let sum = 0;
  for (const line of lines) sum += line[column];
  return sum;
}

/** Step 5 of pricing: each merchant's shipping, on what its goods come to after everything else. */
import type { Minor } from '#libs/platform';
import { BASKET_MINOR_MAX, type BasketLine, BasketOutOfRange, type ShippingRule } from './basket.types.js';
import type { MerchantShipping } from './breakdown.types.js';
import { proportionOf } from './percent.rules.js';

const GRAMS_PER_KG = 1_000;

/** What one merchant ships of a basket. */
interface Consignment {
  /** Its first line. */
  readonly lineKey: string;
  readonly merchantId: string;
  goodsMinor: Minor;
  weightGrams: number;
  shipped: boolean;
}

/** One entry a merchant, in the order its first line stands in the basket. @throws BasketOutOfRange for a fee beyond all counting */
export function shippingOf(
  lines: readonly BasketLine[],
  leftMinor: readonly Minor[],
  rules: ReadonlyMap<string, ShippingRule>,
): MerchantShipping[] {
  const consignments: Consignment[] = [];
  for (let index = 0; index < lines.length; index++) {
    const { lineKey, merchantId, eligible, weightGrams, quantity } = lines[index]!;
    let own: Consignment | undefined;
    for (const each of consignments) if (each.merchantId === merchantId) own = each;
    if (own === undefined)
      consignments.push((own = { lineKey, merchantId, goodsMinor: 0, weightGrams: 0, shipped: false }));
    own.goodsMinor += leftMinor[index]!;
    if (eligible?.shipping === false) continue;
    own.shipped = true;
    own.weightGrams += weightGrams * quantity;
  }
  return consignments.map((own) => feeOf(own, own.shipped ? rules.get(own.merchantId) : null));
}

/** `rule` is null when nothing is shipped, undefined when the merchant has no fee. */
function feeOf(
  { lineKey, merchantId, goodsMinor, weightGrams }: Consignment,
  rule: ShippingRule | null | undefined,
): MerchantShipping {
  if (rule === null || rule === undefined) {
    const free = rule === null ? 'NOTHING_SHIPPED' : 'NO_FEE';
    return { merchantId, goodsMinor, weightGrams, amountMinor: 0, free, addForFreeMinor: null };
  }
  const { flatMinor, perKgMinor, freeFromMinor } = rule;
  if (freeFromMinor !== null && goodsMinor >= freeFromMinor)
    return { merchantId, goodsMinor, weightGrams, amountMinor: 0, free: 'FREE_FROM', addForFreeMinor: null };
  // In floating point, which is near enough to tell what cannot be counted from what can.
  if (flatMinor + (perKgMinor * weightGrams) / GRAMS_PER_KG > BASKET_MINOR_MAX)
    throw new BasketOutOfRange(`shipping costs more than ${BASKET_MINOR_MAX}`, lineKey);
  const amountMinor = flatMinor + proportionOf(perKgMinor, weightGrams, GRAMS_PER_KG);
  return {
    merchantId,
    goodsMinor,
    weightGrams,
    amountMinor,
    free: amountMinor === 0 ? 'NO_FEE' : null,
    addForFreeMinor: freeFromMinor === null || amountMinor === 0 ? null : freeFromMinor - goodsMinor,
  };
}

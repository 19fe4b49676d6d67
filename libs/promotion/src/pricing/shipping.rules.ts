/** Step 5 of pricing: each merchant's shipping, on what its goods come to after everything else. */
import { type Minor, mulDivHalfEven } from '#libs/platform';
import type { BasketLine, ShippingRule } from './basket.types.js';
import type { MerchantShipping } from './breakdown.types.js';

const GRAMS_PER_KG = 1_000;

/** One entry a merchant, in the order its first line stands in the basket. */
export function shippingOf(
  lines: readonly BasketLine[],
  leftMinor: readonly Minor[],
  rules: ReadonlyMap<string, ShippingRule>,
): MerchantShipping[] {
  const answers: MerchantShipping[] = [];
  for (let first = 0; first < lines.length; first++) {
    const { merchantId } = lines[first]!;
    if (answers.some((answer) => answer.merchantId === merchantId)) continue;
    let goodsMinor = 0;
    let weightGrams = 0;
    let shipped = false;
    for (let line = first; line < lines.length; line++) {
      const { merchantId: other, eligible, weightGrams: unitGrams, quantity } = lines[line]!;
      if (other !== merchantId) continue;
      goodsMinor += leftMinor[line]!;
      if (eligible?.shipping === false) continue;
      shipped = true;
      weightGrams += unitGrams * quantity;
    }
    answers.push(feeOf(merchantId, goodsMinor, weightGrams, shipped ? rules.get(merchantId) : null));
  }
  return answers;
}

/** `rule` is null when nothing is shipped, undefined when the merchant has no fee. */
function feeOf(
  merchantId: string,
  goodsMinor: Minor,
  weightGrams: number,
  rule: ShippingRule | null | undefined,
): MerchantShipping {
  const fee = { merchantId, goodsMinor, weightGrams, amountMinor: 0, addForFreeMinor: null };
  if (rule === null) return { ...fee, free: 'NOTHING_SHIPPED' };
  if (rule === undefined) return { ...fee, free: 'NO_FEE' };
  const { flatMinor, perKgMinor, freeFromMinor } = rule;
  if (freeFromMinor !== null && goodsMinor >= freeFromMinor) return { ...fee, free: 'FREE_FROM' };
  const byWeight = perKgMinor === 0 ? 0 : mulDivHalfEven(perKgMinor, weightGrams, GRAMS_PER_KG);
  const amountMinor = flatMinor + byWeight;
  return {
    ...fee,
    amountMinor,
    free: amountMinor === 0 ? 'NO_FEE' : null,
    addForFreeMinor: freeFromMinor === null || amountMinor === 0 ? null : freeFromMinor - goodsMinor,
  };
}

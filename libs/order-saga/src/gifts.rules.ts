/** The gifts of an order: which of those pricing lists there are to be given, and what is said of those that are not. Pure. */
import type { GiftLine } from '#libs/promotion';
import type { PreviewGiftDto } from './http/preview.answers.js';
import type { MissingGift, Plan, PlannedGift, PlanningBasis } from './placement.types.js';

const NO_GIFTS: Pick<Plan, 'gifts' | 'giftsMissing'> = { gifts: [], giftsMissing: [] };

/** What is said to the customer about a line of the order. */
export interface Notice {
  readonly sku: string;
  readonly code: string;
  readonly text: string;
}

const WHY_MISSING = {
  GIFT_UNAVAILABLE: 'the gift is not to be had at the moment',
  GIFT_NEEDS_ADDRESS: 'the gift is shipped, and there is no address to send it to',
} as const;

/** Virtual goods and subscriptions need no address, no warehouse and no stock. */
export function isShipped(variant: { readonly kind: string }): boolean {
  return variant.kind === 'physical' || variant.kind === 'group_buy';
}

/** A gift need not be on the shelf: some are only given. Its merchant must be one who may sell. */
export function plannedGifts(
  gifts: readonly GiftLine[],
  basis: Pick<PlanningBasis, 'giftVariants' | 'merchants'>,
  order: { readonly hasAddress: boolean },
): Pick<Plan, 'gifts' | 'giftsMissing'> {
  if (gifts.length === 0) return NO_GIFTS;
  const found: PlannedGift[] = [];
  const missing: MissingGift[] = [];
  for (const gift of gifts) {
    const variant = basis.giftVariants.get(gift.variantId);
    const merchant = variant && basis.merchants.get(variant.merchantId);
    if (variant === undefined || merchant?.state !== 'approved')
      missing.push({ gift, sku: variant?.sku ?? null, code: 'GIFT_UNAVAILABLE' });
    else if (isShipped(variant) && !order.hasAddress)
      missing.push({ gift, sku: variant.sku, code: 'GIFT_NEEDS_ADDRESS' });
    else found.push({ offerId: gift.offerId, variant, quantity: gift.quantity });
  }
  return { gifts: found, giftsMissing: missing };
}

/** Says which gifts of the offers are not in the order. `given`: those that are. */
export function giftNotices(plan: Pick<Plan, 'gifts' | 'giftsMissing'>, given: readonly PlannedGift[]): Notice[] {
  if (plan.gifts.length === given.length && plan.giftsMissing.length === 0) return [];
  return [
    ...plan.gifts
      .filter((gift) => !given.includes(gift))
      .map(({ variant }) => ({
        sku: variant.sku,
        code: 'GIFT_OUT_OF_STOCK',
        text: `the gift is out of stock: ${variant.title}`.slice(0, 200),
      })),
    ...plan.giftsMissing.map(({ gift, sku, code }) => ({ sku: sku ?? gift.variantId, code, text: WHY_MISSING[code] })),
  ];
}

/** The gifts as a preview shows them, in the order pricing lists them. `left`: units free once the lines are served. */
export function previewedGifts(
  gifts: readonly GiftLine[],
  basis: Pick<PlanningBasis, 'giftVariants' | 'merchants'>,
  left: ReadonlyMap<string, number>,
): PreviewGiftDto[] {
  const stock = new Map(left);
  return gifts.map((gift) => {
    const { offerId, variantId, quantity } = gift;
    const variant = plannedGifts([gift], basis, { hasAddress: true }).gifts[0]?.variant;
    if (variant === undefined) return { offerId, variantId, sku: null, title: null, quantity, available: false };
    const free = stock.get(variantId) ?? 0;
    const available = !isShipped(variant) || free >= quantity;
    if (available) stock.set(variantId, free - quantity);
    return { offerId, variantId, sku: variant.sku, title: variant.title, quantity, available };
  });
}

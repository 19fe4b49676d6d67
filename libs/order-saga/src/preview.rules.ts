/** A breakdown as a preview shows it. Pure: it only renames and explains. */
import { createHash } from 'node:crypto';
import { explainCoupon, explainNextTier, explainNotApplied, type Breakdown } from '#libs/promotion';
import type {
  PreviewAnswerDto,
  PreviewBreakdownDto,
  PreviewCouponDto,
  PreviewLineDto,
  PreviewOfferDto,
  PreviewOrderDto,
  PreviewShippingDto,
} from './http/preview.answers.js';
import { isShipped } from './gifts.rules.js';
import { breakdownMembers } from './order-planner.js';
import type { PlannedLine, WantedLine, Wish } from './placement.types.js';

const NOTES_MAX = 20;
/** 128 bits. */
const MARK_LENGTH = 22;

/** The sums; the first five are those of an order and of PRICE_CHANGED. */
export function previewBreakdown(breakdown: Breakdown): PreviewBreakdownDto {
  return {
    ...(breakdownMembers(breakdown) as Record<'list' | 'discount' | 'points' | 'shipping' | 'total', number>),
    lineOffers: breakdown.lineOfferMinor,
    basketOffers: breakdown.basketOfferMinor,
    coupons: breakdown.couponMinor,
    goods: breakdown.goodsMinor,
  };
}

/** The lines, step by step. */
export function previewLines(
  lines: readonly PlannedLine[],
  breakdown: Breakdown,
  free: ReadonlyMap<string, number>,
): PreviewLineDto[] {
  return lines.map(({ variant, wanted }, i) => {
    const priced = breakdown.lines[i]!;
    return {
      sku: variant.sku,
      variantId: variant.variantId,
      lineId: wanted.cartLine?.lineId ?? null,
      title: variant.title,
      quantity: wanted.quantity,
      unitPrice: variant.priceMinor,
      portions: priced.portions.map(({ units, unitMinor, offerId }) => ({ units, price: unitMinor, offerId })),
      list: priced.listMinor,
      lineOffer: priced.listMinor - priced.soldMinor,
      lineOfferName: priced.lineOffer?.name ?? null,
      basketOfferId: priced.basketOfferId,
      basketOffer: priced.basketOfferMinor,
      coupon: priced.couponMinor,
      points: priced.pointsMinor,
      discount: priced.listMinor - priced.payableMinor,
      payable: priced.payableMinor,
      notes: priced.notApplied.slice(0, NOTES_MAX).map(explainNotApplied),
      available: isShipped(variant) ? (free.get(variant.variantId) ?? 0) : null,
    };
  });
}

export function previewOffers({ basketOffers }: Breakdown): PreviewOfferDto[] {
  return basketOffers.map((offer) => ({
    offerId: offer.offerId,
    name: offer.name,
    applied: offer.applied,
    reason: offer.reason,
    base: offer.baseMinor,
    discount: offer.discountMinor,
    text: explainNextTier(offer) || null,
  }));
}

export function previewCoupons({ coupons }: Breakdown): PreviewCouponDto[] {
  return coupons.map((coupon) => ({
    couponId: coupon.couponId,
    name: coupon.name,
    state: coupon.state,
    reason: coupon.reason,
    text: explainCoupon(coupon) || null,
    amount: coupon.amountMinor,
  }));
}

export function previewShipping({ shipping }: Breakdown): PreviewShippingDto[] {
  return shipping.map(({ merchantId, amountMinor, free, addForFreeMinor }) => ({
    merchantId,
    amount: amountMinor,
    free,
    addForFree: addForFreeMinor,
  }));
}

/** What was previewed as the body of an order: the same wish, with the total that was seen. */
export function previewOrder(wish: Wish, total: number): PreviewOrderDto {
  const isFromCart = wish.lines.some((line) => line.cartLine !== undefined);
  return {
    path: isFromCart ? '/v1/orders/from-cart' : '/v1/orders',
    body: {
      ...(!isFromCart && {
        lines: wish.lines.map(({ sku, quantity, messages }) => ({
          sku,
          quantity,
          ...(messages !== undefined && { messages: { ...messages } }),
        })),
      }),
      ...(wish.address !== null && { shippingAddress: wish.address }),
      ...(wish.credit.use !== 'none' && { credit: { ...wish.credit } }),
      ...(wish.points > 0 && { points: wish.points }),
      ...(wish.couponCodes.length > 0 && { couponCodes: [...wish.couponCodes] }),
      expectedTotal: total,
      ...(isFromCart && { selection: selectionMark(wish.lines) }),
    },
  };
}

/** Names lines of a cart by what they buy: other goods, units or messages have another mark, whatever they cost. */
export function selectionMark(lines: readonly WantedLine[]): string {
  const bought = lines.map(({ sku, quantity, messages = {}, cartLine }) =>
    JSON.stringify([cartLine?.lineId, sku, quantity, Object.entries(messages).sort(byField)]),
  );
  return createHash('sha256').update(bought.sort().join()).digest('base64url').slice(0, MARK_LENGTH);
}

function byField([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1;
}

/** What credit and points do to a total. */
export function previewTenders(
  wish: Wish,
  breakdown: Breakdown,
  usable: { readonly credit: number; readonly points: number },
): Pick<PreviewAnswerDto, 'usableCredit' | 'usablePoints' | 'creditApplied' | 'pointsApplied' | 'amountDue'> {
  const total = breakdown.totalMinor;
  const wished = wish.credit.use === 'none' ? 0 : wish.credit.use === 'max' ? total : wish.credit.amount;
  const creditApplied = Math.min(wished, usable.credit, total);
  return {
    usableCredit: usable.credit,
    usablePoints: usable.points,
    creditApplied,
    pointsApplied: breakdown.points?.used ?? 0,
    amountDue: total - creditApplied,
  };
}

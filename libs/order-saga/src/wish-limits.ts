/** What pricing must know of customers besides the basket: their uses of flash offers, and the coupons they name. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/platform';
import { OfferSnapshot, PromotionService } from '#libs/promotion';
import type { PlanningBasis } from './order-planner.js';
import type { Wish } from './placement.types.js';

@Injectable()
export class WishLimits {
  constructor(
    private readonly offers: OfferSnapshot,
    private readonly promotion: PromotionService,
  ) {}

  /** Per wish, what is added to the basis; `undefined` for most. Asks only for wishes that a flash offer or a coupon touches. */
  async of(
    tx: Tx,
    wishes: readonly Wish[],
    basis: PlanningBasis,
  ): Promise<readonly (Pick<PlanningBasis, 'usage' | 'coupons'> | undefined)[]> {
    const touched = wishes.map((wish) => ({ wish, offerIds: this.flashOffers(wish, basis) }));
    if (touched.every(({ wish, offerIds }) => offerIds.length === 0 && wish.couponCodes.length === 0))
      return wishes.map(() => undefined);
    const usages = await this.promotion.usages(
      tx,
      touched.map(({ wish, offerIds }) => ({ customerId: wish.customerId, offerIds })),
    );
    const limits: (Pick<PlanningBasis, 'usage' | 'coupons'> | undefined)[] = [];
    for (const [index, { wish, offerIds }] of touched.entries()) {
      if (offerIds.length === 0 && wish.couponCodes.length === 0) limits.push(undefined);
      else {
        // Coupons are named by hand, on a few orders of a batch: one look-up each.
        const coupons = await this.promotion.couponsOfWish(tx, {
          customerId: wish.customerId,
          codes: wish.couponCodes,
          now: tx.now,
        });
        limits.push({ usage: usages[index]!, coupons });
      }
    }
    return limits;
  }

  private flashOffers(wish: Wish, basis: PlanningBasis): readonly string[] {
    const lines = wish.lines.flatMap((line) => {
      const variant = basis.variants.get(line.sku);
      return variant === undefined
        ? []
        : [
            {
              lineKey: line.sku,
              variantId: variant.variantId,
              merchantId: variant.merchantId,
              categoryIds: variant.categoryIds,
              quantity: line.quantity,
              priceMinor: variant.priceMinor,
              weightGrams: variant.weightGrams,
            },
          ];
    });
    return this.offers.flashOffersOf(lines, basis.now);
  }
}

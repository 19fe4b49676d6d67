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
    const limits: (Pick<PlanningBasis, 'usage' | 'coupons'> | undefined)[] = [];
    for (const wish of wishes) {
      const flash = this.flashOffers(wish, basis);
      if (flash.length === 0 && wish.couponCodes.length === 0) {
        limits.push(undefined);
        continue;
      }
      const usage = await this.promotion.usage(tx, wish.customerId, flash);
      const coupons = await this.promotion.couponsOfWish(tx, {
        customerId: wish.customerId,
        codes: wish.couponCodes,
        now: tx.now,
      });
      limits.push({ usage, coupons });
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

/** What pricing must know of customers besides the basket: their uses of flash offers, and the coupons they name. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/platform';
import { OfferSnapshot, PromotionService } from '#libs/promotion';
import type { PlanningBasis, Wish } from './placement.types.js';

/** A customer's limits, as they are added to a basis. */
export type LimitsOfWish = Required<Pick<PlanningBasis, 'usage' | 'coupons'>>;

@Injectable()
export class WishLimits {
  constructor(
    private readonly offers: OfferSnapshot,
    private readonly promotion: PromotionService,
  ) {}

  /**
   * Per wish, what is added to the basis; `undefined` for most. Asks only for wishes that a flash offer or a coupon touches: one
   * statement for all uses, one for all coupons of the batch.
   */
  async of(
    tx: Tx,
    wishes: readonly { readonly wish: Wish; readonly basis: PlanningBasis }[],
  ): Promise<readonly (LimitsOfWish | undefined)[]> {
    const touched = wishes.map(({ wish, basis }) => ({ wish, offerIds: this.flashOffers(wish, basis) }));
    if (touched.every(({ wish, offerIds }) => offerIds.length === 0 && wish.couponCodes.length === 0))
      return wishes.map(() => undefined);
    const [usages, coupons] = await Promise.all([
      this.promotion.usages(
        tx,
        touched.map(({ wish, offerIds }) => ({ customerId: wish.customerId, offerIds })),
      ),
      this.promotion.couponsOfWishes(
        tx,
        touched.map(({ wish }) => ({ customerId: wish.customerId, codes: wish.couponCodes })),
        tx.now,
      ),
    ]);
    return touched.map(({ wish, offerIds }, i) =>
      offerIds.length === 0 && wish.couponCodes.length === 0 ? undefined : { usage: usages[i]!, coupons: coupons[i]! },
    );
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

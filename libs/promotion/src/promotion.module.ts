import { Module } from '@nestjs/common';
import { CouponService } from './coupon.service.js';
import { OfferService } from './offer.service.js';
import { OfferSnapshot } from './offer-snapshot.js';
import { PromotionService } from './promotion.service.js';
import { ShelfPrices } from './shelf-prices.js';
import { PromotionSettings } from './promotion.settings.js';

@Module({
  providers: [
    PromotionService,
    OfferSnapshot,
    OfferService,
    CouponService,
    ShelfPrices,
    { provide: PromotionSettings, useFactory: () => new PromotionSettings() },
  ],
  exports: [PromotionService, OfferSnapshot, OfferService, CouponService, ShelfPrices],
})
export class PromotionModule {}

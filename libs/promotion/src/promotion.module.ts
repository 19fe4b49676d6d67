import { Module } from '@nestjs/common';
import { CouponService } from './coupon.service.js';
import { OfferService } from './offer.service.js';
import { OfferSnapshot } from './offer-snapshot.js';
import { PromotionHistory } from './promotion-history.js';
import { PromotionService } from './promotion.service.js';
import { ShelfPrices } from './shelf-prices.js';
import { PromotionSettings } from './promotion.settings.js';

@Module({
  providers: [
    PromotionService,
    OfferSnapshot,
    OfferService,
    CouponService,
    PromotionHistory,
    ShelfPrices,
    { provide: PromotionSettings, useFactory: () => new PromotionSettings() },
  ],
  exports: [PromotionService, OfferSnapshot, OfferService, CouponService, PromotionHistory, ShelfPrices],
})
export class PromotionModule {}

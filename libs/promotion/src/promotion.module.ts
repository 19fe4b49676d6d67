import { Module } from '@nestjs/common';
import { OfferSnapshot } from './offer-snapshot.js';
import { PromotionService } from './promotion.service.js';
import { PromotionSettings } from './promotion.settings.js';

@Module({
  providers: [
    PromotionService,
    OfferSnapshot,
    { provide: PromotionSettings, useFactory: () => new PromotionSettings() },
  ],
  exports: [PromotionService, OfferSnapshot],
})
export class PromotionModule {}

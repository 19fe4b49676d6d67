/** Promotion's door for apps/api: its controllers. */
import { Module } from '@nestjs/common';
import { CouponsAdminController } from './http/coupons-admin.controller.js';
import { CouponsController } from './http/coupons.controller.js';
import { DryRunController } from './http/dry-run.controller.js';
import { OffersAdminController } from './http/offers-admin.controller.js';
import { OffersController } from './http/offers.controller.js';
import { PromotionModule } from './promotion.module.js';

@Module({
  imports: [PromotionModule],
  controllers: [OffersController, CouponsController, OffersAdminController, DryRunController, CouponsAdminController],
})
export class PromotionHttpModule {}

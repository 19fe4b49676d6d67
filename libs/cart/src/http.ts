/** The cart's door for apps/api: its controllers. Whoever opens it provides `ProductLister`, from a global module. */
import { Module } from '@nestjs/common';
import { CartModule } from './cart.module.js';
import { CartController } from './http/cart.controller.js';
import { SavedLinesController } from './http/saved-lines.controller.js';
import { TopUpController } from './http/top-up.controller.js';
import { PromotionModule } from '#libs/promotion';
import { TopUpService } from './top-up.service.js';

@Module({
  imports: [CartModule, PromotionModule],
  providers: [TopUpService],
  controllers: [CartController, SavedLinesController, TopUpController],
})
export class CartHttpModule {}

/** The cart, wired. Needs the platform module; takes a `SellerDirectory` from some global module if there is one. */
import { Module } from '@nestjs/common';
import { CatalogModule } from '#libs/catalog';
import { InventoryModule } from '#libs/inventory';
import { CartwrightConfig, Metrics, type Reading } from '#libs/platform';
import { PromotionModule } from '#libs/promotion';
import { CartAgain } from './cart.again.js';
import { CartEditor } from './cart.editor.js';
import { CartGoods } from './cart.goods.js';
import { CartMerger } from './cart.merger.js';
import { CartPricing } from './cart.pricing.js';
import { CartReminders } from './cart.reminders.js';
import { CartSaver } from './cart.saver.js';
import { CartService } from './cart.service.js';
import { CartSettings, settingsOf } from './cart.settings.js';
import { CartViewer } from './cart.viewer.js';

@Module({
  imports: [CatalogModule, InventoryModule, PromotionModule],
  providers: [
    CartAgain,
    CartEditor,
    CartGoods,
    CartMerger,
    CartPricing,
    CartReminders,
    CartSaver,
    CartService,
    CartViewer,
    { provide: CartSettings, useFactory: settingsOf, inject: [CartwrightConfig] },
  ],
  exports: [
    CartAgain,
    CartGoods,
    CartPricing,
    CartMerger,
    CartReminders,
    CartSaver,
    CartService,
    CartSettings,
    CartViewer,
  ],
})
export class CartModule {
  constructor({ counts }: CartViewer, metrics: Metrics) {
    const read = (): Reading => Object.entries(counts).map(([state, value]) => ({ labels: { state }, value }));
    metrics.gauge('cartwright_cart_views_total', 'Carts shown: a view that was kept, or one made anew', read, [
      'state',
    ]);
  }
}

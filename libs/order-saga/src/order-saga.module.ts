import { Module } from '@nestjs/common';
import { CartModule } from '#libs/cart';
import { CatalogModule } from '#libs/catalog';
import { FulfilmentModule } from '#libs/fulfilment';
import { InventoryModule } from '#libs/inventory';
import { LoyaltyModule } from '#libs/loyalty';
import { MerchantModule } from '#libs/merchant';
import { OrderModule } from '#libs/order';
import { PaymentModule } from '#libs/payment';
import { CartwrightConfig } from '#libs/platform';
import { PromotionModule } from '#libs/promotion';
import { WalletCreditModule } from '#libs/wallet-credit';
import { BatchPlanner } from './batch-planner.js';
import { CancellationService } from './cancellation.service.js';
import { CustomerTerms } from './customer-terms.js';
import { OfferClaims } from './offer-claims.js';
import { OrderPayments } from './order-payments.service.js';
import { OrderPlanner } from './order-planner.js';
import { OrderSagas } from './order-sagas.js';
import { OrderSettings } from './order.settings.js';
import { PaymentGatewayDoor } from './payment-gateway.door.js';
import { PaymentOpening } from './payment-opening.service.js';
import { PaymentReturns } from './payment-returns.service.js';
import { HoldingActs } from './holding.acts.js';
import { RewardingActs } from './rewarding.acts.js';
import { SettlingActs } from './settling.acts.js';
import { PlacementService } from './placement.service.js';
import { PreviewBasisReader } from './preview-basis.service.js';
import { PreviewService } from './preview.service.js';
import { ReceiptService } from './receipt.service.js';
import { ReviewingService } from './reviewing.service.js';
import { SelectedCartLines } from './selected-cart-lines.js';
import { SubOrderWork } from './sub-order-work.service.js';
import { WishLimits } from './wish-limits.js';
import { SagaDesk } from './saga-desk.service.js';

const services = [
  BatchPlanner,
  OfferClaims,
  CancellationService,
  CustomerTerms,
  OrderPayments,
  OrderPlanner,
  OrderSagas,
  PaymentGatewayDoor,
  PaymentOpening,
  PaymentReturns,
  HoldingActs,
  RewardingActs,
  SettlingActs,
  PlacementService,
  PreviewBasisReader,
  PreviewService,
  ReceiptService,
  ReviewingService,
  SagaDesk,
  SelectedCartLines,
  SubOrderWork,
  WishLimits,
];

@Module({
  imports: [
    CartModule,
    CatalogModule,
    FulfilmentModule,
    InventoryModule,
    LoyaltyModule,
    MerchantModule,
    OrderModule,
    PaymentModule,
    PromotionModule,
    WalletCreditModule,
  ],
  providers: [
    ...services,
    {
      provide: OrderSettings,
      inject: [CartwrightConfig],
      useFactory: (config: CartwrightConfig) =>
        new OrderSettings({
          currency: config.storeCurrency,
          holdMinutes: config.orderHoldMinutes,
          shippingSplit: config.shippingSplit,
          pricing: {
            flashExcess: config.flashOverLimit,
            pointsCapBps: config.pointsCapBps,
            pointsMultiple: config.pointsMultiple,
          },
          batchSizeMax: config.batchSizeMax,
          batchQueueMax: config.batchQueueMax,
          batchLanes: config.batchLanes,
          batchFurtherLaneOrdersMin: config.batchFurtherLaneOrdersMin,
          receiptConfirmDays: config.receiptConfirmDays,
          linesMax: config.cartLinesMax,
          lineQuantityMax: config.cartLineQuantityMax,
        }),
    },
  ],
  exports: [...services, OrderSettings],
})
export class OrderSagaModule {}

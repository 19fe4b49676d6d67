/** The order saga's controllers; opened by apps/api only. */
import { Module } from '@nestjs/common';
import { CartModule } from '#libs/cart';
import { CatalogModule } from '#libs/catalog';
import { OrderModule } from '#libs/order';
import { PaymentModule } from '#libs/payment';
import { OrderSagaModule } from './order-saga.module.js';
import { OrderPaymentsController } from './http/order-payments.controller.js';
import { OrdersController } from './http/orders.controller.js';
import { ReceiptsController } from './http/receipts.controller.js';
import { ReviewsController } from './http/reviews.controller.js';
import { SagasController } from './http/sagas.controller.js';
import { SubOrdersController } from './http/sub-orders.controller.js';

@Module({
  imports: [OrderSagaModule, CartModule, CatalogModule, OrderModule, PaymentModule],
  controllers: [
    OrdersController,
    OrderPaymentsController,
    SubOrdersController,
    ReceiptsController,
    ReviewsController,
    SagasController,
  ],
})
export class OrderSagaHttpModule {}

/** The order saga's controllers; opened by apps/api only. */
import { Module } from '@nestjs/common';
import { CartModule } from '#libs/cart';
import { OrderModule } from '#libs/order';
import { PaymentModule } from '#libs/payment';
import { OrderSagaModule } from './order-saga.module.js';
import { OrderPaymentsController } from './http/order-payments.controller.js';
import { OrdersController } from './http/orders.controller.js';
import { SagasController } from './http/sagas.controller.js';

@Module({
  imports: [OrderSagaModule, CartModule, OrderModule, PaymentModule],
  controllers: [OrdersController, OrderPaymentsController, SagasController],
})
export class OrderSagaHttpModule {}

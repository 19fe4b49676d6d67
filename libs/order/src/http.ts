/** Order's controllers; opened by apps/api only. */
import { Module } from '@nestjs/common';
import { OrderReadController } from './http/orders.controller.js';
import { OrderModule } from './order.module.js';

@Module({ imports: [OrderModule], controllers: [OrderReadController] })
export class OrderHttpModule {}

/** The cart's door for apps/api: its controller. */
import { Module } from '@nestjs/common';
import { CartModule } from './cart.module.js';
import { CartController } from './http/cart.controller.js';

@Module({ imports: [CartModule], controllers: [CartController] })
export class CartHttpModule {}

/** The cart's door for apps/api: its controllers. */
import { Module } from '@nestjs/common';
import { CartModule } from './cart.module.js';
import { CartController } from './http/cart.controller.js';
import { SavedLinesController } from './http/saved-lines.controller.js';
import { TopUpController } from './http/top-up.controller.js';

@Module({ imports: [CartModule], controllers: [CartController, SavedLinesController, TopUpController] })
export class CartHttpModule {}

import { Module } from '@nestjs/common';
import { CartModule } from '#libs/cart';
import { OrderModule } from '#libs/order';
import { ReorderService } from './reorder.service.js';

@Module({ imports: [CartModule, OrderModule], providers: [ReorderService], exports: [ReorderService] })
export class ReorderModule {}

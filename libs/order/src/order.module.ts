import { Module } from '@nestjs/common';
import { OrderService } from './order.service.js';
import { ReviewService } from './review.service.js';
import { SubOrderMoves } from './sub-order-moves.js';

const services = [OrderService, ReviewService, SubOrderMoves];

@Module({ providers: services, exports: services })
export class OrderModule {}

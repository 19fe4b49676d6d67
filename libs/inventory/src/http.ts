/** Inventory's controllers; opened by apps/api only. */
import { Module } from '@nestjs/common';
import { StockController } from './http/stock.controller.js';
import { InventoryModule } from './inventory.module.js';

@Module({ imports: [InventoryModule], controllers: [StockController] })
export class InventoryHttpModule {}

import { Module } from '@nestjs/common';
import { CartwrightConfig } from '#libs/platform';
import { InventoryService } from './inventory.service.js';
import { InventorySettings } from './inventory.settings.js';
import { StockShipping } from './stock.shipping.js';

@Module({
  providers: [
    InventoryService,
    StockShipping,
    {
      provide: InventorySettings,
      inject: [CartwrightConfig],
      useFactory: (config: CartwrightConfig) =>
        new InventorySettings({ allocationStrategy: config.allocationStrategy }),
    },
  ],
  exports: [InventoryService, StockShipping],
})
export class InventoryModule {}

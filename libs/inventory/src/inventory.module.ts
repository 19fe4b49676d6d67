import { Module } from '@nestjs/common';
import { CartwrightConfig } from '#libs/platform';
import { InventoryService } from './inventory.service.js';
import { InventorySettings } from './inventory.settings.js';

@Module({
  providers: [
    InventoryService,
    {
      provide: InventorySettings,
      inject: [CartwrightConfig],
      useFactory: (config: CartwrightConfig) =>
        new InventorySettings({ allocationStrategy: config.allocationStrategy }),
    },
  ],
  exports: [InventoryService],
})
export class InventoryModule {}

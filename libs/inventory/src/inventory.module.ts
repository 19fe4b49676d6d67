import { Module } from '@nestjs/common';
import { InventoryService } from './inventory.service.js';
import { InventorySettings } from './inventory.settings.js';

@Module({ providers: [InventoryService, { provide: InventorySettings, useFactory: () => new InventorySettings() }], exports: [InventoryService] })
export class InventoryModule {}

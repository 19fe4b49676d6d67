import { Module } from '@nestjs/common';
import { MerchantService } from './merchant.service.js';
import { MerchantSettings } from './merchant.settings.js';
import { MerchantSnapshot } from './merchant-snapshot.js';

@Module({
  providers: [
    MerchantService,
    MerchantSnapshot,
    { provide: MerchantSettings, useFactory: () => new MerchantSettings() },
  ],
  exports: [MerchantService, MerchantSnapshot],
})
export class MerchantModule {}

/** Merchant's door for apps/api: its controllers. */
import { Module } from '@nestjs/common';
import { MerchantsAdminController } from './http/merchants-admin.controller.js';
import { MerchantsController } from './http/merchants.controller.js';
import { MerchantModule } from './merchant.module.js';

@Module({ imports: [MerchantModule], controllers: [MerchantsController, MerchantsAdminController] })
export class MerchantHttpModule {}

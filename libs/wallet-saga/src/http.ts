/** The controllers of gifts and withdrawals; opened by apps/api only. */
import { Module } from '@nestjs/common';
import { WalletCreditModule } from '#libs/wallet-credit';
import { FreezesController } from './http/freezes.controller.js';
import { GiftsController } from './http/gifts.controller.js';
import { PayoutWebhooksController } from './http/payout-webhooks.controller.js';
import { TransfersAdminController } from './http/transfers-admin.controller.js';
import { WithdrawalsAdminController } from './http/withdrawals-admin.controller.js';
import { WithdrawalsController } from './http/withdrawals.controller.js';
import { WalletSagaModule } from './wallet-saga.module.js';

@Module({
  imports: [WalletSagaModule, WalletCreditModule],
  controllers: [
    GiftsController,
    WithdrawalsController,
    WithdrawalsAdminController,
    TransfersAdminController,
    FreezesController,
    PayoutWebhooksController,
  ],
})
export class WalletSagaHttpModule {}

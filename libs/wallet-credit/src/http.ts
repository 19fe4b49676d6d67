/** The wallet's controllers; opened by apps/api only. */
import { Module } from '@nestjs/common';
import { GrantsController } from './http/grants.controller.js';
import { WalletController } from './http/wallet.controller.js';
import { WalletsAdminController } from './http/wallets-admin.controller.js';
import { WalletCreditModule } from './wallet-credit.module.js';

@Module({ imports: [WalletCreditModule], controllers: [WalletController, WalletsAdminController, GrantsController] })
export class WalletCreditHttpModule {}

import { Module } from '@nestjs/common';
import { GrantService } from './grant.service.js';
import { WalletService } from './wallet.service.js';

@Module({ providers: [WalletService, GrantService], exports: [WalletService, GrantService] })
export class WalletCreditModule {}

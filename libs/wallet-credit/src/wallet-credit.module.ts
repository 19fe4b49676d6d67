import { Module } from '@nestjs/common';
import { DebitService } from './debit.service.js';
import { EarningLedger } from './earning.ledger.js';
import { GrantService } from './grant.service.js';
import { WalletService } from './wallet.service.js';

const services = [WalletService, GrantService, DebitService, EarningLedger];

@Module({ providers: services, exports: services })
export class WalletCreditModule {}

import { Module } from '@nestjs/common';
import { ExpiryService } from './expiry.service.js';
import { GrantService } from './grant.service.js';
import { WalletReader } from './wallet.reader.js';
import { WalletService } from './wallet.service.js';

const services = [WalletService, GrantService, ExpiryService, WalletReader];

@Module({ providers: services, exports: services })
export class WalletCreditModule {}

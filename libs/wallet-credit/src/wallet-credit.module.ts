import { Module } from '@nestjs/common';
import { DebitService } from './debit.service.js';
import { EarningLedger } from './earning.ledger.js';
import { ExpiryService } from './expiry.service.js';
import { FreezeService } from './freeze.service.js';
import { GrantService } from './grant.service.js';
import { LotTransfers } from './lot-transfers.service.js';
import { RefundService } from './refund.service.js';
import { WalletReader } from './wallet.reader.js';
import { WalletService } from './wallet.service.js';
import { WithdrawableLots } from './withdrawable-lots.service.js';

const services = [
  WalletService,
  GrantService,
  DebitService,
  EarningLedger,
  ExpiryService,
  LotTransfers,
  RefundService,
  WalletReader,
  WithdrawableLots,
  FreezeService,
];

@Module({ providers: services, exports: services })
export class WalletCreditModule {}

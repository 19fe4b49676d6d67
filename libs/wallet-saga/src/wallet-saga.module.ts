/** Gifts and withdrawals, wired. Needs `WalletCustomers` from a global module: the composition root knows who people are. */
import { Module } from '@nestjs/common';
import { CartwrightConfig } from '#libs/platform';
import { PaymentModule } from '#libs/payment';
import { WalletCreditModule } from '#libs/wallet-credit';
import { GiftActs } from './gift/gift.acts.js';
import { GiftService } from './gift/gift.service.js';
import { TransferSagas } from './transfer-sagas.js';
import { TransferSettings } from './transfer.settings.js';
import { VelocityBrakes } from './velocity.service.js';
import { PayoutCalls } from './withdrawal/payout-calls.service.js';
import { PayoutInbox } from './withdrawal/payout-inbox.service.js';
import { PayoutRecords } from './withdrawal/payout-records.service.js';
import { StepUpCheck } from './withdrawal/step-up.check.js';
import { WithdrawalActs } from './withdrawal/withdrawal.acts.js';
import { WithdrawalTerms } from './withdrawal/withdrawal-terms.service.js';
import { WithdrawalService } from './withdrawal/withdrawal.service.js';

const services = [
  GiftActs,
  GiftService,
  PayoutCalls,
  PayoutInbox,
  PayoutRecords,
  StepUpCheck,
  TransferSagas,
  VelocityBrakes,
  WithdrawalTerms,
  WithdrawalActs,
  WithdrawalService,
];

@Module({
  imports: [PaymentModule, WalletCreditModule],
  providers: [
    ...services,
    {
      provide: TransferSettings,
      inject: [CartwrightConfig],
      useFactory: (config: CartwrightConfig) => TransferSettings.of(config),
    },
  ],
  exports: [...services, TransferSettings],
})
export class WalletSagaModule {}

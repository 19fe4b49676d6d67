/** The sagas of this library, made known to the runner once. */
import { Injectable } from '@nestjs/common';
import { SagaRunner, type SagaEngine } from '#libs/platform/saga';
import { GiftActs } from './gift/gift.acts.js';
import { giftSaga } from './gift/gift.saga.js';
import type { SendGiftInput } from './gift/gift.types.js';
import { WithdrawalActs } from './withdrawal/withdrawal.acts.js';
import { withdrawalSaga } from './withdrawal/withdrawal.saga.js';
import type { WithdrawalInput } from './withdrawal/withdrawal.types.js';

@Injectable()
export class TransferSagas {
  readonly gift: SagaEngine<SendGiftInput, true>;
  readonly withdrawal: SagaEngine<WithdrawalInput, true>;

  constructor(runner: SagaRunner, gifts: GiftActs, withdrawals: WithdrawalActs) {
    this.gift = runner.register(giftSaga(gifts));
    this.withdrawal = runner.register(withdrawalSaga(withdrawals));
  }
}

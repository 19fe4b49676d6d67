/** The door of credit that leaves a wallet: gifts and withdrawals, as sagas, and the brakes on both. */
export { WalletSagaModule } from './wallet-saga.module.js';
export { TransferSettings } from './transfer.settings.js';
export { WalletCustomers, type KnownCustomer, type Confirmation } from './wallet-customers.js';
export { VelocityBrakes, type VelocityAct, type VelocityOutcome, type VelocityUse } from './velocity.service.js';
export { GiftService } from './gift/gift.service.js';
export { GiftActs } from './gift/gift.acts.js';
export { giftSaga } from './gift/gift.saga.js';
export { TransferSagas } from './transfer-sagas.js';
export type { GiftState, SendGiftInput } from './gift/gift.types.js';
export { WithdrawalService } from './withdrawal/withdrawal.service.js';
export { WithdrawalActs } from './withdrawal/withdrawal.acts.js';
export { withdrawalSaga } from './withdrawal/withdrawal.saga.js';
export { PayoutInbox } from './withdrawal/payout-inbox.service.js';
export { PayoutBooks, type PayoutBookLine, type PayoutDifference } from './withdrawal/payout-books.js';
export { judgePayout, PAYOUT_LADDER, type PayoutVerdict } from './withdrawal/payout.rules.js';
export type { PayoutState, WithdrawalInput, WithdrawalState } from './withdrawal/withdrawal.types.js';

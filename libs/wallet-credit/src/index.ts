/** The wallet's door: credit and points held, captured, granted on a double-entry ledger. A leaf. */
export { WalletCreditModule } from './wallet-credit.module.js';
export { WalletService } from './wallet.service.js';
export { GrantService } from './grant.service.js';
export { DebitService, type DebitOutcome, type DebitWallet } from './debit.service.js';
export { RefundService, type RefundCredit, type RefundOutcome } from './refund.service.js';
export {
  EarningLedger,
  CLAWBACK_POLICIES,
  type ClawBack,
  type ClawBackOutcome,
  type ClawbackPolicy,
  type EarnedCredit,
  type EarnOutcome,
} from './earning.ledger.js';
export { LotTransfers } from './lot-transfers.service.js';
export { WithdrawableLots } from './withdrawable-lots.service.js';
export { FreezeService, type Freeze } from './freeze.service.js';
export type {
  GiveBack,
  HoldWithdrawable,
  Moved,
  PassOn,
  RecoverCredit,
  SendCredit,
  SendOutcome,
  SettleHold,
} from './lot-transfers.types.js';
export { EXPIRY_CHUNK, ExpiryService } from './expiry.service.js';
export { MaturingCredit, WalletReader } from './wallet.reader.js';
export { HOUSE_ACCOUNTS, isHouse } from './wallet.types.js';
export type {
  Asset,
  CaptureHold,
  GrantCredit,
  HoldAmount,
  HoldCredit,
  HoldKey,
  HoldOutcome,
  HouseAccount,
  LotSource,
  WalletBalance,
} from './wallet.types.js';

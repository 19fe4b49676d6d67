/** The wallet's door: credit and points held, captured, granted on a double-entry ledger. A leaf. */
export { WalletCreditModule } from './wallet-credit.module.js';
export { WalletService } from './wallet.service.js';
export { GrantService } from './grant.service.js';
export { EXPIRY_CHUNK, ExpiryService } from './expiry.service.js';
export { MaturingCredit, WalletReader } from './wallet.reader.js';
export { HOUSE_ACCOUNTS } from './wallet.types.js';
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

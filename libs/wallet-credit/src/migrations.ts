/** The wallet's migrations, in order; opened by the cli only. */
import { WalletCreate1763700000700 } from './db/1763700000700-create.js';
import { WalletLotExpiry1763700000710 } from './db/1763700000710-lot-expiry.js';
import { WalletLiveHolds1763700000711 } from './db/1763700000711-live-holds.js';
import { WalletEarning1763700000750 } from './db/1763700000750-earning.js';
import { WalletLotTransfers1763700000770 } from './db/1763700000770-lot-transfers.js';
import { WalletFreezes1763700000771 } from './db/1763700000771-freezes.js';
import { WalletRefunds1763700000790 } from './db/1763700000790-refunds.js';

export const walletCreditMigrations = [
  WalletCreate1763700000700,
  WalletLotExpiry1763700000710,
  WalletLiveHolds1763700000711,
  WalletEarning1763700000750,
  WalletLotTransfers1763700000770,
  WalletFreezes1763700000771,
  WalletRefunds1763700000790,
];

/** The wallet's migrations, in order; opened by the cli only. */
import { WalletCreate1763700000700 } from './db/1763700000700-create.js';
import { WalletEarning1763700000750 } from './db/1763700000750-earning.js';
import { WalletLotTransfers1763700000770 } from './db/1763700000770-lot-transfers.js';
import { WalletFreezes1763700000771 } from './db/1763700000771-freezes.js';

export const walletCreditMigrations = [
  WalletCreate1763700000700,
  WalletEarning1763700000750,
  WalletLotTransfers1763700000770,
  WalletFreezes1763700000771,
];

/** The migrations of gifts and withdrawals, in order; opened by the cli only. */
import { TransferCreate1763700001300 } from './db/1763700001300-create.js';

export const walletSagaMigrations = [TransferCreate1763700001300];

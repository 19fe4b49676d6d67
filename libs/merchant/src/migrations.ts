/** Merchant's migrations, in order; opened by the cli only. */
import { MerchantCreate1763700000200 } from './db/1763700000200-create.js';
import { MerchantVersion1763700000201 } from './db/1763700000201-version.js';

export const merchantMigrations = [MerchantCreate1763700000200, MerchantVersion1763700000201];

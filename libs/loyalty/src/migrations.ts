/** Loyalty's migrations, in order; opened by the cli only. */
import { LoyaltyCreate1763700001200 } from './db/1763700001200-create.js';

export const loyaltyMigrations = [LoyaltyCreate1763700001200];

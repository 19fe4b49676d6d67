/** Promotion's migrations, in order; opened by the cli only. */
import { PromotionCreate1763700000500 } from './db/1763700000500-create.js';
import { PromotionActs1763700000510 } from './db/1763700000510-acts.js';

export const promotionMigrations = [PromotionCreate1763700000500, PromotionActs1763700000510];

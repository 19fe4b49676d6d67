/** Promotion's migrations, in order; opened by the cli only. */
import { PromotionCreate1763700000500 } from './db/1763700000500-create.js';
import { PromotionVersion1763700000501 } from './db/1763700000501-version.js';
import { PromotionActs1763700000510 } from './db/1763700000510-acts.js';
import { PromotionActsDropped1763700000560 } from './db/1763700000560-acts-dropped.js';

export const promotionMigrations = [
  PromotionCreate1763700000500,
  PromotionVersion1763700000501,
  PromotionActs1763700000510,
  PromotionActsDropped1763700000560,
];

/** Fulfilment's migrations, in order; opened by the cli only. */
import { FulfilmentCreate1763700001000 } from './db/1763700001000-create.js';

export const fulfilmentMigrations = [FulfilmentCreate1763700001000];

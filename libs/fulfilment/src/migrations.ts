/** Fulfilment's migrations, in order; opened by the cli only. */
import { FulfilmentCreate1763700001000 } from './db/1763700001000-create.js';
import { FulfilmentOldestWork1763700001020 } from './db/1763700001020-oldest-work.js';

export const fulfilmentMigrations = [FulfilmentCreate1763700001000, FulfilmentOldestWork1763700001020];

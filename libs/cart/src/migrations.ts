/** The cart's migrations, in order; opened by the cli only. */
import { CartCreate1763700000600 } from './db/1763700000600-create.js';

export const cartMigrations = [CartCreate1763700000600];

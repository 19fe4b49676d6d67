/** Inventory's migrations, in order; opened by the cli only. */
import { InventoryCreate1763700000400 } from './db/1763700000400-create.js';

export const inventoryMigrations = [InventoryCreate1763700000400];

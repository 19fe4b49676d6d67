/** Inventory's migrations, in order; opened by the cli only. */
import { InventoryCreate1763700000400 } from './db/1763700000400-create.js';
import { InventoryShippedMovements1763700000450 } from './db/1763700000450-shipped-movements.js';
import { InventoryLimitLock1763700000460 } from './db/1763700000460-limit-lock.js';

export const inventoryMigrations = [
  InventoryCreate1763700000400,
  InventoryShippedMovements1763700000450,
  InventoryLimitLock1763700000460,
];

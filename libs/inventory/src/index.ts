/** Inventory's door: stock, its holds and movements. A leaf: it takes plain data and knows no other library. */
export { InventoryModule } from './inventory.module.js';
export { InventoryService } from './inventory.service.js';
export { InventorySettings } from './inventory.settings.js';
export { StockShipping } from './stock.shipping.js';
export { planParcels, type FreeStock, type Take } from './allocation.rules.js';
export {
  ALLOCATION_STRATEGIES,
  type AllocationStrategy,
  type CountedLine,
  type MovementKind,
  type OverLimit,
  type Parcel,
  type PurchaseLimit,
  type ReserveOutcome,
  type ReserveStock,
  type SecureOutcome,
  type ShipOutcome,
  type ShipStock,
  type ShortLine,
  type StockChange,
  type StockChangeOutcome,
  type StockLine,
} from './inventory.types.js';

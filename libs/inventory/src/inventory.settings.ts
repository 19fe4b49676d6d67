/** What a shop can choose about stock. */
import type { AllocationStrategy } from './inventory.types.js';

export class InventorySettings {
  /** How an order line finds its warehouse (ALLOCATION_STRATEGY). */
  readonly allocationStrategy: AllocationStrategy = 'fewest_parcels';

  constructor(settings: Partial<InventorySettings> = {}) {
    Object.assign(this, settings);
  }
}

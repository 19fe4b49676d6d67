/** How many units a line may have. Several lines of one variant (other messages) share its stock and its limit. */
import type { QuantityBound } from './cart.types.js';

/** What bounds the units of one line. */
export interface Bounds {
  /** The most units of any line. */
  readonly lineCap: number;
  /** Units this customer may still buy of the variant; `null` for no limit. */
  readonly purchaseLimit: number | null;
  /** Units that can be bought, those this cart holds included; `null` when stock is not looked at. */
  readonly available: number | null;
}

/** A bound and where it comes from. */
export interface MostUnits {
  /** Never below 0. */
  readonly atMost: number;
  readonly boundBy: QuantityBound;
}

/** The most units of a line when its variant's other lines in the cart have `otherUnits`. */
export function mostUnits(bounds: Bounds, otherUnits: number): MostUnits {
  let most: MostUnits = { atMost: bounds.lineCap, boundBy: 'line_cap' };
  const { purchaseLimit, available } = bounds;
  if (purchaseLimit !== null && purchaseLimit - otherUnits < most.atMost)
    most = { atMost: Math.max(0, purchaseLimit - otherUnits), boundBy: 'purchase_limit' };
  if (available !== null && available - otherUnits < most.atMost)
    most = { atMost: Math.max(0, available - otherUnits), boundBy: 'stock' };
  return most;
}

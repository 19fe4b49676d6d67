/** Faults in carts besides what their lines hold. */
import type { Planting } from './plantings.js';

export const cartPlantings: readonly Planting[] = [
  {
    invariant: 'cart.lapsed_line_has_left',
    what: 'a line stays though its time is over',
    sql: [`UPDATE cart.line SET hold_expires_at = now() - interval '2 minutes' WHERE hold_id IS NOT NULL`],
  },
  {
    invariant: 'cart.saved_line_is_at_rest',
    what: 'a line was put aside with what it holds',
    sql: [
      `ALTER TABLE cart.line DROP CONSTRAINT line_saved_at_rest`,
      `UPDATE cart.line SET saved = true, selected = false WHERE hold_id IS NOT NULL`,
    ],
  },
  {
    invariant: 'cart.saved_line_is_at_rest',
    what: 'a line that was put aside is selected',
    sql: [
      `ALTER TABLE cart.line DROP CONSTRAINT line_saved_at_rest`,
      `UPDATE cart.line SET saved = true, selected = true, hold_id = NULL, hold_expires_at = NULL`,
    ],
  },
];

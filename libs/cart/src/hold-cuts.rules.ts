/** What is said of a line whose hold got less stock than was read before. */
import type { HoldCuts } from './cart.editor.js';
import type { AddOutcome } from './cart.types.js';

/** A wish for goods that are held in the cart may have got less than the stock that was read promised. */
export function afterHolds(outcome: AddOutcome, cuts: HoldCuts): AddOutcome {
  const cut = outcome.lineId === null ? undefined : cuts.get(outcome.lineId);
  if (cut === undefined) return outcome;
  if (cut.atMost > 0) return { ...outcome, ...cut, outcome: 'quantity_limited', quantity: cut.atMost };
  const kind = cut.boundBy === 'stock' ? 'out_of_stock' : 'quantity_limited';
  return { ...outcome, ...cut, outcome: kind, lineId: null, quantity: 0 };
}

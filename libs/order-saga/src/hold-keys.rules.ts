/** The wallet holds of an order, from what its saga keeps. Pure. */
import type { HoldKey } from '#libs/wallet-credit';
import type { PlaceOrderRun } from './place-order.saga.js';

export function holdKeys(run: PlaceOrderRun): HoldKey[] {
  const owner = { reference: run.id, ownerId: run.input.customerId };
  return [
    ...(run.input.points > 0 ? [{ ...owner, asset: 'points' as const }] : []),
    ...(run.input.creditMinor > 0 ? [{ ...owner, asset: 'credit' as const }] : []),
  ];
}

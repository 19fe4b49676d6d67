/** The life of a merchant as a table. Pure. */
import type { MerchantState } from './merchant.types.js';

/** What may be done to a merchant. */
export type MerchantAct = 'approve' | 'suspend';

/** From which state an act leads where; what is not listed is refused. Approving a suspended merchant reinstates it. */
export const merchantTransitions: Readonly<
  Record<MerchantAct, Readonly<Partial<Record<MerchantState, MerchantState>>>>
> = {
  approve: { applied: 'approved', suspended: 'approved' },
  suspend: { approved: 'suspended' },
};

/** The state an act leads to, or `undefined` when it does not fit the present state. */
export function merchantStateAfter(act: MerchantAct, state: MerchantState): MerchantState | undefined {
  return merchantTransitions[act][state];
}

/** The reward rate of a merchant that nobody has set yet: 5 %. */
export const REWARD_BPS_DEFAULT = 500;
/** How many warehouses one merchant may have. */
export const WAREHOUSES_MAX = 50;

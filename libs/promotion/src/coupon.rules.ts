/** Which terms of a coupon fit together. Pure. */
import { checkedScope, type OfferTerms, type TermsFault, windowFaults } from './offer.rules.js';
import type { Coupon, Scope } from './pricing/offer.types.js';

/** A coupon as an operator writes it. */
export interface CouponTerms {
  readonly scope: OfferTerms['scope'];
  readonly off?: number;
  readonly offBps?: number;
  readonly cap?: number | null;
}

/** Scope and rules in the form pricing uses, or all faults. */
export function checkedCouponTerms(
  terms: CouponTerms,
  window: { readonly startsAt: Date; readonly endsAt: Date | null },
  now: Date,
): { readonly scope: Scope; readonly rules: Coupon['rules'] } | readonly TermsFault[] {
  const faults: TermsFault[] = [];
  const scope = checkedScope(terms.scope, faults);
  const { off, offBps, cap = null } = terms;
  if ((off === undefined) === (offBps === undefined))
    faults.push({ path: 'off', message: 'either off or offBps is required' });
  if (off !== undefined && cap !== null) faults.push({ path: 'cap', message: 'belongs to offBps' });
  faults.push(...windowFaults({ ...window, preheatFrom: null }, now));
  if (faults.length > 0) return faults;
  return {
    scope,
    rules: off !== undefined ? { kind: 'amount', offMinor: off } : { kind: 'percent', offBps: offBps!, capMinor: cap },
  };
}

/** What a provider's word means to a withdrawal. Pure: the same for answer, look-up and callback, in every state, in any order. */
import type { PayoutNews, ProviderPayout } from '#libs/payment';
import type { PayoutState, WithdrawalRow } from './withdrawal.types.js';

/** News only climbs: what comes late or again changes nothing. Paid is above failed, for a bank that says no may still pay. */
export const PAYOUT_LADDER: readonly PayoutState[] = ['none', 'pending', 'failed', 'paid'];

export type PayoutAlarm =
  'wrong_amount' | 'wrong_currency' | 'unknown_payout' | 'not_asked_for' | 'failed_after_paid' | 'paid_after_failure';

/** What is to be done. `recover`: money is gone although everything was given back; `alarm` may come along with it. */
export interface PayoutVerdict {
  readonly climbsTo: PayoutNews | undefined;
  readonly recover: boolean;
  readonly alarm: { readonly code: PayoutAlarm; readonly detail: string } | undefined;
}

/** What of a withdrawal the rule looks at. */
export type JudgedWithdrawal = Pick<WithdrawalRow, 'state' | 'payoutState' | 'netMinor' | 'currency'>;

const NOTHING: PayoutVerdict = { climbsTo: undefined, recover: false, alarm: undefined };

/** Judges one picture of a payout. */
export function judgePayout(
  row: JudgedWithdrawal,
  picture: Pick<ProviderPayout, 'state' | 'amountMinor' | 'currency'>,
): PayoutVerdict {
  const alarm = (code: PayoutAlarm, detail: string): PayoutVerdict => ({ ...NOTHING, alarm: { code, detail } });
  if (picture.currency !== row.currency)
    return alarm('wrong_currency', `it says ${picture.currency}, asked for was ${row.currency}`);
  if (picture.amountMinor !== row.netMinor)
    return alarm('wrong_amount', `it says ${picture.amountMinor}, asked for was ${row.netMinor}`);
  if (row.state === 'requested' || row.state === 'rejected')
    return alarm('not_asked_for', `the provider says ${picture.state} of a withdrawal that is ${row.state}`);
  if (row.payoutState === 'paid' && picture.state === 'failed')
    return alarm('failed_after_paid', 'the provider says that what it paid has failed');
  if (PAYOUT_LADDER.indexOf(picture.state) <= PAYOUT_LADDER.indexOf(row.payoutState)) return NOTHING;
  const isLate = row.payoutState === 'failed';
  return {
    climbsTo: picture.state,
    recover: row.state === 'failed',
    alarm: isLate
      ? { code: 'paid_after_failure', detail: 'the provider paid what it had said it would not' }
      : undefined,
  };
}

const ASK_AGAIN_MS_MIN = 1_000;
const ASK_AGAIN_MS_MAX = 600_000;

/** When to ask again about a payout that is under way: after a second, doubling up to ten minutes. A callback is faster. */
export function askAgainAt(now: Date, asks: number): Date {
  return new Date(now.getTime() + Math.min(ASK_AGAIN_MS_MIN * 2 ** Math.min(asks, 20), ASK_AGAIN_MS_MAX));
}

/** Refusals of gifts and withdrawals, by stable code. */
import { defineProblems, Problem } from '#libs/platform';
import type { Refusal } from '#libs/platform/saga';

export const transferProblems = defineProblems({
  INSUFFICIENT_CREDIT: {
    status: 422,
    title: 'Not enough credit',
    example: { available: 5000, shortfall: 2500, waysOut: ['use:max', 'other_payment'], removableLines: ['MUG-RED'] },
  },
  INSUFFICIENT_WITHDRAWABLE: {
    status: 422,
    title: 'Not enough credit that may be withdrawn',
    example: { available: 5000, shortfall: 2500 },
  },
  WALLET_FROZEN: { status: 422, title: 'The wallet is frozen' },
  WALLET_NOT_FOUND: { status: 404, title: 'No such wallet' },
  FREEZE_UNCHANGED: { status: 409, title: 'The wallet is frozen already, or is not frozen' },
  VELOCITY_LIMIT: {
    status: 422,
    title: 'Too often or too much within a day',
    example: { limit: 'amount', max: 50000, used: 48000, retryAt: '2026-11-23T09:30:00.000Z' },
  },
  GIFT_TO_SELF: { status: 422, title: 'A gift goes to somebody else' },
  GIFT_ADDRESSEE_UNCLEAR: { status: 422, title: 'A gift has one addressee: an e-mail address or a customer id' },
  GIFT_NOT_FOUND: { status: 404, title: 'No such gift' },
  GIFT_CLOSED: { status: 409, title: 'The gift is no longer open', example: { state: 'cancelled' } },
  GIFT_EXPIRED: { status: 422, title: 'The credit of the gift has expired' },
  WITHDRAWAL_NOT_FOUND: { status: 404, title: 'No such withdrawal' },
  WITHDRAWAL_DECIDED: { status: 409, title: 'The withdrawal is decided already', example: { state: 'rejected' } },
  WITHDRAWAL_NEEDS_SOMEBODY_ELSE: { status: 403, title: 'Who asks for a withdrawal may not decide it' },
  WITHDRAWAL_TOO_SMALL: { status: 422, title: 'Below the smallest withdrawal', example: { minimum: 1000 } },
  WITHDRAWALS_UNAVAILABLE: { status: 422, title: 'Withdrawals are not offered at the moment' },
  WITHDRAWAL_COOLING_OFF: {
    status: 422,
    title: 'Too soon after a change of password',
    example: { until: '2026-11-23T09:30:00.000Z' },
  },
  // 401 and not 403, after RFC 9470: who comes again with proof is let in, and a 401 is not kept under an idempotency key.
  STEP_UP_REQUIRED: { status: 401, title: 'Log in again or give your password', example: { freshSeconds: 300 } },
  STEP_UP_REFUSED: { status: 401, title: 'The password is wrong' },
  WEBHOOK_SIGNATURE_INVALID: { status: 401, title: 'The webhook is not signed by its provider, or too old' },
  WEBHOOK_MALFORMED: { status: 400, title: 'The webhook is signed but not readable' },
});

/** A saga's refusal as the problem of the same code. @throws Error for a code that is no problem of this library */
export function problemOf(refusal: Refusal): Problem {
  const { code, detail, members } = refusal;
  if (!(code in transferProblems)) throw new Error(`nobody refuses over HTTP with ${code}`);
  return transferProblems[code as keyof typeof transferProblems](detail, members);
}

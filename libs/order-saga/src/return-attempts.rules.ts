/**
 * The attempts at giving a payment back, as pure rules. Each attempt is a refund with an id that follows from the payment's and the
 * attempt's number, so that a retry of one attempt carries the same key (R3); an attempt that failed for good is final, and only a
 * person begins the next one.
 */
import { derivedUuid } from '#libs/platform';
import { refundableMinor, type PaymentRow, type RefundRow } from '#libs/payment';

/** Attempts at returning one payment; who has failed so often gives it back outside the gateway. */
export const RETURN_ATTEMPTS_MAX = 20;

/**
 * What is to be done to give a captured payment back.
 * - `nothing`: all of it went back
 * - `ask`: this attempt is under way; ask the gateway about it, with its own id
 * - `reserve`: begin this attempt
 * - `failed`: the last attempt is final; `next` is the id of another, absent when there were too many
 */
export type ReturnStep =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'ask'; readonly refundId: string }
  | { readonly kind: 'reserve'; readonly refundId: string; readonly amountMinor: number }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly amountMinor: number;
      readonly next: string | undefined;
    };

/** The id of an attempt at returning a payment, from 0. */
export function returnRefundId(paymentId: string, attempt: number): string {
  return derivedUuid(paymentId, attempt === 0 ? 'return' : `return:${attempt}`);
}

/** Whether a refund is an attempt at returning its payment, and not of something else. */
export function isReturnAttempt(paymentId: string, refundId: string): boolean {
  for (let attempt = 0; attempt < RETURN_ATTEMPTS_MAX; attempt++)
    if (returnRefundId(paymentId, attempt) === refundId) return true;
  return false;
}

/** The next step, given all refunds of the payment. */
export function returnStep(payment: PaymentRow, refunds: readonly RefundRow[]): ReturnStep {
  const byId = new Map(refunds.map((refund) => [refund.id, refund]));
  let attempts = 0;
  let last: RefundRow | undefined;
  for (let made = byId.get(returnRefundId(payment.id, 0)); made !== undefined;) {
    attempts += 1;
    last = made;
    made = byId.get(returnRefundId(payment.id, attempts));
  }
  if (last?.state === 'reserved' || last?.state === 'calling') return { kind: 'ask', refundId: last.id };
  const amountMinor = refundableMinor(payment);
  if (amountMinor <= 0) return { kind: 'nothing' };
  const next = attempts < RETURN_ATTEMPTS_MAX ? returnRefundId(payment.id, attempts) : undefined;
  const reason = last?.failureReason ?? 'too many attempts';
  if (last?.state === 'failed' || next === undefined) return { kind: 'failed', reason, amountMinor, next };
  return { kind: 'reserve', refundId: next, amountMinor };
}

/** What payment refuses over HTTP. */
import { defineProblems } from '#libs/platform';

export const paymentProblems = defineProblems({
  PAYMENT_DECLINED: {
    status: 422,
    title: 'The payment was declined',
    example: { reason: 'card_declined', state: 'failed' },
  },
  PAYMENT_CLOSED: {
    status: 409,
    title: 'The payment can no longer be confirmed',
    example: { state: 'voided' },
  },
  WEBHOOK_SIGNATURE_INVALID: { status: 401, title: 'The webhook is not signed by its provider, or too old' },
  WEBHOOK_MALFORMED: { status: 400, title: 'The webhook is signed but not readable' },
});

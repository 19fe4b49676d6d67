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
  PAYMENT_NOT_FOUND: { status: 404, title: 'No such payment' },
  PAYMENT_ALARM_NOT_FOUND: { status: 404, title: 'No such alarm' },
  PAYMENT_ALARM_RESOLVED: {
    status: 409,
    title: 'The alarm is resolved already',
    example: { resolvedBy: '019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b' },
  },
  WEBHOOK_EVENT_NOT_FOUND: { status: 404, title: 'No such webhook event' },
  WEBHOOK_EVENT_PROCESSED: { status: 409, title: 'The event was recorded already' },
  WEBHOOK_EVENT_UNREADABLE: { status: 422, title: 'Nobody here can read this event' },
  WEBHOOK_SIGNATURE_INVALID: { status: 401, title: 'The webhook is not signed by its provider, or too old' },
  WEBHOOK_MALFORMED: { status: 400, title: 'The webhook is signed but not readable' },
});

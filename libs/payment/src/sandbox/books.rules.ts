/** What the gateway decides, as pure functions from a payment and a request to its next image, the answer and the events. */
import type { SandboxEventType, SandboxPayment, SandboxRefund, SandboxRefusal } from './wire.js';

/** The test cards and what happens to them. A token that is not listed is declined as `unknown_card`. */
export const TEST_CARDS: Readonly<Record<string, string>> = {
  tok_ok: 'everything succeeds',
  tok_declined: 'declined when authorised (card_declined)',
  tok_insufficient_funds: 'declined when authorised (insufficient_funds)',
  tok_expired: 'declined when authorised (expired_card)',
  tok_capture_declined: 'authorised; the capture is declined',
  tok_refund_declined: 'authorised and captured; refunds fail',
};

/** A decided act: the payment's next image (absent when nothing changes), the answer, and the events to send. */
export interface Act {
  readonly status: number;
  readonly payment: SandboxPayment | undefined;
  readonly body: SandboxPayment | SandboxRefund | SandboxRefusal;
  readonly events: readonly { readonly type: SandboxEventType; readonly refund?: SandboxRefund }[];
}

const DECLINES: Readonly<Record<string, string>> = {
  tok_declined: 'card_declined',
  tok_insufficient_funds: 'insufficient_funds',
  tok_expired: 'expired_card',
};

/** Authorises (and, in automatic mode, captures) the payment with a card. `declineReason` declines whatever the card. */
export function authorise(payment: SandboxPayment, card: string, declineReason?: string): Act {
  if (payment.status !== 'pending' && payment.status !== 'declined') return wrongState(payment);
  const reason = declineReason ?? (card in TEST_CARDS ? DECLINES[card] : 'unknown_card');
  if (reason !== undefined) {
    const next = { ...payment, status: 'declined', card, declineReason: reason } as const;
    return { status: 402, payment: next, body: { error: 'declined', reason, payment: next }, events: [failed] };
  }
  const authorized = {
    ...payment,
    status: 'authorized',
    card,
    declineReason: null,
    authorized: payment.amount,
  } as const;
  if (payment.captureMode === 'manual') return done(authorized, { type: 'payment.authorized' });
  const captured = { ...authorized, status: 'captured', captured: payment.amount } as const;
  return done(captured, { type: 'payment.authorized' }, { type: 'payment.captured' });
}

/** Takes the whole authorised amount. */
export function capture(payment: SandboxPayment, declineReason?: string): Act {
  if (payment.status !== 'authorized') return wrongState(payment);
  const reason = declineReason ?? (payment.card === 'tok_capture_declined' ? 'capture_declined' : undefined);
  if (reason !== undefined)
    return { status: 402, payment: undefined, body: { error: 'declined', reason, payment }, events: [] };
  return done({ ...payment, status: 'captured', captured: payment.amount }, { type: 'payment.captured' });
}

/** Gives an authorisation back, or closes a payment that nobody has authorised. A second void changes nothing. */
export function voidPayment(payment: SandboxPayment): Act {
  if (payment.status === 'voided') return { status: 200, payment: undefined, body: payment, events: [] };
  if (payment.status === 'captured') return wrongState(payment);
  return done({ ...payment, status: 'voided' }, { type: 'payment.voided' });
}

/** A void that a capture under way overtakes: answered as done, and yet the money is taken. */
export function voidTooLate(payment: SandboxPayment): Act {
  if (payment.status !== 'authorized') return voidPayment(payment);
  const captured = { ...payment, status: 'captured', captured: payment.amount } as const;
  return { ...done(captured, { type: 'payment.captured' }), body: { ...payment, status: 'voided' } };
}

/** What a refund asks for; `id` is the gateway's own id for it. */
export interface RefundRequest {
  readonly id: string;
  readonly reference: string;
  readonly amount: number;
}

/** Gives captured money back, never more than is left of it. */
export function refund(payment: SandboxPayment, request: RefundRequest, declineReason?: string): Act {
  const refundable = payment.captured - payment.refunded;
  if (payment.status !== 'captured') return wrongState(payment);
  if (request.amount > refundable) {
    return { status: 422, payment: undefined, body: { error: 'refund_exceeds_capture', refundable }, events: [] };
  }
  const reason = declineReason ?? (payment.card === 'tok_refund_declined' ? 'refund_declined' : null);
  const made: SandboxRefund = { ...request, status: reason === null ? 'succeeded' : 'failed', reason };
  const next: SandboxPayment = {
    ...payment,
    refunded: payment.refunded + (reason === null ? request.amount : 0),
    refunds: [...payment.refunds, made],
  };
  const type = reason === null ? 'refund.succeeded' : 'refund.failed';
  return { status: 201, payment: next, body: made, events: [{ type, refund: made }] };
}

/** The same picture with every amount in it off by one: what a planted fault shows. */
export function withWrongAmounts<Picture extends object>(picture: Picture): Picture {
  const bent = Object.entries(picture).map(([name, value]) => {
    const isAmount = ['amount', 'authorized', 'captured'].includes(name) && typeof value === 'number' && value > 0;
    return [name, isAmount ? (value as number) + 1 : value] as const;
  });
  return Object.fromEntries(bent) as Picture;
}

const failed = { type: 'payment.failed' } as const;

function done(next: SandboxPayment, ...events: Act['events']): Act {
  return { status: 200, payment: next, body: next, events };
}

function wrongState(payment: SandboxPayment): Act {
  return { status: 409, payment: undefined, body: { error: 'wrong_state', payment }, events: [] };
}

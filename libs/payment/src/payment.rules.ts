/**
 * What we make of what a gateway tells us. The states form one ladder and news only ever climbs it, so that any number of
 * messages, in any order and however often, ends in the same state: created < pending < failed < authorized < voided < captured.
 * `captured` is the top because it is money: whoever says it last or first, the money was taken and must be dealt with.
 */
import type {
  AlarmCode,
  GatewayAct,
  Observation,
  ObservationOutcome,
  PaymentChange,
  PaymentNews,
  PaymentRow,
  PaymentState,
  RefundRow,
} from './payment.types.js';

/** The transition table: state × news → next state. A missing cell is old news and changes nothing. */
export const TRANSITIONS: Readonly<Record<PaymentState, Readonly<Partial<Record<PaymentNews, PaymentState>>>>> = {
  created: {
    pending: 'pending',
    authorized: 'authorized',
    captured: 'captured',
    failed: 'failed',
    voided: 'voided',
  },
  pending: { authorized: 'authorized', captured: 'captured', failed: 'failed', voided: 'voided' },
  failed: { authorized: 'authorized', captured: 'captured', voided: 'voided' },
  authorized: { captured: 'captured', voided: 'voided' },
  voided: { captured: 'captured' },
  captured: {},
};

/** The table as text, for the README and a test that they agree. */
export function printedTransitions(): string {
  const news: readonly PaymentNews[] = ['pending', 'authorized', 'captured', 'failed', 'voided'];
  const rows = Object.entries(TRANSITIONS).map(
    ([state, next]) => `| ${state} | ${news.map((told) => next[told] ?? '–').join(' | ')} |`,
  );
  return [`| state \\ news | ${news.join(' | ')} |`, `| ${'--- | '.repeat(news.length + 1)}`.trimEnd(), ...rows].join(
    '\n',
  );
}

/** What a payment covers of its order: its amount while authorised, what was captured after. */
export function coveredMinor(payment: Pick<PaymentRow, 'state' | 'amountMinor' | 'capturedMinor'>): number {
  if (payment.state === 'captured') return payment.capturedMinor;
  return payment.state === 'authorized' ? payment.amountMinor : 0;
}

/** True when a payment in this state leaves nothing open about the outside call. */
export function isCallOver(calling: GatewayAct | null, state: PaymentState): boolean {
  switch (calling) {
    case 'create':
      return state !== 'created';
    case 'confirm':
      return state !== 'created' && state !== 'pending';
    case 'capture':
    case 'void':
      return state === 'captured' || state === 'voided';
    case null:
      return true;
  }
}

/**
 * Whether an outside call makes sense now. `reached`: its goal is reached. `closed`: it can no longer be reached. `unasked`: the
 * gateway was never asked about this payment, so a void needs nobody outside.
 */
export function callFor(act: GatewayAct, payment: PaymentRow): 'call' | 'reached' | 'closed' | 'unasked' {
  const { state } = payment;
  if (isGoalReached(act, state)) return 'reached';
  switch (act) {
    case 'create':
      return state === 'created' ? 'call' : 'closed';
    case 'confirm':
      return state === 'created' || state === 'pending' ? 'call' : 'closed';
    case 'capture':
      return state === 'authorized' ? 'call' : 'closed';
    case 'void':
      if (state === 'captured') return 'closed';
      return state === 'created' && payment.calledAt === null ? 'unasked' : 'call';
  }
}

/** True when the payment is where the call wants it. */
export function isGoalReached(act: GatewayAct, state: PaymentState): boolean {
  switch (act) {
    case 'create':
      return state === 'pending' || state === 'authorized' || state === 'captured';
    case 'confirm':
      return state === 'authorized' || state === 'captured';
    case 'capture':
      return state === 'captured';
    case 'void':
      return state === 'voided';
  }
}

/** When to ask the gateway next: while it has the word, at `pollAt` or what was set before; else never. */
export function nextPollAt(payment: PaymentRow, pollAt: Date): Date | null {
  if (payment.calling === null && payment.state !== 'pending') return null;
  return payment.nextPollAt ?? pollAt;
}

/** What may still be refunded: captured and neither given back nor reserved for it. */
export function refundableMinor(payment: Pick<PaymentRow, 'capturedMinor' | 'refundedMinor'>): number {
  return payment.capturedMinor - payment.refundedMinor;
}

/** The end of one decision: the rows as they shall be, and what is to be told. */
export interface Decision {
  readonly outcome: ObservationOutcome;
  readonly payment: PaymentRow;
  readonly refund?: RefundRow;
  readonly change?: PaymentChange;
}

/** Decides one observation on a locked payment (and on the refund it names, if we have it). Pure. */
export function decide(payment: PaymentRow, refund: RefundRow | undefined, told: Observation): Decision {
  const doubt = doubted(payment, told);
  if (doubt !== undefined) return alarmed(payment, doubt);
  const adopted = adoptReference(payment, told);
  if (told.kind === 'refunded' || told.kind === 'refund_failed') return decideRefund(adopted, refund, told);
  if (told.amountMinor !== payment.amountMinor) return alarmed(payment, 'amount_mismatch');
  const to = TRANSITIONS[payment.state][told.kind];
  if (to === undefined) return { outcome: { kind: adopted === payment ? 'known' : 'recorded' }, payment: adopted };
  const next: PaymentRow = {
    ...adopted,
    state: to,
    capturedMinor: to === 'captured' ? told.amountMinor : adopted.capturedMinor,
    // A later attempt that went well leaves no reason behind; which attempt we heard of first must not show.
    failureReason: to === 'failed' ? (told.reason ?? 'unspecified') : null,
    client: told.client ?? adopted.client,
    calling: isCallOver(adopted.calling, to) ? null : adopted.calling,
  };
  return { outcome: { kind: 'recorded' }, payment: next, change: changeOf(payment.state, next, told) };
}

function doubted(payment: PaymentRow, told: Observation): AlarmCode | undefined {
  if (told.provider !== payment.provider) return 'provider_mismatch';
  const reference = told.providerReference;
  if (reference !== undefined && payment.providerReference !== null && reference !== payment.providerReference)
    return 'reference_mismatch';
  return told.currency === payment.currency ? undefined : 'currency_mismatch';
}

/** The gateway's own reference is kept from the first message that shows it, whichever that is. */
function adoptReference(payment: PaymentRow, told: Observation): PaymentRow {
  if (told.providerReference === undefined || payment.providerReference !== null) return payment;
  return { ...payment, providerReference: told.providerReference };
}

function decideRefund(payment: PaymentRow, refund: RefundRow | undefined, told: Observation): Decision {
  // Somebody refunded at the gateway behind our back: a person must look at it.
  if (refund === undefined || refund.paymentId !== payment.id) return alarmed(payment, 'foreign_refund');
  if (told.amountMinor !== refund.amountMinor) return alarmed(payment, 'amount_mismatch');
  const state = told.kind === 'refunded' ? 'succeeded' : 'failed';
  if (refund.state === state) return { outcome: { kind: 'known' }, payment };
  // Money that was given back and then was not (a closed bank account): rare, and for a person to decide.
  if (refund.state === 'succeeded') return alarmed(payment, 'refund_reversed');
  const heldBefore = refund.state === 'failed' ? 0 : refund.amountMinor;
  const heldAfter = state === 'failed' ? 0 : refund.amountMinor;
  const refundedMinor = payment.refundedMinor - heldBefore + heldAfter;
  if (refundedMinor > payment.capturedMinor) return alarmed(payment, 'refund_exceeds_capture');
  const next = { ...payment, refundedMinor };
  return {
    outcome: { kind: 'recorded' },
    payment: next,
    refund: {
      ...refund,
      state,
      providerReference: told.refundReference ?? refund.providerReference,
      failureReason: state === 'failed' ? (told.reason ?? 'unspecified') : null,
    },
    change: {
      ...changeOf(payment.state, next, told),
      refund: { refundId: refund.id, amountMinor: refund.amountMinor, state },
    },
  };
}

function alarmed(payment: PaymentRow, code: AlarmCode): Decision {
  return { outcome: { kind: 'alarmed', code }, payment };
}

function changeOf(from: PaymentState, payment: PaymentRow, told: Observation): PaymentChange {
  return {
    paymentId: payment.id,
    orderId: payment.orderId,
    customerId: payment.customerId,
    provider: payment.provider,
    from,
    to: payment.state,
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    capturedMinor: payment.capturedMinor,
    refundedMinor: payment.refundedMinor,
    coveredMinor: coveredMinor(payment),
    failureReason: payment.failureReason,
    source: told.source,
  };
}

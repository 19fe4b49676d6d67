/** Recording a batch of observations, as pure functions over the rows that the transaction has locked. */
import type { Alarm } from './payment.inputs.js';
import { decide, type Decision } from './payment.rules.js';
import type { AlarmCode, Observation, PaymentRow, RefundRow } from './payment.types.js';

/** Decides one observation and keeps the decided rows for the next one. `undefined`: no payment of ours. */
export function decideOne(
  rows: {
    readonly payments: Map<string, PaymentRow>;
    readonly refunds: Map<string, RefundRow>;
    readonly references: Map<string, string>;
  },
  told: Observation,
): Decision | undefined {
  const owner = rows.references.get(`${told.provider} ${told.providerReference}`);
  const payment = rows.payments.get(told.paymentId ?? owner ?? '');
  if (payment === undefined) return undefined;
  // The gateway's reference belongs to another payment of ours: one of the two messages lies.
  if (owner !== undefined && owner !== payment.id)
    return { outcome: { kind: 'alarmed', code: 'reference_mismatch' }, payment };
  const decision = decide(payment, told.refundId === undefined ? undefined : rows.refunds.get(told.refundId), told);
  rows.payments.set(payment.id, decision.payment);
  if (decision.payment.providerReference !== null)
    rows.references.set(`${payment.provider} ${decision.payment.providerReference}`, payment.id);
  if (decision.refund !== undefined) rows.refunds.set(decision.refund.id, decision.refund);
  return decision;
}

/** The alarm of an observation that did not fit its payment. */
export function alarmOf(code: AlarmCode, told: Observation, payment: PaymentRow): Alarm {
  const subject = told.refundId === undefined ? told.kind : `${told.kind} ${told.refundId}`;
  const ours = `${payment.amountMinor} ${payment.currency} at ${payment.provider} ${payment.providerReference ?? '-'}`;
  const detail = `told ${subject} ${told.amountMinor} ${told.currency} at ${told.provider} ${told.providerReference ?? '-'}; ours is ${ours}`;
  return {
    provider: told.provider,
    paymentId: payment.id,
    code,
    detail,
    eventId: told.eventId ?? null,
    source: told.source,
  };
}

/** What operators do about payments by hand, in the caller's transaction: alarms resolved, money recorded that went back outside. */
import { Injectable } from '@nestjs/common';
import { plainArray, type Minor, type Tx } from '#libs/platform';
import { findAlarm, insertOutsideRefund, resolveAlarm, type AlarmRow } from './db/desk.statements.js';
import { findRefundsOfPayments, lockPayments, reserveForRefund } from './db/payment.statements.js';
import { refundableMinor } from './payment.rules.js';

/** Money that was given back without the gateway. */
export interface OutsideRefund {
  readonly refundId: string;
  readonly paymentId: string;
  /** How it can be found again: the bank's reference, a cheque's number. */
  readonly reference: string;
  readonly reason: string;
}

/** `under_way`: the gateway may still carry out a refund of ours, so the money could go back twice. `nothing_left`: all of it went back. */
export type OutsideRefundOutcome =
  | { readonly kind: 'recorded'; readonly amountMinor: Minor }
  | { readonly kind: 'missing' | 'under_way' | 'nothing_left' };

/** `resolved` before, by somebody: the row as it is. */
export type ResolveOutcome =
  { readonly kind: 'done' | 'resolved'; readonly alarm: AlarmRow } | { readonly kind: 'missing' };

@Injectable()
export class PaymentDesk {
  /** Resolves an alarm with a note. Raised again, it is open again. */
  async resolve(
    tx: Tx,
    alarmId: string,
    by: { readonly actorId: string; readonly note: string },
  ): Promise<ResolveOutcome> {
    const [resolved] = await tx.run(resolveAlarm, [alarmId, by.actorId, by.note, tx.now]);
    if (resolved !== undefined) return { kind: 'done', alarm: resolved };
    const [alarm] = await tx.run(findAlarm, [alarmId]);
    return alarm === undefined ? { kind: 'missing' } : { kind: 'resolved', alarm };
  }

  /**
   * Records that all that is left of a captured payment went back outside the gateway: our books say refunded, the gateway's do
   * not, and the comparison of the two knows why.
   */
  async refundOutside(tx: Tx, refund: OutsideRefund): Promise<OutsideRefundOutcome> {
    const { refundId, paymentId, reference, reason } = refund;
    const [payment] = await tx.run(lockPayments, [plainArray([paymentId]), '{}', '{}']);
    if (payment === undefined) return { kind: 'missing' };
    const refunds = await tx.run(findRefundsOfPayments, [plainArray([paymentId])]);
    if (refunds.some(({ state }) => state === 'reserved' || state === 'calling')) return { kind: 'under_way' };
    const amountMinor = refundableMinor(payment);
    if (amountMinor <= 0) return { kind: 'nothing_left' };
    await tx.change(reserveForRefund, [paymentId, amountMinor, tx.now]);
    await tx.change(insertOutsideRefund, [refundId, paymentId, amountMinor, reference, reason, tx.now]);
    return { kind: 'recorded', amountMinor };
  }
}

/**
 * Payments as the shop keeps them: opening, recording what gateways tell, covering orders, setting refunds aside. Everything here
 * runs in the caller's transaction and calls nobody outside; `PaymentGateway` does that.
 */
import { Injectable, Logger } from '@nestjs/common';
import { AMOUNT_MINOR_MAX, minor, plainArray, textArray, timeArray, Tx, uuid7, type Minor } from '#libs/platform';
import {
  findOwnedPayment,
  findPayments,
  findPaymentsOfOrders,
  findRefunds,
  findRefundsOfPayments,
  insertPayments,
  insertRefund,
  lockPayments,
  lockRefunds,
  raiseAlarms,
  reserveForRefund,
  updatePayments,
  updateRefunds,
} from './db/payment.statements.js';
import { PaymentObserver, tellObserver } from './payment.observer.js';
import type {
  Alarm,
  OpenOutcome,
  OpenPayment,
  OrderCoverage,
  Reader,
  Recorded,
  ReserveRefund,
  ReserveRefundOutcome,
} from './payment.inputs.js';
import { coveredMinor, nextPollAt, refundableMinor, type Decision } from './payment.rules.js';
import { PaymentSettings } from './payment.settings.js';
import { alarmOf, decideOne } from './recording.rules.js';
import type { ObservationOutcome, Observation, PaymentRow, RefundRow } from './payment.types.js';

@Injectable()
export class PaymentService {
  private readonly log = new Logger('payment');
  private observer: PaymentObserver | undefined;

  constructor(private readonly settings: PaymentSettings) {}

  /** Names the one who is told of changes. Not injected: it depends on this service itself. */
  observe(observer: PaymentObserver): void {
    this.observer = observer;
  }

  /** Opens payments; no gateway is called. One outcome per request, in order. @throws RangeError on an amount ≤ 0 */
  async open(tx: Tx, requests: readonly OpenPayment[]): Promise<readonly OpenOutcome[]> {
    for (const { amountMinor } of requests) assertAmount(amountMinor);
    const created = await tx.run(insertPayments, [
      plainArray(requests.map((request) => request.paymentId)),
      plainArray(requests.map((request) => request.orderId)),
      plainArray(requests.map((request) => request.customerId)),
      textArray(requests.map((request) => request.provider)),
      textArray(requests.map((request) => request.currency)),
      textArray(requests.map((request) => request.captureMode ?? 'manual')),
      plainArray(requests.map((request) => request.amountMinor)),
      textArray(requests.map((request) => request.returnUrl ?? null)),
      tx.now,
    ]);
    const isNew = new Set(created.map((row) => row.id));
    if (isNew.size === requests.length) return requests.map(() => 'created');
    const others = requests.filter((request) => !isNew.has(request.paymentId)).map((request) => request.paymentId);
    const known = byId(await tx.run(findPayments, [plainArray(others)]));
    return requests.map((request) => {
      // A request named twice in one batch: the second is answered like a repetition.
      if (isNew.delete(request.paymentId)) return 'created';
      const row = known.get(request.paymentId);
      return row === undefined || isSamePayment(row, request) ? 'exists' : 'differs';
    });
  }

  /**
   * Records what gateways told us: the one function for webhooks, polls and answers to our own calls, in every state of payment
   * and order. News in any order and any number ends in the same state; news that does not fit the payment (amount, currency,
   * reference) changes nothing and raises an alarm. The observer is told of all changes in the same transaction.
   */
  async record(tx: Tx, observations: readonly Observation[]): Promise<Recorded> {
    if (observations.length === 0) return { changes: [], outcomes: [], payments: new Map() };
    const named = observations.filter((told) => told.providerReference !== undefined);
    const locked = await tx.run(lockPayments, [
      plainArray(observations.flatMap((told) => told.paymentId ?? [])),
      textArray(named.map((told) => told.provider)),
      textArray(named.map((told) => told.providerReference)),
    ]);
    const refundIds = observations.flatMap((told) => told.refundId ?? []);
    const refunds = byId(refundIds.length === 0 ? [] : await tx.run(lockRefunds, [plainArray(refundIds)]));
    const payments = byId(locked);
    const references = new Map(locked.map((row) => [`${row.provider} ${row.providerReference}`, row.id]));
    const decisions = observations.map((told) => decideOne({ payments, refunds, references }, told));
    await this.write(tx, { before: locked, payments, decisions });
    await this.raise(
      tx,
      decisions.flatMap((decision, index) =>
        decision?.outcome.kind === 'alarmed'
          ? [alarmOf(decision.outcome.code, observations[index]!, decision.payment)]
          : [],
      ),
    );
    const changes = decisions.flatMap((decision) => decision?.change ?? []);
    if (changes.length > 0 && this.observer !== undefined) await tellObserver(this.observer, tx, changes);
    const outcomes = decisions.map((decision): ObservationOutcome => decision?.outcome ?? { kind: 'missing' });
    return { changes, outcomes, payments };
  }

  /** What payments cover of each order; an order without payments is covered by nothing. */
  async coverage(reader: Reader, orderIds: readonly string[]): Promise<ReadonlyMap<string, OrderCoverage>> {
    const rows = await reader.run(findPaymentsOfOrders, [plainArray(orderIds)]);
    const ofOrder = new Map<string, PaymentRow[]>(orderIds.map((id) => [id, []]));
    for (const row of rows) ofOrder.get(row.orderId)!.push(row);
    return new Map([...ofOrder].map(([orderId, payments]) => [orderId, coverageOf(orderId, payments)]));
  }

  /** The captured payments of each order, oldest first: where refunds can go back to. */
  async captured(reader: Reader, orderIds: readonly string[]): Promise<ReadonlyMap<string, readonly PaymentRow[]>> {
    const coverage = await this.coverage(reader, orderIds);
    return new Map([...coverage].map(([id, { payments }]) => [id, payments.filter((row) => row.state === 'captured')]));
  }

  /** Sets an amount aside for a refund, before any gateway is called. Never more than captured − refunded. @throws RangeError on an amount ≤ 0 */
  async reserveRefund(tx: Tx, request: ReserveRefund): Promise<ReserveRefundOutcome> {
    assertAmount(request.amountMinor);
    const { refundId, paymentId, amountMinor, reason } = request;
    const [payment] = await tx.run(lockPayments, [plainArray([paymentId]), '{}', '{}']);
    if (payment === undefined) return { kind: 'missing' };
    const [known] = await tx.run(findRefunds, [plainArray([refundId])]);
    if (known !== undefined) {
      const isSame = known.paymentId === paymentId && known.amountMinor === amountMinor;
      return isSame ? { kind: 'exists', state: known.state } : { kind: 'differs' };
    }
    const reserved = await tx.change(reserveForRefund, [paymentId, amountMinor, tx.now]);
    if (reserved === 0) return { kind: 'exceeds', refundable: refundableMinor(payment) };
    await tx.change(insertRefund, [refundId, paymentId, amountMinor, reason, tx.now]);
    return { kind: 'reserved' };
  }

  /** Payments by id; unknown ids are not in the answer. */
  find(reader: Reader, paymentIds: readonly string[]): Promise<PaymentRow[]> {
    return reader.run(findPayments, [plainArray(paymentIds)]);
  }

  /** Locks payments for this transaction, as news of them would: until its end nothing more is heard of them. */
  lock(tx: Tx, paymentIds: readonly string[]): Promise<PaymentRow[]> {
    return tx.run(lockPayments, [plainArray(paymentIds), '{}', '{}']);
  }

  /** A customer's own payment. */
  async findOwned(reader: Reader, paymentId: string, customerId: string): Promise<PaymentRow | undefined> {
    return (await reader.run(findOwnedPayment, [paymentId, customerId]))[0];
  }

  /** The refunds of payments, oldest first. */
  refunds(reader: Reader, paymentIds: readonly string[]): Promise<(RefundRow & { createdAt: Date })[]> {
    return reader.run(findRefundsOfPayments, [plainArray(paymentIds)]);
  }

  /** Raises alarms about things that are no observation of a known payment; an alarm that stands already is counted. */
  async raise(tx: Tx, alarms: readonly Alarm[]): Promise<void> {
    const distinct = [...new Map(alarms.map((alarm) => [JSON.stringify({ ...alarm, eventId: '' }), alarm])).values()];
    if (distinct.length === 0) return;
    await tx.change(raiseAlarms, [
      plainArray(distinct.map(() => uuid7())),
      textArray(distinct.map((alarm) => alarm.provider)),
      plainArray(distinct.map((alarm) => alarm.paymentId)),
      textArray(distinct.map((alarm) => alarm.code)),
      textArray(distinct.map((alarm) => alarm.detail)),
      textArray(distinct.map((alarm) => alarm.eventId)),
      textArray(distinct.map((alarm) => alarm.source)),
      tx.now,
    ]);
    tx.afterCommit(() => {
      for (const { code, detail, paymentId } of distinct)
        this.log.error(`alarm ${code}, payment ${paymentId}: ${detail}`);
    });
  }

  private async write(
    tx: Tx,
    about: {
      readonly before: readonly PaymentRow[];
      readonly payments: ReadonlyMap<string, PaymentRow>;
      readonly decisions: readonly (Decision | undefined)[];
    },
  ): Promise<void> {
    const refunds = [...byId(about.decisions.flatMap((decision) => decision?.refund ?? [])).values()];
    if (refunds.length > 0) {
      await tx.change(updateRefunds, [
        plainArray(refunds.map((refund) => refund.id)),
        textArray(refunds.map((refund) => refund.state)),
        textArray(refunds.map((refund) => refund.providerReference)),
        textArray(refunds.map((refund) => refund.failureReason)),
        tx.now,
      ]);
    }
    const pollAt = new Date(tx.now.getTime() + this.settings.pollAfterSeconds * 1000);
    const changed = about.before.flatMap((row) => {
      const next = about.payments.get(row.id)!;
      return next === row ? [] : [next];
    });
    if (changed.length === 0) return;
    await tx.change(updatePayments, [
      plainArray(changed.map((row) => row.id)),
      textArray(changed.map((row) => row.providerReference)),
      plainArray(changed.map((row) => row.capturedMinor)),
      plainArray(changed.map((row) => row.refundedMinor)),
      textArray(changed.map((row) => row.state)),
      textArray(changed.map((row) => row.failureReason)),
      textArray(changed.map((row) => (row.client === null ? null : JSON.stringify(row.client)))),
      textArray(changed.map((row) => row.calling)),
      timeArray(changed.map((row) => nextPollAt(row, pollAt))),
      tx.now,
    ]);
  }
}

function coverageOf(orderId: string, payments: readonly PaymentRow[]): OrderCoverage {
  let [authorizedMinor, capturedMinor, refundedMinor] = [0, 0, 0];
  for (const row of payments) {
    if (row.state === 'authorized') authorizedMinor += coveredMinor(row);
    capturedMinor += row.capturedMinor;
    refundedMinor += row.refundedMinor;
  }
  const open = payments.filter(({ state }) => state === 'created' || state === 'pending' || state === 'authorized');
  return {
    orderId,
    authorizedMinor: minor(authorizedMinor),
    capturedMinor: minor(capturedMinor),
    refundedMinor,
    open,
    payments,
  };
}

function isSamePayment(row: PaymentRow, request: OpenPayment): boolean {
  return (
    row.orderId === request.orderId &&
    row.customerId === request.customerId &&
    row.provider === request.provider &&
    row.currency === request.currency &&
    row.amountMinor === request.amountMinor &&
    row.captureMode === (request.captureMode ?? 'manual') &&
    row.returnUrl === (request.returnUrl ?? null)
  );
}

function assertAmount(amountMinor: Minor): void {
  if (!(minor(amountMinor) > 0 && amountMinor <= AMOUNT_MINOR_MAX)) throw new RangeError(`not payable: ${amountMinor}`);
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * The acts that leave the process. Each notes its intent in a transaction of its own, calls the gateway outside of any, with a key
 * that is the same on every retry, and records the answer through `PaymentService.record`. A crash anywhere between leaves a row
 * that says what was begun; the same act again, or the poll, finds out what became of it.
 */
import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Database, plainArray, reached } from '#libs/platform';
import { findPayments, findRefunds, lockPayments, lockRefunds, noteRefundCall } from './db/payment.statements.js';
import { CallBook } from './call-book.js';
import { bounded, neverMade, pictureNews, type NewsOfOne, type RecordedNews } from './outside-calls.js';
import { assertOutsideTransaction } from './payment.observer.js';
import { isGoalReached } from './payment.rules.js';
import { PaymentSettings } from './payment.settings.js';
import type { GatewayAct, Observation, PaymentRow, RefundRow } from './payment.types.js';
import {
  PaymentProviders,
  refundObservation,
  type GatewayPayment,
  type GatewayRefund,
  type ProviderAnswer,
} from './provider/payment-provider.js';

/**
 * How an act about one payment came out; `payment` is the row as it is now.
 * - `done`: the goal is reached (known to the gateway, authorised, captured, voided), by this call or before.
 * - `pending`: the gateway waits for the customer (confirm only).
 * - `declined`: definitely not, and asking again gives the same; `payment.state` says what is the case instead. A void of a
 *   captured payment ends here: refund it.
 * - `unknown`: no readable answer. Call the same act again later.
 */
export type GatewayOutcome =
  | { readonly kind: 'done' | 'pending'; readonly payment: PaymentRow }
  | { readonly kind: 'declined'; readonly reason: string; readonly payment: PaymentRow }
  | { readonly kind: 'unknown'; readonly why: string; readonly payment: PaymentRow }
  | { readonly kind: 'missing' };

/** How a refund came out. `pending`: the gateway has taken it and will tell when it is through. */
export type RefundOutcome =
  | { readonly kind: 'succeeded' | 'pending' | 'missing' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly why: string };

type Answer = ProviderAnswer<GatewayPayment>;

@Injectable()
export class PaymentGateway {
  private readonly log = new Logger('payment');

  constructor(
    private readonly database: Database,
    private readonly book: CallBook,
    private readonly providers: PaymentProviders,
    private readonly settings: PaymentSettings,
  ) {}

  /** Makes the payment known to its gateway; `payment.client` then says how the customer goes on. */
  async startAtGateway(paymentId: string): Promise<GatewayOutcome> {
    return (await this.act('create', [paymentId], (row) => this.create(row)))[0]!;
  }

  /** Authorises with the customer's instrument (a card token), making the payment known first if need be. */
  async confirm(paymentId: string, instrument: string): Promise<GatewayOutcome> {
    const [row] = await this.database.run(findPayments, [plainArray([paymentId])]);
    if (row?.providerReference === null || row === undefined) {
      const started = await this.startAtGateway(paymentId);
      if (started.kind !== 'done') return started;
    }
    // Another instrument is another request, so it needs another key; the gateway authorises one payment once whatever the keys.
    const digest = createHash('sha256').update(instrument).digest('base64url').slice(0, 22);
    const outcomes = await this.act('confirm', [paymentId], (row) =>
      this.providers.get(row.provider).confirm({ ...callOf(row, `${row.id}:confirm:${digest}`), instrument }),
    );
    return outcomes[0]!;
  }

  /** Takes the authorised money. One outcome per payment, in order. */
  captureAtGateway(paymentIds: readonly string[]): Promise<readonly GatewayOutcome[]> {
    return this.act('capture', paymentIds, (row) =>
      this.providers.get(row.provider).capture(callOf(row, `${row.id}:capture`)),
    );
  }

  /** Closes payments without taking money. One outcome per payment, in order; `declined` with state `captured`: it was paid. */
  voidAtGateway(paymentIds: readonly string[]): Promise<readonly GatewayOutcome[]> {
    return this.act('void', paymentIds, async (row) => {
      let reference = row.providerReference;
      if (reference === null) {
        // We asked for it and never learned the answer: asking again with the same key tells which payment to close.
        const created = await this.create(row);
        if (created.kind === 'unknown') return created;
        if (created.kind === 'declined') return { kind: 'accepted', value: neverMade(row) };
        reference = created.value.reference;
      }
      const call = { idempotencyKey: `${row.id}:void`, paymentId: row.id, reference };
      return this.providers.get(row.provider).void(call);
    });
  }

  /** Sends a reserved refund to the gateway that took the money. */
  async refundAtGateway(refundId: string): Promise<RefundOutcome> {
    assertOutsideTransaction('refundAtGateway');
    const begun = await this.beginRefund(refundId);
    if (begun === undefined) return { kind: 'missing' };
    const { refund, payment } = begun;
    if (refund.state === 'succeeded' || refund.state === 'failed') return outcomeOfRefund(refund);
    reached('payment.refund.intended');
    const answer = await this.askForRefund(payment, refund);
    reached('payment.refund.answered');
    if (answer.kind === 'unknown') return answer;
    const about = {
      provider: payment.provider,
      paymentId: payment.id,
      currency: payment.currency,
      source: 'answer',
    } as const;
    const observations: readonly Observation[] =
      answer.kind === 'accepted'
        ? refundObservation({ ...about, providerReference: payment.providerReference ?? undefined }, answer.value)
        : [{ ...about, kind: 'refund_failed', amountMinor: refund.amountMinor, refundId, reason: answer.reason }];
    if (observations.length === 0) return { kind: 'pending' };
    const [recorded] = await this.book.record([{ paymentId: payment.id, observations }]);
    reached('payment.refund.recorded');
    if (recorded instanceof Error) throw recorded;
    const [now] = await this.database.run(findRefunds, [plainArray([refundId])]);
    return outcomeOfRefund(now!);
  }

  /** Asks a gateway for a payment, by the payment's own id as key: however often, there is one. */
  create(row: PaymentRow): Promise<Answer> {
    const { id: paymentId, orderId, amountMinor, currency, captureMode, returnUrl } = row;
    const request = { idempotencyKey: paymentId, paymentId, orderId, amountMinor, currency, captureMode, returnUrl };
    return this.providers.get(row.provider).create(request);
  }

  /** Intent, call, record: the one way out of the process for acts about payments. */
  private async act(
    act: GatewayAct,
    paymentIds: readonly string[],
    call: (row: PaymentRow) => Promise<Answer>,
  ): Promise<readonly GatewayOutcome[]> {
    assertOutsideTransaction(act);
    const intended = await this.book.intend(paymentIds.map((paymentId) => ({ act, paymentId })));
    reached(`payment.${act}.intended`);
    const rows = new Map(intended.flatMap((one) => (one === undefined ? [] : [[one.row.id, one.row] as const])));
    const toCall = new Set(intended.flatMap((one) => (one?.call === 'call' ? [one.row.id] : [])));
    const called = [...rows.values()].filter(({ id }) => toCall.has(id));
    const answers = await bounded(called, this.settings.gatewayCallsAtOnceMax, (row) => this.ask(row, call));
    reached(`payment.${act}.answered`);
    const answerOf = new Map(called.map((row, index) => [row.id, answers[index]!]));
    const news = called.flatMap((row): NewsOfOne[] => {
      const answer = answerOf.get(row.id)!;
      if (answer.kind === 'unknown') return [];
      return [{ paymentId: row.id, observations: newsOf(act, row, answer), answered: act }];
    });
    const recorded = await this.book.record(news);
    reached(`payment.${act}.recorded`);
    const recordedOf = new Map(news.map((one, index) => [one.paymentId, recorded[index]!]));
    if (paymentIds.length === 1 && recorded[0] instanceof Error) throw recorded[0];
    return paymentIds.map((id) =>
      this.outcome(act, { row: rows.get(id), answer: answerOf.get(id), recorded: recordedOf.get(id) }),
    );
  }

  /** The call, and when it was declined without showing why, a look at what is the case instead. */
  private async ask(row: PaymentRow, call: (row: PaymentRow) => Promise<Answer>): Promise<Answer> {
    const answer = await call(row);
    if (answer.kind === 'accepted' && answer.value.paymentId !== null && answer.value.paymentId !== row.id)
      return { kind: 'unknown', why: 'the answer is about another payment' };
    if (answer.kind !== 'declined' || answer.payment !== undefined || row.providerReference === null) return answer;
    const seen = await this.providers.get(row.provider).lookup({ paymentId: row.id, reference: row.providerReference });
    return seen.kind === 'accepted' ? { ...answer, payment: seen.value } : answer;
  }

  private outcome(
    act: GatewayAct,
    of: { row: PaymentRow | undefined; answer: Answer | undefined; recorded: RecordedNews | undefined },
  ): GatewayOutcome {
    const { row, answer, recorded } = of;
    if (row === undefined) return { kind: 'missing' };
    if (recorded instanceof Error) {
      // The gateway has acted and we could not write it down: for the caller that is "ask again".
      this.log.error(`${act} of payment ${row.id} could not be recorded: ${recorded.stack}`);
      return { kind: 'unknown', why: 'the answer could not be recorded', payment: row };
    }
    const payment = recorded?.payments.get(row.id) ?? row;
    if (answer?.kind === 'unknown') return { kind: 'unknown', why: answer.why, payment };
    if (isGoalReached(act, payment.state)) return { kind: 'done', payment };
    if (answer?.kind === 'declined') return { kind: 'declined', reason: answer.reason, payment };
    const alarm = recorded?.outcomes.find((outcome) => outcome.kind === 'alarmed');
    if (alarm !== undefined) return { kind: 'unknown', why: `the answer does not fit: ${alarm.code}`, payment };
    if (act === 'confirm' && payment.state === 'pending') return { kind: 'pending', payment };
    return { kind: 'declined', reason: payment.failureReason ?? `the payment is ${payment.state}`, payment };
  }

  private async beginRefund(refundId: string): Promise<{ refund: RefundRow; payment: PaymentRow } | undefined> {
    return this.database.transaction(async (tx) => {
      const [found] = await tx.run(findRefunds, [plainArray([refundId])]);
      if (found === undefined) return undefined;
      const [payment] = await tx.run(lockPayments, [plainArray([found.paymentId]), '{}', '{}']);
      const [refund] = await tx.run(lockRefunds, [plainArray([refundId])]);
      const pollAt = new Date(tx.now.getTime() + this.settings.pollAfterSeconds * 1000);
      await tx.change(noteRefundCall, [refundId, pollAt, tx.now]);
      return { refund: refund!, payment: payment! };
    });
  }

  /** A gateway forgets keys some day: what may have been asked before is looked up first. */
  private async askForRefund(payment: PaymentRow, refund: RefundRow): Promise<ProviderAnswer<GatewayRefund>> {
    if (refund.state === 'reserved') return this.refundCall(payment, refund);
    const seen = await this.providers
      .get(payment.provider)
      .lookup({ paymentId: payment.id, reference: payment.providerReference });
    if (seen.kind === 'unknown') return seen;
    const made = seen.kind === 'accepted' && seen.value.refunds.find((one) => one.refundId === refund.id);
    return made ? { kind: 'accepted', value: made } : this.refundCall(payment, refund);
  }

  private refundCall(payment: PaymentRow, refund: RefundRow): Promise<ProviderAnswer<GatewayRefund>> {
    const { id: refundId, amountMinor } = refund;
    return this.providers.get(payment.provider).refund({ ...callOf(payment, refundId), refundId, amountMinor });
  }
}

function callOf(
  row: PaymentRow,
  idempotencyKey: string,
): { idempotencyKey: string; paymentId: string; reference: string } {
  if (row.providerReference === null) throw new Error(`payment ${row.id} is not known to its gateway`);
  return { idempotencyKey, paymentId: row.id, reference: row.providerReference };
}

/** What a definite answer tells. A declined confirmation without a picture is a failed payment. */
function newsOf(act: GatewayAct, row: PaymentRow, answer: Exclude<Answer, { kind: 'unknown' }>): Observation[] {
  if (answer.kind === 'accepted') return pictureNews(row, answer.value);
  if (answer.payment !== undefined) return pictureNews(row, answer.payment);
  if (act === 'capture' || act === 'void') return [];
  return pictureNews(row, { ...neverMade(row), state: 'failed', failureReason: answer.reason });
}

function outcomeOfRefund(refund: RefundRow): RefundOutcome {
  if (refund.state === 'succeeded') return { kind: 'succeeded' };
  if (refund.state === 'failed') return { kind: 'failed', reason: refund.failureReason ?? 'unspecified' };
  return { kind: 'unknown', why: 'the answer does not fit' };
}

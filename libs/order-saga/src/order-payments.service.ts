/** The payments of an order as its saga needs them: what they cover, taking the money, and giving all of it back. */
import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#libs/platform';
import type { RemoteOutcome } from '#libs/platform/saga';
import { PaymentGateway, PaymentService, type GatewayOutcome, type PaymentRow } from '#libs/payment';
import { returnStep } from './return-attempts.rules.js';

const ACCEPTED: RemoteOutcome = { kind: 'accepted' };
const NOT_THERE: RemoteOutcome = {
  kind: 'refused',
  refusal: { code: 'PAYMENT_NOT_CAPTURED', detail: 'the authorised payment is no longer there' },
};

@Injectable()
export class OrderPayments {
  constructor(
    private readonly database: Database,
    private readonly payments: PaymentService,
    private readonly gateway: PaymentGateway,
  ) {}

  /** What is authorised or captured of each order, less what went back. */
  async coveredMinor(tx: Tx, orderIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const coverage = await this.payments.coverage(tx, orderIds);
    return new Map(
      [...coverage].map(([id, order]) => [id, order.authorizedMinor + order.capturedMinor - order.refundedMinor]),
    );
  }

  /** Whether a gateway may still hold money of each order, or could yet take some. */
  async areOpen(tx: Tx, orderIds: readonly string[]): Promise<readonly boolean[]> {
    const coverage = await this.payments.coverage(tx, orderIds);
    return orderIds.map((id) => {
      const order = coverage.get(id)!;
      return (
        order.payments.some((payment) => payment.state !== 'voided' && payment.state !== 'captured') ||
        order.capturedMinor > order.refundedMinor
      );
    });
  }

  /** Captures what is authorised of each order, oldest first, until what is due is there. Refused when a gateway says no for good. */
  async capture(
    orders: readonly { readonly orderId: string; readonly dueMinor: number }[],
  ): Promise<readonly RemoteOutcome[]> {
    const orderIds = orders.map(({ orderId }) => orderId);
    const coverage = await this.payments.coverage(this.database, orderIds);
    const authorized = orders.flatMap(({ orderId, dueMinor }) => {
      const { payments, capturedMinor, refundedMinor } = coverage.get(orderId)!;
      let missingMinor = dueMinor - capturedMinor + refundedMinor;
      return payments.filter((payment) => {
        if (payment.state !== 'authorized' || missingMinor <= 0) return false;
        missingMinor -= payment.amountMinor;
        return true;
      });
    });
    const outcomes = await this.gateway.captureAtGateway(authorized.map((payment) => payment.id));
    const worst = new Map<string, RemoteOutcome>();
    authorized.forEach((payment, i) => {
      const outcome = captureOutcome(outcomes[i]!);
      // An unknown outcome outweighs a refusal: before anything is undone, it must be known what was taken.
      if (outcome.kind === 'unknown' || (outcome.kind === 'refused' && worst.get(payment.orderId)?.kind !== 'unknown'))
        worst.set(payment.orderId, outcome);
    });
    // What counts is the money: an authorisation may have ended at the gateway since it arrived.
    const after = await this.payments.coverage(this.database, orderIds);
    return orders.map(({ orderId, dueMinor }) => {
      const { capturedMinor, refundedMinor } = after.get(orderId)!;
      if (capturedMinor - refundedMinor >= dueMinor) return ACCEPTED;
      return worst.get(orderId) ?? NOT_THERE;
    });
  }

  /** Voids what is open and refunds what was captured, of each order: void first, "already paid" is refunded, no answer is asked again. */
  async callOff(orderIds: readonly string[]): Promise<readonly RemoteOutcome[]> {
    const coverage = await this.payments.coverage(this.database, orderIds);
    const payments = [...coverage.values()].flatMap((order) => order.payments);
    const results = await this.giveBack(payments);
    return orderIds.map((id) => worstOf(results.filter((_, i) => payments[i]!.orderId === id)));
  }

  /** Gives one payment back, whatever its state. */
  async callOffPayment(paymentId: string): Promise<RemoteOutcome> {
    const payments = await this.payments.find(this.database, [paymentId]);
    return (await this.giveBack(payments))[0] ?? ACCEPTED;
  }

  private async giveBack(payments: readonly PaymentRow[]): Promise<readonly RemoteOutcome[]> {
    // A failed payment too: its gateway may still let the customer try another card there.
    const open = payments.filter((payment) => payment.state !== 'captured' && payment.state !== 'voided');
    const voided = await this.gateway.voidAtGateway(open.map((payment) => payment.id));
    const after = new Map(open.map((payment, i) => [payment.id, voided[i]!]));
    return Promise.all(
      payments.map(async (payment): Promise<RemoteOutcome> => {
        const outcome = after.get(payment.id);
        if (outcome?.kind === 'unknown') return { kind: 'unknown', detail: outcome.why };
        const now = outcome === undefined || outcome.kind === 'missing' ? payment : outcome.payment;
        return now.state === 'captured' ? this.refundAll(now) : ACCEPTED;
      }),
    );
  }

  /**
   * Begins another attempt for each of these payments whose last one failed for good: a person has looked. Answers how many. The
   * caller resumes the saga, which then asks with the new attempt's id.
   */
  async renewReturns(tx: Tx, paymentIds: readonly string[]): Promise<number> {
    const payments = await this.payments.lock(tx, paymentIds);
    const refunds = await this.payments.refunds(tx, paymentIds);
    let renewed = 0;
    for (const payment of payments) {
      const step = returnStep(
        payment,
        refunds.filter((refund) => refund.paymentId === payment.id),
      );
      if (step.kind !== 'failed' || step.next === undefined) continue;
      await this.reserveReturn(tx, payment.id, { refundId: step.next, amountMinor: step.amountMinor });
      renewed += 1;
    }
    return renewed;
  }

  /** Refunds all that is left of a captured payment, once: an attempt's id follows from the payment's. */
  private async refundAll(payment: PaymentRow): Promise<RemoteOutcome> {
    const step = returnStep(payment, await this.payments.refunds(this.database, [payment.id]));
    if (step.kind === 'nothing') return ACCEPTED;
    if (step.kind === 'failed') return { kind: 'failed', detail: `the refund failed: ${step.reason}` };
    if (step.kind === 'reserve') {
      const reserved = await this.database.transaction((tx) => this.reserveReturn(tx, payment.id, step));
      // Another refund came in between: what is left is seen when asked again.
      if (reserved !== 'reserved' && reserved !== 'exists')
        return { kind: 'unknown', detail: `refund ${step.refundId} of ${step.amountMinor}: ${reserved}` };
    }
    const outcome = await this.gateway.refundAtGateway(step.refundId);
    switch (outcome.kind) {
      case 'succeeded':
      case 'pending':
        return ACCEPTED;
      case 'missing':
        return { kind: 'unknown', detail: 'the refund is not there yet' };
      case 'failed':
        return { kind: 'failed', detail: `the refund failed: ${outcome.reason}` };
      case 'unknown':
        return { kind: 'unknown', detail: outcome.why };
    }
  }

  private async reserveReturn(
    tx: Tx,
    paymentId: string,
    { refundId, amountMinor }: { readonly refundId: string; readonly amountMinor: number },
  ): Promise<string> {
    const reason = 'order not carried out';
    return (await this.payments.reserveRefund(tx, { refundId, paymentId, amountMinor, reason })).kind;
  }
}

/** No answer outweighs a failure: what can still be done is done before a person is asked. */
function worstOf(outcomes: readonly RemoteOutcome[]): RemoteOutcome {
  const found = (kind: RemoteOutcome['kind']): RemoteOutcome | undefined => outcomes.find((one) => one.kind === kind);
  return found('unknown') ?? found('failed') ?? found('refused') ?? ACCEPTED;
}

function captureOutcome(outcome: GatewayOutcome): RemoteOutcome {
  switch (outcome.kind) {
    case 'done':
      return ACCEPTED;
    case 'declined':
      return { kind: 'refused', refusal: { code: 'PAYMENT_NOT_CAPTURED', detail: outcome.reason } };
    case 'missing':
      return { kind: 'refused', refusal: { code: 'PAYMENT_NOT_CAPTURED', detail: 'the payment is gone' } };
    case 'pending':
      return { kind: 'unknown', detail: 'the gateway has not captured yet' };
    case 'unknown':
      return { kind: 'unknown', detail: outcome.why };
  }
}

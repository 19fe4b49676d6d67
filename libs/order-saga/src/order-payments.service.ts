/** The payments of an order as its saga needs them: what they cover, taking the money, and giving all of it back. */
import { Injectable } from '@nestjs/common';
import { Database, derivedUuid, type Tx } from '#libs/platform';
import type { RemoteOutcome } from '#libs/platform/saga';
import { PaymentGateway, PaymentService, type GatewayOutcome, type PaymentRow } from '#libs/payment';

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
    return orderIds.map((id) =>
      payments.reduce<RemoteOutcome>(
        (worst, payment, i) => (payment.orderId === id && results[i]!.kind !== 'accepted' ? results[i]! : worst),
        ACCEPTED,
      ),
    );
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

  /** Refunds all that is left of a captured payment, once: the refund's id follows from the payment's. */
  private async refundAll(payment: PaymentRow): Promise<RemoteOutcome> {
    const refundId = derivedUuid(payment.id, 'return');
    const left = payment.capturedMinor - payment.refundedMinor;
    if (left > 0) {
      const reserved = await this.database.transaction((tx) =>
        this.payments.reserveRefund(tx, {
          refundId,
          paymentId: payment.id,
          amountMinor: left,
          reason: 'order not carried out',
        }),
      );
      if (reserved.kind === 'exceeds' || reserved.kind === 'differs' || reserved.kind === 'missing') {
        return {
          kind: 'refused',
          refusal: { code: 'REFUND_REFUSED', detail: `refund ${refundId} of ${left}: ${reserved.kind}` },
        };
      }
    }
    const outcome = await this.gateway.refundAtGateway(refundId);
    switch (outcome.kind) {
      case 'succeeded':
      case 'pending':
        return ACCEPTED;
      case 'missing':
        return left > 0 ? { kind: 'unknown', detail: 'the refund is not there yet' } : ACCEPTED;
      case 'failed':
        return { kind: 'refused', refusal: { code: 'REFUND_FAILED', detail: outcome.reason } };
      case 'unknown':
        return { kind: 'unknown', detail: outcome.why };
    }
  }
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

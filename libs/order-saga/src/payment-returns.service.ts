/** Sends back money that no order needs: what came too late, and what was left over when an order came to its end. Once a payment. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/platform';
import { SagaRunner, type SagaEngine } from '#libs/platform/saga';
import { OrderService } from '#libs/order';
import { PaymentService } from '#libs/payment';
import { OrderPayments } from './order-payments.service.js';
import { returnPaymentSaga, type ReturnPaymentInput } from './return-payment.saga.js';

/** A payment to give back, and why, for the timeline. */
export interface PaymentReturn extends ReturnPaymentInput {
  readonly paymentId: string;
}

@Injectable()
export class PaymentReturns {
  private readonly saga: SagaEngine<ReturnPaymentInput>;

  constructor(
    private readonly runner: SagaRunner,
    private readonly payments: PaymentService,
    orderPayments: OrderPayments,
    orders: OrderService,
  ) {
    this.saga = runner.register(returnPaymentSaga(orderPayments, orders));
  }

  /** Starts a saga for each payment that has none. */
  async start(tx: Tx, returns: readonly PaymentReturn[]): Promise<void> {
    if (returns.length === 0) return;
    const byPayment = new Map(returns.map((item) => [item.paymentId, item]));
    const fresh = await this.runner.unknownIds(tx, [...byPayment.keys()]);
    await this.saga.start(
      tx,
      [...byPayment.values()]
        .filter(({ paymentId }) => fresh.has(paymentId))
        .map(({ paymentId, orderId, reason }) => ({ id: paymentId, input: { orderId, reason }, work: undefined })),
    );
    tx.afterCommit(() => this.runner.hint());
  }

  /**
   * Sends back what orders do not need that come to their end in this transaction: everything beyond `dueMinor`, which is 0 for a
   * cancelled order. Call it after the order has moved, under its lock: news of a payment that comes later sees how it ended.
   */
  async startLeftOver(
    tx: Tx,
    ended: readonly { readonly orderId: string; readonly dueMinor: number; readonly reason: string }[],
  ): Promise<void> {
    if (ended.length === 0) return;
    const coverage = await this.payments.coverage(
      tx,
      ended.map(({ orderId }) => orderId),
    );
    const returns = ended.flatMap(({ orderId, dueMinor, reason }) => {
      let neededMinor = dueMinor;
      return coverage.get(orderId)!.payments.flatMap((payment) => {
        const kept = payment.capturedMinor - payment.refundedMinor;
        const isNeeded = kept > 0 && neededMinor > 0;
        if (isNeeded) neededMinor -= kept;
        const isOpen = payment.state === 'authorized' || kept > 0;
        return isOpen && !isNeeded ? [{ paymentId: payment.id, orderId, reason }] : [];
      });
    });
    await this.start(tx, returns);
  }
}

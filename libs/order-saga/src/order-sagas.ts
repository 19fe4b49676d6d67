/** The sagas of this library, made known to the runner once; and what news of payments means to them. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/platform';
import { SagaRunner, type SagaEngine } from '#libs/platform/saga';
import { OrderService } from '#libs/order';
import { PaymentObserver, PaymentService, type PaymentChange } from '#libs/payment';
import { HoldingActs } from './holding.acts.js';
import { OrderPayments } from './order-payments.service.js';
import { placeOrderSaga } from './place-order.saga.js';
import type { PlaceOrderInput, PlaceOrderWork } from './placement.types.js';
import { SettlingActs } from './settling.acts.js';
import { returnPaymentSaga, type ReturnPaymentInput } from './return-payment.saga.js';

@Injectable()
export class OrderSagas extends PaymentObserver {
  readonly placeOrder: SagaEngine<PlaceOrderInput, PlaceOrderWork>;
  private readonly returnPayment: SagaEngine<ReturnPaymentInput>;

  constructor(
    private readonly runner: SagaRunner,
    private readonly orders: OrderService,
    private readonly payments: PaymentService,
    holding: HoldingActs,
    settling: SettlingActs,
    orderPayments: OrderPayments,
  ) {
    super();
    this.placeOrder = runner.register(placeOrderSaga(holding, settling));
    this.returnPayment = runner.register(returnPaymentSaga(orderPayments, orders));
    payments.observe(this);
  }

  /**
   * Called in the transaction that records news of payments, for webhook, poll and answer alike: wakes the order that waits, or
   * sends back what comes too late. In every order state it comes to one of the two.
   */
  async paymentsChanged(tx: Tx, changes: readonly PaymentChange[]): Promise<void> {
    const paid = changes.filter(
      (change) => change.to !== change.from && (change.to === 'authorized' || change.to === 'captured'),
    );
    const failed = changes.filter((change) => change.to !== change.from && change.to === 'failed');
    await this.orders.note(
      tx,
      failed.map((change) => ({
        orderId: change.orderId,
        what: 'payment_failed',
        actor: null,
        note: change.failureReason,
      })),
    );
    if (paid.length === 0) return;
    const orderIds = [...new Set(paid.map((change) => change.orderId))];
    const orders = await this.orders.lock(tx, orderIds);
    await this.runner.wake(
      tx,
      orderIds.filter((id) => orders.get(id)?.state === 'awaiting_payment'),
    );
    const coverage = await this.payments.coverage(tx, orderIds);
    const late = paid.flatMap((change) => {
      const order = orders.get(change.orderId);
      if (order?.state === 'awaiting_payment') return [];
      if (order === undefined || order.state === 'cancelled')
        return [{ change, reason: 'the order was cancelled before the payment came' }];
      const { authorizedMinor, capturedMinor, refundedMinor } = coverage.get(order.id)!;
      const isExcess = authorizedMinor + capturedMinor - refundedMinor - change.coveredMinor >= order.dueMinor;
      return isExcess ? [{ change, reason: 'the order was paid already' }] : [];
    });
    await this.startReturns(tx, late);
  }

  private async startReturns(tx: Tx, late: readonly { change: PaymentChange; reason: string }[]): Promise<void> {
    if (late.length === 0) return;
    const fresh = await this.runner.unknownIds(tx, [...new Set(late.map(({ change }) => change.paymentId))]);
    const started = late.filter(
      ({ change }, i) =>
        fresh.has(change.paymentId) && late.findIndex((other) => other.change.paymentId === change.paymentId) === i,
    );
    await this.returnPayment.start(
      tx,
      started.map(({ change, reason }) => ({
        id: change.paymentId,
        input: { orderId: change.orderId, reason },
        work: undefined,
      })),
    );
    tx.afterCommit(() => this.runner.hint());
  }
}

/** The sagas of this library, made known to the runner once; and what news of payments means to them. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/platform';
import { SagaRunner, type SagaEngine } from '#libs/platform/saga';
import { OrderService } from '#libs/order';
import { PaymentObserver, PaymentService, type PaymentChange } from '#libs/payment';
import { isReturnAttempt } from './return-attempts.rules.js';
import { HoldingActs } from './holding.acts.js';
import { PaymentReturns } from './payment-returns.service.js';
import { placeOrderSaga } from './place-order.saga.js';
import type { PlaceOrderInput, PlaceOrderWork } from './placement.types.js';
import { RewardingActs } from './rewarding.acts.js';
import { SettlingActs } from './settling.acts.js';

@Injectable()
export class OrderSagas extends PaymentObserver {
  readonly placeOrder: SagaEngine<PlaceOrderInput, PlaceOrderWork>;

  constructor(
    private readonly runner: SagaRunner,
    private readonly orders: OrderService,
    payments: PaymentService,
    holding: HoldingActs,
    settling: SettlingActs,
    rewarding: RewardingActs,
    private readonly returns: PaymentReturns,
  ) {
    super();
    this.placeOrder = runner.register(placeOrderSaga(holding, settling, rewarding));
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
    const unreturned = changes.filter(
      ({ refund, paymentId }) => refund?.state === 'failed' && isReturnAttempt(paymentId, refund.refundId),
    );
    const orderIds = [...new Set(paid.map((change) => change.orderId))];
    // Sagas before orders, as in every transaction that moves one: only one that waits is woken, and then its order waits too.
    await this.runner.wake(tx, orderIds);
    await this.orders.note(
      tx,
      failed.map((change) => ({
        orderId: change.orderId,
        what: 'payment_failed',
        actor: null,
        note: change.failureReason,
      })),
    );
    // A refund can fail long after it was taken on, when its saga has ended: then the money is here again, and nobody is at it.
    const orders = await this.orders.lock(tx, [
      ...new Set([...orderIds, ...unreturned.map((change) => change.orderId)]),
    ]);
    const late = [...paid, ...unreturned].flatMap((change) => {
      const state = orders.get(change.orderId)?.state;
      if (state === 'awaiting_payment') return [];
      const isDead = state === undefined || state === 'cancelled';
      // An order is paid only once its money is captured: whatever comes after that is too much.
      return [
        {
          ...change,
          reason: isDead ? 'the order was cancelled before the payment came' : 'the order was paid already',
        },
      ];
    });
    await this.returns.start(tx, late);
  }
}

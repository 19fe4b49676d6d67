/** Cancelling an order that is not paid: the saga is called off and gives everything back. */
import { Injectable } from '@nestjs/common';
import { Answer, Database, Idempotency, type Tx } from '#libs/platform';
import type { Principal } from '#libs/platform/http';
import { SagaRunner } from '#libs/platform/saga';
import { orderAnswer, OrderService, type OrderDto } from '#libs/order';
import { orderProblems } from './order-saga.errors.js';

@Injectable()
export class CancellationService {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly runner: SagaRunner,
    private readonly orders: OrderService,
  ) {}

  /**
   * Cancels the caller's own order. When a payment is under way the answer may still say `awaiting_payment`: its gateway is asked
   * first. @throws Problem 404 ORDER_NOT_FOUND, 409 ORDER_NOT_CANCELLABLE
   */
  async cancel(caller: Principal, orderId: string, key: string | undefined): Promise<Answer<OrderDto>> {
    return this.idempotency.once(
      { principal: caller, key, operation: 'cancelOrder', body: { orderId } },
      async (tx) => {
        await this.callOff(tx, caller, orderId);
        const view = (await this.orders.read(tx, [orderId])).get(orderId)!;
        return { status: 200, body: orderAnswer(view, tx.now) };
      },
    );
  }

  private async callOff(tx: Tx, caller: Principal, orderId: string): Promise<void> {
    const view = (await this.orders.read(tx, [orderId])).get(orderId);
    if (view === undefined || view.order.customerId !== caller.id)
      throw orderProblems.ORDER_NOT_FOUND('there is no such order of yours');
    if (view.order.state === 'cancelled') return;
    const outcome = await this.runner.cancel(tx, orderId, {
      code: 'CANCELLED_BY_CUSTOMER',
      detail: 'cancelled by the customer',
    });
    if (outcome !== 'cancelling')
      throw orderProblems.ORDER_NOT_CANCELLABLE('only an unpaid order can be cancelled', { state: view.order.state });
  }
}

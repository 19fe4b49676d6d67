/** Paying for an order: opens a payment over what is not covered yet and makes it known to its gateway. */
import { Injectable } from '@nestjs/common';
import { Database, Idempotency, uuid7, type Tx } from '#libs/platform';
import type { Principal } from '#libs/platform/http';
import { InventoryService } from '#libs/inventory';
import { OrderService } from '#libs/order';
import { PaymentService, type PaymentRow } from '#libs/payment';
import { orderProblems } from './order-saga.errors.js';
import { OrderSettings } from './order.settings.js';
import { PaymentGatewayDoor } from './payment-gateway.door.js';

/** How the customer wants to pay. */
export interface PaymentWish {
  readonly provider?: string;
  readonly returnUrl?: string;
}

@Injectable()
export class PaymentOpening {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly orders: OrderService,
    private readonly inventory: InventoryService,
    private readonly payments: PaymentService,
    private readonly gateway: PaymentGatewayDoor,
    private readonly settings: OrderSettings,
  ) {}

  /**
   * Opens a payment for the rest of the caller's order. The row and the key are committed before the gateway is called; a repeated
   * key calls with the same payment id, so there is one payment however often it is asked.
   * @throws Problem 404, 409 NOTHING_TO_PAY / PAY_BY_PASSED / PAYMENT_IN_PROGRESS, 422 INSUFFICIENT_STOCK / PAYMENT_PROVIDER_UNKNOWN
   */
  async open(
    caller: Principal,
    orderId: string,
    call: { readonly key: string; readonly wish: PaymentWish },
  ): Promise<{ payment: PaymentRow; replayed: boolean }> {
    const provider = call.wish.provider ?? this.gateway.names[0] ?? 'none';
    if (!this.gateway.names.includes(provider))
      throw orderProblems.PAYMENT_PROVIDER_UNKNOWN(`there is no provider ${provider}`, {
        providers: this.gateway.names,
      });
    const kept = await this.idempotency.once(
      { principal: caller, key: call.key, operation: 'openPayment', body: { orderId, ...call.wish } },
      async (tx) => {
        const paymentId = uuid7();
        const amountMinor = await this.amountToPay(tx, caller, orderId);
        const returnUrl = call.wish.returnUrl ?? null;
        await this.payments.open(tx, [
          {
            paymentId,
            orderId,
            customerId: caller.id,
            provider,
            currency: this.settings.currency,
            amountMinor,
            returnUrl,
          },
        ]);
        return { status: 201, body: { paymentId } };
      },
    );
    const { paymentId } = kept.body;
    await this.gateway.gateway.startAtGateway(paymentId);
    const [payment] = await this.payments.find(this.database, [paymentId]);
    return { payment: payment!, replayed: kept.replayed };
  }

  private async amountToPay(tx: Tx, caller: Principal, orderId: string): Promise<number> {
    const order = (await this.orders.lock(tx, [orderId])).get(orderId);
    if (order === undefined || order.customerId !== caller.id)
      throw orderProblems.ORDER_NOT_FOUND('there is no such order of yours');
    if (order.state !== 'awaiting_payment')
      throw orderProblems.NOTHING_TO_PAY(`the order is ${order.state}`, { state: order.state });
    const held = (await this.inventory.states(tx, [orderId])).get(orderId);
    // Somebody else has the goods: better said before the customer pays than after.
    if (held === 'released') throw orderProblems.INSUFFICIENT_STOCK('the hold on the goods lapsed', { lines: [] });
    if (order.payBy !== null && order.payBy <= tx.now)
      throw orderProblems.PAY_BY_PASSED('the order is being cancelled', { payBy: order.payBy });
    const coverage = (await this.payments.coverage(tx, [orderId])).get(orderId)!;
    const rest = order.dueMinor - coverage.authorizedMinor - coverage.capturedMinor + coverage.refundedMinor;
    if (rest <= 0) throw orderProblems.PAYMENT_IN_PROGRESS('the order is covered and about to be paid');
    return rest;
  }
}

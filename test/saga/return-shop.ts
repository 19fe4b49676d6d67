/** A shop in which orders are paid twice: the second payment is money that must go back. */
import { randomUUID } from 'node:crypto';
import { Customer, ADDRESS, SANDBOX_KEY, Shop } from '../support/shop.js';
import { OrderPayments, PaymentReturns } from '#libs/order-saga';
import { eventually } from '../support/http-client.js';

/** A flow as operators see it. */
export interface Flow {
  readonly id: string;
  readonly name: string;
  readonly step: string | null;
  readonly state: string;
  readonly fault: string | null;
  readonly orderId: string | null;
  readonly paymentId: string | null;
}

interface Amounts {
  readonly captured: number;
  readonly refunded: number;
}

export class ReturnShop {
  private constructor(readonly shop: Shop) {}

  static async open(): Promise<ReturnShop> {
    const shop = await Shop.open();
    await shop.sell([{ sku: 'MUG', priceMinor: 1_250 }]);
    return new ReturnShop(shop);
  }

  close(): Promise<void> {
    return this.shop.close();
  }

  /** An order of 12.50 with two payments for it, both with `card`: the first pays it, the second is spare and has been sent back if it could. */
  async paidTwice(
    options: { readonly card?: string; readonly beforeSpare?: (paymentId: string) => Promise<void> } = {},
  ): Promise<{ customer: Customer; orderId: string; needed: string; spare: string }> {
    const customer = await this.shop.customer();
    const order = await customer.http.post<{ id: string }>('/v1/orders', {
      sku: 'MUG',
      quantity: 1,
      shippingAddress: ADDRESS,
    });
    const orderId = order.body.id;
    const open = async (): Promise<string> =>
      (await customer.http.post<{ id: string }>(`/v1/orders/${orderId}/payments`, {})).body.id;
    const [needed, spare] = [await open(), await open()];
    await this.confirm(customer, needed);
    await eventually(
      () => customer.http.get<{ state: string }>(`/v1/orders/${orderId}`),
      ({ body }) => body.state === 'paid',
      'the order is paid',
    );
    await options.beforeSpare?.(spare);
    await this.confirm(customer, spare, options.card);
    await this.quiet();
    return { customer, orderId, needed, spare };
  }

  /** Waits until no saga is on its way: the runner of the shop's own process moves them. */
  async quiet(): Promise<void> {
    await eventually(
      () =>
        this.shop.database.query(
          `SELECT id, name, state FROM platform.saga WHERE state IN ('running', 'calling', 'undoing')`,
        ),
      (sagas) => sagas.length === 0,
      'all sagas came to rest',
    );
  }

  async payment(paymentId: string): Promise<Amounts & { readonly state: string }> {
    const [row] = await this.shop.database.query<Amounts & { state: string }>(
      `SELECT state, captured_minor AS captured, refunded_minor AS refunded FROM payment.payment WHERE id = $1`,
      [paymentId],
    );
    return row!;
  }

  /** The states of the sagas that returned a payment, in order. */
  async sagas(paymentId: string): Promise<readonly string[]> {
    const { database } = this.shop;
    const chains = await database.transaction((tx) => this.shop.get(PaymentReturns).known(tx, [paymentId]));
    return chains.get(paymentId)!.map(({ state }) => state);
  }

  /** The stuck flows over a payment, as an operator finds them. */
  async stuckSagas(operator: Customer, paymentId: string): Promise<readonly Flow[]> {
    const path = '/v1/admin/sagas?state=stuck&name=return_payment';
    const { body } = await operator.http.get<{ items: Flow[] }>(path);
    return body.items.filter((saga) => saga.paymentId === paymentId);
  }

  /** Lets `act` happen once when a payment's return has its answer from the gateway but has not written its end. */
  beforeReturnEnds(paymentId: string, act: () => Promise<void>): void {
    const payments = this.shop.get(OrderPayments);
    const real = payments.callOffPayment.bind(payments);
    payments.callOffPayment = async (id) => {
      const outcome = await real(id);
      if (id !== paymentId) return outcome;
      payments.callOffPayment = real;
      await act();
      return outcome;
    };
  }

  /** What the gateway's own books say. */
  async gatewaySums(paymentId: string): Promise<Amounts> {
    const [payment] = await this.shop.control.payments(paymentId);
    return { captured: payment!.captured, refunded: payment!.refunded };
  }

  async timeline(customer: Customer, orderId: string): Promise<readonly string[]> {
    const { body } = await customer.http.get<{ what: string }[]>(`/v1/orders/${orderId}/timeline`);
    return body.map((entry) => entry.what);
  }

  /** A call to the gateway as a merchant of it, past our own code. */
  async gatewayCall(path: string, body: object): Promise<Record<string, unknown>> {
    const answer = await fetch(this.shop.gateway.url + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${SANDBOX_KEY}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  }

  private async confirm(customer: Customer, paymentId: string, instrument = 'tok_ok'): Promise<void> {
    const confirmed = await customer.http.post(`/v1/payments/${paymentId}/confirmation`, { instrument });
    if (confirmed.status !== 200) throw new Error(`${confirmed.status} ${JSON.stringify(confirmed.body)}`);
  }
}

/** Defects that the audit found in the order path, each as the story that led to it. */
import type { OrderDto } from '#libs/order';
import { auditViolations } from '#libs/ops';
import { ADDRESS, type Customer, Shop } from '../support/shop.js';
import { eventually } from '../support/http-client.js';
import { settled } from './populated-shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.sell([
    { sku: 'MUG', priceMinor: 1_250 },
    { sku: 'TWO', priceMinor: 1_500, variant: { takesStockAt: 'cart', purchaseLimit: { units: 2, windowDays: 30 } } },
  ]);
});
afterEach(async () => {
  expect(await auditViolations(shop.database)).toEqual([]);
});
afterAll(() => shop?.close());

interface Opened {
  readonly customer: Customer;
  readonly orderId: string;
  readonly paymentIds: readonly string[];
}

/** An order with two payments over the whole of it, as from two tabs of a browser. */
async function orderWithTwoPayments(): Promise<Opened> {
  const customer = await shop.customer();
  const order = await customer.http.post<OrderDto>('/v1/orders', { sku: 'MUG', quantity: 1, shippingAddress: ADDRESS });
  const paymentIds: string[] = [];
  for (let i = 0; i < 2; i++)
    paymentIds.push((await customer.http.post<{ id: string }>(`/v1/orders/${order.body.id}/payments`)).body.id);
  return { customer, orderId: order.body.id, paymentIds };
}

const confirm = (customer: Customer, paymentId: string): Promise<unknown> =>
  customer.http.post(`/v1/payments/${paymentId}/confirmation`, { instrument: 'tok_ok' });

/** What the payments of a paid order came to, in the order they were opened. */
async function moneyTaken({ customer, orderId }: Opened): Promise<readonly object[]> {
  await eventually(
    () => customer.http.get<OrderDto>(`/v1/orders/${orderId}`),
    ({ body }) => body.state === 'paid',
    'the order is paid',
  );
  await settled(shop);
  return shop.database.query(
    `SELECT state, captured_minor - refunded_minor AS taken FROM payment.payment WHERE order_id = $1 ORDER BY id`,
    [orderId],
  );
}

describe('two payments for one order', () => {
  it('charge once when both are authorised before the order hears of it', async () => {
    const opened = await orderWithTwoPayments();
    await shop.runner.stop();
    for (const paymentId of opened.paymentIds) await confirm(opened.customer, paymentId);
    shop.runner.start();
    expect(await moneyTaken(opened)).toEqual([
      { state: 'captured', taken: 1_250 },
      { state: 'voided', taken: 0 },
    ]);
  });

  it('charge once when the second is authorised while the first is being captured', async () => {
    const opened = await orderWithTwoPayments();
    const [first, second] = opened.paymentIds;
    await shop.control.plant({ kind: 'error_after', operation: 'capture', reference: first!, count: 3 });
    await confirm(opened.customer, first!);
    await eventually(
      () => shop.database.query<{ state: string }>(`SELECT state FROM platform.saga WHERE id = $1`, [opened.orderId]),
      ([saga]) => saga!.state === 'calling',
      'the first payment is being captured',
    );
    await confirm(opened.customer, second!);
    expect(await moneyTaken(opened)).toEqual([
      { state: 'captured', taken: 1_250 },
      { state: 'voided', taken: 0 },
    ]);
  });
});

describe('a cart line that holds all a customer may buy', () => {
  it('becomes an order: what it holds does not count against it twice', async () => {
    const customer = await shop.customer(50_000);
    await customer.http.post('/v1/cart/lines', { lines: [{ sku: 'TWO', quantity: 2 }] });
    const buy = { shippingAddress: ADDRESS, credit: { use: 'max' } };
    const placed = await customer.http.post<OrderDto>('/v1/orders/from-cart', buy);
    expect([placed.status, placed.body.state]).toEqual([201, 'paid']);
    const more = await customer.http.post<{ code: string }>('/v1/orders', { sku: 'TWO', quantity: 1, ...buy });
    expect([more.status, more.body.code]).toEqual([422, 'PURCHASE_LIMIT']);
  });
});

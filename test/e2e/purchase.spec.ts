/** The whole purchase over real HTTP: credit alone, credit and card, refusals without effect, repetition, cancellation, time-out. */
import { randomUUID } from 'node:crypto';
import type { OrderDto } from '#libs/order';
import { ADDRESS, Shop } from '../support/shop.js';
import { eventually } from '../support/http-client.js';

type Placed = OrderDto & { wallet: { balance: number; held: number; available: number } | null };
interface Refused {
  code: string;
  status: number;
  [member: string]: unknown;
}

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.sell([
    { sku: 'MUG', priceMinor: 1_250 },
    { sku: 'BOWL', priceMinor: 4_000, merchant: 2 },
    { sku: 'RARE', priceMinor: 9_900, stock: 1 },
  ]);
});
afterAll(() => shop?.close());

const buy = (sku: string, quantity: number, more: object = {}): object => ({
  sku,
  quantity,
  shippingAddress: ADDRESS,
  ...more,
});

describe('an order paid by credit alone', () => {
  it('is paid at once, in one transaction, and answers the new balance', async () => {
    const customer = await shop.customer(10_000);
    const placed = await customer.http.post<Placed>('/v1/orders', buy('MUG', 2, { credit: { use: 'max' } }));
    expect(placed.status).toBe(201);
    expect(placed.body).toMatchObject({
      state: 'paid',
      paymentState: 'not_required',
      creditApplied: 2_500,
      amountDue: 0,
      payBy: null,
    });
    expect(placed.body.breakdown).toEqual({ list: 2_500, discount: 0, points: 0, shipping: 0, total: 2_500 });
    expect(placed.body.wallet).toEqual({ balance: 7_500, held: 0, available: 7_500 });
    const wallet = await customer.http.get<{ credit: object }>('/v1/wallet');
    expect(wallet.body.credit).toEqual({ balance: 7_500, held: 0, available: 7_500, expiringSoon: 0, maturing: 525 });
    const entries = await customer.http.get<{ items: object[] }>('/v1/wallet/entries');
    expect(entries.body.items).toMatchObject([
      { seq: 2, kind: 'order_payment', amount: -2_500, balanceAfter: 7_500, orderId: placed.body.id },
      { seq: 1, kind: 'opening_credit', amount: 10_000, balanceAfter: 10_000 },
    ]);
    const timeline = await customer.http.get<object[]>(`/v1/orders/${placed.body.id}/timeline`);
    expect(timeline.body).toMatchObject([
      { seq: 1, what: 'placed', toState: 'awaiting_payment' },
      { seq: 2, what: 'paid', fromState: 'awaiting_payment', toState: 'paid' },
    ]);
  });
});

describe('an order paid by credit and card', () => {
  it('holds credit and stock, waits, and is paid when the gateway says so', async () => {
    const customer = await shop.customer(1_000);
    const placed = await customer.http.post<Placed>('/v1/orders', {
      lines: [
        { sku: 'MUG', quantity: 2 },
        { sku: 'BOWL', quantity: 1 },
      ],
      shippingAddress: ADDRESS,
      credit: { use: 'exact', amount: 1_000 },
      expectedTotal: 6_500,
    });
    expect(placed.status).toBe(201);
    expect(placed.body).toMatchObject({
      state: 'awaiting_payment',
      creditApplied: 1_000,
      amountDue: 5_500,
      wallet: { balance: 1_000, held: 1_000, available: 0 },
    });
    expect(placed.body.subOrders.map((sub) => [sub.credit, sub.due])).toEqual([
      [385, 2_115],
      [615, 3_385],
    ]);
    const payment = await customer.http.post<{ id: string; state: string; amount: number }>(
      `/v1/orders/${placed.body.id}/payments`,
      {},
    );
    expect(payment.body).toMatchObject({ state: 'pending', amount: 5_500 });
    const confirmed = await customer.http.post<{ state: string }>(`/v1/payments/${payment.body.id}/confirmation`, {
      instrument: 'tok_ok',
    });
    expect(confirmed.status).toBe(200);
    const paid = await eventually(
      () => customer.http.get<Placed>(`/v1/orders/${placed.body.id}`),
      ({ body }) => body.state === 'paid',
      'the order is paid',
    );
    expect(paid.body).toMatchObject({ amountPaid: 5_500, amountDue: 0 });
    expect((await customer.http.get<{ credit: object }>('/v1/wallet')).body.credit).toMatchObject({
      balance: 0,
      held: 0,
      available: 0,
    });
    const books = await shop.control.books();
    expect(books.sums).toMatchObject({ USD: { payments: 1, captured: 5_500, refunded: 0 } });
  });
});

describe('a refusal', () => {
  it('holds nothing when stock is short', async () => {
    const customer = await shop.customer(100_000);
    const refused = await customer.http.post<Refused>('/v1/orders', buy('RARE', 2, { credit: { use: 'max' } }));
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      lines: [{ sku: 'RARE', requested: 2, available: 1 }],
    });
    expect((await customer.http.get<{ credit: object }>('/v1/wallet')).body.credit).toMatchObject({
      balance: 100_000,
      held: 0,
    });
    expect((await customer.http.get<{ items: unknown[] }>('/v1/orders')).body.items).toEqual([]);
  });

  it('names the ways out when credit is short', async () => {
    const customer = await shop.customer(500);
    const refused = await customer.http.post<Refused>(
      '/v1/orders',
      buy('MUG', 1, { credit: { use: 'exact', amount: 1_000 } }),
    );
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({
      code: 'INSUFFICIENT_CREDIT',
      available: 500,
      shortfall: 500,
      waysOut: ['use:max', 'other_payment'],
    });
  });

  it('says the new price when it has changed, and does nothing', async () => {
    const customer = await shop.customer(10_000);
    const refused = await customer.http.post<Refused>('/v1/orders', buy('MUG', 1, { expectedTotal: 1_200 }));
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      code: 'PRICE_CHANGED',
      expectedTotal: 1_200,
      total: 1_250,
      breakdown: { total: 1_250 },
    });
  });
});

describe('a repeated key', () => {
  it('answers the first answer again, and refuses another body', async () => {
    const customer = await shop.customer(10_000);
    const key = { 'idempotency-key': randomUUID() };
    const first = await customer.http.post<Placed>('/v1/orders', buy('MUG', 1, { credit: { use: 'max' } }), key);
    const again = await customer.http.post<Placed>('/v1/orders', buy('MUG', 1, { credit: { use: 'max' } }), key);
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([
      null,
      'true',
    ]);
    const other = await customer.http.post<Refused>('/v1/orders', buy('MUG', 2, { credit: { use: 'max' } }), key);
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect((await customer.http.get<{ items: unknown[] }>('/v1/orders')).body.items).toHaveLength(1);
  });
});

describe('an unpaid order', () => {
  it('is cancelled by its customer and gives everything back', async () => {
    const customer = await shop.customer(1_000);
    const placed = await customer.http.post<Placed>('/v1/orders', buy('RARE', 1, { credit: { use: 'max' } }));
    expect(placed.body.state).toBe('awaiting_payment');
    const cancelled = await customer.http.post<Placed>(`/v1/orders/${placed.body.id}/cancellation`);
    expect(cancelled.body).toMatchObject({
      state: 'cancelled',
      cancelReason: 'CANCELLED_BY_CUSTOMER: cancelled by the customer',
    });
    expect((await customer.http.get<{ credit: object }>('/v1/wallet')).body.credit).toEqual({
      balance: 1_000,
      held: 0,
      available: 1_000,
      expiringSoon: 0,
      maturing: 0,
    });
    const next = await shop.customer(10_000);
    const bought = await next.http.post<Placed>('/v1/orders', buy('RARE', 1, { credit: { use: 'max' } }));
    expect(bought.body.state).toBe('paid');
  });
});

describe('the cart', () => {
  it('is bought as selected, and what was bought leaves it', async () => {
    const customer = await shop.customer(10_000);
    const added = await customer.http.post('/v1/cart/lines', {
      lines: [
        { sku: 'MUG', quantity: 2 },
        { sku: 'BOWL', quantity: 1 },
      ],
    });
    expect(added.status).toBe(200);
    const preview = await customer.http.post<{ total: number; placeable: boolean; problems: unknown[] }>(
      '/v1/checkout/preview',
      { shippingAddress: ADDRESS, credit: { use: 'max' } },
    );
    expect(preview.body).toMatchObject({
      total: 6_500,
      problems: [],
      placeable: true,
      creditApplied: 6_500,
      amountDue: 0,
    });
    const placed = await customer.http.post<Placed>('/v1/orders/from-cart', {
      shippingAddress: ADDRESS,
      credit: { use: 'max' },
      expectedTotal: preview.body.total,
    });
    expect(placed.status).toBe(201);
    expect(placed.body.state).toBe('paid');
    expect((await customer.http.get<{ groups: unknown[] }>('/v1/cart')).body.groups).toEqual([]);
    const empty = await customer.http.post<Refused>('/v1/orders/from-cart', { shippingAddress: ADDRESS });
    expect([empty.status, empty.body.code]).toEqual([422, 'NOTHING_SELECTED']);
  });
});

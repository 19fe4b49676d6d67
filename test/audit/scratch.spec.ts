import type { OrderDto } from '#libs/order';
import { auditViolations } from '#libs/ops';
import { ADDRESS, Shop } from '../support/shop.js';
import { eventually } from '../support/http-client.js';
import { settled } from './populated-shop.js';
let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.sell([
    { sku: 'MUG', priceMinor: 1_250 },
    { sku: 'CART', priceMinor: 1_500, variant: { takesStockAt: 'cart', purchaseLimit: { units: 2, windowDays: 30 } } },
  ]);
});
afterAll(() => shop?.close());
it('two payments authorised before the saga runs', async () => {
  const c = await shop.customer();
  const o = await c.http.post<OrderDto>('/v1/orders', { sku: 'MUG', quantity: 1, shippingAddress: ADDRESS });
  const p1 = await c.http.post<{ id: string }>(`/v1/orders/${o.body.id}/payments`);
  const p2 = await c.http.post<{ id: string }>(`/v1/orders/${o.body.id}/payments`);
  console.log(p1.status, p2.status);
  await shop.runner.stop();
  await c.http.post(`/v1/payments/${p1.body.id}/confirmation`, { instrument: 'tok_ok' });
  await c.http.post(`/v1/payments/${p2.body.id}/confirmation`, { instrument: 'tok_ok' });
  shop.runner.start();
  await eventually(() => c.http.get<OrderDto>(`/v1/orders/${o.body.id}`), ({ body }) => body.state === 'paid');
  await settled(shop);
  console.log(JSON.stringify(await shop.database.query('SELECT state, amount_minor, captured_minor, refunded_minor FROM payment.payment')));
  expect(await auditViolations(shop.database)).toEqual([]);
});
it('one authorised while the other is captured', async () => {
  const c = await shop.customer();
  const o = await c.http.post<OrderDto>('/v1/orders', { sku: 'MUG', quantity: 1, shippingAddress: ADDRESS });
  const p1 = await c.http.post<{ id: string }>(`/v1/orders/${o.body.id}/payments`);
  const p2 = await c.http.post<{ id: string }>(`/v1/orders/${o.body.id}/payments`);
  await shop.control.plant({ kind: 'slow_answer' as never, operation: 'capture', delayMs: 1500 } as never).catch((e: Error) => console.log(e.message));
  await c.http.post(`/v1/payments/${p1.body.id}/confirmation`, { instrument: 'tok_ok' });
  await eventually(() => shop.database.query<{ state: string }>(`SELECT state FROM platform.saga WHERE id = '${o.body.id}'`), ([r]) => r!.state === 'calling');
  await c.http.post(`/v1/payments/${p2.body.id}/confirmation`, { instrument: 'tok_ok' });
  await eventually(() => c.http.get<OrderDto>(`/v1/orders/${o.body.id}`), ({ body }) => body.state === 'paid');
  await settled(shop);
  console.log(JSON.stringify(await shop.database.query(`SELECT state, amount_minor, captured_minor, refunded_minor FROM payment.payment WHERE order_id = '${o.body.id}'`)));
  expect((await auditViolations(shop.database)).map((v) => [v.invariant, v.rows])).toEqual([]);
});
it('cart hold at its purchase limit becomes an order', async () => {
  const c = await shop.customer(50_000);
  const added = await c.http.post<{ outcomes: unknown }>('/v1/cart/lines', { lines: [{ sku: 'CART', quantity: 2 }] });
  console.log(added.status, JSON.stringify(added.body).slice(0, 300));
  const placed = await c.http.post<OrderDto>('/v1/orders/from-cart', { shippingAddress: ADDRESS, credit: { use: 'max' } });
  console.log(placed.status, JSON.stringify(placed.body).slice(0, 600));
  expect(placed.status).toBe(201);
});

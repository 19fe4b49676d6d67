/** What the races have in common: orders that are paid in part by card, what became of them, and how often the database saw a deadlock. */
import { randomUUID } from 'node:crypto';
import type { Database } from '#libs/platform';
import { CartwrightConfig } from '#libs/platform';
import type { OrderDto } from '#libs/order';
import { IdentityService } from '#libs/identity';
import { ADDRESS, Customer, type Shop } from '../support/shop.js';
import { eventually, HttpClient, type Answered } from '../support/http-client.js';

const LASTING_SECONDS = 60 * 86_400;

/** How long an order waits for its payment, by default. */
export const PAY_TIME_MS = 24 * 3_600_000;

export type Placed = OrderDto & {
  readonly code?: string;
  readonly wallet: { readonly balance: number; readonly held: number; readonly available: number } | null;
};

export interface PaymentBody {
  readonly id: string;
  readonly state: string;
  readonly amount: number;
  readonly code?: string;
}

/** The same callers with access that outlives a clock moved by weeks. */
export async function lasting(shop: Shop, customers: readonly Customer[]): Promise<readonly Customer[]> {
  const ids = customers.map(({ id }) => id);
  const tokens = await shop.database.transaction((tx) =>
    shop.get(IdentityService).issueAccessTokens(tx, ids, { lifetimeSeconds: LASTING_SECONDS }),
  );
  return customers.map((customer, i) => new Customer(customer.id, new HttpClient(customer.http.url, tokens[i]!)));
}

/** Buys some units; without `credit` nothing is paid by it. */
export function buy(
  customer: Customer,
  wish: {
    readonly sku: string;
    readonly quantity?: number;
    readonly credit?: object;
    readonly couponCodes?: readonly string[];
    readonly key?: string;
  },
): Promise<Answered<Placed>> {
  const { sku, quantity = 1, credit, couponCodes, key = randomUUID() } = wish;
  return customer.http.post<Placed>(
    '/v1/orders',
    { sku, quantity, shippingAddress: ADDRESS, ...(credit && { credit }), ...(couponCodes && { couponCodes }) },
    { 'idempotency-key': key },
  );
}

/** An unpaid order. */
export async function unpaid(customer: Customer, wish: Omit<Parameters<typeof buy>[1], 'key'>): Promise<string> {
  const placed = await buy(customer, wish);
  expect([placed.status, placed.body.state]).toEqual([201, 'awaiting_payment']);
  return placed.body.id;
}

export async function openPayment(customer: Customer, orderId: string): Promise<string> {
  const opened = await customer.http.post<PaymentBody>(`/v1/orders/${orderId}/payments`);
  expect(opened.status).toBe(201);
  return opened.body.id;
}

/** An order that waits for its card, with the payment that is open for it. */
export interface Payable {
  readonly customer: Customer;
  readonly orderId: string;
  readonly paymentId: string;
}

/** Buys, and opens a payment of what is due. */
export async function payable(customer: Customer, wish: Parameters<typeof unpaid>[1]): Promise<Payable> {
  const orderId = await unpaid(customer, wish);
  return { customer, orderId, paymentId: await openPayment(customer, orderId) };
}

export function confirm(customer: Customer, paymentId: string, instrument = 'tok_ok'): Promise<Answered<PaymentBody>> {
  return customer.http.post<PaymentBody>(`/v1/payments/${paymentId}/confirmation`, { instrument });
}

export function cancel(customer: Customer, orderId: string): Promise<Answered<Placed>> {
  return customer.http.post<Placed>(`/v1/orders/${orderId}/cancellation`);
}

/** Acts on a payment at the gateway, as its own page or dashboard would: we are only told. */
export async function actAtGateway(shop: Shop, paymentId: string, act: 'confirm' | 'capture' | 'void'): Promise<void> {
  const [payment] = await shop.control.payments(paymentId);
  const answer = await fetch(`${shop.gateway.url}/payments/${payment!.id}/${act}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${shop.apps[0]!.get(CartwrightConfig).sandboxApiKey}`,
      'idempotency-key': randomUUID(),
      ...(act === 'confirm' && { 'content-type': 'application/json' }),
    },
    ...(act === 'confirm' && { body: JSON.stringify({ card: 'tok_ok' }) }),
  });
  expect(answer.status).toBe(200);
}

export async function orderOf(customer: Customer, orderId: string): Promise<Placed> {
  return (await customer.http.get<Placed>(`/v1/orders/${orderId}`)).body;
}

/** Waits until the order is in the state. */
export async function becomes(customer: Customer, orderId: string, state: string): Promise<Placed> {
  return eventually(
    () => orderOf(customer, orderId),
    (order) => order.state === state,
    `order ${orderId} is ${state}`,
  );
}

/** What happened to an order, by name, oldest first. */
export async function timeline(customer: Customer, orderId: string): Promise<{ what: string; note: string | null }[]> {
  return (await customer.http.get<{ what: string; note: string | null }[]>(`/v1/orders/${orderId}/timeline`)).body;
}

export async function wallet(customer: Customer): Promise<{ balance: number; held: number; available: number }> {
  const { balance, held, available } = (
    await customer.http.get<{ credit: { balance: number; held: number; available: number } }>('/v1/wallet')
  ).body.credit;
  return { balance, held, available };
}

/** Every saga has ended, payments sent back among them. */
export async function settled(shop: Shop): Promise<void> {
  await eventually(
    () =>
      shop.test.database.query<{ id: string; name: string; state: string }>(
        `SELECT id, name, state FROM platform.saga WHERE state NOT IN ('done', 'undone', 'waiting')`,
      ),
    (rows) => rows.length === 0,
    'every saga is at rest',
  );
}

/** On hand and reserved over all warehouses. */
export async function stockOf(database: Database, variantId: string): Promise<{ onHand: number; reserved: number }> {
  const [row] = await database.query<{ onHand: number; reserved: number }>(
    'SELECT sum(on_hand)::bigint AS "onHand", sum(reserved)::bigint AS reserved FROM inventory.stock WHERE variant_id = $1',
    [variantId],
  );
  return row!;
}

/** Deadlocks that the database has broken so far, in the test's own database: all of them were run again, none was seen outside. */
export async function deadlocks(database: Database): Promise<number> {
  const [row] = await database.query<{ deadlocks: number }>(
    'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
  );
  return row!.deadlocks;
}

/** How often each value occurs. */
export function tally(values: readonly (string | number | undefined)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  return counts;
}

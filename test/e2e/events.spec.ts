/** Live events over several APIs: what happens at one is seen at the other, within a second, once, in order, and again on request. */
import { expectCleanAudit } from '../support/audit.js';
import { EventClient, type SeenEvent } from '../support/event-client.js';
import { eventually, HttpClient } from '../support/http-client.js';
import { ADDRESS, Shop, type Customer } from '../support/shop.js';

const PRICE = 1_250;
/** 12.50 × 30 % × 70 %, half even. */
const REWARD = 262;

let shop: Shop;
const open: EventClient[] = [];
beforeAll(async () => {
  shop = await Shop.open({ apis: 2 });
  await shop.sell([{ sku: 'MUG', priceMinor: PRICE, stock: 1_000 }]);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((client) => client.close()));
  await expectCleanAudit(shop);
});
afterAll(() => shop?.close());

async function listen(customer: Customer, api: number, lastEventId?: string): Promise<EventClient> {
  const client = await EventClient.open(customer.http.at(shop.urls[api]!), lastEventId);
  open.push(client);
  return client;
}

async function buyAt(customer: Customer, api: number, credit: object): Promise<string> {
  const placed = await customer.http
    .at(shop.urls[api]!)
    .post<{ id: string }>('/v1/orders', { sku: 'MUG', quantity: 1, shippingAddress: ADDRESS, credit });
  expect(placed.status).toBe(201);
  return placed.body.id;
}

/** Events as a reader of the list would tell them. */
function told(events: readonly SeenEvent[]): string[] {
  return events.map(({ type, data }) => {
    if (type === 'order.changed') return `${String(data['what'])}: ${String(data['state'])}`;
    if (type === 'reward.changed') return `${type}: ${String(data['amount'])} ${String(data['state'])}`;
    return `${type}: ${String(data['balance'])} held ${String(data['held'])}`;
  });
}

const has = (client: EventClient, what: string): Promise<readonly string[]> =>
  eventually(
    () => Promise.resolve(told(client.seen)),
    (seen) => seen.includes(what),
    `"${what}" is seen`,
  );

/** What is told of the opening grant, just before somebody listened, may come or not. */
function sinceOpening(events: readonly SeenEvent[]): readonly SeenEvent[] {
  return events.filter(({ data }) => data['balance'] === undefined || data['held'] !== 0 || data['balance'] === 0);
}

it('tells at one API what is paid by credit and card at the other', async () => {
  const customer = await shop.customer(500);
  const stranger = await shop.customer(500);
  const [live, other] = [await listen(customer, 1), await listen(stranger, 1)];
  const here = customer.http.at(shop.urls[0]!);
  const orderId = await buyAt(customer, 0, { use: 'max' });
  await has(live, 'placed: awaiting_payment');
  const payment = await here.post<{ id: string }>(`/v1/orders/${orderId}/payments`);
  await here.post(`/v1/payments/${payment.body.id}/confirmation`, { instrument: 'tok_ok' });
  await has(live, 'paid: paid');
  await has(live, 'wallet.changed: 0 held 0');
  expect(told(sinceOpening(live.seen))).toEqual([
    'wallet.changed: 500 held 500',
    'placed: awaiting_payment',
    'wallet.changed: 0 held 0',
    'paid: paid',
    `reward.changed: ${REWARD} maturing`,
  ]);
  expect(live.seen.filter(({ type }) => type === 'order.changed').map(({ data }) => data['orderId'])).toEqual([
    orderId,
    orderId,
  ]);
  expect(sinceOpening(other.seen)).toEqual([]);
});

it('tells it within a second', async () => {
  const customer = await shop.customer(5 * PRICE);
  const live = await listen(customer, 1);
  const delays: number[] = [];
  for (let n = 1; n <= 5; n++) {
    await buyAt(customer, 0, { use: 'max' });
    const answeredAt = performance.now();
    await eventually(
      () => Promise.resolve(live.seen.filter(({ data }) => data['what'] === 'paid')),
      (paid) => paid.length === n,
      'the payment is told',
    );
    delays.push(live.seen.findLast(({ data }) => data['what'] === 'paid')!.at - answeredAt);
  }
  const median = delays.sort((a, b) => a - b)[2]!;
  expect(median).toBeLessThan(1_000);
});

it('tells what was missed, once and in order, to whoever comes back, at whichever API', async () => {
  const customer = await shop.customer(4 * PRICE);
  const first = await listen(customer, 0);
  await buyAt(customer, 0, { use: 'max' });
  await has(first, 'paid: paid');
  await first.close();
  const seen = [...first.seen];
  await buyAt(customer, 0, { use: 'max' });
  await buyAt(customer, 1, { use: 'max' });
  const second = await listen(customer, 1, first.lastEventId);
  await buyAt(customer, 0, { use: 'max' });
  await has(second, 'wallet.changed: 0 held 0');
  await eventually(
    () => Promise.resolve(second.seen.filter(({ data }) => data['what'] === 'paid')),
    (paid) => paid.length === 3,
    'three are paid',
  );
  const all = [...seen, ...second.seen];
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  // The judge: somebody who asks for everything from the start.
  const whole = await listen(customer, 0, '0.0');
  await eventually(
    () => Promise.resolve(whole.seen.length),
    (length) => length >= all.length,
    'everything is told again',
  );
  const opening = whole.seen.findIndex(({ id }) => id === all[0]!.id);
  expect(whole.seen.slice(opening).map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  const balances = all.flatMap(({ data }) => (data['balance'] === undefined ? [] : [data['balance']]));
  expect(balances).toEqual([...balances].sort((a, b) => Number(b) - Number(a)));
});

it('refuses strangers and ids that are none', async () => {
  const customer = await shop.customer(0);
  await expect(EventClient.open(new HttpClient(shop.urls[0]!))).rejects.toThrow('refused with 401');
  await expect(listen(customer, 0, 'yesterday')).rejects.toThrow('refused with 400');
});

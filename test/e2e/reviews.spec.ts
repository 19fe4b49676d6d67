/** Reviews: of what was received, once a line, with points; read by everybody with their average. */
import { randomUUID } from 'node:crypto';
import type { OrderDto } from '#libs/order';
import { changedTables, pictureOf } from '../fuzz/world.js';
import { expectCleanAudit } from '../support/audit.js';
import { HttpClient } from '../support/http-client.js';
import { buyWithCredit, walletOf } from '../support/loyalty-kit.js';
import { bring, receive } from '../support/receipt-kit.js';
import { Shop, type Customer } from '../support/shop.js';

interface Review {
  readonly id: string;
  readonly line: number;
  readonly rating: number;
  readonly text: string;
  readonly points: number;
  readonly code?: string;
  readonly state?: string;
}
interface Reviews {
  readonly count: number;
  readonly averageRating: number | null;
  readonly items: readonly Review[];
  readonly nextCursor: string | null;
}

let shop: Shop;
let everybody: HttpClient;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.sell([
    { sku: 'MUG', priceMinor: 1_000 },
    { sku: 'BOWL', priceMinor: 2_000, merchant: 2 },
    { sku: 'UNSEEN', priceMinor: 500 },
  ]);
  everybody = new HttpClient(shop.urls[0]!);
});
afterEach(() => expectCleanAudit(shop));
afterAll(() => shop?.close());

const write = (customer: Customer, orderId: string, body: object, key: string = randomUUID()) =>
  customer.http.post<Review>(`/v1/orders/${orderId}/reviews`, body, { 'idempotency-key': key });

async function productOf(sku: string): Promise<string> {
  const [row] = await shop.database.query<{ id: string }>(
    `SELECT product_id AS id FROM catalog.variant WHERE sku = $1`,
    [sku],
  );
  return row!.id;
}

const reviewsOf = async (sku: string, query = ''): Promise<Reviews> =>
  (await everybody.get<Reviews>(`/v1/products/${await productOf(sku)}/reviews${query}`)).body;

it('is written once a line after the receipt, and earns its points at once', async () => {
  const customer = await shop.customer(10_000);
  const lines = [
    { sku: 'MUG', quantity: 2 },
    { sku: 'BOWL', quantity: 1 },
  ];
  const orderId = await buyWithCredit(customer, lines);
  await bring(shop, orderId, 'delivered');
  const early = await write(customer, orderId, { line: 1, rating: 5 });
  expect([early.status, early.body]).toMatchObject([409, { code: 'LINE_NOT_COMPLETED', state: 'delivered' }]);
  await receive(shop, orderId);

  const key = randomUUID();
  const wish = { line: 1, rating: 4, text: 'Keeps coffee warm.' };
  const first = await write(customer, orderId, wish, key);
  expect([first.status, first.body]).toMatchObject([201, { ...wish, sku: 'MUG', points: 50 }]);
  const before = await pictureOf(shop);
  const again = await write(customer, orderId, wish, key);
  expect([again.status, again.body]).toEqual([201, first.body]);
  const twice = await write(customer, orderId, { line: 1, rating: 1, text: 'On second thoughts' });
  expect([twice.status, twice.body.code]).toEqual([409, 'ALREADY_REVIEWED']);
  expect(changedTables(before, await pictureOf(shop))).toEqual([]);
  expect((await walletOf(customer)).points.balance).toBe(50);
  const entries = await customer.http.get<{ items: object[] }>('/v1/wallet/entries?asset=points');
  expect(entries.body.items[0]).toMatchObject({ kind: 'review_reward', amount: 50 });

  const open = await customer.http.get<OrderDto>(`/v1/orders/${orderId}`);
  expect(open.body.lines.map(({ reviewed }) => reviewed)).toEqual([true, false]);
  expect(open.body.allowedActions.find(({ action }) => action === 'review')).toMatchObject({ allowed: true });
  expect((await write(customer, orderId, { line: 2, rating: 5 })).body).toMatchObject({ text: '', points: 50 });
  const done = await customer.http.get<OrderDto>(`/v1/orders/${orderId}`);
  expect(done.body.allowedActions.find(({ action }) => action === 'review')).toMatchObject({
    ...{ allowed: false, reason: 'ALL_REVIEWED' },
  });
  const mine = await customer.http.get<Review[]>(`/v1/orders/${orderId}/reviews`);
  expect(mine.body).toMatchObject([
    { line: 1, rating: 4 },
    { line: 2, rating: 5 },
  ]);
});

it("is refused of what is not there, not one's own, or not between one and five stars", async () => {
  const [customer, stranger] = await shop.customers(2, 1_000);
  const orderId = await buyWithCredit(customer!, [{ sku: 'MUG', quantity: 1 }]);
  await receive(shop, orderId);
  const before = await pictureOf(shop);
  const answers = [
    await write(stranger!, orderId, { line: 1, rating: 5 }),
    await write(customer!, randomUUID(), { line: 1, rating: 5 }),
    await write(customer!, orderId, { line: 2, rating: 5 }),
    await write(customer!, orderId, { line: 1, rating: 0 }),
    await write(customer!, orderId, { line: 1, rating: 6 }),
    await write(customer!, orderId, { line: 1, rating: 3, text: 'x'.repeat(2_001) }),
    await stranger!.http.get<Review>(`/v1/orders/${orderId}/reviews`),
  ];
  expect(answers.map(({ status, body }) => `${status} ${body.code}`)).toEqual([
    '404 ORDER_NOT_FOUND',
    '404 ORDER_NOT_FOUND',
    '422 LINE_UNKNOWN',
    ...new Array<string>(3).fill('400 VALIDATION_FAILED'),
    '404 ORDER_NOT_FOUND',
  ]);
  expect(changedTables(before, await pictureOf(shop))).toEqual([]);
});

it('is read by everybody, newest first, page by page, with number and average, and without its author', async () => {
  const before = await reviewsOf('MUG');
  const customers = await shop.customers(5, 1_000);
  const ratings = [5, 4, 4, 2, 3];
  for (const [i, customer] of customers.entries()) {
    const orderId = await buyWithCredit(customer, [{ sku: 'MUG', quantity: 1 }]);
    await receive(shop, orderId);
    expect((await write(customer, orderId, { line: 1, rating: ratings[i], text: `No. ${i}` })).status).toBe(201);
  }
  const first = await reviewsOf('MUG', '?limit=3');
  expect(first.items.map(({ text }) => text)).toEqual(['No. 4', 'No. 3', 'No. 2']);
  const second = await reviewsOf('MUG', `?limit=3&cursor=${first.nextCursor!}`);
  expect(second.items.map(({ text }) => text).slice(0, 2)).toEqual(['No. 1', 'No. 0']);
  const sum = before.count * (before.averageRating ?? 0) + 18;
  expect([first.count, first.averageRating]).toEqual([
    before.count + 5,
    Math.round((100 * sum) / (before.count + 5)) / 100,
  ]);
  expect(JSON.stringify(first)).not.toContain(customers[4]!.id);
  expect(await reviewsOf('UNSEEN')).toEqual({ count: 0, averageRating: null, items: [], nextCursor: null });
  expect((await everybody.get(`/v1/products/${randomUUID()}/reviews`)).status).toBe(404);
});

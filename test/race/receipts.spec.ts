/** Rivals between the warehouse and the review: each thing happens once, whoever comes first. */
import { randomUUID } from 'node:crypto';
import { uuid7 } from '#libs/platform';
import { InventoryService } from '#libs/inventory';
import { EarningService } from '#libs/loyalty';
import { ReviewService } from '#libs/order';
import { ReceiptService } from '#libs/order-saga';
import { expectCleanAudit } from '../support/audit.js';
import { buyWithCredit, DAY_MS, earningsOf, walletOf } from '../support/loyalty-kit.js';
import { bring, merchantStaff, receive } from '../support/receipt-kit.js';
import { Shop, type Customer } from '../support/shop.js';
import { deadlocks, lasting, tally } from './race-kit.js';

const ROUNDS = 12;

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open({ apis: 2 });
  await shop.sell([
    { sku: 'HUNDRED', priceMinor: 10_000, stock: 1_000 },
    { sku: 'OTHER', priceMinor: 1_000, stock: 1_000, merchant: 2 },
  ]);
});
afterEach(async () => {
  shop.moveClock(0);
  await expectCleanAudit(shop);
});
afterAll(() => shop?.close());

interface Bought {
  readonly customer: Customer;
  readonly orderId: string;
}

async function boughtByMany(lines: readonly object[]): Promise<readonly Bought[]> {
  const customers = await lasting(shop, await shop.customers(ROUNDS, 20_000));
  return Promise.all(customers.map(async (customer) => ({ customer, orderId: await buyWithCredit(customer, lines) })));
}

const confirm = ({ customer, orderId }: Bought) => customer.http.post(`/v1/orders/${orderId}/receipt`);

it('customers confirm while receipts confirm themselves: each part is completed once, each reward matures once', async () => {
  const lines = [
    { sku: 'HUNDRED', quantity: 1 },
    { sku: 'OTHER', quantity: 1 },
  ];
  const orders = await boughtByMany(lines);
  for (const { orderId } of orders) await bring(shop, orderId, 'delivered');
  const sweep = (): Promise<number> => shop.get(ReceiptService).receiveDue(5);
  shop.moveClock(7 * DAY_MS + 30_000);
  const [answers] = await Promise.all([
    Promise.all(orders.flatMap((one) => [confirm(one), confirm({ ...one, customer: shop.elsewhere(one.customer) })])),
    ...Array.from({ length: 6 }, sweep),
  ]);
  expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 2 * ROUNDS });
  const events = await shop.database.query<{ times: number }>(
    `SELECT count(*) AS times FROM orders.event WHERE what = 'completed' AND order_id = ANY ($1) GROUP BY order_id, sub_order`,
    [orders.map(({ orderId }) => orderId)],
  );
  expect(events.map(({ times }) => times)).toEqual(new Array(2 * ROUNDS).fill(1));
  shop.moveClock(14 * DAY_MS + 60_000);
  await Promise.all(Array.from({ length: 4 }, () => shop.get(EarningService).mature(5)));
  while ((await shop.get(EarningService).mature(500)) > 0);
  for (const { customer } of orders) {
    expect((await earningsOf(customer)).map(({ state }) => state)).toEqual(['available', 'available']);
    expect((await walletOf(customer)).credit.balance).toBe(9_000 + 2_310);
  }
});

it('parts of one merchant from two warehouses are received at once: its reward matures with the last of them', async () => {
  const skus = Array.from({ length: ROUNDS }, (_, i) => `WIDE-${i}`);
  const variants = await shop.sell(skus.map((sku) => ({ sku, priceMinor: 1_000, stock: 4 })));
  const warehouseId = shop.merchants[0]!.secondWarehouseId;
  await shop.database.transaction((tx) =>
    shop.get(InventoryService).changeStock(
      tx,
      variants.map((variantId) => ({ variantId, warehouseId, quantity: 3, kind: 'received' })),
    ),
  );
  const customer = await shop.customer(ROUNDS * 7_000);
  const orders: string[] = [];
  for (const sku of skus) orders.push(await buyWithCredit(customer, [{ sku, quantity: 7 }]));
  for (const orderId of orders) await bring(shop, orderId, 'delivered');
  const receipts = shop.get(ReceiptService);
  await Promise.all(
    orders.flatMap((orderId) =>
      [1, 2, 1, 2].map((number) =>
        shop.database.transaction((tx) => receipts.receive(tx, [{ orderId, number, actor: null }])),
      ),
    ),
  );
  const [{ parts } = { parts: 0 }] = await shop.database.query<{ parts: number }>(
    `SELECT count(*) AS parts FROM orders.sub_order WHERE state = 'completed' AND order_id = ANY ($1)`,
    [orders],
  );
  expect(parts).toBe(2 * ROUNDS);
  const rewards = await earningsOf(customer);
  expect(rewards).toHaveLength(ROUNDS);
  expect(rewards.filter(({ maturesAt }) => maturesAt === null)).toEqual([]);
});

it('two reviews of one line at once: one is written, and earns once', async () => {
  const orders = await boughtByMany([{ sku: 'HUNDRED', quantity: 1 }]);
  for (const { orderId } of orders) await receive(shop, orderId);
  const answers = await Promise.all(
    orders.flatMap(({ customer, orderId }) =>
      [customer, shop.elsewhere(customer)].map((author, i) =>
        author.http.post<{ code?: string }>(`/v1/orders/${orderId}/reviews`, { line: 1, rating: 1 + i }),
      ),
    ),
  );
  expect(tally(answers.map(({ status, body }) => body.code ?? status))).toEqual({
    201: ROUNDS,
    ALREADY_REVIEWED: ROUNDS,
  });
  for (const { customer } of orders) expect((await walletOf(customer)).points.balance).toBe(50);
});

it('four transactions review each of sixty lines at once: one of them does, the others are told', async () => {
  const skus = Array.from({ length: 60 }, (_, i) => `SHELF-${i}`);
  await shop.sell(skus.map((sku) => ({ sku, priceMinor: 100 })));
  const customer = await shop.customer(60 * 100);
  const orderId = await buyWithCredit(
    customer,
    skus.map((sku) => ({ sku, quantity: 1 })),
  );
  await receive(shop, orderId);
  const lines = await shop.database.query<{ position: number; productId: string }>(
    `SELECT l.position, v.product_id AS "productId" FROM orders.line AS l JOIN catalog.variant AS v ON v.id = l.variant_id WHERE l.order_id = $1`,
    [orderId],
  );
  const { database } = shop.test;
  const write = (line: { readonly position: number; readonly productId: string }): Promise<string> => {
    const review = { ...line, id: uuid7(), orderId, customerId: customer.id, rating: 5, text: '' };
    return database.transaction(async (tx) => (await shop.get(ReviewService).write(tx, [review]))[0]!.kind);
  };
  const kinds: string[] = [];
  for (const line of lines) kinds.push(...(await Promise.all([1, 2, 3, 4].map(() => write(line)))));
  expect(tally(kinds)).toEqual({ written: 60, reviewed: 180 });
});

it('a merchant and an operator ship and deliver the same part at once: each is done once', async () => {
  const orders = await boughtByMany([{ sku: 'OTHER', quantity: 2 }]);
  const [merchant, operator] = [await merchantStaff(shop, 2), shop.elsewhere(await shop.staff('operator'))];
  // Shipping waits for the stock, too; of a delivery only the order's own lock makes one.
  for (const step of ['shipment', 'delivery']) {
    const answers = await Promise.all(
      orders.flatMap(({ orderId }) =>
        [merchant, operator, merchant].map(({ http }) =>
          http.post<{ code?: string }>(`/v1/admin/orders/${orderId}/sub-orders/1/${step}`),
        ),
      ),
    );
    expect(tally(answers.map(({ status, body }) => body.code ?? status))).toEqual({
      201: ROUNDS,
      SUB_ORDER_STATE: 2 * ROUNDS,
    });
  }
});

it('one key is one shipment, however often it comes', async () => {
  const orderId = await buyWithCredit(await shop.customer(2_000), [{ sku: 'OTHER', quantity: 2 }]);
  const [{ http }, key] = [await shop.staff('operator'), { 'idempotency-key': randomUUID() }];
  const path = `/v1/admin/orders/${orderId}/sub-orders/1/shipment`;
  const answers = await Promise.all(Array.from({ length: 10 }, () => http.post(path, {}, key)));
  expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 10 });
});

it('has broken no deadlock', async () => {
  expect(await deadlocks(shop.test.database)).toBe(0);
});

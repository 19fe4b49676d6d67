/** From the payment to the reward: parts of an order are accepted, shipped and delivered by hand, received, and what they earned matures. */
import { randomUUID } from 'node:crypto';
import type { OrderDto } from '#libs/order';
import { ReceiptService, SubOrderWork } from '#libs/order-saga';
import { changedTables, pictureOf } from '../fuzz/world.js';
import { expectCleanAudit } from '../support/audit.js';
import { EventClient } from '../support/event-client.js';
import { eventually } from '../support/http-client.js';
import { buyWithCredit, DAY_MS, earningsOf, walletOf } from '../support/loyalty-kit.js';
import { lasting } from '../race/race-kit.js';
import { bring, makeThirdParty, merchantStaff } from '../support/receipt-kit.js';
import { ADDRESS, Shop, type Customer } from '../support/shop.js';

interface Part {
  readonly state: string;
  readonly orderState: string;
  readonly mayMoveTo: readonly string[];
  readonly confirmBy: string | null;
  readonly shippingAddress: object | null;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
}
interface Refused {
  readonly code: string;
  readonly state?: string;
  readonly mayMoveTo?: readonly string[];
}
interface Work {
  readonly items: readonly { readonly orderId: string; readonly subOrder: number }[];
}

let shop: Shop;
let operator: Customer;
let merchants: readonly Customer[];
beforeAll(async () => {
  shop = await Shop.open();
  await makeThirdParty(shop, 3);
  await shop.sell([
    { sku: 'HUNDRED', priceMinor: 10_000 },
    { sku: 'FIFTY', priceMinor: 5_000, merchant: 2 },
    { sku: 'THIRD', priceMinor: 2_000, merchant: 3 },
    { sku: 'LATE', priceMinor: 1_000, stock: 5, variant: { takesStockAt: 'payment' } },
  ]);
  [operator] = (await lasting(shop, [await shop.staff('operator')])) as [Customer];
  merchants = [await merchantStaff(shop, 1), await merchantStaff(shop, 2), await merchantStaff(shop, 3)];
});
afterEach(async () => {
  await expectCleanAudit(shop);
});
afterAll(() => shop?.close());

const buyer = async (creditMinor = 50_000): Promise<Customer> =>
  (await lasting(shop, [await shop.customer(creditMinor)]))[0]!;
const partPath = (orderId: string, number = 1): string => `/v1/admin/orders/${orderId}/sub-orders/${number}`;
const orderOf = async (customer: Customer, orderId: string): Promise<OrderDto> =>
  (await customer.http.get<OrderDto>(`/v1/orders/${orderId}`)).body;
const confirm = (customer: Customer, orderId: string, key: string = randomUUID()) =>
  customer.http.post<OrderDto & Refused>(`/v1/orders/${orderId}/receipt`, undefined, { 'idempotency-key': key });

function record(
  by: Customer,
  orderId: string,
  step: string,
  more: { number?: number; key?: string; note?: string } = {},
) {
  const { number = 1, key = randomUUID(), note } = more;
  const path = `${partPath(orderId, number)}/${step}`;
  return by.http.post<Part & Refused>(path, { ...(note && { note }) }, { 'idempotency-key': key });
}

async function allowed(customer: Customer, orderId: string): Promise<readonly string[]> {
  const { allowedActions } = await orderOf(customer, orderId);
  return allowedActions.filter((action) => action.allowed).map(({ action }) => action);
}

async function stockOf(sku: string): Promise<{ onHand: number; reserved: number }> {
  const [row] = await shop.database.query<{ onHand: number; reserved: number }>(
    `SELECT sum(on_hand)::bigint AS "onHand", sum(reserved)::bigint AS reserved FROM inventory.stock
     WHERE variant_id = (SELECT id FROM catalog.variant WHERE sku = $1)`,
    [sku],
  );
  return row!;
}

it('tells the whole life of an order: shipped, delivered, received, its reward in the wallet seven days later', async () => {
  const customer = await buyer();
  const orderId = await buyWithCredit(customer, [{ sku: 'HUNDRED', quantity: 2 }]);
  const [before, live] = [await stockOf('HUNDRED'), await EventClient.open(customer.http)];
  const work = await merchants[0]!.http.get<Work>('/v1/admin/shipping-work?limit=100');
  expect(work.body.items).toEqual([expect.objectContaining({ orderId, subOrder: 1 })]);
  const seen = await merchants[0]!.http.get<Part>(partPath(orderId));
  expect(seen.body).toMatchObject({
    state: 'paid',
    mayMoveTo: ['shipped'],
    shippingAddress: ADDRESS,
    lines: [{ sku: 'HUNDRED', quantity: 2 }],
  });
  expect(await allowed(customer, orderId)).toEqual(['reorder']);

  const shipped = await record(merchants[0]!, orderId, 'shipment', { note: 'DHL 0034' });
  expect([shipped.status, shipped.body]).toMatchObject([201, { state: 'shipped', orderState: 'shipped' }]);
  expect(await stockOf('HUNDRED')).toEqual({ onHand: before.onHand - 2, reserved: before.reserved - 2 });
  expect((await merchants[0]!.http.get<Work>('/v1/admin/shipping-work')).body.items).toEqual([]);
  expect(await allowed(customer, orderId)).toEqual(['confirm_receipt', 'reorder']);

  const delivered = await record(operator, orderId, 'delivery');
  const confirmBy = Date.parse(delivered.body.confirmBy!);
  expect(delivered.body).toMatchObject({ state: 'delivered', orderState: 'delivered' });
  expect(Math.abs(confirmBy - Date.now() - 7 * DAY_MS)).toBeLessThan(60_000);
  expect((await orderOf(customer, orderId)).subOrders[0]!.confirmBy).toBe(delivered.body.confirmBy);
  expect(await earningsOf(customer)).toMatchObject([{ state: 'maturing', maturesAt: null }]);

  const received = await confirm(customer, orderId);
  expect([received.status, received.body.state]).toEqual([200, 'completed']);
  expect(await allowed(customer, orderId)).toEqual(['review', 'reorder']);
  const [reward] = await earningsOf(customer);
  expect(reward).toMatchObject({ state: 'maturing', amount: 4_200 });
  expect(Math.abs(Date.parse(reward!.maturesAt!) - Date.now() - 7 * DAY_MS)).toBeLessThan(60_000);
  expect((await walletOf(customer)).credit).toMatchObject({ balance: 30_000, maturing: 4_200 });

  const timeline = await customer.http.get<object[]>(`/v1/orders/${orderId}/timeline`);
  expect(timeline.body.slice(2)).toMatchObject([
    {
      ...{ what: 'shipped', subOrder: 1, fromState: 'paid', toState: 'shipped' },
      ...{ actor: merchants[0]!.id, note: 'DHL 0034' },
    },
    { what: 'delivered', subOrder: 1, fromState: 'shipped', toState: 'delivered', actor: operator.id },
    { what: 'completed', subOrder: 1, fromState: 'delivered', toState: 'completed', actor: customer.id },
  ]);
  await eventually(
    async () => live.seen.filter(({ data }) => data['orderId'] === orderId && data['subOrder'] === 1),
    (events) => events.length === 3,
    'all three moves are told live',
  );
  await live.close();

  shop.moveClock(6.9 * DAY_MS);
  await shop.get(ReceiptService).receiveDue(500);
  expect((await walletOf(customer)).credit).toMatchObject({ balance: 30_000, maturing: 4_200 });
  shop.moveClock(7 * DAY_MS + 60_000);
  const wallet = await eventually(
    () => walletOf(customer),
    ({ credit }) => credit.balance === 34_200,
    'the reward is in the wallet',
  );
  expect(wallet.credit).toMatchObject({ available: 34_200, maturing: 0 });
  shop.moveClock(0);
});

describe('parts of an order', () => {
  it('each go their own way, by their own merchant, along the flow of their goods', async () => {
    const customer = await buyer();
    const lines = ['HUNDRED', 'FIFTY', 'THIRD'].map((sku) => ({ sku, quantity: 1 }));
    const orderId = await buyWithCredit(customer, lines);
    const { subOrders } = await orderOf(customer, orderId);
    const third = subOrders.find(({ goodsType }) => goodsType === 'third_party')!.number;
    const early = await record(merchants[2]!, orderId, 'shipment', { number: third });
    expect([early.status, early.body]).toMatchObject([
      409,
      { code: 'SUB_ORDER_STATE', state: 'paid', mayMoveTo: ['accepted'] },
    ]);
    const needless = await record(merchants[0]!, orderId, 'acceptance');
    expect([needless.status, needless.body.state]).toEqual([409, 'paid']);
    const states: string[] = [];
    for (const [by, step, number] of [
      [2, 'acceptance', third],
      [0, 'shipment', 1],
      [0, 'delivery', 1],
      [1, 'shipment', 2],
      [2, 'shipment', third],
      [2, 'delivery', third],
      [1, 'delivery', 2],
    ] as const) {
      const done = await record(merchants[by]!, orderId, step, { number });
      expect([step, number, done.status]).toEqual([step, number, 201]);
      states.push(done.body.orderState);
    }
    expect(states).toEqual([
      ...['paid', 'partly_shipped', 'partly_shipped', 'partly_shipped'],
      ...['partly_delivered', 'partly_delivered', 'delivered'],
    ]);
  });

  it('are nothing to another merchant, and unknown when there are none', async () => {
    const orderId = await buyWithCredit(await buyer(), [{ sku: 'FIFTY', quantity: 1 }]);
    const before = await pictureOf(shop);
    const answers = [
      await merchants[0]!.http.get<Refused>(partPath(orderId)),
      await record(merchants[0]!, orderId, 'shipment'),
      await record(operator, orderId, 'shipment', { number: 2 }),
      await record(operator, randomUUID(), 'shipment'),
      await record(merchants[0]!, randomUUID(), 'shipment'),
    ];
    expect(answers.map(({ status, body }) => `${status} ${body.code}`)).toEqual(
      new Array(answers.length).fill('404 ORDER_NOT_FOUND'),
    );
    expect(changedTables(before, await pictureOf(shop))).toEqual([]);
  });

  it('ship once: the same key answers alike, another is told the state, and nothing moves', async () => {
    const orderId = await buyWithCredit(await buyer(), [{ sku: 'FIFTY', quantity: 3 }]);
    const undelivered = await record(operator, orderId, 'delivery');
    expect([undelivered.status, undelivered.body.state]).toEqual([409, 'paid']);
    const key = randomUUID();
    const first = await record(merchants[1]!, orderId, 'shipment', { key });
    const before = [await stockOf('FIFTY'), await pictureOf(shop)] as const;
    const again = await record(merchants[1]!, orderId, 'shipment', { key });
    expect([again.status, again.body, again.headers.get('idempotency-replayed')]).toEqual([201, first.body, 'true']);
    const twice = await record(merchants[1]!, orderId, 'shipment');
    expect([twice.status, twice.body]).toMatchObject([409, { code: 'SUB_ORDER_STATE', state: 'shipped' }]);
    expect([await stockOf('FIFTY'), changedTables(before[1], await pictureOf(shop))]).toEqual([before[0], []]);
  });

  it('do not leave before they are paid, and tell nobody where to', async () => {
    const customer = await buyer(0);
    const placed = await customer.http.post<OrderDto>('/v1/orders', {
      ...{ sku: 'HUNDRED', quantity: 1, shippingAddress: ADDRESS },
    });
    const refused = await record(operator, placed.body.id, 'shipment');
    expect([refused.status, refused.body]).toMatchObject([409, { state: 'awaiting_payment', mayMoveTo: [] }]);
    const seen = await merchants[0]!.http.get<Part>(partPath(placed.body.id));
    expect([seen.status, seen.body.shippingAddress]).toEqual([200, null]);
  });

  it('take goods out of stock that were only taken when paid', async () => {
    const orderId = await buyWithCredit(await buyer(), [{ sku: 'LATE', quantity: 3 }]);
    expect(await stockOf('LATE')).toEqual({ onHand: 5, reserved: 3 });
    expect((await record(operator, orderId, 'shipment')).status).toBe(201);
    expect(await stockOf('LATE')).toEqual({ onHand: 2, reserved: 0 });
  });

  it('are recorded many at once, one outcome each, in order', async () => {
    const customer = await buyer();
    const ids = [];
    for (let i = 0; i < 3; i++) ids.push(await buyWithCredit(customer, [{ sku: 'HUNDRED', quantity: 1 }]));
    const records = [
      ...ids.map((orderId) => ({ orderId, number: 1, to: 'shipped' as const, actor: null })),
      { orderId: ids[0]!, number: 1, to: 'delivered' as const, actor: null },
      { orderId: ids[0]!, number: 1, to: 'shipped' as const, actor: null },
      { orderId: ids[1]!, number: 2, to: 'shipped' as const, actor: null },
      { orderId: ids[1]!, number: 1, to: 'delivered' as const, actor: null, merchantId: shop.merchants[1]!.merchantId },
    ];
    const outcomes = await shop.database.transaction((tx) => shop.get(SubOrderWork).record(tx, records));
    expect(outcomes).toEqual([
      ...ids.map(() => ({ kind: 'moved', from: 'paid', orderState: 'shipped' })),
      { kind: 'moved', from: 'shipped', orderState: 'delivered' },
      { kind: 'elsewhere', state: 'delivered' },
      { kind: 'unknown' },
      { kind: 'unknown' },
    ]);
  });
});

describe('a receipt', () => {
  it('is one, however often it is confirmed, and refused before anything has come', async () => {
    const [customer, stranger] = [await buyer(), await buyer(0)];
    const orderId = await buyWithCredit(customer, [{ sku: 'HUNDRED', quantity: 1 }]);
    const early = await confirm(customer, orderId);
    expect([early.status, early.body]).toMatchObject([409, { code: 'NOTHING_RECEIVED', state: 'paid' }]);
    await bring(shop, orderId, 'delivered');
    const foreign = await confirm(stranger, orderId);
    expect([foreign.status, foreign.body.code]).toEqual([404, 'ORDER_NOT_FOUND']);
    const key = randomUUID();
    const first = await confirm(customer, orderId, key);
    const before = await pictureOf(shop);
    const [again, anew] = [await confirm(customer, orderId, key), await confirm(customer, orderId)];
    expect([first.status, again.status, anew.status]).toEqual([200, 200, 200]);
    expect([again.body, anew.body]).toEqual([first.body, first.body]);
    expect(changedTables(before, await pictureOf(shop))).toEqual([]);
  });

  it('completes what was shipped, also before anybody reported its delivery', async () => {
    const customer = await buyer();
    const orderId = await buyWithCredit(customer, [{ sku: 'HUNDRED', quantity: 1 }]);
    await bring(shop, orderId, 'shipped');
    expect((await confirm(customer, orderId)).body).toMatchObject({ state: 'completed' });
  });

  it('of a part starts the reward of its merchant alone; the rest follows with the rest', async () => {
    const customer = await buyer();
    const lines = [
      { sku: 'HUNDRED', quantity: 1 },
      { sku: 'FIFTY', quantity: 1 },
    ];
    const orderId = await buyWithCredit(customer, lines);
    await bring(shop, orderId, 'delivered', shop.merchants[1]!.merchantId);
    const part = await confirm(customer, orderId);
    expect(part.body).toMatchObject({
      state: 'partly_shipped',
      subOrders: [{ state: 'paid' }, { state: 'completed' }],
    });
    const started = async (): Promise<readonly number[]> =>
      (await earningsOf(customer)).flatMap(({ maturesAt, amount }) => (maturesAt === null ? [] : [amount])).sort();
    expect(await started()).toEqual([1_050]);
    await bring(shop, orderId, 'shipped', shop.merchants[0]!.merchantId);
    expect((await confirm(customer, orderId)).body.state).toBe('completed');
    expect(await started()).toEqual([1_050, 2_100]);
  });

  it('confirms itself seven days after delivery, and not before', async () => {
    const customer = await buyer();
    const orders: string[] = [];
    for (let i = 0; i < 3; i++) orders.push(await buyWithCredit(customer, [{ sku: 'HUNDRED', quantity: 1 }]));
    await bring(shop, orders[0]!, 'delivered');
    await bring(shop, orders[1]!, 'shipped');
    shop.moveClock(7 * DAY_MS - 60_000);
    await bring(shop, orders[2]!, 'delivered');
    // What earlier tests had delivered may be due by now, on a slow machine; not this.
    await shop.get(ReceiptService).receiveDue(500);
    expect((await orderOf(customer, orders[0]!)).state).toBe('delivered');
    shop.moveClock(7 * DAY_MS + 30_000);
    const received = await eventually(
      () => orderOf(customer, orders[0]!),
      ({ state }) => state === 'completed',
      'the receipt has confirmed itself',
    );
    expect(received.subOrders[0]).toMatchObject({ state: 'completed', confirmBy: null });
    expect([(await orderOf(customer, orders[1]!)).state, (await orderOf(customer, orders[2]!)).state]).toEqual([
      'shipped',
      'delivered',
    ]);
    const timeline = await customer.http.get<object[]>(`/v1/orders/${orders[0]!}/timeline`);
    expect(timeline.body.at(-1)).toMatchObject({
      what: 'completed',
      actor: null,
      note: expect.stringMatching(/by itself/),
    });
    const rewards = await earningsOf(customer);
    const mine = rewards.find(({ orderId }) => orderId === orders[0]!)!;
    expect(Math.abs(Date.parse(mine.maturesAt!) - Date.now() - 14 * DAY_MS)).toBeLessThan(120_000);
    expect(rewards.filter(({ maturesAt }) => maturesAt !== null)).toHaveLength(1);
    shop.moveClock(0);
  });
});

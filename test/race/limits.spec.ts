/** Many at once for what there is too little of: exactly the right number wins, and nobody sees why the others waited. */
import { requestHash, uuid7 } from '#libs/platform';
import { plantFault } from '#libs/platform/testing';
import { PlacementService, type Wish } from '#libs/order-saga';
import { WalletService } from '#libs/wallet-credit';
import { expectCleanAudit } from '../support/audit.js';
import { ADDRESS, Shop } from '../support/shop.js';
import {
  buy,
  cancel,
  confirm,
  deadlocks,
  lasting,
  openPayment,
  orderOf,
  payable,
  PAY_TIME_MS,
  settled,
  stockOf,
  tally,
  unpaid,
  wallet,
} from './race-kit.js';

const WISH: Omit<Wish, 'customerId'> = {
  lines: [{ sku: 'FIFO', quantity: 1 }],
  credit: { use: 'max' },
  points: 0,
  couponCodes: [],
  address: ADDRESS,
  expectedTotal: null,
  reference: null,
};

/** Pens of so many kinds: orders on different goods meet at the wallet alone. */
const PENS = 20;

let shop: Shop;
let variants: ReadonlyMap<string, string>;
beforeAll(async () => {
  // Small batches, so that the races cross them.
  shop = await Shop.open({ apis: 2, config: { workerInApi: false, batchSizeMax: 8 } });
  const goods = [
    ...Array.from({ length: PENS }, (_, n) => ({ sku: `PEN-${n}`, priceMinor: 100, stock: 1_000 })),
    { sku: 'LAST', priceMinor: 900, stock: 1 },
    { sku: 'HELD', priceMinor: 900, stock: 1 },
    { sku: 'FIFO', priceMinor: 100, stock: 60 },
  ];
  const ids = await shop.sell(goods);
  variants = new Map(goods.map(({ sku }, n) => [sku, ids[n]!]));
});
afterAll(() => shop?.close());
afterEach(async () => {
  await expectCleanAudit(shop);
  shop.moveClock(0);
});

it('spends one wallet a hundred times at once, as often as it reaches', async () => {
  const customer = await shop.customer(4_000);
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      buy(shop.elsewhere(customer, n), { sku: `PEN-${n % PENS}`, credit: { use: 'exact', amount: 100 } }),
    ),
  );
  expect(tally(answers.map(({ status, body }) => body.code ?? status))).toEqual({ 201: 40, INSUFFICIENT_CREDIT: 60 });
  expect(await wallet(customer)).toEqual({ balance: 0, held: 0, available: 0 });
  // The judge outside the database: every answer said what was left after it, and no two said the same.
  const said = answers.flatMap(({ body }) => (body.wallet ? [body.wallet.available] : [])).sort((a, b) => b - a);
  expect(said).toEqual(Array.from({ length: 40 }, (_, n) => 3_900 - n * 100));
});

it('carries out the same key a hundred times at once over two APIs once, with one answer', async () => {
  const customer = await shop.customer(4_000);
  const key = 'the-same-key';
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      buy(shop.elsewhere(customer, n), { sku: 'PEN-0', credit: { use: 'max' }, key }),
    ),
  );
  expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 100 });
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect((await customer.http.get<{ items: unknown[] }>('/v1/orders')).body.items).toHaveLength(1);
  expect(await wallet(customer)).toEqual({ balance: 3_900, held: 0, available: 3_900 });
});

it('sells the last unit once', async () => {
  const buyers = await shop.customers(20, 1_000);
  const answers = await Promise.all(buyers.map((buyer) => buy(buyer, { sku: 'LAST', credit: { use: 'max' } })));
  expect(tally(answers.map(({ status, body }) => body.code ?? status))).toEqual({ 201: 1, INSUFFICIENT_STOCK: 19 });
  expect(await stockOf(shop.test.database, variants.get('LAST')!)).toEqual({ onHand: 1, reserved: 1 });
});

it('serves a hot SKU in the order of arrival, over many batches', async () => {
  const buyers = await shop.customers(100, 1_000);
  const placement = shop.get(PlacementService);
  const outcomes = await Promise.all(
    buyers.map(({ id }, n) =>
      placement
        .place({
          principalId: id,
          key: `arrival-${n}`,
          requestHash: requestHash('arrival', n),
          wish: { ...WISH, customerId: id },
        })
        .then(
          () => 'bought',
          (error: { code?: string }) => error.code,
        ),
    ),
  );
  expect(outcomes).toEqual(buyers.map((_, n) => (n < 60 ? 'bought' : 'INSUFFICIENT_STOCK')));
});

it('example 8: lets a hold lapse by the clock alone, and nobody pays for goods that are gone', async () => {
  const [x, y] = await lasting(shop, await shop.customers(2, 0));
  const orderId = await unpaid(x!, { sku: 'HELD' });
  shop.moveClock(PAY_TIME_MS - 1_000);
  expect((await buy(y!, { sku: 'HELD' })).body.code).toBe('INSUFFICIENT_STOCK');
  shop.moveClock(PAY_TIME_MS + 1_000);
  const bought = await buy(y!, { sku: 'HELD' });
  expect(bought.status).toBe(201);
  const refused = await x!.http.post<{ code: string }>(`/v1/orders/${orderId}/payments`);
  expect([refused.status, refused.body.code]).toEqual([422, 'INSUFFICIENT_STOCK']);
  await shop.runner.drain();
  expect((await orderOf(x!, orderId)).state).toBe('cancelled');
  expect(await shop.test.database.query('SELECT id FROM payment.payment WHERE order_id = $1', [orderId])).toEqual([]);
  await cancel(y!, bought.body.id);
});

it('pays for what was held although the hold lapses meanwhile, or gives the money back: never both, never neither', async () => {
  const rounds = 6;
  const payers = await shop.customers(rounds, 0);
  const goods = await shop.sell(payers.map((_, n) => ({ sku: `EDGE-${n}`, priceMinor: 700, stock: 1 })));
  const opened = await Promise.all(payers.map((payer, n) => payable(payer, { sku: `EDGE-${n}` })));
  const orders = opened.map(({ orderId }) => orderId);
  await Promise.all(opened.map(({ customer, paymentId }) => confirm(customer, paymentId)));
  shop.moveClock(PAY_TIME_MS + 1_000);
  const rivals = await lasting(shop, await shop.customers(rounds, 1_000));
  // The runner secures the goods of paid orders while somebody else takes lapsed ones.
  const [, bought] = await Promise.all([
    shop.runner.drain(),
    Promise.all(rivals.map((rival, n) => buy(rival, { sku: `EDGE-${n}`, credit: { use: 'max' } }))),
  ]);
  await shop.runner.drain();
  for (const [n, orderId] of orders.entries()) {
    expect(await stateOf(orderId)).toBe(bought[n]!.status === 201 ? 'cancelled' : 'paid');
    expect(await stockOf(shop.test.database, goods[n]!)).toEqual({ onHand: 1, reserved: 1 });
  }
  await settled(shop);
});

it('never spends credit that has expired, and keeps what was held before', async () => {
  const customer = await shop.customer(0);
  const expiresAt = new Date((await shop.database.now()).getTime() + 60_000);
  await shop.database.transaction((tx) =>
    shop.get(WalletService).grant(tx, [
      {
        transferId: uuid7(),
        lotId: uuid7(),
        ownerId: customer.id,
        asset: 'credit',
        amount: 1_000,
        source: 'promotion',
        from: 'promotions',
        kind: 'promotion',
        reference: uuid7(),
        expiresAt,
        actor: null,
        reason: 'test',
      },
    ]),
  );
  const heldBefore = await unpaid(customer, { sku: 'PEN-0', quantity: 6, credit: { use: 'exact', amount: 500 } });
  const buyFor100 = (_: unknown, n: number) =>
    buy(shop.elsewhere(customer, n), { sku: `PEN-${n % PENS}`, credit: { use: 'exact', amount: 100 } });
  const inTime = await Promise.all(Array.from({ length: 3 }, buyFor100));
  expect(tally(inTime.map(({ status }) => status))).toEqual({ 201: 3 });
  const onTheEdge = Array.from({ length: 10 }, buyFor100);
  await Promise.race(onTheEdge);
  shop.moveClock(60_001);
  const answers = await Promise.all(onTheEdge);
  const bought = answers.filter(({ status }) => status === 201).length;
  expect(bought).toBeLessThanOrEqual(2);
  expect(answers.every(({ status, body }) => status === 201 || body.code === 'INSUFFICIENT_CREDIT')).toBe(true);
  expect((await buy(customer, { sku: 'PEN-0', credit: { use: 'exact', amount: 1 } })).body.code).toBe(
    'INSUFFICIENT_CREDIT',
  );
  await confirm(customer, await openPayment(customer, heldBefore));
  await shop.runner.drain();
  expect((await orderOf(customer, heldBefore)).state).toBe('paid');
  // What was neither held nor spent when the time came is still in the balance until the expiry is booked, and not to be had.
  expect(await wallet(customer)).toEqual({ balance: 1_000 - 500 - 300 - 100 * bought, held: 0, available: 0 });
});

it('finds the order again when the acknowledgement of its COMMIT was lost', async () => {
  const customer = await shop.customer(1_000);
  const lose = (): (() => void) => {
    const takeAway = plantFault('db.after_commit', () => {
      takeAway();
      throw Object.assign(new Error('planted: the acknowledgement is lost'), { code: 'ECONNRESET' });
    });
    return takeAway;
  };
  const wish = { sku: 'PEN-0', credit: { use: 'max' }, key: 'lost-acknowledgement' };
  lose();
  const first = await buy(customer, wish);
  const again = await buy(customer, wish);
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.body).toEqual(first.body);
  expect(await wallet(customer)).toEqual({ balance: 900, held: 0, available: 900 });
  // A refusal whose acknowledgement is lost is the same refusal again.
  const refusal = { sku: 'PEN-0', quantity: 900, credit: { use: 'exact', amount: 901 }, key: 'lost-refusal' };
  lose();
  const [refused, repeated] = [await buy(customer, refusal), await buy(customer, refusal)];
  expect([refused.status, refused.body.code]).toEqual([422, 'INSUFFICIENT_CREDIT']);
  expect(repeated.body).toEqual({ ...refused.body, requestId: expect.any(String) });
});

it('has broken no deadlock', async () => {
  expect(await deadlocks(shop.test.database)).toBe(0);
});

async function stateOf(orderId: string): Promise<string | undefined> {
  const [row] = await shop.test.database.query<{ state: string }>(
    'SELECT state FROM orders.customer_order WHERE id = $1',
    [orderId],
  );
  return row?.state;
}

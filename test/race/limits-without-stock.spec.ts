/** Goods that take no stock when they are ordered (virtual ones, and those taken when paid) have a limit per customer like any other: exact at placement, under rivals, and given back when cancelled. */
import { requestHash, statementCounts } from '#libs/platform';
import { PlacementService, type Wish } from '#libs/order-saga';
import { expectCleanAudit } from '../support/audit.js';
import { ADDRESS, Shop, type Customer } from '../support/shop.js';
import {
  becomes,
  buy,
  cancel,
  confirm,
  deadlocks,
  lasting,
  payable,
  PAY_TIME_MS,
  settled,
  stockOf,
  tally,
  unpaid,
} from './race-kit.js';

const DAY_MS = 24 * 3_600_000;
const LIMIT = { purchaseLimit: { units: 3, windowDays: 30 } };
const CREDIT = { use: 'max' };

let shop: Shop;
let mug: string;
beforeAll(async () => {
  shop = await Shop.open({ apis: 2, config: { workerInApi: false, batchSizeMax: 8 } });
  const ids = await shop.sell([
    { sku: 'MUG', priceMinor: 100, stock: 500 },
    { sku: 'LATE', priceMinor: 100, stock: 500, variant: { ...LIMIT, takesStockAt: 'payment' } },
    { sku: 'E-TICKET', priceMinor: 100, stock: 0, variant: LIMIT },
    { sku: 'E-LATE', priceMinor: 100, stock: 0, variant: { ...LIMIT, takesStockAt: 'payment' } },
    { sku: 'E-CART', priceMinor: 100, stock: 0, variant: { ...LIMIT, takesStockAt: 'cart' } },
    { sku: 'E-CLUB', priceMinor: 100, stock: 0, variant: LIMIT },
    { sku: 'E-FREE', priceMinor: 100, stock: 0 },
  ]);
  mug = ids[0]!;
  await shop.database.query(
    `UPDATE catalog.product SET kind = CASE title WHEN 'Product E-CLUB' THEN 'subscription' ELSE 'virtual' END WHERE title LIKE 'Product E-%'`,
  );
});
afterAll(() => shop?.close());
afterEach(async () => {
  await expectCleanAudit(shop);
  shop.moveClock(0);
});

/** What an answer said: how many units it got, or why not and how many were left. */
async function bought(customer: Customer, sku: string, quantity: number): Promise<number | [string, number]> {
  const { status, body } = await buy(customer, { sku, quantity, credit: CREDIT });
  const refused = body as unknown as { code: string; lines: readonly { readonly remaining: number }[] };
  return status === 201 ? quantity : [refused.code, refused.lines[0]!.remaining];
}

describe.each(['E-TICKET', 'E-LATE', 'E-CART', 'E-CLUB'])('%s', (sku) => {
  it('is sold up to the limit within the window, to each customer', async () => {
    const [ada, bob] = await lasting(shop, await shop.customers(2, 10_000));
    expect(await bought(ada!, sku, 4)).toEqual(['PURCHASE_LIMIT', 3]);
    expect(await bought(ada!, sku, 2)).toBe(2);
    expect(await bought(ada!, sku, 2)).toEqual(['PURCHASE_LIMIT', 1]);
    expect(await bought(ada!, sku, 1)).toBe(1);
    expect(await bought(ada!, sku, 1)).toEqual(['PURCHASE_LIMIT', 0]);
    expect(await bought(bob!, sku, 3)).toBe(3);
  });

  it('is bought by one customer at once at two APIs exactly up to the limit', async () => {
    for (const customer of await shop.customers(3, 10_000)) {
      const answers = await Promise.all(
        Array.from({ length: 24 }, (_, n) => buy(shop.elsewhere(customer, n), { sku, credit: CREDIT })),
      );
      expect(tally(answers.map(({ status, body }) => body.code ?? status))).toEqual({ 201: 3, PURCHASE_LIMIT: 21 });
    }
  });
});

it('may be bought again after the window', async () => {
  const customer = await shop.customer(10_000);
  expect(await bought(customer, 'E-TICKET', 3)).toBe(3);
  shop.moveClock(30 * DAY_MS - 60_000);
  const [then] = await lasting(shop, [customer]);
  expect(await bought(then!, 'E-TICKET', 1)).toEqual(['PURCHASE_LIMIT', 0]);
  shop.moveClock(30 * DAY_MS + 60_000);
  expect(await bought(then!, 'E-TICKET', 3)).toBe(3);
});

it('counts while an order waits, is given back when it is cancelled or not paid in time, and stays when it is paid', async () => {
  const [customer] = await lasting(shop, await shop.customers(1, 10_000));
  const orderId = await unpaid(customer!, { sku: 'E-TICKET', quantity: 3 });
  expect(await bought(customer!, 'E-TICKET', 1)).toEqual(['PURCHASE_LIMIT', 0]);
  expect((await cancel(customer!, orderId)).status).toBe(200);
  const late = await unpaid(customer!, { sku: 'E-TICKET', quantity: 3 });
  shop.moveClock(PAY_TIME_MS + 1_000);
  await shop.runner.drain();
  await becomes(customer!, late, 'cancelled');
  const { orderId: paid, paymentId } = await payable(customer!, { sku: 'E-TICKET', quantity: 2 });
  await confirm(customer!, paymentId);
  await shop.runner.drain();
  await becomes(customer!, paid, 'paid');
  await settled(shop);
  expect(await bought(customer!, 'E-TICKET', 2)).toEqual(['PURCHASE_LIMIT', 1]);
});

it('counts no hold that has lapsed, swept or not; who was late cannot have it beside', async () => {
  const [customer] = await lasting(shop, await shop.customers(1, 10_000));
  const late = await payable(customer!, { sku: 'E-TICKET', quantity: 3 });
  await confirm(customer!, late.paymentId);
  shop.moveClock(PAY_TIME_MS + 1_000);
  expect(await bought(customer!, 'E-TICKET', 3)).toBe(3);
  await shop.runner.drain();
  await becomes(customer!, late.orderId, 'cancelled');
  await settled(shop);
});

it('is refused with all that came with it, and nothing of it is held', async () => {
  const [customer] = await shop.customers(1, 10_000);
  const lines = [
    { sku: 'MUG', quantity: 2 },
    { sku: 'E-TICKET', quantity: 2, messages: {} },
    { sku: 'E-FREE', quantity: 9 },
  ];
  const send = () =>
    customer!.http.post<{ code?: string; lines: readonly { sku: string }[]; state: string }>('/v1/orders', {
      lines,
      shippingAddress: ADDRESS,
      credit: CREDIT,
    });
  const before = await stockOf(shop.test.database, mug);
  const first = await send();
  expect([first.status, first.body.state, first.body.lines.map(({ sku }) => sku)]).toEqual([
    201,
    'paid',
    ['MUG', 'E-TICKET', 'E-FREE'],
  ]);
  const second = await send();
  expect([second.status, second.body]).toMatchObject([
    422,
    { code: 'PURCHASE_LIMIT', lines: [{ sku: 'E-TICKET', requested: 2, remaining: 1, limit: 3, windowDays: 30 }] },
  ]);
  expect(await stockOf(shop.test.database, mug)).toEqual({ onHand: before.onHand, reserved: before.reserved + 2 });
});

describe('goods that are taken when they are paid', () => {
  it('are refused over the limit when they are ordered, before anybody pays for what cannot be had', async () => {
    const [customer] = await lasting(shop, await shop.customers(1, 10_000));
    const preview = await customer!.http.post<{ problems: { code: string }[] }>('/v1/checkout/preview', {
      lines: [{ sku: 'LATE', quantity: 4 }],
      shippingAddress: ADDRESS,
    });
    expect(preview.body.problems.map(({ code }) => code)).toEqual(['LIMIT']);
    expect((await buy(customer!, { sku: 'LATE', quantity: 4 })).body.code).toBe('PURCHASE_LIMIT');
    // Waiting for its payment an order counts, cancelled it does not, paid it does.
    const first = await unpaid(customer!, { sku: 'LATE', quantity: 3 });
    expect(await bought(customer!, 'LATE', 1)).toEqual(['PURCHASE_LIMIT', 0]);
    await cancel(customer!, first);
    const { orderId, paymentId } = await payable(customer!, { sku: 'LATE', quantity: 2 });
    await confirm(customer!, paymentId);
    await shop.runner.drain();
    await becomes(customer!, orderId, 'paid');
    expect(await bought(customer!, 'LATE', 1)).toBe(1);
    expect(await bought(customer!, 'LATE', 1)).toEqual(['PURCHASE_LIMIT', 0]);
  });

  it('are ordered by one customer at once at two APIs exactly up to the limit, paid or not', async () => {
    const [customer] = await shop.customers(1, 10_000);
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, n) =>
        buy(shop.elsewhere(customer!, n), { sku: 'LATE', ...(n % 2 === 0 && { credit: CREDIT }) }),
      ),
    );
    expect(tally(answers.map(({ status, body }) => body.code ?? status))).toEqual({ 201: 3, PURCHASE_LIMIT: 21 });
  });
});

it('costs statements by the batch, and none where no such goods are bought', async () => {
  const customers = await shop.customers(8, 10_000);
  const placement = shop.get(PlacementService);
  const counted = async (sku: string): Promise<Record<string, number>> => {
    const before = new Map(statementCounts);
    const wish: Omit<Wish, 'customerId'> = {
      lines: [{ sku, quantity: 1 }],
      credit: { use: 'max' },
      points: 0,
      couponCodes: [],
      address: ADDRESS,
      expectedTotal: null,
      reference: null,
    };
    await Promise.all(
      customers.map(({ id }) =>
        placement.place({
          principalId: id,
          key: sku,
          requestHash: requestHash(sku, sku),
          wish: { ...wish, customerId: id },
        }),
      ),
    );
    const sent = [...statementCounts].map(([name, count]) => [name, count - (before.get(name) ?? 0)] as const);
    return Object.fromEntries(sent.filter(([name, count]) => name.startsWith('inventory.') && count > 0));
  };
  const plain = {
    'inventory.lock_stock_of_variants': 1,
    'inventory.find_reservations': 1,
    'inventory.write_reservations': 1,
    'inventory.secure_reservations': 1,
    'inventory.commit_reservations': 1,
  };
  expect(await counted('E-TICKET')).toEqual({
    ...plain,
    'inventory.lock_limits': 1,
    'inventory.bought_within_window': 1,
    'inventory.write_limited_purchases': 1,
  });
  expect(await counted('E-FREE')).toEqual({});
  expect(await counted('MUG')).toEqual(plain);
});

it('has broken no deadlock', async () => {
  expect(await deadlocks(shop.test.database)).toBe(0);
});

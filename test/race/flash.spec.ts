/** A flash sale: exactly the quota goes at its price (example 7), and selling does not stand in the way of settling. */
import { uuid7 } from '#libs/platform';
import { expectCleanAudit } from '../support/audit.js';
import { startOffer } from '../support/promotions.js';
import { ADDRESS, Shop, type Customer } from '../support/shop.js';
import { buy, cancel, confirm, deadlocks, openPayment, orderOf, tally, unpaid } from './race-kit.js';

const NORMAL = 9_900;
const FLASH = 5_900;

let shop: Shop;
/** Offer ids by sku. */
const offers = new Map<string, string>();
beforeAll(async () => {
  shop = await Shop.open({ apis: 2, config: { workerInApi: false, batchSizeMax: 8 } });
  const limits = {
    FEW: { quota: 10, perCustomerLimit: null },
    ONE: { quota: null, perCustomerLimit: 1 },
    MANY: { quota: 100, perCustomerLimit: null },
    ODD: { quota: 11, perCustomerLimit: null },
    BACK: { quota: 4, perCustomerLimit: 2 },
    SEEN: { quota: 5, perCustomerLimit: null },
  };
  const ids = await shop.sell(Object.keys(limits).map((sku) => ({ sku, priceMinor: NORMAL, stock: 100 })));
  const flash = { kind: 'flash_sale', priceMinor: FLASH } as const;
  for (const [i, [sku, limit]] of Object.entries(limits).entries())
    offers.set(sku, await startOffer(shop, flash, { scope: { kind: 'variants', ids: [ids[i]!] }, ...limit }));
});
afterAll(() => shop?.close());
afterEach(() => expectCleanAudit(shop));

/** Buys by credit: nobody is sent away, whatever has become of the flash price. Answers the total. */
async function total(customer: Customer, sku: string, quantity = 1): Promise<number> {
  const placed = await buy(customer, { sku, quantity, credit: { use: 'max' } });
  expect([placed.status, placed.body.code]).toEqual([201, undefined]);
  return placed.body.breakdown.total;
}

/** Quota claimed and sold. */
async function used(sku: string): Promise<{ claimed: number; sold: number }> {
  const [row] = await shop.database.query<{ claimed: number; sold: number }>(
    'SELECT claimed, sold FROM promotion.offer WHERE id = $1',
    [offers.get(sku)],
  );
  return row!;
}

it('example 7: sells ten of ten at the flash price to twenty-five who come at once', async () => {
  const customers = await shop.customers(25, NORMAL);
  expect(tally(await Promise.all(customers.map((customer) => total(customer, 'FEW'))))).toEqual({
    [FLASH]: 10,
    [NORMAL]: 15,
  });
});

it('example 7: sells one unit at the flash price to one customer who orders five times at once', async () => {
  const customer = await shop.customer(5 * NORMAL);
  const totals = await Promise.all(Array.from({ length: 5 }, (_, n) => total(shop.elsewhere(customer, n), 'ONE')));
  expect(tally(totals)).toEqual({ [FLASH]: 1, [NORMAL]: 4 });
});

it('uses a quota up to the last unit when orders of three meet it', async () => {
  // 11 = 3 + 3 + 3 + 2: the fourth order gets the last two units at the flash price and its third at the normal one.
  const customers = await shop.customers(12, 3 * NORMAL);
  expect(tally(await Promise.all(customers.map((customer) => total(customer, 'ODD', 3))))).toEqual({
    [3 * FLASH]: 3,
    [2 * FLASH + NORMAL]: 1,
    [3 * NORMAL]: 8,
  });
  expect(await used('ODD')).toEqual({ claimed: 0, sold: 11 });
});

it('gives units back when orders are cancelled, to the quota and to the customer', async () => {
  const [first, second] = await shop.customers(2, 0);
  const buyBoth = async (): Promise<string[]> =>
    Promise.all([first!, second!].map((customer) => unpaid(customer, { sku: 'BACK', quantity: 2 })));
  const orders = await buyBoth();
  expect(await used('BACK')).toEqual({ claimed: 4, sold: 0 });
  const third = await shop.customer(2 * NORMAL);
  await Promise.all([
    ...orders.map(async (id, n) => expect((await cancel([first!, second!][n]!, id)).status).toBe(200)),
    total(third, 'BACK', 2),
  ]);
  const { claimed, sold } = await used('BACK');
  expect(claimed).toBe(0);
  // The third came before, between or after the cancellations: it has what was free then.
  expect([0, 2]).toContain(sold);
  const again = await unpaid(first!, { sku: 'BACK', quantity: 2 });
  expect((await orderOf(first!, again)).breakdown.total).toBe(2 * FLASH);
  expect((await orderOf(first!, await unpaid(first!, { sku: 'BACK', quantity: 1 }))).breakdown.total).toBe(NORMAL);
});

it('tells who named a total that it is another one now, and takes nothing', async () => {
  const customers = await shop.customers(15, NORMAL);
  const answers = await Promise.all(
    customers.map((customer) =>
      customer.http.post<{ code?: string; total?: number; breakdown: { total: number } }>(
        '/v1/orders',
        { sku: 'SEEN', quantity: 1, shippingAddress: ADDRESS, credit: { use: 'max' }, expectedTotal: FLASH },
        { 'idempotency-key': uuid7() },
      ),
    ),
  );
  expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 5, 409: 10 });
  for (const { status, body } of answers)
    expect(status === 201 ? body.breakdown.total : [body.code, body.total]).toEqual(
      status === 201 ? FLASH : ['PRICE_CHANGED', NORMAL],
    );
  expect(await used('SEEN')).toEqual({ claimed: 0, sold: 5 });
});

it('settles paid orders while it sells', async () => {
  const payers = await shop.customers(24, 100);
  const orders = await Promise.all(
    payers.map((customer) => unpaid(customer, { sku: 'MANY', credit: { use: 'exact', amount: 100 } })),
  );
  await Promise.all(payers.map(async (customer, n) => confirm(customer, await openPayment(customer, orders[n]!))));
  // Up to the gateway and back by as many workers as there are orders, so that each is settled in a transaction of its own.
  await shop.runner.runOnce();
  const buyers = await shop.customers(40, NORMAL);
  const selling = Promise.all(buyers.map((customer) => total(customer, 'MANY')));
  await Promise.all(orders.map((id) => shop.runner.runOnce([id])));
  expect(tally(await selling)).toEqual({ [FLASH]: 40 });
  await shop.runner.drain();
  expect(
    tally(await Promise.all(payers.map(async (customer, n) => (await orderOf(customer, orders[n]!)).state))),
  ).toEqual({ paid: 24 });
});

it('has broken no deadlock', async () => {
  expect(await deadlocks(shop.test.database)).toBe(0);
});

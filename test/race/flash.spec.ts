/** A flash sale: exactly the quota goes at its price (example 7), and selling does not stand in the way of settling. */
import { uuid7 } from '#libs/platform';
import { OfferService } from '#libs/promotion';
import { expectCleanAudit } from '../support/audit.js';
import { Shop, type Customer } from '../support/shop.js';
import { buy, confirm, deadlocks, openPayment, orderOf, tally, unpaid } from './race-kit.js';

const NORMAL = 9_900;
const FLASH = 5_900;

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open({ apis: 2, config: { workerInApi: false, batchSizeMax: 8 } });
  const [few, one, many] = await shop.sell(
    ['FEW', 'ONE', 'MANY'].map((sku) => ({ sku, priceMinor: NORMAL, stock: 100 })),
  );
  await offer(few!, { quota: 10, perCustomerLimit: null });
  await offer(one!, { quota: null, perCustomerLimit: 1 });
  await offer(many!, { quota: 100, perCustomerLimit: null });
});
afterAll(() => shop?.close());
afterEach(() => expectCleanAudit(shop));

async function offer(
  variantId: string,
  limits: { readonly quota: number | null; readonly perCustomerLimit: number | null },
): Promise<void> {
  const { kind } = await shop.database.transaction((tx) =>
    shop.get(OfferService).create(tx, {
      offerId: uuid7(),
      name: 'Flash',
      scope: { kind: 'variants', ids: [variantId] },
      rules: { kind: 'flash_sale', priceMinor: FLASH },
      preheatFrom: null,
      startsAt: new Date(Date.now() - 60_000),
      endsAt: new Date(Date.now() + 3_600_000),
      createdBy: uuid7(),
      ...limits,
    }),
  );
  expect(kind).toBe('done');
}

/** Buys, and when the price has moved under it looks again and buys at the price of now. */
async function insist(customer: Customer, sku: string): Promise<number> {
  for (;;) {
    const placed = await buy(customer, { sku, credit: { use: 'max' } });
    if (placed.status === 201) return placed.body.breakdown.total;
    expect(placed.body.code).toBe('OFFER_REFUSED');
  }
}

it('sells ten of ten at the flash price to twenty-five who come at once', async () => {
  const customers = await shop.customers(25, NORMAL);
  expect(tally(await Promise.all(customers.map((customer) => insist(customer, 'FEW'))))).toEqual({
    [FLASH]: 10,
    [NORMAL]: 15,
  });
});

it('sells one unit at the flash price to one customer who orders five times at once', async () => {
  const customer = await shop.customer(5 * NORMAL);
  const totals = await Promise.all(
    Array.from({ length: 5 }, (_, n) => insist({ ...customer, http: customer.http.at(shop.urls[n % 2]!) }, 'ONE')),
  );
  expect(tally(totals)).toEqual({ [FLASH]: 1, [NORMAL]: 4 });
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
  const selling = Promise.all(buyers.map((customer) => insist(customer, 'MANY')));
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

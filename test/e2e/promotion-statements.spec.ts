/** Offers and coupons cost statements by the batch, not by the order: counted for one order alone and for thirty at once. */
import { requestHash, statementCounts } from '#libs/platform';
import { PlacementService, type Wish } from '#libs/order-saga';
import { expectCleanAudit } from '../support/audit.js';
import { issueCoupon, startOffer } from '../support/promotions.js';
import { ADDRESS, Shop, type Customer } from '../support/shop.js';

const PRICE = 9_900;
const FLASH = 5_900;
const OFF = 900;
const ORDERS = 30;

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open({ config: { workerInApi: false } });
  const [flashed] = await shop.sell([
    { sku: 'FLASH', priceMinor: PRICE, stock: 1_000 },
    { sku: 'PLAIN', priceMinor: PRICE, stock: 1_000 },
  ]);
  const scope = { kind: 'variants' as const, ids: [flashed!] };
  await startOffer(shop, { kind: 'flash_sale', priceMinor: FLASH }, { scope, quota: 500, perCustomerLimit: 5 });
  await issueCoupon(shop, 'EACH', { rules: { kind: 'amount', offMinor: OFF }, perCustomerLimit: 5 });
});
afterAll(() => shop?.close());
afterEach(async () => {
  shop.moveClock(0);
  await expectCleanAudit(shop);
});

/** What an act sends of the promotion library's statements, by name: how often. */
async function promotionStatements(act: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = new Map(statementCounts);
  await act();
  const sent = [...statementCounts].map(([name, count]) => [name, count - (before.get(name) ?? 0)] as const);
  return Object.fromEntries(sent.filter(([name, count]) => name.startsWith('promotion.') && count > 0));
}

/** Places all of them in the one tick, so that they meet in one queue; answers what they came to. */
async function place(customers: readonly Customer[], wish: Partial<Wish>): Promise<readonly number[]> {
  const placement = shop.get(PlacementService);
  const answers = await Promise.all(
    customers.map(({ id }) =>
      placement.place({
        principalId: id,
        key: 'counted',
        requestHash: requestHash('counted', wish),
        wish: {
          customerId: id,
          lines: [{ sku: 'FLASH', quantity: 1 }],
          credit: { use: 'max' },
          points: 0,
          couponCodes: ['EACH'],
          address: ADDRESS,
          expectedTotal: null,
          reference: null,
          ...wish,
        },
      }),
    ),
  );
  return answers.map(({ text }) => (JSON.parse(text!) as { breakdown: { total: number } }).breakdown.total);
}

it.each([
  ['a flash unit and a coupon each', {}, FLASH - OFF],
  ['a flash unit each', { couponCodes: [] }, FLASH],
  ['a coupon each', { lines: [{ sku: 'PLAIN', quantity: 1 }] }, PRICE - OFF],
])('thirty orders of %s, paid at once, cost the statements of one', async (_, wish, total) => {
  const alone = await promotionStatements(async () => {
    expect(await place(await shop.customers(1, PRICE), wish)).toEqual([total]);
  });
  expect(alone).toMatchObject({ 'promotion.insert_claims': 1, 'promotion.settle_claims': 1 });
  const customers = await shop.customers(ORDERS, PRICE);
  const together = await promotionStatements(async () => {
    expect(await place(customers, wish)).toEqual(customers.map(() => total));
  });
  expect(together).toEqual(alone);
});

it('orders that ask for neither send no statement about claims', async () => {
  const customers = await shop.customers(ORDERS, PRICE);
  const wish = { lines: [{ sku: 'PLAIN', quantity: 1 }], couponCodes: [] };
  expect(await promotionStatements(() => place(customers, wish))).toEqual({});
});

it('thirty unpaid orders that time out give their units and coupons back in the statements of one', async () => {
  const timedOut = async (count: number): Promise<Record<string, number>> => {
    const customers = await shop.customers(count);
    expect(await place(customers, {})).toEqual(customers.map(() => FLASH - OFF));
    expect(await shop.database.query('SELECT claimed FROM promotion.offer')).toEqual([{ claimed: count }]);
    shop.moveClock(25 * 3_600_000);
    const released = await promotionStatements(() => shop.runner.drain());
    shop.moveClock(0);
    expect(await shop.database.query('SELECT claimed FROM promotion.offer')).toEqual([{ claimed: 0 }]);
    return released;
  };
  const alone = await timedOut(1);
  expect(alone).toMatchObject({
    'promotion.add_to_offers': 1,
    'promotion.reopen_grants': 1,
    'promotion.settle_claims': 1,
    'promotion.take_back_usage': 1,
  });
  expect(await timedOut(ORDERS)).toEqual(alone);
});

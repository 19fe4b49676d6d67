/** Booking rewards costs a batch of orders one statement and no round trip: the steps after it are sent before it is answered. */
import { statementCounts } from '#libs/platform';
import { expectCleanAudit } from '../support/audit.js';
import { EventClient } from '../support/event-client.js';
import { eventually } from '../support/http-client.js';
import { ADDRESS, Shop, type Customer } from '../support/shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.sell([{ sku: 'MUG', priceMinor: 1_250, stock: 1_000 }]);
});
afterEach(() => expectCleanAudit(shop));
afterAll(() => shop?.close());

const sent = (name: string): number => statementCounts.get(name) ?? 0;
const buy = (customer: Customer, sku: string) =>
  customer.http.post('/v1/orders', {
    ...{ sku, quantity: 1, shippingAddress: ADDRESS },
    credit: { use: 'max' },
  });

/** Buys while a rival holds the row that the booking needs; answers what was sent before the booking was answered. */
async function buyBesideRival(customer: Customer, sku = 'MUG'): Promise<readonly string[]> {
  const names = ['loyalty.book_rewards', 'fulfilment.create_work'];
  const before = names.map(sent);
  let ordered: ReturnType<typeof buy> | undefined;
  const blocked: string[] = [];
  const rival = shop.test.database.transaction(async (tx) => {
    await tx.query(`INSERT INTO loyalty.member (customer_id, spend_minor, counted_from, recomputed_at, table_version, moves)
      SELECT '${customer.id}', 0, now(), now(), version, 0 FROM loyalty.tier_version`);
    ordered = buy(customer, sku);
    await eventually(
      () =>
        shop.database.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%loyalty.order_reward%'
           AND datname = current_database()`,
        ),
      ([row]) => row!.n === 1,
      'the booking waits for the rival',
    );
    blocked.push(...names.filter((name, i) => sent(name) > before[i]!));
    throw new Error('the rival gives up');
  });
  await expect(rival).rejects.toThrow('the rival gives up');
  expect((await ordered!).status).toBe(201);
  return blocked;
}

it('is told of all the same, once it is booked', async () => {
  const customer = await shop.customer(10_000);
  const live = await EventClient.open(customer.http, '0.0');
  try {
    expect(await buyBesideRival(customer)).toEqual(['loyalty.book_rewards', 'fulfilment.create_work']);
    const earned = await eventually(
      () => Promise.resolve(live.seen.filter(({ type }) => type === 'reward.changed')),
      (events) => events.length > 0,
      'the reward is told',
    );
    expect(earned.map(({ data }) => [data['amount'], data['state']])).toEqual([[262, 'maturing']]);
  } finally {
    await live.close();
  }
});

it('waits as little where nothing is earned, and is not even sent where nothing was paid for', async () => {
  await shop.setMerchants([{ merchant: 2, rewardBps: 0 }]);
  await shop.sell([
    { sku: 'PLAIN', priceMinor: 500, merchant: 2 },
    { sku: 'LEAFLET', priceMinor: 0, merchant: 2 },
  ]);
  const customer = await shop.customer(10_000);
  expect(await buyBesideRival(customer, 'PLAIN')).toEqual(['loyalty.book_rewards', 'fulfilment.create_work']);
  const earned = await shop.database.query(`SELECT amount, state FROM loyalty.order_reward WHERE customer_id = $1`, [
    customer.id,
  ]);
  expect(earned).toEqual([{ amount: 0, state: 'none' }]);
  const before = sent('loyalty.book_rewards');
  const free = await buy(customer, 'LEAFLET');
  expect([free.status, sent('loyalty.book_rewards') - before]).toEqual([201, 0]);
});

/** Races of earning and redeeming: exactly the right count wins, and the books add up. */
import { randomUUID } from 'node:crypto';
import { uuid7 } from '#libs/platform';
import { BonusService, EarningService, RedemptionService } from '#libs/loyalty';
import { aReward } from '../audit/populated-loyalty.js';
import { expectCleanAudit } from '../support/audit.js';
import { buyWithCredit, confirmReceipt, earningsOf, give, setTiers, tier, walletOf } from '../support/loyalty-kit.js';
import { Shop, type Customer } from '../support/shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open({ apis: 2 });
  await shop.sell([{ sku: 'HUNDRED', priceMinor: 10_000, stock: 10_000 }]);
});
afterEach(() => expectCleanAudit(shop));
afterAll(() => shop?.close());

async function withPoints(count: number, points: number): Promise<readonly Customer[]> {
  const customers = await shop.customers(count);
  for (const customer of customers) await give(shop, customer.id, 'points', points);
  return customers;
}

const redeem = (customer: Customer, reward: string): Promise<{ status: number; body: { code?: string } }> =>
  customer.http.post<{ code?: string }>(`/v1/rewards/${reward}/redemptions`);

it('forty customers want the last three rewards: three have one', async () => {
  const customers = await withPoints(40, 100);
  const reward = await aReward(shop, { stock: 3 });
  const answers = await Promise.all(customers.map((customer) => redeem(customer, reward)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
  expect(new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code))).toEqual(
    new Set(['REWARD_SOLD_OUT']),
  );
});

it('one customer asks twenty times for a reward with a limit of two: two are given and paid', async () => {
  const [customer] = await withPoints(1, 2_000);
  const reward = await aReward(shop, { stock: null, perCustomerLimit: 2 });
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => redeem({ ...customer!, http: customer!.http.at(shop.urls[i % 2]!) }, reward)),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
  expect((await walletOf(customer!)).points.balance).toBe(1_800);
});

it('one key is one redemption, however often it comes', async () => {
  const [customer] = await withPoints(1, 1_000);
  const reward = await aReward(shop, {});
  const key = { 'idempotency-key': randomUUID() };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => customer!.http.post<{ id: string }>(`/v1/rewards/${reward}/redemptions`, {}, key)),
  );
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  expect((await walletOf(customer!)).points.balance).toBe(900);
});

it('a batch serves in order: who stands behind somebody who cannot pay still gets the last one', async () => {
  const [poor, rich, late] = [await shop.customer(), ...(await withPoints(2, 100))];
  const reward = await aReward(shop, { stock: 1 });
  const wishes = [poor, rich, late].map((customer) => ({
    redemptionId: uuid7(),
    rewardId: reward,
    customerId: customer!.id,
  }));
  const outcomes = await shop.database.transaction((tx) => shop.get(RedemptionService).redeem(tx, wishes));
  expect(outcomes.map(({ kind }) => kind)).toEqual(['insufficient', 'redeemed', 'sold_out']);
});

it('points are converted and redeemed at once: never more than there were', async () => {
  const [customer] = await withPoints(1, 500);
  const reward = await aReward(shop, { stock: null });
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      i % 2 === 0 ? redeem(customer!, reward) : customer!.http.post('/v1/points-conversions', { points: 100 }),
    ),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
  expect((await walletOf(customer!)).points.balance).toBe(0);
});

it('ten first orders at once of somebody who was referred: one is rewarded', async () => {
  const [referrer, referred] = [await shop.customer(), await shop.customer(200_000)];
  await shop.database.transaction((tx) =>
    shop.get(BonusService).recordReferrals(tx, [{ referredId: referred.id, referrerId: referrer.id }]),
  );
  await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      buyWithCredit({ ...referred, http: referred.http.at(shop.urls[i % 2]!) }, [{ sku: 'HUNDRED', quantity: 1 }]),
    ),
  );
  expect(await earningsOf(referrer)).toMatchObject([{ kind: 'referral', amount: 500 }]);
});

it('twenty payments at once count as spend each once, and move a customer tier by tier', async () => {
  await setTiers(shop, [tier('silver', 50_000), tier('gold', 150_000)]);
  const customer = await shop.customer(200_000);
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      buyWithCredit({ ...customer, http: customer.http.at(shop.urls[i % 2]!) }, [{ sku: 'HUNDRED', quantity: 1 }]),
    ),
  );
  const loyalty = await customer.http.get<{ tier: string; spend: number }>('/v1/loyalty');
  expect([loyalty.body.tier, loyalty.body.spend]).toEqual(['gold', 200_000]);
  const moves = await customer.http.get<{ items: object[] }>('/v1/loyalty/tier-moves');
  expect(moves.body.items).toMatchObject([
    { from: 'silver', to: 'gold' },
    { from: null, to: 'silver' },
  ]);
  await setTiers(shop, []);
});

it('a reward matures while its order is refunded in halves: whichever comes first, nothing is left', async () => {
  const customers = await shop.customers(12, 10_000);
  const orders = await Promise.all(
    customers.map(async (customer) => ({
      customer,
      orderId: await buyWithCredit(customer, [{ sku: 'HUNDRED', quantity: 1 }]),
    })),
  );
  for (const { orderId } of orders) await confirmReceipt(shop, orderId);
  await shop.database.query(
    `UPDATE loyalty.order_reward SET matures_at = now() - interval '1 minute' WHERE matures_at IS NOT NULL`,
  );
  const { merchantId } = shop.merchants[0]!;
  const refund = (orderId: string): Promise<unknown> =>
    shop.database.transaction((tx) =>
      shop.get(EarningService).reduce(tx, [{ refundId: randomUUID(), orderId, merchantId, goodsMinor: 5_000 }]),
    );
  await Promise.all([
    ...orders.flatMap(({ orderId }) => [refund(orderId), refund(orderId)]),
    ...Array.from({ length: 4 }, () => shop.get(EarningService).mature(5)),
  ]);
  while ((await shop.get(EarningService).mature(5)) > 0);
  for (const { customer } of orders) {
    expect((await walletOf(customer)).credit.balance).toBe(0);
    expect((await earningsOf(customer))[0]).toMatchObject({ reduced: 2_100 });
  }
});

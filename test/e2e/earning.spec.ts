/** Earning: booked when paid, available some days after the receipt, reduced by refunds before and after; referrals once. */
import { randomUUID } from 'node:crypto';
import { EarningService, type RefundedGoods, type RewardReduction } from '#libs/loyalty';
import { expectCleanAudit } from '../support/audit.js';
import {
  buyWithCredit,
  confirmReceipt,
  DAY_MS,
  earningsOf,
  mature,
  setTiers,
  tier,
  walletOf,
} from '../support/loyalty-kit.js';
import { Customer, Shop } from '../support/shop.js';
import { HttpClient } from '../support/http-client.js';

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.sell([
    { sku: 'HUNDRED', priceMinor: 10_000 },
    { sku: 'ODD', priceMinor: 333 },
    { sku: 'OTHER', priceMinor: 5_000, merchant: 2 },
  ]);
});
afterEach(() => expectCleanAudit(shop));
afterAll(() => shop?.close());

function reduce(refund: Omit<RefundedGoods, 'refundId'> & { refundId?: string }): Promise<readonly RewardReduction[]> {
  return shop.database.transaction((tx) =>
    shop.get(EarningService).reduce(tx, [{ refundId: randomUUID(), ...refund }]),
  );
}

const merchantId = (number: number): string => shop.merchants[number - 1]!.merchantId;

describe('the reward of a purchase', () => {
  it('example 14: 100.00 at 30 % × 70 % earns 2,100, matured after receipt + 7 days', async () => {
    const customer = await shop.customer(10_000);
    const orderId = await buyWithCredit(customer, [{ sku: 'HUNDRED', quantity: 1 }]);
    expect(await earningsOf(customer)).toMatchObject([
      { kind: 'purchase', orderId, amount: 2_100, reduced: 0, state: 'maturing', maturesAt: null },
    ]);
    const before = await customer.http.get<{ maturing: object }>('/v1/loyalty');
    expect(before.body.maturing).toEqual({ credit: 2_100, points: 0 });

    await confirmReceipt(shop, orderId);
    const [reward] = await earningsOf(customer);
    expect(Date.parse(reward!.maturesAt!) - Date.now()).toBeGreaterThan(7 * DAY_MS - 60_000);
    expect(await shop.get(EarningService).mature(500)).toBe(0);
    expect((await walletOf(customer)).credit.balance).toBe(0);

    await mature(shop, orderId);
    expect((await walletOf(customer)).credit).toMatchObject({ balance: 2_100, available: 2_100 });
    expect(await earningsOf(customer)).toMatchObject([{ state: 'available', amount: 2_100 }]);
    await mature(shop, orderId);
    expect((await walletOf(customer)).credit.balance).toBe(2_100);
    const entries = await customer.http.get<{ items: object[] }>('/v1/wallet/entries');
    expect(entries.body.items[0]).toMatchObject({ kind: 'purchase_reward', amount: 2_100, orderId });
  });

  it('is worked out merchant by merchant, and each part matures with its own receipt', async () => {
    const customer = await shop.customer(20_000);
    const orderId = await buyWithCredit(customer, [
      { sku: 'HUNDRED', quantity: 1 },
      { sku: 'OTHER', quantity: 1 },
    ]);
    expect((await earningsOf(customer)).map(({ amount }) => amount).sort((a, b) => a - b)).toEqual([1_050, 2_100]);
    await confirmReceipt(shop, orderId, merchantId(2));
    const received = (await earningsOf(customer)).filter(({ maturesAt }) => maturesAt !== null);
    expect(received.map(({ amount }) => amount)).toEqual([1_050]);
  });

  it('leaves an order that points paid in part with what credit and card paid for goods', async () => {
    const customer = await shop.customer(20_000);
    const { give } = await import('../support/loyalty-kit.js');
    await give(shop, customer.id, 'points', 1_000);
    await customer.http.post('/v1/orders', {
      sku: 'HUNDRED',
      quantity: 1,
      points: 1_000,
      credit: { use: 'max' },
      shippingAddress: { name: 'A', line1: 'B', city: 'C', postalCode: 'D', country: 'GB' },
    });
    // 90.00 × 30 % × 70 %
    expect(await earningsOf(customer)).toMatchObject([{ amount: 1_890 }]);
  });
});

describe('refunds', () => {
  it('take back in parts exactly what they take back at once, while it matures', async () => {
    const customer = await shop.customer(1_000);
    const orderId = await buyWithCredit(customer, [{ sku: 'ODD', quantity: 3 }]);
    // 9.99 × 21 % = 209.79 → 210
    expect(await earningsOf(customer)).toMatchObject([{ amount: 210 }]);
    const taken: number[] = [];
    for (let unit = 0; unit < 3; unit++)
      taken.push((await reduce({ orderId, merchantId: merchantId(1), goodsMinor: 333 }))[0]!.cancelled);
    expect(taken).toEqual([70, 70, 70]);
    expect(await earningsOf(customer)).toMatchObject([{ reduced: 210, state: 'cancelled' }]);
    await mature(shop, orderId);
    expect((await walletOf(customer)).credit.balance).toBe(1);
  });

  it('count once, whatever happens again', async () => {
    const customer = await shop.customer(10_000);
    const orderId = await buyWithCredit(customer, [{ sku: 'HUNDRED', quantity: 1 }]);
    const refund = { refundId: randomUUID(), orderId, merchantId: merchantId(1), goodsMinor: 5_000 };
    expect(await reduce(refund)).toMatchObject([{ cancelled: 1_050 }]);
    expect(await reduce(refund)).toEqual([]);
    await mature(shop, orderId);
    expect((await walletOf(customer)).credit.balance).toBe(1_050);
  });

  it('of more than was paid are refused whole', async () => {
    const customer = await shop.customer(10_000);
    const orderId = await buyWithCredit(customer, [{ sku: 'HUNDRED', quantity: 1 }]);
    await expect(reduce({ orderId, merchantId: merchantId(1), goodsMinor: 10_001 })).rejects.toThrow(
      /was paid for goods/,
    );
    expect(await earningsOf(customer)).toMatchObject([{ reduced: 0 }]);
  });

  it('claw back what has matured and is there', async () => {
    const customer = await shop.customer(10_000);
    const orderId = await buyWithCredit(customer, [{ sku: 'HUNDRED', quantity: 1 }]);
    await mature(shop, orderId);
    expect(await reduce({ orderId, merchantId: merchantId(1), goodsMinor: 5_000 })).toMatchObject([
      { cancelled: 0, clawedBack: 1_050, writtenOff: 0, owed: 0 },
    ]);
    expect((await walletOf(customer)).credit.balance).toBe(1_050);
  });

  it('write off what was spent already (clamp), visibly', async () => {
    const customer = await shop.customer(10_000);
    const orderId = await buyWithCredit(customer, [{ sku: 'HUNDRED', quantity: 1 }]);
    await mature(shop, orderId);
    await buyWithCredit(customer, [{ sku: 'ODD', quantity: 6 }]);
    expect((await walletOf(customer)).credit.balance).toBe(102);
    expect(await reduce({ orderId, merchantId: merchantId(1), goodsMinor: 10_000 })).toMatchObject([
      { clawedBack: 102, writtenOff: 1_998, owed: 0 },
    ]);
    expect((await walletOf(customer)).credit.balance).toBe(0);
    const entries = await customer.http.get<{ items: { reason: string }[] }>('/v1/wallet/entries');
    expect(entries.body.items[0]!.reason).toBe(
      'goods that earned it were refunded: 102 of 2100 taken, 1998 written off',
    );
    const operator = await shop.staff('operator');
    const lost = await operator.http.get<{ items: object[] }>('/v1/admin/loyalty/lost-rewards');
    expect(lost.body.items[0]).toMatchObject({ customerId: customer.id, orderId, clawedBack: 102, writtenOff: 1_998 });
  });
});

describe('a referral', () => {
  async function register(referralCode?: string): Promise<Customer> {
    const http = new HttpClient(shop.urls[0]!);
    const answer = await http.post<{ accessToken: string; account: { id: string } }>('/v1/customers', {
      email: `${randomUUID()}@example.com`,
      password: 'correct horse battery',
      displayName: 'Referred',
      ...(referralCode && { referralCode }),
    });
    expect(answer.status).toBe(201);
    const known = new HttpClient(shop.urls[0]!, answer.body.accessToken);
    const me = await known.get<{ id: string }>('/v1/me');
    return new Customer(me.body.id, known);
  }

  it('earns the referrer 5 % of the first paid order, once', async () => {
    const referrer = await shop.customer();
    const me = await referrer.http.get<{ referralCode: string }>('/v1/me');
    const referred = await register(me.body.referralCode);
    const { give } = await import('../support/loyalty-kit.js');
    await give(shop, referred.id, 'credit', 50_000);
    const orders = await Promise.all([1, 2, 3].map(() => buyWithCredit(referred, [{ sku: 'HUNDRED', quantity: 1 }])));
    const earned = await earningsOf(referrer);
    expect(earned).toMatchObject([{ kind: 'referral', orderId: null, amount: 500, state: 'maturing' }]);
    for (const orderId of orders) await mature(shop, orderId);
    expect((await walletOf(referrer)).credit.balance).toBe(500);
    // A refund of half the order takes half the referral back.
    const [row] = await shop.database.query<{ order_id: string }>(
      `SELECT order_id FROM loyalty.referral WHERE referred_id = $1`,
      [referred.id],
    );
    await reduce({ orderId: row!.order_id, merchantId: merchantId(1), goodsMinor: 5_000 });
    expect((await walletOf(referrer)).credit.balance).toBe(250);
  });

  it('is nothing to somebody who came alone', async () => {
    const alone = await register();
    const { give } = await import('../support/loyalty-kit.js');
    await give(shop, alone.id, 'credit', 50_000);
    await buyWithCredit(alone, [{ sku: 'HUNDRED', quantity: 1 }]);
    expect((await earningsOf(alone)).map(({ kind }) => kind)).toEqual(['purchase']);
  });
});

describe('a tier', () => {
  it('multiplies what is earned, and lasts what is earned longer', async () => {
    const customer = await shop.customer(50_000);
    await setTiers(shop, [tier('gold', 10_000, { earningMultiplierBps: 15_000, expiryExtensionDays: 30 })]);
    await buyWithCredit(customer, [{ sku: 'HUNDRED', quantity: 1 }]);
    const second = await buyWithCredit(customer, [{ sku: 'HUNDRED', quantity: 1 }]);
    expect(await earningsOf(customer)).toMatchObject([{ amount: 3_150 }, { amount: 2_100 }]);
    await mature(shop, second);
    const [lot] = await shop.database.query<{ days: number }>(
      `SELECT (extract(epoch FROM l.expires_at - l.granted_at) / 86400)::float8 AS days FROM wallet.lot AS l JOIN wallet.account AS a ON a.id = l.account_id
       WHERE a.owner_id = $1 AND l.source = 'purchase'`,
      [customer.id],
    );
    expect(lot!.days).toBe(395);
    await setTiers(shop, []);
  });
});

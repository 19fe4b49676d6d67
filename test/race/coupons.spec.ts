/** Coupons that too many want at once, over two APIs: exactly as many orders have one as its limits allow, and cancelled ones give it back. */
import { uuid7 } from '#libs/platform';
import { expectCleanAudit } from '../support/audit.js';
import type { Answered } from '../support/http-client.js';
import { issueCoupon } from '../support/promotions.js';
import { Shop, type Customer } from '../support/shop.js';
import { buy, cancel, deadlocks, settled, tally, unpaid, wallet, type Placed } from './race-kit.js';

const PRICE = 2_000;
const OFF = 500;
const PAY = { credit: { use: 'max' } };

let shop: Shop;
beforeAll(async () => {
  // Small batches, so that the races cross them.
  shop = await Shop.open({ apis: 2, config: { workerInApi: false, batchSizeMax: 8 } });
  await shop.sell([
    { sku: 'LAMP', priceMinor: PRICE, stock: 10_000 },
    { sku: 'RARE', priceMinor: PRICE, stock: 1 },
  ]);
});
afterAll(() => shop?.close());
afterEach(async () => {
  await settled(shop);
  await expectCleanAudit(shop);
});

const amountOff = { rules: { kind: 'amount', offMinor: OFF } } as const;
const withCoupon = (customer: Customer, code: string, more: object = PAY): Promise<Answered<Placed>> =>
  buy(customer, { sku: 'LAMP', couponCodes: [code], ...more });

/** What became of an order: placed at which total, or refused for which reason. */
function fate({ status, body }: Answered<Placed>): string {
  if (status === 201) return `placed at ${body.breakdown.total}`;
  const { coupons } = body as unknown as { coupons?: readonly { reason: string }[] };
  return `${status} ${body.code} ${coupons?.[0]?.reason}`;
}

/** How many were given away, and how many of those are open, held and used. */
async function countersOf(couponId: string): Promise<Record<string, number>> {
  const [row] = await shop.test.database.query<Record<string, number>>(
    `SELECT c.granted,
       (count(*) FILTER (WHERE g.state = 'open'))::int AS open,
       (count(*) FILTER (WHERE g.state = 'held'))::int AS held,
       (count(*) FILTER (WHERE g.state = 'used'))::int AS used
     FROM promotion.coupon AS c LEFT JOIN promotion.coupon_grant AS g ON g.coupon_id = c.id
     WHERE c.id = $1 GROUP BY c.id`,
    [couponId],
  );
  return row!;
}

it('a coupon for 12 in all, 60 buyers at once: 12 orders have it, 48 are told and pay nothing', async () => {
  const limit = 12;
  const couponId = await issueCoupon(shop, 'TWELVE', { ...amountOff, totalLimit: limit });
  const buyers = await shop.customers(5 * limit, PRICE);
  const answers = await Promise.all(buyers.map((buyer) => withCoupon(buyer, 'TWELVE')));
  expect(tally(answers.map(fate))).toEqual({
    [`placed at ${PRICE - OFF}`]: limit,
    '422 COUPON_REFUSED GONE': 4 * limit,
  });
  expect(await countersOf(couponId)).toEqual({ granted: limit, open: 0, held: 0, used: limit });
  const wallets = await Promise.all(buyers.map(wallet));
  expect(wallets).toEqual(
    answers.map(({ status }) => {
      const left = status === 201 ? OFF : PRICE;
      return { balance: left, held: 0, available: left };
    }),
  );
});

it('three a customer, one customer with 15 orders at once over both APIs: three orders have it', async () => {
  const couponId = await issueCoupon(shop, 'THREE', { ...amountOff, perCustomerLimit: 3 });
  const customer = await shop.customer(15 * PRICE);
  const answers = await Promise.all(
    Array.from({ length: 15 }, (_, n) => withCoupon(shop.elsewhere(customer, n), 'THREE')),
  );
  // In the batch of the three the coupons are held, in later ones used.
  const fates = answers.map((answer) => fate(answer).replace(/(?:HELD|USED)$/, 'not open'));
  expect(tally(fates)).toEqual({ [`placed at ${PRICE - OFF}`]: 3, '422 COUPON_REFUSED not open': 12 });
  expect(await countersOf(couponId)).toEqual({ granted: 3, open: 0, held: 0, used: 3 });
  const left = 15 * PRICE - 3 * (PRICE - OFF);
  expect(await wallet(customer)).toEqual({ balance: left, held: 0, available: left });
});

it('orders that are cancelled give their coupons back, once, and these can be used again at once', async () => {
  const limit = 8;
  const couponId = await issueCoupon(shop, 'BACK', { ...amountOff, totalLimit: limit });
  const holders = await shop.customers(limit, PRICE);
  const held = await Promise.all(holders.map((holder) => unpaid(holder, { sku: 'LAMP', couponCodes: ['BACK'] })));
  expect(await countersOf(couponId)).toEqual({ granted: limit, open: 0, held: limit, used: 0 });
  const early = await Promise.all(holders.map((holder) => withCoupon(shop.elsewhere(holder), 'BACK')));
  expect(tally(early.map(fate))).toEqual({ '422 COUPON_REFUSED HELD': limit });

  // Cancelled twice each, at both APIs, while its customer orders anew, half of them as soon as one cancellation is answered: that
  // order has the coupon or is told that it is held.
  const outcomes = await Promise.all(
    holders.map(async (holder, n) => {
      const cancelling = [cancel(holder, held[n]!), cancel(shop.elsewhere(holder), held[n]!)] as const;
      if (n % 2 === 1) await Promise.race(cancelling);
      const [first, second, anew] = await Promise.all([...cancelling, withCoupon(holder, 'BACK')]);
      const statuses = [first.status, second.status].sort();
      expect(statuses[0]).toBe(200);
      expect([200, 409]).toContain(statuses[1]);
      return fate(anew);
    }),
  );
  for (const outcome of outcomes) expect([`placed at ${PRICE - OFF}`, '422 COUPON_REFUSED HELD']).toContain(outcome);
  // Who waited for the answer finds the coupon open.
  expect(outcomes.filter((_, n) => n % 2 === 1)).toEqual(
    holders.slice(limit / 2).map(() => `placed at ${PRICE - OFF}`),
  );
  const soon = outcomes.filter((outcome) => outcome.startsWith('placed')).length;
  process.stdout.write(`coupon: cancel ∥ buy again: ${JSON.stringify(tally(outcomes))}\n`);
  expect(await countersOf(couponId)).toEqual({ granted: limit, open: limit - soon, held: 0, used: soon });

  // Who was told can use it now, once; everybody ends with one order at the reduced total.
  const later = await Promise.all(holders.map((holder) => withCoupon(holder, 'BACK')));
  expect(later.map(fate)).toEqual(
    outcomes.map((outcome) => (outcome.startsWith('placed') ? '422 COUPON_REFUSED USED' : `placed at ${PRICE - OFF}`)),
  );
  expect(await countersOf(couponId)).toEqual({ granted: limit, open: 0, held: 0, used: limit });
  expect(await Promise.all(holders.map(wallet))).toEqual(
    holders.map(() => ({ balance: OFF, held: 0, available: OFF })),
  );
});

it('a coupon that was given back stays with its customer: nobody else is within the limit', async () => {
  const couponId = await issueCoupon(shop, 'MINE', { ...amountOff, totalLimit: 1 });
  const [owner, other] = await shop.customers(2, PRICE);
  await cancel(owner!, await unpaid(owner!, { sku: 'LAMP', couponCodes: ['MINE'] }));
  const [others, own] = await Promise.all([withCoupon(other!, 'MINE'), withCoupon(owner!, 'MINE')]);
  expect([fate(others), fate(own)]).toEqual(['422 COUPON_REFUSED GONE', `placed at ${PRICE - OFF}`]);
  expect(await countersOf(couponId)).toEqual({ granted: 1, open: 0, held: 0, used: 1 });
});

it('orders that are refused for want of stock use up no coupon, however many come at once with those that are not', async () => {
  const limit = 6;
  const couponId = await issueCoupon(shop, 'REFUSED', { ...amountOff, totalLimit: limit });
  const vain = await shop.customers(3 * limit, PRICE);
  const buyers = await shop.customers(limit, PRICE);
  const wish = { couponCodes: ['REFUSED'], ...PAY };
  const [refused, first] = await Promise.all([
    Promise.all(vain.map((customer) => buy(customer, { sku: 'RARE', quantity: 2, ...wish }))),
    Promise.all(buyers.map((buyer) => withCoupon(buyer, 'REFUSED'))),
  ]);
  // Some came while others still had the coupons in hand.
  for (const { body } of refused) expect(['INSUFFICIENT_STOCK', 'COUPON_REFUSED']).toContain(body.code);
  const again = await Promise.all(
    buyers.filter((_, n) => first[n]!.status !== 201).map((buyer) => withCoupon(buyer, 'REFUSED')),
  );
  expect(again.map(fate)).toEqual(again.map(() => `placed at ${PRICE - OFF}`));
  expect(await countersOf(couponId)).toEqual({ granted: limit, open: 0, held: 0, used: limit });
});

describe('claiming by code', () => {
  interface Claimed {
    readonly id: string;
    readonly code?: string;
    readonly reason?: string;
  }
  const claim = (customer: Customer, code: string): Promise<Answered<Claimed>> =>
    customer.http.post<Claimed>('/v1/coupon-claims', { code }, { 'idempotency-key': uuid7() });
  const told = ({ status, body }: Answered<Claimed>): string =>
    status === 201 ? 'claimed' : `${status} ${body.code} ${body.reason}`;

  it('seven in all, 35 customers at once: seven have one', async () => {
    const couponId = await issueCoupon(shop, 'SEVEN', { ...amountOff, totalLimit: 7 });
    const customers = await shop.customers(35);
    const answers = await Promise.all(customers.map((customer) => claim(customer, 'SEVEN')));
    expect(tally(answers.map(told))).toEqual({ claimed: 7, '422 COUPON_NOT_TO_BE_HAD COUPON_GONE': 28 });
    expect(await countersOf(couponId)).toEqual({ granted: 7, open: 7, held: 0, used: 0 });
    const lists = await Promise.all(
      customers.map(async ({ http }) => (await http.get<{ items: unknown[] }>('/v1/me/coupons')).body.items.length),
    );
    expect(lists).toEqual(answers.map(({ status }) => (status === 201 ? 1 : 0)));
  });

  it('two a customer, one customer claims ten times at once over both APIs: two', async () => {
    const couponId = await issueCoupon(shop, 'PAIR', { ...amountOff, perCustomerLimit: 2 });
    const customer = await shop.customer();
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => claim(shop.elsewhere(customer, n), 'PAIR')));
    expect(tally(answers.map(told))).toEqual({ claimed: 2, '422 COUPON_NOT_TO_BE_HAD COUPON_USED': 8 });
    expect(await countersOf(couponId)).toEqual({ granted: 2, open: 2, held: 0, used: 0 });
  });

  it('claim ∥ order with the code, ten pairs for five coupons: five are out, and no order has one twice', async () => {
    const couponId = await issueCoupon(shop, 'FIVE', { ...amountOff, totalLimit: 5 });
    const customers = await shop.customers(10, PRICE);
    const pairs = await Promise.all(
      customers.map((customer) => Promise.all([claim(shop.elsewhere(customer), 'FIVE'), withCoupon(customer, 'FIVE')])),
    );
    const orders = pairs.map(([, order]) => fate(order));
    for (const order of orders) expect([`placed at ${PRICE - OFF}`, '422 COUPON_REFUSED GONE']).toContain(order);
    const used = orders.filter((order) => order.startsWith('placed')).length;
    expect(await countersOf(couponId)).toEqual({ granted: 5, open: 5 - used, held: 0, used });
    // A claim and an order of one customer come to one coupon: the order uses what was claimed, or claims it in passing.
    const [most] = await shop.test.database.query<{ had: number }>(
      `SELECT max(n)::int AS had FROM (SELECT count(*) AS n FROM promotion.coupon_grant WHERE coupon_id = $1 GROUP BY customer_id) AS each`,
      [couponId],
    );
    expect(most).toEqual({ had: 1 });
  });
});

it('has broken no deadlock', async () => {
  expect(await deadlocks(shop.test.database)).toBe(0);
});

/** What a customer learns of a freeze: that it is so and since when, at once and live, and never the reason that operators wrote down. */
import { randomUUID } from 'node:crypto';
import { expectCleanAudit } from '../support/audit.js';
import { EventClient } from '../support/event-client.js';
import { eventually } from '../support/http-client.js';
import { give } from '../support/loyalty-kit.js';
import { ADDRESS, Shop, type Customer } from '../support/shop.js';
import { aReward } from '../audit/populated-loyalty.js';

const REASON = 'Several cards reported stolen';
const CLEARED = 'The bank took it back';

interface Wallet {
  readonly frozen: boolean;
  readonly frozenSince: string | null;
}

let shop: Shop;
let operator: Customer;
beforeAll(async () => {
  shop = await Shop.open();
  operator = await shop.staff('operator');
  await shop.sell([{ sku: 'MUG', priceMinor: 1_250, stock: 1_000 }]);
});
afterEach(() => expectCleanAudit(shop));
afterAll(() => shop?.close());

const ORDER = { sku: 'MUG', quantity: 1, shippingAddress: ADDRESS, credit: { use: 'max' } };
const freeze = (customer: Customer, key: string = randomUUID()) =>
  operator.http.post<{ frozenAt: string }>(
    `/v1/admin/wallets/${customer.id}/freeze`,
    { reason: REASON },
    { 'idempotency-key': key },
  );
const lift = (customer: Customer) =>
  operator.http.post(`/v1/admin/wallets/${customer.id}/freeze-lifting`, { reason: CLEARED });
const walletOf = async (customer: Customer) => (await customer.http.get<Wallet>('/v1/wallet')).body;

/** All that was told of a customer's wallet, by account: (sequence, frozen). */
const told = async (customer: Customer) => {
  const rows = await shop.database.query<{ asset: string; seq: number; frozen: boolean }>(
    `SELECT payload::json ->> 'asset' AS asset, aggregate_seq AS seq, (payload::json ->> 'frozen')::boolean AS frozen
     FROM platform.outbox WHERE topic = 'wallet.changed' AND subject_id = $1 ORDER BY xid, id`,
    [customer.id],
  );
  const of = (asset: string) => rows.filter((row) => row.asset === asset).map(({ seq, frozen }) => [seq, frozen]);
  return { credit: of('credit'), points: of('points') };
};

it('is shown with its time and told live, once, in the order of the account; so is its end', async () => {
  const [ada, stranger] = [await shop.customer(10_000), await shop.customer(10_000)];
  const live = await EventClient.open(ada.http, '0.0');
  const beside = await EventClient.open(stranger.http, '0.0');
  try {
    expect(await walletOf(ada)).toMatchObject({ frozen: false, frozenSince: null });
    const key = randomUUID();
    const frozen = await freeze(ada, key);
    expect([frozen.status, (await freeze(ada, key)).status, (await freeze(ada)).status]).toEqual([201, 201, 409]);
    expect(await walletOf(ada)).toMatchObject({ frozen: true, frozenSince: frozen.body.frozenAt });
    expect(await walletOf(stranger)).toMatchObject({ frozen: false, frozenSince: null });
    expect((await lift(ada)).status).toBe(201);
    expect((await lift(ada)).status).toBe(409);
    expect(await walletOf(ada)).toMatchObject({ frozen: false, frozenSince: null });
    const seen = await eventually(
      () => Promise.resolve(live.seen.map(({ type, data }) => [type, data['asset'], data['balance'], data['frozen']])),
      (events) => events.length >= 5,
      'the freeze and its end are told',
    );
    expect(seen).toEqual([
      ['wallet.changed', 'credit', 10_000, false],
      ['wallet.changed', 'credit', 10_000, true],
      ['wallet.changed', 'points', 0, true],
      ['wallet.changed', 'credit', 10_000, false],
      ['wallet.changed', 'points', 0, false],
    ]);
    expect(JSON.stringify(live.seen)).not.toMatch(/stolen|bank/);
    expect(beside.seen.every(({ data }) => data['frozen'] === false)).toBe(true);
  } finally {
    await live.close();
    await beside.close();
  }
  expect(await told(ada)).toEqual({
    credit: [
      [1, false],
      [2, true],
      [3, false],
    ],
    points: [
      [1, true],
      [2, false],
    ],
  });
});

it('is refused everywhere without the reason, which operators see', async () => {
  const [ada, grace] = [await shop.customer(10_000), await shop.customer(10_000)];
  await give(shop, ada.id, 'points', 1_000);
  const gift = await grace.http.post<{ id: string }>('/v1/gifts', { customerId: ada.id, amount: 100 });
  const reward = await aReward(shop, { asset: 'credit', price: 500 });
  await freeze(ada);
  const answers = [
    await ada.http.post('/v1/orders', ORDER),
    await ada.http.post('/v1/orders', { ...ORDER, credit: { use: 'exact', amount: 1 } }),
    await ada.http.post('/v1/gifts', { customerId: grace.id, amount: 1 }),
    await ada.http.post(`/v1/gifts/${gift.body.id}/claim`),
    await ada.http.post('/v1/withdrawals', { amount: 1_000, destination: 'acct_ok' }),
    await ada.http.post('/v1/points-conversions', { points: 100 }),
    await ada.http.post(`/v1/rewards/${reward}/redemptions`),
  ];
  expect(answers.map(({ status, body }) => `${status} ${String(body['code'])}`)).toEqual(
    answers.map(() => '422 WALLET_FROZEN'),
  );
  const all = [
    ...answers,
    await ada.http.get('/v1/wallet'),
    await ada.http.get('/v1/wallet/entries'),
    await ada.http.get('/v1/withdrawal-terms'),
    await ada.http.post('/v1/checkout/preview', { lines: [{ sku: 'MUG', quantity: 1 }] }),
  ];
  expect(JSON.stringify(all.map(({ body }) => body))).not.toContain('stolen');
  const seen = await operator.http.get<{ credit: { frozenReason: string } }>(`/v1/admin/wallets/${ada.id}`);
  expect(seen.body.credit.frozenReason).toBe(REASON);
  await lift(ada);
});

it('numbers its events without a gap beside orders of the same wallet', async () => {
  const ada = await shop.customer(100_000);
  const acts = await Promise.all([
    ...Array.from({ length: 12 }, () => ada.http.post('/v1/orders', ORDER)),
    freeze(ada),
    ...Array.from({ length: 12 }, () => ada.http.post('/v1/orders', ORDER)),
  ]);
  expect(new Set(acts.map(({ status }) => status)).size).toBeLessThanOrEqual(2);
  await lift(ada);
  expect((await ada.http.post('/v1/orders', ORDER)).status).toBe(201);
  const { credit } = await told(ada);
  expect(credit.map(([seq]) => seq)).toEqual(credit.map((_, i) => i + 1));
  expect(credit.filter(([, frozen]) => frozen)).toHaveLength(1);
});

/** Tiers: reached by paying, lost by time and refunds, on record, and what they give really sets prices: at every API, at once. */
import { randomUUID } from 'node:crypto';
import { EarningService, TierService } from '#libs/loyalty';
import { expectCleanAudit } from '../support/audit.js';
import { buyWithCredit, DAY_MS, setTiers, tier } from '../support/loyalty-kit.js';
import { ADDRESS, Shop, type Customer } from '../support/shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open({ apis: 2 });
  await shop.sell([
    { sku: 'MUG', priceMinor: 1_250 },
    { sku: 'LAMP', priceMinor: 12_000 },
    { sku: 'MEMBER', priceMinor: 5_000, variant: { memberPricesMinor: { gold: 4_000 } } },
  ]);
});
beforeEach(() =>
  setTiers(shop, [tier('silver', 10_000, { discountBps: 300 }), tier('gold', 24_000, { discountBps: 1_000 })]),
);
afterEach(async () => {
  shop.moveClock(0);
  await expectCleanAudit(shop);
});
afterAll(() => shop?.close());

const tierOf = async (customer: Customer): Promise<unknown> =>
  (await customer.http.get<{ tier: string | null }>('/v1/loyalty')).body.tier;

interface Priced {
  readonly total: number;
  readonly breakdown: { readonly total: number };
  readonly code?: string;
}

async function preview(customer: Customer, sku: string): Promise<number> {
  const answer = await customer.http.post<Priced>('/v1/checkout/preview', {
    lines: [{ sku, quantity: 1 }],
    shippingAddress: ADDRESS,
  });
  expect(answer.status).toBe(200);
  return answer.body.total;
}

async function place(customer: Customer, sku: string, more: object = {}): Promise<{ status: number; body: Priced }> {
  return customer.http.post<Priced>('/v1/orders', {
    sku,
    quantity: 1,
    shippingAddress: ADDRESS,
    credit: { use: 'max' },
    ...more,
  });
}

it('is reached by paying, on record with its spend and told live, and prices the next order', async () => {
  const customer = await shop.customer(100_000);
  expect(await tierOf(customer)).toBeNull();
  expect(await preview(customer, 'MUG')).toBe(1_250);
  const lamp = await buyWithCredit(customer, [{ sku: 'LAMP', quantity: 1 }]);
  expect(await tierOf(customer)).toBe('silver');
  const again = await customer.http.get<{ lines: object[] }>(`/v1/orders/${lamp}/reorder`);
  expect(again.body.lines).toMatchObject([{ priceThen: 12_000, priceNow: 11_640, priceChange: 'down' }]);
  // 12.50 − 3 % = 0.375, half even 0.38
  expect(await preview(customer, 'MUG')).toBe(1_212);
  await customer.http.post('/v1/cart/lines', { lines: [{ sku: 'MUG', quantity: 1 }] });
  const cart = await customer.http.get<{ groups: { lines: { price: number }[] }[] }>('/v1/cart');
  expect(cart.body.groups[0]!.lines[0]!.price).toBe(1_212);
  expect((await place(customer, 'MUG')).body.breakdown.total).toBe(1_212);
  await buyWithCredit(customer, [{ sku: 'LAMP', quantity: 1 }]);
  const moves = await customer.http.get<{ items: object[] }>('/v1/loyalty/tier-moves');
  expect(moves.body.items).toMatchObject([
    { seq: 2, from: 'silver', to: 'gold', cause: 'payment', spend: 12_000 + 1_212 + 11_640 },
    { seq: 1, from: null, to: 'silver', cause: 'payment', spend: 12_000 },
  ]);
  const told = await shop.database.query<{ payload: string }>(
    `SELECT payload FROM platform.outbox WHERE topic = 'tier.changed' AND subject_id = $1 ORDER BY aggregate_seq`,
    [customer.id],
  );
  expect(told.map(({ payload }) => JSON.parse(payload) as object)).toEqual([
    { from: null, to: 'silver' },
    { from: 'silver', to: 'gold' },
  ]);
});

it("gives its members the catalog's price for the tier", async () => {
  const customer = await shop.customer(100_000);
  await buyWithCredit(customer, [{ sku: 'LAMP', quantity: 2 }]);
  expect(await tierOf(customer)).toBe('gold');
  expect(await preview(customer, 'MEMBER')).toBe(4_000);
  expect((await place(customer, 'MEMBER')).body.breakdown.total).toBe(4_000);
  expect(await preview(await shop.customer(), 'MEMBER')).toBe(5_000);
});

it('that changes between preview and order answers PRICE_CHANGED and nothing is done', async () => {
  const customer = await shop.customer(100_000);
  const seen = await preview(customer, 'MUG');
  await buyWithCredit(customer, [{ sku: 'LAMP', quantity: 1 }]);
  const refused = await place(customer, 'MUG', { expectedTotal: seen });
  expect([refused.status, refused.body.code, refused.body.total]).toEqual([409, 'PRICE_CHANGED', 1_212]);
});

it('goes by the table at every API at once: no stale copy sets a price', async () => {
  const customer = await shop.customer(100_000);
  await buyWithCredit(customer, [{ sku: 'LAMP', quantity: 1 }]);
  const other = customer.http.at(shop.urls[1]!);
  expect((await other.post<Priced>('/v1/orders', order('MUG'))).body.breakdown.total).toBe(1_212);
  const operator = await shop.staff('operator');
  const table = await operator.http.get<{ version: number; tiers: object[] }>('/v1/admin/loyalty/tiers');
  const changed = await operator.http.send<{ version: number }>(
    'PUT',
    '/v1/admin/loyalty/tiers',
    {
      tiers: [
        { name: 'silver', from: 10_000, discountBps: 2_000, earningMultiplierBps: 10_000, expiryExtensionDays: 0 },
      ],
    },
    { 'if-match': table.headers.get('etag')! },
  );
  expect(changed.status).toBe(200);
  expect((await other.post<Priced>('/v1/orders', order('MUG'))).body.breakdown.total).toBe(1_000);
  const stale = await operator.http.send<{ code: string }>(
    'PUT',
    '/v1/admin/loyalty/tiers',
    { tiers: [] },
    {
      'if-match': table.headers.get('etag')!,
    },
  );
  expect([stale.status, stale.body.code]).toEqual([412, 'STALE_VERSION']);
});

it('is shown in the list as it is, though an act learned of the table before the next look did', async () => {
  const tiers = shop.get(TierService);
  await tiers.refresh();
  await setTiers(shop, [tier('silver', 10_000, { discountBps: 4_000 })]);
  // As converting points does.
  await shop.database.transaction((tx) => tiers.standingsNow(tx, []));
  await tiers.refresh();
  const list = await (
    await shop.customer()
  ).http.get<{ items: { title: string; memberPrices: object[] }[] }>('/v1/products?sort=price_asc');
  expect(list.body.items[0]!.memberPrices).toEqual([{ tier: 'silver', priceMinor: 750 }]);
});

const order = (sku: string): object => ({ sku, quantity: 1, shippingAddress: ADDRESS, credit: { use: 'max' } });

it('is lost when the spend is a year old', async () => {
  const customer = await shop.customer(100_000);
  await buyWithCredit(customer, [{ sku: 'LAMP', quantity: 1 }]);
  expect(await tierOf(customer)).toBe('silver');
  shop.moveClock(366 * DAY_MS);
  while ((await shop.get(TierService).recompute(500)) > 0);
  shop.moveClock(0);
  expect(await tierOf(customer)).toBeNull();
  const moves = await customer.http.get<{ items: object[] }>('/v1/loyalty/tier-moves');
  expect(moves.body.items[0]).toMatchObject({ from: 'silver', to: null, cause: 'recomputation', spend: 0 });
  // The clock went back, and with it what counts: computed anew as of now.
  await shop.database.query(`UPDATE loyalty.member SET recomputed_at = now() - interval '2 days'`);
  await shop.get(TierService).recompute(500);
  expect(await tierOf(customer)).toBe('silver');
});

it('is lost with the refund of what it was reached by', async () => {
  const customer = await shop.customer(100_000);
  const orderId = await buyWithCredit(customer, [{ sku: 'LAMP', quantity: 1 }]);
  await shop.database.transaction((tx) =>
    shop
      .get(EarningService)
      .reduce(tx, [{ refundId: randomUUID(), orderId, merchantId: shop.merchants[0]!.merchantId, goodsMinor: 12_000 }]),
  );
  expect(await tierOf(customer)).toBeNull();
});

it('follows a new table for those who do not pay', async () => {
  const customer = await shop.customer(100_000);
  await buyWithCredit(customer, [{ sku: 'MUG', quantity: 1 }]);
  expect(await tierOf(customer)).toBeNull();
  await setTiers(shop, [tier('bronze', 1_000)]);
  while ((await shop.get(TierService).recompute(500)) > 0);
  expect(await tierOf(customer)).toBe('bronze');
});

it.each([
  ['names twice', [tierBody('a', 10), tierBody('a', 20)], 422, 'TIERS_INVALID'],
  ['thresholds that fall', [tierBody('a', 20), tierBody('b', 10)], 422, 'TIERS_INVALID'],
  ['a name that is none', [tierBody('Not a name', 20)], 400, 'VALIDATION_FAILED'],
  ['a discount above the whole', [{ ...tierBody('a', 20), discountBps: 10_001 }], 400, 'VALIDATION_FAILED'],
])('a table with %s is refused and changes nothing', async (_, tiers, status, code) => {
  const operator = await shop.staff('operator');
  const before = await operator.http.get<{ version: number }>('/v1/admin/loyalty/tiers');
  const answer = await operator.http.send<{ code: string }>(
    'PUT',
    '/v1/admin/loyalty/tiers',
    { tiers },
    {
      'if-match': before.headers.get('etag')!,
    },
  );
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect((await operator.http.get('/v1/admin/loyalty/tiers')).body).toEqual(before.body);
});

function tierBody(name: string, from: number): object {
  return { name, from, discountBps: 0, earningMultiplierBps: 10_000, expiryExtensionDays: 0 };
}

/** Points into credit, the redemption catalogue, early access that really opens a product, and promotions by two people. */
import { randomUUID } from 'node:crypto';
import { uuid7 } from '#libs/platform';
import { CatalogService } from '#libs/catalog';
import { InventoryService } from '#libs/inventory';
import { aReward } from '../audit/populated-loyalty.js';
import { expectCleanAudit } from '../support/audit.js';
import { buyWithCredit, DAY_MS, give, setTiers, tier, walletOf } from '../support/loyalty-kit.js';
import { ADDRESS, Shop, type Customer } from '../support/shop.js';

interface Body {
  readonly id: string;
  readonly code?: string;
  readonly [member: string]: unknown;
}

let shop: Shop;
let operator: Customer;
beforeAll(async () => {
  shop = await Shop.open();
  operator = await shop.staff('operator');
  await shop.sell([{ sku: 'LAMP', priceMinor: 12_000 }]);
});
afterEach(() => expectCleanAudit(shop));
afterAll(() => shop?.close());

const redeem = (customer: Customer, reward: string): Promise<{ status: number; body: Body }> =>
  customer.http.post<Body>(`/v1/rewards/${reward}/redemptions`);

async function withPoints(points: number, expiresAt: Date | null = null): Promise<Customer> {
  const customer = await shop.customer(100_000);
  await give(shop, customer.id, 'points', points, expiresAt);
  return customer;
}

describe('points', () => {
  it('become credit, 100 for 1.00, once a key', async () => {
    const customer = await withPoints(1_000);
    const key = { 'idempotency-key': randomUUID() };
    const converted = await customer.http.post<Body>('/v1/points-conversions', { points: 700 }, key);
    expect([converted.status, converted.body]).toMatchObject([
      201,
      { points: 700, credit: 700, direction: 'points_to_credit' },
    ]);
    const again = await customer.http.post<Body>('/v1/points-conversions', { points: 700 }, key);
    expect([again.body.id, again.headers.get('idempotency-replayed')]).toEqual([converted.body.id, 'true']);
    const wallet = await walletOf(customer);
    expect([wallet.points.balance, wallet.credit.balance]).toEqual([300, 100_700]);
    const listed = await customer.http.get<{ items: Body[] }>('/v1/points-conversions');
    expect(listed.body.items.map(({ id }) => id)).toEqual([converted.body.id]);
  });

  it.each([
    ['not a multiple', { points: 150 }, 'POINTS_MULTIPLE'],
    ['too few', { points: 99 }, 'POINTS_MINIMUM'],
    ['more than there are', { points: 1_100 }, 'INSUFFICIENT_POINTS'],
    ['credit, which is switched off', { points: 100, direction: 'credit_to_points' }, 'CREDIT_TO_POINTS_OFF'],
  ])('%s are refused and nothing moves', async (_, body, code) => {
    const customer = await withPoints(1_000);
    const answer = await customer.http.post<Body>('/v1/points-conversions', body);
    expect([answer.status, answer.body.code]).toEqual([422, code]);
    const wallet = await walletOf(customer);
    expect([wallet.points.balance, wallet.credit.balance]).toEqual([1_000, 100_000]);
  });
});

describe('redeeming', () => {
  it('content takes its price and only then shows its link', async () => {
    const customer = await withPoints(1_000);
    const reward = await aReward(shop, { kind: 'content', link: 'https://example.com/film', price: 400 });
    const shown = await customer.http.get<Body>(`/v1/rewards/${reward}`);
    expect([shown.body['redeemable'], JSON.stringify(shown.body).includes('film')]).toEqual([true, false]);
    const redeemed = await redeem(customer, reward);
    expect([redeemed.status, redeemed.body]).toMatchObject([
      201,
      { link: 'https://example.com/film', state: 'granted', price: 400 },
    ]);
    expect((await walletOf(customer)).points.balance).toBe(600);
    const stranger = await shop.customer();
    expect((await stranger.http.get(`/v1/redemptions/${redeemed.body.id}`)).status).toBe(404);
    expect((await customer.http.get<Body>(`/v1/redemptions/${redeemed.body.id}`)).body['link']).toBe(
      'https://example.com/film',
    );
  });

  it('a gift makes a voucher, and it is handed over once', async () => {
    const customer = await withPoints(100);
    const redeemed = await redeem(customer, await aReward(shop, { kind: 'gift' }));
    expect(redeemed.body['voucher']).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/);
    const path = `/v1/admin/redemptions/${redeemed.body.id}`;
    const handed = await operator.http.post<Body>(`${path}/handover`, { note: 'in the shop' });
    expect([handed.status, handed.body['state']]).toEqual([201, 'handed_over']);
    const again = await operator.http.post<Body>(`${path}/cancellation`, { reason: 'too late' });
    expect([again.status, again.body.code]).toEqual([409, 'REDEMPTION_STATE']);
    expect((await walletOf(customer)).points.balance).toBe(0);
  });

  it('that is cancelled gives points back to the lot that paid, and its place to the next', async () => {
    const soon = new Date(Date.now() + 3 * DAY_MS);
    const customer = await withPoints(100, soon);
    const reward = await aReward(shop, { kind: 'gift', stock: 1 });
    const redeemed = await redeem(customer, reward);
    expect((await redeem(await withPoints(100), reward)).body.code).toBe('REWARD_SOLD_OUT');
    const cancelled = await operator.http.post<Body>(`/v1/admin/redemptions/${redeemed.body.id}/cancellation`, {
      reason: 'withdrawn',
    });
    expect([cancelled.status, cancelled.body['state']]).toEqual([201, 'cancelled']);
    expect((await walletOf(customer)).points.available).toBe(100);
    const lots = await shop.database.query<{ remaining: number; expires_at: Date }>(
      `SELECT l.remaining, l.expires_at FROM wallet.lot AS l JOIN wallet.account AS a ON a.id = l.account_id WHERE a.owner_id = $1 AND a.asset = 'points'`,
      [customer.id],
    );
    expect(lots).toEqual([{ remaining: 100, expires_at: soon }]);
    expect((await redeem(await withPoints(100), reward)).status).toBe(201);
  });

  it('keeps to stock, limit, tier, window and shelf, and a refusal takes nothing', async () => {
    const customer = await withPoints(500);
    await setTiers(shop, [tier('silver', 10_000)]);
    const refused = async (more: Parameters<typeof aReward>[1], code: string): Promise<void> => {
      const answer = await redeem(customer, await aReward(shop, more));
      expect([answer.status, answer.body.code]).toEqual([422, code]);
    };
    const limited = await aReward(shop, { perCustomerLimit: 1 });
    expect((await redeem(customer, limited)).status).toBe(201);
    expect((await redeem(customer, limited)).body.code).toBe('REWARD_LIMIT');
    const silver = await aReward(shop, { tiers: ['silver'] });
    expect((await redeem(customer, silver)).body.code).toBe('TIER_REQUIRED');
    await refused({ stock: 0 }, 'REWARD_SOLD_OUT');
    await refused({ shelf: 'off' }, 'REWARD_NOT_OFFERED');
    await refused({ startsAt: new Date(Date.now() + DAY_MS) }, 'REWARD_NOT_OFFERED');
    await refused(
      { startsAt: new Date(Date.now() - DAY_MS), endsAt: new Date(Date.now() - 1_000) },
      'REWARD_NOT_OFFERED',
    );
    await refused({ price: 401 }, 'INSUFFICIENT_POINTS');
    expect((await redeem(customer, uuid7())).status).toBe(404);
    expect((await walletOf(customer)).points.balance).toBe(400);
    await buyWithCredit(customer, [{ sku: 'LAMP', quantity: 1 }]);
    expect((await redeem(customer, silver)).status).toBe(201);
    await setTiers(shop, []);
  });

  it('is kept by operators: created, changed under its version, hidden from merchants and customers', async () => {
    const made = await operator.http.post<Body>('/v1/admin/rewards', {
      kind: 'gift',
      name: 'A cup',
      price: 50,
      stock: 2,
    });
    expect([made.status, made.headers.get('etag')]).toEqual([201, '"1"']);
    const path = `/v1/admin/rewards/${made.body.id}`;
    const edited = await operator.http.send<Body>('PATCH', path, { price: 60, stock: null }, { 'if-match': '"1"' });
    expect([edited.status, edited.body]).toMatchObject([200, { price: 60, stock: null, version: 2 }]);
    expect((await operator.http.send('PATCH', path, { price: 70 }, { 'if-match': '"1"' })).status).toBe(412);
    const wrong = await operator.http.post<Body>('/v1/admin/rewards', {
      kind: 'early_access',
      name: 'x',
      price: 1,
      productId: uuid7(),
    });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'REWARD_INVALID']);
    const linkless = await operator.http.post<Body>('/v1/admin/rewards', { kind: 'content', name: 'x', price: 1 });
    expect([linkless.status, linkless.body.code]).toEqual([422, 'REWARD_INVALID']);
    expect((await (await shop.customer()).http.get(path)).status).toBe(403);
  });
});

describe('early access', () => {
  async function upcoming(): Promise<{ productId: string; sku: string }> {
    const [productId, variantId, sku] = [uuid7(), uuid7(), `SOON-${randomUUID().slice(0, 8)}`];
    const { merchantId, warehouseId } = shop.merchants[0]!;
    await shop.database.transaction(async (tx) => {
      const product = {
        productId,
        merchantId,
        title: 'To come',
        shelf: 'on' as const,
        onShelfAt: new Date(Date.now() + DAY_MS),
        variants: [{ variantId, sku, priceMinor: 3_000, shelf: 'on' as const }],
      };
      await shop.get(CatalogService).upsertProducts(tx, [product], { author: null });
      await shop
        .get(InventoryService)
        .changeStock(tx, [{ variantId, warehouseId, quantity: 5, kind: 'received', priority: 1 }]);
    });
    return { productId, sku };
  }

  const order = (sku: string): object => ({ sku, quantity: 1, shippingAddress: ADDRESS, credit: { use: 'max' } });

  it('opens a product to who redeemed it before its time: page, cart, preview and order; others are refused', async () => {
    const { productId, sku } = await upcoming();
    const reward = await aReward(shop, { kind: 'early_access', productId, price: 100 });
    const [holder, other] = [await withPoints(100), await withPoints(100)];
    const sees = async (customer: Customer): Promise<unknown> => {
      const page = await customer.http.get<Body>(`/v1/me/products/${productId}`);
      const added = await customer.http.post('/v1/cart/lines', {
        lines: [{ sku, quantity: 1 }],
      });
      const preview = await customer.http.post<Body>('/v1/checkout/preview', {
        lines: [{ sku, quantity: 1 }],
        shippingAddress: ADDRESS,
      });
      return [page.body['onShelf'], added.status, preview.body['placeable']];
    };
    expect(await sees(holder)).toEqual([false, 422, false]);
    expect((await redeem(holder, reward)).status).toBe(201);
    expect(await sees(holder)).toEqual([true, 200, true]);
    expect(await sees(other)).toEqual([false, 422, false]);

    const cart = await holder.http.get<{ groups: { kind: string; lines: { selectable: boolean }[] }[] }>('/v1/cart');
    expect(cart.body.groups.map(({ kind }) => kind)).toEqual(['merchant']);
    const fromCart = await holder.http.post<Body>('/v1/orders/from-cart', {
      shippingAddress: ADDRESS,
      credit: { use: 'max' },
    });
    expect([fromCart.status, fromCart.body['state']]).toEqual([201, 'paid']);
    expect((await holder.http.post('/v1/orders', order(sku))).status).toBe(201);
    const refused = await other.http.post<Body>('/v1/orders', order(sku));
    expect([refused.status, refused.body.code]).toEqual([422, 'LINES_REFUSED']);
    expect(refused.body['lines']).toMatchObject([{ sku, code: 'OFF_SHELF' }]);
  });

  it('closes again when it is cancelled', async () => {
    const { productId, sku } = await upcoming();
    const customer = await withPoints(100);
    const redeemed = await redeem(customer, await aReward(shop, { kind: 'early_access', productId }));
    expect((await customer.http.post('/v1/orders', order(sku))).status).toBe(201);
    await operator.http.post(`/v1/admin/redemptions/${redeemed.body.id}/cancellation`, { reason: 'withdrawn' });
    expect((await customer.http.post('/v1/orders', order(sku))).status).toBe(422);
    expect((await walletOf(customer)).points.balance).toBe(100);
  });

  it('is no way round a product that is off the shelf', async () => {
    const { productId, sku } = await upcoming();
    const customer = await withPoints(100);
    await redeem(customer, await aReward(shop, { kind: 'early_access', productId }));
    await shop.database.transaction(async (tx) => {
      const product = (await shop.get(CatalogService).findProduct(productId))!;
      await shop
        .get(CatalogService)
        .editProduct(tx, { id: productId, version: product.version, author: null }, { shelf: 'off' });
    });
    expect((await customer.http.post('/v1/orders', order(sku))).status).toBe(422);
  });
});

describe('a promotion', () => {
  it('reaches all its customers at once, when somebody else approves it', async () => {
    const approver = await shop.staff('operator');
    const customers = await shop.customers(5);
    const wish = {
      name: 'Spring',
      amount: 200,
      budget: 1_000,
      customerIds: customers.map(({ id }) => id),
      reason: 'spring is here',
    };
    const proposed = await operator.http.post<Body>('/v1/admin/promotion-grants', wish);
    expect([proposed.status, proposed.body]).toMatchObject([201, { recipients: 5, state: 'proposed' }]);
    const path = `/v1/admin/promotion-grants/${proposed.body.id}/approval`;
    expect((await operator.http.post<Body>(path)).body.code).toBe('CAMPAIGN_NEEDS_SECOND_PERSON');
    expect((await walletOf(customers[0]!)).points.balance).toBe(0);
    expect((await approver.http.post<Body>(path)).body['state']).toBe('approved');
    expect((await approver.http.post<Body>(path)).body.code).toBe('CAMPAIGN_DECIDED');
    for (const customer of customers) expect((await walletOf(customer)).points.balance).toBe(200);
  });

  it('above its budget, or for nobody, is refused', async () => {
    const [a, b] = await shop.customers(2);
    const wish = { name: 'Dear', amount: 600, budget: 1_000, customerIds: [a!.id, b!.id], reason: 'too much' };
    const dear = await operator.http.post<Body>('/v1/admin/promotion-grants', wish);
    expect([dear.status, dear.body.code, dear.body['cost']]).toEqual([422, 'CAMPAIGN_BUDGET', 1_200]);
    const { customerIds: _, ...rest } = wish;
    const nobody = await operator.http.post<Body>('/v1/admin/promotion-grants', { ...rest, tier: 'unheard' });
    expect([nobody.status, nobody.body.code]).toEqual([422, 'CAMPAIGN_NOBODY']);
    expect((await operator.http.post('/v1/admin/promotion-grants', rest)).status).toBe(400);
  });

  it('a grant by hand covers points, too, by two people', async () => {
    const [approver, customer] = [await shop.staff('operator'), await shop.customer()];
    const wish = { ownerId: customer.id, asset: 'points', amount: 300, reason: 'goodwill' };
    const proposed = await operator.http.post<Body>('/v1/admin/credit-grants', wish);
    await approver.http.post(`/v1/admin/credit-grants/${proposed.body.id}/approval`);
    expect((await walletOf(customer)).points.balance).toBe(300);
  });
});

/** Over many random carts, offers, coupons, points and credit: what a preview says is what placing it costs, line by line. */
import { uuid7 } from '#libs/platform';
import { WalletService } from '#libs/wallet-credit';
import { expectCleanAudit } from '../support/audit.js';
import { issueCoupon, startOffer } from '../support/promotions.js';
import { ADDRESS, Shop, type Customer } from '../support/shop.js';

const CARTS = 60;
const SKUS = 24;

interface Preview {
  readonly total: number;
  readonly amountDue: number;
  readonly breakdown: {
    readonly list: number;
    readonly discount: number;
    readonly points: number;
    readonly shipping: number;
    readonly total: number;
  };
  readonly lines: readonly {
    readonly sku: string;
    readonly quantity: number;
    readonly payable: number;
    readonly points: number;
  }[];
  readonly placeable: boolean;
  readonly problems: readonly unknown[];
  readonly order: { readonly path: string; readonly body: Record<string, unknown> } | null;
}

interface Placed {
  readonly breakdown: Preview['breakdown'];
  readonly amountDue: number;
  readonly lines: readonly { readonly sku: string; readonly quantity: number; readonly payable?: number }[];
}

/** A small generator with a fixed seed (LCG of Numerical Recipes): a failure can be run again. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

let shop: Shop;
const random = randomFrom(20_261_122);
beforeAll(async () => {
  shop = await Shop.open();
  await openRandomShop();
});
afterAll(() => shop?.close());

async function openRandomShop(): Promise<void> {
  await shop.database.query(
    `UPDATE merchant.merchant SET shipping_flat_minor = 700, shipping_per_kg_minor = 130, shipping_free_from_minor = 15000`,
  );
  await shop.database.query(`UPDATE platform.snapshot_version SET version = version + 1 WHERE name = 'merchant'`);
  await shop.database.query(
    `UPDATE merchant.merchant SET version = (SELECT version FROM platform.snapshot_version WHERE name = 'merchant')`,
  );
  const variantIds = await shop.sell(
    Array.from({ length: SKUS }, (_, i) => ({
      sku: `R-${i}`,
      priceMinor: 1 + random(9_999),
      stock: 100_000,
      merchant: 1 + (i % 3),
      variant: { weightGrams: random(3_000) },
    })),
  );
  const some = (count: number): { kind: 'variants'; ids: string[] } => ({
    kind: 'variants',
    ids: [...new Set(Array.from({ length: count }, () => variantIds[random(SKUS)]!))],
  });
  for (let i = 0; i < 4; i++)
    await startOffer(shop, { kind: 'item_percent', offBps: 333 + random(3_000) }, { scope: some(4) });
  for (let i = 0; i < 3; i++)
    await startOffer(
      shop,
      { kind: 'flash_sale', priceMinor: 1 + random(500) },
      { scope: some(2), perCustomerLimit: 2, quota: 30 },
    );
  for (let i = 0; i < 5; i++) {
    const fromMinor = 3_000 + random(30_000);
    const tiers = [
      { fromMinor, offMinor: 1 + random(fromMinor / 4) },
      { fromMinor: fromMinor * 2, offMinor: Math.floor(fromMinor / 2) },
    ];
    await startOffer(shop, { kind: 'threshold_amount_off', tiers }, { scope: some(10) });
  }
  await startOffer(
    shop,
    { kind: 'threshold_percent_off', tiers: [{ fromMinor: 20_000, offBps: 777 }] },
    { scope: { kind: 'merchants', ids: shop.merchants.slice(0, 2).map(({ merchantId }) => merchantId) } },
  );
  await issueCoupon(shop, 'FIXED', { rules: { kind: 'amount', offMinor: 777 }, perCustomerLimit: 100 });
  await issueCoupon(shop, 'SHARE', {
    rules: { kind: 'percent', offBps: 1_111, capMinor: 4_000 },
    scope: some(8),
    perCustomerLimit: 100,
  });
}

async function richCustomer(): Promise<Customer> {
  const customer = await shop.customer(random(2) === 0 ? 0 : 1_000_000);
  await shop.database.transaction((tx) =>
    shop.get(WalletService).grant(tx, [
      {
        transferId: uuid7(),
        lotId: uuid7(),
        ownerId: customer.id,
        asset: 'points',
        amount: 50_000,
        source: 'opening',
        from: 'opening',
        kind: 'opening_points',
        reference: uuid7(),
        expiresAt: null,
        actor: null,
        reason: 'test',
      },
    ]),
  );
  return customer;
}

function randomWish(): Record<string, unknown> {
  const codes = [[], ['FIXED'], ['SHARE'], ['FIXED', 'SHARE']][random(4)]!;
  return {
    shippingAddress: ADDRESS,
    ...(codes.length > 0 && { couponCodes: codes }),
    ...(random(2) === 0 && { points: 100 * random(40) }),
    ...[{}, { credit: { use: 'max' } }, { credit: { use: 'exact', amount: 100 } }][random(3)],
  };
}

it('a preview that can be placed is placed at its own numbers', async () => {
  let placed = 0;
  let discounted = 0;
  for (let i = 0; i < CARTS; i++) {
    const customer = await richCustomer();
    const lines = Array.from({ length: 1 + random(12) }, () => ({ sku: `R-${random(SKUS)}`, quantity: 1 + random(5) }));
    const isFromCart = random(2) === 0;
    if (isFromCart) await customer.http.post('/v1/cart/lines', { lines });
    const seen = await customer.http.post<Preview>('/v1/checkout/preview', {
      ...randomWish(),
      ...(!isFromCart && { lines }),
    });
    expect(seen.status).toBe(200);
    if (seen.body.order === null) continue;
    expect(seen.body.order.path).toBe(isFromCart ? '/v1/orders/from-cart' : '/v1/orders');
    const order = await customer.http.post<Placed>(seen.body.order.path, seen.body.order.body);
    expect([i, order.status, order.body]).toEqual([i, 201, expect.anything()]);
    const { list, discount, points, shipping, total } = seen.body.breakdown;
    expect(order.body.breakdown).toEqual({ list, discount, points, shipping, total });
    expect(order.body.amountDue).toBe(seen.body.amountDue);
    const paid = (each: readonly { sku: string; quantity: number; payable?: number }[]) =>
      each.map(({ sku, quantity, payable }) => [sku, quantity, payable]).sort();
    expect(paid(order.body.lines)).toEqual(paid(seen.body.lines));
    placed += 1;
    if (discount > 0) discounted += 1;
  }
  // The carts must be worth the name: most can be placed, and offers meet in most.
  expect(placed).toBeGreaterThan(CARTS * 0.6);
  expect(discounted).toBeGreaterThan(CARTS * 0.4);
  await expectCleanAudit(shop);
});

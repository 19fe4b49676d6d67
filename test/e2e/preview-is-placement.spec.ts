/** Over many random carts, offers, coupons, points and credit: what a preview says is what placing it costs, line by line. */
import { expectCleanAudit } from '../support/audit.js';
import { addToCart, placeAsSeen, preview } from '../support/checkout.js';
import { give } from '../support/loyalty-kit.js';
import { issueCoupon, startOffer } from '../support/promotions.js';
import { ADDRESS, Shop, type Customer } from '../support/shop.js';

const CARTS = 60;
const SKUS = 24;

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
  await give(shop, customer.id, 'points', 50_000);
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
    if (isFromCart) await addToCart(customer, ...lines);
    const seen = await preview(customer, { ...randomWish(), ...(!isFromCart && { lines }) });
    if (seen.order === null) continue;
    expect([i, seen.order.path]).toEqual([i, isFromCart ? '/v1/orders/from-cart' : '/v1/orders']);
    await placeAsSeen(customer, seen);
    placed += 1;
    if (seen.breakdown.discount > 0) discounted += 1;
  }
  // The carts must be worth the name: most can be placed, and offers meet in most.
  expect(placed).toBeGreaterThan(CARTS * 0.6);
  expect(discounted).toBeGreaterThan(CARTS * 0.4);
  await expectCleanAudit(shop);
});

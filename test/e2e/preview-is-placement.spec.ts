/** Over many random carts, offers, coupons, points and credit: what a preview says is what placing it costs, line by line. */
import { expectCleanAudit } from '../support/audit.js';
import { addToCart, placeAsSeen, preview } from '../support/checkout.js';
import { give } from '../support/loyalty-kit.js';
import { openRandomShop, RANDOM_SKUS, randomFrom } from '../support/random-shop.js';
import { ADDRESS, Shop, type Customer } from '../support/shop.js';

const CARTS = 60;

let shop: Shop;
const random = randomFrom(20_261_122);
beforeAll(async () => {
  shop = await Shop.open();
  await openRandomShop(shop, random);
});
afterAll(() => shop?.close());

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
    const lines = Array.from({ length: 1 + random(12) }, () => ({
      sku: `R-${random(RANDOM_SKUS)}`,
      quantity: 1 + random(5),
    }));
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

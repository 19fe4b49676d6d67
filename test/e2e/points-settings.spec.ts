/** How much of an order points may pay, and in which steps, is the shop's to set (POINTS_CAP_BPS, POINTS_MULTIPLE). */
import { CartwrightConfig } from '#libs/platform';
import { expectCleanAudit } from '../support/audit.js';
import { placeAsSeen, preview } from '../support/checkout.js';
import { give, walletOf } from '../support/loyalty-kit.js';
import { Shop } from '../support/shop.js';

let shop: Shop;
beforeAll(async () => {
  const set = { POINTS_CAP_BPS: '2500', POINTS_MULTIPLE: '30' };
  const { pointsCapBps, pointsMultiple } = CartwrightConfig.fromEnvironment(set);
  shop = await Shop.open({ config: { pointsCapBps, pointsMultiple } });
  await shop.sell([{ sku: 'LAMP', priceMinor: 1_000 }]);
});
afterAll(() => shop?.close());

it('a quarter of 10.00 is 250 points, in thirties 240: 7.60 are left', async () => {
  const customer = await shop.customer();
  await give(shop, customer.id, 'points', 1_000);
  const wish = (points: number) => ({ lines: [{ sku: 'LAMP', quantity: 1 }], points });
  expect(await preview(customer, wish(0))).toMatchObject({ total: 1_000, usablePoints: 240 });
  const seen = await preview(customer, wish(250));
  expect(seen.breakdown).toMatchObject({ points: 240, total: 760 });
  await placeAsSeen(customer, seen);
  expect(await walletOf(customer)).toMatchObject({ points: { held: 240 } });
  await expectCleanAudit(shop);
});

/** Worked examples of the design that cross libraries, over HTTP, where no story of another suite tells them to the cent. */
import { expectCleanAudit } from '../support/audit.js';
import { placeAsSeen, preview, shipFor } from '../support/checkout.js';
import { buyWithCredit, give, setTiers, tier, walletOf } from '../support/loyalty-kit.js';
import { issueCoupon, startOffer } from '../support/promotions.js';
import { Shop } from '../support/shop.js';
import { becomes, confirm, openPayment } from '../race/race-kit.js';

const DAY_MS = 86_400_000;

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
});
afterAll(() => shop?.close());
afterEach(() => expectCleanAudit(shop));

it('example 9: lots of 30.00 and 70.00 pay for example 5’s order: 100.00 held, 152.50 due, then nothing is left', async () => {
  await shipFor(shop, 2, { flatMinor: 1_000, freeFromMinor: 29_900 });
  const [a, b] = await shop.sell([
    { sku: 'E9-A', priceMinor: 10_000, merchant: 2 },
    { sku: 'E9-B', priceMinor: 15_000, merchant: 2 },
    { sku: 'E9-BEFORE', priceMinor: 12_000 },
  ]);
  const on = (...ids: (string | undefined)[]) => ({ scope: { kind: 'variants' as const, ids: ids.map((id) => id!) } });
  // A: 100.00 − 12.00, which is more than the member's 5 %. B: 150.00 − 5 % = 142.50
  await setTiers(shop, [tier('silver', 12_000, { discountBps: 500 })]);
  await startOffer(shop, { kind: 'item_price', priceMinor: 8_800 }, on(a));
  const threshold = { kind: 'threshold_amount_off', tiers: [{ fromMinor: 30_000, offMinor: 3_000 }] } as const;
  await startOffer(shop, threshold, on(a, b));
  await issueCoupon(shop, 'CHAIN9', { rules: { kind: 'amount', offMinor: 2_000 }, minSpendMinor: 20_000 });
  const customer = await shop.customer(12_000);
  await buyWithCredit(customer, [{ sku: 'E9-BEFORE', quantity: 1 }]);
  await give(shop, customer.id, 'credit', 3_000, new Date(Date.now() + 10 * DAY_MS));
  await give(shop, customer.id, 'credit', 7_000);
  await give(shop, customer.id, 'points', 2_600);
  const seen = await preview(customer, {
    lines: [
      { sku: 'E9-A', quantity: 2 },
      { sku: 'E9-B', quantity: 1 },
    ],
    couponCodes: ['CHAIN9'],
    points: 2_600,
    credit: { use: 'max' },
  });
  expect(seen).toMatchObject({ total: 25_250, creditApplied: 10_000, amountDue: 15_250 });
  expect(seen.lines.map(({ payable }) => payable)).toEqual([13_400, 10_850]);
  const placed = await placeAsSeen(customer, seen);
  expect(await walletOf(customer)).toMatchObject({ credit: { balance: 10_000, held: 10_000, available: 0 } });
  const lots = await shop.database.query(
    `SELECT l.remaining, l.held, l.expires_at IS NULL AS lasts FROM wallet.lot AS l JOIN wallet.account AS a ON a.id = l.account_id
     WHERE a.owner_id = $1 AND a.asset = 'credit' AND l.remaining > 0 ORDER BY l.expires_at NULLS LAST`,
    [customer.id],
  );
  expect(lots).toEqual([
    { remaining: 3_000, held: 3_000, lasts: false },
    { remaining: 7_000, held: 7_000, lasts: true },
  ]);
  await confirm(customer, await openPayment(customer, placed.id));
  const paid = await becomes(customer, placed.id, 'paid');
  expect(paid).toMatchObject({ creditApplied: 10_000, amountPaid: 15_250, amountDue: 0 });
  expect(await walletOf(customer)).toMatchObject({ credit: { balance: 0, held: 0, available: 0 } });
  expect((await shop.control.books()).sums).toMatchObject({ USD: { captured: 15_250, refunded: 0 } });
  await shipFor(shop, 2);
});

it('example 12: split by merchant: 188.00 and 94.00, of which credit pays 40.00 and 20.00', async () => {
  await shipFor(shop, 1, { flatMinor: 600 });
  await shipFor(shop, 3, { flatMinor: 600 });
  await shop.sell([
    { sku: 'E12-A', priceMinor: 12_000 },
    { sku: 'E12-B', priceMinor: 8_000 },
    { sku: 'E12-C', priceMinor: 10_000, merchant: 3 },
  ]);
  await issueCoupon(shop, 'SPLIT12', { rules: { kind: 'amount', offMinor: 3_000 } });
  const customer = await shop.customer(6_000);
  const seen = await preview(customer, {
    lines: ['E12-A', 'E12-B', 'E12-C'].map((sku) => ({ sku, quantity: 1 })),
    couponCodes: ['SPLIT12'],
    credit: { use: 'max' },
  });
  expect(seen.lines.map(({ coupon }) => coupon)).toEqual([1_200, 800, 1_000]);
  const placed = await placeAsSeen(customer, seen);
  expect(
    placed.subOrders.map(({ breakdown, credit, due }) => [breakdown.shipping, breakdown.total, credit, due]),
  ).toEqual([
    [800, 18_800, 4_000, 14_800],
    [400, 9_400, 2_000, 7_400],
  ]);
  await shipFor(shop, 1);
  await shipFor(shop, 3);
});

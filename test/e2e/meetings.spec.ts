/** Worked examples of our own where rules of several libraries meet, over HTTP: what the preview says, by hand, is what the order costs. */
import { expectCleanAudit } from '../support/audit.js';
import { addToCart, column, placeAsSeen, preview, shipFor } from '../support/checkout.js';
import { buyWithCredit, give, setTiers, tier, walletOf } from '../support/loyalty-kit.js';
import { issueCoupon, startOffer } from '../support/promotions.js';
import { Shop, type Customer } from '../support/shop.js';

const HOUR_MS = 3_600_000;

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
});
afterAll(() => shop?.close());
afterEach(() => expectCleanAudit(shop));

const on = (...ids: readonly (string | undefined)[]) => ({
  scope: { kind: 'variants' as const, ids: ids.map((id) => id!) },
});
const amountOff = (...tiers: readonly [fromMinor: number, offMinor: number][]) => ({
  kind: 'threshold_amount_off' as const,
  tiers: tiers.map(([fromMinor, offMinor]) => ({ fromMinor, offMinor })),
});
const one = (...skus: readonly string[]) => ({ lines: skus.map((sku) => ({ sku, quantity: 1 })) });

/** Totals and dues of an order's parts, in their order. */
const partsOf = ({ subOrders }: Awaited<ReturnType<typeof placeAsSeen>>): unknown[] =>
  subOrders.map(({ breakdown, credit, due }) => [breakdown.shipping, breakdown.total, credit, due]);

it('M42: a gift and a coupon: 100 + 200 − 30 = 270 and a mug', async () => {
  const [a, b, mug] = await shop.sell([
    { sku: 'M42-A', priceMinor: 10_000 },
    { sku: 'M42-B', priceMinor: 20_000 },
    { sku: 'M42-MUG', priceMinor: 1_500 },
  ]);
  const gift = { variantId: mug!, quantity: 1, valueMinor: 1_500 };
  await startOffer(shop, { kind: 'threshold_gift', tiers: [{ fromMinor: 25_000, gift }] }, on(a, b));
  await issueCoupon(shop, 'M42', { rules: { kind: 'amount', offMinor: 3_000 }, minSpendMinor: 30_000 });
  const customer = await shop.customer();
  await addToCart(customer, { sku: 'M42-A', quantity: 1 }, { sku: 'M42-B', quantity: 1 });
  const seen = await preview(customer, { couponCodes: ['M42'] });
  // The gift takes nothing off, so 300.00 reaches the coupon; 30.00 over 100:200 is 10.00 and 20.00.
  expect(column(seen, 'coupon')).toEqual([1_000, 2_000]);
  expect(seen).toMatchObject({ total: 27_000, gifts: [{ sku: 'M42-MUG', quantity: 1, available: true }] });
  const placed = await placeAsSeen(customer, seen);
  expect(placed.lines.map(({ sku, payable }) => [sku, payable])).toEqual([
    ['M42-A', 9_000],
    ['M42-B', 18_000],
    ['M42-MUG', 0],
  ]);
});

it('M43: a flash sale over its limit under a threshold, and again when the limit is used up', async () => {
  const [id] = await shop.sell([{ sku: 'M43', priceMinor: 9_900 }]);
  await startOffer(shop, { kind: 'flash_sale', priceMinor: 5_900 }, { perCustomerLimit: 2, ...on(id) });
  await startOffer(shop, amountOff([40_000, 5_000]), on(id));
  const customer = await shop.customer();
  const five = { lines: [{ sku: 'M43', quantity: 5 }] };
  // 2 × 59.00 + 3 × 99.00 = 415.00 − 50.00
  const first = await preview(customer, five);
  expect(first.breakdown).toMatchObject({ list: 49_500, lineOffers: 8_000, basketOffers: 5_000, total: 36_500 });
  await placeAsSeen(customer, first);
  // 5 × 99.00 = 495.00 − 50.00
  const second = await preview(customer, five);
  expect(second.breakdown).toMatchObject({ lineOffers: 0, basketOffers: 5_000, total: 44_500 });
  await placeAsSeen(customer, second);
});

it('M44: a thousand points more lose free shipping, and the order costs the same', async () => {
  await shipFor(shop, 2, { flatMinor: 1_000, freeFromMinor: 28_000 });
  await shop.sell([{ sku: 'M44', priceMinor: 30_000, merchant: 2 }]);
  const customer = await shop.customer(100_000);
  await give(shop, customer.id, 'points', 5_000);
  const wish = (points: number) => ({ ...one('M44'), points, credit: { use: 'max' } });
  expect((await preview(customer, wish(0))).breakdown).toMatchObject({ goods: 30_000, shipping: 0, total: 30_000 });
  // 300.00 − 20.00 = 280.00, from which shipping is free
  expect((await preview(customer, wish(2_000))).breakdown).toMatchObject({ goods: 28_000, shipping: 0, total: 28_000 });
  // 10 % of 300.00 is the cap: 300.00 − 30.00 = 270.00 + 10.00
  const seen = await preview(customer, wish(3_000));
  expect(seen.breakdown).toMatchObject({ points: 3_000, goods: 27_000, shipping: 1_000, total: 28_000 });
  expect(seen).toMatchObject({ usablePoints: 3_000, shipping: [{ amount: 1_000, addForFree: 1_000 }] });
  await placeAsSeen(customer, seen);
  expect(await walletOf(customer)).toMatchObject({ credit: { balance: 72_000 }, points: { balance: 2_000 } });
  await shipFor(shop, 2);
});

it('M45: a percent tier and a percent coupon each round half to even, once', async () => {
  const [odd, even] = await shop.sell([
    { sku: 'M45-THIRD', priceMinor: 3_335 },
    { sku: 'M45-ONE', priceMinor: 10_015 },
  ]);
  const tenth = { kind: 'threshold_percent_off', tiers: [{ fromMinor: 10_000, offBps: 1_000 }] } as const;
  await startOffer(shop, tenth, on(odd, even));
  await issueCoupon(shop, 'M45', { rules: { kind: 'percent', offBps: 500, capMinor: null }, perCustomerLimit: 2 });
  const customer = await shop.customer();
  // 3 × 33.35 = 100.05; 10 % = 10.005 → 10.00; 90.05 × 5 % = 4.5025 → 4.50; 85.55
  const third = await preview(customer, { lines: [{ sku: 'M45-THIRD', quantity: 3 }], couponCodes: ['M45'] });
  expect(third.breakdown).toMatchObject({ basketOffers: 1_000, coupons: 450, total: 8_555 });
  await placeAsSeen(customer, third);
  // 100.15; 10 % = 10.015 → 10.02; 90.13 × 5 % = 4.5065 → 4.51; 85.62
  const whole = await preview(customer, { ...one('M45-ONE'), couponCodes: ['M45'] });
  expect(whole.breakdown).toMatchObject({ basketOffers: 1_002, coupons: 451, total: 8_562 });
  await placeAsSeen(customer, whole);
});

it('M46: a coupon of one merchant is shared among its lines, and its sub-order alone has it', async () => {
  await shop.sell([
    { sku: 'M46-A', priceMinor: 12_000 },
    { sku: 'M46-B', priceMinor: 8_000 },
    { sku: 'M46-C', priceMinor: 10_000, merchant: 2 },
  ]);
  const scope = { kind: 'merchants' as const, ids: [shop.merchants[0]!.merchantId] };
  await issueCoupon(shop, 'M46', { rules: { kind: 'amount', offMinor: 3_333 }, scope });
  const customer = await shop.customer();
  const seen = await preview(customer, { ...one('M46-A', 'M46-B', 'M46-C'), couponCodes: ['M46'] });
  // 33.33 over 120:80 is 19.998 and 13.332: 19.99 and 13.33, and the cent that is left goes to the larger remainder.
  expect(column(seen, 'coupon')).toEqual([2_000, 1_333, 0]);
  expect(column(seen, 'payable')).toEqual([10_000, 6_667, 10_000]);
  const placed = await placeAsSeen(customer, seen);
  expect(placed.breakdown.total).toBe(26_667);
  expect(partsOf(placed)).toEqual([
    [0, 16_667, 0, 16_667],
    [0, 10_000, 0, 10_000],
  ]);
});

it('M47: of two offers worth the same the one that ends first; over two lines both', async () => {
  const [a, b] = await shop.sell([
    { sku: 'M47-A', priceMinor: 10_000 },
    { sku: 'M47-B', priceMinor: 10_000 },
  ]);
  const now = (await shop.database.now()).getTime();
  const until = (hours: number) => ({ ...on(a, b), endsAt: new Date(now + hours * HOUR_MS) });
  const late = await startOffer(shop, amountOff([10_000, 1_000]), until(5));
  const soon = await startOffer(shop, amountOff([10_000, 1_000]), until(2));
  const customer = await shop.customer();
  // A line takes part in one offer: 100.00 − 10.00; two units on it are one line still: 200.00 − 10.00.
  const single = await preview(customer, one('M47-A'));
  expect([single.total, column(single, 'basketOfferId')]).toEqual([9_000, [soon]]);
  const two = await preview(customer, { lines: [{ sku: 'M47-A', quantity: 2 }] });
  expect([two.total, column(two, 'basketOfferId')]).toEqual([19_000, [soon]]);
  // Two lines: 100.00 − 10.00 and 100.00 − 10.00
  const both = await preview(customer, one('M47-A', 'M47-B'));
  expect(both.total).toBe(18_000);
  expect([...column(both, 'basketOfferId')].sort()).toEqual([late, soon].sort());
  await placeAsSeen(customer, both);
});

it('M48: a line that costs nothing takes no cent of an offer or a coupon', async () => {
  const [free, ...rest] = await shop.sell([
    { sku: 'M48-FREE', priceMinor: 0 },
    ...['X', 'Y', 'Z'].map((name) => ({ sku: `M48-${name}`, priceMinor: 10_000 })),
  ]);
  await startOffer(shop, amountOff([30_000, 100]), on(free, ...rest));
  await issueCoupon(shop, 'M48', { rules: { kind: 'amount', offMinor: 1_000 } });
  const customer = await shop.customer();
  const lines = one('M48-FREE', 'M48-X', 'M48-Y', 'M48-Z');
  const seen = await preview(customer, { ...lines, couponCodes: ['M48'] });
  // 1.00 over 3 × 100.00: 0.34, 0.33, 0.33. Then 10.00 over 99.66, 99.67, 99.67 of 299.00: 3.3331, 3.3344, 3.3344; one cent is left.
  expect(column(seen, 'basketOffer')).toEqual([0, 34, 33, 33]);
  expect(column(seen, 'coupon')).toEqual([0, 333, 334, 333]);
  expect(column(seen, 'payable')).toEqual([0, 9_633, 9_633, 9_634]);
  expect(seen.total).toBe(28_900);
  await placeAsSeen(customer, seen);
});

it('M49: shipping and credit over two merchants, of which one ships free', async () => {
  await shipFor(shop, 2, { flatMinor: 500 });
  await shipFor(shop, 3, { flatMinor: 400, freeFromMinor: 20_000 });
  await shop.sell([
    { sku: 'M49-A', priceMinor: 10_000, merchant: 2 },
    { sku: 'M49-B', priceMinor: 20_001, merchant: 3 },
  ]);
  const customer = await shop.customer(5_000);
  const seen = await preview(customer, { ...one('M49-A', 'M49-B'), credit: { use: 'exact', amount: 5_000 } });
  expect(seen.shipping).toMatchObject([
    { amount: 500, free: null },
    { amount: 0, free: 'FREE_FROM' },
  ]);
  expect(seen).toMatchObject({ total: 30_501, creditApplied: 5_000, amountDue: 25_501 });
  // 5.00 by goods 100.00:200.01 is 1.667 and 3.333; 50.00 by 101.67:203.34 is 16.667 and 33.333.
  expect(partsOf(await placeAsSeen(customer, seen))).toEqual([
    [167, 10_167, 1_667, 8_500],
    [333, 20_334, 3_333, 17_001],
  ]);
  await shipFor(shop, 2);
  await shipFor(shop, 3);
});

it('M50: exact credit beside a coupon: it may be what the coupon left, and not a cent more', async () => {
  await shop.sell([{ sku: 'M50', priceMinor: 9_500 }]);
  await issueCoupon(shop, 'M50', { rules: { kind: 'amount', offMinor: 300 } });
  const customer = await shop.customer(20_000);
  const wish = (amount: number) => ({ ...one('M50'), couponCodes: ['M50'], credit: { use: 'exact', amount } });
  // 95.00 − 3.00 = 92.00
  const above = await preview(customer, wish(9_201));
  expect(above.problems).toMatchObject([{ code: 'CREDIT_EXCEEDS_TOTAL', blocks: true }]);
  expect(await preview(customer, wish(9_200))).toMatchObject({ problems: [], amountDue: 0 });
  // 92.00 − 50.00
  const seen = await preview(customer, wish(5_000));
  expect(seen).toMatchObject({ total: 9_200, creditApplied: 5_000, amountDue: 4_200 });
  await placeAsSeen(customer, seen);
  expect(await walletOf(customer)).toMatchObject({ credit: { balance: 20_000, held: 5_000, available: 15_000 } });
});

it('M51: two coupons in the order named, and points on what they leave', async () => {
  await shop.sell([{ sku: 'M51', priceMinor: 10_000 }]);
  await issueCoupon(shop, 'M51TEN', { rules: { kind: 'amount', offMinor: 1_000 } });
  await issueCoupon(shop, 'M51TENTH', { rules: { kind: 'percent', offBps: 1_000, capMinor: null } });
  const customer = await shop.customer();
  await give(shop, customer.id, 'points', 2_000);
  const wish = (...couponCodes: string[]) => ({ ...one('M51'), couponCodes, points: 800 });
  // 100.00 − 10.00 = 90.00 − 9.00 = 81.00; 10 % of it is 8.10, in hundreds 800 points: 73.00
  const first = await preview(customer, wish('M51TEN', 'M51TENTH'));
  expect(first).toMatchObject({ total: 7_300, usablePoints: 800, breakdown: { coupons: 1_900, points: 800 } });
  // 100.00 − 10.00 = 90.00 − 10.00 = 80.00 − 8.00
  const second = await preview(customer, wish('M51TENTH', 'M51TEN'));
  expect(second).toMatchObject({ total: 7_200, usablePoints: 800, breakdown: { coupons: 2_000, points: 800 } });
  await placeAsSeen(customer, second);
});

it('M52: shipping by weight leaves out what is not shipped, free shipping counts it', async () => {
  await shipFor(shop, 3, { flatMinor: 500, perKgMinor: 200, freeFromMinor: 16_000 });
  await shop.sell([
    { sku: 'M52-EBOOK', priceMinor: 10_000, stock: 0, merchant: 3, variant: { weightGrams: 900 } },
    { sku: 'M52-BOOK', priceMinor: 1_000, merchant: 3, variant: { weightGrams: 250 } },
  ]);
  await shop.database.query(`UPDATE catalog.product SET kind = 'virtual' WHERE title = 'Product M52-EBOOK'`);
  const customer = await shop.customer();
  const books = (quantity: number) => ({
    lines: [
      { sku: 'M52-EBOOK', quantity: 1 },
      { sku: 'M52-BOOK', quantity },
    ],
  });
  // 5 × 250 g = 1.25 kg: 5.00 + 2.50 = 7.50; 100.00 + 50.00 + 7.50
  const five = await preview(customer, books(5));
  expect(five).toMatchObject({ total: 15_750, shipping: [{ amount: 750, addForFree: 1_000 }] });
  // 100.00 + 60.00 ships free
  const six = await preview(customer, books(6));
  expect(six).toMatchObject({ total: 16_000, shipping: [{ amount: 0, free: 'FREE_FROM' }] });
  await placeAsSeen(customer, five);
  await placeAsSeen(customer, six);
  await shipFor(shop, 3);
});

describe('with tiers', () => {
  /** A customer of the tier that takes 5 % off. */
  async function silverCustomer(): Promise<Customer> {
    const customer = await shop.customer(20_000);
    await buyWithCredit(customer, [{ sku: 'M53-LAMP', quantity: 1 }]);
    return customer;
  }
  beforeAll(async () => {
    await shop.sell([{ sku: 'M53-LAMP', priceMinor: 20_000 }]);
    await setTiers(shop, [tier('silver', 20_000, { discountBps: 500 })]);
  });

  it('M53: a member pays less, falls below a gift’s threshold, and reaches it to the cent', async () => {
    const [vase, clip, card] = await shop.sell([
      { sku: 'M53-VASE', priceMinor: 26_000 },
      { sku: 'M53-CLIP', priceMinor: 316 },
      { sku: 'M53-CARD', priceMinor: 500 },
    ]);
    const gift = { variantId: card!, quantity: 1, valueMinor: 500 };
    await startOffer(shop, { kind: 'threshold_gift', tiers: [{ fromMinor: 25_000, gift }] }, on(vase, clip));
    const anybody = await preview(await shop.customer(), one('M53-VASE'));
    expect([anybody.total, anybody.gifts.length]).toEqual([26_000, 1]);
    const member = await silverCustomer();
    // 260.00 − 5 % = 247.00: 3.00 are missing.
    const below = await preview(member, one('M53-VASE'));
    expect([below.total, below.gifts]).toEqual([24_700, []]);
    expect(below.offers).toMatchObject([{ applied: false, base: 24_700, text: expect.stringContaining('add 3.00') }]);
    // 3.16 − 0.158 → 3.16 − 0.16 = 3.00; 247.00 + 3.00 = 250.00
    const reached = await preview(member, one('M53-VASE', 'M53-CLIP'));
    expect(reached).toMatchObject({ total: 25_000, gifts: [{ sku: 'M53-CARD', quantity: 1 }] });
    await placeAsSeen(member, reached);
  });
});

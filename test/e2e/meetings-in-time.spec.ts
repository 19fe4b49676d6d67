/** Worked examples of our own in which something changes between a preview and its order, or between an order and the next one. */
import { uuid7 } from '#libs/platform';
import { expectCleanAudit } from '../support/audit.js';
import { addToCart, placeAsSeen, preview, sendPreviewed, type Preview } from '../support/checkout.js';
import { HttpClient } from '../support/http-client.js';
import { buyWithCredit, setTiers, tier, walletOf } from '../support/loyalty-kit.js';
import { issueCoupon, startOffer, stopOffer } from '../support/promotions.js';
import { edit } from '../support/reorder-kit.js';
import { Customer, Shop } from '../support/shop.js';

const MINUTE_MS = 60_000;

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open({ config: { cartLineQuantityMax: 10 } });
});
afterAll(() => shop?.close());
afterEach(async () => {
  shop.moveClock(0);
  await expectCleanAudit(shop);
});

const on = (id: string | undefined) => ({ scope: { kind: 'variants' as const, ids: [id!] } });
const amountOff = (fromMinor: number, offMinor: number) => ({
  kind: 'threshold_amount_off' as const,
  tiers: [{ fromMinor, offMinor }],
});
const some = (sku: string, quantity = 1) => ({ lines: [{ sku, quantity }] });
const inMinutes = async (minutes: number): Promise<Date> =>
  new Date((await shop.database.now()).getTime() + minutes * MINUTE_MS);

/** Sends what was seen and is told the total of now; nothing is held for it. */
async function expectChanged(customer: Customer, seen: Preview, total: number): Promise<void> {
  const before = await walletOf(customer);
  const refused = await sendPreviewed(customer, seen);
  expect([refused.status, refused.body.code, refused.body.total]).toEqual([409, 'PRICE_CHANGED', total]);
  expect(await walletOf(customer)).toEqual(before);
}

it('M54: a customer becomes a member between preview and order: the coupon’s tenth is a tenth of less', async () => {
  await shop.sell([
    { sku: 'M54', priceMinor: 10_000 },
    { sku: 'M54-LAMP', priceMinor: 20_000 },
  ]);
  await issueCoupon(shop, 'M54', { rules: { kind: 'percent', offBps: 1_000, capMinor: null } });
  await setTiers(shop, [tier('silver', 20_000, { discountBps: 500 })]);
  const customer = await shop.customer(100_000);
  const wish = { ...some('M54'), couponCodes: ['M54'], credit: { use: 'max' } };
  // 100.00 − 10.00
  const seen = await preview(customer, wish);
  expect(seen.total).toBe(9_000);
  await buyWithCredit(customer, some('M54-LAMP').lines);
  // 100.00 − 5 % = 95.00 − 9.50
  await expectChanged(customer, seen, 8_550);
  const again = await preview(customer, wish);
  expect(again.breakdown).toMatchObject({ lineOffers: 500, coupons: 950, total: 8_550 });
  await placeAsSeen(customer, again);
  // 1,000.00 − 200.00 − 85.50
  expect(await walletOf(customer)).toMatchObject({ credit: { balance: 71_450, held: 0 } });
});

it('M55: a guest’s cart merged over the cap of a line reaches a threshold that neither cart reached', async () => {
  const [id] = await shop.sell([{ sku: 'M55', priceMinor: 1_000 }]);
  await startOffer(shop, amountOff(10_000, 1_000), on(id));
  const url = shop.urls[0]!;
  const open = new HttpClient(url);
  const credentials = { email: `${uuid7()}@example.com`, password: 'correct horse battery staple' };
  const registered = await open.post<{ accessToken: string; account: { id: string } }>('/v1/customers', {
    ...credentials,
    displayName: 'Ada',
  });
  const customer = new Customer(registered.body.account.id, new HttpClient(url, registered.body.accessToken));
  await addToCart(customer, { sku: 'M55', quantity: 6 });
  // 60.00: 40.00 are missing.
  expect((await preview(customer)).total).toBe(6_000);
  const device = await open.post<{ guestToken: string }>('/v1/guests', { deviceId: uuid7() });
  const { guestToken } = device.body;
  await addToCart(new Customer('', new HttpClient(url, guestToken)), { sku: 'M55', quantity: 7 });
  const signedIn = await open.post<{ cartMerge: unknown }>('/v1/sessions', { ...credentials, guestToken });
  // 6 + 7 = 13, cut to 10
  expect(signedIn.body.cartMerge).toMatchObject({
    lines: [{ outcome: 'merged', requested: 7, quantity: 10, cut: 3, boundBy: 'line_cap' }],
  });
  // 10 × 10.00 − 10.00
  const seen = await preview(customer);
  expect(seen.breakdown).toMatchObject({ list: 10_000, basketOffers: 1_000, total: 9_000 });
  await placeAsSeen(customer, seen);
  expect((await customer.http.get('/v1/cart')).body).toMatchObject({ lineCount: 0 });
});

it('M56: a reorder after its line offer was stopped costs more, and the threshold offer still counts', async () => {
  const [id] = await shop.sell([{ sku: 'M56', priceMinor: 9_900 }]);
  const reduced = await startOffer(shop, { kind: 'item_price', priceMinor: 7_900 }, on(id));
  await startOffer(shop, amountOff(15_000, 2_000), on(id));
  const customer = await shop.customer();
  // 2 × 79.00 = 158.00 − 20.00
  const seen = await preview(customer, some('M56', 2));
  expect(seen.total).toBe(13_800);
  const { id: orderId } = await placeAsSeen(customer, seen);
  await stopOffer(shop, reduced);
  const again = await customer.http.post(`/v1/orders/${orderId}/reorder`, undefined);
  expect(again.body).toMatchObject({
    lines: [{ outcome: 'added', quantity: 2, priceThen: 7_900, priceNow: 9_900, priceChange: 'up' }],
  });
  // 2 × 99.00 = 198.00 − 20.00
  const now = await preview(customer);
  expect(now.breakdown).toMatchObject({ lineOffers: 0, basketOffers: 2_000, total: 17_800 });
  await placeAsSeen(customer, now);
});

it('M57: goods become cheaper, miss their threshold, and the order costs more', async () => {
  const [id] = await shop.sell([{ sku: 'M57', priceMinor: 5_000 }]);
  await startOffer(shop, amountOff(10_000, 2_000), on(id));
  const customer = await shop.customer();
  // 2 × 50.00 − 20.00
  const seen = await preview(customer, some('M57', 2));
  expect(seen.total).toBe(8_000);
  await edit(shop, id!, { priceMinor: 4_900 });
  // 2 × 49.00: 2.00 are missing.
  await expectChanged(customer, seen, 9_800);
  const again = await preview(customer, some('M57', 2));
  expect(again).toMatchObject({
    total: 9_800,
    offers: [{ applied: false, base: 9_800, text: 'add 2.00 for 20.00 off' }],
  });
  await placeAsSeen(customer, again);
});

it('M58: somebody else has the last flash unit, and a coupon that the flash price was too low for can be used', async () => {
  const [id] = await shop.sell([{ sku: 'M58', priceMinor: 9_900 }]);
  await startOffer(shop, { kind: 'flash_sale', priceMinor: 5_900 }, { quota: 1, ...on(id) });
  await issueCoupon(shop, 'M58', { rules: { kind: 'amount', offMinor: 1_000 }, minSpendMinor: 9_000 });
  const [customer, rival] = await shop.customers(2);
  expect((await customer!.http.post('/v1/coupon-claims', { code: 'M58' })).status).toBe(201);
  const seen = await preview(customer!, some('M58'));
  // 59.00: 31.00 are missing for the coupon.
  expect(seen).toMatchObject({ total: 5_900, coupons: [{ state: 'unusable', text: 'add 31.00 to use' }] });
  await placeAsSeen(rival!, await preview(rival!, some('M58')));
  await expectChanged(customer!, seen, 9_900);
  // 99.00 − 10.00
  const again = await preview(customer!, { ...some('M58'), couponCodes: ['M58'] });
  expect(again).toMatchObject({ total: 8_900, coupons: [{ state: 'applied', amount: 1_000 }] });
  await placeAsSeen(customer!, again);
});

it('M59: an order that is cancelled gives its flash unit and its coupon back together', async () => {
  const [id] = await shop.sell([{ sku: 'M59', priceMinor: 9_900 }]);
  await startOffer(shop, { kind: 'flash_sale', priceMinor: 5_900 }, { perCustomerLimit: 1, ...on(id) });
  await issueCoupon(shop, 'M59', { rules: { kind: 'amount', offMinor: 900 } });
  const customer = await shop.customer();
  const wish = { ...some('M59'), couponCodes: ['M59'] };
  // 59.00 − 9.00
  const seen = await preview(customer, wish);
  expect(seen.total).toBe(5_000);
  const { id: orderId } = await placeAsSeen(customer, seen);
  // While it waits for its payment: the normal price, and no coupon.
  const meanwhile = await preview(customer, wish);
  expect(meanwhile).toMatchObject({ total: 9_900, order: null, problems: [{ code: 'COUPON_REFUSED', blocks: true }] });
  expect((await customer.http.post(`/v1/orders/${orderId}/cancellation`)).status).toBe(200);
  const again = await preview(customer, wish);
  expect(again.breakdown).toMatchObject({ lineOffers: 4_000, coupons: 900, total: 5_000 });
  await placeAsSeen(customer, again);
});

it('M60: a coupon that ends between preview and order is refused, and the order goes without it', async () => {
  await shop.sell([{ sku: 'M60', priceMinor: 4_000 }]);
  await issueCoupon(shop, 'M60', { rules: { kind: 'amount', offMinor: 400 }, endsAt: await inMinutes(4) });
  const customer = await shop.customer();
  const wish = { ...some('M60'), couponCodes: ['M60'] };
  // 40.00 − 4.00
  const seen = await preview(customer, wish);
  expect(seen.total).toBe(3_600);
  shop.moveClock(5 * MINUTE_MS);
  expect(await sendPreviewed(customer, seen)).toMatchObject({ status: 422, body: { code: 'COUPON_REFUSED' } });
  const again = await preview(customer, some('M60'));
  expect(again.total).toBe(4_000);
  await placeAsSeen(customer, again);
});

it('M61: the better offer ends between preview and order, and the next best takes its place', async () => {
  const [id] = await shop.sell([{ sku: 'M61', priceMinor: 10_000 }]);
  await startOffer(shop, amountOff(10_000, 3_000), { ...on(id), endsAt: await inMinutes(4) });
  const lasting = await startOffer(shop, amountOff(10_000, 2_000), { ...on(id), endsAt: null });
  const customer = await shop.customer(50_000);
  const wish = { ...some('M61'), credit: { use: 'exact', amount: 7_500 } };
  // 100.00 − 30.00 = 70.00: 75.00 of credit are too much.
  expect((await preview(customer, wish)).problems).toMatchObject([{ code: 'CREDIT_EXCEEDS_TOTAL' }]);
  const seen = await preview(customer, { ...some('M61'), credit: { use: 'max' } });
  expect([seen.total, seen.amountDue]).toEqual([7_000, 0]);
  shop.moveClock(5 * MINUTE_MS);
  // 100.00 − 20.00
  await expectChanged(customer, seen, 8_000);
  const again = await preview(customer, wish);
  expect(again).toMatchObject({ total: 8_000, amountDue: 500, lines: [{ basketOfferId: lasting }] });
  await placeAsSeen(customer, again);
});

/** Coupons between the preview and the order: which are named how, why one is not usable, and what a refused order leaves of them. */
import { uuid7 } from '#libs/platform';
import { CouponService } from '#libs/promotion';
import { expectCleanAudit } from '../support/audit.js';
import { placeAsSeen, preview } from '../support/checkout.js';
import type { Answered } from '../support/http-client.js';
import { issueCoupon } from '../support/promotions.js';
import { ADDRESS, Shop, type Customer } from '../support/shop.js';

const PRICE = 2_000;
const OFF = 500;
const DAY_MS = 86_400_000;
const fiveOff = { rules: { kind: 'amount', offMinor: OFF } } as const;

interface Refused {
  readonly code?: string;
  readonly coupons?: readonly { readonly code: string; readonly name: string; readonly reason: string }[];
}

let shop: Shop;
let nowMs: number;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.sell([
    { sku: 'LAMP', priceMinor: PRICE },
    { sku: 'RARE', priceMinor: PRICE, stock: 1 },
  ]);
  nowMs = (await shop.database.now()).getTime();
});
afterAll(() => shop?.close());
afterEach(() => expectCleanAudit(shop));

const one = { lines: [{ sku: 'LAMP', quantity: 1 }] };
const order = (customer: Customer, body: object): Promise<Answered<Refused>> =>
  customer.http.post<Refused>('/v1/orders', { sku: 'LAMP', quantity: 1, shippingAddress: ADDRESS, ...body });
const couponsOf = async ({ http }: Customer): Promise<readonly { readonly state: string }[]> =>
  (await http.get<{ items: { state: string }[] }>('/v1/me/coupons')).body.items;
const days = (count: number): Date => new Date(nowMs + count * DAY_MS);

it.each([
  ['stock', { sku: 'RARE', quantity: 2 }, 'INSUFFICIENT_STOCK'],
  ['credit', { credit: { use: 'exact', amount: 100 } }, 'INSUFFICIENT_CREDIT'],
])('an order refused for want of %s claims no coupon: the last one is there for the next', async (want, wish, code) => {
  const name = `LAST-${want.toUpperCase()}`;
  const couponId = await issueCoupon(shop, name, { ...fiveOff, totalLimit: 1 });
  const [first, next] = await shop.customers(2);
  const refused = await order(first!, { ...wish, couponCodes: [name] });
  expect([refused.status, refused.body.code]).toEqual([422, code]);
  expect(await couponsOf(first!)).toEqual([]);
  expect(await shop.database.query('SELECT granted FROM promotion.coupon WHERE id = $1', [couponId])).toEqual([
    { granted: 0 },
  ]);
  expect((await placeAsSeen(next!, await preview(next!, { ...one, couponCodes: [name] }))).breakdown.total).toBe(
    PRICE - OFF,
  );
});

it('a coupon without a code, given by an operator, is named by its id; by who holds it, once, and back when cancelled', async () => {
  const couponId = await issueCoupon(shop, 'given', { ...fiveOff, code: null, name: 'With our apologies' });
  const [owner, other] = await shop.customers(2);
  const given = { couponId, customerIds: [owner!.id], source: 'operator' as const, grantedBy: uuid7() };
  await shop.database.transaction((tx) => shop.get(CouponService).grant(tx, given));
  // The preview lists it as usable, by the id that names it.
  const listed = await preview(owner!, one);
  expect(listed.coupons).toMatchObject([{ couponId, state: 'usable', amount: OFF }]);
  const wish = { ...one, couponCodes: [couponId] };
  const foreign = await order(other!, { couponCodes: [couponId] });
  expect([foreign.status, foreign.body]).toMatchObject([422, { coupons: [{ code: couponId, reason: 'UNKNOWN' }] }]);
  const seen = await preview(owner!, wish);
  expect(seen).toMatchObject({ total: PRICE - OFF, placeable: true, coupons: [{ couponId, state: 'applied' }] });
  const placed = await placeAsSeen(owner!, seen);
  const again = await order(owner!, { couponCodes: [couponId.toUpperCase()] });
  expect([again.status, again.body]).toMatchObject([422, { coupons: [{ code: couponId, reason: 'HELD' }] }]);
  expect((await owner!.http.post(`/v1/orders/${placed.id}/cancellation`)).status).toBe(200);
  await placeAsSeen(owner!, await preview(owner!, wish));
});

it('one coupon named by its code and by its id is one coupon', async () => {
  const couponId = await issueCoupon(shop, 'TWICE', { ...fiveOff, perCustomerLimit: 2 });
  const customer = await shop.customer();
  await customer.http.post('/v1/coupon-claims', { code: 'TWICE' });
  const seen = await preview(customer, { ...one, couponCodes: ['twice', couponId, ' TWICE '] });
  expect([seen.total, seen.coupons.length]).toEqual([PRICE - OFF, 1]);
  await placeAsSeen(customer, seen);
});

it.each([
  ['not to be claimed yet', { startsAt: 1, endsAt: 2, validDays: null }, 'NOT_YET_VALID', 'not valid yet'],
  ['not to be claimed yet, valid for days then', { startsAt: 1, endsAt: 2, validDays: 7 }, 'NOT_YET_VALID', null],
  ['no longer to be claimed', { startsAt: -2, endsAt: -1, validDays: null }, 'EXPIRED', 'no longer valid'],
  ['no longer to be claimed, valid for days then', { startsAt: -2, endsAt: -1, validDays: 7 }, 'EXPIRED', null],
])('a code %s takes nothing off, in the preview as in the order, and both say why', async (_, window, reason, text) => {
  const code = `C-${uuid7().slice(-8).toUpperCase()}`;
  await issueCoupon(shop, code, {
    ...fiveOff,
    name: 'Five off',
    startsAt: days(window.startsAt),
    endsAt: days(window.endsAt),
    validDays: window.validDays,
  });
  const customer = await shop.customer();
  const seen = await preview(customer, { ...one, couponCodes: [code] });
  expect(seen).toMatchObject({ total: PRICE, placeable: false, coupons: [{ state: 'unusable', reason }] });
  if (text !== null) expect(seen.coupons[0]!.text).toBe(text);
  const refused = await order(customer, { couponCodes: [code] });
  expect([refused.status, refused.body]).toMatchObject([
    422,
    { code: 'COUPON_REFUSED', coupons: [{ code, name: 'Five off', reason }] },
  ]);
});

it('a coupon that is stopped while an order holds it stays on that order, and is not to be had when it comes back', async () => {
  const couponId = await issueCoupon(shop, 'STOPPED', { ...fiveOff, perCustomerLimit: 2 });
  const [paying, leaving] = await shop.customers(2, PRICE);
  const wish = { ...one, couponCodes: ['STOPPED'] };
  const [paid, left] = await Promise.all([
    placeAsSeen(paying!, await preview(paying!, wish)),
    placeAsSeen(leaving!, await preview(leaving!, wish)),
  ]);
  const stopped = await shop.database.transaction((tx) => shop.get(CouponService).stop(tx, { couponId, version: 1 }));
  expect(stopped.kind).toBe('done');
  const payment = await paying!.http.post<{ id: string; amount: number }>(`/v1/orders/${paid.id}/payments`);
  expect([payment.status, payment.body.amount]).toEqual([201, PRICE - OFF]);
  expect((await leaving!.http.post(`/v1/orders/${left.id}/cancellation`)).status).toBe(200);
  expect((await couponsOf(leaving!)).map(({ state }) => state)).toEqual(['open']);
  expect((await preview(leaving!, wish)).coupons).toMatchObject([{ reason: 'STOPPED', text: 'withdrawn' }]);
});

it('an order whose total cannot be counted is refused, whatever makes it so: its goods, or their shipping', async () => {
  const most = 1_000_000_000_000;
  await shop.sell([{ sku: 'DEAR', priceMinor: most, merchant: 2, variant: { weightGrams: 1_000_000 } }]);
  const customer = await shop.customer();
  const buy = (quantity: number) => order(customer, { sku: 'DEAR', quantity });
  const whole = await buy(1);
  expect(whole.status).toBe(201);
  const orderId = (whole.body as { id: string }).id;
  expect((await customer.http.post(`/v1/orders/${orderId}/payments`)).status).toBe(201);
  const refused = { code: 'LINES_REFUSED', lines: [{ sku: 'DEAR', code: 'LIMIT' }] };
  expect(await buy(2)).toMatchObject({ status: 422, body: refused });
  const shipping = { flatMinor: 1, perKgMinor: most, freeFromMinor: null };
  await shop.setMerchants([{ merchant: 2, shipping: { ...shipping, perKgMinor: 0 } }]);
  expect(await buy(1)).toMatchObject({ status: 422, body: refused });
  await shop.setMerchants([{ merchant: 2, shipping }]);
  expect(await buy(1)).toMatchObject({ status: 422, body: refused });
  const lines = [{ sku: 'DEAR', quantity: 1 }];
  expect((await customer.http.post('/v1/checkout/preview', { lines, shippingAddress: ADDRESS })).status).toBe(422);
});

/** Gifts of basket offers: lines of the order that cost nothing, with their own stock; without stock the order goes on and says so. */
import { uuid7 } from '#libs/platform';
import type { OrderDto } from '#libs/order';
import { OfferService } from '#libs/promotion';
import { expectCleanAudit } from '../support/audit.js';
import { ADDRESS, Shop, type Customer } from '../support/shop.js';
import type { Answered } from '../support/http-client.js';

type Placed = OrderDto & { readonly notices: readonly { readonly sku: string; readonly code: string }[] };

let shop: Shop;
let tote: string;
let rare: string;
beforeAll(async () => {
  shop = await Shop.open({ config: { workerInApi: false } });
  const ids = await shop.sell([
    { sku: 'LAMP', priceMinor: 6_000, stock: 50 },
    { sku: 'BOOK', priceMinor: 6_000, stock: 50, merchant: 2 },
    { sku: 'TOTE', priceMinor: 900, stock: 20, merchant: 3 },
    { sku: 'RARE', priceMinor: 900, stock: 3 },
    { sku: 'E-BOOK', priceMinor: 7_000, stock: 0, merchant: 3 },
  ]);
  [tote, rare] = [ids[2]!, ids[3]!];
  await shop.database.query(`UPDATE catalog.product SET kind = 'virtual' WHERE title = 'Product E-BOOK'`);
  const [lamp, book] = [ids[0]!, ids[1]!];
  await giftFrom(10_000, { scope: [lamp], variantId: tote, quantity: 2 });
  await giftFrom(10_000, { scope: [book], variantId: rare, quantity: 2 });
  await giftFrom(5_000, { scope: [ids[4]!], variantId: tote, quantity: 1 });
});
afterAll(() => shop?.close());
afterEach(() => expectCleanAudit(shop));

async function giftFrom(
  fromMinor: number,
  gift: { readonly scope: readonly string[]; readonly variantId: string; readonly quantity: number },
): Promise<void> {
  const { kind } = await shop.database.transaction((tx) =>
    shop.get(OfferService).create(tx, {
      offerId: uuid7(),
      name: 'A gift',
      scope: { kind: 'variants', ids: gift.scope },
      rules: {
        kind: 'threshold_gift',
        tiers: [{ fromMinor, gift: { variantId: gift.variantId, quantity: gift.quantity, valueMinor: 900 } }],
      },
      preheatFrom: null,
      startsAt: new Date(Date.now() - 60_000),
      endsAt: null,
      quota: null,
      perCustomerLimit: null,
      createdBy: uuid7(),
    }),
  );
  expect(kind).toBe('done');
}

function buy(customer: Customer, sku: string, quantity: number, more: object = {}): Promise<Answered<Placed>> {
  return customer.http.post<Placed>(
    '/v1/orders',
    { sku, quantity, shippingAddress: ADDRESS, credit: { use: 'max' }, ...more },
    { 'idempotency-key': uuid7() },
  );
}

async function stockOf(variantId: string): Promise<{ onHand: number; reserved: number }> {
  const [row] = await shop.database.query<{ onHand: number; reserved: number }>(
    'SELECT sum(on_hand)::bigint AS "onHand", sum(reserved)::bigint AS reserved FROM inventory.stock WHERE variant_id = $1',
    [variantId],
  );
  return row!;
}

it('adds the gift as a line that costs nothing, in the sub-order of who sends it', async () => {
  const customer = await shop.customer(12_000);
  const before = await stockOf(tote);
  const placed = await buy(customer, 'LAMP', 2);
  expect([placed.status, placed.body.state, placed.body.notices]).toEqual([201, 'paid', []]);
  expect(placed.body.breakdown).toEqual({ list: 12_000, discount: 0, points: 0, shipping: 0, total: 12_000 });
  const lines = placed.body.lines.map(({ sku, quantity, unitPrice, list, payable, gift, subOrder }) => ({
    sku,
    quantity,
    unitPrice,
    list,
    payable,
    gift,
    subOrder,
  }));
  expect(lines).toEqual([
    { sku: 'LAMP', quantity: 2, unitPrice: 6_000, list: 12_000, payable: 12_000, gift: false, subOrder: 1 },
    { sku: 'TOTE', quantity: 2, unitPrice: 0, list: 0, payable: 0, gift: true, subOrder: 2 },
  ]);
  expect(placed.body.subOrders.map((sub) => [sub.merchantId, sub.breakdown.total, sub.credit])).toEqual([
    [shop.merchants[0]!.merchantId, 12_000, 12_000],
    [shop.merchants[2]!.merchantId, 0, 0],
  ]);
  expect(await stockOf(tote)).toEqual({ onHand: before.onHand, reserved: before.reserved + 2 });
  const read = await customer.http.get<OrderDto>(`/v1/orders/${placed.body.id}`);
  expect(read.body.lines).toEqual(placed.body.lines);
});

it('gives no gift below the threshold', async () => {
  const placed = await buy(await shop.customer(6_000), 'LAMP', 1);
  expect(placed.body.lines.map(({ sku }) => sku)).toEqual(['LAMP']);
});

it('goes on without a gift that is out of stock, and says so; given back, it is given again', async () => {
  const [first, second, third] = await shop.customers(3, 0);
  const one = await buy(first!, 'BOOK', 2);
  expect(one.body.lines.map(({ sku, gift }) => [sku, gift])).toEqual([
    ['BOOK', false],
    ['RARE', true],
  ]);
  // One of three is left, two are a gift: all of it or nothing.
  const two = await buy(second!, 'BOOK', 2);
  expect(two.status).toBe(201);
  expect(two.body.lines.map(({ sku }) => sku)).toEqual(['BOOK']);
  expect(two.body.notices.map(({ sku, code }) => [sku, code])).toEqual([['RARE', 'GIFT_OUT_OF_STOCK']]);
  expect(await stockOf(rare)).toEqual({ onHand: 3, reserved: 2 });
  const cancelled = await first!.http.post(`/v1/orders/${one.body.id}/cancellation`);
  expect(cancelled.status).toBe(200);
  expect(await stockOf(rare)).toEqual({ onHand: 3, reserved: 0 });
  expect((await buy(third!, 'BOOK', 2)).body.lines.map(({ sku }) => sku)).toEqual(['BOOK', 'RARE']);
  await third!.http.post(
    `/v1/orders/${(await third!.http.get<{ items: OrderDto[] }>('/v1/orders')).body.items[0]!.id}/cancellation`,
  );
});

it('counts a lapsed hold on a gift as free at once', async () => {
  const [first] = await shop.customers(1, 0);
  await buy(first!, 'BOOK', 2);
  try {
    shop.moveClock(25 * 3_600_000);
    const identity = await shop.customer(12_000);
    expect((await buy(identity, 'BOOK', 2)).body.lines.map(({ sku }) => sku)).toEqual(['BOOK', 'RARE']);
    await shop.runner.drain();
    expect(await stockOf(rare)).toEqual({ onHand: 3, reserved: 2 });
  } finally {
    shop.moveClock(0);
  }
});

it('needs an address for a gift that is shipped, and sells the download without it', async () => {
  const customer = await shop.customer(14_000);
  const without = await buy(customer, 'E-BOOK', 1, { shippingAddress: undefined });
  expect(without.status).toBe(201);
  expect(without.body.notices.map(({ code }) => code)).toEqual(['GIFT_NEEDS_ADDRESS']);
  const withOne = await buy(customer, 'E-BOOK', 1);
  expect(withOne.body.lines.map(({ sku, gift }) => [sku, gift])).toEqual([
    ['E-BOOK', false],
    ['TOTE', true],
  ]);
});

it('sells a download with an address whose gift is out of stock, by credit and by card', async () => {
  await shop.sell([{ sku: 'E-SONG', priceMinor: 7_000, stock: 0 }]).then(async ([song]) => {
    await shop.database.query(`UPDATE catalog.product SET kind = 'virtual' WHERE title = 'Product E-SONG'`);
    await giftFrom(5_000, { scope: [song!], variantId: rare, quantity: 900 });
  });
  const customer = await shop.customer(7_000);
  for (const [more, state] of [
    [{}, 'paid'],
    [{ credit: undefined }, 'awaiting_payment'],
  ] as const) {
    const placed = await buy(customer, 'E-SONG', 1, more);
    expect([placed.status, placed.body.state, placed.body.notices.map(({ code }) => code)]).toEqual([
      201,
      state,
      ['GIFT_OUT_OF_STOCK'],
    ]);
    if (state === 'paid') continue;
    const opened = await customer.http.post<{ id: string }>(`/v1/orders/${placed.body.id}/payments`);
    await customer.http.post(`/v1/payments/${opened.body.id}/confirmation`, { instrument: 'tok_ok' });
    await shop.runner.drain();
    expect((await customer.http.get<OrderDto>(`/v1/orders/${placed.body.id}`)).body.state).toBe('paid');
  }
});

it('shows the gift in the preview, with its stock', async () => {
  const customer = await shop.customer();
  const preview = await customer.http.post<{
    total: number;
    gifts: readonly { readonly sku: string; readonly quantity: number; readonly available: boolean }[];
  }>('/v1/checkout/preview', {
    lines: [
      { sku: 'LAMP', quantity: 2 },
      { sku: 'BOOK', quantity: 2 },
    ],
    shippingAddress: ADDRESS,
  });
  expect(preview.body.total).toBe(24_000);
  expect(preview.body.gifts.map(({ sku, quantity, available }) => [sku, quantity, available]).sort()).toEqual([
    ['RARE', 2, false],
    ['TOTE', 2, true],
  ]);
});

/** From the cart to the order: the worked examples by their number, a preview that can be sent as it is, drift, and problems by code. */
import { CartService } from '#libs/cart';
import { uuid7 } from '#libs/platform';
import { expectCleanAudit } from '../support/audit.js';
import { addToCart, preview, sendPreviewed, shipFor } from '../support/checkout.js';
import { give } from '../support/loyalty-kit.js';
import { issueCoupon, startOffer, stopOffer } from '../support/promotions.js';
import { ADDRESS, Shop } from '../support/shop.js';

const MINUTE_MS = 60_000;

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open({ config: { cartHoldMinutes: 10, flashOverLimit: 'excess_normal' } });
});
afterAll(() => shop?.close());
afterEach(() => shop.moveClock(0));

describe('worked examples over HTTP', () => {
  it('example 4: the cart says how much is missing, what would fill it, and the order has the discount', async () => {
    const [big, , small] = await shop.sell([
      { sku: 'E4-BIG', priceMinor: 9_950 },
      { sku: 'E4-OTHER', priceMinor: 700 },
      { sku: 'E4-SMALL', priceMinor: 50 },
      { sku: 'E4-TINY', priceMinor: 20 },
    ]);
    const offerId = await startOffer(
      shop,
      { kind: 'threshold_amount_off', tiers: [{ fromMinor: 10_000, offMinor: 2_000 }] },
      { scope: { kind: 'variants', ids: [big!, small!] }, name: '20 off from 100' },
    );
    const customer = await shop.customer(100_000);
    await addToCart(customer, { sku: 'E4-BIG', quantity: 1 });
    const cart = await customer.http.get('/v1/cart');
    expect(cart.body).toMatchObject({
      groups: [
        {
          key: `offer:${offerId}`,
          kind: 'offer',
          title: 'Merchant 1',
          offer: {
            applied: false,
            base: 9_950,
            discount: 0,
            next: { from: 10_000, add: 50, off: 2_000 },
            text: 'add 0.50 for 20.00 off',
          },
        },
      ],
      selectedTotal: 9_950,
    });
    const topUp = await customer.http.get<{ items: { title: string; reach: string }[] }>(
      `/v1/offers/${offerId}/top-up`,
    );
    expect(topUp.body).toMatchObject({ text: 'add 0.50 for 20.00 off', next: { add: 50 }, nextCursor: null });
    // Both variants of the offer fill it alone, the cheaper one first.
    expect(topUp.body.items.map(({ title, reach }) => [title, reach])).toEqual([
      ['Product E4-SMALL', 'fills'],
      ['Product E4-BIG', 'fills'],
    ]);
    expect((await preview(customer)).total).toBe(9_950);
    await addToCart(customer, { sku: 'E4-SMALL', quantity: 1 });
    const filled = await preview(customer);
    // 99.50 + 0.50 = 100.00 − 20.00
    expect(filled.total).toBe(8_000);
    expect(await sendPreviewed(customer, filled)).toMatchObject({
      status: 201,
      body: { breakdown: { total: 8_000, discount: 2_000 } },
    });
  });

  it('example 5: the whole chain, the member price of B given as an offer', async () => {
    await shipFor(shop, 2, { flatMinor: 1_000, freeFromMinor: 29_900 });
    const [a, b] = await shop.sell([
      { sku: 'E5-A', priceMinor: 10_000, merchant: 2 },
      { sku: 'E5-B', priceMinor: 15_000, merchant: 2 },
    ]);
    const variants = (...ids: string[]) => ({ scope: { kind: 'variants' as const, ids } });
    const offers = [
      await startOffer(shop, { kind: 'item_percent', offBps: 1_200 }, variants(a!)),
      await startOffer(shop, { kind: 'item_price', priceMinor: 14_250 }, variants(b!)),
      await startOffer(
        shop,
        { kind: 'threshold_amount_off', tiers: [{ fromMinor: 30_000, offMinor: 3_000 }] },
        variants(a!, b!),
      ),
    ];
    await issueCoupon(shop, 'CHAIN5', { rules: { kind: 'amount', offMinor: 2_000 }, minSpendMinor: 20_000 });
    const customer = await shop.customer(10_000);
    await give(shop, customer.id, 'points', 2_650);
    // Lines are shown newest first and ordered oldest first: A, then B.
    await addToCart(customer, { sku: 'E5-A', quantity: 2 });
    await addToCart(customer, { sku: 'E5-B', quantity: 1 });
    const seen = await preview(customer, { couponCodes: ['CHAIN5'], points: 2_600, credit: { use: 'max' } });
    expect(seen.breakdown).toEqual({
      list: 35_000,
      lineOffers: 3_150,
      basketOffers: 3_000,
      coupons: 2_000,
      discount: 8_150,
      points: 2_600,
      goods: 24_250,
      shipping: 1_000,
      total: 25_250,
    });
    const steps = seen.lines.map(({ sku, basketOffer, coupon, points, payable }) => [
      sku,
      basketOffer,
      coupon,
      points,
      payable,
    ]);
    expect(steps).toEqual([
      ['E5-A', 1_658, 1_105, 1_437, 13_400],
      ['E5-B', 1_342, 895, 1_163, 10_850],
    ]);
    expect(seen).toMatchObject({
      usableCredit: 10_000,
      usablePoints: 2_600,
      creditApplied: 10_000,
      amountDue: 15_250,
      shipping: [{ amount: 1_000, free: null, addForFree: 5_650 }],
      coupons: [{ name: 'CHAIN5', state: 'applied', amount: 2_000 }],
      placeable: true,
    });
    expect(await sendPreviewed(customer, seen)).toMatchObject({
      status: 201,
      body: { breakdown: { total: 25_250, points: 2_600, shipping: 1_000 }, creditApplied: 10_000, amountDue: 15_250 },
    });
    for (const offerId of offers) await stopOffer(shop, offerId);
  });

  it('example 6: over the flash limit the rest is charged at the normal price, and the cart says so', async () => {
    const [variantId] = await shop.sell([{ sku: 'E6', priceMinor: 9_900 }]);
    await startOffer(
      shop,
      { kind: 'flash_sale', priceMinor: 5_900 },
      { perCustomerLimit: 2, scope: { kind: 'variants', ids: [variantId!] }, name: 'Flash' },
    );
    const customer = await shop.customer(200_000);
    const pay = { credit: { use: 'max' } };
    await addToCart(customer, { sku: 'E6', quantity: 5 });
    const cart = await customer.http.get('/v1/cart');
    expect(cart.body).toMatchObject({
      selectedGoodsTotal: 49_500,
      selectedTotal: 41_500,
      groups: [
        {
          lines: [
            {
              price: 5_900,
              listPrice: 9_900,
              lineTotal: 41_500,
              limitText: 'limit 2: 3 charged at the normal price',
              offers: [{ state: 'applied', saved: 8_000, text: 'limit 2: 3 charged at the normal price' }],
            },
          ],
        },
      ],
    });
    // 2 × 59.00 + 3 × 99.00
    const five = await preview(customer, pay);
    expect(five.total).toBe(41_500);
    expect(five.lines[0]).toMatchObject({
      portions: [
        { units: 2, price: 5_900 },
        { units: 3, price: 9_900 },
      ],
    });
    const one = await customer.http.post<{ id: string }>('/v1/orders', {
      sku: 'E6',
      quantity: 1,
      shippingAddress: ADDRESS,
    });
    expect(one).toMatchObject({ status: 201, body: { breakdown: { total: 5_900 } } });
    // 59.00 + 4 × 99.00: one was bought before.
    expect((await preview(customer, pay)).total).toBe(45_500);
    expect(await customer.http.post(`/v1/orders/${one.body.id}/cancellation`)).toMatchObject({ status: 200 });
    const again = await preview(customer, pay);
    expect(again.total).toBe(41_500);
    expect(await sendPreviewed(customer, again)).toMatchObject({ status: 201, body: { breakdown: { total: 41_500 } } });
  });

  it('example 8: in the cart, a hold lapses between preview and order, and nothing is charged', async () => {
    await shop.sell([{ sku: 'E8', priceMinor: 1_000, stock: 1, variant: { takesStockAt: 'cart' } }]);
    const [x, y] = await shop.customers(2, 5_000);
    await addToCart(x!, { sku: 'E8', quantity: 1 });
    const seen = await preview(x!, { credit: { use: 'max' } });
    expect(seen).toMatchObject({ total: 1_000, placeable: true, problems: [] });
    shop.moveClock(10 * MINUTE_MS - 1_000);
    const early = await y!.http.post('/v1/cart/lines', { lines: [{ sku: 'E8', quantity: 1 }] });
    expect(early).toMatchObject({ status: 422, body: { lines: [{ outcome: 'out_of_stock' }] } });
    shop.moveClock(10 * MINUTE_MS + 1_000);
    await addToCart(y!, { sku: 'E8', quantity: 1 });
    expect(await sendPreviewed(x!, seen)).toMatchObject({ status: 422, body: { code: 'NOTHING_SELECTED' } });
    expect((await x!.http.get('/v1/wallet')).body).toMatchObject({ credit: { balance: 5_000, held: 0 } });
    expect(await sendPreviewed(y!, await preview(y!))).toMatchObject({ status: 201 });
    // Swept, here or by the background, while the clock says so: set back, the line would find its hold given away.
    await shop.get(CartService).expireHeldLines(100);
  });

  it('example 15: what was previewed has changed: refused with the new breakdown, nothing held; then one order', async () => {
    await shipFor(shop, 3, { flatMinor: 1_000 });
    await shop.sell([{ sku: 'E15', priceMinor: 24_250, merchant: 3 }]);
    const customer = await shop.customer(100_000);
    await addToCart(customer, { sku: 'E15', quantity: 1 });
    const seen = await preview(customer, { credit: { use: 'max' } });
    expect(seen.total).toBe(25_250);
    await shipFor(shop, 3, { flatMinor: 1_500 });
    const refused = await sendPreviewed(customer, seen);
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'PRICE_CHANGED',
        expectedTotal: 25_250,
        total: 25_750,
        breakdown: { list: 24_250, shipping: 1_500, total: 25_750 },
      },
    });
    expect((await customer.http.get('/v1/wallet')).body).toMatchObject({ credit: { held: 0, balance: 100_000 } });
    expect((await customer.http.get('/v1/cart')).body).toMatchObject({ lineCount: 1 });
    // A preview that expects the old total says so and offers the order at the new one.
    const told = await preview(customer, { credit: { use: 'max' }, expectedTotal: 25_250 });
    expect(told).toMatchObject({ placeable: false, problems: [{ code: 'PRICE_CHANGED', sku: null, blocks: true }] });
    const key = { 'idempotency-key': uuid7() };
    const orders = await Promise.all(
      [1, 2].map(() => customer.http.post<{ id: string }>(told.order!.path, told.order!.body, key)),
    );
    expect(orders.map(({ status }) => status)).toEqual([201, 201]);
    expect(orders[1]!.body.id).toBe(orders[0]!.body.id);
    expect(await customer.http.post(told.order!.path, { ...told.order!.body, expectedTotal: 1 }, key)).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    await shipFor(shop, 3);
    await expectCleanAudit(shop);
  });
});

describe('a preview', () => {
  it('names every problem by line and code, and prices the rest', async () => {
    const [, , , , flashed] = await shop.sell([
      { sku: 'P-OK', priceMinor: 1_000 },
      { sku: 'P-SHORT', priceMinor: 1_000, stock: 2 },
      { sku: 'P-OFF', priceMinor: 1_000 },
      { sku: 'P-LIMIT', priceMinor: 1_000, variant: { purchaseLimit: { units: 2, windowDays: 30 } } },
      { sku: 'P-FLASH', priceMinor: 1_000 },
    ]);
    const offerId = await startOffer(
      shop,
      { kind: 'item_price', priceMinor: 600 },
      { scope: { kind: 'variants', ids: [flashed!] } },
    );
    const customer = await shop.customer(0);
    await addToCart(
      customer,
      ...['P-OK', 'P-SHORT', 'P-OFF', 'P-LIMIT', 'P-FLASH'].map((sku) => ({ sku, quantity: 2 })),
    );
    // Bought beside the cart: what it was cut to was right when it was added.
    await customer.http.post('/v1/orders', { sku: 'P-LIMIT', quantity: 1, shippingAddress: ADDRESS });
    await shop.database.query(`UPDATE catalog.variant SET shelf = 'off' WHERE sku = 'P-OFF'`);
    await shop.database.query(`UPDATE catalog.variant SET price_minor = 1100 WHERE sku = 'P-OK'`);
    await shop.database.query(`UPDATE platform.snapshot_version SET version = version + 1 WHERE name = 'catalog'`);
    await shop.database.query(
      `UPDATE catalog.variant SET version = (SELECT version FROM platform.snapshot_version WHERE name = 'catalog') WHERE sku IN ('P-OFF', 'P-OK')`,
    );
    await stopOffer(shop, offerId);
    const rival = await shop.customer(0);
    await rival.http.post('/v1/orders', { sku: 'P-SHORT', quantity: 1, shippingAddress: ADDRESS });
    const seen = await preview(customer);
    expect(seen.problems.map(({ sku, code, blocks, detail }) => [sku, code, blocks, detail]).sort()).toEqual([
      ['P-FLASH', 'OFFER_ENDED', false, 'the offer it was added under has ended'],
      ['P-FLASH', 'PRICE_CHANGED', false, '10.00 instead of 6.00'],
      ['P-LIMIT', 'LIMIT', true, 'at most 1: 2 per customer in 30 days'],
      ['P-OFF', 'OFF_SHELF', true, 'is not sold at the moment'],
      ['P-OK', 'PRICE_CHANGED', false, '11.00 instead of 10.00'],
      ['P-SHORT', 'OUT_OF_STOCK', true, '1 of 2 are available'],
    ]);
    expect(seen.problems.every(({ lineId }) => lineId !== null)).toBe(true);
    expect(seen).toMatchObject({ placeable: false, order: null });
    // What can be bought is priced: 2 × 11.00 + 3 × 2 × 10.00
    expect(seen.total).toBe(8_200);
  });

  it('says what a message must be, by line', async () => {
    await shop.sell([{ sku: 'P-RING', priceMinor: 1_000 }]);
    await shop.database.query(
      `UPDATE catalog.product SET message_fields = '[{"key":"engraving","label":"Engraving","required":true,"maxLength":5,"pattern":null}]'
       WHERE id = (SELECT product_id FROM catalog.variant WHERE sku = 'P-RING')`,
    );
    const customer = await shop.customer(0);
    const seen = await preview(customer, {
      lines: [{ sku: 'P-RING', quantity: 1, messages: { engraving: 'too long' } }],
    });
    expect(seen.problems).toMatchObject([{ sku: 'P-RING', code: 'MESSAGE_INVALID', blocks: true }]);
  });

  it('lists coupons, usable and not with the reason, and what points and credit could do', async () => {
    await shop.sell([{ sku: 'P-COUP', priceMinor: 9_500 }]);
    await issueCoupon(shop, 'LOWER', { rules: { kind: 'amount', offMinor: 300 } });
    await issueCoupon(shop, 'HIGHER', { rules: { kind: 'amount', offMinor: 900 }, minSpendMinor: 10_000 });
    const customer = await shop.customer(700);
    await give(shop, customer.id, 'points', 5_000);
    for (const code of ['LOWER', 'HIGHER'])
      expect((await customer.http.post('/v1/coupon-claims', { code })).status).toBeLessThan(300);
    const seen = await preview(customer, { lines: [{ sku: 'P-COUP', quantity: 1 }] });
    expect(
      seen.coupons.map(({ name, state, reason, text, amount }) => [name, state, reason, text, amount]).sort(),
    ).toEqual([
      ['HIGHER', 'unusable', 'MIN_SPEND', 'add 5.00 to use', 0],
      ['LOWER', 'usable', null, null, 300],
    ]);
    // 10 % of 95.00 in multiples of 100 points; nothing of it is used unless asked.
    expect(seen).toMatchObject({ usableCredit: 700, usablePoints: 900, total: 9_500, amountDue: 9_500 });
    const used = await preview(customer, {
      lines: [{ sku: 'P-COUP', quantity: 1 }],
      couponCodes: ['LOWER'],
      points: 900,
      credit: { use: 'exact', amount: 700 },
    });
    // 95.00 − 3.00 − 9.00 = 83.00, of which 7.00 by credit
    expect(used).toMatchObject({ total: 8_300, amountDue: 7_600, placeable: true });
    expect(await sendPreviewed(customer, used)).toMatchObject({
      status: 201,
      body: { breakdown: { total: 8_300 }, amountDue: 7_600 },
    });
  });

  it('counts the stock and the limit that the cart itself holds as the customer’s own', async () => {
    await shop.sell([
      {
        sku: 'P-HELD',
        priceMinor: 500,
        stock: 2,
        variant: { takesStockAt: 'cart', purchaseLimit: { units: 2, windowDays: 7 } },
      },
    ]);
    const customer = await shop.customer(0);
    await addToCart(customer, { sku: 'P-HELD', quantity: 2 });
    const seen = await preview(customer);
    expect(seen).toMatchObject({ problems: [], placeable: true, total: 1_000 });
    expect(await sendPreviewed(customer, seen)).toMatchObject({ status: 201 });
  });
});

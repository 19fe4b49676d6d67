/** Refusals with their real causes, early and late: what was held is given back, what was authorised is closed, nothing is left behind. */
import { uuid7 } from '#libs/platform';
import { OrderSagas } from '#libs/order-saga';
import { CartService } from '#libs/cart';
import { InventoryService } from '#libs/inventory';
import { PromotionService } from '#libs/promotion';
import { expectCleanAudit } from '../support/audit.js';
import { ADDRESS, Shop, type Customer } from '../support/shop.js';
import {
  CellOrder,
  CREDIT_MINOR,
  DUE_MINOR,
  expectedPicture,
  goodsOf,
  makeCoupon,
  STOCK,
  TOTAL_MINOR,
  WALLET_MINOR,
} from './cell-order.js';
import { StepFaults } from './step-faults.js';

const ORDERS = 10;
const PAY_TIME_MS = 24 * 3_600_000;

let shop: Shop;
let customers: readonly Customer[];
let variantIds: readonly string[];
let couponId: string;
let used = 0;
beforeAll(async () => {
  shop = await Shop.open({ config: { workerInApi: false } });
  variantIds = await shop.sell(Array.from({ length: ORDERS }, (_, n) => goodsOf(n)).flat());
  customers = await shop.customers(ORDERS, WALLET_MINOR);
  couponId = await makeCoupon(shop);
});
afterAll(() => shop?.close());
afterEach(async () => {
  await expectCleanAudit(shop);
  shop.moveClock(0);
});

async function cart(): Promise<CellOrder> {
  const n = used++;
  const order = new CellOrder(shop, customers[n]!, [variantIds[2 * n]!, variantIds[2 * n + 1]!], n);
  await order.fillCart();
  return order;
}

/** Somebody else takes `quantity` of a variant; the returned function gives it back. */
async function rivalTakes(variantId: string, quantity: number): Promise<() => Promise<void>> {
  const inventory = shop.get(InventoryService);
  const reservationId = uuid7();
  const request = { reservationId, customerId: uuid7(), expiresAt: null, lines: [{ variantId, quantity }] };
  const [outcome] = await shop.database.transaction((tx) => inventory.reserve(tx, [request]));
  expect(outcome!.kind).toBe('created');
  return () => shop.database.transaction((tx) => inventory.release(tx, [reservationId]));
}

/** Does something between two steps of the next placement, from outside its transaction. */
function before(step: string, act: () => Promise<unknown>): () => void {
  const faults = new StepFaults(shop.get(OrderSagas).placeOrder.definition);
  faults.wrap(step, 'act', async (real) => {
    await act();
    return real();
  });
  return () => {
    expect(faults.hits).toBe(1);
    faults.restore();
  };
}

describe('a placement is refused and leaves nothing', () => {
  it('when stock is short', async () => {
    const order = await cart();
    const giveBack = await rivalTakes(order.variantIds[0], STOCK - 1);
    expect(await order.place(CREDIT_MINOR)).toEqual({ status: 422, code: 'INSUFFICIENT_STOCK' });
    await giveBack();
    expect(await order.picture()).toEqual(expectedPicture('refused', 'mixed'));
  });

  it('when credit is short', async () => {
    const order = await cart();
    const spent = await order.customer.http.post('/v1/orders', {
      sku: `A-${used - 1}`,
      quantity: 1,
      credit: { use: 'max' },
      shippingAddress: ADDRESS,
    });
    expect(spent.status).toBe(201);
    const left = await order.customer.http.get<{ credit: { available: number } }>('/v1/wallet');
    expect(left.body.credit.available).toBe(WALLET_MINOR - 1_000);
    expect(await order.place(WALLET_MINOR - 1_000 + 1)).toEqual({ status: 422, code: 'INSUFFICIENT_CREDIT' });
    const picture = await order.customer.http.get<{ items: unknown[] }>('/v1/orders');
    expect(picture.body.items).toHaveLength(1);
  });

  it('when the cart changes under it', async () => {
    const order = await cart();
    const [line] = await shop.get(CartService).selected(order.customer.id);
    const struck = before('claim_offers', () =>
      order.customer.http.send('PATCH', `/v1/cart/lines/${line!.lineId}`, { quantity: 3 }, {}),
    );
    expect(await order.place(CREDIT_MINOR)).toEqual({ status: 409, code: 'CART_CHANGED' });
    struck();
    expect(await order.picture()).toEqual(expectedPicture('refused', 'mixed'));
  });

  it('when the coupon is used up between its price and its claim', async () => {
    const order = await cart();
    const promotion = shop.get(PromotionService);
    const claimId = uuid7();
    const struck = before('claim_offers', () =>
      shop.database.transaction((tx) =>
        promotion.claim(tx, [{ claimId, customerId: order.customer.id, offers: [], couponIds: [couponId] }]),
      ),
    );
    expect(await order.place(CREDIT_MINOR)).toEqual({ status: 422, code: 'COUPON_REFUSED' });
    struck();
    await shop.database.transaction((tx) => promotion.release(tx, [claimId]));
    expect(await order.picture()).toEqual(expectedPicture('refused', 'mixed'));
  });

  it('when goods that are taken with the payment are gone and credit pays for all', async () => {
    const order = await cart();
    const giveBack = await rivalTakes(order.variantIds[1], STOCK);
    expect(await order.place(TOTAL_MINOR)).toEqual({ status: 422, code: 'INSUFFICIENT_STOCK' });
    await giveBack();
    expect(await order.picture()).toEqual(expectedPicture('refused', 'credit'));
  });
});

describe('a payment that comes for goods that are gone', () => {
  it('is not taken when they are goods that are taken with the payment', async () => {
    const order = await cart();
    await order.place(CREDIT_MINOR);
    await order.openPayment();
    await order.pay('tok_ok');
    const giveBack = await rivalTakes(order.variantIds[1], STOCK);
    await shop.runner.drain();
    await giveBack();
    expect(await order.picture()).toEqual(expectedPicture('cancelled', 'mixed'));
    expect(
      (await order.customer.http.get<{ cancelReason: string }>(`/v1/orders/${order.id}`)).body.cancelReason,
    ).toMatch(/^INSUFFICIENT_STOCK/);
  });

  it('is not taken when the hold on them lapsed and somebody else was faster', async () => {
    const order = await cart();
    await order.place(CREDIT_MINOR);
    await order.openPayment();
    await order.pay('tok_ok');
    shop.moveClock(PAY_TIME_MS + 1_000);
    const giveBack = await rivalTakes(order.variantIds[0], STOCK);
    await shop.runner.drain();
    await giveBack();
    expect(await order.picture()).toEqual(expectedPicture('cancelled', 'mixed'));
  });

  it('is taken when the hold lapsed and nobody else came', async () => {
    const order = await cart();
    await order.place(CREDIT_MINOR);
    await order.openPayment();
    await order.pay('tok_ok');
    shop.moveClock(PAY_TIME_MS + 1_000);
    await shop.runner.drain();
    expect(await order.picture()).toEqual(expectedPicture('paid', 'mixed'));
    expect((await order.picture()).payments).toEqual([{ state: 'captured', captured: DUE_MINOR, refunded: 0 }]);
  });
});

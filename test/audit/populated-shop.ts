/**
 * A shop in which everything has happened that the audit knows of: orders paid by credit, by card, by both and by points, waiting,
 * refused, cancelled before and after money moved; offers, coupons, limits, cart holds, grants by two people, late money.
 */
import type { OrderDto } from '#libs/order';
import { Outbox, raiseSnapshotVersion, uuid7 } from '#libs/platform';
import { PaymentGateway, PaymentService } from '#libs/payment';
import { AnchorService } from '#libs/ops';
import { ExpiryService, WalletService } from '#libs/wallet-credit';
import { InventoryService } from '#libs/inventory';
import { eventually, type Answered } from '../support/http-client.js';
import { earnAndRedeem } from './populated-loyalty.js';
import { bring } from '../support/receipt-kit.js';
import { ADDRESS, type Customer, Shop } from '../support/shop.js';
import { grantLot } from '../support/transfers.js';

const HOUR = `interval '1 hour'`;

/** Opens and fills it. The APIs run on; {@link settled} waits until nothing of it is under way. */
export async function openPopulatedShop(): Promise<Shop> {
  const shop = await Shop.open();
  try {
    await populate(shop);
    return shop;
  } catch (error) {
    await shop.close();
    throw error;
  }
}

async function populate(shop: Shop): Promise<void> {
  await stockShelves(shop);
  await buyWithCredit(shop);
  await buyWithCard(shop);
  await buyWithPoints(shop);
  await shipAndDeliver(shop);
  await leaveWaiting(shop);
  await beRefused(shop);
  await cancelInTime(shop);
  await cancelAfterMoneyMoved(shop);
  await payTooLate(shop);
  await fillCarts(shop);
  await grantByTwoPeople(shop);
  await earnAndRedeem(shop);
  await giveGifts(shop);
  await withdrawCredit(shop);
  await letCreditExpire(shop);
  await shop.get(AnchorService).anchor();
  await shop.get(Outbox).consume('audit-test', 10_000, async () => undefined);
  await settled(shop);
}

/** Waits until no saga is due and no outside call is open. */
export async function settled(shop: Shop): Promise<void> {
  await eventually(
    () =>
      shop.database.query<{ open: number }>(
        `SELECT (SELECT count(*) FROM platform.saga AS s WHERE state IN ('running', 'calling', 'undoing')
                  AND NOT EXISTS (SELECT FROM transfer.withdrawal AS w WHERE w.id = s.id AND w.payout_state = 'pending'))
              + (SELECT count(*) FROM payment.payment WHERE calling IS NOT NULL)
              + (SELECT count(*) FROM payment.refund WHERE state = 'calling') AS open`,
      ),
    ([row]) => row!.open === 0,
    'everything under way has ended',
  );
}

async function stockShelves(shop: Shop): Promise<void> {
  await shop.sell([
    { sku: 'MUG', priceMinor: 1_250 },
    { sku: 'BOWL', priceMinor: 4_000, merchant: 2 },
    { sku: 'LAMP', priceMinor: 12_000 },
    { sku: 'RARE', priceMinor: 9_900, stock: 1 },
    { sku: 'LATE', priceMinor: 2_000, variant: { takesStockAt: 'payment' } },
    { sku: 'FEW', priceMinor: 3_000, variant: { purchaseLimit: { units: 4, windowDays: 30 } } },
    { sku: 'TICKET', priceMinor: 800, stock: 0, variant: { purchaseLimit: { units: 4, windowDays: 30 } } },
    { sku: 'CART', priceMinor: 1_500, variant: { takesStockAt: 'cart', purchaseLimit: { units: 9, windowDays: 30 } } },
  ]);
  await shop.database.query(`UPDATE catalog.product SET kind = 'virtual' WHERE title = 'Product TICKET'`);
  // Stock in two warehouses of one merchant, so that an order is split.
  const [wide] = await shop.sell([{ sku: 'WIDE', priceMinor: 700, stock: 4 }]);
  const flash = await shop.sell([{ sku: 'FLASH', priceMinor: 5_000 }]);
  await shop.database.transaction(async (tx) => {
    const warehouseId = shop.merchants[0]!.secondWarehouseId;
    await shop
      .get(InventoryService)
      .changeStock(tx, [{ variantId: wide!, warehouseId, quantity: 5, kind: 'received', priority: 2 }]);
    const scope = JSON.stringify({ kind: 'variants', ids: flash });
    await tx.query(
      `INSERT INTO promotion.offer (id, kind, name, scope, rules, starts_at, ends_at, quota, per_customer_limit, created_at, version)
       VALUES ($1, 'flash_sale', 'flash', $2, '{"kind": "flash_sale", "priceMinor": 3500}', $3::timestamptz - ${HOUR}, $3::timestamptz + ${HOUR}, 50, 5, $3, 2)`,
      [uuid7(), scope, tx.now],
    );
    await tx.query(
      `INSERT INTO promotion.coupon (id, code, name, scope, rules, min_spend_minor, starts_at, total_limit, per_customer_limit, created_at, version)
       VALUES ($1, 'SAVE5', 'five off', '{"kind": "all"}', '{"kind": "amount", "offMinor": 500}', 0, $2::timestamptz - ${HOUR}, 100, 3, $2, 1)`,
      [uuid7(), tx.now],
    );
    await raiseSnapshotVersion(tx, 'promotion');
  });
}

const ALL_KINDS = [
  { sku: 'MUG', quantity: 2 },
  { sku: 'BOWL', quantity: 1 },
  { sku: 'LATE', quantity: 1 },
  { sku: 'FEW', quantity: 2 },
  { sku: 'TICKET', quantity: 2 },
  { sku: 'FLASH', quantity: 2 },
];

async function place(customer: Customer, body: object, status = 201): Promise<OrderDto> {
  const placed = await customer.http.post<OrderDto>('/v1/orders', { shippingAddress: ADDRESS, ...body });
  if (placed.status !== status)
    throw new Error(`an order was answered ${placed.status}: ${JSON.stringify(placed.body)}`);
  return placed.body;
}

async function openPayment(customer: Customer, orderId: string): Promise<string> {
  const opened = await customer.http.post<{ id: string }>(`/v1/orders/${orderId}/payments`, {});
  if (opened.status !== 201) throw new Error(`a payment was answered ${opened.status}: ${JSON.stringify(opened.body)}`);
  return opened.body.id;
}

function confirm(customer: Customer, paymentId: string, instrument = 'tok_ok'): Promise<Answered<unknown>> {
  return customer.http.post(`/v1/payments/${paymentId}/confirmation`, { instrument });
}

async function reaches(customer: Customer, orderId: string, state: OrderDto['state']): Promise<void> {
  const seen = (): Promise<Answered<OrderDto>> => customer.http.get<OrderDto>(`/v1/orders/${orderId}`);
  await eventually(seen, ({ body }) => body.state === state, `the order is ${state}`);
}

async function buyWithCredit(shop: Shop): Promise<void> {
  const customer = await shop.customer(100_000);
  await place(customer, {
    lines: [...ALL_KINDS, { sku: 'WIDE', quantity: 7 }],
    credit: { use: 'max' },
    couponCodes: ['SAVE5'],
  });
  await place(customer, { sku: 'MUG', quantity: 1, credit: { use: 'max' } });
}

async function buyWithCard(shop: Shop): Promise<void> {
  const customer = await shop.customer(1_000);
  const order = await place(customer, { lines: ALL_KINDS, credit: { use: 'max' }, couponCodes: ['SAVE5'] });
  await confirm(customer, await openPayment(customer, order.id), 'tok_declined');
  await confirm(customer, await openPayment(customer, order.id));
  await reaches(customer, order.id, 'paid');
  const plain = await place(customer, { sku: 'MUG', quantity: 1 });
  await confirm(customer, await openPayment(customer, plain.id));
  await reaches(customer, plain.id, 'paid');
}

async function buyWithPoints(shop: Shop): Promise<void> {
  const customer = await shop.customer(50_000);
  await shop.database.transaction((tx) =>
    shop.get(WalletService).grant(tx, [
      {
        ...{
          transferId: uuid7(),
          lotId: uuid7(),
          ownerId: customer.id,
          asset: 'points',
          amount: 1_000,
          source: 'promotion',
        },
        ...{
          from: 'promotions',
          kind: 'welcome_points',
          reference: uuid7(),
          expiresAt: new Date(tx.now.getTime() + 86_400_000),
          actor: null,
          reason: 'test',
        },
      },
    ]),
  );
  await place(customer, { sku: 'LAMP', quantity: 1, points: 300, credit: { use: 'max' } });
}

/** Parts in every state after payment, of two merchants, with stock that is taken when paid. */
async function shipAndDeliver(shop: Shop): Promise<void> {
  const customer = await shop.customer(100_000);
  const orders: string[] = [];
  const lines = ['MUG', 'BOWL', 'LATE'].map((sku) => ({ sku, quantity: 2 }));
  for (let i = 0; i < 3; i++) orders.push((await place(customer, { lines, credit: { use: 'max' } })).id);
  await bring(shop, orders[0]!, 'shipped');
  await bring(shop, orders[1]!, 'delivered');
  await bring(shop, orders[2]!, 'delivered', shop.merchants[1]!.merchantId);
}

async function leaveWaiting(shop: Shop): Promise<void> {
  const customer = await shop.customer(1_000);
  const order = await place(customer, { lines: ALL_KINDS, credit: { use: 'max' }, couponCodes: ['SAVE5'] });
  await openPayment(customer, order.id);
  await place(await shop.customer(), { sku: 'MUG', quantity: 1 });
}

/** Refused after the offer was claimed and the coupon held: the claim stays behind, released. */
async function beRefused(shop: Shop): Promise<void> {
  const customer = await shop.customer(1_000);
  const lines = [
    { sku: 'FLASH', quantity: 1 },
    { sku: 'RARE', quantity: 2 },
  ];
  await place(customer, { lines, couponCodes: ['SAVE5'] }, 422);
  await place(customer, { sku: 'MUG', quantity: 1, credit: { use: 'exact', amount: 5_000 } }, 422);
}

async function cancelInTime(shop: Shop): Promise<void> {
  const customer = await shop.customer(1_000);
  const order = await place(customer, { lines: ALL_KINDS, credit: { use: 'max' }, couponCodes: ['SAVE5'] });
  await openPayment(customer, order.id);
  await customer.http.post(`/v1/orders/${order.id}/cancellation`);
  await reaches(customer, order.id, 'cancelled');
}

/** The money is taken before the order hears of it, and the customer cancels in between: it is refunded. */
async function cancelAfterMoneyMoved(shop: Shop): Promise<void> {
  const customer = await shop.customer(1_000);
  const order = await place(customer, { sku: 'MUG', quantity: 2, credit: { use: 'max' } });
  const paymentId = await openPayment(customer, order.id);
  await shop.runner.stop();
  await confirm(customer, paymentId);
  await shop.get(PaymentGateway).captureAtGateway([paymentId]);
  await customer.http.post(`/v1/orders/${order.id}/cancellation`);
  shop.runner.start();
  await reaches(customer, order.id, 'cancelled');
}

/** A payment that the gateway hears of only after its order is cancelled: sent back by a saga of its own. */
async function payTooLate(shop: Shop): Promise<void> {
  const customer = await shop.customer();
  const order = await place(customer, { sku: 'MUG', quantity: 1 });
  await customer.http.post(`/v1/orders/${order.id}/cancellation`);
  await reaches(customer, order.id, 'cancelled');
  const paymentId = uuid7();
  await shop.database.transaction((tx) =>
    shop.get(PaymentService).open(tx, [
      {
        paymentId,
        orderId: order.id,
        customerId: customer.id,
        provider: 'sandbox',
        currency: 'USD',
        amountMinor: 1_250,
        returnUrl: null,
      },
    ]),
  );
  await shop.get(PaymentGateway).confirm(paymentId, 'tok_ok');
}

async function fillCarts(shop: Shop): Promise<void> {
  const buyer = await shop.customer(50_000);
  const lines = {
    lines: [
      { sku: 'CART', quantity: 2 },
      { sku: 'MUG', quantity: 1 },
    ],
  };
  await buyer.http.post('/v1/cart/lines', lines);
  const placed = await buyer.http.post<OrderDto>('/v1/orders/from-cart', {
    shippingAddress: ADDRESS,
    credit: { use: 'max' },
  });
  if (placed.status !== 201) throw new Error(`the cart was answered ${placed.status}: ${JSON.stringify(placed.body)}`);
  const looker = await shop.customer();
  await looker.http.post('/v1/cart/lines', lines);
}

async function grantByTwoPeople(shop: Shop): Promise<void> {
  const [proposer, approver, customer] = [
    await shop.staff('operator'),
    await shop.staff('operator'),
    await shop.customer(),
  ];
  for (const decision of ['approval', 'rejection', undefined]) {
    const proposed = await proposer.http.post<{ id: string }>('/v1/admin/credit-grants', {
      ownerId: customer.id,
      asset: 'credit',
      amount: 700,
      reason: 'goodwill',
    });
    if (decision !== undefined) await approver.http.post(`/v1/admin/credit-grants/${proposed.body.id}/${decision}`);
  }
}

/** Gifts in every state, one of them in part expired; what was a gift is given on; a wallet that was frozen and one that is. */
async function giveGifts(shop: Shop): Promise<void> {
  const [ada, grace] = [await shop.customer(10_000), await shop.customer()];
  await grantLot(shop, ada.id, { amount: 50, expiresAt: new Date(Date.now() + 2_000) });
  await grantLot(shop, ada.id, { amount: 2_000, source: 'promotion', expiresAt: new Date(Date.now() + 86_400_000) });
  const gift = async (from: Customer, to: Customer, amount: number): Promise<string> => {
    const answer = await from.http.post<{ id: string }>('/v1/gifts', { customerId: to.id, amount });
    if (answer.status !== 201) throw new Error(`a gift was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body.id;
  };
  const [short, claimed, declined, cancelled] = [
    await gift(ada, grace, 70),
    await gift(ada, grace, 3_000),
    await gift(ada, grace, 300),
    await gift(ada, grace, 400),
  ];
  await gift(ada, grace, 500);
  await eventually(
    () =>
      shop.database.query<{ over: boolean }>(
        `SELECT min(expires_at) < clock_timestamp() AS over FROM wallet.lot AS l JOIN wallet.account AS a ON a.id = l.account_id WHERE a.owner_id = $1`,
        [ada.id],
      ),
    ([row]) => row!.over,
    'the first lot has expired',
  );
  await grace.http.post(`/v1/gifts/${short}/claim`);
  await grace.http.post(`/v1/gifts/${claimed}/claim`);
  await grace.http.post(`/v1/gifts/${declined}/declination`);
  await ada.http.post(`/v1/gifts/${cancelled}/cancellation`);
  await gift(grace, ada, 2_500);
  const operator = await shop.staff('operator');
  await operator.http.post(`/v1/admin/wallets/${grace.id}/freeze`, { reason: 'a stolen card' });
  await operator.http.post(`/v1/admin/wallets/${grace.id}/freeze-lifting`, { reason: 'it was found' });
  const odd = await shop.customer(100);
  await operator.http.post(`/v1/admin/wallets/${odd.id}/freeze`, { reason: 'too many refunds' });
}

/** Withdrawals in every state: requested, paid, under way, rejected, failed, and paid after they had failed. */
async function withdrawCredit(shop: Shop): Promise<void> {
  const operator = await shop.staff('operator');
  const ask = async (destination: string, decision?: 'approval' | 'rejection'): Promise<string> => {
    const customer = await shop.customer(10_000);
    const { body } = await customer.http.post<{ id: string }>('/v1/withdrawals', { amount: 4_000, destination });
    if (decision !== undefined)
      await operator.http.post(`/v1/admin/withdrawals/${body.id}/${decision}`, {
        [decision === 'approval' ? 'note' : 'reason']: 'checked',
      });
    return body.id;
  };
  await ask('acct_ok');
  await ask('acct_ok', 'rejection');
  const [paid, underWay, failed, odd] = [
    await ask('acct_ok', 'approval'),
    await ask('acct_slow', 'approval'),
    await ask('acct_refused', 'approval'),
    await ask('acct_slow', 'approval'),
  ];
  const reaches = (id: string, look: string, value: string): Promise<unknown> =>
    eventually(
      () =>
        shop.database.query<{ seen: string }>(`SELECT ${look} AS seen FROM transfer.withdrawal WHERE id = $1`, [id]),
      ([row]) => row!.seen === value,
      `withdrawal ${id} has ${look} ${value}`,
    );
  await reaches(paid, 'state', 'paid_out');
  await reaches(underWay, 'payout_state', 'pending');
  await reaches(failed, 'state', 'failed');
  await reaches(odd, 'payout_state', 'pending');
  await shop.payoutControl.settle(odd, 'failed');
  await reaches(odd, 'state', 'failed');
  await shop.payoutControl.settle(odd, 'paid');
  await reaches(odd, 'state', 'paid_out');
}

/** Two lots that have run out, one of them spent in part before; booked by the sweep. */
async function letCreditExpire(shop: Shop): Promise<void> {
  const [spender, sleeper] = await shop.customers(2);
  const grant = (ownerId: string, expiresInMs: number, now: Date) => ({
    ...{
      transferId: uuid7(),
      lotId: uuid7(),
      ownerId,
      asset: 'credit' as const,
      amount: 3_000,
      source: 'promotion' as const,
    },
    ...{ from: 'promotions' as const, kind: 'welcome_credit', reference: uuid7(), actor: null, reason: 'test' },
    expiresAt: new Date(now.getTime() + expiresInMs),
  });
  await shop.database.transaction((tx) =>
    shop.get(WalletService).grant(tx, [grant(spender!.id, 3_600_000, tx.now), grant(sleeper!.id, -1, tx.now)]),
  );
  await place(spender!, { sku: 'MUG', quantity: 1, credit: { use: 'max' } });
  await shop.database.query(
    `UPDATE wallet.lot SET expires_at = now() - interval '1 millisecond' WHERE account_id = (SELECT id FROM wallet.account WHERE owner_id = $1)`,
    [spender!.id],
  );
  await shop.database.query(
    `UPDATE wallet.hold SET held_at = held_at - interval '1 minute' WHERE account_id = (SELECT id FROM wallet.account WHERE owner_id = $1)`,
    [spender!.id],
  );
  while ((await shop.get(ExpiryService).sweep()).lookedAt > 0);
}

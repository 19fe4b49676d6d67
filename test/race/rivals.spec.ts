/** Two things happen to one order at once, many times over: it comes to one end, and the money is where that end says. */
import { expectCleanAudit } from '../support/audit.js';
import { eventually } from '../support/http-client.js';
import { Shop } from '../support/shop.js';
import {
  actAtGateway,
  buy,
  cancel,
  confirm,
  deadlocks,
  lasting,
  orderOf,
  payable,
  PAY_TIME_MS,
  settled,
  tally,
  timeline,
  unpaid,
  wallet,
  type Payable,
  type PaymentBody,
} from './race-kit.js';

const PRICE = 1_500;
const CREDIT = 500;
const DUE = PRICE - CREDIT;
const ROUNDS = 12;

let shop: Shop;
beforeAll(async () => {
  // Background workers run in both APIs, as in production.
  shop = await Shop.open({ apis: 2 });
  await shop.sell([{ sku: 'LAMP', priceMinor: PRICE, stock: 1_000 }]);
});
afterAll(() => shop?.close());
beforeEach(() => shop.control.reset());
afterEach(async () => {
  await shop.control.flush();
  await settled(shop);
  await expectCleanAudit(shop);
  shop.moveClock(0);
});

/** Customers with an order that waits for their card, whose payment is open. */
async function rivals(): Promise<readonly Payable[]> {
  const customers = await lasting(shop, await shop.customers(ROUNDS, CREDIT));
  const wish = { sku: 'LAMP', credit: { use: 'exact', amount: CREDIT } };
  return Promise.all(customers.map((customer) => payable(customer, wish)));
}

async function endOf({ customer, orderId }: Payable): Promise<string> {
  return (
    await eventually(
      () => orderOf(customer, orderId),
      ({ state }) => state !== 'awaiting_payment',
      'the order has ended',
    )
  ).state;
}

/** What must be true of a rival's order at the end, to the cent. */
async function expectWhole(rival: Payable): Promise<'paid' | 'cancelled'> {
  const state = await endOf(rival);
  await settled(shop);
  const paid = state === 'paid';
  const payments = await shop.control.payments(rival.paymentId);
  expect(payments.map(({ captured, refunded }) => captured - refunded)).toEqual([paid ? DUE : 0]);
  expect(payments.map(({ status }) => status)).not.toContain('authorized');
  expect(await wallet(rival.customer)).toEqual(
    paid ? { balance: 0, held: 0, available: 0 } : { balance: CREDIT, held: 0, available: CREDIT },
  );
  const ends = (await timeline(rival.customer, rival.orderId)).filter(
    ({ what }) => what === 'paid' || what === 'cancelled',
  );
  expect(ends).toHaveLength(1);
  return paid ? 'paid' : 'cancelled';
}

it('confirm ∥ confirm ∥ webhook, each several times: paid once', async () => {
  const all = await rivals();
  await shop.control.plant({ kind: 'webhook_repeated', times: 4, count: 1_000 });
  await Promise.all(
    all.flatMap(({ customer, paymentId }) => [
      confirm(customer, paymentId),
      confirm(shop.elsewhere(customer), paymentId),
    ]),
  );
  const ends = await Promise.all(all.map(expectWhole));
  expect(tally(ends)).toEqual({ paid: ROUNDS });
});

it('webhooks in any order, in time or not, alone tell the whole story', async () => {
  const all = await rivals();
  await shop.control.plant({ kind: 'webhook_out_of_order', count: 2 * ROUNDS });
  for (const { paymentId } of all) {
    await actAtGateway(shop, paymentId, 'confirm');
    await actAtGateway(shop, paymentId, 'capture');
  }
  await shop.control.flush();
  const ends = await Promise.all(all.map(expectWhole));
  expect(tally(ends)).toEqual({ paid: ROUNDS });
});

it('cancel ∥ pay: one of the two', async () => {
  const all = await rivals();
  const statuses = await Promise.all(
    all.map(async ({ customer, orderId, paymentId }, n) => {
      const paying = confirm(customer, paymentId);
      // Some call off at once, some as soon as the gateway has the card, some when we have heard of it and the saga moves.
      if (n % 3 === 1)
        await eventually(
          () => shop.control.payments(paymentId),
          ([payment]) => payment!.status !== 'pending',
          'the gateway has the card',
        );
      if (n % 3 === 2)
        await eventually(
          () => customer.http.get<PaymentBody>(`/v1/payments/${paymentId}`),
          ({ body }) => body.state !== 'pending',
          'we have heard of it',
        );
      const { status } = await cancel(shop.elsewhere(customer), orderId);
      await paying;
      return status;
    }),
  );
  const ends = await Promise.all(all.map(expectWhole));
  // Who was told that the order is being cancelled was told the truth, and who was refused has a paid order.
  expect(ends).toEqual(statuses.map((status) => (status === 200 ? 'cancelled' : 'paid')));
  process.stdout.write(`cancel ∥ pay: ${JSON.stringify(tally(ends))}\n`);
});

it('cancel ∥ cancel: one cancellation, two answers', async () => {
  const all = await rivals();
  const answers = await Promise.all(
    all.flatMap(({ customer, orderId }) => [cancel(customer, orderId), cancel(shop.elsewhere(customer), orderId)]),
  );
  expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
  expect(tally(await Promise.all(all.map(expectWhole)))).toEqual({ cancelled: ROUNDS });
});

it('pay ∥ time-out: paid in time or cancelled, and nobody pays for nothing', async () => {
  const all = await rivals();
  const paying = all.map(({ customer, paymentId }) => confirm(customer, paymentId));
  await eventually(
    () => shop.control.books(),
    ({ payments }) =>
      all.filter(({ paymentId }) => payments.some((one) => one.reference === paymentId && one.authorized > 0)).length >=
      ROUNDS / 2,
    'half of them are authorised',
  );
  shop.moveClock(PAY_TIME_MS + 1_000);
  await Promise.all(paying);
  const ends = await Promise.all(all.map(expectWhole));
  process.stdout.write(`pay ∥ time-out: ${JSON.stringify(tally(ends))}\n`);
});

it('cancel ∥ buy again: held goods and credit change hands without a deadlock', async () => {
  const customers = await shop.customers(2 * ROUNDS, 2 * CREDIT);
  for (let round = 0; round < 3; round++) {
    const wish = { sku: 'LAMP', credit: { use: 'exact', amount: CREDIT } };
    const held = await Promise.all(customers.map((customer) => unpaid(customer, wish)));
    const answers = await Promise.all(
      customers.flatMap((customer, n) => [cancel(customer, held[n]!), buy(shop.elsewhere(customer), wish)]),
    );
    expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 2 * ROUNDS, 201: 2 * ROUNDS });
    await Promise.all(
      answers.map(({ body }, n) => (n % 2 === 1 ? cancel(customers[(n - 1) / 2]!, body.id) : undefined)),
    );
  }
  expect(await Promise.all(customers.map(wallet))).toEqual(
    customers.map(() => ({ balance: 2 * CREDIT, held: 0, available: 2 * CREDIT })),
  );
});

it('has broken no deadlock', async () => {
  expect(await deadlocks(shop.test.database)).toBe(0);
});

/** Two API processes over one database: row locks decide, the batchers of both only save commits. */
import { startApiProcess, type ApiProcess } from '../support/api-process.js';
import { expectCleanAudit } from '../support/audit.js';
import { Shop, type Customer } from '../support/shop.js';
import { buy, confirm, deadlocks, openPayment, orderOf, settled, stockOf, tally, unpaid, wallet } from './race-kit.js';
import { eventually } from '../support/http-client.js';

const BUYERS = 64;
const UNITS = 100;
const PRICE = 700;

let shop: Shop;
let variants: readonly string[];
let processes: readonly ApiProcess[];
beforeAll(async () => {
  // The API inside the test only sets up; the two processes serve and work.
  shop = await Shop.open({ config: { workerInApi: false } });
  variants = await shop.sell([
    { sku: 'HOT', priceMinor: PRICE, stock: UNITS },
    { sku: 'PEN', priceMinor: 100, stock: 1_000 },
  ]);
  processes = await Promise.all([startApiProcess(shop), startApiProcess(shop)]);
  shop.gateway.setWebhookUrl(`${processes[1]!.url}/v1/webhooks/payments/sandbox`);
}, 120_000);
afterAll(async () => {
  await Promise.all((processes ?? []).map((api) => api.stop()));
  await shop?.close();
});
afterEach(async () => {
  await settled(shop);
  await expectCleanAudit(shop);
});

const at = (customer: Customer, n: number): Customer => ({
  ...customer,
  http: customer.http.at(processes[n % processes.length]!.url),
});

it(`sells ${UNITS} units to ${BUYERS} buyers who try twice each, at once, exactly once`, async () => {
  const buyers = await shop.customers(BUYERS, 2 * PRICE);
  const attempts = buyers.flatMap((buyer, n) => [at(buyer, n), at(buyer, n + 1)]);
  const answers = await Promise.all(attempts.map((buyer) => buy(buyer, { sku: 'HOT', credit: { use: 'max' } })));
  expect(tally(answers.map(({ status, body }) => body.code ?? status))).toEqual({
    201: UNITS,
    INSUFFICIENT_STOCK: 2 * BUYERS - UNITS,
  });
  expect(await stockOf(shop.test.database, variants[0]!)).toEqual({ onHand: UNITS, reserved: UNITS });
  // Each customer paid for what it was told it bought, and for nothing else.
  const bought = tally(attempts.flatMap(({ id }, n) => (answers[n]!.status === 201 ? [id] : [])));
  const balances = await Promise.all(buyers.map(async (buyer) => (await wallet(buyer)).balance));
  expect(balances).toEqual(buyers.map(({ id }) => (2 - (bought[id] ?? 0)) * PRICE));
  expect(await deadlocks(shop.test.database)).toBe(0);
});

it('carries out one key, sent a hundred times at once to both, once: one order, the same answer', async () => {
  const customer = await shop.customer(5_000);
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      buy(at(customer, n), { sku: 'PEN', credit: { use: 'exact', amount: 60 }, key: 'one-key' }),
    ),
  );
  expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 100 });
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(tally(answers.map(({ headers }) => headers.get('idempotency-replayed') ?? 'first'))).toEqual({
    first: 1,
    true: 99,
  });
  expect(await wallet(customer)).toEqual({ balance: 5_000, held: 60, available: 4_940 });
  const orders = await customer.http.get<{ items: unknown[] }>('/v1/orders');
  expect(orders.body.items).toHaveLength(1);
});

it('pays an order that one process took with a card that the other one hears of', async () => {
  const customer = await shop.customer(60);
  const here = at(customer, 0);
  const orderId = await unpaid(here, { sku: 'PEN', credit: { use: 'max' } });
  await confirm(here, await openPayment(here, orderId));
  await eventually(
    () => orderOf(at(customer, 1), orderId),
    ({ state }) => state === 'paid',
    'the order is paid',
  );
  expect(await wallet(customer)).toEqual({ balance: 0, held: 0, available: 0 });
});

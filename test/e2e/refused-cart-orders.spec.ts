/** An order from the cart that is refused leaves the cart as it was: what its lines hold stays held, as long as they said. */
import { requestHash, uuid7 } from '#libs/platform';
import { PlacementService, type Wish } from '#libs/order-saga';
import type { OrderDto } from '#libs/order';
import type { Answered } from '../support/http-client.js';
import { expectCleanAudit } from '../support/audit.js';
import { ADDRESS, Shop, type Customer } from '../support/shop.js';

interface Line {
  readonly id: string;
  readonly sku: string;
  readonly quantity: number;
  readonly holdExpiresAt: string | null;
}

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open({ config: { workerInApi: false } });
});
afterAll(() => shop?.close());
afterEach(async () => {
  await expectCleanAudit(shop);
  shop.moveClock(0);
});

/** A customer who holds the last units of an article in the cart. */
async function holder(sku: string, creditMinor: number): Promise<Customer> {
  await shop.sell([
    {
      sku,
      priceMinor: 500,
      stock: 2,
      variant: { takesStockAt: 'cart', purchaseLimit: { units: 2, windowDays: 30 } },
    },
  ]);
  const customer = await shop.customer(creditMinor);
  expect((await customer.http.post('/v1/cart/lines', { lines: [{ sku, quantity: 2 }] })).status).toBe(200);
  return customer;
}

async function linesOf(customer: Customer): Promise<readonly Line[]> {
  const { body } = await customer.http.get<{ groups: readonly { readonly lines: readonly Line[] }[] }>('/v1/cart');
  return body.groups.flatMap(({ lines }) => lines);
}

type Placed = OrderDto & { readonly code?: string };

function order(customer: Customer, more: object = {}): Promise<Answered<Placed>> {
  return customer.http.post<Placed>(
    '/v1/orders/from-cart',
    { shippingAddress: ADDRESS, ...more },
    { 'idempotency-key': uuid7() },
  );
}

it.each([
  ['credit that is not there', 'INSUFFICIENT_CREDIT', { credit: { use: 'exact', amount: 999 } }],
  ['points that are not there', 'INSUFFICIENT_POINTS', { points: 100 }],
])('refused for %s', async (_, code, more) => {
  const customer = await holder(code, 100);
  const [before] = await linesOf(customer);
  const refused = await order(customer, more);
  expect([refused.status, refused.body.code]).toEqual([422, code]);
  expect(await linesOf(customer)).toMatchObject([
    { id: before!.id, quantity: 2, holdExpiresAt: before!.holdExpiresAt },
  ]);
  const rival = await shop.customer();
  const taken = await rival.http.post<Placed>('/v1/orders', { sku: code, quantity: 1, shippingAddress: ADDRESS });
  expect([taken.status, taken.body.code]).toEqual([422, 'INSUFFICIENT_STOCK']);
  // The second try goes through: neither stock nor limit has been used up by the first.
  const placed = await order(customer);
  expect([placed.status, placed.body.lines.map(({ sku, quantity }) => [sku, quantity])]).toEqual([201, [[code, 2]]]);
  expect(await linesOf(customer)).toEqual([]);
});

it('refused because the cart changed while it was placed, of many in one batch', async () => {
  const customers = await Promise.all(['CH-0', 'CH-1', 'CH-2', 'CH-3'].map((sku) => holder(sku, 1_000)));
  const lines = await Promise.all(customers.map(async (customer) => (await linesOf(customer))[0]!));
  const held = await shop.database.query<{ id: string; version: number; hold_id: string }>(
    'SELECT id, version, hold_id FROM cart.line WHERE owner_id = ANY ($1)',
    [customers.map(({ id }) => id)],
  );
  const placement = shop.get(PlacementService);
  const outcomes = await Promise.all(
    customers.map(({ id }, i) => {
      const line = held.find((row) => row.id === lines[i]!.id)!;
      const wish: Wish = {
        customerId: id,
        lines: [
          {
            sku: lines[i]!.sku,
            quantity: 2,
            // Every second one was ticked off and on again meanwhile.
            cartLine: { lineId: line.id, version: line.version - (i % 2), holdId: line.hold_id },
          },
        ],
        credit: { use: 'max' },
        points: 0,
        couponCodes: [],
        address: ADDRESS,
        expectedTotal: null,
        reference: null,
      };
      return placement
        .place({ principalId: id, key: 'meanwhile', requestHash: requestHash('meanwhile', i), wish })
        .then(
          ({ status }) => status,
          (refusal: { code: string }) => refusal.code,
        );
    }),
  );
  expect(outcomes).toEqual([201, 'CART_CHANGED', 201, 'CART_CHANGED']);
  expect(await linesOf(customers[1]!)).toEqual([lines[1]]);
  expect((await order(customers[3]!, { credit: { use: 'max' } })).body.state).toBe('paid');
});

it('holds no longer than it said', async () => {
  const customer = await holder('TIME', 100);
  expect((await order(customer, { credit: { use: 'exact', amount: 999 } })).status).toBe(422);
  shop.moveClock(20 * 60_000 + 1_000);
  const rival = await shop.customer();
  expect(
    (await rival.http.post<Placed>('/v1/orders', { sku: 'TIME', quantity: 2, shippingAddress: ADDRESS })).status,
  ).toBe(201);
  expect((await order(customer)).body.code).toBe('NOTHING_SELECTED');
});

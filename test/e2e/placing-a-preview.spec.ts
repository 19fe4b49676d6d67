/** The order that a preview hands out: placed as it is, exactly what was seen or nothing; whoever sends it, and however often. */
import { uuid7 } from '#libs/platform';
import { CatalogService } from '#libs/catalog';
import type { OrderDto } from '#libs/order';
import type { Answered } from '../support/http-client.js';
import { expectCleanAudit } from '../support/audit.js';
import { ADDRESS, Shop, type Customer } from '../support/shop.js';

interface Preview {
  readonly total: number;
  readonly placeable: boolean;
  readonly problems: readonly { readonly sku: string | null; readonly code: string; readonly blocks: boolean }[];
  readonly order: { readonly path: string; readonly body: Readonly<Record<string, unknown>> } | null;
}
type Placed = OrderDto & { readonly code?: string; readonly total?: number };

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open({ config: { workerInApi: false } });
  await shop.sell([
    { sku: 'RED', priceMinor: 1_000 },
    { sku: 'BLUE', priceMinor: 1_000 },
    { sku: 'BOOK', priceMinor: 2_500, merchant: 2 },
    { sku: 'HELD', priceMinor: 700, variant: { takesStockAt: 'cart' } },
  ]);
});
afterAll(() => shop?.close());
afterEach(() => expectCleanAudit(shop));

async function preview(customer: Customer, more: object = {}): Promise<Preview> {
  const { status, body } = await customer.http.post<Preview>('/v1/checkout/preview', {
    shippingAddress: ADDRESS,
    ...more,
  });
  expect(status).toBe(200);
  return body;
}

function place(customer: Customer, { order }: Preview, key = uuid7()): Promise<Answered<Placed>> {
  return customer.http.post<Placed>(order!.path, order!.body, { 'idempotency-key': key });
}

async function filled(...skus: string[]): Promise<{ customer: Customer; lineIds: readonly string[] }> {
  const customer = await shop.customer(100_000);
  const { body } = await customer.http.post<{ lines: { lineId: string }[] }>('/v1/cart/lines', {
    lines: skus.map((sku) => ({ sku, quantity: 2 })),
  });
  return { customer, lineIds: body.lines.map(({ lineId }) => lineId) };
}

const ordersOf = async (customer: Customer): Promise<number> =>
  (await customer.http.get<{ items: unknown[] }>('/v1/orders')).body.items.length;

async function reprice(sku: string, priceMinor: number): Promise<void> {
  const [row] = await shop.database.query<{ productId: string; variantId: string; merchantId: string }>(
    `SELECT p.id AS "productId", v.id AS "variantId", p.merchant_id AS "merchantId"
     FROM catalog.variant AS v JOIN catalog.product AS p ON p.id = v.product_id WHERE v.sku = $1`,
    [sku],
  );
  const { productId, variantId, merchantId } = row!;
  const variants = [{ variantId, sku, priceMinor, shelf: 'on' as const }];
  await shop.database.transaction((tx) =>
    shop
      .get(CatalogService)
      .upsertProducts(tx, [{ productId, merchantId, title: `Product ${sku}`, shelf: 'on', variants }], {
        author: null,
      }),
  );
}

it('says the same twice and changes nothing', async () => {
  const { customer } = await filled('RED', 'BOOK', 'HELD');
  const rows = () =>
    shop.database.query<{ name: string; rows: string }>(
      `SELECT 'line' AS name, json_agg(l ORDER BY l.id)::text AS rows FROM cart.line AS l
       UNION ALL SELECT 'cart', json_agg(c ORDER BY c.owner_id)::text FROM cart.cart AS c
       UNION ALL SELECT 'reservation', json_agg(r ORDER BY r.id)::text FROM inventory.reservation AS r
       UNION ALL SELECT 'stock', json_agg(s ORDER BY s.id)::text FROM inventory.stock AS s
       UNION ALL SELECT 'hold', count(*)::text FROM wallet.hold
       UNION ALL SELECT 'saga', count(*)::text FROM platform.saga
       UNION ALL SELECT 'order', count(*)::text FROM orders.customer_order`,
    );
  const before = await rows();
  const wish = { credit: { use: 'max' } };
  const [first, second] = [await preview(customer, wish), await preview(customer, wish)];
  expect(second).toEqual(first);
  expect(await rows()).toEqual(before);
});

it.each([
  ['dearer', 1_200, 2_400],
  ['cheaper', 800, 1_600],
])('is refused when the goods became %s, with the new total, and can be placed at that', async (_, price, total) => {
  const { customer } = await filled('RED');
  const seen = await preview(customer);
  expect([seen.total, seen.order!.path]).toEqual([2_000, '/v1/orders/from-cart']);
  await reprice('RED', price);
  try {
    const refused = await place(customer, seen);
    expect(refused).toMatchObject({ status: 409, body: { code: 'PRICE_CHANGED', total } });
    expect(await ordersOf(customer)).toBe(0);
    const again = await preview(customer, { expectedTotal: seen.total });
    expect(again.problems.map(({ sku, code, blocks }) => [sku, code, blocks])).toEqual([
      ['RED', 'PRICE_CHANGED', false],
      [null, 'PRICE_CHANGED', true],
    ]);
    expect(await place(customer, again)).toMatchObject({ status: 201, body: { breakdown: { total } } });
  } finally {
    await reprice('RED', 1_000);
  }
});

it('is refused when the cart buys other goods at the same total', async () => {
  const { customer, lineIds } = await filled('RED');
  const seen = await preview(customer);
  await customer.http.send('PATCH', `/v1/cart/lines/${lineIds[0]}`, { sku: 'BLUE' }, {});
  const refused = await place(customer, seen);
  expect(refused).toMatchObject({ status: 409, body: { code: 'CART_CHANGED' } });
  expect(await ordersOf(customer)).toBe(0);
  // Back to what was seen: the preview is good again.
  await customer.http.send('PATCH', `/v1/cart/lines/${lineIds[0]}`, { sku: 'RED' }, {});
  expect(await place(customer, seen)).toMatchObject({ status: 201, body: { lines: [{ sku: 'RED', quantity: 2 }] } });
});

it('is refused when more, or fewer, lines are selected; what is unselected meanwhile and selected again is as it was', async () => {
  const { customer, lineIds } = await filled('RED', 'BOOK');
  const seen = await preview(customer);
  const select = (ids: readonly string[], selected: boolean) =>
    customer.http.post('/v1/cart/selection', { lineIds: ids, selected });
  await select([lineIds[0]!], false);
  expect((await place(customer, seen)).body.code).toBe('CART_CHANGED');
  const fewer = await preview(customer);
  await select([lineIds[0]!], true);
  expect((await place(customer, fewer)).body.code).toBe('CART_CHANGED');
  expect((await place(customer, seen)).status).toBe(201);
});

it('is placed once, whatever it is sent with: the same key repeats, another key finds nothing', async () => {
  const { customer } = await filled('RED', 'HELD');
  const seen = await preview(customer);
  const key = uuid7();
  const first = await place(customer, seen, key);
  const again = await place(customer, seen, key);
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.body).toEqual(first.body);
  expect((await place(customer, seen)).body.code).toBe('NOTHING_SELECTED');
  // New lines in the cart are none of its business, and the kept answer stays.
  await customer.http.post('/v1/cart/lines', { lines: [{ sku: 'RED', quantity: 2 }] });
  expect((await place(customer, seen)).body.code).toBe('CART_CHANGED');
  expect((await place(customer, seen, key)).body).toEqual(first.body);
  expect(await ordersOf(customer)).toBe(1);
});

it('is nothing to somebody else: another customer’s cart is not what was seen', async () => {
  const [{ customer }, other] = [await filled('RED'), await filled('BLUE')];
  const seen = await preview(customer);
  expect((await place(other.customer, seen)).body.code).toBe('CART_CHANGED');
  expect((await place(await shop.customer(), seen)).body.code).toBe('NOTHING_SELECTED');
  expect([await ordersOf(other.customer), (await place(customer, seen)).status]).toEqual([0, 201]);
});

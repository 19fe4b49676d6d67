/** Goods that no warehouse holds are never out of stock: the page, the list, the cart, the preview, the order and another order say the same. */
import { uuid7 } from '#libs/platform';
import type { OrderDto } from '#libs/order';
import { expectCleanAudit } from '../support/audit.js';
import { Shop, type Customer } from '../support/shop.js';

interface Line {
  readonly id: string;
  readonly sku: string;
  readonly quantity: number;
  readonly maxQuantity: number;
  readonly selectable: boolean;
  readonly selected: boolean;
  readonly stockState: string;
  readonly stockText: string;
  readonly holdExpiresAt: string | null;
}
interface Cart {
  readonly groups: readonly { readonly lines: readonly Line[] }[];
  readonly notices: readonly unknown[];
}

const SKUS = ['E-BOOK', 'E-CARD', 'E-PASS', 'E-CLUB'] as const;

let shop: Shop;
let customer: Customer;
beforeAll(async () => {
  shop = await Shop.open({ config: { workerInApi: false } });
  await shop.sell([
    { sku: 'E-BOOK', priceMinor: 1_000, stock: 0 },
    { sku: 'E-CARD', priceMinor: 2_000, stock: 0, variant: { takesStockAt: 'cart' } },
    { sku: 'E-PASS', priceMinor: 3_000, stock: 0, variant: { takesStockAt: 'payment' } },
    { sku: 'E-CLUB', priceMinor: 4_000, stock: 0 },
    { sku: 'MUG', priceMinor: 500, stock: 0 },
  ]);
  await shop.database.query(
    `UPDATE catalog.product SET kind = CASE title WHEN 'Product E-CLUB' THEN 'subscription' ELSE 'virtual' END WHERE title LIKE 'Product E-%'`,
  );
  customer = await shop.customer(100_000);
});
afterAll(() => shop?.close());
afterEach(() => expectCleanAudit(shop));

const linesOf = async (): Promise<readonly Line[]> =>
  (await customer.http.get<Cart>('/v1/cart')).body.groups.flatMap(({ lines }) => lines);

const inCart = ({ sku, quantity, maxQuantity, selectable, selected, stockState, stockText, holdExpiresAt }: Line) => ({
  sku,
  quantity,
  maxQuantity,
  selectable,
  selected,
  stockState,
  stockText,
  holdExpiresAt,
});

it('is in stock on the list and on the page, where no number of units is said', async () => {
  for (const inStock of ['', '&inStock=true']) {
    const { body } = await customer.http.get<{ items: { id: string; title: string; inStock: boolean }[] }>(
      `/v1/products?limit=50${inStock}`,
    );
    const shown = Object.fromEntries(body.items.map(({ title, inStock: can }) => [title, can]));
    for (const sku of SKUS) expect(shown[`Product ${sku}`]).toBe(true);
    expect(shown['Product MUG']).toBe(inStock === '' ? false : undefined);
    for (const { id, title } of body.items) {
      const page = await customer.http.get<{ variants: { available: number | null }[] }>(`/v1/products/${id}`);
      expect([title, page.body.variants.map(({ available }) => available)]).toEqual([
        title,
        [title === 'Product MUG' ? 0 : null],
      ]);
    }
  }
});

it('goes into the cart, is changed, saved and taken back, and holds no stock', async () => {
  const added = await customer.http.post<{ lines: { sku: string; outcome: string; quantity: number }[] }>(
    '/v1/cart/lines',
    { lines: [...SKUS, 'MUG'].map((sku) => ({ sku, quantity: 3 })) },
  );
  expect(added.body.lines.map(({ outcome, quantity }) => [outcome, quantity])).toEqual([
    ...SKUS.map(() => ['added', 3]),
    ['out_of_stock', 0],
  ]);
  const expected = (sku: string, quantity: number): object => ({
    sku,
    quantity,
    maxQuantity: 999,
    selectable: true,
    selected: true,
    stockState: 'in_stock',
    stockText: 'in stock',
    holdExpiresAt: null,
  });
  const shown = await linesOf();
  expect(new Map(shown.map((line) => [line.sku, inCart(line)]))).toEqual(
    new Map(SKUS.map((sku) => [sku, expected(sku, 3)])),
  );
  const card = shown.find(({ sku }) => sku === 'E-CARD')!;
  const changed = await customer.http.send('PATCH', `/v1/cart/lines/${card.id}`, { quantity: 700 }, {});
  expect([changed.status, inCart((await linesOf()).find(({ sku }) => sku === 'E-CARD')!)]).toEqual([
    200,
    expected('E-CARD', 700),
  ]);
  await customer.http.send('PATCH', `/v1/cart/lines/${card.id}`, { quantity: 2 }, {});
  expect(await shop.database.query('SELECT count(*)::int AS held FROM inventory.reservation')).toEqual([{ held: 0 }]);
  // Shown again from what is kept.
  expect(inCart((await linesOf()).find(({ sku }) => sku === 'E-CARD')!)).toEqual(expected('E-CARD', 2));
});

it('is previewed and ordered as the cart says, and again as another order', async () => {
  const preview = await customer.http.post<{ problems: unknown[]; lines: { sku: string; available: number | null }[] }>(
    '/v1/checkout/preview',
    {},
  );
  expect([preview.status, preview.body.problems, preview.body.lines.map(({ available }) => available)]).toEqual([
    200,
    [],
    SKUS.map(() => null),
  ]);
  const placed = await customer.http.post<OrderDto>(
    '/v1/orders/from-cart',
    { credit: { use: 'max' } },
    { 'idempotency-key': uuid7() },
  );
  expect([placed.status, placed.body.state]).toEqual([201, 'paid']);
  expect(await linesOf()).toEqual([]);
  const outcomes = { 'E-BOOK': 'added', 'E-CARD': 'added', 'E-PASS': 'added', 'E-CLUB': 'not_supported' };
  const path = `/v1/orders/${placed.body.id}/reorder`;
  const again = [
    await customer.http.get<{ lines: { sku: string; outcome: string }[] }>(path),
    await customer.http.post<{ lines: { sku: string; outcome: string }[] }>(path, undefined, {
      'idempotency-key': uuid7(),
    }),
  ];
  for (const { body } of again)
    expect(Object.fromEntries(body.lines.map(({ sku, outcome }) => [sku, outcome]))).toEqual(outcomes);
  expect((await linesOf()).map(({ sku, stockState, selected }) => [sku, stockState, selected]).sort()).toEqual([
    ['E-BOOK', 'in_stock', true],
    ['E-CARD', 'in_stock', true],
    ['E-PASS', 'in_stock', true],
  ]);
});

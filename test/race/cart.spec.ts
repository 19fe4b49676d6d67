/** Carts under rivals, over two API processes' worth of connections: two tabs, a login while adding, an order while changing. */
import { CartMerger, CartService } from '#libs/cart';
import { uuid7 } from '#libs/platform';
import { expectCleanAudit } from '../support/audit.js';
import { ADDRESS, Shop, type Customer } from '../support/shop.js';

interface Line {
  readonly id: string;
  readonly sku: string;
  readonly quantity: number;
}
interface Cart {
  readonly groups: readonly { readonly lines: readonly Line[] }[];
  readonly saved: readonly Line[];
  readonly lineCount: number;
}

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open({ apis: 2, config: { cartLinesMax: 20, cartLineQuantityMax: 50 } });
  await shop.sell([
    ...Array.from({ length: 40 }, (_, i) => ({ sku: `TAB-${i}`, priceMinor: 100, stock: 10_000 })),
    { sku: 'HOLD', priceMinor: 100, stock: 30, variant: { takesStockAt: 'cart' as const } },
  ]);
});
afterAll(() => shop?.close());

/** The caller at each API in turn: two tabs that reach two processes. */
function tab(customer: Customer, i: number): Customer['http'] {
  return customer.http.at(shop.urls[i % shop.urls.length]!);
}

async function linesOf(customer: Customer): Promise<readonly Line[]> {
  const { body } = await customer.http.get<Cart>('/v1/cart');
  return body.groups.flatMap((group) => group.lines);
}

it('two tabs add at once up to the caps: never above, and every answer tells what became of it', async () => {
  const customer = await shop.customer();
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, i) =>
      tab(customer, i).post<{ lines: { outcome: string; quantity: number }[] }>('/v1/cart/lines', {
        lines: [
          { sku: 'TAB-0', quantity: 2 },
          { sku: `TAB-${1 + (i % 39)}`, quantity: 1 },
        ],
      }),
    ),
  );
  const lines = await linesOf(customer);
  // 60 × 2 = 120 units were asked for, 50 is the cap of a line; 40 articles, 20 is the cap of a cart.
  expect(lines.find(({ sku }) => sku === 'TAB-0')!.quantity).toBe(50);
  expect(lines.length).toBe(20);
  const outcomes = answers.flatMap(({ body }) => body.lines.map(({ outcome }) => outcome));
  const counts = (outcome: string): number => outcomes.filter((each) => each === outcome).length;
  expect(outcomes.length).toBe(120);
  // TAB-0: 1 added, 24 merged, 35 cut. The other 19 lines: added once each, merged when their tab comes again.
  expect(counts('added')).toBe(20);
  expect(counts('quantity_limited')).toBe(35);
  expect(counts('cart_full')).toBe(120 - 20 - 35 - counts('merged'));
});

it('a guest’s cart is merged while both carts are added to: no unit is lost or made', async () => {
  for (let round = 0; round < 5; round++) {
    const customer = await shop.customer();
    const guestId = uuid7();
    const guest = { id: guestId, kind: 'guest' as const };
    const cart = shop.get(CartService);
    const addAsGuest = async (quantity: number): Promise<void> => {
      const prepared = await cart.prepareAdd([{ sku: 'TAB-1', quantity }]);
      await shop.database.transaction((tx) => cart.add(tx, guest, prepared));
    };
    await addAsGuest(5);
    const merge = (): Promise<unknown> =>
      shop.database.transaction((tx) => shop.get(CartMerger).adopt(tx, guestId, customer.id));
    await Promise.all([
      merge(),
      addAsGuest(3),
      tab(customer, 0).post('/v1/cart/lines', { lines: [{ sku: 'TAB-1', quantity: 4 }] }),
      tab(customer, 1).post('/v1/cart/lines', { lines: [{ sku: 'TAB-1', quantity: 7 }] }),
      merge(),
    ]);
    // What came after the merge is still the guest's: it goes over with the next one.
    await merge();
    expect((await linesOf(customer)).map(({ quantity }) => quantity)).toEqual([19]);
  }
});

it('an order and a change of the same cart at once: ordered is what was seen, and nothing is bought twice', async () => {
  let ordered = 0;
  for (let round = 0; round < 24; round++) {
    const customer = await shop.customer(100_000);
    await customer.http.post('/v1/cart/lines', {
      lines: [
        { sku: 'TAB-2', quantity: 3 },
        { sku: 'HOLD', quantity: 2 },
      ],
    });
    const line = (await linesOf(customer)).find(({ sku }) => sku === 'TAB-2')!;
    const preview = await customer.http.post<{ order: { path: string; body: object } }>('/v1/checkout/preview', {
      shippingAddress: ADDRESS,
      credit: { use: 'max' },
    });
    const act = (): Promise<unknown> =>
      round % 3 === 0
        ? tab(customer, 1).send('PATCH', `/v1/cart/lines/${line.id}`, { quantity: 5 }, {})
        : round % 3 === 1
          ? tab(customer, 1).post('/v1/cart/saved-lines', { lineIds: [line.id] })
          : tab(customer, 1).post('/v1/cart/lines', { lines: [{ sku: 'TAB-2', quantity: 4 }] });
    // An order takes longer than a change: from round to round it has a longer head start, of so many reads.
    const rival = async (): Promise<void> => {
      for (let reads = 0; reads < Math.floor(round / 3); reads++) await tab(customer, 1).get('/v1/cart');
      await act();
    };
    const [placed] = await Promise.all([
      tab(customer, 0).post<{ code?: string; lines: Line[] }>(preview.body.order.path, preview.body.order.body),
      rival(),
    ]);
    const left = await customer.http.get<Cart>('/v1/cart');
    const units = [...left.body.groups.flatMap((group) => group.lines), ...left.body.saved]
      .filter(({ sku }) => sku === 'TAB-2')
      .reduce((sum, { quantity }) => sum + quantity, 0);
    if (placed.status === 201) {
      ordered += 1;
      expect(placed.body.lines.find(({ sku }) => sku === 'TAB-2')!.quantity).toBe(3);
      // The change came too late (404) or, as an add, began a line of its own.
      expect([0, 4]).toContain(units);
    } else {
      expect([placed.status, ['CART_CHANGED', 'PRICE_CHANGED'].includes(placed.body.code!)]).toEqual([409, true]);
      expect([3, 5, 7]).toContain(units);
      // What the cart's other line held is held again.
      await expectCleanAudit(shop);
    }
    await customer.http.send('DELETE', '/v1/cart/lines?filter=all', undefined, {});
  }
  // Both must have won now and then, or there was no race.
  expect(ordered).toBeGreaterThan(0);
  expect(ordered).toBeLessThan(24);
  await expectCleanAudit(shop);
  expect(shop.database.defects).toBe(0);
});

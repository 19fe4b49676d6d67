/** Another order where its rules meet the world: goods no longer sold, to whom, shared stock, full carts, the second click, what the cart remembers. */
import { statementCounts, uuid7 } from '#libs/platform';
import { CartReminders, CartService } from '#libs/cart';
import { CatalogService } from '#libs/catalog';
import { InventoryService } from '#libs/inventory';
import { auditViolations } from '#libs/ops';
import type { OrderDto } from '#libs/order';
import { ReorderService } from '#libs/reorder';
import { aReward } from '../audit/populated-loyalty.js';
import { becomes, confirm, lasting, openPayment } from '../race/race-kit.js';
import { addToCart, preview } from '../support/checkout.js';
import { eventually } from '../support/http-client.js';
import { give } from '../support/loyalty-kit.js';
import { startOffer, stopOffer } from '../support/promotions.js';
import { askFor, edit, pastOrder, statementsOf } from '../support/reorder-kit.js';
import { ADDRESS, Shop, type Customer, type Goods } from '../support/shop.js';

interface Line {
  readonly sku: string;
  readonly outcome: string;
  readonly added: number;
  readonly quantity: number;
  readonly atMost: number | null;
  readonly boundBy: string | null;
  readonly priceThen: number;
  readonly priceNow: number | null;
}
interface Answer {
  readonly code?: string;
  readonly addable: boolean;
  readonly lines: readonly Line[];
}
interface CartLine {
  readonly id: string;
  readonly sku: string;
  readonly quantity: number;
  readonly selected: boolean;
  readonly selectable: boolean;
  readonly priceWhenAdded: number;
  readonly priceChange: string;
  readonly messages: Readonly<Record<string, string>>;
}

const CART_LINES_MAX = 150;
const LINE_QUANTITY_MAX = 10;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open({
    config: { workerInApi: false, cartLinesMax: CART_LINES_MAX, cartLineQuantityMax: LINE_QUANTITY_MAX },
  });
});
afterAll(() => shop?.close());
afterEach(async () => {
  // Orders as if of before were written without their saga.
  const found = await auditViolations(shop.database, { gateways: [], payouts: [] });
  expect(found.filter(({ invariant }) => invariant !== 'sagas.one_per_order')).toEqual([]);
});

let named = 0;
/** One article under a fresh sku, 99.00 unless said otherwise. */
async function sell(goods: Partial<Goods> = {}): Promise<{ readonly sku: string; readonly variantId: string }> {
  const sku = `EDGE-${++named}`;
  const [variantId] = await shop.sell([{ priceMinor: 9_900, ...goods, sku }]);
  return { sku, variantId: variantId! };
}

async function order(customer: Customer, lines: readonly object[], more: object = {}): Promise<OrderDto> {
  const body = { lines, shippingAddress: ADDRESS, ...more };
  const placed = await customer.http.post<OrderDto>('/v1/orders', body, { 'idempotency-key': uuid7() });
  expect([placed.status, placed.body]).toEqual([201, expect.anything()]);
  return placed.body;
}

const reorder = (customer: Customer, id: string, key = uuid7()) =>
  customer.http.post<Answer>(`/v1/orders/${id}/reorder`, undefined, { 'idempotency-key': key });
const previewed = (customer: Customer, id: string) => customer.http.get<Answer>(`/v1/orders/${id}/reorder`);

/** The act's answer, which is the preview's. */
async function again(customer: Customer, id: string): Promise<readonly Line[]> {
  const foretold = await previewed(customer, id);
  const { status, body } = await reorder(customer, id);
  expect([status, body.lines]).toEqual([foretold.body.addable ? 200 : 422, foretold.body.lines]);
  return body.lines;
}

async function cartOf(customer: Customer): Promise<readonly CartLine[]> {
  const { body } = await customer.http.get<{ groups: readonly { lines: readonly CartLine[] }[] }>('/v1/cart');
  return body.groups.flatMap(({ lines }) => lines);
}

const receive = (variantId: string, quantity: number): Promise<unknown> =>
  shop.database.transaction((tx) =>
    shop
      .get(InventoryService)
      .changeStock(tx, [
        { variantId, warehouseId: shop.merchants[0]!.warehouseId, quantity, kind: 'received', author: null },
      ]),
  );

describe('goods that are sold no longer, or not yet, or not to everybody', () => {
  it('is off the shelf with its variant, its product, its merchant, its time, or gone from the catalog altogether', async () => {
    const customer = await shop.customer();
    const [variant, product, seller, later] = [await sell(), await sell(), await sell({ merchant: 3 }), await sell()];
    const ids = [variant, product, seller, later];
    const gone = { sku: 'EDGE-GONE', variantId: uuid7() };
    const id = await pastOrder(
      shop,
      customer.id,
      [...ids, gone].map((item) => ({ ...item, quantity: 1 })),
    );
    const { body: before } = await previewed(customer, id);
    expect(before.lines.map(({ outcome }) => outcome)).toEqual(['added', 'added', 'added', 'added', 'off_shelf']);
    await edit(shop, variant.variantId, { shelf: 'off' });
    await editProductOf(product.variantId, { shelf: 'off' });
    await shop.setMerchants([{ merchant: 3, state: 'suspended' }]);
    await editProductOf(later.variantId, { onShelfAt: new Date((await shop.database.now()).getTime() + HOUR_MS) });
    // Sellers are heard of by their own snapshot: within a second.
    await untilOffShelf(customer, id, seller.sku);
    const lines = await again(customer, id);
    expect(lines.map(({ outcome, added, priceNow }) => [outcome, added, priceNow])).toEqual(
      Array.from({ length: 5 }, () => ['off_shelf', 0, null]),
    );
    expect(await cartOf(customer)).toEqual([]);
    await shop.setMerchants([{ merchant: 3 }]);
  });

  it('is sold again to who has it early, and to nobody else', async () => {
    const [holder, other] = [await shop.customer(), await shop.customer()];
    const soon = await sell();
    await editProductOf(soon.variantId, { onShelfAt: new Date((await shop.database.now()).getTime() + HOUR_MS) });
    const productId = await productOf(soon.variantId);
    await give(shop, holder.id, 'points', 100);
    const reward = await aReward(shop, { kind: 'early_access', productId, price: 100 });
    expect((await holder.http.post(`/v1/rewards/${reward}/redemptions`)).status).toBe(201);
    for (const [customer, outcome, priceNow] of [
      [holder, 'added', 9_900],
      [other, 'off_shelf', null],
    ] as const) {
      const id = await pastOrder(shop, customer.id, [{ ...soon, quantity: 1 }]);
      expect(await again(customer, id)).toMatchObject([{ outcome, priceNow }]);
    }
  });

  async function productOf(variantId: string): Promise<string> {
    const [row] = await shop.database.query<{ id: string }>(
      'SELECT product_id AS id FROM catalog.variant WHERE id = $1',
      [variantId],
    );
    return row!.id;
  }

  async function editProductOf(variantId: string, change: Parameters<CatalogService['editProduct']>[2]): Promise<void> {
    const [row] = await shop.database.query<{ id: string; version: number }>(
      'SELECT p.id, p.version FROM catalog.product AS p JOIN catalog.variant AS v ON v.product_id = p.id WHERE v.id = $1',
      [variantId],
    );
    const { kind } = await shop.database.transaction((tx) =>
      shop.get(CatalogService).editProduct(tx, { ...row!, author: null }, change),
    );
    expect(kind).toBe('written');
  }

  async function untilOffShelf(customer: Customer, id: string, sku: string): Promise<void> {
    await eventually(
      () => previewed(customer, id),
      ({ body }) => body.lines.find((line) => line.sku === sku)!.outcome === 'off_shelf',
    );
  }
});

describe('what the cart remembers of a line that was bought before', () => {
  it('is the price of a unit and its offer, as when adding: no drift without a change, and the offer’s end by its code', async () => {
    const customer = await shop.customer();
    const { sku, variantId } = await sell();
    const offerId = await startOffer(
      shop,
      { kind: 'flash_sale', priceMinor: 5_900 },
      { perCustomerLimit: 3, scope: { kind: 'variants', ids: [variantId] } },
    );
    const { id } = await order(customer, [{ sku, quantity: 2 }]);
    // One flash unit is left to this customer: (59.00 + 99.00) ÷ 2 = 79.00 is told, and a unit is 59.00 in the cart.
    expect((await again(customer, id))[0]).toMatchObject({ outcome: 'added', priceThen: 5_900, priceNow: 7_900 });
    expect(await cartOf(customer)).toMatchObject([{ sku, quantity: 2, priceWhenAdded: 5_900, priceChange: 'same' }]);
    const { problems, total } = await preview(customer);
    expect([problems, total]).toEqual([[], 15_800]);
    await stopOffer(shop, offerId);
    expect((await preview(customer)).problems.map(({ code, detail }) => [code, detail])).toEqual([
      ['OFFER_ENDED', 'the offer it was added under has ended'],
      ['PRICE_CHANGED', '99.00 instead of 59.00'],
    ]);
  });
});

describe('stock and limits', () => {
  it('are shared by two lines of one variant, and by what is in the cart with other messages', async () => {
    const customer = await shop.customer();
    const ring = await sell({ stock: 5 });
    await askFor(shop, ring.variantId, { key: 'for', label: 'For', required: true, maxLength: 10, pattern: null });
    const of = (quantity: number, name: string) => ({ sku: ring.sku, quantity, messages: { for: name } });
    const { id } = await order(customer, [of(2, 'Ada'), of(2, 'Bob')]);
    // 1 of 5 is left, and in the cart for Cy; three more come.
    await customer.http.post('/v1/cart/lines', { lines: [of(1, 'Cy')] });
    await receive(ring.variantId, 3);
    const lines = await previewed(customer, id);
    // 4 − 1 = 3: two for Ada, one for Bob.
    expect(lines.body.lines.map(({ outcome, added, atMost, boundBy }) => [outcome, added, atMost, boundBy])).toEqual([
      ['added', 2, null, null],
      ['quantity_limited', 1, 1, 'stock'],
    ]);
    expect((await again(customer, id)).map(({ added }) => added)).toEqual([2, 1]);
    expect((await cartOf(customer)).map(({ messages, quantity }) => [messages['for'], quantity]).sort()).toEqual([
      ['Ada', 2],
      ['Bob', 1],
      ['Cy', 1],
    ]);
    // Nothing is left for another one of them: what is there stays.
    expect((await again(customer, id)).map(({ outcome, added, quantity }) => [outcome, added, quantity])).toEqual([
      ['quantity_limited', 0, 2],
      ['quantity_limited', 0, 1],
    ]);
  });

  it('stop a line at the cap of a line, and a limit that is used up at nothing', async () => {
    const customer = await shop.customer();
    const [many, few] = [await sell(), await sell({ variant: { purchaseLimit: { units: 2, windowDays: 30 } } })];
    const { id } = await order(customer, [
      { sku: many.sku, quantity: 4 },
      { sku: few.sku, quantity: 2 },
    ]);
    await addToCart(customer, { sku: many.sku, quantity: LINE_QUANTITY_MAX - 1 });
    expect(
      (await again(customer, id)).map(({ outcome, added, quantity, atMost, boundBy }) => [
        outcome,
        added,
        quantity,
        atMost,
        boundBy,
      ]),
    ).toEqual([
      ['quantity_limited', 1, LINE_QUANTITY_MAX, LINE_QUANTITY_MAX, 'line_cap'],
      ['quantity_limited', 0, 0, 0, 'purchase_limit'],
    ]);
    // Cancelled orders do not count.
    await customer.http.post(`/v1/orders/${id}/cancellation`);
    expect((await previewed(customer, id)).body.lines[1]).toMatchObject({ outcome: 'added', added: 2 });
  });

  it('that a rival took between reading and adding cut a line that holds its stock, and the answer says so', async () => {
    const customer = await shop.customer();
    const held = await sell({ stock: 5, variant: { takesStockAt: 'cart' } });
    const id = await pastOrder(shop, customer.id, [{ ...held, quantity: 4 }]);
    const reorders = shop.get(ReorderService);
    const ready = (await reorders.prepare(id, customer.id))!;
    expect(await reorders.preview(customer.id, ready)).toMatchObject([{ outcome: 'added', added: 4 }]);
    await addToCart(await shop.customer(), { sku: held.sku, quantity: 3 });
    expect(await shop.database.transaction((tx) => reorders.act(tx, customer.id, ready))).toMatchObject([
      { outcome: 'quantity_limited', added: 2, quantity: 2, atMost: 2, boundBy: 'stock' },
    ]);
    expect(await cartOf(customer)).toMatchObject([{ sku: held.sku, quantity: 2 }]);
  });

  it('of a hold of this cart that has lapsed are free for this cart at once, swept or not', async () => {
    const [customer] = await lasting(shop, [await shop.customer()]);
    const held = await sell({
      stock: 2,
      variant: { takesStockAt: 'cart', purchaseLimit: { units: 2, windowDays: 30 } },
    });
    const id = await pastOrder(shop, customer!.id, [{ ...held, quantity: 2 }]);
    await addToCart(customer!, { sku: held.sku, quantity: 2 });
    expect(await again(customer!, id)).toMatchObject([{ outcome: 'quantity_limited', added: 0, quantity: 2 }]);
    shop.moveClock(21 * MINUTE_MS);
    expect(await again(customer!, id)).toMatchObject([{ outcome: 'added', added: 2, quantity: 2 }]);
    shop.moveClock(0);
  });

  it('at a full cart: a line that is there takes more, a new one finds no room, the others stay as they are', async () => {
    const customer = await shop.customer();
    const [first, second] = [await sell(), await sell()];
    const { id } = await order(customer, [
      { sku: first.sku, quantity: 1 },
      { sku: second.sku, quantity: 1 },
    ]);
    const skus = Array.from({ length: CART_LINES_MAX - 1 }, (_, n) => `FULL-${n}`);
    await shop.sell(skus.map((sku) => ({ sku, priceMinor: 100 })));
    const wanted = [...skus, first.sku].map((sku) => ({ sku, quantity: 1 }));
    await addToCart(customer, ...wanted.slice(0, 100));
    await addToCart(customer, ...wanted.slice(100));
    const cart = shop.get(CartService);
    const others = async () =>
      (await cart.selected(customer.id)).filter(({ variantId }) => variantId !== first.variantId);
    const before = await others();
    expect((await again(customer, id)).map(({ outcome, quantity }) => [outcome, quantity])).toEqual([
      ['merged', 2],
      ['cart_full', 0],
    ]);
    expect(await others()).toEqual(before);
  });
});

describe('what is sold out', () => {
  it('waits in the cart, cannot be selected, and is told of when it is back, however soon', async () => {
    const customer = await shop.customer();
    const { sku, variantId } = await sell({ stock: 1 });
    const { id } = await order(customer, [{ sku, quantity: 1 }]);
    expect((await again(customer, id)).map(({ outcome }) => outcome)).toEqual(['added_unavailable']);
    const [line] = await cartOf(customer);
    expect(line).toMatchObject({ selected: false, selectable: false });
    const selected = await customer.http.post<{ lineIds: string[]; notices: { code: string }[] }>(
      '/v1/cart/selection',
      {
        all: true,
        selected: true,
      },
    );
    expect([selected.body.lineIds, selected.body.notices.map(({ code }) => code)]).toEqual([[], ['OUT_OF_STOCK']]);
    // Back before the watch has looked even once.
    await receive(variantId, 3);
    await sweep();
    const told = await customer.http.get<{ items: { kind: string; title: string; about: { sku: string } }[] }>(
      '/v1/notifications',
    );
    expect(told.body.items.map(({ kind, title, about }) => [kind, title, about.sku])).toEqual([
      ['restock', 'Back in stock', sku],
    ]);
    await sweep();
    expect((await customer.http.get('/v1/notifications/unread-count')).body).toEqual({ unread: 1, more: false });
    // To buy it is the customer's to say.
    expect(await cartOf(customer)).toMatchObject([{ selectable: true, selected: false }]);
  });

  async function sweep(): Promise<void> {
    const reminders = shop.get(CartReminders);
    await reminders.watch(1_000);
    while ((await shop.database.query('SELECT FROM cart.news')).length > 0) await reminders.tellNews(1_000);
  }
});

describe('gifts', () => {
  it('are not bought again, the same article that was bought beside its gift is', async () => {
    const customer = await shop.customer();
    const [cup] = [await sell()];
    const gift = { variantId: cup.variantId, quantity: 1, valueMinor: 9_900 };
    const offerId = await startOffer(
      shop,
      { kind: 'threshold_gift', tiers: [{ fromMinor: 19_800, gift }] },
      { scope: { kind: 'variants', ids: [cup.variantId] } },
    );
    const placed = await order(customer, [{ sku: cup.sku, quantity: 2 }]);
    expect(placed.lines.map(({ quantity, gift: isGift }) => [quantity, isGift])).toEqual([
      [2, false],
      [1, true],
    ]);
    expect(
      (await again(customer, placed.id)).map(({ outcome, added, quantity }) => [outcome, added, quantity]),
    ).toEqual([
      ['added', 2, 2],
      ['not_supported', 0, 0],
    ]);
    await stopOffer(shop, offerId);
  });
});

describe('the second click', () => {
  it('with its key holds nothing twice, and a key is good for one order', async () => {
    const customer = await shop.customer();
    const held = await sell({ variant: { takesStockAt: 'cart' } });
    const ids = [];
    for (const quantity of [2, 3]) ids.push(await pastOrder(shop, customer.id, [{ ...held, quantity }]));
    const key = uuid7();
    const first = await reorder(customer, ids[0]!, key);
    const second = await reorder(customer, ids[0]!, key);
    expect([second.status, second.body, second.headers.get('idempotency-replayed')]).toEqual([200, first.body, 'true']);
    const holds = await shop.database.query<{ quantities: number[] }>(
      `SELECT quantities FROM inventory.reservation AS r JOIN cart.line AS l ON l.hold_id = r.id
       WHERE l.owner_id = $1 AND r.state = 'held'`,
      [customer.id],
    );
    expect(holds).toEqual([{ quantities: [2] }]);
    const other = await reorder(customer, ids[1]!, key);
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect(await cartOf(customer)).toMatchObject([{ quantity: 2 }]);
  });
});

describe('from the answer of a payment', () => {
  it('an order can be made again at once: paid by credit in one call, or by card', async () => {
    const customer = await shop.customer(9_900);
    const { sku } = await sell();
    const paid = await order(customer, [{ sku, quantity: 1 }], { credit: { use: 'max' } });
    expect(paid.state).toBe('paid');
    expect((await again(customer, paid.id)).map(({ outcome }) => outcome)).toEqual(['added']);
    const open = await order(customer, [{ sku, quantity: 1 }]);
    const { body } = await confirm(customer, await openPayment(customer, open.id));
    const { orderId } = body as unknown as { orderId: string };
    expect(orderId).toBe(open.id);
    expect((await again(customer, orderId)).map(({ outcome, quantity }) => [outcome, quantity])).toEqual([
      ['merged', 2],
    ]);
    await shop.runner.drain();
    const { allowedActions } = await becomes(customer, orderId, 'paid');
    expect(allowedActions.find(({ action }) => action === 'reorder')).toMatchObject({ allowed: true, reason: null });
  });
});

it('sends as many statements for 200 lines of every sort as for eight, and reads the catalog once', async () => {
  const limit = { purchaseLimit: { units: 50, windowDays: 30 } };
  const sorts: readonly Partial<Goods>[] = [
    {},
    { stock: 0 },
    { variant: limit },
    { variant: { takesStockAt: 'cart' } },
    { variant: { takesStockAt: 'cart', ...limit } },
    { variant: { takesStockAt: 'payment' } },
    { variant: { shelf: 'off' } },
    { stock: 1 },
  ];
  const bought = async (lines: number): Promise<{ customer: Customer; id: string }> => {
    const goods = Array.from({ length: lines }, (_, n) => ({
      priceMinor: 9_900,
      ...sorts[n % sorts.length],
      sku: `ROUND-${++named}`,
    }));
    const variantIds = await shop.sell(goods);
    await startOffer(
      shop,
      { kind: 'flash_sale', priceMinor: 5_900 },
      { perCustomerLimit: 3, scope: { kind: 'variants', ids: variantIds.slice(0, 40) } },
    );
    const customer = await shop.customer();
    const what = goods.map(({ sku }, n) => ({ sku, variantId: variantIds[n]!, quantity: 2 }));
    return { customer, id: await pastOrder(shop, customer.id, what) };
  };
  const read = () => statementCounts.get('catalog.find_sellable') ?? 0;
  const [first, small, large] = [await bought(1), await bought(sorts.length), await bought(200)];
  // Sellers are read once a process.
  await previewed(first.customer, first.id);
  const counts: { names: string[]; catalog: number; outcomes: Set<string> }[] = [];
  for (const { customer, id } of [small, large]) {
    const before = read();
    let lines!: readonly Line[];
    const names = await statementsOf(async () => (lines = (await reorder(customer, id)).body.lines));
    counts.push({ names, catalog: read() - before, outcomes: new Set(lines.map(({ outcome }) => outcome)) });
  }
  expect(counts[1]!.names).toEqual(counts[0]!.names);
  expect(counts.map(({ catalog }) => catalog)).toEqual([1, 1]);
  expect([...counts[0]!.outcomes].sort()).toEqual(['added', 'added_unavailable', 'off_shelf', 'quantity_limited']);
  expect([...counts[1]!.outcomes].sort()).toEqual([
    'added',
    'added_unavailable',
    'cart_full',
    'off_shelf',
    'quantity_limited',
  ]);
  expect(counts[1]!.names.length).toBeLessThanOrEqual(20);
});

/** Another order: every outcome of domain.md §11, example 16, and that the preview is what the act does. */
import fc from 'fast-check';
import { uuid7 } from '#libs/platform';
import type { ProductKind } from '#libs/catalog';
import { CartService } from '#libs/cart';
import { InventoryService } from '#libs/inventory';
import type { OrderDto } from '#libs/order';
import { OfferService } from '#libs/promotion';
import { ReorderService } from '#libs/reorder';
import { expectCleanAudit } from '../support/audit.js';
import { HttpClient } from '../support/http-client.js';
import { askFor, edit, pastOrder, statementsOf } from '../support/reorder-kit.js';
import { ADDRESS, Shop, type Customer, type Goods } from '../support/shop.js';

interface Line {
  readonly sku: string;
  readonly outcome: string;
  readonly requested: number;
  readonly added: number;
  readonly quantity: number;
  readonly atMost: number | null;
  readonly boundBy: string | null;
  readonly faults: readonly string[];
  readonly priceThen: number;
  readonly priceNow: number | null;
  readonly priceChange: string | null;
}
interface Answer {
  readonly code?: string;
  readonly addable: boolean;
  readonly lines: readonly Line[];
}
interface Cart {
  readonly groups: readonly {
    readonly lines: readonly { readonly sku: string; readonly quantity: number; readonly selected: boolean }[];
  }[];
}

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open({ config: { workerInApi: false } });
});
afterAll(() => shop?.close());

let goodsCount = 0;
/** Goods under fresh skus; answers sku and variant of each by the name given. */
async function sell<Name extends string>(
  goods: Readonly<Record<Name, Partial<Goods>>>,
): Promise<Readonly<Record<Name, { readonly sku: string; readonly variantId: string }>>> {
  const names = Object.keys(goods) as Name[];
  const skus = names.map((name) => `${name}-${++goodsCount}`);
  const ids = await shop.sell(names.map((name, i) => ({ priceMinor: 9_900, ...goods[name], sku: skus[i]! })));
  return Object.fromEntries(names.map((name, i) => [name, { sku: skus[i]!, variantId: ids[i]! }])) as never;
}

async function order(customer: Customer, lines: readonly object[]): Promise<OrderDto> {
  const placed = await customer.http.post<OrderDto>(
    '/v1/orders',
    { lines, shippingAddress: ADDRESS },
    { 'idempotency-key': uuid7() },
  );
  expect(placed.status).toBe(201);
  return placed.body;
}

const reorder = (customer: Customer, id: string, key = uuid7()) =>
  customer.http.post<Answer>(`/v1/orders/${id}/reorder`, undefined, { 'idempotency-key': key });
const previewed = (customer: Customer, id: string) => customer.http.get<Answer>(`/v1/orders/${id}/reorder`);

async function cartOf(customer: Customer): Promise<Record<string, number>> {
  const { groups } = (await customer.http.get<Cart>('/v1/cart')).body;
  return Object.fromEntries(groups.flatMap(({ lines }) => lines.map(({ sku, quantity }) => [sku, quantity])));
}

/** The numbers of an answer's line that a story speaks of. */
const told = ({ sku, outcome, requested, added, quantity, priceThen, priceNow, priceChange }: Line) => ({
  sku,
  outcome,
  requested,
  added,
  quantity,
  priceThen,
  priceNow,
  priceChange,
});

describe('the worked example', () => {
  it('example 16: adds what can be added and explains the rest, and the preview says the same', async () => {
    const customer = await shop.customer();
    const goods = await sell({ same: {}, cheaper: {}, short: { stock: 3 }, gone: {}, group: {} });
    const placed = await order(customer, [
      { sku: goods.same.sku, quantity: 2 },
      { sku: goods.cheaper.sku, quantity: 1 },
      { sku: goods.short.sku, quantity: 3 },
      { sku: goods.gone.sku, quantity: 1 },
      { sku: goods.group.sku, quantity: 1 },
    ]);
    // Three of three are taken: the warehouse gets two more.
    const { warehouseId } = shop.merchants[0]!;
    const staff = await shop.staff('operator');
    await shop.database.transaction((tx) =>
      shop
        .get(InventoryService)
        .changeStock(tx, [
          { variantId: goods.short.variantId, warehouseId, quantity: 2, kind: 'received', author: staff.id },
        ]),
    );
    await edit(shop, goods.cheaper.variantId, { priceMinor: 8_900 });
    await edit(shop, goods.gone.variantId, { shelf: 'off' });
    await shop.database.query(`UPDATE orders.line SET kind = 'group_buy' WHERE order_id = $1 AND sku = $2`, [
      placed.id,
      goods.group.sku,
    ]);
    await customer.http.post('/v1/cart/lines', { lines: [{ sku: goods.same.sku, quantity: 1 }] });

    const preview = await previewed(customer, placed.id);
    const done = await reorder(customer, placed.id);
    expect([preview.status, done.status]).toEqual([200, 200]);
    expect(done.body).toEqual(preview.body);
    const left = { added: 0, quantity: 0, priceNow: null, priceChange: null };
    expect(done.body.lines.map(told)).toEqual([
      {
        sku: goods.same.sku,
        outcome: 'merged',
        requested: 2,
        added: 2,
        quantity: 3,
        priceThen: 9_900,
        priceNow: 9_900,
        priceChange: 'same',
      },
      {
        sku: goods.cheaper.sku,
        outcome: 'added',
        requested: 1,
        added: 1,
        quantity: 1,
        priceThen: 9_900,
        priceNow: 8_900,
        priceChange: 'down',
      },
      {
        sku: goods.short.sku,
        outcome: 'quantity_limited',
        requested: 3,
        added: 2,
        quantity: 2,
        priceThen: 9_900,
        priceNow: 9_900,
        priceChange: 'same',
      },
      { sku: goods.gone.sku, outcome: 'off_shelf', requested: 1, ...left, priceThen: 9_900 },
      { sku: goods.group.sku, outcome: 'not_supported', requested: 1, ...left, priceThen: 9_900 },
    ]);
    expect([done.body.lines[2]!.atMost, done.body.lines[2]!.boundBy]).toEqual([2, 'stock']);
    expect(await cartOf(customer)).toEqual({ [goods.same.sku]: 3, [goods.cheaper.sku]: 1, [goods.short.sku]: 2 });
    await shop.database.query(`UPDATE orders.line SET kind = 'physical' WHERE order_id = $1`, [placed.id]);
    await expectCleanAudit(shop);
  });
});

describe('a reorder', () => {
  it('adds what is sold out, unselected, and leaves other lines of the cart as they are', async () => {
    const customer = await shop.customer();
    const goods = await sell({ out: { stock: 1 }, other: {} });
    const placed = await order(customer, [{ sku: goods.out.sku, quantity: 1 }]);
    await customer.http.post('/v1/cart/lines', { lines: [{ sku: goods.other.sku, quantity: 4 }] });
    const before = await shop.get(CartService).selected(customer.id);
    const done = await reorder(customer, placed.id);
    expect(done.body.lines.map(told)).toEqual([
      {
        sku: goods.out.sku,
        outcome: 'added_unavailable',
        requested: 1,
        added: 1,
        quantity: 1,
        priceThen: 9_900,
        priceNow: 9_900,
        priceChange: 'same',
      },
    ]);
    const { groups } = (await customer.http.get<Cart>('/v1/cart')).body;
    expect(groups.flatMap(({ lines }) => lines.map(({ sku, selected }) => [sku, selected]))).toEqual([
      [goods.out.sku, false],
      [goods.other.sku, true],
    ]);
    expect(await shop.get(CartService).selected(customer.id)).toEqual(before);
  });

  it('refuses with the list when nothing can be added, and puts nothing into the cart', async () => {
    const customer = await shop.customer();
    const goods = await sell({ gone: {}, cart: { stock: 1, variant: { takesStockAt: 'cart' } } });
    const placed = await order(customer, [
      { sku: goods.gone.sku, quantity: 1 },
      { sku: goods.cart.sku, quantity: 1 },
    ]);
    await edit(shop, goods.gone.variantId, { shelf: 'off' });
    const preview = await previewed(customer, placed.id);
    expect([preview.status, preview.body.addable]).toEqual([200, false]);
    const key = uuid7();
    const refused = await reorder(customer, placed.id, key);
    expect([refused.status, refused.body.code]).toEqual([422, 'NOTHING_TO_REORDER']);
    expect(refused.body.lines).toEqual(preview.body.lines);
    expect(refused.body.lines.map(({ outcome, boundBy }) => [outcome, boundBy])).toEqual([
      ['off_shelf', null],
      ['quantity_limited', 'stock'],
    ]);
    const again = await reorder(customer, placed.id, key);
    expect([again.status, again.body.lines, again.headers.get('idempotency-replayed')]).toEqual([
      422,
      refused.body.lines,
      'true',
    ]);
    expect(await cartOf(customer)).toEqual({});
  });

  it("is 404 for somebody else's order, and for none", async () => {
    const [owner, other] = await shop.customers(2);
    const goods = await sell({ pen: {} });
    const placed = await order(owner!, [{ sku: goods.pen.sku, quantity: 1 }]);
    for (const id of [placed.id, uuid7()])
      for (const answer of [await previewed(other!, id), await reorder(other!, id)])
        expect([answer.status, answer.body.code]).toEqual([404, 'ORDER_NOT_FOUND']);
    expect(await cartOf(other!)).toEqual({});
  });

  it('happens once per key, and adds up without one', async () => {
    const customer = await shop.customer();
    const goods = await sell({ pen: {} });
    const placed = await order(customer, [{ sku: goods.pen.sku, quantity: 2 }]);
    const key = uuid7();
    const answers = await Promise.all(Array.from({ length: 5 }, () => reorder(customer, placed.id, key)));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(4);
    expect(await cartOf(customer)).toEqual({ [goods.pen.sku]: 2 });
    await Promise.all([reorder(customer, placed.id), reorder(customer, placed.id)]);
    expect(await cartOf(customer)).toEqual({ [goods.pen.sku]: 6 });
  });

  it('keeps messages, and says when their rules have changed', async () => {
    const customer = await shop.customer();
    const goods = await sell({ ring: {}, cup: {} });
    const field = { key: 'engraving', label: 'Engraving', required: true, maxLength: 10, pattern: null };
    await askFor(shop, goods.ring.variantId, field);
    await askFor(shop, goods.cup.variantId, field);
    const placed = await order(customer, [
      { sku: goods.ring.sku, quantity: 1, messages: { engraving: 'for Ada' } },
      { sku: goods.cup.sku, quantity: 1, messages: { engraving: 'for Ada' } },
    ]);
    await askFor(shop, goods.cup.variantId, { ...field, maxLength: 3 });
    const { body } = await reorder(customer, placed.id);
    expect(body.lines.map(({ outcome, faults }) => [outcome, faults.length])).toEqual([
      ['added', 0],
      ['message_invalid', 1],
    ]);
    const [line] = await shop.get(CartService).selected(customer.id);
    expect(line).toMatchObject({ variantId: goods.ring.variantId, messages: { engraving: 'for Ada' } });
  });

  it('counts what was bought against the limit, here and in the preview', async () => {
    const customer = await shop.customer();
    const limit = { purchaseLimit: { units: 5, windowDays: 30 } };
    const goods = await sell({ few: { variant: limit }, held: { variant: { ...limit, takesStockAt: 'cart' } } });
    const placed = await order(customer, [
      { sku: goods.few.sku, quantity: 3 },
      { sku: goods.held.sku, quantity: 4 },
    ]);
    const preview = await previewed(customer, placed.id);
    const { body } = await reorder(customer, placed.id);
    expect(body).toEqual(preview.body);
    expect(body.lines.map(({ outcome, added, atMost, boundBy }) => [outcome, added, atMost, boundBy])).toEqual([
      ['quantity_limited', 2, 2, 'purchase_limit'],
      ['quantity_limited', 1, 1, 'purchase_limit'],
    ]);
    // The unit in the cart is held by now: it is not counted twice.
    expect((await previewed(customer, placed.id)).body.lines[1]).toMatchObject({ added: 0, quantity: 1, atMost: 1 });
    await expectCleanAudit(shop);
  });

  it('prices by the offers of now, against what was paid after those of then', async () => {
    const customer = await shop.customer();
    const goods = await sell({ lamp: {} });
    const offerId = uuid7();
    await shop.database.transaction((tx) =>
      shop.get(OfferService).create(tx, {
        offerId,
        name: 'Flash',
        scope: { kind: 'variants', ids: [goods.lamp.variantId] },
        rules: { kind: 'flash_sale', priceMinor: 5_900 },
        preheatFrom: null,
        startsAt: new Date(Date.now() - 60_000),
        endsAt: null,
        quota: null,
        perCustomerLimit: 3,
        createdBy: uuid7(),
      }),
    );
    const placed = await order(customer, [{ sku: goods.lamp.sku, quantity: 2 }]);
    expect(placed.breakdown.total).toBe(2 * 5_900);
    // One flash unit is left to this customer: one at 59.00 and one at 99.00 are 79.00 each.
    expect((await previewed(customer, placed.id)).body.lines.map(told)[0]).toMatchObject({
      priceThen: 5_900,
      priceNow: 7_900,
      priceChange: 'up',
    });
    await customer.http.post(`/v1/orders/${placed.id}/cancellation`);
    expect((await previewed(customer, placed.id)).body.lines.map(told)[0]).toMatchObject({
      priceThen: 5_900,
      priceNow: 5_900,
      priceChange: 'same',
    });
  });

  it('does not buy gifts again, and takes units that two warehouses served as one line', async () => {
    const customer = await shop.customer();
    const goods = await sell({ two: { stock: 2 }, gift: {} });
    const { secondWarehouseId } = shop.merchants[0]!;
    await shop.database.transaction((tx) =>
      shop
        .get(InventoryService)
        .changeStock(tx, [
          { variantId: goods.two.variantId, warehouseId: secondWarehouseId, quantity: 2, kind: 'received' },
        ]),
    );
    await shop.database.transaction((tx) =>
      shop.get(OfferService).create(tx, {
        offerId: uuid7(),
        name: 'A gift',
        scope: { kind: 'variants', ids: [goods.two.variantId] },
        rules: {
          kind: 'threshold_gift',
          tiers: [{ fromMinor: 1, gift: { variantId: goods.gift.variantId, quantity: 1, valueMinor: 1 } }],
        },
        preheatFrom: null,
        startsAt: new Date(Date.now() - 60_000),
        endsAt: null,
        quota: null,
        perCustomerLimit: null,
        createdBy: uuid7(),
      }),
    );
    const placed = await order(customer, [{ sku: goods.two.sku, quantity: 4 }]);
    expect(placed.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
      [goods.two.sku, 2],
      [goods.two.sku, 2],
      [goods.gift.sku, 1],
    ]);
    expect(
      (await previewed(customer, placed.id)).body.lines.map(({ sku, outcome, requested, added }) => [
        sku,
        outcome,
        requested,
        added,
      ]),
    ).toEqual([
      [goods.two.sku, 'added_unavailable', 4, 4],
      [goods.gift.sku, 'not_supported', 1, 0],
    ]);
  });

  it("merges with what a guest's cart brought", async () => {
    const goods = await sell({ pen: {} });
    const device = await new HttpClient(shop.urls[0]!).post<{ guestToken: string }>('/v1/guests', {
      deviceId: uuid7(),
    });
    const guest = new HttpClient(shop.urls[0]!, device.body.guestToken);
    await guest.post('/v1/cart/lines', { lines: [{ sku: goods.pen.sku, quantity: 3 }] });
    const signedIn = await new HttpClient(shop.urls[0]!).post<{ accessToken: string; customer: { id: string } }>(
      '/v1/customers',
      {
        email: `${uuid7()}@example.com`,
        password: 'correct horse battery staple',
        displayName: 'Ada',
        guestToken: device.body.guestToken,
      },
    );
    expect(signedIn.status).toBe(201);
    const http = new HttpClient(shop.urls[0]!, signedIn.body.accessToken);
    const placed = await order({ id: '', http }, [{ sku: goods.pen.sku, quantity: 2 }]);
    const { body } = await reorder({ id: '', http }, placed.id);
    expect(body.lines.map(({ outcome, quantity }) => [outcome, quantity])).toEqual([['merged', 5]]);
  });

  it('fills the cart to its cap, in as many statements as a small order', async () => {
    const large = await shop.customer();
    const small = await shop.customer();
    const names = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`many${n}`, { stock: 5 }]));
    const goods = Object.values(await sell(names));
    const wide = await pastOrder(
      shop,
      large.id,
      goods.map((item) => ({ ...item, quantity: 2 })),
    );
    const narrow = await pastOrder(shop, small.id, [
      { ...goods[0]!, quantity: 2 },
      { ...goods[1]!, quantity: 1 },
    ]);
    const few = await statementsOf(() => reorder(small, narrow));
    let answer!: Answer;
    const many = await statementsOf(async () => (answer = (await reorder(large, wide)).body));
    expect(many).toEqual(few);
    expect(many.length).toBeLessThanOrEqual(14);
    expect(answer.lines.map(({ outcome }) => outcome)).toEqual([
      ...Array.from({ length: 120 }, () => 'added'),
      ...Array.from({ length: 80 }, () => 'cart_full'),
    ]);
  });
});

it('previews what it then does, whatever the order and the cart (40 random pairs)', async () => {
  const limit = { purchaseLimit: { units: 4, windowDays: 30 } };
  const goods = Object.values(
    await sell({
      plain: { stock: 50 },
      scarce: { stock: 3 },
      out: { stock: 0 },
      held: { stock: 50, variant: { takesStockAt: 'cart' } },
      heldScarce: { stock: 40, variant: { takesStockAt: 'cart', ...limit } },
      limited: { stock: 50, variant: limit },
      late: { stock: 2, variant: { takesStockAt: 'payment' } },
      off: { variant: { shelf: 'off' } },
      asks: {},
    }),
  );
  await askFor(shop, goods.at(-1)!.variantId, { key: 'k', label: 'K', required: true, maxLength: 3, pattern: null });
  const line = fc.record({ place: fc.nat(goods.length - 1), quantity: fc.integer({ min: 1, max: 6 }) });
  const kind = fc.constantFrom<ProductKind>('physical', 'physical', 'physical', 'group_buy', 'subscription');
  const reorders = shop.get(ReorderService);
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(line, kind), { minLength: 1, maxLength: 12 }),
      fc.array(line, { maxLength: 6 }),
      async (bought, inCart) => {
        const customerId = uuid7();
        const cart = shop.get(CartService);
        const owner = { id: customerId, kind: 'customer' } as const;
        const prepared = await cart.prepareAdd(
          inCart.map(({ place, quantity }) => ({ sku: goods[place]!.sku, quantity })),
        );
        await shop.database.transaction((tx) => cart.add(tx, owner, prepared));
        const id = await pastOrder(
          shop,
          customerId,
          bought.map(([{ place, quantity }, of]) => ({ ...goods[place]!, quantity, kind: of })),
        );
        const ready = (await reorders.prepare(id, customerId))!;
        const before = await unitsIn(customerId);
        const foretold = await reorders.preview(customerId, ready);
        expect(await unitsIn(customerId)).toBe(before);
        const done = await shop.database.transaction((tx) => reorders.act(tx, customerId, ready));
        expect(done).toEqual(foretold);
        expect(await unitsIn(customerId)).toBe(before + done.reduce((sum, { added }) => sum + added, 0));
        for (const { outcome } of done) seen.add(outcome);
        await cart.clear(owner, 'all');
      },
    ),
    { numRuns: 40, seed: 16 },
  );
  expect([...seen].sort()).toEqual([
    'added',
    'added_unavailable',
    'merged',
    'message_invalid',
    'not_supported',
    'off_shelf',
    'quantity_limited',
  ]);
});

async function unitsIn(ownerId: string): Promise<number> {
  const [row] = await shop.database.query<{ units: number }>(
    'SELECT coalesce(sum(quantity), 0)::bigint AS units FROM cart.line WHERE owner_id = $1',
    [ownerId],
  );
  return row!.units;
}

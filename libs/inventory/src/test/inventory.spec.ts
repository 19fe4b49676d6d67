/** Stock on real PostgreSQL: holds, lapses, limits, take-overs and rivals, with exact numbers. */
import { uuid7, type Tx } from '#libs/platform';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { InventoryService } from '../inventory.service.js';
import { InventorySettings } from '../inventory.settings.js';
import type { ReserveStock } from '../inventory.types.js';

let test: TestDatabase;
let inventory: InventoryService;
const warehouseId = uuid7();
beforeAll(async () => {
  test = await openTestDatabase();
  inventory = new InventoryService(test.database, new InventorySettings());
});
afterAll(() => test?.close());
afterEach(() => {
  test.database.clockOffsetMs = 0;
});

const run = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => test.database.transaction(body);
const MINUTE_MS = 60_000;

async function stocked(quantity: number): Promise<string> {
  const variantId = uuid7();
  await run((tx) => inventory.changeStock(tx, [{ variantId, warehouseId, quantity, kind: 'received' }]));
  return variantId;
}

function hold(variantId: string, quantity: number, more: Partial<ReserveStock> = {}): ReserveStock {
  return { reservationId: uuid7(), customerId: uuid7(), expiresAt: null, lines: [{ variantId, quantity }], ...more };
}

async function numbers(variantId: string): Promise<{ onHand: number; reserved: number; movements: string[] }> {
  const [row] = await inventory.stock([variantId]);
  const movements = await inventory.movements({ variantId, warehouseId, before: 1_000_000, limit: 100 });
  return {
    onHand: row!.onHand,
    reserved: row!.reserved,
    movements: movements.map((m) => `${m.seq} ${m.kind} ${m.quantity}`).reverse(),
  };
}

describe('reserve', () => {
  it('holds all lines or none, in array order, and says what is short', async () => {
    const variantId = await stocked(5);
    const outcomes = await run((tx) =>
      inventory.reserve(tx, [hold(variantId, 3), hold(variantId, 3), hold(variantId, 2)]),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(['created', 'insufficient', 'created']);
    expect(outcomes[1]).toEqual({ kind: 'insufficient', short: [{ variantId, requested: 3, available: 2 }] });
    expect(await numbers(variantId)).toEqual({
      onHand: 5,
      reserved: 5,
      movements: ['1 received 5', '2 reserved 3', '3 reserved 2'],
    });
  });

  it('answers exists for the same request and differs for another under the same id', async () => {
    const variantId = await stocked(5);
    const request = hold(variantId, 2);
    await run((tx) => inventory.reserve(tx, [request]));
    const again = await run((tx) => inventory.reserve(tx, [request]));
    expect(again).toEqual([
      { kind: 'exists', parcels: [{ warehouseId, lines: [{ line: 0, variantId, quantity: 2 }] }] },
    ]);
    expect(await run((tx) => inventory.reserve(tx, [{ ...request, lines: [{ variantId, quantity: 1 }] }]))).toEqual([
      { kind: 'differs' },
    ]);
    expect((await numbers(variantId)).reserved).toBe(2);
  });

  it('finds a release that came first', async () => {
    const variantId = await stocked(5);
    const request = hold(variantId, 2);
    await run((tx) => inventory.release(tx, [request.reservationId]));
    expect(await run((tx) => inventory.reserve(tx, [request]))).toEqual([{ kind: 'released' }]);
    expect((await numbers(variantId)).reserved).toBe(0);
  });
});

describe('a hold that has lapsed', () => {
  it('example 8: counts as free at once, and its owner can no longer secure it', async () => {
    const variantId = await stocked(1);
    const now = await test.database.now();
    const x = hold(variantId, 1, { expiresAt: new Date(now.getTime() + 10 * MINUTE_MS) });
    await run((tx) => inventory.reserve(tx, [x]));
    test.database.clockOffsetMs = 10 * MINUTE_MS - 5_000;
    expect((await run((tx) => inventory.reserve(tx, [hold(variantId, 1)])))[0]!.kind).toBe('insufficient');
    expect(await inventory.availability([variantId])).toEqual(new Map([[variantId, 0]]));
    test.database.clockOffsetMs = 10 * MINUTE_MS + 5_000;
    expect(await inventory.availability([variantId])).toEqual(new Map([[variantId, 1]]));
    expect((await run((tx) => inventory.reserve(tx, [hold(variantId, 1)])))[0]!.kind).toBe('created');
    expect(await run((tx) => inventory.secure(tx, [x.reservationId]))).toEqual(['lapsed']);
    expect(await numbers(variantId)).toMatchObject({
      onHand: 1,
      reserved: 1,
      movements: ['1 received 1', '2 reserved 1', '3 released 1', '4 reserved 1'],
    });
  });

  it('is swept, once', async () => {
    const variantId = await stocked(2);
    const now = await test.database.now();
    await run((tx) => inventory.reserve(tx, [hold(variantId, 2, { expiresAt: new Date(now.getTime() + MINUTE_MS) })]));
    test.database.clockOffsetMs = 2 * MINUTE_MS;
    expect(await inventory.releaseLapsed(100)).toBeGreaterThanOrEqual(1);
    expect(await numbers(variantId)).toMatchObject({ reserved: 0 });
    expect(await inventory.releaseLapsed(100)).toBe(0);
  });
});

describe("a cart's hold that becomes an order", () => {
  it('is taken over in the same act', async () => {
    const variantId = await stocked(1);
    const cart = hold(variantId, 1);
    await run((tx) => inventory.reserve(tx, [cart]));
    const order = hold(variantId, 1, { customerId: cart.customerId, replaces: [cart.reservationId] });
    expect((await run((tx) => inventory.reserve(tx, [order])))[0]!.kind).toBe('created');
    expect(await run((tx) => inventory.states(tx, [cart.reservationId, order.reservationId]))).toEqual(
      new Map([
        [cart.reservationId, 'released'],
        [order.reservationId, 'held'],
      ]),
    );
    expect((await numbers(variantId)).reserved).toBe(1);
  });

  it('stays with the cart when the order is refused', async () => {
    const variantId = await stocked(2);
    const other = await stocked(0 + 1);
    const cart = hold(variantId, 1);
    await run((tx) => inventory.reserve(tx, [cart]));
    const order = {
      ...hold(variantId, 2),
      lines: [
        { variantId, quantity: 2 },
        { variantId: other, quantity: 2 },
      ],
      replaces: [cart.reservationId],
    };
    expect((await run((tx) => inventory.reserve(tx, [order])))[0]!.kind).toBe('insufficient');
    expect(await run((tx) => inventory.states(tx, [cart.reservationId]))).toEqual(
      new Map([[cart.reservationId, 'held']]),
    );
    expect(await numbers(variantId)).toMatchObject({ reserved: 1, movements: ['1 received 2', '2 reserved 1'] });
  });
});

describe('a limit per customer', () => {
  it('counts what was bought within the window, also in the same batch; what is released does not count', async () => {
    const variantId = await stocked(100);
    const customerId = uuid7();
    const limited = (quantity: number): ReserveStock => ({
      ...hold(variantId, quantity, { customerId }),
      lines: [{ variantId, quantity, limit: { units: 3, windowDays: 7 } }],
    });
    const first = limited(2);
    const outcomes = await run((tx) => inventory.reserve(tx, [first, limited(2), limited(1)]));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['created', 'limit', 'created']);
    expect(outcomes[1]).toMatchObject({ over: [{ variantId, requested: 2, remaining: 1 }] });
    expect((await run((tx) => inventory.reserve(tx, [limited(1)])))[0]!.kind).toBe('limit');
    await run((tx) => inventory.release(tx, [first.reservationId]));
    expect((await run((tx) => inventory.reserve(tx, [limited(2)])))[0]!.kind).toBe('created');
  });

  it('counts no hold that has lapsed, swept or not, and gives its stock back with it', async () => {
    const variantId = await stocked(9);
    const customerId = uuid7();
    const limit = { units: 3, windowDays: 7 };
    const wish = (quantity: number, more: Partial<ReserveStock> = {}): ReserveStock => ({
      ...hold(variantId, quantity, { customerId, ...more }),
      lines: [{ variantId, quantity, limit }],
    });
    const now = await test.database.now();
    const short = wish(2, { expiresAt: new Date(now.getTime() + MINUTE_MS) });
    const long = wish(1, { expiresAt: new Date(now.getTime() + 60 * MINUTE_MS) });
    await run((tx) => inventory.reserve(tx, [short, long]));
    const bought = () => inventory.boughtUnits(customerId, [{ variantId, windowDays: 7 }]);
    expect(await bought()).toEqual(new Map([[variantId, 3]]));
    test.database.clockOffsetMs = 2 * MINUTE_MS;
    expect(await bought()).toEqual(new Map([[variantId, 1]]));
    const outcomes = await run((tx) => inventory.reserve(tx, [wish(3), wish(2), wish(1)]));
    expect(outcomes).toMatchObject([
      { kind: 'limit', over: [{ requested: 3, remaining: 2 }] },
      { kind: 'created' },
      { kind: 'limit', over: [{ requested: 1, remaining: 0 }] },
    ]);
    expect(await run((tx) => inventory.secure(tx, [short.reservationId, long.reservationId]))).toEqual([
      'lapsed',
      'secured',
    ]);
    expect(await numbers(variantId)).toMatchObject({ onHand: 9, reserved: 3 });
  });

  it('takes a lapsed hold that is taken over off once', async () => {
    const variantId = await stocked(9);
    const customerId = uuid7();
    const wish = (quantity: number, more: Partial<ReserveStock> = {}): ReserveStock => ({
      ...hold(variantId, quantity, { customerId, ...more }),
      lines: [{ variantId, quantity, limit: { units: 3, windowDays: 7 } }],
    });
    const now = await test.database.now();
    const cart = wish(2, { expiresAt: new Date(now.getTime() + MINUTE_MS) });
    await run((tx) => inventory.reserve(tx, [cart]));
    test.database.clockOffsetMs = 2 * MINUTE_MS;
    const outcomes = await run((tx) =>
      inventory.reserve(tx, [wish(2, { replaces: [cart.reservationId] }), wish(2), wish(1), wish(1)]),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(['created', 'limit', 'created', 'limit']);
    expect(await numbers(variantId)).toMatchObject({ onHand: 9, reserved: 3 });
  });

  it('counts goods without stock with what is held, all or none, under the same id', async () => {
    const variantId = await stocked(2);
    const [ticket, customerId] = [uuid7(), uuid7()];
    const limit = { units: 3, windowDays: 7 };
    const wish = (quantity: number, tickets: number): ReserveStock => ({
      ...hold(variantId, quantity, { customerId }),
      lines: quantity === 0 ? [] : [{ variantId, quantity }],
      counted: [{ variantId: ticket, quantity: tickets, limit }],
    });
    const first = wish(1, 2);
    const [short, over, alone] = [wish(2, 1), wish(1, 2), wish(0, 1)];
    const outcomes = await run((tx) => inventory.reserve(tx, [first, short, over, alone]));
    expect(outcomes).toMatchObject([
      { kind: 'created', parcels: [{ lines: [{ variantId, quantity: 1 }] }] },
      { kind: 'insufficient' },
      { kind: 'limit', over: [{ variantId: ticket, requested: 2, remaining: 1 }] },
      { kind: 'created', parcels: [] },
    ]);
    const other = { ...alone, counted: [{ variantId: ticket, quantity: 2, limit }] };
    expect((await run((tx) => inventory.reserve(tx, [alone, other]))).map(({ kind }) => kind)).toEqual([
      'exists',
      'differs',
    ]);
    expect(await run((tx) => inventory.secure(tx, [alone.reservationId]))).toEqual(['secured']);
    await run((tx) => inventory.commit(tx, [alone.reservationId]));
    await run((tx) => inventory.release(tx, [first.reservationId]));
    expect(await inventory.boughtUnits(customerId, [{ variantId: ticket, windowDays: 7 }])).toEqual(
      new Map([[ticket, 1]]),
    );
    expect(await numbers(variantId)).toMatchObject({ onHand: 2, reserved: 0 });
  });
});

describe('rivals', () => {
  it('sell exactly what is there: 40 transactions of two units on 50', async () => {
    const variantId = await stocked(50);
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, () => run((tx) => inventory.reserve(tx, [hold(variantId, 2)]))),
    );
    expect(outcomes.filter(([outcome]) => outcome!.kind === 'created')).toHaveLength(25);
    expect(await numbers(variantId)).toMatchObject({ onHand: 50, reserved: 50 });
  });
});

describe('rivals for a limit', () => {
  it('are one customer’s orders of goods without stock, counted one after the other', async () => {
    const [ticket, customerId] = [uuid7(), uuid7()];
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, () =>
        run((tx) =>
          inventory.reserve(tx, [
            {
              reservationId: uuid7(),
              customerId,
              expiresAt: null,
              lines: [],
              counted: [{ variantId: ticket, quantity: 2, limit: { units: 9, windowDays: 7 } }],
            },
          ]),
        ),
      ),
    );
    expect(outcomes.filter(([outcome]) => outcome!.kind === 'created')).toHaveLength(4);
  });
});

describe('changing stock', () => {
  it('never leaves less than is reserved, and an adjustment says why', async () => {
    const variantId = await stocked(5);
    await run((tx) => inventory.reserve(tx, [hold(variantId, 4)]));
    const adjust = (quantity: number): Promise<unknown> =>
      run((tx) => inventory.changeStock(tx, [{ variantId, warehouseId, quantity, kind: 'adjusted', reason: 'count' }]));
    expect(await adjust(-2)).toEqual([{ kind: 'refused', available: 1 }]);
    expect(await adjust(-1)).toEqual([{ kind: 'applied', onHand: 4, available: 0 }]);
    await expect(
      run((tx) => inventory.changeStock(tx, [{ variantId, warehouseId, quantity: 1, kind: 'adjusted' }])),
    ).rejects.toThrow('reason');
  });

  it('commits only what is held', async () => {
    const variantId = await stocked(1);
    const request = hold(variantId, 1);
    await run((tx) => inventory.reserve(tx, [request]));
    await run((tx) => inventory.commit(tx, [request.reservationId]));
    await run((tx) => inventory.commit(tx, [request.reservationId]));
    await expect(run((tx) => inventory.commit(tx, [uuid7()]))).rejects.toThrow('not held');
  });
});

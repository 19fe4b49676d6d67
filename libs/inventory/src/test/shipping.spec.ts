/** Goods leave on real PostgreSQL: exactly what was committed, out of its warehouse, once. */
import { uuid7, type Tx } from '#libs/platform';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { InventoryService } from '../inventory.service.js';
import { InventorySettings } from '../inventory.settings.js';
import { StockShipping } from '../stock.shipping.js';

let test: TestDatabase;
let inventory: InventoryService;
const shipping = new StockShipping();
const [north, south] = [uuid7(), uuid7()] as const;
beforeAll(async () => {
  test = await openTestDatabase();
  inventory = new InventoryService(test.database, new InventorySettings());
});
afterAll(() => test?.close());

const run = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => test.database.transaction(body);

/** A variant with so many units in each warehouse. */
async function stocked(...quantities: readonly [number, number]): Promise<string> {
  const variantId = uuid7();
  const changes = [north, south].flatMap((warehouseId, i) =>
    quantities[i] === 0
      ? []
      : [{ variantId, warehouseId, quantity: quantities[i]!, kind: 'received' as const, priority: i }],
  );
  await run((tx) => inventory.changeStock(tx, changes));
  return variantId;
}

async function bought(lines: readonly { variantId: string; quantity: number }[], isPaid = true): Promise<string> {
  const reservationId = uuid7();
  await run(async (tx) => {
    await inventory.reserve(tx, [{ reservationId, customerId: uuid7(), expiresAt: null, lines }]);
    if (isPaid) await inventory.commit(tx, [reservationId]);
  });
  return reservationId;
}

const numbers = async (variantId: string): Promise<readonly string[]> =>
  (await inventory.stock([variantId]))
    .sort((a, b) => (a.warehouseId === north ? -1 : b.warehouseId === north ? 1 : 0))
    .map(({ onHand, reserved }) => `${onHand}/${reserved}`);

it('takes what a warehouse holds of a reservation, and leaves the rest', async () => {
  const variantId = await stocked(3, 4);
  const reservationId = await bought([{ variantId, quantity: 5 }]);
  expect(await numbers(variantId)).toEqual(['3/3', '4/2']);
  const fromNorth = { reservationId, warehouseId: north, lines: [{ variantId, quantity: 3 }], author: null };
  expect(await run((tx) => shipping.ship(tx, [fromNorth]))).toEqual(['shipped']);
  expect(await numbers(variantId)).toEqual(['0/0', '4/2']);
  expect(await run((tx) => shipping.ship(tx, [fromNorth]))).toEqual(['exists']);
  expect(await numbers(variantId)).toEqual(['0/0', '4/2']);
  const rest = { ...fromNorth, warehouseId: south, lines: [{ variantId, quantity: 2 }] };
  expect(await run((tx) => shipping.ship(tx, [rest, rest]))).toEqual(['shipped', 'exists']);
  expect(await numbers(variantId)).toEqual(['0/0', '2/0']);
});

it('takes a variant that comes in two lines together, wherever it was reserved', async () => {
  const variantId = await stocked(2, 2);
  const lines = [
    { variantId, quantity: 1 },
    { variantId, quantity: 3 },
  ];
  const reservationId = await bought(lines);
  expect(await run((tx) => shipping.ship(tx, [{ reservationId, warehouseId: null, lines, author: null }]))).toEqual([
    'shipped',
  ]);
  expect(await numbers(variantId)).toEqual(['0/0', '0/0']);
});

it.each<[string, { quantity: number; warehouseId?: string }, boolean, RegExp]>([
  ['more than was reserved', { quantity: 3 }, true, /holds 2 of variant .*, not 3/],
  ['less than was reserved', { quantity: 1 }, true, /holds 2 of variant .*, not 1/],
  ['from a warehouse that holds none of it', { quantity: 2, warehouseId: south }, true, /holds 0/],
  ['what is not paid', { quantity: 2 }, false, /is held, not committed/],
])('throws for %s, and moves nothing', async (_, { quantity, warehouseId = north }, isPaid, fault) => {
  const variantId = await stocked(2, 0);
  const reservationId = await bought([{ variantId, quantity: 2 }], isPaid);
  const shipment = { reservationId, warehouseId, lines: [{ variantId, quantity }], author: null };
  await expect(run((tx) => shipping.ship(tx, [shipment]))).rejects.toThrow(fault);
  expect((await numbers(variantId))[0]).toBe('2/2');
});

it('two who ship one reservation at once move it once', async () => {
  const variantId = await stocked(5, 0);
  const reservationId = await bought([{ variantId, quantity: 5 }]);
  const shipment = { reservationId, warehouseId: north, lines: [{ variantId, quantity: 5 }], author: null };
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => run((tx) => shipping.ship(tx, [shipment]))));
  expect(outcomes.flat().sort()).toEqual(['exists', 'exists', 'exists', 'shipped']);
  expect((await numbers(variantId))[0]).toBe('0/0');
});

/**
 * The failure matrix of place_order, generated from its table: every step × every way it can fail. Each cell drives a real order over
 * HTTP and a real gateway, plants its fault, lets workers recover, and compares everything the order touches with what must be there.
 */
import { uuid7 } from '#libs/platform';
import { OrderSagas } from '#libs/order-saga';
import { CouponService } from '#libs/promotion';
import { expectCleanAudit } from '../support/audit.js';
import { Shop, type Customer } from '../support/shop.js';
import { cellsOf, titleOf, type Cell } from './cells.js';
import { CellOrder, COUPON, expectedPicture, goodsOf, WALLET_MINOR } from './cell-order.js';
import { CellRun } from './cell-run.js';
import { placeOrderTable } from './place-order-table.js';

const cells = cellsOf(placeOrderTable());
const visited = new Set<Cell>();

let shop: Shop;
let customers: readonly Customer[];
let variantIds: readonly string[];
beforeAll(async () => {
  shop = await Shop.open({ config: { workerInApi: false } });
  variantIds = await shop.sell(cells.flatMap((_, n) => goodsOf(n)));
  customers = await shop.customers(cells.length, WALLET_MINOR);
  await shop.database.transaction((tx) =>
    shop.get(CouponService).create(tx, {
      couponId: uuid7(), code: COUPON, name: 'A tenth off', scope: { kind: 'all' }, rules: { kind: 'percent', offBps: 1_000, capMinor: null },
      minSpendMinor: 0, startsAt: new Date(0), endsAt: null, validDays: null, totalLimit: null, perCustomerLimit: 1, createdBy: uuid7(),
    }),
  );
});
afterAll(() => shop?.close());

it('is generated from the table that the shop runs', () => {
  const running = shop.get(OrderSagas).placeOrder.definition.steps;
  expect(placeOrderTable().steps.map(({ name, kind }) => [name, kind])).toEqual(running.map(({ name, kind }) => [name, kind]));
});

it.each(cells.map((cell, n) => ({ title: titleOf(cell), cell, n })))('$title', async ({ cell, n }) => {
  const order = new CellOrder(shop, customers[n]!, [variantIds[2 * n]!, variantIds[2 * n + 1]!], n);
  const run = new CellRun(cell, order);
  const struck = await run.run();
  expect(struck > 0).toBe(cell.fault !== 'nothing');
  const expected = expectedPicture(cell.ends, cell.story);
  expect(await order.picture()).toEqual(expected);
  await run.hearEverythingAgain();
  expect(await order.picture()).toEqual(expected);
  await expectCleanAudit(shop);
  visited.add(cell);
});

it('has visited every cell', () => {
  process.stdout.write(`failure matrix of place_order: ${visited.size} of ${cells.length} cells visited\n`);
  expect(cells.filter((cell) => !visited.has(cell)).map(titleOf)).toEqual([]);
});

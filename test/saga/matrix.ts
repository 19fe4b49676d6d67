/**
 * The failure matrix of place_order, generated from its table: every step × every way it can fail. Each cell drives a real order over
 * HTTP and a real gateway, plants its fault, lets workers recover, and compares everything the order touches with what must be there.
 */
import { OrderSagas } from '#libs/order-saga';
import { expectCleanAudit } from '../support/audit.js';
import { Shop, type Customer } from '../support/shop.js';
import { cellsOf, titleOf, type Cell } from './cells.js';
import { CellOrder, expectedPicture, goodsOf, makeCoupon, WALLET_MINOR } from './cell-order.js';
import { CellRun } from './cell-run.js';
import { placeOrderTable } from './place-order-table.js';

/** Declares the suite over the cells of some places; two suites share the matrix, so that two workers share the time. */
export function matrixSuite(about: { readonly places: readonly Cell['place'][] }): void {
  const cells = cellsOf(placeOrderTable()).filter((cell) => about.places.includes(cell.place));
  const visited = new Set<Cell>();
  let shop: Shop;
  let customers: readonly Customer[];
  let variantIds: readonly string[];

  beforeAll(async () => {
    shop = await Shop.open({ config: { workerInApi: false } });
    variantIds = await shop.sell(cells.flatMap((_, n) => goodsOf(n)));
    customers = await shop.customers(cells.length, WALLET_MINOR);
    await makeCoupon(shop);
  });
  afterAll(() => shop?.close());

  it('is generated from the table that the shop runs', () => {
    const running = shop.get(OrderSagas).placeOrder.definition.steps;
    expect(placeOrderTable().steps.map(({ name, kind }) => [name, kind])).toEqual(
      running.map(({ name, kind }) => [name, kind]),
    );
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
    process.stdout.write(
      `failure matrix of place_order, ${about.places.join(' and ')}: ${visited.size} of ${cells.length} cells visited\n`,
    );
    expect(cells.filter((cell) => !visited.has(cell)).map(titleOf)).toEqual([]);
  });
}

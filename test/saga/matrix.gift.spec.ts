/** The failure matrix of a gift. */
import { TransferSagas } from '#libs/wallet-saga';
import { lasting } from '../race/race-kit.js';
import { Shop, type Customer } from '../support/shop.js';
import { GIFT, transferCells, transferTitle, type TransferCell } from './transfer-cells.js';
import { CREDIT_MINOR, GiftFlow } from './transfer-flows.js';
import { TransferCellRun } from './transfer-matrix.js';
import { giftTable } from './transfer-tables.js';

const cells = transferCells(giftTable(), GIFT);
const visited = new Set<TransferCell>();
let shop: Shop;
let customers: readonly Customer[];

beforeAll(async () => {
  shop = await Shop.open({ config: { workerInApi: false } });
  const senders = await shop.customers(cells.length, CREDIT_MINOR);
  const receivers = await shop.customers(cells.length);
  customers = await lasting(
    shop,
    senders.flatMap((sender, n) => [sender, receivers[n]!]),
  );
});
afterAll(() => shop?.close());

it('is generated from the table that the shop runs', () => {
  const running = shop.get(TransferSagas).gift.definition.steps;
  expect(giftTable().steps.map(({ name, kind }) => [name, kind])).toEqual(
    running.map(({ name, kind }) => [name, kind]),
  );
});

it.each(cells.map((cell, n) => ({ title: transferTitle(cell), cell, n })))('$title', async ({ cell, n }) => {
  const flow = new GiftFlow(shop, cell.story, { sender: customers[2 * n]!, receiver: customers[2 * n + 1]! });
  await new TransferCellRun(shop, cell, flow, shop.get(TransferSagas).gift.definition).check();
  visited.add(cell);
});

it('has visited every cell', () => {
  process.stdout.write(`failure matrix of gift: ${visited.size} of ${cells.length} cells visited\n`);
  expect(cells.filter((cell) => !visited.has(cell)).map(transferTitle)).toEqual([]);
});

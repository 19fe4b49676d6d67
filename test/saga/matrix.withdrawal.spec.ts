/** The failure matrix of a withdrawal. */
import { TransferSagas } from '#libs/wallet-saga';
import { lasting } from '../race/race-kit.js';
import { Shop, type Customer } from '../support/shop.js';
import { WITHDRAWAL, transferCells, transferTitle, type TransferCell } from './transfer-cells.js';
import { CREDIT_MINOR, WithdrawalFlow } from './transfer-flows.js';
import { TransferCellRun } from './transfer-matrix.js';
import { withdrawalTable } from './transfer-tables.js';

const cells = transferCells(withdrawalTable(), WITHDRAWAL);
const visited = new Set<TransferCell>();
let shop: Shop;
let customers: readonly Customer[];
let operator: Customer;

beforeAll(async () => {
  shop = await Shop.open({ config: { workerInApi: false } });
  customers = await lasting(shop, await shop.customers(cells.length, CREDIT_MINOR));
  [operator] = (await lasting(shop, [await shop.staff('operator')])) as [Customer];
});
afterAll(() => shop?.close());

it('is generated from the table that the shop runs', () => {
  const running = shop.get(TransferSagas).withdrawal.definition.steps;
  expect(withdrawalTable().steps.map(({ name, kind }) => [name, kind])).toEqual(
    running.map(({ name, kind }) => [name, kind]),
  );
});

it.each(cells.map((cell, n) => ({ title: transferTitle(cell), cell, n })))('$title', async ({ cell, n }) => {
  const flow = new WithdrawalFlow(shop, cell.story, { customer: customers[n]!, operator });
  await new TransferCellRun(shop, cell, flow, shop.get(TransferSagas).withdrawal.definition).check();
  visited.add(cell);
});

it('has visited every cell', () => {
  process.stdout.write(`failure matrix of withdrawal: ${visited.size} of ${cells.length} cells visited\n`);
  expect(cells.filter((cell) => !visited.has(cell)).map(transferTitle)).toEqual([]);
});

/** What a transaction sends without waiting: rows that are read before COMMIT, in order, and failures that are the transaction's. */
import { openTestDatabase, type TestDatabase } from '../../testing/test-database.js';
import { statement } from '../statement.js';

const numbered = statement<{ n: number }>(
  'test.tx_numbered',
  `INSERT INTO sent (n) SELECT * FROM generate_series(1, $1::int) RETURNING n`,
);
const one = statement<{ n: number }>('test.tx_one', `SELECT 1 AS n`);
const claim = statement<{ n: number }>('test.tx_claim', `UPDATE sent SET n = n RETURNING n`);

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ connectionsMax: 3 });
  await test.database.query(`CREATE TABLE sent (n int CONSTRAINT sent_small CHECK (n < 10))`);
});
afterEach(() => test.database.query(`TRUNCATE sent`));
afterAll(() => test?.close());

it('reads what was sent in order, before what is written at COMMIT', async () => {
  const order: string[] = [];
  await test.database.transaction(async (tx) => {
    tx.beforeCommit(() => Promise.resolve(void order.push('before commit')));
    tx.sendAndRead(numbered, [2], (rows) => order.push(`sent ${rows.length}`));
    tx.sendAndRead(one, [], (rows) => order.push(`then ${rows[0]!.n}`));
    order.push('body done');
  });
  expect(order).toEqual(['body done', 'sent 2', 'then 1', 'before commit']);
});

it('goes on while what was sent waits for a rival', async () => {
  await test.database.query(`INSERT INTO sent VALUES (1)`);
  let free: () => void = () => undefined;
  const freed = new Promise<void>((resolve) => (free = resolve));
  let locked: () => void = () => undefined;
  const isLocked = new Promise<void>((resolve) => (locked = resolve));
  const rival = test.database.transaction(async (tx) => {
    await tx.run(claim);
    locked();
    await freed;
  });
  await isLocked;
  const seen: string[] = [];
  await test.database.transaction(async (tx) => {
    tx.sendAndRead(claim, [], (rows) => seen.push(`claimed ${rows.length}`));
    seen.push('went on');
    free();
  });
  await rival;
  expect(seen).toEqual(['went on', 'claimed 1']);
});

it('fails with the cause of what was sent, and nothing is read or kept', async () => {
  const read: unknown[] = [];
  const failing = test.database.transaction(async (tx) => {
    tx.sendAndRead(numbered, [3], (rows) => read.push(rows));
    tx.sendAndRead(numbered, [99], (rows) => read.push(rows));
    // It only learns that the transaction is aborted; the cause is the statement before.
    await tx.run(one);
  });
  await expect(failing).rejects.toMatchObject({ constraint: 'sent_small' });
  expect(read).toEqual([]);
  expect(await test.database.query(`SELECT n FROM sent`)).toEqual([]);
});

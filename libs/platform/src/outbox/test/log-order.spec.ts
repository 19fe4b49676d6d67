/** The log's order per aggregate is the order of its changes, whichever transaction began first. */
import { uuid7 } from '../../id/uuid7.js';
import { openTestDatabase, type TestDatabase } from '../../testing/test-database.js';
import type { Tx } from '../../db/tx.js';
import { LOG_START, Outbox, type OutboxEvent } from '../outbox.js';

let test: TestDatabase;
let outbox: Outbox;
beforeAll(async () => {
  test = await openTestDatabase();
  outbox = new Outbox(test.database);
});
afterAll(() => test?.close());

/** Has a transaction id from now on, as after any write. */
const takeId = (tx: Tx): Promise<unknown> => tx.query('SELECT pg_current_xact_id()');

/** Reads until so many events are there: transactions of other databases on the same server hold readers up as well. */
async function readAll(after: string, count: number): Promise<readonly OutboxEvent[]> {
  for (;;) {
    const events = await outbox.read(after, 10);
    if (events.length >= count) return events;
  }
}

describe('the log', () => {
  it('reads a change after the one it was made upon, even when its transaction began earlier', async () => {
    const aggregateId = uuid7();
    const append = (tx: Tx, aggregateSeq: number): void =>
      outbox.append(tx, [{ topic: 'test', aggregateId, aggregateSeq, subjectId: null, payload: '{}' }]);
    await test.database.transaction(async (early) => {
      await takeId(early);
      // The rival begins later, gets the aggregate's lock first, and has committed when the early one goes on.
      await test.database.transaction(async (rival) => {
        await takeId(rival);
        append(rival, 1);
      });
      append(early, 2);
    });
    const events = await readAll(LOG_START, 2);
    expect(events.map((event) => event.aggregateSeq)).toEqual([1, 2]);
  });

  it('hides events while a transaction that may append before them is running, and shows them after it', async () => {
    const from = await outbox.head();
    await test.database.transaction(async (open) => {
      await takeId(open);
      await test.database.transaction(async (tx) => {
        await takeId(tx);
        outbox.append(tx, [{ topic: 'test', aggregateId: uuid7(), aggregateSeq: 1, subjectId: null, payload: '{}' }]);
      });
      expect(await outbox.read(from, 10)).toEqual([]);
    });
    expect(await readAll(from, 1)).toHaveLength(1);
  });
});

/** Notifications on a real database: once a key, paged, read. */
import { Database, Outbox, uuid7 } from '#libs/platform';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { NotificationService, type NewNotification } from '../notification.service.js';

let test: TestDatabase;
let database: Database;
let notifications: NotificationService;
beforeAll(async () => {
  test = await openTestDatabase();
  database = test.database;
  notifications = new NotificationService(database, new Outbox(database));
});
afterAll(() => test?.close());
afterEach(() => (database.clockOffsetMs = 0));

const about = (ownerId: string, key: string): NewNotification => ({
  ownerId,
  kind: 'price_drop',
  key,
  title: 'Cheaper now',
  body: `it is about ${key}`,
  about: { sku: 'MUG', price: 1_500 },
});

const notify = (...told: NewNotification[]) => database.transaction((tx) => notifications.notify(tx, told));

async function bodies(ownerId: string): Promise<string[]> {
  return (await notifications.list(ownerId, { limit: 100, unreadOnly: false })).map(({ body }) => body);
}

it('tells an owner the same key once, in one call, in two, and from two at once; each new one is one event', async () => {
  const [one, two] = [uuid7(), uuid7()];
  expect(await notify(about(one, 'a'), about(two, 'a'), about(one, 'b'))).toBe(3);
  expect(await notify(about(one, 'a'))).toBe(0);
  const raced = await Promise.all(Array.from({ length: 8 }, () => notify(about(two, 'c'), about(one, 'c'))));
  expect(raced.reduce((sum, fresh) => sum + fresh, 0)).toBe(2);
  expect((await bodies(one)).sort()).toEqual(['it is about a', 'it is about b', 'it is about c']);
  const events = await database.query<{ aggregate_id: string }>(
    `SELECT aggregate_id FROM platform.outbox WHERE topic = 'notification.created' AND subject_id = $1`,
    [one],
  );
  const ids = (await notifications.list(one, { limit: 100, unreadOnly: false })).map(({ id }) => id);
  expect(events.map((event) => event.aggregate_id).sort()).toEqual(ids.sort());
});

it('is gone with a transaction that fails', async () => {
  const owner = uuid7();
  const failing = database.transaction(async (tx) => {
    await notifications.notify(tx, [about(owner, 'lost')]);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await bodies(owner)).toEqual([]);
});

it('is read once, by its owner alone, and all up to one at once', async () => {
  const [owner, stranger] = [uuid7(), uuid7()];
  for (const key of ['a', 'b', 'c', 'd']) await notify(about(owner, key));
  const [, c, b] = await notifications.list(owner, { limit: 3, unreadOnly: false });
  expect(await database.transaction((tx) => notifications.read(tx, stranger, c!.id))).toBeUndefined();
  const read = await database.transaction((tx) => notifications.read(tx, owner, c!.id));
  database.clockOffsetMs = 60_000;
  const again = await database.transaction((tx) => notifications.read(tx, owner, c!.id));
  expect(again!.readAt).toEqual(read!.readAt);
  expect(await notifications.unread(owner)).toBe(3);
  expect(await database.transaction((tx) => notifications.readUpTo(tx, owner, b!.id))).toBe(2);
  const unread = await notifications.list(owner, { limit: 10, unreadOnly: true });
  expect(unread.map(({ body }) => body)).toEqual(['it is about d']);
});

it('is forgotten after 90 days, in batches', async () => {
  const owner = uuid7();
  await notify(about(owner, 'a'), about(owner, 'b'), about(owner, 'c'));
  await notifications.forgetOld(100);
  expect((await bodies(owner)).length).toBe(3);
  database.clockOffsetMs = 90 * 86_400_000 + 60_000;
  let forgotten = 0;
  for (let batch = 1; batch > 0; forgotten += batch) batch = await notifications.forgetOld(2);
  expect(forgotten).toBeGreaterThanOrEqual(3);
  expect(await bodies(owner)).toEqual([]);
});

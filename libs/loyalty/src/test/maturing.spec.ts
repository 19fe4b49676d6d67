/** A reward matures beside a refund of its goods: what the refund has taken back is never paid out. */
import { randomUUID } from 'node:crypto';
import { Outbox, plainArray, uuid7 } from '#libs/platform';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { EarningLedger, WalletService } from '#libs/wallet-credit';
import { lockDueRewards } from '../db/earning.statements.js';
import { EarningService } from '../earning.service.js';
import { LoyaltySettings } from '../loyalty.settings.js';
import { TierService } from '../tier.service.js';

/** The advisory lock on which the sweep's statement is made to wait. */
const GATE = 4_711;

let test: TestDatabase;
let earnings: EarningService;
beforeAll(async () => {
  test = await openTestDatabase();
  const { database } = test;
  const [outbox, settings] = [new Outbox(database), new LoyaltySettings()];
  const ledger = new EarningLedger(database, outbox, new WalletService(database, outbox));
  earnings = new EarningService(database, outbox, ledger, new TierService(database, outbox, settings), settings);
});
afterAll(() => test?.close());

/** Rewards of 1,000 for goods of 10,000, due since a minute; answers their orders, in the order in which they came due. */
async function dueRewards({ merchantId, count }: { merchantId: string; count: number }): Promise<readonly string[]> {
  const orderIds = Array.from({ length: count }, uuid7);
  await test.database.query(
    `INSERT INTO loyalty.order_reward (id, order_id, source_id, kind, customer_id, asset, goods_minor, amount, state, booked_at, matures_at)
     SELECT gen_random_uuid(), order_id, $2, 'purchase', gen_random_uuid(), 'credit', 10000, 1000, 'maturing', now(), now() - interval '2 minutes' + place * interval '1 second'
     FROM unnest($1::uuid[]) WITH ORDINALITY AS o (order_id, place)`,
    [plainArray(orderIds), merchantId],
  );
  return orderIds;
}

const rewardOf = (orderId: string): Promise<object[]> =>
  test.database.query(
    `SELECT r.state, r.refunded_minor AS refunded, r.cancelled,
       (SELECT sum(e.amount)::bigint FROM wallet.transfer AS t JOIN wallet.entry AS e ON e.transfer_id = t.id
          JOIN wallet.account AS a ON a.id = e.account_id AND a.role = 'customer' WHERE t.reference = r.id) AS paid
     FROM loyalty.order_reward AS r WHERE r.order_id = $1`,
    [orderId],
  );

it('a refund that commits between the look for due rewards and their locks is seen', async () => {
  const merchantId = randomUUID();
  const [orderId] = await dueRewards({ merchantId, count: 1 });
  // The sweep's statement has its snapshot when it comes to the gate, and goes on when the refund is committed.
  const gated = `(SELECT pg_advisory_xact_lock_shared(${GATE})::text) IS NOT NULL AND r.state = 'maturing'`;
  const declared = lockDueRewards as { name: string; text: string };
  const replaced = [
    jest.replaceProperty(declared, 'text', declared.text.replace(`r.state = 'maturing'`, gated)),
    jest.replaceProperty(declared, 'name', `${declared.name}_gated`),
  ];
  let matured: Promise<number> | undefined;
  try {
    await test.database.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(${GATE})`);
      await earnings.reduce(tx, [{ refundId: uuid7(), orderId: orderId!, merchantId, goodsMinor: 4_000 }]);
      matured = earnings.mature(10);
      for (let waiting = 0; waiting === 0;) {
        const [row] = await test.database.query<{ waiting: number }>(
          `SELECT count(*)::integer AS waiting FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`,
        );
        waiting = row!.waiting;
      }
    });
    expect(await matured).toBe(1);
  } finally {
    for (const one of replaced) one.restore();
    await matured;
  }
  expect(await rewardOf(orderId!)).toEqual([{ state: 'available', refunded: 4_000, cancelled: 400, paid: 600 }]);
});

it('the longest due come first, and a limit leaves the others for the next run', async () => {
  const [first, second, third] = await dueRewards({ merchantId: randomUUID(), count: 3 });
  expect(await earnings.mature(2)).toBe(2);
  const states = async (): Promise<unknown[]> =>
    (await Promise.all([first, second, third].map((id) => rewardOf(id!)))).map(
      ([row]) => (row as { state: string }).state,
    );
  expect(await states()).toEqual(['available', 'available', 'maturing']);
  expect([await earnings.mature(2), await earnings.mature(2)]).toEqual([1, 0]);
  expect(await states()).toEqual(['available', 'available', 'available']);
});

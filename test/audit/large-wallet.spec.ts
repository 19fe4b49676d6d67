/**
 * The audit of one wallet that has seen thousands of lots, orders and withdrawals: no invariant may hold all of them against all others.
 * Times are compared with each other, on the same machine in the same run.
 */
import { auditWithin } from '#libs/ops';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';

const LOTS = 5_000;
/** Reads every lot and every share of a hold, once. */
const READS_ALL = 'lots.consumed_is_captured';
/** How many times as long as that one another may take: pairs of all with all took 40 to 100 times as long. */
const TIMES_MAX = 20;

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  const { database } = test;
  await database.query(
    `INSERT INTO wallet.account (owner_id, asset, role) VALUES (gen_random_uuid(), 'credit', 'customer')`,
  );
  await database.query(
    `INSERT INTO wallet.lot (id, account_id, source, granted, remaining, has_rest, expires_at, granted_at)
     SELECT gen_random_uuid(), a.id, 'manual', 10, 0, false, now() + n * interval '1 hour', now() - interval '3 days'
     FROM wallet.account AS a, generate_series(1, ${LOTS}) AS n WHERE a.role = 'customer'`,
  );
  // Each was used up by one withdrawal, the first to expire first.
  await database.query(
    `INSERT INTO wallet.hold (reference, account_id, amount, captured, state, lot_ids, lot_amounts, held_at)
     SELECT gen_random_uuid(), account_id, 10, 10, 'captured', ARRAY[id], ARRAY[10], now() - interval '2 days' + place * interval '30 seconds'
     FROM (SELECT *, row_number() OVER (ORDER BY expires_at) AS place FROM wallet.lot) AS l`,
  );
  await database.query(
    `INSERT INTO transfer.withdrawal (id, customer_id, amount_minor, fee_minor, net_minor, currency, origins, provider, destination, state, requested_at, decide_by)
     SELECT h.reference, a.owner_id, 10, 0, 10, 'USD', '{manual}', 'none', 'none', 'requested', now(), now()
     FROM wallet.hold AS h JOIN wallet.account AS a ON a.id = h.account_id`,
  );
  await database.query(`ANALYZE`);
});
afterAll(() => test?.close());

it('takes no invariant many times as long as reading it all', async () => {
  const tookMs = new Map<string, number>();
  const checked = ({ invariant, durationMs }: { invariant: string; durationMs: number }): void =>
    void tookMs.set(invariant, durationMs);
  await test.database.transaction((tx) => auditWithin(tx, { checked }), { snapshot: true });
  const most = TIMES_MAX * tookMs.get(READS_ALL)!;
  expect([...tookMs].filter(([, durationMs]) => durationMs > most)).toEqual([]);
}, 60_000);

it('holds everything against what it may: a lot that expires first and was passed over is found among thousands', async () => {
  await test.database.query(
    `INSERT INTO wallet.lot (id, account_id, source, granted, remaining, has_rest, expires_at, granted_at)
     SELECT gen_random_uuid(), id, 'manual', 10, 10, true, now() + interval '2499 hours 30 minutes', now() - interval '3 days'
     FROM wallet.account WHERE role = 'customer'`,
  );
  // Every withdrawal that took from one of the 2,501 lots after it passed it over; a report has the first twenty.
  const only = ['lots.earliest_expiry_first'];
  const { violations } = await test.database.transaction((tx) => auditWithin(tx, { only }), { snapshot: true });
  expect(violations.map(({ invariant, rows }) => [invariant, rows.length])).toEqual([[only[0], 20]]);
});

/**
 * Random operations on wallets, drawn by a seed, against a small model: every outcome, and after every step every balance, hold and lot
 * of the wallets it touched, are equal. 10,000 operations by default; the whole proof by hand:
 *   WALLET_OPERATIONS=100000 npx jest test/property/wallet.spec.ts        (WALLET_SEED=<n> repeats a run)
 */
import { auditWithin } from '#libs/ops';
import { CartwrightConfig, Outbox, plainArray, uuid7 } from '#libs/platform';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { ExpiryService, HOUSE_ACCOUNTS, WalletService } from '#libs/wallet-credit';
import { Seeded } from '../support/seeded.js';
import { walletActs, World, type RealWallet } from './wallet/acts.js';
import { WalletModel } from './wallet/model.js';

const OPERATIONS = Number(process.env['WALLET_OPERATIONS'] ?? 10_000);
const OWNERS = 120;
const BATCH_MAX = 60;
const HOUR_MS = 3_600_000;

/** The invariants that need no order beside a hold. */
const INVARIANTS = [
  ...['transfer_sums_to_zero', 'asset_sums_to_zero', 'balance_is_sum_of_entries', 'balance_after_is_running_sum'],
  ...['entry_seq_gapless', 'balance_covers_held', 'one_transfer_per_event', 'entry_has_its_transfer_and_account'],
].map((name) => `ledger.${name}`);
const MORE_INVARIANTS = [
  ...['holds.held_is_sum_of_live_holds', 'holds.finished_adds_up', 'holds.captured_is_transferred'],
  ...[
    'lots.account_is_sum_of_lots',
    'lots.held_is_sum_of_shares',
    'lots.shares_make_up_the_hold',
    'lots.expiry_is_of_its_lot',
  ],
  ...['lots.consumed_is_captured', 'lots.nothing_held_after_expiry', 'outbox.gapless', 'outbox.tells_the_present'],
];

let test: TestDatabase;
let real: RealWallet;
beforeAll(async () => {
  test = await openTestDatabase();
  const outbox = new Outbox(test.database);
  const expiry = new ExpiryService(test.database, outbox, CartwrightConfig.of());
  real = { wallet: new WalletService(test.database, outbox), expiry };
});
afterAll(() => test?.close());

interface Seen {
  readonly ownerId: string;
  readonly asset: 'credit' | 'points';
  readonly balance: number;
  readonly held: number;
  readonly entries: number;
  readonly lots: readonly [id: string, remaining: number, held: number][];
}

/** The accounts of some owners, as the database has them. */
async function accountsOf(owners: readonly string[]): Promise<readonly Seen[]> {
  return test.database.query<Seen>(
    `SELECT a.owner_id AS "ownerId", a.asset, a.balance, a.held, a.entry_seq AS entries,
       coalesce((SELECT json_agg(json_build_array(l.id, l.remaining, l.held) ORDER BY l.id) FROM wallet.lot AS l
         WHERE l.account_id = a.id AND l.has_rest), '[]') AS lots
     FROM wallet.account AS a WHERE a.owner_id = ANY ($1::uuid[]) ORDER BY a.owner_id, a.asset`,
    [plainArray(owners)],
  );
}

/** The same, as the model has them. */
function modelled(model: WalletModel, owners: readonly string[]): readonly Seen[] {
  return owners.toSorted().flatMap((ownerId) =>
    (['credit', 'points'] as const).flatMap((asset) => {
      const account = model.account(ownerId, asset);
      if (account === undefined) return [];
      const { balance, held, entries } = account;
      const lots = account.lots
        .filter((lot) => lot.remaining > 0)
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ id, remaining, held: part }): [string, number, number] => [id, remaining, part]);
      return [{ ownerId, asset, balance, held, entries, lots }];
    }),
  );
}

async function sweepAll(): Promise<{ lots: number; now: number }> {
  let lots = 0;
  for (let lookedAt = 1; lookedAt > 0;) {
    const swept = await real.expiry.sweep(50);
    lookedAt = swept.lookedAt;
    lots += swept.expired;
  }
  return { lots, now: (await test.database.now()).getTime() };
}

it(`${OPERATIONS} random operations leave the wallet as the model says, step by step`, async () => {
  const random = Seeded.of('WALLET_SEED');
  const model = new WalletModel();
  const world = new World(random, Array.from({ length: OWNERS }, uuid7), model);
  const bag = walletActs.flatMap((act) => Array<typeof act>(act.weight).fill(act));
  const counts: Record<string, number> = { jumps: 0, expired: 0 };
  const outcomes: Record<string, number> = {};
  let done = 0;
  while (done < OPERATIONS) {
    const act = random.pick(bag);
    const step = `${act.name} after ${done} operations, seed ${random.seed}`;
    const batch = act.batch(world, random.between(1, BATCH_MAX), (await test.database.now()).getTime());
    let now = 0;
    const answered = await test.database.transaction(async (tx) => {
      now = tx.now.getTime();
      return batch.carryOut(tx, real);
    });
    const expected = batch.expected(model, now);
    expect({ step, answered }).toEqual({ step, answered: expected });
    const owners = [...batch.owners];
    expect({ step, seen: await accountsOf(owners) }).toEqual({ step, seen: modelled(model, owners) });
    done += batch.requests.length;
    counts[act.name] = (counts[act.name] ?? 0) + batch.requests.length;
    for (const outcome of expected) {
      const kind = (outcome as { kind?: string } | undefined)?.kind ?? String(outcome);
      outcomes[kind] = (outcomes[kind] ?? 0) + 1;
    }
    if (random.chance(6)) {
      test.database.clockOffsetMs += random.between(1, 40) * HOUR_MS;
      counts['jumps']! += 1;
      if (random.chance(60)) {
        const swept = await sweepAll();
        expect({ step, expired: swept.lots }).toEqual({ step, expired: model.expire(swept.now) });
        counts['expired']! += swept.lots;
        expect({ step, seen: await accountsOf(world.owners) }).toEqual({ step, seen: modelled(model, world.owners) });
      }
    }
  }
  await expectEnd(model, world);
  process.stderr.write(
    `wallet: ${done} operations equal to the model (seed ${random.seed}): ${JSON.stringify({ counts, outcomes })}\n`,
  );
  // A run that never refused, repeated or expired anything has not looked.
  for (const kind of ['created', 'exists', 'insufficient', 'differs', 'released'])
    expect(outcomes[kind]).toBeGreaterThan(0);
  expect(counts['expired']).toBeGreaterThan(0);
}, 900_000);

/** The houses, every wallet, and the books. */
async function expectEnd(model: WalletModel, world: World): Promise<void> {
  expect(await accountsOf(world.owners)).toEqual(modelled(model, world.owners));
  const houses = await test.database.query<{ ownerId: string; balance: number }>(
    `SELECT owner_id AS "ownerId", sum(balance)::bigint AS balance FROM wallet.account WHERE role <> 'customer' GROUP BY owner_id`,
  );
  const balanceOf = (house: keyof typeof HOUSE_ACCOUNTS): number | undefined =>
    houses.find(({ ownerId }) => ownerId === HOUSE_ACCOUNTS[house])?.balance;
  const { promotions, sales, expired } = model.houses;
  expect([balanceOf('promotions'), balanceOf('sales'), balanceOf('expired')]).toEqual([promotions, sales, expired]);
  const only = [...INVARIANTS, ...MORE_INVARIANTS];
  const report = await test.database.transaction((tx) => auditWithin(tx, { only }));
  expect(report).toEqual({ invariants: only.length, violations: [] });
}

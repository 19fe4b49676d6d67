/**
 * Random operations on wallets, drawn by a seed, against a small model: every outcome, and after every step every balance, hold, lot,
 * debt and entry of the wallets it touched, and the houses, are equal. 10,000 operations by default; the whole proof by hand:
 *   WALLET_OPERATIONS=100000 npx jest test/property/wallet.spec.ts        (WALLET_SEED=<n> repeats a run)
 */
import { auditWithin } from '#libs/ops';
import { plainArray, textArray, uuid7 } from '#libs/platform';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { HOUSE_ACCOUNTS, type Asset, type HouseAccount } from '#libs/wallet-credit';
import { Seeded } from '../support/seeded.js';
import type { ModelEntry } from './wallet/account.js';
import { walletActs } from './wallet/acts.js';
import { WalletModel } from './wallet/model.js';
import { RealWallet, WITHDRAWABLE, World } from './wallet/world.js';

const OPERATIONS = Number(process.env['WALLET_OPERATIONS'] ?? 10_000);
const OWNERS = 120;
const BATCH_MAX = 60;
const HOUR_MS = 3_600_000;
const ASSETS: readonly Asset[] = ['credit', 'points'];

/** The invariants that need no order, gift or reward beside the wallet. */
const INVARIANTS = [
  ...['transfer_sums_to_zero', 'asset_sums_to_zero', 'balance_is_sum_of_entries', 'balance_after_is_running_sum'],
  ...['entry_seq_gapless', 'balance_covers_held', 'one_transfer_per_event', 'entry_has_its_transfer_and_account'],
].map((name) => `ledger.${name}`);
const LOT_INVARIANTS = [
  ...['account_is_sum_of_lots', 'amounts_ordered', 'held_is_sum_of_shares', 'shares_make_up_the_hold'],
  ...['consumed_is_captured', 'expiry_is_of_its_lot', 'nothing_held_after_expiry', 'restored_within_consumed'],
  ...['restored_last_used_first', 'restored_is_booked', 'carried_on_as_it_was', 'earliest_expiry_first'],
].map((name) => `lots.${name}`);
const MORE_INVARIANTS = [
  ...['holds.held_is_sum_of_live_holds', 'holds.finished_adds_up', 'holds.captured_is_transferred'],
  ...['rewards.deficits_are_receivables', 'points.conversion_is_two_transfers'],
  ...['outbox.gapless', 'outbox.tells_the_present'],
];

let test: TestDatabase;
let real: RealWallet;
beforeAll(async () => {
  test = await openTestDatabase();
  real = new RealWallet(test);
});
afterAll(() => test?.close());

interface Seen {
  readonly ownerId: string;
  readonly asset: Asset;
  readonly balance: number;
  readonly held: number;
  readonly owed: number;
  /** What is not used up, oldest first; the last number is milliseconds, null for never. */
  readonly lots: readonly [
    origin: string,
    granted: number,
    remaining: number,
    held: number,
    expiresAt: number | null,
  ][];
  /** Those that no step before has looked at. */
  readonly entries: readonly ModelEntry[];
}

/** How many entries of each account have been compared. */
const looked = new Map<string, number>();
const nameOf = ({ ownerId, asset }: { ownerId: string; asset: Asset }): string => `${ownerId}/${asset}`;

/** The accounts of some owners, as the database has them. */
async function accountsOf(owners: readonly string[]): Promise<readonly Seen[]> {
  const purses = owners.flatMap((ownerId) => ASSETS.map((asset) => ({ ownerId, asset })));
  return test.database.query<Seen>(
    `SELECT a.owner_id AS "ownerId", a.asset, a.balance, a.held, coalesce(d.owed, 0) AS owed,
       coalesce((SELECT json_agg(json_build_array(coalesce(g.origin, l.source), l.granted, l.remaining, l.held,
           (extract(epoch FROM l.expires_at) * 1000)::bigint) ORDER BY l.id)
         FROM wallet.lot AS l LEFT JOIN wallet.gifted_lot AS g ON g.lot_id = l.id WHERE l.account_id = a.id AND l.has_rest), '[]') AS lots,
       coalesce((SELECT json_agg(json_build_array(t.kind, e.amount, e.balance_after) ORDER BY e.seq)
         FROM wallet.entry AS e JOIN wallet.transfer AS t ON t.id = e.transfer_id WHERE e.account_id = a.id AND e.seq > p.looked), '[]') AS entries
     FROM unnest($1::uuid[], $2::text[], $3::bigint[]) AS p (owner_id, asset, looked)
     JOIN wallet.account AS a ON a.owner_id = p.owner_id AND a.asset = p.asset
     LEFT JOIN wallet.deficit AS d ON d.account_id = a.id
     ORDER BY a.owner_id, a.asset`,
    [
      plainArray(purses.map(({ ownerId }) => ownerId)),
      textArray(purses.map(({ asset }) => asset)),
      plainArray(purses.map((purse) => looked.get(nameOf(purse)) ?? 0)),
    ],
  );
}

/** The same, as the model has them. */
function modelled(model: WalletModel, owners: readonly string[]): readonly Seen[] {
  return owners.toSorted().flatMap((ownerId) =>
    ASSETS.flatMap((asset) => {
      const account = model.account({ ownerId, asset });
      if (account === undefined) return [];
      const { balance, held, owed } = account;
      const lots = account.lots
        .filter((lot) => lot.remaining > 0)
        .map((lot): Seen['lots'][number] => [
          ...([lot.origin, lot.granted, lot.remaining, lot.held] as const),
          lot.expiresAt === Infinity ? null : lot.expiresAt,
        ]);
      const entries = account.entries.slice(looked.get(nameOf({ ownerId, asset })) ?? 0);
      return [{ ownerId, asset, balance, held, owed, lots, entries }];
    }),
  );
}

/** The houses' balances that are not 0, by `house/asset`. */
async function houses(): Promise<Readonly<Record<string, number>>> {
  const rows = await test.database.query<{ ownerId: string; asset: Asset; balance: number }>(
    `SELECT owner_id AS "ownerId", asset, balance FROM wallet.account WHERE role <> 'customer' AND balance <> 0`,
  );
  const named = (id: string) => (Object.keys(HOUSE_ACCOUNTS) as HouseAccount[]).find((h) => HOUSE_ACCOUNTS[h] === id);
  return Object.fromEntries(rows.map(({ ownerId, asset, balance }) => [`${named(ownerId)}/${asset}`, balance]));
}

async function expectEqual(model: WalletModel, owners: readonly string[], step: string): Promise<void> {
  expect({ step, seen: await accountsOf(owners) }).toEqual({ step, seen: modelled(model, owners) });
  const modelledHouses = Object.fromEntries([...model.houses].filter(([, balance]) => balance !== 0));
  expect({ step, houses: await houses() }).toEqual({ step, houses: modelledHouses });
  for (const ownerId of owners)
    for (const asset of ASSETS)
      looked.set(nameOf({ ownerId, asset }), model.account({ ownerId, asset })?.entries.length ?? 0);
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

/** What a whole run must have met: a run that never refused, repeated or expired anything has not looked. */
const MET = [
  ...['created', 'exists', 'insufficient', 'differs', 'released', 'moved', 'refunded', 'exceeds'],
  ...['debited', 'converted', 'fault', 'earned', 'jumps', 'expired', 'carriedOn', 'repaid', 'rest'],
];
/** And a long one: a gift of which something, or all, had run out. */
const MET_LATER = ['gone', 'expiredOfGifts'];

it(`${OPERATIONS} random operations leave the wallet as the model says, step by step`, async () => {
  const random = Seeded.of('WALLET_SEED');
  const model = new WalletModel();
  const world = new World(random, Array.from({ length: OWNERS }, uuid7), model);
  const bag = walletActs.flatMap((act) => Array<typeof act>(act.weight).fill(act));
  const counts: Record<string, number> = {};
  const met: Record<string, number> = {};
  const add = (to: Record<string, number>, what: string, count: number): void =>
    void (to[what] = (to[what] ?? 0) + count);
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
    await expectEqual(model, [...batch.owners], step);
    done += batch.requests.length;
    add(counts, act.name, batch.requests.length);
    for (const outcome of expected as readonly (Outcome | undefined)[]) {
      add(met, outcome?.kind ?? 'silent', 1);
      for (const part of ['carriedOn', 'repaid', 'rest'] as const) add(met, part, outcome?.[part] ?? 0);
      add(met, 'expiredOfGifts', outcome?.expired ?? 0);
    }
    if (random.chance(6)) {
      test.database.clockOffsetMs += random.between(1, 40) * HOUR_MS;
      add(met, 'jumps', 1);
      if (random.chance(60)) {
        const swept = await sweepAll();
        expect({ step, expired: swept.lots }).toEqual({ step, expired: model.expire(swept.now) });
        add(met, 'expired', swept.lots);
        await expectEqual(model, world.owners, `sweep, ${step}`);
      }
    }
  }
  await expectEnd(model, world);
  process.stderr.write(
    `wallet: ${done} operations equal to the model (seed ${random.seed}): ${JSON.stringify({ counts, met })}\n`,
  );
  // Shorter runs are for finding a planted fault, not for being complete.
  const due = [...(OPERATIONS >= 10_000 ? MET : []), ...(OPERATIONS >= 100_000 ? MET_LATER : [])];
  expect(due.filter((what) => (met[what] ?? 0) === 0)).toEqual([]);
}, 900_000);

/** What outcomes have that a run must have met. */
interface Outcome {
  readonly kind?: string;
  readonly carriedOn?: number;
  readonly repaid?: number;
  readonly rest?: number;
  readonly expired?: number;
}

/** Every wallet once more, and the books. */
async function expectEnd(model: WalletModel, world: World): Promise<void> {
  await expectEqual(model, world.owners, 'the end');
  // What the saga would have written down, so that the audit knows which lots a withdrawal was allowed to pass over.
  await test.database.query(
    `INSERT INTO transfer.withdrawal (id, customer_id, amount_minor, fee_minor, net_minor, currency, origins, provider, destination, state, requested_at, decide_by)
     SELECT id, customer, 2, 0, 2, 'USD', $3::text[], 'none', 'none', 'requested', now(), now() FROM unnest($1::uuid[], $2::uuid[]) AS w (id, customer)`,
    [
      plainArray(world.withdrawals.map(({ reference }) => reference)),
      plainArray(world.withdrawals.map(({ ownerId }) => ownerId)),
      textArray(WITHDRAWABLE),
    ],
  );
  const only = [...INVARIANTS, ...LOT_INVARIANTS, ...MORE_INVARIANTS];
  const report = await test.database.transaction((tx) => auditWithin(tx, { only }));
  expect(report).toEqual({ invariants: only.length, violations: [] });
}

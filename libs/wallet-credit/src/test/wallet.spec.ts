/** The ledger on real PostgreSQL: holds over lots, captures, releases, grants by two people, and a wallet spent by many at once. */
import { CartwrightConfig, Outbox, uuid7, type Tx } from '#libs/platform';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { GrantService } from '../grant.service.js';
import { WalletReader } from '../wallet.reader.js';
import { WalletService } from '../wallet.service.js';
import type { HoldAmount } from '../wallet.types.js';

let test: TestDatabase;
let wallet: WalletService;
let grants: GrantService;
beforeAll(async () => {
  test = await openTestDatabase();
  wallet = new WalletService(test.database, new Outbox(test.database));
  grants = new GrantService(test.database, wallet);
});
afterAll(() => test?.close());
afterEach(() => {
  test.database.clockOffsetMs = 0;
});

const DAY_MS = 86_400_000;
const run = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => test.database.transaction(body);

async function owner(...lots: readonly { amount: number; expiresInDays?: number }[]): Promise<string> {
  const ownerId = uuid7();
  await run((tx) =>
    wallet.grant(
      tx,
      lots.map(({ amount, expiresInDays }) => ({
        transferId: uuid7(),
        lotId: uuid7(),
        ownerId,
        asset: 'credit',
        amount,
        source: 'manual',
        from: 'promotions',
        kind: 'test_grant',
        reference: uuid7(),
        expiresAt: expiresInDays === undefined ? null : new Date(tx.now.getTime() + expiresInDays * DAY_MS),
        actor: null,
        reason: 'test',
      })),
    ),
  );
  return ownerId;
}

const hold = (ownerId: string, amount: HoldAmount, reference = uuid7()) => ({
  reference,
  ownerId,
  asset: 'credit' as const,
  amount,
});
const exact = (amount: number): HoldAmount => ({ use: 'exact', amount });
const credit = async (ownerId: string) => (await wallet.balance(ownerId)).get('credit');

describe('hold and capture', () => {
  it('example 9: holds 30.00 + 70.00 from the lot that expires first, and posts it', async () => {
    const ownerId = await owner({ amount: 7_000 }, { amount: 3_000, expiresInDays: 30 });
    const request = hold(ownerId, { use: 'max', upTo: 25_250 });
    const [outcome] = await run((tx) => wallet.hold(tx, [request]));
    expect(outcome).toEqual({
      kind: 'created',
      amount: 10_000,
      wallet: { balance: 10_000, held: 10_000, available: 0 },
    });
    await run((tx) =>
      wallet.capture(tx, [{ ...request, amount: 10_000, transferId: uuid7(), kind: 'order_payment', to: 'sales' }]),
    );
    expect(await credit(ownerId)).toMatchObject({ balance: 0, held: 0, available: 0 });
    const reader = new WalletReader(test.database, CartwrightConfig.of());
    const { entries } = await reader.entries(ownerId, { asset: 'credit' }, { limit: 10 });
    expect(entries.map(({ seq, amount, balanceAfter, kind }) => [seq, amount, balanceAfter, kind])).toEqual([
      [3, -10_000, 0, 'order_payment'],
      [2, 3_000, 10_000, 'test_grant'],
      [1, 7_000, 7_000, 'test_grant'],
    ]);
  });

  it('captures less and frees the rest; capturing twice changes nothing', async () => {
    const ownerId = await owner({ amount: 5_000 });
    const request = hold(ownerId, exact(3_000));
    await run((tx) => wallet.hold(tx, [request]));
    const capture = { ...request, transferId: uuid7(), kind: 'order_payment', to: 'sales' as const, amount: 1_200 };
    await run((tx) => wallet.capture(tx, [capture]));
    await run((tx) => wallet.capture(tx, [{ ...capture, transferId: uuid7() }]));
    expect(await credit(ownerId)).toMatchObject({ balance: 3_800, held: 0, available: 3_800 });
  });

  it('refuses what is not there and holds nothing', async () => {
    const ownerId = await owner({ amount: 500 });
    expect(await run((tx) => wallet.hold(tx, [hold(ownerId, exact(501))]))).toEqual([
      { kind: 'insufficient', available: 500 },
    ]);
    expect(await run((tx) => wallet.hold(tx, [hold(uuid7(), exact(1))]))).toEqual([
      { kind: 'insufficient', available: 0 },
    ]);
    expect(await credit(ownerId)).toMatchObject({ balance: 500, held: 0 });
  });

  it('does not spend a lot that has expired, even before a sweep', async () => {
    const ownerId = await owner({ amount: 400, expiresInDays: 1 }, { amount: 100 });
    test.database.clockOffsetMs = 2 * DAY_MS;
    expect(await run((tx) => wallet.hold(tx, [hold(ownerId, { use: 'max', upTo: 1_000 })]))).toMatchObject([
      { kind: 'created', amount: 100 },
    ]);
  });
});

describe('release', () => {
  it('gives back to the same lots, once, and leaves a tombstone for an unknown hold', async () => {
    const ownerId = await owner({ amount: 1_000 });
    const request = hold(ownerId, exact(600));
    await run((tx) => wallet.hold(tx, [request]));
    await run((tx) => wallet.release(tx, [request]));
    await run((tx) => wallet.release(tx, [request]));
    expect(await credit(ownerId)).toMatchObject({ balance: 1_000, held: 0, available: 1_000 });
    const late = hold(ownerId, exact(10));
    await run((tx) => wallet.release(tx, [late]));
    expect(await run((tx) => wallet.hold(tx, [late]))).toEqual([{ kind: 'released' }]);
  });
});

describe('one wallet spent 100 times at once', () => {
  it('is spent exactly', async () => {
    const ownerId = await owner({ amount: 1_000 }, { amount: 1_050 });
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, () => run((tx) => wallet.hold(tx, [hold(ownerId, exact(50))]))),
    );
    expect(outcomes.filter(([outcome]) => outcome!.kind === 'created')).toHaveLength(41);
    expect(await credit(ownerId)).toMatchObject({ balance: 2_050, held: 2_050, available: 0 });
  });
});

describe('a grant by hand', () => {
  it('takes two people, and is booked once', async () => {
    const [ownerId, one, two] = [uuid7(), uuid7(), uuid7()];
    const proposal = await run((tx) =>
      grants.propose(tx, {
        ownerId,
        asset: 'credit',
        amount: 900,
        expiresAt: null,
        reason: 'goodwill',
        proposedBy: one,
      }),
    );
    expect(await run((tx) => grants.decide(tx, proposal.id, { state: 'approved', decidedBy: one }))).toBe(
      'same_person',
    );
    expect(await credit(ownerId)).toBeUndefined();
    expect(await run((tx) => grants.decide(tx, proposal.id, { state: 'approved', decidedBy: two }))).toMatchObject({
      state: 'approved',
      decidedBy: two,
    });
    expect(await run((tx) => grants.decide(tx, proposal.id, { state: 'approved', decidedBy: uuid7() }))).toBe(
      'decided',
    );
    expect(await credit(ownerId)).toMatchObject({ balance: 900, available: 900 });
    await expect(
      test.database.query(`UPDATE wallet.credit_grant SET decided_by = proposed_by WHERE id = $1`, [proposal.id]),
    ).rejects.toThrow('credit_grant_needs_two_people');
  });
});

describe('the ledger', () => {
  it('sums to zero over all accounts of an asset', async () => {
    await owner({ amount: 123 });
    const rows = await test.database.query<{ asset: string; total: number }>(
      'SELECT asset, sum(balance)::bigint AS total FROM wallet.account GROUP BY asset ORDER BY asset',
    );
    expect(rows).toEqual([
      { asset: 'credit', total: 0 },
      { asset: 'points', total: 0 },
    ]);
  });
});

/** What expires: booked once a lot, exactly, beside buyers; held lots stay; warnings come once. */
import { uuid7 } from '#libs/platform';
import { DAY_MS, LedgerOfTest } from './wallet.kit.js';

let ledger: LedgerOfTest;
beforeAll(async () => {
  ledger = await LedgerOfTest.open();
});
afterAll(() => ledger?.test.close());
afterEach(async () => {
  expect(await unbalanced()).toEqual([]);
  ledger.test.database.clockOffsetMs = 0;
});

const daysLater = (days: number): void => void (ledger.test.database.clockOffsetMs = days * DAY_MS);

/** Customers whose balance is not the sum of their lots and of their entries. */
const unbalanced = () =>
  ledger.test.database.query(
    `SELECT a.id
     FROM wallet.account AS a
     LEFT JOIN (SELECT account_id, sum(remaining) AS remaining, sum(held) AS held FROM wallet.lot GROUP BY account_id) AS l ON l.account_id = a.id
     LEFT JOIN (SELECT account_id, sum(amount) AS amount FROM wallet.entry GROUP BY account_id) AS e ON e.account_id = a.id
     WHERE a.balance <> coalesce(e.amount, 0)
       OR (a.role = 'customer' AND (a.balance <> coalesce(l.remaining, 0) OR a.held <> coalesce(l.held, 0)))`,
  );

const expiries = async (ownerId: string) => {
  const { entries } = await ledger.reader.entries(ownerId, { asset: 'credit' }, { limit: 100 });
  return entries
    .filter(({ kind }) => kind.startsWith('expiry'))
    .map(({ kind, amount, reference }) => [kind, amount, reference]);
};

describe('the sweep', () => {
  it('books one entry a lot, earliest first, and leaves the rest', async () => {
    const ownerId = uuid7();
    const [later, sooner] = await ledger.grant(
      ownerId,
      { amount: 300, expiresInDays: 2 },
      { amount: 200, expiresInDays: 1 },
      { amount: 100, expiresInDays: 9 },
      { amount: 50 },
    );
    expect(await ledger.sweepAll()).toBe(0);
    daysLater(3);
    expect(await ledger.credit(ownerId)).toMatchObject({ balance: 650, available: 150 });
    expect(await ledger.sweepAll()).toBe(2);
    expect(await ledger.credit(ownerId)).toEqual({ balance: 150, held: 0, available: 150, expiringSoon: 100 });
    expect(await expiries(ownerId)).toEqual([
      ['expiry', -300, later],
      ['expiry', -200, sooner],
    ]);
    expect(await ledger.sweepAll()).toBe(0);
  });

  it('leaves a lot to the hold that has it, and takes what comes back from it', async () => {
    const [buyer, quitter] = [uuid7(), uuid7()];
    const [spent] = await ledger.grant(buyer, { amount: 500, expiresInDays: 1 });
    const [back] = await ledger.grant(quitter, { amount: 500, expiresInDays: 1 });
    const [kept, given] = [await ledger.hold(buyer, 200), await ledger.hold(quitter, 200)];
    daysLater(2);
    expect(await ledger.sweepAll()).toBe(0);
    expect(await ledger.credit(buyer)).toMatchObject({ balance: 500, held: 200, available: 0 });
    await ledger.capture(buyer, kept);
    await ledger.release(quitter, given);
    expect(await ledger.sweepAll()).toBe(2);
    expect([await expiries(buyer), await expiries(quitter)]).toEqual([
      [['expiry', -300, spent]],
      [['expiry', -500, back]],
    ]);
  });

  it('does not wait for a wallet in use, and comes back for it', async () => {
    const [busy, idle] = [uuid7(), uuid7()];
    await ledger.grant(busy, { amount: 10, expiresInDays: 1 });
    await ledger.grant(idle, { amount: 20, expiresInDays: 1 });
    daysLater(2);
    await ledger.run(async (tx) => {
      await tx.query(`SELECT FROM wallet.account WHERE owner_id = $1 FOR UPDATE`, [busy]);
      expect(await ledger.expiry.sweep()).toEqual({ lookedAt: 2, expired: 1 });
    });
    expect((await ledger.credit(busy)).balance).toBe(10);
    expect(await ledger.sweepAll()).toBe(1);
    expect((await ledger.credit(busy)).balance).toBe(0);
  });

  it('works in pieces and by several processes at once: each lot once', async () => {
    const owners = Array.from({ length: 40 }, () => uuid7());
    for (const ownerId of owners)
      await ledger.grant(ownerId, ...Array.from({ length: 5 }, () => ({ amount: 7, expiresInDays: 1 })));
    daysLater(2);
    const swept = await Promise.all(Array.from({ length: 4 }, () => ledger.sweepAll(15)));
    expect(swept.reduce((a, b) => a + b) + (await ledger.sweepAll())).toBe(200);
    for (const ownerId of owners) expect((await ledger.credit(ownerId)).balance).toBe(0);
  });
});

describe('a run', () => {
  it('books in small transactions: a wallet in it is free again after 50 lots', async () => {
    const owners = Array.from({ length: 120 }, () => uuid7());
    await ledger.grant(owners[0]!, { amount: 1 });
    for (const ownerId of owners) await ledger.grant(ownerId, { amount: 7, expiresInDays: 1 });
    daysLater(2);
    expect(await ledger.expiry.sweep()).toEqual({ lookedAt: 120, expired: 120 });
    const pieces = await ledger.test.database.query<{ lots: number }>(
      `SELECT count(*)::int AS lots FROM wallet.lot WHERE account_id IN (SELECT id FROM wallet.account WHERE owner_id = ANY ($1::uuid[]))
         AND remaining = 0
       GROUP BY xmin::text ORDER BY lots DESC`,
      [owners],
    );
    expect(pieces.map(({ lots }) => lots)).toEqual([50, 50, 20]);
  });
});

describe('expiring ∥ spending', () => {
  it('is exact: of 100 wallets spent while the sweep runs each is spent or expired, never both', async () => {
    const owners = Array.from({ length: 100 }, () => uuid7());
    for (const ownerId of owners) await ledger.grant(ownerId, { amount: 10, expiresInDays: 1 }, { amount: 1 });
    const [row] = await ledger.test.database.query<{ ms: number }>(
      `SELECT (extract(epoch FROM (SELECT min(expires_at) FROM wallet.lot WHERE has_rest AND expires_at > now()) - now()) * 1000)::int AS ms`,
    );
    // The lots run out while the buyers come: some are before the moment, some after it, and the sweep is in the middle.
    ledger.test.database.clockOffsetMs = row!.ms - 150;
    const sweeping = (async () => {
      let swept = 0;
      for (let i = 0; i < 40; i++) swept += (await ledger.expiry.sweep(20)).expired;
      return swept;
    })();
    const spending = owners.map(async (ownerId) => {
      const reference = uuid7();
      const request = { reference, ownerId, asset: 'credit' as const, amount: { use: 'max' as const, upTo: 100 } };
      const [outcome] = await ledger.run((tx) => ledger.wallet.hold(tx, [request]));
      await ledger.capture(ownerId, reference);
      return outcome!.kind === 'created' ? outcome!.amount : -1;
    });
    const spent = await Promise.all(spending);
    await sweeping;
    daysLater(2);
    await ledger.sweepAll();
    const lost = await Promise.all(owners.map((ownerId) => expiries(ownerId)));
    expect(spent.every((amount) => amount === 11 || amount === 1)).toBe(true);
    expect(lost.map((entries) => entries.length)).toEqual(spent.map((amount) => (amount === 11 ? 0 : 1)));
    for (const ownerId of owners) expect(await ledger.credit(ownerId)).toMatchObject({ balance: 0, held: 0 });
  });
});

describe('warnings', () => {
  const warnings = async (ownerId: string) =>
    (
      await ledger.test.database.query<{ payload: string }>(
        `SELECT payload FROM platform.outbox WHERE topic = 'wallet.expiring' AND subject_id = $1 ORDER BY xid, id`,
        [ownerId],
      )
    ).map(({ payload }) => {
      const { asset, amount, lots } = JSON.parse(payload) as Record<string, unknown>;
      return [asset, amount, lots];
    });

  it('come 7 days before, once, one for all lots of a day', async () => {
    const ownerId = uuid7();
    await ledger.grant(
      ownerId,
      { amount: 10, expiresInDays: 9 },
      { amount: 20, expiresInDays: 9 },
      { amount: 5, expiresInDays: 30 },
      { amount: 3, expiresInDays: 9, asset: 'points' },
    );
    await ledger.expiry.warn();
    expect(await warnings(ownerId)).toEqual([]);
    daysLater(3);
    expect((await ledger.credit(ownerId)).expiringSoon).toBe(30);
    const upcoming = await ledger.reader.expiring(ownerId, { limit: 10 });
    expect(upcoming.map(({ remaining }) => remaining)).toEqual([10, 20, 3]);
    const [first] = upcoming;
    const rest = await ledger.reader.expiring(ownerId, { limit: 10, after: first! });
    expect(rest.map(({ remaining }) => remaining)).toEqual([20, 3]);
    await Promise.all([ledger.expiry.warn(2), ledger.expiry.warn(2)]);
    while ((await ledger.expiry.warn()) > 0);
    const told = await warnings(ownerId);
    expect(told.reduce((sum, [asset, amount]) => sum + (asset === 'credit' ? Number(amount) : 0), 0)).toBe(30);
    expect(told.reduce((sum, [, , lots]) => sum + Number(lots), 0)).toBe(3);
    expect(told.length).toBeLessThanOrEqual(3);
    await ledger.expiry.warn();
    expect(await warnings(ownerId)).toEqual(told);
  });

  it('are one event an account and day', async () => {
    const ownerId = uuid7();
    await ledger.grant(
      ownerId,
      { amount: 10, expiresInDays: 2 },
      { amount: 20, expiresInDays: 2 },
      { amount: 5, expiresInDays: 4 },
    );
    while ((await ledger.expiry.warn()) > 0);
    expect(await warnings(ownerId)).toEqual([
      ['credit', 30, 2],
      ['credit', 5, 1],
    ]);
  });
});

/** Reading wallets: filters and pages of entries, statements as a stream, lots, holds and search. */
import { CartwrightConfig, uuid7 } from '#libs/platform';
import { csvCell, statementLines } from '../statement.csv.js';
import { acceptsCsv } from '../http/accepts-csv.js';
import { SCANNED_MAX, WalletReader, type EntryFilter } from '../wallet.reader.js';
import { LedgerOfTest } from './wallet.kit.js';

let ledger: LedgerOfTest;
beforeAll(async () => {
  ledger = await LedgerOfTest.open();
});
afterAll(() => ledger?.test.close());

/** An account with `count` entries an hour apart, every tenth of kind `order_payment`; the last one an hour ago. */
async function longHistory(count: number): Promise<{ ownerId: string; orderId: string; first: Date }> {
  const [ownerId, orderId, transferId] = [uuid7(), uuid7(), uuid7()];
  await ledger.grant(ownerId, { amount: 1 });
  const [row] = await ledger.test.database.query<{ first: Date }>(
    `WITH mine AS (SELECT id FROM wallet.account WHERE owner_id = $1),
     kinds AS (INSERT INTO wallet.transfer (id, kind, reference, made_at) VALUES ($2, 'test_grant', $2, now()), ($3, 'order_payment', $3, now())),
     cleared AS (DELETE FROM wallet.entry USING mine WHERE account_id = mine.id),
     filled AS (
       INSERT INTO wallet.entry (account_id, seq, transfer_id, amount, balance_after, order_id, made_at)
       SELECT mine.id, n + 1000000, CASE WHEN n % 10 = 0 THEN $3::uuid ELSE $2::uuid END, 1, n, CASE WHEN n = 7 THEN $3::uuid END, now() - ($4 - n + 1) * interval '1 hour'
       FROM mine, generate_series(1, $4::int) AS n RETURNING made_at)
     SELECT min(made_at) AS first FROM filled`,
    [ownerId, transferId, orderId, count],
  );
  await ledger.test.database.query(
    `UPDATE wallet.entry SET seq = seq - 1000000 WHERE account_id = (SELECT id FROM wallet.account WHERE owner_id = $1)`,
    [ownerId],
  );
  await ledger.test.database.query(`UPDATE wallet.account SET entry_seq = $2 WHERE owner_id = $1`, [ownerId, count]);
  return { ownerId, orderId, first: row!.first };
}

/** Every entry of a filter, page by page, and how many pages it took. */
async function paged(ownerId: string, filter: EntryFilter, limit: number) {
  const seqs: number[] = [];
  let pages = 0;
  for (let before: number | undefined = undefined; ; pages++) {
    const slice: Awaited<ReturnType<WalletReader['entries']>> = await ledger.reader.entries(ownerId, filter, {
      before,
      limit,
    });
    seqs.push(...slice.entries.map(({ seq }) => seq));
    before = slice.before;
    if (before === undefined) return { seqs, pages: pages + 1 };
  }
}

describe('entries', () => {
  it('are found by kind, order and time, in pages that neither miss nor repeat', async () => {
    const { ownerId, orderId, first } = await longHistory(100);
    const after = (hours: number): Date => new Date(first.getTime() + hours * 3_600_000);
    const all = Array.from({ length: 100 }, (_, i) => 100 - i);
    const asset = 'credit' as const;
    expect((await paged(ownerId, { asset }, 7)).seqs).toEqual(all);
    expect((await paged(ownerId, { asset, kind: 'order_payment' }, 3)).seqs).toEqual(all.filter((n) => n % 10 === 0));
    expect((await paged(ownerId, { asset, orderId }, 3)).seqs).toEqual([7]);
    expect((await paged(ownerId, { asset, from: after(20), to: after(30) }, 4)).seqs).toEqual(
      all.filter((n) => n > 20 && n <= 30),
    );
    expect((await paged(ownerId, { asset, from: after(20), kind: 'order_payment' }, 50)).seqs).toEqual(
      all.filter((n) => n > 20 && n % 10 === 0),
    );
    expect((await paged(ownerId, { asset, to: after(0) }, 4)).seqs).toEqual([]);
    expect((await paged(ownerId, { asset, from: after(100) }, 4)).seqs).toEqual([]);
    expect((await paged(ownerId, { asset: 'points' }, 4)).seqs).toEqual([]);
    expect((await paged(uuid7(), { asset }, 4)).seqs).toEqual([]);
  });

  it('cost no more in a long history: a page looks at so many entries and then lets the caller go on', async () => {
    const { ownerId, orderId } = await longHistory(2 * SCANNED_MAX + 10);
    const slice = await ledger.reader.entries(ownerId, { asset: 'credit', orderId }, { limit: 20 });
    expect(slice).toEqual({ entries: [], before: SCANNED_MAX + 11 });
    expect(await paged(ownerId, { asset: 'credit', orderId }, 20)).toEqual({ seqs: [7], pages: 3 });
  });

  it('out of order by a moment are still found by their time', async () => {
    const { ownerId, first } = await longHistory(10);
    const at = new Date(first.getTime() + 5 * 3_600_000);
    // The transaction of entry 7 began before that of entry 6 and got the lock after it.
    await ledger.test.database.query(
      `UPDATE wallet.entry SET made_at = CASE seq WHEN 6 THEN $2::timestamptz ELSE $2::timestamptz - interval '3 seconds' END
       WHERE account_id = (SELECT id FROM wallet.account WHERE owner_id = $1) AND seq IN (6, 7)`,
      [ownerId, at],
    );
    expect((await paged(ownerId, { asset: 'credit', from: at }, 20)).seqs).toEqual([10, 9, 8, 6]);
    expect((await paged(ownerId, { asset: 'credit', to: at }, 20)).seqs).toEqual([7, 5, 4, 3, 2, 1]);
  });
});

describe('a statement', () => {
  it('gives every entry of a time once, oldest first, in pieces', async () => {
    const { ownerId, first } = await longHistory(1_234);
    const sizes: number[] = [];
    const seqs: number[] = [];
    for await (const entries of ledger.reader.statement(ownerId, { asset: 'credit' })) {
      sizes.push(entries.length);
      seqs.push(...entries.map(({ seq }) => seq));
    }
    expect([sizes, seqs]).toEqual([[500, 500, 234], Array.from({ length: 1_234 }, (_, i) => i + 1)]);
    const some: number[] = [];
    const [from, to] = [10, 20].map((hours) => new Date(first.getTime() + hours * 3_600_000));
    for await (const entries of ledger.reader.statement(ownerId, { asset: 'credit', from, to }))
      some.push(...entries.map(({ seq }) => seq));
    expect(some).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
  });

  it('is safe to open in a spreadsheet', () => {
    const cells = [
      '=1+1',
      '+1',
      '-5',
      '-5+A1',
      '@SUM(A1)',
      '\tx',
      'a,b',
      'say "hi"',
      'two\nlines',
      "it's",
      '-5.25',
      '',
    ];
    expect(cells.map(csvCell)).toEqual([
      "'=1+1",
      "'+1",
      '-5',
      "'-5+A1",
      "'@SUM(A1)",
      "'\tx",
      '"a,b"',
      '"say ""hi"""',
      '"two\nlines"',
      "it's",
      '-5.25',
      '',
    ]);
  });

  it('writes credit in major units and points whole', () => {
    const entry = {
      ...{ seq: 3, amount: -1_250, balanceAfter: 8_750, orderId: null, madeAt: new Date('2026-11-22T09:00:00Z') },
      ...{ kind: 'order_payment', reference: 'r', reason: '=cmd()', transferId: 't' },
    };
    expect(statementLines([entry], 'credit', 'USD')).toBe(
      "3,2026-11-22T09:00:00.000Z,order_payment,-12.50,87.50,USD,,r,'=cmd()\r\n",
    );
    expect(statementLines([entry], 'points', 'USD')).toContain(',-1250,8750,points,');
  });

  it('is CSV for whoever takes CSV', () => {
    const taken = [
      undefined,
      '',
      '*/*',
      'text/*',
      'text/csv',
      'application/json, text/csv;q=0.5',
      'TEXT/CSV; charset=utf-8',
    ];
    const not = ['application/json', 'text/html;q=nonsense', 'text/csv;q=0', 'text/csv;q=0.00'];
    expect([taken.map(acceptsCsv), not.map(acceptsCsv)]).toEqual([taken.map(() => true), not.map(() => false)]);
  });
});

describe('operators see', () => {
  it('lots with something left and live holds, page by page', async () => {
    const ownerId = uuid7();
    const lots = await ledger.grant(
      ownerId,
      { amount: 10 },
      { amount: 20, expiresInDays: 5 },
      { amount: 3, asset: 'points' },
    );
    const used = await ledger.hold(ownerId, 20);
    await ledger.capture(ownerId, used);
    const [a, b] = [await ledger.hold(ownerId, 4), await ledger.hold(ownerId, 2, 'points')];
    const first = await ledger.reader.lots(ownerId, { limit: 1 });
    const rest = await ledger.reader.lots(ownerId, { before: first[0]!.id, limit: 10 });
    expect([...first, ...rest].map(({ id, remaining, held }) => [id, remaining, held])).toEqual([
      [lots[2], 3, 2],
      [lots[0], 10, 4],
    ]);
    const holds = await ledger.reader.holds(ownerId, { limit: 10 });
    expect(holds.map(({ reference, asset, amount }) => [reference, asset, amount])).toEqual([
      [b, 'points', 2],
      [a, 'credit', 4],
    ]);
    expect(
      (await ledger.reader.holds(ownerId, { before: holds[0]!, limit: 10 })).map(({ reference }) => reference),
    ).toEqual([a]);
  });

  it('wallets by balance, hold and freeze, the house among them', async () => {
    const [rich, frozen] = [uuid7(), uuid7()];
    await ledger.grant(rich, { amount: 9_000_000 });
    await ledger.grant(frozen, { amount: 5 });
    await ledger.test.database.query(`UPDATE wallet.account SET frozen_reason = 'looked into' WHERE owner_id = $1`, [
      frozen,
    ]);
    const found = async (filter: Parameters<WalletReader['search']>[0]) =>
      (await ledger.reader.search(filter, { limit: 50 })).wallets.map(({ ownerId }) => ownerId);
    expect(await found({ balanceMin: 9_000_000, role: 'customer' })).toEqual([rich]);
    expect(await found({ isFrozen: true })).toEqual([frozen]);
    expect(await found({ isHeld: true })).not.toContain(rich);
    expect((await found({ role: 'sales' })).length).toBe(2);
    const one = await ledger.reader.search({}, { limit: 1 });
    const two = await ledger.reader.search({}, { before: one.before, limit: 1 });
    expect(two.wallets[0]!.id).toBeLessThan(one.wallets[0]!.id);
  });

  it('what is maturing, as soon as somebody books earnings', async () => {
    const earnings = { maturing: () => Promise.resolve({ credit: 70, points: 0 }) };
    const reader = new WalletReader(
      ledger.test.database,
      CartwrightConfig.of({ walletExpiryWarningDays: 3 }),
      earnings,
    );
    const ownerId = uuid7();
    await ledger.grant(ownerId, { amount: 10, expiresInDays: 5 }, { amount: 20, expiresInDays: 2 });
    expect((await reader.summary(ownerId)).credit).toMatchObject({ balance: 30, maturing: 70, expiringSoon: 20 });
    expect((await ledger.reader.summary(uuid7())).points).toMatchObject({ balance: 0, maturing: 0 });
  });
});

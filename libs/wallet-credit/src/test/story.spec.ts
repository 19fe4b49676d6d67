/** The story of docs/wallet-ledger.md, carried out: every number of its table is what the ledger says. */
import { readFileSync } from 'node:fs';
import { formatMinor, uuid7, type Minor } from '#libs/platform';
import { GrantService } from '../grant.service.js';
import { HOUSE_ACCOUNTS, type HouseAccount } from '../wallet.types.js';
import { DAY_MS, LedgerOfTest } from './wallet.kit.js';

let ledger: LedgerOfTest;
beforeAll(async () => {
  ledger = await LedgerOfTest.open();
});
afterAll(() => ledger?.test.close());

type Row = Readonly<Record<string, string>>;

/** The rows of the page's table, by its head. */
function toldRows(): readonly Row[] {
  const page = readFileSync('docs/wallet-ledger.md', 'utf8');
  const table = page.split('<!-- story:start -->')[1]!.split('<!-- story:end -->')[0]!;
  const cells = table
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s|-]+$/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const [head, ...rows] = cells;
  return rows.map((row) => Object.fromEntries(head!.map((name, i) => [name, row[i]!])));
}

const signed = (amount: Minor): string => (amount < 0 ? `−${formatMinor(-amount)}` : `+${formatMinor(amount)}`);

/** What the ledger wrote since a number of Ada's: at most one transfer, told as the page tells it. */
async function written(ownerId: string, after: number): Promise<{ row: Row; seq: number }> {
  const { entries } = await ledger.reader.entries(ownerId, { asset: 'credit' }, { limit: 10 });
  const fresh = entries.filter(({ seq }) => seq > after);
  expect(fresh.length).toBeLessThanOrEqual(1);
  const { balance, held, available } = await ledger.credit(ownerId);
  const numbers = { "Ada's balance": formatMinor(balance), held: formatMinor(held), available: formatMinor(available) };
  const [entry] = fresh;
  if (entry === undefined) return { row: { kind: '', Ada: '', 'the other side': '', ...numbers }, seq: after };
  const [other] = await ledger.test.database.query<{ ownerId: string; amount: number }>(
    `SELECT a.owner_id AS "ownerId", e.amount FROM wallet.entry AS e JOIN wallet.account AS a ON a.id = e.account_id
     WHERE e.transfer_id = $1 AND a.role <> 'customer'`,
    [entry.transferId],
  );
  const house = (Object.keys(HOUSE_ACCOUNTS) as HouseAccount[]).find(
    (name) => HOUSE_ACCOUNTS[name] === other!.ownerId,
  )!;
  const sides = { Ada: signed(entry.amount), 'the other side': `${house} ${signed(other!.amount)}` };
  return { row: { kind: `\`${entry.kind}\``, ...sides, ...numbers }, seq: entry.seq };
}

it('is true, row by row', async () => {
  const ada = uuid7();
  const grants = new GrantService(ledger.test.database, ledger.wallet);
  const given = (kind: string, amount: number, days: number) =>
    ledger.run((tx) =>
      ledger.wallet.grant(tx, [
        {
          ...{ transferId: uuid7(), lotId: uuid7(), ownerId: ada, asset: 'credit', amount, source: 'promotion' },
          ...{ from: 'promotions', kind, reference: uuid7(), actor: null, reason: null },
          expiresAt: new Date(tx.now.getTime() + days * DAY_MS),
        },
      ]),
    );
  let order = '';
  const steps: Readonly<Record<string, () => Promise<unknown>>> = {
    grant: () => given('welcome', 3_000, 30),
    manual: () =>
      ledger.run(async (tx) => {
        const wish = { ownerId: ada, asset: 'credit' as const, amount: 7_000, expiresAt: null, reason: 'goodwill' };
        const proposal = await grants.propose(tx, { ...wish, proposedBy: uuid7() });
        return grants.decide(tx, proposal.id, { state: 'approved', decidedBy: uuid7() });
      }),
    hold: async () => {
      order = await ledger.hold(ada, 4_500);
    },
    spend: () => ledger.capture(ada, order),
    extra: () => given('campaign', 500, 10),
    warn: async () => {
      ledger.test.database.clockOffsetMs = 4 * DAY_MS;
      expect(await ledger.expiry.warn()).toBe(1);
    },
    'run out': () => Promise.resolve(void (ledger.test.database.clockOffsetMs = 11 * DAY_MS)),
    expire: () => ledger.sweepAll(),
  };
  const rows = toldRows();
  expect(rows.map(({ step }) => step)).toEqual(Object.keys(steps));
  let seq = 0;
  for (const { step, 'what happens': _, ...told } of rows) {
    await steps[step!]!();
    const { row, seq: last } = await written(ada, seq);
    seq = last;
    expect({ step, ...row }).toEqual({ step, ...told });
  }
  const lots = await ledger.reader.lots(ada, { limit: 10 });
  expect(lots.map(({ granted, remaining }) => [granted, remaining])).toEqual([[7_000, 5_500]]);
});

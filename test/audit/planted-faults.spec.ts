/**
 * Every invariant of the audit finds what it is there for: on a populated shop each fault is planted in a transaction of its own,
 * found by its invariant, and rolled back. An invariant without a planted fault fails the suite, and so does an alternative of one.
 */
import { auditWithin, GATEWAY_BOOKS, invariants, PAYOUT_BOOKS, type AuditReport } from '#libs/ops';
import type { Tx } from '#libs/platform';
import { payoutBooksOf } from '../support/audit.js';
import type { Shop } from '../support/shop.js';
import { alternativesOf } from './alternatives.js';
import { plantings, type Planting } from './plantings.js';
import { openPopulatedShop } from './populated-shop.js';

let shop: Shop;
let books: Awaited<ReturnType<Shop['control']['books']>>['payments'];
let payouts: Awaited<ReturnType<ReturnType<typeof payoutBooksOf>['read']>>;
beforeAll(async () => {
  shop = await openPopulatedShop();
  books = (await shop.control.books()).payments;
  payouts = await payoutBooksOf(shop).read();
  // What is planted must stay as it is planted: nobody else works on this database any more.
  for (const app of shop.apps) await app.close();
});
afterAll(() => shop?.close());

/** Carries a result out of a transaction that is to leave nothing behind. */
class RolledBack<T> extends Error {
  constructor(readonly result: T) {
    super('rolled back');
  }
}

async function rolledBack<T>(body: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await shop.test.database.transaction(async (tx) => {
      throw new RolledBack(await body(tx));
    });
  } catch (outcome) {
    if (outcome instanceof RolledBack) return (outcome as RolledBack<T>).result;
    throw outcome;
  }
}

function auditOf(planted: (tx: Tx) => Promise<void>, only?: readonly string[]): Promise<AuditReport> {
  const gateway = { provider: 'sandbox', read: async () => books };
  const provider = { provider: 'sandbox', read: async () => payouts };
  const before = { gateways: [{ gateway, lines: books }], payouts: [{ provider, lines: payouts }] };
  return rolledBack(async (tx) => {
    await planted(tx);
    return auditWithin(tx, only === undefined ? {} : { only }, before);
  });
}

/** Runs a planting; a statement that changes no row plants nothing and is a mistake of this suite. */
async function plant(tx: Tx, { sql }: Planting): Promise<void> {
  for (const statement of sql) {
    const isChange = /^(INSERT|UPDATE|DELETE)/.test(statement);
    const changed = await tx.query(isChange ? `${statement} RETURNING 1` : statement);
    if (isChange && changed.length === 0) throw new Error(`nothing was planted by: ${statement}`);
  }
}

describe('the audit', () => {
  it('finds nothing where nothing was planted', async () => {
    const report = await auditOf(async () => undefined);
    expect(report).toEqual({ invariants: invariants.length + 2, violations: [] });
  });

  it('has a planted fault for every invariant', () => {
    const planted = new Set(plantings.map(({ invariant }) => invariant));
    const names = [...invariants.map(({ name }) => name), GATEWAY_BOOKS.name, PAYOUT_BOOKS.name];
    expect(names.filter((name) => !planted.has(name))).toEqual([]);
    expect([...planted].filter((name) => !names.includes(name))).toEqual([]);
  });

  it('has a planted fault for every alternative of an invariant', async () => {
    const unseen: string[] = [];
    for (const { name, sql } of invariants) {
      const alternatives = new Set(alternativesOf(sql));
      for (const planting of plantings.filter(({ invariant }) => invariant === name))
        await rolledBack(async (tx) => {
          await plant(tx, planting);
          for (const alternative of alternatives) {
            const values = alternative.includes('$1') ? [tx.now] : [];
            const rows = await tx.query(`SELECT FROM (${alternative}) AS violation LIMIT 1`, values);
            if (rows.length > 0) alternatives.delete(alternative);
          }
        });
      unseen.push(...[...alternatives].map((alternative) => `${name}: …${alternative.slice(-160)}`));
    }
    expect(unseen).toEqual([]);
  });

  it('names every invariant once, each with a sentence', () => {
    const names = invariants.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(invariants.filter(({ sentence }) => sentence.length < 5)).toEqual([]);
  });

  it.each(plantings.map((planting) => [`${planting.invariant}: ${planting.what}`, planting] as const))(
    'finds %s',
    async (_, planting) => {
      const { violations } = await auditOf((tx) => plant(tx, planting), [planting.invariant]);
      expect(violations.map(({ invariant }) => invariant)).toEqual([planting.invariant]);
      expect(violations[0]!.rows.length).toBeGreaterThan(0);
    },
  );

  it('accuses no redemption that was cancelled before refunds had a record', async () => {
    const lost = `DELETE FROM wallet.lot_restoration WHERE carried_by IS NOT NULL RETURNING transfer_id, carried_by`;
    const { violations } = await auditOf(
      async (tx) => {
        const [gone] = await tx.query<{ transfer_id: string; carried_by: string }>(lost);
        await tx.query(`DELETE FROM wallet.lot_restoration WHERE transfer_id = $1`, [gone!.transfer_id]);
        await tx.query(`UPDATE wallet.lot SET source = 'refund' WHERE id = $1`, [gone!.carried_by]);
      },
      ['lots.restored_is_booked'],
    );
    expect(violations).toEqual([]);
  });
});

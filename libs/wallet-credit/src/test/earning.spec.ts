/** Earnings, claw-backs of both policies and debits, on real PostgreSQL: exact values, every side of each transfer. */
import { CartwrightConfig, Outbox, uuid7, type Tx } from '#libs/platform';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { DebitService } from '../debit.service.js';
import { EarningLedger, type ClawbackPolicy } from '../earning.ledger.js';
import { WalletReader } from '../wallet.reader.js';
import { WalletService } from '../wallet.service.js';

let test: TestDatabase;
let wallet: WalletService;
let ledger: EarningLedger;
let debits: DebitService;
beforeAll(async () => {
  test = await openTestDatabase();
  const outbox = new Outbox(test.database);
  wallet = new WalletService(test.database, outbox);
  ledger = new EarningLedger(test.database, outbox, wallet);
  debits = new DebitService(outbox);
});
afterAll(() => test?.close());

const run = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => test.database.transaction(body);

function earn(ownerId: string, amount: number, more: { reference?: string; expiresAt?: Date } = {}) {
  const earning = {
    transferId: uuid7(),
    lotId: uuid7(),
    ownerId,
    asset: 'credit' as const,
    amount,
    source: 'purchase' as const,
    kind: 'purchase_reward',
    reference: uuid7(),
    orderId: null,
    expiresAt: null,
    actor: null,
    reason: null,
    ...more,
  };
  return run(async (tx) => (await ledger.earn(tx, [earning]))[0]!);
}

function clawBack(ownerId: string, amount: number, policy: ClawbackPolicy, reference = uuid7()) {
  const claim = { transferId: uuid7(), reference, ownerId, asset: 'credit' as const, amount, orderId: null };
  return run(async (tx) => (await ledger.clawBack(tx, [{ ...claim, reason: 'refunded' }], { policy }))[0]!);
}

function debit(ownerId: string, amount: number, reference = uuid7()) {
  const request = { transferId: uuid7(), reference, kind: 'redemption', ownerId, asset: 'credit' as const, amount };
  return run(
    async (tx) => (await debits.debit(tx, [{ ...request, to: 'redemptions', actor: null, reason: null }]))[0]!,
  );
}

const balance = async (ownerId: string): Promise<number | undefined> =>
  (await wallet.balance(ownerId)).get('credit')?.balance;

/** A house account's credit. */
async function house(role: string): Promise<number> {
  const [row] = await test.database.query<{ balance: number }>(
    `SELECT balance FROM wallet.account WHERE role = $1 AND asset = 'credit'`,
    [role],
  );
  return row!.balance;
}

describe('earnings', () => {
  it('are booked once under their reference, as a lot of their own', async () => {
    const [ownerId, reference] = [uuid7(), uuid7()];
    expect(await earn(ownerId, 500, { reference })).toEqual({ kind: 'earned', repaid: 0 });
    expect(await earn(ownerId, 500, { reference })).toEqual({ kind: 'exists' });
    expect(await balance(ownerId)).toBe(500);
  });
});

describe('a claw-back', () => {
  it('takes what is there, and once', async () => {
    const [ownerId, reference] = [uuid7(), uuid7()];
    await earn(ownerId, 500);
    expect(await clawBack(ownerId, 200, 'clamp', reference)).toEqual({ taken: 200, rest: 0 });
    expect(await clawBack(ownerId, 200, 'clamp', reference)).toEqual({ taken: 0, rest: 0 });
    expect(await balance(ownerId)).toBe(300);
  });

  it('of what was spent is written off (clamp): the house bears it and nobody owes', async () => {
    const ownerId = uuid7();
    await earn(ownerId, 500);
    await debit(ownerId, 400);
    const [promotions, writeOffs] = [await house('promotions'), await house('write_offs')];
    expect(await clawBack(ownerId, 500, 'clamp')).toEqual({ taken: 100, rest: 400 });
    expect(await balance(ownerId)).toBe(0);
    expect([(await house('promotions')) - promotions, (await house('write_offs')) - writeOffs]).toEqual([500, -400]);
    expect(await ledger.owedBy(ownerId)).toEqual(new Map());
  });

  it('of everything when nothing is left moves nothing of the customer', async () => {
    const ownerId = uuid7();
    await earn(ownerId, 500);
    await debit(ownerId, 500);
    expect(await clawBack(ownerId, 500, 'clamp')).toEqual({ taken: 0, rest: 500 });
    const reader = new WalletReader(test.database, CartwrightConfig.of());
    const { entries } = await reader.entries(ownerId, { asset: 'credit' }, { limit: 10 });
    expect(entries.map(({ amount }) => amount)).toEqual([-500, 500]);
  });

  it('of what was spent is owed (deficit), and the next earnings repay it first', async () => {
    const ownerId = uuid7();
    await earn(ownerId, 500);
    await debit(ownerId, 400);
    const before = await house('receivables');
    expect(await clawBack(ownerId, 500, 'deficit')).toEqual({ taken: 100, rest: 400 });
    expect(await ledger.owedBy(ownerId)).toEqual(new Map([['credit', 400]]));
    expect(await earn(ownerId, 150)).toEqual({ kind: 'earned', repaid: 150 });
    expect([await balance(ownerId), (await house('receivables')) - before]).toEqual([0, -250]);
    expect(await earn(ownerId, 300)).toEqual({ kind: 'earned', repaid: 250 });
    expect([await balance(ownerId), (await house('receivables')) - before]).toEqual([50, 0]);
    expect(await ledger.owedBy(ownerId)).toEqual(new Map());
    expect(await earn(ownerId, 10)).toEqual({ kind: 'earned', repaid: 0 });
  });

  it('leaves what is held for an order alone', async () => {
    const ownerId = uuid7();
    await earn(ownerId, 500);
    const key = { reference: uuid7(), ownerId, asset: 'credit' as const };
    await run((tx) => wallet.hold(tx, [{ ...key, amount: { use: 'exact', amount: 450 } }]));
    expect(await clawBack(ownerId, 500, 'clamp')).toEqual({ taken: 50, rest: 450 });
    await run((tx) => wallet.capture(tx, [{ ...key, transferId: uuid7(), kind: 'order_payment', to: 'sales' }]));
    expect(await balance(ownerId)).toBe(0);
  });

  it('takes from a frozen wallet, too', async () => {
    const ownerId = uuid7();
    await earn(ownerId, 500);
    await test.database.query(`UPDATE wallet.account SET frozen_reason = 'suspect' WHERE owner_id = $1`, [ownerId]);
    expect(await debit(ownerId, 100)).toEqual({ kind: 'frozen' });
    expect(await clawBack(ownerId, 500, 'clamp')).toEqual({ taken: 500, rest: 0 });
  });
});

describe('a debit', () => {
  it('takes exactly, once, or nothing', async () => {
    const [ownerId, reference] = [uuid7(), uuid7()];
    await earn(ownerId, 500);
    expect(await debit(ownerId, 501)).toEqual({ kind: 'insufficient', available: 500 });
    expect(await debit(ownerId, 300, reference)).toEqual({ kind: 'debited' });
    expect(await debit(ownerId, 300, reference)).toEqual({ kind: 'exists' });
    expect(await debit(uuid7(), 1)).toEqual({ kind: 'insufficient', available: 0 });
    expect(await balance(ownerId)).toBe(200);
  });

  it('in a batch is served in order: the second finds what the first left', async () => {
    const ownerId = uuid7();
    await earn(ownerId, 500);
    const request = () => ({
      transferId: uuid7(),
      reference: uuid7(),
      kind: 'redemption',
      ownerId,
      asset: 'credit' as const,
      amount: 300,
      to: 'redemptions' as const,
      actor: null,
      reason: null,
    });
    const outcomes = await run((tx) => debits.debit(tx, [request(), request()]));
    expect(outcomes).toEqual([{ kind: 'debited' }, { kind: 'insufficient', available: 200 }]);
  });
});

/** Refunds on real PostgreSQL: into the lots that paid, last used first, and on for the grace when such a lot has run out. */
import { uuid7 } from '#libs/platform';
import { DebitService } from '../debit.service.js';
import { FreezeService } from '../freeze.service.js';
import { refundOfTakes } from '../lots.rules.js';
import { RefundService, type RefundCredit } from '../refund.service.js';
import { WithdrawableLots } from '../withdrawable-lots.service.js';
import { DAY_MS, LedgerOfTest } from './wallet.kit.js';

let ledger: LedgerOfTest;
let refunds: RefundService;
beforeAll(async () => {
  ledger = await LedgerOfTest.open();
  refunds = new RefundService(ledger.outbox);
});
afterAll(() => ledger?.test.close());
afterEach(() => {
  ledger.test.database.clockOffsetMs = 0;
});

const daysLater = (days: number): void => void (ledger.test.database.clockOffsetMs = days * DAY_MS);

function asked(ownerId: string, reference: string, amount: number, more: Partial<RefundCredit> = {}): RefundCredit {
  return {
    ...{ refundId: uuid7(), reference, ownerId, asset: 'credit', amount, transferId: uuid7(), kind: 'order_refund' },
    ...{ from: 'sales', orderId: reference, actor: null, reason: null },
    ...more,
  };
}

const refund = (requests: readonly RefundCredit[], graceDays = 30) =>
  ledger.run((tx) => refunds.refund(tx, requests, { graceDays }));

/** Remaining of an owner's lots, oldest first, with their origin and the days from now to their end. */
async function lotsOf(ownerId: string) {
  const lots = await ledger.test.database.query<{ remaining: number; source: string; expiresAt: Date | null }>(
    `SELECT l.remaining, l.source, l.expires_at AS "expiresAt" FROM wallet.lot AS l JOIN wallet.account AS a ON a.id = l.account_id
     WHERE a.owner_id = $1 ORDER BY l.id`,
    [ownerId],
  );
  const now = (await ledger.test.database.now()).getTime();
  return lots.map(({ remaining, source, expiresAt }) => [
    remaining,
    source,
    expiresAt === null ? null : Math.round((expiresAt.getTime() - now) / DAY_MS),
  ]);
}

/** Somebody with lots of 30 (for 5 days), 40 (for 60 days) and 50 (for ever), who has spent 100 of them. */
async function spender(): Promise<{ ownerId: string; order: string }> {
  const ownerId = uuid7();
  await ledger.grant(ownerId, { amount: 30, expiresInDays: 5 }, { amount: 40, expiresInDays: 60 }, { amount: 50 });
  const order = await ledger.hold(ownerId, 100);
  await ledger.capture(ownerId, order);
  return { ownerId, order };
}

describe('the shares of a refund', () => {
  const takes = [
    { lotId: 'a', amount: 30 },
    { lotId: 'b', amount: 40 },
    { lotId: 'c', amount: 30 },
  ];

  it.each([
    [0, 10, [['c', 10]]],
    [
      0,
      50,
      [
        ['c', 30],
        ['b', 20],
      ],
    ],
    [
      50,
      40,
      [
        ['b', 20],
        ['a', 20],
      ],
    ],
    [90, 10, [['a', 10]]],
    [30, 40, [['b', 40]]],
  ])('after %i given back, %i more are %j', (before, amount, shares) => {
    expect(refundOfTakes(takes, { before, amount }).map((share) => [share.lotId, share.amount])).toEqual(shares);
  });

  it('never exceed what was captured', () => {
    expect(() => refundOfTakes(takes, { before: 60, amount: 41 })).toThrow(RangeError);
  });
});

describe('a refund', () => {
  it('goes back to the lots it came from, last used first; parts add up, and no more than was paid comes back', async () => {
    const { ownerId, order } = await spender();
    expect(await refund([asked(ownerId, order, 50)])).toEqual([{ kind: 'refunded', carriedOn: 0 }]);
    expect(await lotsOf(ownerId)).toEqual([
      [0, 'manual', 5],
      [20, 'manual', 60],
      [50, 'manual', null],
    ]);
    expect(await refund([asked(ownerId, order, 51), asked(ownerId, order, 40), asked(ownerId, order, 11)])).toEqual([
      { kind: 'exceeds', refundable: 50 },
      { kind: 'refunded', carriedOn: 0 },
      { kind: 'exceeds', refundable: 10 },
    ]);
    expect(await refund([asked(ownerId, order, 10)])).toEqual([{ kind: 'refunded', carriedOn: 0 }]);
    expect(await lotsOf(ownerId)).toEqual([
      [30, 'manual', 5],
      [40, 'manual', 60],
      [50, 'manual', null],
    ]);
    expect(await ledger.credit(ownerId)).toMatchObject({ balance: 120, held: 0, available: 120 });
  });

  it('happens once under its id, in one batch and in two', async () => {
    const { ownerId, order } = await spender();
    const once = asked(ownerId, order, 30);
    expect(await refund([once, { ...once, transferId: uuid7() }])).toEqual([
      { kind: 'refunded', carriedOn: 0 },
      { kind: 'exists' },
    ]);
    expect(await refund([once, { ...once, amount: 31 }])).toEqual([{ kind: 'exists' }, { kind: 'differs' }]);
    expect((await ledger.credit(ownerId)).balance).toBe(50);
  });

  it('gives nothing where nothing was captured: unknown, still held, released, another asset, captured in part', async () => {
    const { ownerId } = await spender();
    const held = await ledger.hold(ownerId, 10);
    const released = await ledger.hold(ownerId, 10);
    await ledger.release(ownerId, released);
    const partly = await ledger.hold(ownerId, 10);
    await ledger.run((tx) =>
      ledger.wallet.capture(tx, [
        {
          reference: partly,
          ownerId,
          asset: 'credit',
          amount: 3,
          transferId: uuid7(),
          kind: 'order_payment',
          to: 'sales',
        },
      ]),
    );
    const before = await lotsOf(ownerId);
    const outcomes = await refund([
      asked(uuid7(), uuid7(), 1),
      asked(ownerId, uuid7(), 1),
      asked(ownerId, held, 1),
      asked(ownerId, released, 1),
      asked(ownerId, partly, 1, { asset: 'points' }),
      asked(ownerId, partly, 4),
    ]);
    expect(outcomes.map((outcome) => (outcome.kind === 'exceeds' ? outcome.refundable : outcome.kind))).toEqual([
      ...[0, 0, 0, 0, 0, 3],
    ]);
    expect(await lotsOf(ownerId)).toEqual(before);
  });

  it('lives on for the grace where its lot has run out, as a lot of the same origin; the lot itself stays as it ended', async () => {
    const { ownerId, order } = await spender();
    daysLater(10);
    expect(await refund([asked(ownerId, order, 90)])).toEqual([{ kind: 'refunded', carriedOn: 20 }]);
    expect(await lotsOf(ownerId)).toEqual([
      [0, 'manual', -5],
      [40, 'manual', 50],
      [50, 'manual', null],
      [20, 'manual', 30],
    ]);
    expect((await ledger.credit(ownerId)).available).toBe(110);
    // The part of it that is still to come goes the same way, and the whole of it can be spent and refunded again.
    await refund([asked(ownerId, order, 10)]);
    const again = await ledger.hold(ownerId, 30);
    await ledger.capture(ownerId, again);
    await refund([asked(ownerId, again, 30)]);
    expect((await ledger.credit(ownerId)).available).toBe(120);
    daysLater(45);
    await ledger.sweepAll();
    expect((await ledger.credit(ownerId)).balance).toBe(90);
  });

  it('expires at once without a grace: both are entries', async () => {
    const { ownerId, order } = await spender();
    daysLater(10);
    expect(await refund([asked(ownerId, order, 100)], 0)).toEqual([{ kind: 'refunded', carriedOn: 30 }]);
    expect(await ledger.credit(ownerId)).toMatchObject({ balance: 120, available: 90 });
    expect(await ledger.sweepAll()).toBe(1);
    expect((await ledger.credit(ownerId)).balance).toBe(90);
  });

  it('does not bring an unspent rest back to life that has run out with its lot, swept or not', async () => {
    const ownerId = uuid7();
    await ledger.grant(ownerId, { amount: 30, expiresInDays: 5 });
    const order = await ledger.hold(ownerId, 10);
    await ledger.capture(ownerId, order);
    daysLater(10);
    await refund([asked(ownerId, order, 10)]);
    expect((await ledger.credit(ownerId)).available).toBe(10);
    await ledger.sweepAll();
    expect(await ledger.credit(ownerId)).toMatchObject({ balance: 10, available: 10 });
  });

  it('makes no promotion withdrawable: neither in its lot nor in one that carries it on', async () => {
    const ownerId = uuid7();
    const grant = (expiresAt: Date | null) =>
      ledger.run((tx) =>
        ledger.wallet.grant(tx, [
          {
            ...{ transferId: uuid7(), lotId: uuid7(), ownerId, asset: 'credit', amount: 100, source: 'promotion' },
            ...{ from: 'promotions', kind: 'test_grant', reference: uuid7(), expiresAt, actor: null, reason: null },
          },
        ]),
      );
    await grant(new Date(Date.now() + DAY_MS));
    await grant(null);
    const [debits, reference] = [new DebitService(ledger.outbox), uuid7()];
    await ledger.run((tx) =>
      debits.debit(tx, [
        {
          ...{ transferId: uuid7(), reference, kind: 'redemption', ownerId, asset: 'credit', amount: 200 },
          ...{ to: 'redemptions', actor: null, reason: null },
        },
      ]),
    );
    daysLater(2);
    await refund([asked(ownerId, reference, 200, { kind: 'redemption_refund', from: 'redemptions', orderId: null })]);
    const lots = new WithdrawableLots(ledger.test.database, ledger.outbox);
    expect((await lots.available(ownerId, ['manual', 'refund', 'purchase'])).available).toBe(0);
    expect((await lots.available(ownerId, ['promotion'])).available).toBe(200);
  });

  it('arrives in a frozen wallet', async () => {
    const { ownerId, order } = await spender();
    const freezes = new FreezeService(ledger.test.database, ledger.outbox, ledger.wallet);
    await ledger.run((tx) => freezes.freeze(tx, ownerId, { reason: 'a stolen card', by: uuid7() }));
    expect(await refund([asked(ownerId, order, 100)])).toEqual([{ kind: 'refunded', carriedOn: 0 }]);
  });
});

it('two refunds at once give back what is left, once', async () => {
  const { ownerId, order } = await spender();
  const outcomes = await Promise.all([refund([asked(ownerId, order, 60)]), refund([asked(ownerId, order, 60)])]);
  expect(
    outcomes
      .flat()
      .map(({ kind }) => kind)
      .sort(),
  ).toEqual(['exceeds', 'refunded']);
  expect((await ledger.credit(ownerId)).balance).toBe(80);
});

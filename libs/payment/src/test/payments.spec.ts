/** The verbs inside a transaction, on real PostgreSQL: opening, covering, setting refunds aside, and the constraints behind them. */
import { uuid7, violatedConstraint } from '#libs/platform';
import { openTestDatabase } from '#libs/platform/testing';
import { paymentMigrations } from '../migrations.js';
import type { OpenPayment, ReserveRefundOutcome } from '../payment.inputs.js';
import { DEFAULTS, startPaymentKit, type PaymentKit } from './payment-kit.js';

let kit: PaymentKit;
beforeAll(async () => (kit = await startPaymentKit()));
afterAll(() => kit.close());

const aPayment = (fields: Partial<OpenPayment> = {}): OpenPayment => ({
  paymentId: uuid7(),
  orderId: uuid7(),
  customerId: uuid7(),
  ...DEFAULTS,
  ...fields,
});

const open = (requests: readonly OpenPayment[]) => kit.database.transaction((tx) => kit.payments.open(tx, requests));

function reserve(paymentId: string, amountMinor: number, refundId = uuid7()): Promise<ReserveRefundOutcome> {
  return kit.database.transaction((tx) =>
    kit.payments.reserveRefund(tx, { refundId, paymentId, amountMinor, reason: 'test' }),
  );
}

describe('open', () => {
  test('the same id is exists, other content differs, and nothing is changed by either', async () => {
    const one = aPayment();
    const two = aPayment();
    expect(await open([one, two, one])).toEqual(['created', 'created', 'exists']);
    expect(await open([two, { ...one, amountMinor: 1 }, { ...one, currency: 'EUR' }, one])).toEqual([
      'exists',
      'differs',
      'differs',
      'exists',
    ]);
    expect(await kit.row(one.paymentId)).toMatchObject({ amountMinor: 10_000, state: 'created', version: 1 });
  });

  test('50 at once open it once', async () => {
    const one = aPayment();
    const outcomes = (await Promise.all(Array.from({ length: 50 }, () => open([one])))).flat();
    expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'exists')).toHaveLength(49);
  });

  test.each([0, -1, 1.5, Number.NaN, 1e21])('an amount of %p is a bug', async (amountMinor) => {
    await expect(open([aPayment({ amountMinor })])).rejects.toThrow(RangeError);
  });
});

describe('coverage', () => {
  test('sums what is authorised, captured and refunded, and lists what is open', async () => {
    const [orderId, customerId] = [uuid7(), uuid7()];
    const of = { orderId, customerId };
    const captured = await kit.captured({ ...of, amountMinor: 5_000 });
    const authorized = await kit.open({ ...of, amountMinor: 2_000, silent: true });
    await kit.remote.confirm(authorized, 'tok_ok');
    const failed = await kit.open({ ...of, amountMinor: 900, silent: true });
    await kit.remote.confirm(failed, 'tok_declined');
    const created = await kit.open({ ...of, amountMinor: 700 });
    await reserve(captured, 1_200);
    const other = uuid7();
    const coverage = await kit.payments.coverage(kit.database, [orderId, other]);
    const mine = coverage.get(orderId)!;
    expect(mine).toMatchObject({ authorizedMinor: 2_000, capturedMinor: 5_000, refundedMinor: 1_200 });
    expect(mine.open.map((row) => row.id)).toEqual([authorized, created]);
    expect(mine.payments).toHaveLength(4);
    expect(coverage.get(other)).toMatchObject({ authorizedMinor: 0, capturedMinor: 0, open: [], payments: [] });
    const money = await kit.database.transaction((tx) => kit.payments.captured(tx, [orderId]));
    expect(money.get(orderId)!.map((row) => row.id)).toEqual([captured]);
  });
});

describe('refunds', () => {
  test('example 13: two of 60 out of 100 at once: one is reserved, the other is told 40; 25 times', async () => {
    for (let round = 0; round < 25; round++) {
      const id = await kit.captured();
      const [first, second] = [uuid7(), uuid7()];
      const outcomes = await Promise.all([reserve(id, 6_000, first), reserve(id, 6_000, second)]);
      expect(outcomes.map((outcome) => outcome.kind).sort()).toEqual(['exceeds', 'reserved']);
      expect(outcomes).toContainEqual({ kind: 'exceeds', refundable: 4_000 });
      expect(await kit.row(id)).toMatchObject({ refundedMinor: 6_000 });
      const winner = outcomes[0]!.kind === 'reserved' ? first : second;
      expect(await reserve(id, 6_000, winner)).toEqual({ kind: 'exists', state: 'reserved' });
      expect(await reserve(id, 5_999, winner)).toEqual({ kind: 'differs' });
      expect(await kit.remote.refundAtGateway(winner)).toEqual({ kind: 'succeeded' });
      expect(await reserve(id, 6_000, winner)).toEqual({ kind: 'exists', state: 'succeeded' });
      expect((await kit.control.payments(id))[0]!.refunded).toBe(6_000);
    }
  });

  test('100 of 1/10 at once: exactly ten', async () => {
    const id = await kit.captured();
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => reserve(id, 1_000)));
    expect(outcomes.filter((outcome) => outcome.kind === 'reserved')).toHaveLength(10);
    expect(outcomes).toContainEqual({ kind: 'exceeds', refundable: 0 });
    expect(await kit.row(id)).toMatchObject({ refundedMinor: 10_000 });
  });

  test('of money that was not taken there is nothing to give back', async () => {
    const id = await kit.open({ silent: true });
    await kit.remote.confirm(id, 'tok_ok');
    expect(await reserve(id, 1)).toEqual({ kind: 'exceeds', refundable: 0 });
    expect(await reserve(uuid7(), 1)).toEqual({ kind: 'missing' });
    await expect(reserve(id, 0)).rejects.toThrow(RangeError);
  });

  test('the webhook of a refund and the answer to its call tell it once', async () => {
    const id = await kit.open();
    await kit.remote.confirm(id, 'tok_ok');
    await kit.remote.captureAtGateway([id]);
    const refundId = uuid7();
    await reserve(id, 10_000, refundId);
    await Promise.all([kit.remote.refundAtGateway(refundId), kit.control.flush()]);
    await kit.flush();
    const told = kit.observer.changes.filter((one) => one.refund?.refundId === refundId);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ refundedMinor: 10_000, refund: { amountMinor: 10_000, state: 'succeeded' } });
  });
});

describe('recording', () => {
  test('a message that claims another payment’s reference is alarmed on both ends', async () => {
    const [mine, other] = [await kit.captured(), await kit.open({ silent: true })];
    const { providerReference } = await kit.row(mine);
    const told = { ...DEFAULTS, source: 'poll', kind: 'authorized', providerReference: providerReference! } as const;
    const recorded = await kit.database.transaction((tx) => kit.payments.record(tx, [{ ...told, paymentId: other }]));
    expect(recorded.outcomes).toEqual([{ kind: 'alarmed', code: 'reference_mismatch' }]);
    expect((await kit.row(other)).state).toBe('created');
  });

  test('a batch about many payments keeps the order of its news; unknown ones are missing', async () => {
    const [one, two] = [await kit.open({ silent: true }), await kit.open({ silent: true })];
    const about = (paymentId: string, kind: 'authorized' | 'voided' | 'captured') =>
      ({ ...DEFAULTS, source: 'webhook', paymentId, providerReference: `ref_${paymentId}`, kind }) as const;
    const news = [about(one, 'authorized'), about(uuid7(), 'captured'), about(two, 'voided'), about(one, 'captured')];
    const recorded = await kit.database.transaction((tx) => kit.payments.record(tx, news));
    expect(recorded.outcomes.map((outcome) => outcome.kind)).toEqual(['recorded', 'missing', 'recorded', 'recorded']);
    expect(recorded.changes.map((change) => `${change.from} > ${change.to}`)).toEqual([
      'created > authorized',
      'created > voided',
      'authorized > captured',
    ]);
    expect(await kit.row(one)).toMatchObject({ state: 'captured', version: 2 });
  });

  test('what the observer does is undone with the news', async () => {
    const id = await kit.open({ silent: true });
    kit.observer.alsoDo = () => Promise.reject(new Error('the order cannot'));
    const told = {
      ...DEFAULTS,
      source: 'poll',
      paymentId: id,
      providerReference: `ref_${id}`,
      kind: 'authorized',
    } as const;
    await expect(kit.database.transaction((tx) => kit.payments.record(tx, [told]))).rejects.toThrow('the order cannot');
    kit.observer.alsoDo = undefined;
    expect(await kit.row(id)).toMatchObject({ state: 'created', providerReference: null });
  });

  test('an alarm that stands is counted, not repeated', async () => {
    const id = await kit.open({ silent: true });
    const told = { ...DEFAULTS, source: 'poll', paymentId: id, kind: 'captured', amountMinor: 9_999 } as const;
    for (let time = 0; time < 3; time++) await kit.database.transaction((tx) => kit.payments.record(tx, [told, told]));
    const alarms = await kit.database.query('SELECT code, times FROM payment.alarm WHERE payment_id = $1', [id]);
    expect(alarms).toEqual([{ code: 'amount_mismatch', times: 3 }]);
  });
});

test('the migration goes down and up again', async () => {
  const opened = await openTestDatabase();
  const runner = opened.source.createQueryRunner();
  for (const Migration of [...paymentMigrations].reverse()) await new Migration().down(runner);
  expect(await runner.query("SELECT 1 FROM pg_namespace WHERE nspname = 'payment'")).toEqual([]);
  for (const Migration of paymentMigrations) await new Migration().up(runner);
  expect(await runner.query('SELECT 1 FROM payment.payment')).toEqual([]);
  await runner.release();
  await opened.close();
});

describe('the constraints hold what the code asserts', () => {
  test.each([
    ['payment_captured_within_amount', 'captured_minor = 10001'],
    ['payment_refunded_within_captured', 'refunded_minor = 10001'],
    ['payment_captured_iff_money', "state = 'voided'"],
    ['payment_state_known', "state = 'paid', captured_minor = 0"],
    ['payment_amount_positive', 'amount_minor = 0, captured_minor = 0'],
    ['payment_currency_is_code', "currency = 'usd'"],
    ['payment_calling_known', "calling = 'bribe'"],
    ['payment_reference_when_known_there', 'provider_reference = NULL'],
  ])('%s', async (constraint, change) => {
    const id = await kit.captured();
    const error = await kit.database.query(`UPDATE payment.payment SET ${change} WHERE id = $1`, [id]).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(violatedConstraint(error)).toBe(constraint);
  });

  test('payment_reference_once', async () => {
    const [one, two] = [await kit.captured(), await kit.open({ silent: true })];
    const { providerReference } = await kit.row(one);
    const error = await kit.database
      .query('UPDATE payment.payment SET provider_reference = $2 WHERE id = $1', [two, providerReference])
      .then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
    expect(violatedConstraint(error)).toBe('payment_reference_once');
  });
});

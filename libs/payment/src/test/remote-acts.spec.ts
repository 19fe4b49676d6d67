/** Every fault of an answer, at every act, over real HTTP: one effect at the gateway, and we end up knowing it. */
import { uuid7 } from '#libs/platform';
import { plantFault } from '#libs/platform/testing';
import type { FaultKind, Operation } from '../sandbox/faults.js';
import { startPaymentKit, type PaymentKit } from './payment-kit.js';

let kit: PaymentKit;
beforeAll(async () => (kit = await startPaymentKit()));
afterAll(() => kit.close());
afterEach(async () => {
  await kit.control.reset();
  kit.observer.alsoDo = undefined;
});

type Act = Exclude<Operation, 'lookup'>;
const ACTS: readonly Act[] = ['create', 'confirm', 'capture', 'void', 'refund'];
const UNANSWERED: readonly FaultKind[] = [
  'timeout_before',
  'timeout_after',
  'error_before',
  'error_after',
  'garbage',
  'slow_drip',
];

/** A payment just before the act, and the act as something that can be done again. */
async function before(act: Act): Promise<{ id: string; run: () => Promise<{ kind: string }>; end: object }> {
  switch (act) {
    case 'create': {
      const id = await kit.open({ silent: true });
      return { id, run: () => kit.remote.startAtGateway(id), end: { state: 'pending', calling: null } };
    }
    case 'confirm': {
      const id = await kit.open({ silent: true });
      await kit.remote.startAtGateway(id);
      return { id, run: () => kit.remote.confirm(id, 'tok_ok'), end: { state: 'authorized', calling: null } };
    }
    case 'capture': {
      const id = await kit.open({ silent: true });
      await kit.remote.confirm(id, 'tok_ok');
      const run = async () => (await kit.remote.captureAtGateway([id]))[0]!;
      return { id, run, end: { state: 'captured', capturedMinor: 10_000, calling: null } };
    }
    case 'void': {
      const id = await kit.open({ silent: true });
      await kit.remote.confirm(id, 'tok_ok');
      const run = async () => (await kit.remote.voidAtGateway([id]))[0]!;
      return { id, run, end: { state: 'voided', capturedMinor: 0, calling: null } };
    }
    case 'refund': {
      const id = await kit.captured();
      const refundId = await reserved(id, 6_000);
      const run = () => kit.remote.refundAtGateway(refundId);
      return { id, run, end: { state: 'captured', capturedMinor: 10_000, refundedMinor: 6_000 } };
    }
  }
}

async function reserved(paymentId: string, amountMinor: number): Promise<string> {
  const refundId = uuid7();
  const outcome = await kit.database.transaction((tx) =>
    kit.payments.reserveRefund(tx, { refundId, paymentId, amountMinor, reason: 'test' }),
  );
  expect(outcome).toEqual({ kind: 'reserved' });
  return refundId;
}

/** The gateway has one payment and its amounts are ours. */
async function expectOneEffect(id: string): Promise<void> {
  const theirs = await kit.control.payments(id);
  expect(theirs).toHaveLength(1);
  const [row, [payment]] = [await kit.row(id), theirs];
  expect([payment!.captured, payment!.refunded]).toEqual([row.capturedMinor, row.refundedMinor]);
  expect(payment!.refunds.length).toBe(row.refundedMinor > 0 ? 1 : 0);
}

const succeeds = (act: Act): string => (act === 'refund' ? 'succeeded' : 'done');

describe.each(ACTS)('%s', (act) => {
  test.each(UNANSWERED)('%s: unknown, then the same call again brings the outcome', async (kind) => {
    const { id, run, end } = await before(act);
    await kit.control.plant({ kind, operation: act, reference: id });
    expect(await run()).toMatchObject({ kind: 'unknown' });
    expect(await run()).toMatchObject({ kind: succeeds(act) });
    expect(await kit.row(id)).toMatchObject(end);
    await expectOneEffect(id);
    expect(await kit.control.planted()).toContainEqual(expect.objectContaining({ kind, reference: id, hits: 1 }));
    // And once more changes nothing.
    expect(await run()).toMatchObject({ kind: succeeds(act) });
    await expectOneEffect(id);
  });

  test.each(['timeout_after', 'error_after', 'garbage'] as const)('%s: the poll finds out', async (kind) => {
    const { id, run, end } = await before(act);
    await kit.control.plant({ kind, operation: act, reference: id });
    expect(await run()).toMatchObject({ kind: 'unknown' });
    await kit.pollLater();
    expect(await kit.row(id)).toMatchObject(end);
    await expectOneEffect(id);
  });

  test('an answer with a wrong amount is not believed', async () => {
    const { id, run, end } = await before(act);
    const stateBefore = (await kit.row(id)).state;
    await kit.control.plant({ kind: 'wrong_amount', operation: act, reference: id });
    expect(await run()).toMatchObject({ kind: 'unknown' });
    expect((await kit.row(id)).state).toBe(stateBefore);
    const alarms = await kit.database.query('SELECT code, source FROM payment.alarm WHERE payment_id = $1', [id]);
    expect(alarms).toEqual([{ code: 'amount_mismatch', source: 'answer' }]);
    expect(await run()).toMatchObject({ kind: succeeds(act) });
    expect(await kit.row(id)).toMatchObject(end);
  });

  test.each(['intended', 'answered', 'recorded'])(
    'a crash at %s is made good by the same call again',
    async (place) => {
      const { id, run, end } = await before(act);
      const remove = plantFault(`payment.${act}.${place}`, () => {
        throw new Error('crash');
      });
      await expect(run()).rejects.toThrow('crash');
      remove();
      expect(await run()).toMatchObject({ kind: succeeds(act) });
      expect(await kit.row(id)).toMatchObject(end);
      await expectOneEffect(id);
    },
  );

  test('a crash after the gateway acted is found out by the poll alone', async () => {
    const { id, run, end } = await before(act);
    const remove = plantFault(`payment.${act}.answered`, () => {
      throw new Error('crash');
    });
    await expect(run()).rejects.toThrow('crash');
    remove();
    await kit.pollLater();
    expect(await kit.row(id)).toMatchObject(end);
    await expectOneEffect(id);
  });

  test('eight at once do it once', async () => {
    const { id, run, end } = await before(act);
    const outcomes = await Promise.all(Array.from({ length: 8 }, run));
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(Array.from({ length: 8 }, () => succeeds(act)));
    expect(await kit.row(id)).toMatchObject(end);
    await expectOneEffect(id);
  });
});

describe('declined', () => {
  test.each([
    ['tok_declined', 'card_declined'],
    ['tok_insufficient_funds', 'insufficient_funds'],
    ['tok_expired', 'expired_card'],
    ['tok_nobody_knows', 'unknown_card'],
  ])('%s fails the payment for good', async (card, reason) => {
    const id = await kit.open({ silent: true });
    expect(await kit.remote.confirm(id, card)).toMatchObject({ kind: 'declined', reason });
    expect(await kit.row(id)).toMatchObject({ state: 'failed', failureReason: reason, calling: null });
    // Another card needs another payment: two cards on one would race for the order.
    expect(await kit.remote.confirm(id, 'tok_ok')).toMatchObject({ kind: 'declined' });
    expect((await kit.control.payments(id))[0]).toMatchObject({ status: 'declined' });
    expect(kit.observer.of(id)).toEqual(['created > pending', 'pending > failed']);
  });

  test('a planted decline of the capture leaves the authorisation', async () => {
    const id = await kit.open({ silent: true });
    await kit.remote.confirm(id, 'tok_ok');
    await kit.control.plant({ kind: 'decline', operation: 'capture', reference: id });
    expect(await kit.remote.captureAtGateway([id])).toMatchObject([{ kind: 'declined', reason: 'planted_decline' }]);
    expect(await kit.row(id)).toMatchObject({ state: 'authorized', calling: null, nextPollAt: null });
  });

  test('a declined refund gives its amount back', async () => {
    const id = await kit.captured({}, 'tok_refund_declined');
    const refundId = await reserved(id, 10_000);
    expect(await kit.remote.refundAtGateway(refundId)).toEqual({ kind: 'failed', reason: 'refund_declined' });
    expect(await kit.row(id)).toMatchObject({ refundedMinor: 0, capturedMinor: 10_000 });
    expect(await kit.remote.refundAtGateway(refundId)).toEqual({ kind: 'failed', reason: 'refund_declined' });
    expect((await kit.control.payments(id))[0]!.refunds).toHaveLength(1);
  });
});

describe('void', () => {
  test('of a payment the gateway never heard of calls nobody', async () => {
    const id = await kit.open({ silent: true });
    expect(await kit.remote.voidAtGateway([id])).toMatchObject([{ kind: 'done', payment: { state: 'voided' } }]);
    expect(await kit.control.payments(id)).toEqual([]);
    expect(await kit.remote.startAtGateway(id)).toMatchObject({ kind: 'declined', payment: { state: 'voided' } });
    expect(await kit.control.payments(id)).toEqual([]);
  });

  test('of a payment whose creation was never answered closes it there', async () => {
    const id = await kit.open({ silent: true });
    await kit.control.plant({ kind: 'timeout_after', operation: 'create', reference: id });
    await kit.remote.startAtGateway(id);
    expect(await kit.row(id)).toMatchObject({ state: 'created', calling: 'create', providerReference: null });
    expect(await kit.remote.voidAtGateway([id])).toMatchObject([{ kind: 'done' }]);
    expect(await kit.control.payments(id)).toMatchObject([{ status: 'voided' }]);
  });

  test('of a payment that was captured behind our back shows the money', async () => {
    const id = await kit.open({ silent: true });
    await kit.remote.confirm(id, 'tok_ok');
    await kit.control.plant({ kind: 'timeout_after', operation: 'capture', reference: id });
    await kit.remote.captureAtGateway([id]);
    expect(await kit.remote.voidAtGateway([id])).toMatchObject([
      { kind: 'declined', payment: { state: 'captured', capturedMinor: 10_000 } },
    ]);
    expect(kit.observer.of(id)).toContain('authorized > captured');
  });

  test('one failing payment of a batch does not hold up the others', async () => {
    const ids = await Promise.all([1, 2, 3].map(() => kit.open({ silent: true })));
    for (const id of ids) await kit.remote.confirm(id, 'tok_ok');
    kit.observer.alsoDo = (tx, changes) =>
      changes.some((one) => one.paymentId === ids[1]) ? tx.query('SELECT 1 / 0') : Promise.resolve();
    const outcomes = await kit.remote.captureAtGateway([...ids, uuid7()]);
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['done', 'unknown', 'done', 'missing']);
    kit.observer.alsoDo = undefined;
    expect((await kit.remote.captureAtGateway([ids[1]!]))[0]).toMatchObject({ kind: 'done' });
    await expectOneEffect(ids[1]!);
  });
});

test('automatic capture goes straight to captured', async () => {
  const id = await kit.open({ silent: true, captureMode: 'automatic' });
  expect(await kit.remote.confirm(id, 'tok_ok')).toMatchObject({ kind: 'done', payment: { state: 'captured' } });
  expect(kit.observer.of(id)).toEqual(['created > pending', 'pending > captured']);
});

test('an outside call from within the recording transaction is refused', async () => {
  const id = await kit.open({ silent: true });
  kit.observer.alsoDo = () => kit.remote.captureAtGateway([id]);
  await expect(kit.remote.startAtGateway(id)).rejects.toThrow('must not run inside a transaction');
});

test('an unknown payment or refund is missing', async () => {
  expect(await kit.remote.startAtGateway(uuid7())).toEqual({ kind: 'missing' });
  expect(await kit.remote.captureAtGateway([])).toEqual([]);
  expect(await kit.remote.refundAtGateway(uuid7())).toEqual({ kind: 'missing' });
});

test('our books and the gateway’s agree at the end, and a planted difference is found', async () => {
  await kit.pollLater(3_600);
  const theirs = await kit.control.books();
  expect(theirs.payments.length).toBeGreaterThan(80);
  expect(await kit.books.differences(kit.database, 'sandbox', theirs.payments)).toEqual([]);
  const [sum] = await kit.books.sums(kit.database);
  expect(sum).toMatchObject({ provider: 'sandbox', currency: 'USD', captured: theirs.sums['USD']!.captured });
  const [changed, ...rest] = theirs.payments.filter((line) => line.captured > 0);
  const bent = { ...changed!, captured: changed!.captured - 1 };
  expect(await kit.books.differences(kit.database, 'sandbox', [bent, ...rest])).toHaveLength(1);
  expect(await kit.books.differences(kit.database, 'sandbox', rest)).toHaveLength(1);
  const foreign = { id: 'pay_x', reference: 'x', currency: 'USD', captured: 5, refunded: 0 };
  expect(await kit.books.differences(kit.database, 'sandbox', [foreign, ...theirs.payments])).toHaveLength(1);
});

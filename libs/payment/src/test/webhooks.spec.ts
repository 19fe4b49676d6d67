/** The webhook inbox over real HTTP: every fault of a delivery, and every order of arrival. */
import { request } from 'undici';
import { uuid7 } from '#libs/platform';
import { plantFault } from '#libs/platform/testing';
import type { SandboxEvent, SandboxPayment } from '../sandbox/wire.js';
import { signWebhook } from '../webhook-signature.js';
import { OLD_WEBHOOK_SECRET, startPaymentKit, WEBHOOK_SECRET, type PaymentKit } from './payment-kit.js';

let kit: PaymentKit;
beforeAll(async () => (kit = await startPaymentKit()));
afterAll(() => kit.close());
afterEach(async () => {
  await kit.flush();
  await kit.control.reset();
  kit.observer.alsoDo = undefined;
});

/** A payment that only webhooks can move on: its confirmation is never answered. */
async function unanswered(fields: Parameters<PaymentKit['open']>[0] = {}): Promise<string> {
  const id = await kit.open(fields);
  await kit.remote.startAtGateway(id);
  await kit.control.plant({ kind: 'timeout_after', operation: 'confirm', reference: id });
  return id;
}

async function eventsOf(id: string): Promise<{ state: string; detail: string | null; type: string }[]> {
  return kit.database.query(
    `SELECT type, state, detail FROM payment.webhook_event WHERE payload::jsonb #>> '{payment,reference}' = $1 ORDER BY type`,
    [id],
  );
}

/** An event as the gateway would sign it, posted by hand. */
async function post(
  event: Partial<SandboxEvent> & { id: string },
  how: { secrets?: readonly string[]; ageSeconds?: number; body?: string; headers?: Record<string, string> } = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const body = how.body ?? JSON.stringify(event);
  const timestampSeconds = String(Math.floor(Date.now() / 1000) - (how.ageSeconds ?? 0));
  const parts = { id: event.id, timestampSeconds, body: JSON.stringify(event) };
  const answer = await request(`${kit.url}/v1/webhooks/payments/sandbox`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': event.id,
      'webhook-timestamp': timestampSeconds,
      'webhook-signature': (how.secrets ?? [WEBHOOK_SECRET]).map((secret) => signWebhook(secret, parts)).join(' '),
      ...how.headers,
    },
    body,
  });
  return { status: answer.statusCode, body: (await answer.body.json()) as Record<string, unknown> };
}

async function eventAbout(id: string, fields: Partial<SandboxPayment> = {}): Promise<SandboxEvent> {
  const known = (await kit.control.payments(id))[0];
  const payment: SandboxPayment = {
    id: `pay_${id}`,
    reference: id,
    amount: 10_000,
    currency: 'USD',
    captureMode: 'manual',
    card: 'tok_ok',
    declineReason: null,
    captured: 0,
    refunded: 0,
    refunds: [],
    clientSecret: 'secret',
    payUrl: 'http://127.0.0.1/pay',
    returnUrl: null,
    createdAt: new Date().toISOString(),
    ...known,
    status: 'authorized',
    authorized: 10_000,
    ...fields,
  };
  return { id: `evt_${uuid7()}`, type: 'payment.authorized', createdAt: payment.createdAt, payment };
}

describe('faults of a delivery', () => {
  test('a plain one is recorded, and the payment follows without an answer', async () => {
    const id = await unanswered();
    expect(await kit.remote.confirm(id, 'tok_ok')).toMatchObject({ kind: 'unknown' });
    await kit.flush();
    expect(await kit.row(id)).toMatchObject({ state: 'authorized', calling: null, nextPollAt: null });
    expect(await eventsOf(id)).toEqual([{ type: 'payment.authorized', state: 'processed', detail: null }]);
    expect(kit.observer.changes.find((one) => one.paymentId === id && one.to === 'authorized')).toMatchObject({
      source: 'webhook',
      coveredMinor: 10_000,
    });
  });

  test.each([2, 100])('the same one %i times at once is recorded once', async (times) => {
    const id = await unanswered();
    await kit.control.plant({ kind: 'webhook_repeated', reference: id, times });
    await kit.remote.confirm(id, 'tok_ok');
    await kit.flush();
    expect(await eventsOf(id)).toEqual([{ type: 'payment.authorized', state: 'processed', detail: null }]);
    expect(kit.observer.of(id)).toEqual(['created > pending', 'pending > authorized']);
  });

  test('late by days: the payment waits, then follows', async () => {
    const id = await unanswered();
    await kit.control.plant({ kind: 'webhook_late', reference: id, delayMs: 86_400_000 });
    await kit.remote.confirm(id, 'tok_ok');
    expect(await kit.row(id)).toMatchObject({ state: 'pending', calling: 'confirm' });
    expect(await kit.control.flush()).toMatchObject({ delivered: 1, waiting: 0 });
    expect((await kit.row(id)).state).toBe('authorized');
  });

  test('out of order ends as in order', async () => {
    const id = await unanswered({ captureMode: 'automatic' });
    await kit.control.plant({ kind: 'webhook_out_of_order', reference: id, count: 2 });
    await kit.remote.confirm(id, 'tok_ok');
    await kit.flush();
    expect(await kit.row(id)).toMatchObject({ state: 'captured', capturedMinor: 10_000 });
    expect((await eventsOf(id)).map((event) => event.state)).toEqual(['processed', 'processed']);
    expect(kit.observer.of(id)).toEqual(['created > pending', 'pending > captured']);
  });

  test('never: the poll finds out', async () => {
    const id = await unanswered();
    await kit.control.plant({ kind: 'webhook_never', reference: id });
    await kit.remote.confirm(id, 'tok_ok');
    await kit.flush();
    expect(await eventsOf(id)).toEqual([]);
    await kit.pollLater();
    expect((await kit.row(id)).state).toBe('authorized');
    // What was lost arrives after all: old news.
    expect(await kit.control.replay({ reference: id })).toMatchObject({ delivered: 1 });
    expect(kit.observer.of(id)).toEqual(['created > pending', 'pending > authorized']);
  });

  test.each(['webhook_forged', 'webhook_replayed'] as const)(
    '%s is turned away; the genuine retry counts',
    async (kind) => {
      const id = await unanswered();
      const before = { ...kit.inbox.refused };
      await kit.control.plant({ kind, reference: id });
      await kit.remote.confirm(id, 'tok_ok');
      await kit.flush();
      const reason = kind === 'webhook_forged' ? 'forged' : 'stale';
      expect(kit.inbox.refused[reason]).toBe(before[reason] + 1);
      expect(await eventsOf(id)).toEqual([{ type: 'payment.authorized', state: 'processed', detail: null }]);
      expect(kit.observer.of(id)).toEqual(['created > pending', 'pending > authorized']);
    },
  );

  test.each([
    ['webhook_wrong_amount', 'amount_mismatch'],
    ['webhook_wrong_currency', 'currency_mismatch'],
  ] as const)('%s is refused and alarmed; the poll brings the truth', async (kind, code) => {
    const id = await unanswered();
    await kit.control.plant({ kind, reference: id });
    await kit.remote.confirm(id, 'tok_ok');
    await kit.flush();
    expect(await kit.row(id)).toMatchObject({ state: 'pending', capturedMinor: 0 });
    expect(await eventsOf(id)).toEqual([{ type: 'payment.authorized', state: 'alarmed', detail: code }]);
    expect(
      await kit.database.query('SELECT code, source, times FROM payment.alarm WHERE payment_id = $1', [id]),
    ).toEqual([{ code, source: 'webhook', times: 1 }]);
    await kit.pollLater();
    expect((await kit.row(id)).state).toBe('authorized');
  });
});

describe('signatures', () => {
  test.each([
    ['another secret', { secrets: ['guessed'] }, 401],
    ['no signature', { secrets: [] }, 401],
    ['301 seconds old', { ageSeconds: 302 }, 401],
    ['from the future', { ageSeconds: -302 }, 401],
    ['a body of other bytes', { body: '{"id":"x"}' }, 401],
    ['an empty id', { headers: { 'webhook-id': '' } }, 401],
    ['a timestamp that is none', { headers: { 'webhook-timestamp': 'now' } }, 401],
    ['a body that is no JSON', { body: '{' }, 400],
    ['another type', { headers: { 'content-type': 'text/plain' } }, 415],
  ])('%s is a problem and leaves no row', async (_, how, status) => {
    const id = await kit.open({ silent: true });
    const event = await eventAbout(id);
    const answer = await post(event, how);
    expect([answer.status, answer.body['status']]).toEqual([status, status]);
    expect(await kit.database.query('SELECT 1 FROM payment.webhook_event WHERE event_id = $1', [event.id])).toEqual([]);
    expect((await kit.row(id)).state).toBe('created');
  });

  test('a signed body that is no event of this gateway is malformed', async () => {
    expect(await post({ id: 'evt_odd' })).toMatchObject({ status: 400, body: { code: 'WEBHOOK_MALFORMED' } });
  });

  test('both secrets of a rotation are accepted, and which one is kept', async () => {
    const id = await kit.open({ silent: true });
    const event = await eventAbout(id);
    expect(await post(event, { secrets: ['unknown', OLD_WEBHOOK_SECRET] })).toEqual({
      status: 200,
      body: { outcome: 'taken' },
    });
    expect(
      await kit.database.query('SELECT secret_index FROM payment.webhook_event WHERE event_id = $1', [event.id]),
    ).toEqual([{ secret_index: 1 }]);
  });

  test('an unknown provider is not found', async () => {
    const answer = await request(`${kit.url}/v1/webhooks/payments/nobody`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(answer.statusCode).toBe(404);
    await answer.body.dump();
  });

  test('the clock that a test moves does not age a signature', async () => {
    const id = await kit.open({ silent: true });
    kit.database.clockOffsetMs = 86_400_000;
    const answer = await post(await eventAbout(id)).finally(() => (kit.database.clockOffsetMs = 0));
    expect(answer).toEqual({ status: 200, body: { outcome: 'taken' } });
  });
});

describe('races', () => {
  test('one event posted 100 times at once: taken once, 99 duplicates, one change', async () => {
    const id = await kit.open({ silent: true });
    await kit.remote.startAtGateway(id);
    const event = await eventAbout(id, { status: 'captured', authorized: 10_000, captured: 10_000 });
    const answers = await Promise.all(Array.from({ length: 100 }, () => post(event)));
    const outcomes = answers.map((answer) => answer.body['outcome']);
    expect(answers.every((answer) => answer.status === 200)).toBe(true);
    expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(99);
    expect(kit.observer.of(id)).toEqual(['created > pending', 'pending > captured']);
  });

  test('different events about one payment at once, in any order, end in the highest state', async () => {
    const id = await kit.open({ silent: true });
    await kit.remote.startAtGateway(id);
    const pictures: Partial<SandboxPayment>[] = [
      { status: 'declined', declineReason: 'card_declined', authorized: 0 },
      { status: 'authorized' },
      { status: 'voided' },
      { status: 'captured', captured: 10_000 },
    ];
    const events = await Promise.all([...pictures, ...pictures, ...pictures].map((picture) => eventAbout(id, picture)));
    await Promise.all(events.map((event) => post(event)));
    expect(await kit.row(id)).toMatchObject({ state: 'captured', capturedMinor: 10_000, failureReason: null });
  });

  test('confirm ∥ its webhook: one change, 20 times', async () => {
    for (let round = 0; round < 20; round++) {
      const id = await kit.open();
      await kit.remote.startAtGateway(id);
      const [outcome] = await Promise.all([kit.remote.confirm(id, 'tok_ok'), kit.control.flush()]);
      await kit.flush();
      expect(outcome).toMatchObject({ kind: 'done', payment: { state: 'authorized' } });
      expect(kit.observer.of(id)).toEqual(['created > pending', 'pending > authorized']);
      expect(await eventsOf(id)).toEqual([{ type: 'payment.authorized', state: 'processed', detail: null }]);
    }
  });

  test('the webhook arrives after the gateway acted and before our commit', async () => {
    const id = await kit.open();
    await kit.remote.startAtGateway(id);
    let crashed = false;
    const remove = plantFault('payment.confirm.answered', () => {
      crashed = true;
      throw new Error('crash');
    });
    await expect(kit.remote.confirm(id, 'tok_ok')).rejects.toThrow('crash');
    remove();
    await kit.flush();
    expect(crashed).toBe(true);
    expect(await kit.row(id)).toMatchObject({ state: 'authorized', calling: null });
  });

  test('the webhook arrives before we know the gateway’s reference', async () => {
    const id = await kit.open({ captureMode: 'automatic' });
    await kit.control.plant({ kind: 'timeout_after', operation: 'create', reference: id });
    expect(await kit.remote.startAtGateway(id)).toMatchObject({ kind: 'unknown' });
    const event = await eventAbout(id);
    expect(await post(event)).toEqual({ status: 200, body: { outcome: 'taken' } });
    expect(await kit.row(id)).toMatchObject({ state: 'authorized', providerReference: event.payment.id });
  });
});

describe('an event nobody can place', () => {
  const sweepAt = async (seconds: number): Promise<number> => {
    kit.database.clockOffsetMs = seconds * 1000;
    return kit.inbox.sweepWaiting(100).finally(() => (kit.database.clockOffsetMs = 0));
  };

  test('waits, and is recorded once its payment is there', async () => {
    const paymentId = uuid7();
    const event = await eventAbout(paymentId);
    expect(await post(event)).toEqual({ status: 200, body: { outcome: 'waiting' } });
    expect(await post(event)).toEqual({ status: 200, body: { outcome: 'duplicate' } });
    expect(await sweepAt(10)).toBe(0);
    await kit.open({ paymentId, silent: true });
    expect(await sweepAt(60)).toBe(1);
    expect((await kit.row(paymentId)).state).toBe('authorized');
    expect(await eventsOf(paymentId)).toMatchObject([{ state: 'processed' }]);
  });

  test('is alarmed after its time', async () => {
    const paymentId = uuid7();
    const event = await eventAbout(paymentId);
    await post(event);
    expect(await sweepAt(1_000)).toBe(1);
    expect(await eventsOf(paymentId)).toMatchObject([{ state: 'alarmed', detail: 'its payment is not known here' }]);
    expect(await kit.database.query('SELECT code FROM payment.alarm WHERE event_id = $1', [event.id])).toEqual([
      { code: 'unknown_payment' },
    ]);
    expect(await sweepAt(2_000)).toBe(0);
  });

  test('that our own code cannot take is kept, tried again, and alarmed when it stays so', async () => {
    const id = await kit.open({ silent: true });
    const event = await eventAbout(id);
    kit.observer.alsoDo = (tx) => tx.query('SELECT 1 / 0');
    expect(await post(event)).toEqual({ status: 200, body: { outcome: 'waiting' } });
    expect((await kit.row(id)).state).toBe('created');
    expect(await sweepAt(10)).toBe(0);
    kit.observer.alsoDo = undefined;
    expect(await sweepAt(60)).toBe(1);
    expect((await kit.row(id)).state).toBe('authorized');

    const other = await kit.open({ silent: true });
    kit.observer.alsoDo = (tx) => tx.query('SELECT 1 / 0');
    await post(await eventAbout(other));
    await sweepAt(1_000);
    expect(await eventsOf(other)).toMatchObject([{ state: 'alarmed', detail: 'division by zero' }]);
    expect((await kit.row(other)).state).toBe('created');
  });

  test('two sweeps at once place each event once', async () => {
    const ids = Array.from({ length: 20 }, () => uuid7());
    for (const id of ids) await post(await eventAbout(id));
    for (const paymentId of ids) await kit.open({ paymentId, silent: true });
    kit.database.clockOffsetMs = 60_000;
    const finished = await Promise.all([kit.inbox.sweepWaiting(15), kit.inbox.sweepWaiting(15)]).finally(
      () => (kit.database.clockOffsetMs = 0),
    );
    expect(finished[0] + finished[1]).toBe(20);
    expect(ids.map((id) => kit.observer.of(id))).toEqual(ids.map(() => ['created > authorized']));
  });
});

test('finished events are forgotten after their time, alarmed ones are not', async () => {
  const id = await kit.open({ silent: true });
  await post(await eventAbout(id));
  const count = async (state: string): Promise<number> =>
    (
      await kit.database.query<{ n: number }>('SELECT count(*)::int AS n FROM payment.webhook_event WHERE state = $1', [
        state,
      ])
    )[0]!.n;
  const alarmed = await count('alarmed');
  expect(await kit.inbox.sweepOld(1_000)).toBe(0);
  kit.database.clockOffsetMs = 91 * 86_400_000;
  const forgotten = await kit.inbox.sweepOld(1_000).finally(() => (kit.database.clockOffsetMs = 0));
  expect(forgotten).toBeGreaterThan(0);
  expect([await count('processed'), await count('refused'), await count('alarmed')]).toEqual([0, 0, alarmed]);
});

test('a refund made at the gateway behind our back is alarmed', async () => {
  const id = await kit.captured();
  const event = await eventAbout(id);
  const refund = { id: 'ref_foreign', reference: 'by hand', amount: 500, status: 'succeeded', reason: null } as const;
  expect(await post({ ...event, type: 'refund.succeeded', refund })).toMatchObject({ body: { outcome: 'taken' } });
  expect(await kit.row(id)).toMatchObject({ refundedMinor: 0 });
  expect(await eventsOf(id)).toMatchObject([{ state: 'alarmed', detail: 'foreign_refund' }]);
});

/** The inbox: who is let in, and what becomes of events that cannot be placed. */
import { request } from 'undici';
import { uuid7 } from '#libs/platform';
import { OLD_WEBHOOK_SECRET, startPaymentKit, type PaymentKit } from './payment-kit.js';
import { webhookKit, type WebhookKit } from './webhook-kit.js';

let kit: PaymentKit;
let hooks: WebhookKit;
beforeAll(async () => {
  kit = await startPaymentKit();
  hooks = webhookKit(kit);
});
afterAll(() => kit.close());
afterEach(async () => {
  await kit.flush();
  await kit.control.reset();
  kit.observer.alsoDo = undefined;
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
    const event = await hooks.eventAbout(id);
    const answer = await hooks.post(event, how);
    expect([answer.status, answer.body['status']]).toEqual([status, status]);
    expect(await kit.database.query('SELECT 1 FROM payment.webhook_event WHERE event_id = $1', [event.id])).toEqual([]);
    expect((await kit.row(id)).state).toBe('created');
  });

  test('a signed body that is no event of this gateway is malformed', async () => {
    expect(await hooks.post({ id: 'evt_odd' })).toMatchObject({ status: 400, body: { code: 'WEBHOOK_MALFORMED' } });
  });

  test('both secrets of a rotation are accepted, and which one is kept', async () => {
    const id = await kit.open({ silent: true });
    const event = await hooks.eventAbout(id);
    expect(await hooks.post(event, { secrets: ['unknown', OLD_WEBHOOK_SECRET] })).toEqual({
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
    const answer = await hooks.post(await hooks.eventAbout(id)).finally(() => (kit.database.clockOffsetMs = 0));
    expect(answer).toEqual({ status: 200, body: { outcome: 'taken' } });
  });
});

describe('an event nobody can place', () => {
  const sweepAt = async (seconds: number): Promise<number> => {
    kit.database.clockOffsetMs = seconds * 1000;
    return kit.inbox.sweepWaiting(100).finally(() => (kit.database.clockOffsetMs = 0));
  };

  test('waits, and is recorded once its payment is there', async () => {
    const paymentId = uuid7();
    const event = await hooks.eventAbout(paymentId);
    expect(await hooks.post(event)).toEqual({ status: 200, body: { outcome: 'waiting' } });
    expect(await hooks.post(event)).toEqual({ status: 200, body: { outcome: 'duplicate' } });
    expect(await sweepAt(10)).toBe(0);
    await kit.open({ paymentId, silent: true });
    expect(await sweepAt(60)).toBe(1);
    expect((await kit.row(paymentId)).state).toBe('authorized');
    expect(await hooks.eventsOf(paymentId)).toMatchObject([{ state: 'processed' }]);
  });

  test('is alarmed after its time', async () => {
    const paymentId = uuid7();
    const event = await hooks.eventAbout(paymentId);
    await hooks.post(event);
    expect(await sweepAt(1_000)).toBe(1);
    expect(await hooks.eventsOf(paymentId)).toMatchObject([
      { state: 'alarmed', detail: 'its payment is not known here' },
    ]);
    expect(await kit.database.query('SELECT code FROM payment.alarm WHERE event_id = $1', [event.id])).toEqual([
      { code: 'unknown_payment' },
    ]);
    expect(await sweepAt(2_000)).toBe(0);
  });

  test('that our own code cannot take is kept, tried again, and alarmed when it stays so', async () => {
    const id = await kit.open({ silent: true });
    const event = await hooks.eventAbout(id);
    kit.observer.alsoDo = (tx) => tx.query('SELECT 1 / 0');
    expect(await hooks.post(event)).toEqual({ status: 200, body: { outcome: 'waiting' } });
    expect((await kit.row(id)).state).toBe('created');
    expect(await sweepAt(10)).toBe(0);
    kit.observer.alsoDo = undefined;
    expect(await sweepAt(60)).toBe(1);
    expect((await kit.row(id)).state).toBe('authorized');

    const other = await kit.open({ silent: true });
    kit.observer.alsoDo = (tx) => tx.query('SELECT 1 / 0');
    await hooks.post(await hooks.eventAbout(other));
    await sweepAt(1_000);
    expect(await hooks.eventsOf(other)).toMatchObject([{ state: 'alarmed', detail: 'division by zero' }]);
    expect((await kit.row(other)).state).toBe('created');
  });

  test('two sweeps at once place each event once', async () => {
    const ids = Array.from({ length: 20 }, () => uuid7());
    for (const id of ids) await hooks.post(await hooks.eventAbout(id));
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
  await hooks.post(await hooks.eventAbout(id));
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
  const event = await hooks.eventAbout(id);
  const refund = { id: 'ref_foreign', reference: 'by hand', amount: 500, status: 'succeeded', reason: null } as const;
  expect(await hooks.post({ ...event, type: 'refund.succeeded', refund })).toMatchObject({
    body: { outcome: 'taken' },
  });
  expect(await kit.row(id)).toMatchObject({ refundedMinor: 0 });
  expect(await hooks.eventsOf(id)).toMatchObject([{ state: 'alarmed', detail: 'foreign_refund' }]);
});

/** Deliveries over real HTTP: every fault of one, and every order of arrival. */
import { plantFault } from '#libs/platform/testing';
import type { SandboxPayment } from '../sandbox/wire.js';
import { startPaymentKit, type PaymentKit } from './payment-kit.js';
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

/** A payment that only webhooks can move on: its confirmation is never answered. */
async function unanswered(fields: Parameters<PaymentKit['open']>[0] = {}): Promise<string> {
  const id = await kit.open(fields);
  await kit.remote.startAtGateway(id);
  await kit.control.plant({ kind: 'timeout_after', operation: 'confirm', reference: id });
  return id;
}

describe('faults of a delivery', () => {
  test('a plain one is recorded, and the payment follows without an answer', async () => {
    const id = await unanswered();
    expect(await kit.remote.confirm(id, 'tok_ok')).toMatchObject({ kind: 'unknown' });
    await kit.flush();
    expect(await kit.row(id)).toMatchObject({ state: 'authorized', calling: null, nextPollAt: null });
    expect(await hooks.eventsOf(id)).toEqual([{ type: 'payment.authorized', state: 'processed', detail: null }]);
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
    expect(await hooks.eventsOf(id)).toEqual([{ type: 'payment.authorized', state: 'processed', detail: null }]);
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
    expect((await hooks.eventsOf(id)).map((event) => event.state)).toEqual(['processed', 'processed']);
    expect(kit.observer.of(id)).toEqual(['created > pending', 'pending > captured']);
  });

  test('never: the poll finds out', async () => {
    const id = await unanswered();
    await kit.control.plant({ kind: 'webhook_never', reference: id });
    await kit.remote.confirm(id, 'tok_ok');
    await kit.flush();
    expect(await hooks.eventsOf(id)).toEqual([]);
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
      expect(await hooks.eventsOf(id)).toEqual([{ type: 'payment.authorized', state: 'processed', detail: null }]);
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
    expect(await hooks.eventsOf(id)).toEqual([{ type: 'payment.authorized', state: 'alarmed', detail: code }]);
    expect(
      await kit.database.query('SELECT code, source, times FROM payment.alarm WHERE payment_id = $1', [id]),
    ).toEqual([{ code, source: 'webhook', times: 1 }]);
    await kit.pollLater();
    expect((await kit.row(id)).state).toBe('authorized');
  });
});

describe('races', () => {
  test('one event posted 100 times at once: taken once, 99 duplicates, one change', async () => {
    const id = await kit.open({ silent: true });
    await kit.remote.startAtGateway(id);
    const event = await hooks.eventAbout(id, { status: 'captured', authorized: 10_000, captured: 10_000 });
    const answers = await Promise.all(Array.from({ length: 100 }, () => hooks.post(event)));
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
    const events = await Promise.all(
      [...pictures, ...pictures, ...pictures].map((picture) => hooks.eventAbout(id, picture)),
    );
    await Promise.all(events.map((event) => hooks.post(event)));
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
      expect(await hooks.eventsOf(id)).toEqual([{ type: 'payment.authorized', state: 'processed', detail: null }]);
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
    const event = await hooks.eventAbout(id);
    expect(await hooks.post(event)).toEqual({ status: 200, body: { outcome: 'taken' } });
    expect(await kit.row(id)).toMatchObject({ state: 'authorized', providerReference: event.payment.id });
  });
});

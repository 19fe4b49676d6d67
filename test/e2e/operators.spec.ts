/** Operators and money that would not go back: tried again as a new attempt, given back by hand, and everything on record. */
import { randomUUID } from 'node:crypto';
import { uuid7 } from '#libs/platform';
import { PaymentGateway, PaymentService, WebhookInbox } from '#libs/payment';
import { expectCleanAudit } from '../support/audit.js';
import { eventually } from '../support/http-client.js';
import { ADDRESS, type Customer } from '../support/shop.js';
import { ReturnShop } from '../saga/return-shop.js';

interface Refund {
  readonly id: string;
  readonly amount: number;
  readonly state: string;
  readonly went: string;
  readonly reference: string | null;
  readonly failureReason: string | null;
}
interface Act {
  readonly actorId: string;
  readonly operation: string;
  readonly reason: string | null;
  readonly outcome: unknown;
}

const REASON = { reason: 'the customer asked twice' };
const OUTSIDE = { reference: 'SEPA 2026-11-22 0815', reason: 'the card is closed; the customer gave an account' };

let returns: ReturnShop;
let operator: Customer;
beforeAll(async () => {
  returns = await ReturnShop.open();
  operator = await returns.shop.staff('operator');
});
afterAll(() => returns?.close());
afterEach(async () => {
  await returns.shop.control.reset();
  returns.shop.moveClock(0);
});

const refundsOf = async (paymentId: string): Promise<readonly Refund[]> =>
  (await operator.http.get<{ refunds: Refund[] }>(`/v1/admin/payments/${paymentId}/refunds`)).body.refunds;
const actsOn = async (subject: string): Promise<readonly Act[]> =>
  (await operator.http.get<{ items: Act[] }>(`/v1/admin/audit-log?subject=${encodeURIComponent(subject)}`)).body.items;
/** What an alarm watches. */
async function sagasStuck(): Promise<string | undefined> {
  const metrics = await (await fetch(`${returns.shop.urls[0]!}/metrics`)).text();
  return /^cartwright_sagas_stuck (\S+)$/m.exec(metrics)?.[1];
}
const code = ({ status, body }: { status: number; body: object }): unknown[] => [
  status,
  (body as { code?: string }).code,
];

/** A spare payment whose card takes no refund, captured behind our back: its return is stuck. */
async function stuckReturn(): Promise<{ spare: string; sagaId: string; customer: Customer; orderId: string }> {
  const { spare, customer, orderId } = await returns.paidTwice({
    card: 'tok_refund_declined',
    beforeSpare: async (reference) => {
      await returns.shop.control.plant({ kind: 'void_overtaken', operation: 'void', reference });
    },
  });
  const [saga] = await eventually(
    () => returns.stuckSagas(operator, spare),
    (found) => found.length === 1,
    'the return is stuck',
  );
  return { spare, sagaId: saga!.id, customer, orderId };
}

/** An order of 12.50 that waits, with a payment of 5.00 that the gateway captures by itself from a card that takes no refund. */
async function partlyPaid(): Promise<{ customer: Customer; orderId: string; paymentId: string }> {
  const { shop } = returns;
  const customer = await shop.customer();
  const wish = { sku: 'MUG', quantity: 1, shippingAddress: ADDRESS };
  const orderId = (await customer.http.post<{ id: string }>('/v1/orders', wish)).body.id;
  const paymentId = uuid7();
  const about = { paymentId, orderId, customerId: customer.id, provider: 'sandbox', currency: 'USD' };
  await shop.database.transaction((tx) =>
    shop.get(PaymentService).open(tx, [{ ...about, amountMinor: 500, captureMode: 'automatic' }]),
  );
  return { customer, orderId, paymentId };
}

describe('a return that the gateway refuses', () => {
  test('is stuck, tried again under a new id each time, and given back by hand in the end', async () => {
    expect(await sagasStuck()).toBe('0');
    const { spare, sagaId, customer, orderId } = await stuckReturn();
    expect(await sagasStuck()).toBe('1');
    expect(await refundsOf(spare)).toMatchObject([
      { state: 'failed', failureReason: 'refund_declined', amount: 1_250 },
    ]);

    const key = { 'idempotency-key': randomUUID() };
    const path = `/v1/admin/sagas/${sagaId}/resumption`;
    const [first, again] = [await operator.http.post(path, REASON, key), await operator.http.post(path, REASON, key)];
    expect([first.status, again.status, again.headers.get('idempotency-replayed')]).toEqual([202, 202, 'true']);
    await eventually(
      () => returns.stuckSagas(operator, spare),
      (found) => found.length === 1,
      'it is stuck again',
    );
    const attempts = await refundsOf(spare);
    expect(attempts.map(({ state }) => state)).toEqual(['failed', 'failed']);
    expect(new Set(attempts.map(({ id }) => id)).size).toBe(2);
    // Each attempt reached the gateway once, under its own id.
    const [theirs] = await returns.shop.control.payments(spare);
    expect(theirs!.refunds.map(({ reference }) => reference)).toEqual(attempts.map(({ id }) => id));

    const given = await operator.http.post<{ refundId: string; amount: number }>(
      `/v1/admin/payments/${spare}/outside-refund`,
      OUTSIDE,
    );
    expect([given.status, given.body.amount]).toEqual([201, 1_250]);
    await returns.quiet();
    expect(await sagasStuck()).toBe('0');
    // News of the capture that came before the first return had its answer needed no second one.
    expect([['done'], ['done', 'done']]).toContainEqual(await returns.sagas(spare));
    expect(await returns.payment(spare)).toEqual({ state: 'captured', captured: 1_250, refunded: 1_250 });
    expect(await returns.gatewaySums(spare)).toEqual({ captured: 1_250, refunded: 0 });
    expect((await refundsOf(spare)).at(-1)).toMatchObject({
      id: given.body.refundId,
      state: 'succeeded',
      went: 'outside',
      reference: OUTSIDE.reference,
    });
    expect((await returns.timeline(customer, orderId)).at(-1)).toBe('payment_returned');
    expect(await actsOn(sagaId)).toMatchObject([
      { actorId: operator.id, operation: 'resumeSaga', ...REASON, outcome: { goesOnAt: 'give_back', newRefunds: 1 } },
    ]);
    expect(await actsOn(spare)).toMatchObject([
      {
        actorId: operator.id,
        operation: 'giveBackOutside',
        subjectType: 'payments',
        reason: OUTSIDE.reason,
        outcome: { givenBack: 1_250, currency: 'USD', reference: OUTSIDE.reference },
      },
    ]);
    await expectCleanAudit(returns.shop);
    const late = await operator.http.post(`/v1/admin/payments/${spare}/outside-refund`, OUTSIDE);
    expect(code(late)).toEqual([409, 'RETURN_NOT_STUCK']);
    expect(code(await operator.http.post(path, REASON))).toEqual([409, 'SAGA_NOT_STUCK']);
  });

  test('is not given back by hand while the gateway may still carry it out; the retry carries the same key', async () => {
    const { shop } = returns;
    const { spare, sagaId } = await stuckReturn();
    // A new attempt that nobody answers: its outcome is unknown, and after the last try the flow is stuck again.
    await shop.control.plant({ kind: 'error_before', operation: 'refund', reference: spare, count: 1_000 });
    await shop.control.plant({ kind: 'error_before', operation: 'lookup', reference: spare, count: 1_000 });
    await shop.database.query(`UPDATE platform.saga SET attempts = 12 WHERE id = $1`, [sagaId]);
    await operator.http.post(`/v1/admin/sagas/${sagaId}/resumption`, REASON);
    await shop.database.query(`UPDATE platform.saga SET attempts = 12 WHERE id = $1`, [sagaId]);
    const [saga] = await eventually(
      async () => {
        shop.moveClock(60_000);
        return returns.stuckSagas(operator, spare);
      },
      (found) => found.length === 1 && found[0]!.fault!.includes('no answer'),
      'it is stuck for want of an answer',
    );
    expect(saga!.id).toBe(sagaId);
    const path = `/v1/admin/payments/${spare}/outside-refund`;
    expect(code(await operator.http.post(path, OUTSIDE))).toEqual([409, 'REFUND_UNDER_WAY']);
    const before = await refundsOf(spare);

    await shop.control.reset();
    await operator.http.post(`/v1/admin/sagas/${sagaId}/resumption`, { reason: 'the gateway is back' });
    await eventually(
      () => refundsOf(spare),
      (found) => found.at(-1)!.state === 'failed',
      'the gateway has answered',
    );
    const after = await refundsOf(spare);
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    await eventually(
      () => returns.stuckSagas(operator, spare),
      (found) => found.length === 1,
      'it is stuck',
    );
    expect((await operator.http.post(path, OUTSIDE)).status).toBe(201);
    await returns.quiet();
    await expectCleanAudit(shop);
  });

  test('keeps its order from ending, until an operator gives the money back by hand', async () => {
    const { shop } = returns;
    const { customer, orderId, paymentId } = await partlyPaid();
    expect((await shop.get(PaymentGateway).confirm(paymentId, 'tok_refund_declined')).kind).toBe('done');
    await customer.http.post(`/v1/orders/${orderId}/cancellation`);
    const stuck = await eventually(
      () => operator.http.get<{ state: string; step: string; orderId: string }>(`/v1/admin/sagas/${orderId}`),
      ({ body }) => body.state === 'stuck',
      'the cancellation is stuck',
    );
    expect(stuck.body).toMatchObject({ name: 'place_order', step: 'payment', orderId, paymentId: null });
    const given = await operator.http.post(`/v1/admin/payments/${paymentId}/outside-refund`, OUTSIDE);
    expect(given.status).toBe(201);
    await eventually(
      () => customer.http.get<{ state: string }>(`/v1/orders/${orderId}`),
      ({ body }) => body.state === 'cancelled',
      'the order is cancelled',
    );
    await returns.quiet();
    await expectCleanAudit(shop);
  });

  test('is nobody else’s business, and money that an order needs is not given back', async () => {
    const { customer, needed } = await returns.paidTwice();
    const path = `/v1/admin/payments/${needed}/outside-refund`;
    expect(code(await operator.http.post(path, OUTSIDE))).toEqual([409, 'RETURN_NOT_STUCK']);
    expect(code(await customer.http.post(path, OUTSIDE))).toEqual([403, 'FORBIDDEN']);
    expect(code(await operator.http.post(`/v1/admin/payments/${uuid7()}/outside-refund`, OUTSIDE))).toEqual([
      404,
      'PAYMENT_NOT_FOUND',
    ]);
    expect(code(await operator.http.post(path, { reference: ' ', reason: 'x' }))).toEqual([400, 'VALIDATION_FAILED']);
    expect(code(await operator.http.post(`/v1/admin/sagas/${uuid7()}/resumption`, REASON))).toEqual([
      404,
      'SAGA_NOT_FOUND',
    ]);
    expect(await actsOn(needed)).toEqual([]);
    expect(await returns.payment(needed)).toMatchObject({ refunded: 0 });
  });
});

describe('what gateways told us', () => {
  interface Event {
    readonly eventId: string;
    readonly state: string;
    readonly detail: string | null;
    readonly attempts: number;
  }
  interface Alarm {
    readonly id: string;
    readonly code: string;
    readonly eventId: string;
    readonly times: number;
    readonly resolvedBy: string | null;
    readonly resolution: string | null;
  }
  const events = async (state: string): Promise<readonly Event[]> =>
    (await operator.http.get<{ items: Event[] }>(`/v1/admin/webhook-events?state=${state}&limit=100`)).body.items;
  const alarms = async (query: string): Promise<readonly Alarm[]> =>
    (await operator.http.get<{ items: Alarm[] }>(`/v1/admin/payment-alarms?${query}`)).body.items;

  test('an event whose payment is known by now is tried again, once', async () => {
    const { shop } = returns;
    const { customer, orderId, paymentId } = await partlyPaid();
    // As if our row came after the event: the gateway knows the payment, we do not.
    await shop.database.query('DELETE FROM payment.payment WHERE id = $1', [paymentId]);
    await shop.control.plant({ kind: 'webhook_late', delayMs: 86_400_000, reference: paymentId, count: 10 });
    const created = await returns.gatewayCall('/payments', { reference: paymentId, amount: 500, currency: 'USD' });
    await returns.gatewayCall(`/payments/${created['id'] as string}/confirm`, { card: 'tok_ok' });
    await shop.control.flush();
    shop.moveClock(16 * 60_000);
    await eventually(
      async () => {
        await shop.get(WebhookInbox).sweepWaiting(100);
        return events('alarmed');
      },
      (found) => found.length === 1,
      'the event is given up',
    );
    const [event] = await events('alarmed');
    const path = `/v1/admin/webhook-events/sandbox/${event!.eventId}/retries`;
    const tooEarly = await operator.http.post<Event>(path, REASON);
    expect([tooEarly.status, tooEarly.body.state]).toEqual([201, 'alarmed']);

    const about = { paymentId, orderId, customerId: customer.id, provider: 'sandbox', currency: 'USD' };
    await shop.database.transaction((tx) => shop.get(PaymentService).open(tx, [{ ...about, amountMinor: 500 }]));
    const key = { 'idempotency-key': randomUUID() };
    const tried = await operator.http.post<Event>(path, REASON, key);
    expect([tried.status, tried.body.state, tried.body.detail]).toEqual([201, 'processed', null]);
    expect((await operator.http.post(path, REASON, key)).headers.get('idempotency-replayed')).toBe('true');
    expect(await returns.payment(paymentId)).toMatchObject({ state: 'authorized' });
    expect(code(await operator.http.post(path, REASON))).toEqual([409, 'WEBHOOK_EVENT_PROCESSED']);
    expect((await actsOn(`sandbox/${event!.eventId}`)).map(({ outcome }) => outcome)).toEqual([
      { state: 'processed', detail: null },
      { state: 'alarmed', detail: 'its payment is not known here' },
    ]);
    await customer.http.post(`/v1/orders/${orderId}/cancellation`);
    await returns.quiet();
  });

  test('an alarm is resolved with a note by one operator, and open again when it is raised again', async () => {
    const { shop } = returns;
    const { spare } = await returns.paidTwice({
      beforeSpare: async (reference) => {
        await shop.control.plant({ kind: 'webhook_wrong_amount', event: 'payment.voided', reference });
      },
    });
    const [alarm] = await eventually(
      () => alarms(`state=open&paymentId=${spare}`),
      (found) => found.length === 1,
      'the alarm is raised',
    );
    expect(alarm).toMatchObject({ code: 'amount_mismatch', times: 1, resolvedBy: null });
    const path = `/v1/admin/payment-alarms/${alarm!.id}/resolution`;
    const key = { 'idempotency-key': randomUUID() };
    const note = { note: 'a display fault at the gateway; they mended it' };
    const resolved = await operator.http.post<Alarm>(path, note, key);
    expect([resolved.status, resolved.body.resolvedBy, resolved.body.resolution]).toEqual([
      201,
      operator.id,
      note.note,
    ]);
    expect((await operator.http.post(path, note, key)).body).toEqual(resolved.body);
    expect(code(await operator.http.post(path, note))).toEqual([409, 'PAYMENT_ALARM_RESOLVED']);
    expect(code(await operator.http.post(path, {}))).toEqual([400, 'VALIDATION_FAILED']);
    expect(await alarms(`state=open&paymentId=${spare}`)).toEqual([]);
    expect(await actsOn(alarm!.id)).toMatchObject([
      { operation: 'resolvePaymentAlarm', reason: note.note, outcome: { code: 'amount_mismatch' } },
    ]);

    const retry = `/v1/admin/webhook-events/sandbox/${alarm!.eventId}/retries`;
    expect((await operator.http.post<Event>(retry, REASON)).body.state).toBe('alarmed');
    expect(await alarms(`state=open&paymentId=${spare}`)).toMatchObject([
      { id: alarm!.id, times: 2, resolution: null },
    ]);
    expect(code(await operator.http.post(`/v1/admin/payment-alarms/${uuid7()}/resolution`, note))).toEqual([
      404,
      'PAYMENT_ALARM_NOT_FOUND',
    ]);
    expect(code(await operator.http.post('/v1/admin/webhook-events/sandbox/evt_none/retries', REASON))).toEqual([
      404,
      'WEBHOOK_EVENT_NOT_FOUND',
    ]);
  });
});

/** The stripe provider: the official SDK against a stand-in server, through the same verbs and inbox as the sandbox. */
import StripeSdk from 'stripe';
import { request } from 'undici';
import { uuid7 } from '#libs/platform';
import { StripeProvider } from '../provider/stripe.provider.js';
import { startPaymentKit, type PaymentKit } from './payment-kit.js';
import { StripeStandIn, type StripeFault } from './stripe-stand-in.js';

const SECRETS = ['whsec_new', 'whsec_old'];
const stripe = new StripeSdk('sk_test_1');
const standIn = new StripeStandIn();
let provider: StripeProvider;
let kit: PaymentKit;

beforeAll(async () => {
  const port = await standIn.start();
  provider = new StripeProvider({
    apiKey: 'sk_test_1',
    webhookSecrets: SECRETS,
    host: '127.0.0.1',
    port,
    protocol: 'http',
    timeoutMs: 300,
  });
  kit = await startPaymentKit([provider]);
});
afterAll(async () => {
  await kit.close();
  await standIn.close();
});
afterEach(() => {
  standIn.refundsArePending = false;
});

const open = (): Promise<string> => kit.open({ provider: 'stripe' });
const intentsOf = (id: string) =>
  [...standIn.intents.values()].filter((one) => (one['metadata'] as { payment_id: string }).payment_id === id);

async function captured(): Promise<string> {
  const id = await open();
  await kit.remote.confirm(id, 'pm_card_visa');
  await kit.remote.captureAtGateway([id]);
  expect(await kit.row(id)).toMatchObject({ state: 'captured', capturedMinor: 10_000 });
  return id;
}

async function reserve(paymentId: string, amountMinor: number): Promise<string> {
  const refundId = uuid7();
  await kit.database.transaction((tx) =>
    kit.payments.reserveRefund(tx, { refundId, paymentId, amountMinor, reason: 'test' }),
  );
  return refundId;
}

async function deliver(
  type: string,
  object: object,
  how: { secret?: string; timestamp?: number; id?: string } = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const payload = JSON.stringify({ id: how.id ?? `evt_${uuid7()}`, object: 'event', type, data: { object } });
  const timestamp = how.timestamp ?? Math.floor(Date.now() / 1000);
  const signature = stripe.webhooks.generateTestHeaderString({ payload, secret: how.secret ?? SECRETS[0]!, timestamp });
  const answer = await request(`${kit.url}/v1/webhooks/payments/stripe`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'stripe-signature': signature },
    body: payload,
  });
  return { status: answer.statusCode, body: (await answer.body.json()) as Record<string, unknown> };
}

describe('calls', () => {
  test('create, confirm, capture, refund; our ids travel as metadata', async () => {
    const id = await open();
    expect(await kit.remote.startAtGateway(id)).toMatchObject({ kind: 'done', payment: { state: 'pending' } });
    const { client, orderId } = await kit.row(id);
    const [intent] = intentsOf(id);
    expect(client).toEqual({ clientSecret: intent!['client_secret'] });
    expect(intent).toMatchObject({
      amount: 10_000,
      currency: 'usd',
      capture_method: 'manual',
      metadata: { order_id: orderId },
    });
    expect(await kit.remote.confirm(id, 'pm_card_visa')).toMatchObject({
      kind: 'done',
      payment: { state: 'authorized' },
    });
    expect(await kit.remote.captureAtGateway([id])).toMatchObject([
      { kind: 'done', payment: { capturedMinor: 10_000 } },
    ]);
    const refundId = await reserve(id, 4_000);
    expect(await kit.remote.refundAtGateway(refundId)).toEqual({ kind: 'succeeded' });
    expect(standIn.refunds.filter((refund) => refund.payment_intent === intent!.id)).toMatchObject([
      { amount: 4_000, metadata: { refund_id: refundId } },
    ]);
    expect([...standIn.keys.keys()].filter((key) => key.startsWith(id) || key === refundId)).toEqual([
      id,
      expect.stringMatching(`^${id}:confirm:`),
      `${id}:capture`,
      refundId,
    ]);
  });

  test('a declined card fails the payment; authentication leaves it with the customer', async () => {
    const declined = await open();
    expect(await kit.remote.confirm(declined, 'pm_card_visa_chargeDeclined')).toMatchObject({
      kind: 'declined',
      reason: 'generic_decline',
      payment: { state: 'failed', failureReason: 'generic_decline' },
    });
    const action = await open();
    expect(await kit.remote.confirm(action, 'pm_card_authenticationRequired')).toMatchObject({
      kind: 'pending',
      payment: { state: 'pending' },
    });
  });

  test('a void closes; of a captured one it shows the money', async () => {
    const id = await open();
    await kit.remote.confirm(id, 'pm_card_visa');
    expect(await kit.remote.voidAtGateway([id])).toMatchObject([{ kind: 'done', payment: { state: 'voided' } }]);
    const paid = await open();
    await kit.remote.confirm(paid, 'pm_card_visa');
    const [intent] = intentsOf(paid);
    standIn.intents.set(intent!.id, { ...intent!, status: 'succeeded', amount_received: 10_000 });
    expect(await kit.remote.voidAtGateway([paid])).toMatchObject([
      { kind: 'declined', payment: { state: 'captured' } },
    ]);
  });

  test.each<StripeFault>(['timeout_after', 'error_after', 'rate_limit', 'garbage'])(
    '%s at every act: unknown, then the same call brings the outcome, once',
    async (fault) => {
      const id = await open();
      const acts = [
        () => kit.remote.startAtGateway(id),
        () => kit.remote.confirm(id, 'pm_card_visa'),
        async () => (await kit.remote.captureAtGateway([id]))[0]!,
      ];
      for (const act of acts) {
        standIn.fault = fault;
        expect(await act()).toMatchObject({ kind: 'unknown' });
        expect(await act()).toMatchObject({ kind: 'done' });
      }
      const refundId = await reserve(id, 10_000);
      standIn.fault = fault;
      expect(await kit.remote.refundAtGateway(refundId)).toMatchObject({ kind: 'unknown' });
      expect(await kit.remote.refundAtGateway(refundId)).toEqual({ kind: 'succeeded' });
      const [intent, ...more] = intentsOf(id);
      expect([intent!.status, more]).toEqual(['succeeded', []]);
      expect(standIn.refunds.filter((refund) => refund.payment_intent === intent!.id)).toHaveLength(1);
    },
  );

  test('a refund is looked up before it is asked for again: the key may be forgotten by then', async () => {
    const id = await captured();
    const refundId = await reserve(id, 10_000);
    standIn.fault = 'timeout_after';
    expect(await kit.remote.refundAtGateway(refundId)).toMatchObject({ kind: 'unknown' });
    standIn.keys.clear();
    expect(await kit.remote.refundAtGateway(refundId)).toEqual({ kind: 'succeeded' });
    expect(
      standIn.refunds.filter((refund) => (refund['metadata'] as { refund_id: string }).refund_id === refundId),
    ).toHaveLength(1);
  });

  test('a pending refund ends by its webhook', async () => {
    standIn.refundsArePending = true;
    const [good, bad] = [await captured(), await captured()];
    const [goodId, badId] = [await reserve(good, 10_000), await reserve(bad, 10_000)];
    expect(await kit.remote.refundAtGateway(goodId)).toEqual({ kind: 'pending' });
    expect(await kit.remote.refundAtGateway(badId)).toEqual({ kind: 'pending' });
    expect(await kit.row(good)).toMatchObject({ refundedMinor: 10_000 });
    const refund = (id: string) =>
      standIn.refunds.find((one) => (one['metadata'] as { refund_id: string }).refund_id === id)!;
    await deliver('refund.updated', { ...refund(goodId), status: 'succeeded' });
    await deliver('refund.failed', { ...refund(badId), status: 'failed', failure_reason: 'expired_or_canceled_card' });
    expect(await kit.payments.refunds(kit.database, [good, bad])).toMatchObject([
      { id: goodId, state: 'succeeded' },
      { id: badId, state: 'failed', failureReason: 'expired_or_canceled_card' },
    ]);
    expect(await kit.row(bad)).toMatchObject({ refundedMinor: 0 });
  });

  test('the poll learns of a capture nobody told us', async () => {
    const id = await open();
    await kit.remote.startAtGateway(id);
    const [intent] = intentsOf(id);
    standIn.intents.set(intent!.id, { ...intent!, status: 'succeeded', amount_received: 10_000 });
    await kit.pollLater();
    expect((await kit.row(id)).state).toBe('captured');
  });
});

describe('webhooks', () => {
  test('every intent event in the worst order ends captured', async () => {
    const id = await open();
    await kit.remote.startAtGateway(id);
    const [intent] = intentsOf(id);
    const at = (status: string, more: object = {}): object => ({ ...intent, status, ...more });
    await deliver('payment_intent.succeeded', at('succeeded', { amount_received: 10_000 }));
    await deliver('payment_intent.amount_capturable_updated', at('requires_capture', { amount_capturable: 10_000 }));
    await deliver(
      'payment_intent.payment_failed',
      at('requires_payment_method', { last_payment_error: { code: 'x' } }),
    );
    await deliver('payment_intent.created', at('requires_payment_method'));
    expect(await kit.row(id)).toMatchObject({ state: 'captured', capturedMinor: 10_000, failureReason: null });
    expect(kit.observer.of(id)).toEqual(['created > pending', 'pending > captured']);
  });

  test('a wrong amount is alarmed', async () => {
    const id = await open();
    await kit.remote.startAtGateway(id);
    const intent = { ...intentsOf(id)[0], status: 'succeeded', amount_received: 9_999 };
    expect(await deliver('payment_intent.succeeded', intent)).toMatchObject({
      status: 200,
      body: { outcome: 'taken' },
    });
    expect((await kit.row(id)).state).toBe('pending');
    expect(await kit.database.query('SELECT code FROM payment.alarm WHERE payment_id = $1', [id])).toEqual([
      { code: 'amount_mismatch' },
    ]);
  });

  test('the older secret is accepted, others are not, nor old timestamps', async () => {
    const id = await open();
    await kit.remote.startAtGateway(id);
    const intent = { ...intentsOf(id)[0], status: 'requires_capture', amount_capturable: 10_000 };
    const type = 'payment_intent.amount_capturable_updated';
    const now = Math.floor(Date.now() / 1000);
    expect((await deliver(type, intent, { secret: 'whsec_guess' })).status).toBe(401);
    expect((await deliver(type, intent, { timestamp: now - 302 })).status).toBe(401);
    expect((await deliver(type, intent, { timestamp: now + 302 })).status).toBe(401);
    expect((await kit.row(id)).state).toBe('pending');
    expect((await deliver(type, intent, { secret: 'whsec_old', id: 'evt_old' })).body).toEqual({ outcome: 'taken' });
    expect((await deliver(type, intent, { id: 'evt_old' })).body).toEqual({ outcome: 'duplicate' });
    expect((await kit.row(id)).state).toBe('authorized');
  });

  test('an event about something else is stored and says so', async () => {
    expect(await deliver('customer.created', { id: 'cus_1' }, { id: 'evt_customer' })).toMatchObject({
      body: { outcome: 'taken' },
    });
    expect(await kit.database.query("SELECT state FROM payment.webhook_event WHERE event_id = 'evt_customer'")).toEqual(
      [{ state: 'refused' }],
    );
  });
});

/** The API of payments over real HTTP: whose they are, confirming under a key, and what operators see. */
import { request } from 'undici';
import { uuid7 } from '#libs/platform';
import { startPaymentKit, type PaymentKit } from './payment-kit.js';

let kit: PaymentKit;
// Thirty calls at once on a busy machine may take longer than a timeout fault needs.
beforeAll(async () => (kit = await startPaymentKit([], 2_000)));
afterAll(() => kit.close());
afterEach(() => kit.control.reset());

interface Answered {
  readonly status: number;
  readonly replayed: boolean;
  readonly body: Record<string, unknown>;
}

async function call(
  method: 'GET' | 'POST',
  path: string,
  how: { as?: string; key?: string; body?: unknown } = {},
): Promise<Answered> {
  const answer = await request(kit.url + path, {
    method,
    headers: {
      ...(how.as && { authorization: `Bearer ${how.as}` }),
      ...(how.key && { 'idempotency-key': how.key }),
      ...(how.body !== undefined && { 'content-type': 'application/json' }),
    },
    body: how.body === undefined ? null : JSON.stringify(how.body),
  });
  const body = (await answer.body.json()) as Record<string, unknown>;
  return { status: answer.statusCode, replayed: answer.headers['idempotency-replayed'] === 'true', body };
}

async function mine(): Promise<{ id: string; as: string; confirm: (key: string, card?: string) => Promise<Answered> }> {
  const customerId = uuid7();
  const id = await kit.open({ customerId, silent: true });
  const as = `customer-${customerId}`;
  const confirm = (key: string, instrument = 'tok_ok'): Promise<Answered> =>
    call('POST', `/v1/payments/${id}/confirmation`, { as, key, body: { instrument } });
  return { id, as, confirm };
}

describe('GET /v1/payments/{id}', () => {
  test('shows the owner how to go on, and nobody else anything', async () => {
    const { id, as } = await mine();
    await kit.remote.startAtGateway(id);
    const { status, body } = await call('GET', `/v1/payments/${id}`, { as });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id,
      state: 'pending',
      awaiting: 'customer',
      amount: 10_000,
      currency: 'USD',
      refunds: [],
    });
    expect(body['client']).toEqual({
      clientSecret: expect.any(String),
      redirectUrl: expect.stringContaining('/pay/pay_'),
    });
    expect((await call('GET', `/v1/payments/${id}`, { as: `customer-${uuid7()}` })).status).toBe(404);
    expect((await call('GET', `/v1/payments/${uuid7()}`, { as })).status).toBe(404);
    expect((await call('GET', `/v1/payments/nonsense`, { as })).status).toBe(400);
    expect((await call('GET', `/v1/payments/${id}`, { as: `merchant-${uuid7()}` })).status).toBe(403);
    expect((await call('GET', `/v1/payments/${id}`)).status).toBe(401);
  });
});

describe('POST /v1/payments/{id}/confirmation', () => {
  test('authorises once; the key repeats the answer, another body is refused', async () => {
    const { id, confirm } = await mine();
    const first = await confirm('key-1');
    expect(first).toMatchObject({
      status: 200,
      replayed: false,
      body: { id, state: 'authorized', awaiting: null, client: null },
    });
    expect(await confirm('key-1')).toEqual({ ...first, replayed: true });
    expect(await confirm('key-1', 'tok_declined')).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    expect(await confirm('key-2')).toMatchObject({ status: 200, body: { state: 'authorized' } });
    expect(await kit.control.payments(id)).toMatchObject([{ status: 'authorized', authorized: 10_000 }]);
  });

  test('30 at once with one key: one authorisation, the same answer', async () => {
    const { id, confirm } = await mine();
    const answers = await Promise.all(Array.from({ length: 30 }, () => confirm('key-1')));
    expect(new Set(answers.map((answer) => JSON.stringify([answer.status, answer.body])))).toEqual(
      new Set([JSON.stringify([200, answers[0]!.body])]),
    );
    expect(kit.observer.of(id)).toEqual(['created > pending', 'pending > authorized']);
  });

  test('a declined card is 422 with the reason, and stays so under its key', async () => {
    const { confirm } = await mine();
    const refused = await confirm('key-1', 'tok_insufficient_funds');
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'PAYMENT_DECLINED', reason: 'insufficient_funds', state: 'failed' },
    });
    expect((await confirm('key-1', 'tok_insufficient_funds')).body).toMatchObject({ code: 'PAYMENT_DECLINED' });
    expect(await confirm('key-2', 'tok_ok')).toMatchObject({ status: 422, body: { code: 'PAYMENT_DECLINED' } });
  });

  test('a payment that was closed is 409', async () => {
    const { id, confirm } = await mine();
    await kit.remote.voidAtGateway([id]);
    expect(await confirm('key-1')).toMatchObject({ status: 409, body: { code: 'PAYMENT_CLOSED', state: 'voided' } });
  });

  test('no answer from the gateway is said so and not kept under the key', async () => {
    const { id, confirm } = await mine();
    await kit.control.plant({ kind: 'timeout_after', operation: 'confirm', reference: id });
    expect(await confirm('key-1')).toMatchObject({ status: 200, body: { state: 'pending', awaiting: 'gateway' } });
    expect(await confirm('key-1')).toMatchObject({
      status: 200,
      replayed: false,
      body: { state: 'authorized', awaiting: null },
    });
  });

  test.each([
    ['another customer', { as: `customer-${uuid7()}`, key: 'k', body: { instrument: 'tok_ok' } }, 404, 'NOT_FOUND'],
    ['nobody', { key: 'k', body: { instrument: 'tok_ok' } }, 401, 'UNAUTHENTICATED'],
    ['an operator', { as: `operator-${uuid7()}`, key: 'k', body: { instrument: 'tok_ok' } }, 403, 'FORBIDDEN'],
  ])('%s cannot', async (_, how, status, code) => {
    const { id } = await mine();
    expect(await call('POST', `/v1/payments/${id}/confirmation`, how)).toMatchObject({ status, body: { code } });
    expect((await kit.row(id)).state).toBe('created');
  });

  test.each([
    [undefined, 'IDEMPOTENCY_KEY_MISSING', { instrument: 'tok_ok' }],
    ['key', 'VALIDATION_FAILED', {}],
    ['key', 'VALIDATION_FAILED', { instrument: '' }],
    ['key', 'VALIDATION_FAILED', { instrument: 7 }],
    ['key', 'VALIDATION_FAILED', { instrument: 'x'.repeat(201) }],
    ['key', 'VALIDATION_FAILED', { instrument: 'tok_ok', amount: 1 }],
  ])('key %p: %s for %j', async (key, code, body) => {
    const { id, as } = await mine();
    const answer = await call('POST', `/v1/payments/${id}/confirmation`, { as, body, ...(key && { key }) });
    expect(answer).toMatchObject({ status: 400, body: { code } });
    expect((await kit.row(id)).state).toBe('created');
  });
});

describe('administration', () => {
  const as = `operator-${uuid7()}`;

  test('payments are found by state, order, customer and reference, and paged', async () => {
    const [orderId, customerId] = [uuid7(), uuid7()];
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) ids.unshift(await kit.open({ orderId, customerId, silent: true }));
    await kit.remote.confirm(ids[0]!, 'tok_ok');
    const list = async (query: string): Promise<string[]> => {
      const { status, body } = await call('GET', `/v1/admin/payments?${query}`, { as });
      expect(status).toBe(200);
      return (body['items'] as { id: string }[]).map((item) => item.id);
    };
    expect(await list(`orderId=${orderId}`)).toEqual(ids);
    expect(await list(`customerId=${customerId}&state=authorized`)).toEqual([ids[0]]);
    const { providerReference } = await kit.row(ids[0]!);
    expect(await list(`reference=${providerReference}`)).toEqual([ids[0]]);
    const first = await call('GET', `/v1/admin/payments?orderId=${orderId}&limit=2`, { as });
    const rest = await call(
      'GET',
      `/v1/admin/payments?orderId=${orderId}&limit=2&cursor=${String(first.body['nextCursor'])}`,
      {
        as,
      },
    );
    expect([first, rest].flatMap(({ body }) => (body['items'] as { id: string }[]).map((item) => item.id))).toEqual(
      ids,
    );
    expect(rest.body['nextCursor']).toBeNull();
  });

  test('events and alarms are listed, newest first', async () => {
    for (let i = 0; i < 3; i++) {
      const id = await kit.open();
      await kit.remote.startAtGateway(id);
      await kit.control.plant({ kind: 'webhook_wrong_amount', reference: id });
      await kit.remote.confirm(id, 'tok_ok');
      await kit.flush();
    }
    const events = await call('GET', '/v1/admin/webhook-events?state=alarmed&limit=2', { as });
    expect(events.body['items']).toMatchObject([{ state: 'alarmed', detail: 'amount_mismatch', secretIndex: 0 }, {}]);
    const next = await call(
      'GET',
      `/v1/admin/webhook-events?state=alarmed&limit=2&cursor=${String(events.body['nextCursor'])}`,
      { as },
    );
    expect(next.body['items']).toHaveLength(1);
    const alarms = await call('GET', '/v1/admin/payment-alarms', { as });
    expect(alarms.body['items']).toMatchObject([{ code: 'amount_mismatch', source: 'webhook', times: 1 }, {}, {}]);
  });

  test.each(['payments', 'webhook-events', 'payment-alarms'])(
    '%s are not for customers, and bad cursors are 400',
    async (list) => {
      expect((await call('GET', `/v1/admin/${list}`, { as: `customer-${uuid7()}` })).status).toBe(403);
      for (const cursor of ['x', 'WzFd', Buffer.from('["2026-13-45T99:99:99Z","a","b"]').toString('base64url')])
        expect(await call('GET', `/v1/admin/${list}?cursor=${cursor}`, { as })).toMatchObject({ status: 400 });
    },
  );
});

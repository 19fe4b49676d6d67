/** Withdrawals over HTTP, with a real payout service that misbehaves in every way it can. */
import { createHmac, randomUUID } from 'node:crypto';
import { IdentityService } from '#libs/identity';
import { PayoutProviders } from '#libs/payment';
import { VelocityBrakes } from '#libs/wallet-saga';
import { expectCleanAudit } from '../support/audit.js';
import { eventually } from '../support/http-client.js';
import { Shop, type Customer } from '../support/shop.js';
import { decide, grantLot, purse, requested, stateOf, withdraw, type TransferBody } from '../support/transfers.js';
import { lasting } from '../race/race-kit.js';

const DAY_MS = 86_400_000;

describe('withdrawals', () => {
  let shop: Shop;
  let operator: Customer;
  beforeAll(async () => {
    shop = await Shop.open({ config: { workerInApi: false } });
    operator = (await lasting(shop, [await shop.staff('operator')]))[0]!;
  });
  afterAll(() => shop?.close());
  afterEach(async () => {
    await shop.payoutControl.reset();
    shop.moveClock(0);
    await expectCleanAudit(shop);
  });

  const rich = async (credit = 20_000): Promise<Customer> => (await lasting(shop, await shop.customers(1, credit)))[0]!;

  it('example 14: hold all of it, pay out the net and keep the fee: 100.00 is 95.00 and 5.00', async () => {
    const ada = await rich();
    const answer = await withdraw(ada, 10_000);
    expect(answer).toMatchObject({ status: 201, body: { state: 'requested', amount: 10_000, fee: 500, net: 9_500 } });
    const { id } = answer.body;
    expect(await purse(shop, ada.id)).toEqual([20_000, 10_000]);
    const approved = await decide(operator, id, 'approval');
    expect(approved).toMatchObject({
      status: 200,
      body: { state: 'approved', decidedBy: operator.id, decisionNote: 'checked' },
    });
    await shop.runner.drain();
    expect([await stateOf(ada, id), await purse(shop, ada.id)]).toEqual(['paid_out', [10_000, 0]]);
    expect(await shop.payoutControl.books()).toMatchObject([{ reference: id, amount: 9_500, status: 'paid' }]);
    const entries = await ada.http.get<{ items: { kind: string; amount: number }[] }>('/v1/wallet/entries');
    expect(entries.body.items[0]).toMatchObject({ kind: 'withdrawal_paid', amount: -10_000 });
  });

  it('round the fee half to even', async () => {
    const ada = await rich();
    const fees = [];
    for (const amount of [1_010, 1_030, 1_050]) fees.push((await withdraw(ada, amount)).body['fee']);
    // 50.5 → 50, 51.5 → 52, 52.5 → 52
    expect(fees).toEqual([50, 52, 52]);
  });

  it('example 14: give everything back when rejected, and when nobody decides in time', async () => {
    const ada = await rich();
    const [first, second] = [await requested(ada, 10_000), await requested(ada, 5_000)];
    const rejected = await decide(operator, first, 'rejection');
    expect(rejected).toMatchObject({
      status: 200,
      body: { state: 'rejected', decidedBy: operator.id, endedBecause: 'not your account' },
    });
    const late = await decide(operator, first, 'approval');
    expect([late.status, late.body.code, late.body.state]).toEqual([409, 'WITHDRAWAL_DECIDED', 'rejected']);
    expect(await purse(shop, ada.id)).toEqual([20_000, 5_000]);
    shop.moveClock(14 * DAY_MS + 1_000);
    await shop.runner.drain();
    shop.moveClock(0);
    expect([await stateOf(ada, second), await purse(shop, ada.id)]).toEqual(['rejected', [20_000, 0]]);
  });

  it('give everything back when the provider refuses, at once or later', async () => {
    const ada = await rich();
    const [refused, failing] = [
      await requested(ada, 4_000, 'acct_refused'),
      await requested(ada, 5_000, 'acct_slow_fails'),
    ];
    await decide(operator, refused, 'approval');
    await decide(operator, failing, 'approval');
    await shop.runner.drain();
    expect(await purse(shop, ada.id)).toEqual([20_000, 5_000]);
    await shop.payoutControl.settle(failing, 'failed');
    await shop.payoutControl.flush();
    await shop.runner.drain();
    const failed = await ada.http.get<TransferBody>(`/v1/withdrawals/${failing}`);
    expect(failed.body).toMatchObject({ state: 'failed', endedBecause: 'account_closed' });
    expect([await stateOf(ada, refused), await purse(shop, ada.id)]).toEqual(['failed', [20_000, 0]]);
  });

  it('wait for a slow payout without counting, and end by callback or by asking', async () => {
    const ada = await rich();
    const [told, asked] = [await requested(ada, 4_000, 'acct_slow'), await requested(ada, 5_000, 'acct_slow')];
    for (const id of [told, asked]) await decide(operator, id, 'approval');
    for (let i = 1; i <= 30; i++) {
      shop.moveClock(i * 700_000);
      await shop.runner.drain();
    }
    expect([await stateOf(ada, told), await stateOf(ada, asked)]).toEqual(['approved', 'approved']);
    await shop.payoutControl.settle(told, 'paid');
    await shop.payoutControl.flush();
    await shop.runner.drain();
    expect(await stateOf(ada, told)).toBe('paid_out');
    await shop.payoutControl.plant({ kind: 'webhook_never', count: 10 });
    await shop.payoutControl.settle(asked, 'paid');
    shop.moveClock(32 * 700_000);
    await shop.runner.drain();
    expect([await stateOf(ada, asked), await purse(shop, ada.id)]).toEqual(['paid_out', [11_000, 0]]);
  });

  it.each([
    'timeout_before',
    'timeout_after',
    'error_before',
    'error_after',
    'garbage',
    'slow_drip',
    'wrong_amount',
  ] as const)('pay once whatever the answer: %s', async (kind) => {
    const ada = await rich();
    const id = await requested(ada, 4_000);
    patience(shop, 150);
    await shop.payoutControl.plant({ kind, operation: 'create', reference: id });
    await shop.payoutControl.plant({ kind: 'webhook_never', count: 100 });
    await decide(operator, id, 'approval');
    await shop.runner.drain();
    shop.moveClock(31_000);
    patience(shop, 5_000);
    await shop.runner.drain();
    expect([await stateOf(ada, id), await purse(shop, ada.id)]).toEqual(['paid_out', [16_000, 0]]);
    expect((await shop.payoutControl.planted())[0]!.hits).toBe(1);
    expect((await shop.payoutControl.books()).filter(({ reference }) => reference === id)).toHaveLength(1);
  });

  it('take callbacks late, repeated and out of order to the same end, and no forged ones', async () => {
    const ada = await rich();
    const id = await requested(ada, 4_000, 'acct_slow');
    await shop.payoutControl.plant({ kind: 'webhook_out_of_order', count: 2, reference: id });
    await decide(operator, id, 'approval');
    await shop.runner.drain();
    await shop.payoutControl.settle(id, 'paid');
    await shop.payoutControl.flush();
    await shop.runner.drain();
    expect([await stateOf(ada, id), await purse(shop, ada.id)]).toEqual(['paid_out', [16_000, 0]]);
    for (let i = 0; i < 3; i++) await shop.payoutControl.replay();
    await shop.runner.drain();
    expect(await purse(shop, ada.id)).toEqual([16_000, 0]);
    const forged = await fetch(`${shop.urls[0]}/v1/webhooks/payouts/sandbox`, {
      method: 'POST',
      ...signedEvent('not the secret', { reference: await requested(ada, 1_000), amount: 950 }),
    });
    expect(forged.status).toBe(401);
    const [row] = await shop.database.query<{ n: number }>(
      `SELECT count(*) AS n FROM transfer.payout_event WHERE event_id = 'evt_test'`,
    );
    expect(row!.n).toBe(0);
  });

  it('raise an alarm and move nothing for what nobody asked for, other amounts and unknown payouts', async () => {
    const ada = await rich();
    const waiting = await requested(ada, 4_000);
    const open = await requested(ada, 5_000, 'acct_slow');
    await decide(operator, open, 'approval');
    await shop.runner.drain();
    const events = [
      { reference: waiting, amount: 3_800 },
      { reference: open, amount: 4_751 },
      { reference: open, amount: 4_750, currency: 'EUR' },
      { reference: randomUUID(), amount: 100 },
    ];
    for (const [n, event] of events.entries()) {
      const answer = await fetch(`${shop.urls[0]}/v1/webhooks/payouts/sandbox`, {
        method: 'POST',
        ...signedEvent(undefined, event, `evt_odd_${n}`),
      });
      expect(answer.status).toBe(200);
    }
    await shop.runner.drain();
    expect([await stateOf(ada, waiting), await stateOf(ada, open), await purse(shop, ada.id)]).toEqual([
      'requested',
      'approved',
      [20_000, 9_000],
    ]);
    const alarms = await operator.http.get<{ items: { code: string }[] }>('/v1/admin/payout-alarms');
    expect(alarms.body.items.map(({ code }) => code).sort()).toEqual(
      expect.arrayContaining(['not_asked_for', 'unknown_payout', 'wrong_amount', 'wrong_currency']),
    );
    await shop.payoutControl.settle(open, 'paid');
    await shop.payoutControl.flush();
    await shop.runner.drain();
  });

  it.each([
    [20_000, 16_000, 4_000],
    [4_500, 1_500, 3_000],
  ])(
    'book money that left after they had failed: of %d, %d stay, %d are recovered',
    async (credit, left, recovered) => {
      const ada = await rich(credit);
      const id = await requested(ada, 4_000, 'acct_slow');
      await decide(operator, id, 'approval');
      await shop.runner.drain();
      await shop.payoutControl.settle(id, 'failed');
      await shop.payoutControl.flush();
      await shop.runner.drain();
      expect([await stateOf(ada, id), await purse(shop, ada.id)]).toEqual(['failed', [credit, 0]]);
      // What was given back is partly spent before the bank pays after all.
      if (recovered < 4_000) expect((await withdraw(ada, 1_500)).status).toBe(201);
      await shop.payoutControl.settle(id, 'paid');
      await shop.payoutControl.flush();
      await shop.runner.drain();
      const after = await operator.http.get<TransferBody>(`/v1/admin/withdrawals/${id}`);
      expect(after.body).toMatchObject({ state: 'paid_out', recovered, payoutState: 'paid' });
      expect((await purse(shop, ada.id))[0]).toBe(left);
    },
  );

  it('get stuck when nobody answers, and go on when an operator lets them', async () => {
    const ada = await rich();
    const id = await requested(ada, 4_000);
    await shop.payoutControl.plant({ kind: 'error_before', operation: 'create', reference: id, count: 1_000 });
    await decide(operator, id, 'approval');
    for (let i = 1; i <= 14; i++) {
      await shop.runner.drain();
      shop.moveClock(i * 31_000);
    }
    const stuck = await operator.http.get<{ items: { id: string; state: string; step: string }[] }>(
      '/v1/admin/sagas?state=stuck',
    );
    expect(stuck.body.items).toMatchObject([{ id, step: 'pay_out' }]);
    await shop.payoutControl.reset();
    expect(
      (await operator.http.post(`/v1/admin/sagas/${id}/resumption`, { reason: 'the provider answers again' })).status,
    ).toBe(202);
    await shop.runner.drain();
    expect([await stateOf(ada, id), await purse(shop, ada.id)]).toEqual(['paid_out', [16_000, 0]]);
  });

  it('take only credit that may leave: no promotions, not even as a gift', async () => {
    const ada = await rich(2_000);
    await grantLot(shop, ada.id, { amount: 5_000, source: 'promotion' });
    const terms = await ada.http.get<Record<string, unknown>>('/v1/withdrawal-terms');
    expect(terms.body).toEqual({
      ...{ currency: 'USD', available: 2_000, minimum: 1_000, feeBps: 500, frozen: false },
      ...{ remainingAmount: 200_000, remainingCount: 3 },
    });
    const refused = await withdraw(ada, 2_001);
    expect(refused.body).toMatchObject({
      status: 422,
      code: 'INSUFFICIENT_WITHDRAWABLE',
      available: 2_000,
      shortfall: 1,
    });
    const grace = await rich(0);
    const gift = await ada.http.post<TransferBody>('/v1/gifts', { customerId: grace.id, amount: 6_000 });
    expect((await grace.http.post(`/v1/gifts/${gift.body.id}/claim`)).status).toBe(200);
    // The oldest lot went first: 2,000 that may leave and 4,000 that may not.
    expect((await grace.http.get<{ available: number }>('/v1/withdrawal-terms')).body.available).toBe(2_000);
    expect((await withdraw(grace, 2_001)).body.code).toBe('INSUFFICIENT_WITHDRAWABLE');
    expect((await withdraw(grace, 2_000)).status).toBe(201);
  });

  it('have a smallest one and a limit of a day', async () => {
    const ada = await rich(300_000);
    expect((await withdraw(ada, 999)).body).toMatchObject({ code: 'WITHDRAWAL_TOO_SMALL', minimum: 1_000 });
    expect((await withdraw(ada, 200_001)).body).toMatchObject({ code: 'VELOCITY_LIMIT', limit: 'amount' });
    for (let i = 0; i < 3; i++) await requested(ada, 1_000);
    expect((await withdraw(ada, 1_000)).body).toMatchObject({ code: 'VELOCITY_LIMIT', limit: 'uses', max: 3, used: 3 });
    expect(await purse(shop, ada.id)).toEqual([300_000, 3_000]);
  });

  it('happen once under their key, and not at all without one', async () => {
    const ada = await rich();
    const key = { 'idempotency-key': randomUUID() };
    const [first, again] = [await withdraw(ada, 1_000, {}, key), await withdraw(ada, 1_000, {}, key)];
    expect([first.status, again.body, again.headers.get('idempotency-replayed')]).toEqual([201, first.body, 'true']);
    const other = await withdraw(ada, 1_001, {}, key);
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect(await purse(shop, ada.id)).toEqual([20_000, 1_000]);
  });

  it("are nobody else's business, and customers decide nothing", async () => {
    const [ada, grace] = [await rich(), await rich()];
    const id = await requested(ada, 1_000);
    expect((await grace.http.get(`/v1/withdrawals/${id}`)).status).toBe(404);
    expect((await decide(ada, id, 'approval')).status).toBe(403);
    expect((await decide(operator, randomUUID(), 'approval')).status).toBe(404);
    expect((await ada.http.get<{ items: unknown[] }>('/v1/withdrawals')).body.items).toHaveLength(1);
  });

  it('are not approved while the wallet is frozen', async () => {
    const ada = await rich();
    const id = await requested(ada, 1_000);
    await operator.http.post(`/v1/admin/wallets/${ada.id}/freeze`, { reason: 'looks odd' });
    const refused = await decide(operator, id, 'approval');
    expect([refused.status, refused.body.code]).toEqual([422, 'WALLET_FROZEN']);
    expect((await decide(operator, id, 'rejection')).body.state).toBe('rejected');
    expect(await purse(shop, ada.id)).toEqual([20_000, 0]);
  });

  it('tell their customer live', async () => {
    const ada = await rich();
    const id = await requested(ada, 1_000);
    await decide(operator, id, 'approval');
    await shop.runner.drain();
    const told = () =>
      shop.database.query(
        `SELECT aggregate_seq AS seq, payload::json ->> 'state' AS state FROM platform.outbox
         WHERE topic = 'withdrawal.changed' AND aggregate_id = $1 AND subject_id = $2 ORDER BY aggregate_seq`,
        [id, ada.id],
      );
    await eventually(told, (rows) => rows.length === 3, 'three events');
    expect(await told()).toEqual([
      { seq: 1, state: 'requested' },
      { seq: 2, state: 'approved' },
      { seq: 3, state: 'paid_out' },
    ]);
  });
});

describe('the step-up before a withdrawal', () => {
  const PASSWORD = 'correct horse battery staple';
  let shop: Shop;
  beforeAll(async () => {
    shop = await Shop.open();
  });
  afterAll(() => shop?.close());

  async function withPassword(): Promise<Customer> {
    const [ada] = await shop.customers(1, 20_000);
    const hash = await shop.get(IdentityService).hashPassword(PASSWORD, 'cheapest');
    await shop.database.query('UPDATE identity.account SET password_hash = $2 WHERE id = $1', [ada!.id, hash]);
    return (await lasting(shop, [ada!]))[0]!;
  }

  it('is a fresh login or the password, and a wrong one is not kept under the key', async () => {
    const ada = await withPassword();
    expect((await withdraw(ada, 1_000)).status).toBe(201);
    shop.moveClock(5 * 60_000 + 1_000);
    const key = { 'idempotency-key': randomUUID() };
    const stale = await withdraw(ada, 1_000, {}, key);
    expect([stale.status, stale.body.code]).toEqual([401, 'STEP_UP_REQUIRED']);
    const wrong = await withdraw(ada, 1_000, { password: 'guess' }, key);
    expect([wrong.status, wrong.body.code]).toEqual([401, 'STEP_UP_REFUSED']);
    const right = await withdraw(ada, 1_000, { password: PASSWORD }, key);
    expect(right.status).toBe(201);
    // The kept answer needs no proof: it says nothing new.
    expect((await withdraw(ada, 1_000, {}, key)).body).toEqual(right.body);
    shop.moveClock(0);
    await expectCleanAudit(shop);
  });

  it('cools off after a change of password', async () => {
    const ada = await withPassword();
    const next = 'another horse entirely, sir';
    const changed = await ada.http.post('/v1/password-changes', {
      currentPassword: PASSWORD,
      newPassword: next,
    });
    expect(changed.status).toBeLessThan(300);
    const cooling = await withdraw(ada, 1_000, { password: next });
    expect([cooling.status, cooling.body.code]).toEqual([422, 'WITHDRAWAL_COOLING_OFF']);
    shop.moveClock(DAY_MS + 60_000);
    expect((await withdraw(ada, 1_000, { password: next })).status).toBe(201);
    shop.moveClock(0);
  });
});

describe('the brake on refunds to credit', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await Shop.open({ config: { creditRefundsPerDayMax: 2, creditRefundMinorPerDayMax: 1_000 } });
  });
  afterAll(() => shop?.close());

  it('lets through what is inside the limits, in order, and counts a reference once', async () => {
    const { id: ownerId } = await shop.customer(100);
    const reference = randomUUID();
    const use = (amountMinor: number, about = randomUUID()) =>
      ({ act: 'credit_refund', reference: about, ownerId, amountMinor }) as const;
    const take = (...uses: ReturnType<typeof use>[]) =>
      shop.database.transaction((tx) => shop.get(VelocityBrakes).take(tx, uses));
    expect(await take(use(1_001), use(600, reference), use(500))).toMatchObject([
      { kind: 'limited', limit: 'amount', used: 0 },
      { kind: 'let_through' },
      { kind: 'limited', limit: 'amount', used: 600 },
    ]);
    expect(await take(use(600, reference), use(400))).toMatchObject([{ kind: 'let_through' }, { kind: 'let_through' }]);
    expect(await take(use(1))).toMatchObject([{ kind: 'limited', limit: 'uses', max: 2, used: 2 }]);
    shop.moveClock(DAY_MS + 1_000);
    expect(await take(use(1_000))).toMatchObject([{ kind: 'let_through' }]);
    shop.moveClock(0);
  });
});

function patience(shop: Shop, timeoutMs: number): void {
  Object.assign(Reflect.get(shop.get(PayoutProviders).find('sandbox')!, 'calls') as object, { timeoutMs });
}

/** A callback as the payout service would sign it, with another content. */
function signedEvent(
  secret: string | undefined,
  payout: { readonly reference: string; readonly amount: number; readonly currency?: string },
  id = 'evt_test',
): { body: string; headers: Record<string, string> } {
  const body = JSON.stringify({
    ...{ id, type: 'payout.paid', createdAt: new Date().toISOString() },
    payout: { id: `po_${id}`, currency: 'USD', destination: 'acct_ok', status: 'paid', failureReason: null, ...payout },
  });
  const timestampSeconds = String(Math.floor(Date.now() / 1000));
  // Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`.
  const signature = createHmac('sha256', secret ?? 'webhook-secret-of-a-test-shop-00000000000')
    .update(`${id}.${timestampSeconds}.${body}`)
    .digest('base64');
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestampSeconds,
      'webhook-signature': `v1,${signature}`,
    },
  };
}

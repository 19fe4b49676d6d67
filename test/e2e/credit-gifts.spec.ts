/** Gifts over HTTP: credit changes hands with its history, or comes back; exactly one of all who decide wins. */
import { randomUUID } from 'node:crypto';
import { expectCleanAudit } from '../support/audit.js';
import { ADDRESS, Shop, type Customer } from '../support/shop.js';
import { giftAct, grantLot, purse, send, sent, walletOf, type TransferBody } from '../support/transfers.js';
import { lasting } from '../race/race-kit.js';

const DAY_MS = 86_400_000;

describe('gifts', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await Shop.open({ config: { workerInApi: false } });
  });
  afterAll(() => shop?.close());
  afterEach(async () => {
    shop.moveClock(0);
    await expectCleanAudit(shop);
  });

  const pair = async (credit = 10_000): Promise<[Customer, Customer]> => {
    const [ada] = await lasting(shop, await shop.customers(1, credit));
    const [grace] = await lasting(shop, await shop.customers(1));
    return [ada!, grace!];
  };

  it('go out of the sender at once and to the receiver when claimed; both see it', async () => {
    const [ada, grace] = await pair();
    const answer = await send(ada, `${grace.id}@example.com`, 2_500, { message: 'For the new kitchen' });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        ...{ state: 'pending', direction: 'sent', amount: 2_500, message: 'For the new kitchen' },
        ...{ to: `${grace.id}@example.com`, claimed: 0, returned: 0, expired: 0, allowedActions: ['cancel'] },
      },
    });
    const { id } = answer.body;
    expect([await purse(shop, ada.id), await purse(shop, grace.id)]).toEqual([
      [7_500, 0],
      [0, 0],
    ]);
    const received = await grace.http.get<{ items: TransferBody[] }>('/v1/gifts');
    expect(received.body.items).toMatchObject([
      { id, direction: 'received', to: null, allowedActions: ['claim', 'decline'] },
    ]);
    const claimed = await giftAct(grace, id, 'claim');
    expect([claimed.status, claimed.body.state, claimed.body['claimed']]).toEqual([200, 'claimed', 2_500]);
    expect([await purse(shop, ada.id), await purse(shop, grace.id)]).toEqual([
      [7_500, 0],
      [2_500, 0],
    ]);
    const list = await ada.http.get<{ items: TransferBody[] }>('/v1/gifts?box=sent&state=claimed');
    expect(list.body.items.map((gift) => gift.id)).toEqual([id]);
    expect((await grace.http.get<TransferBody>(`/v1/gifts/${id}`)).body.state).toBe('claimed');
  });

  it('keep the expiry and the origin of the lots they came from, over two hands', async () => {
    const [ada, grace] = await pair(0);
    const soon = new Date(Date.now() + 3 * DAY_MS);
    await grantLot(shop, ada.id, { amount: 400, source: 'promotion', expiresAt: soon });
    await grantLot(shop, ada.id, { amount: 300, source: 'promotion', expiresAt: soon });
    await grantLot(shop, ada.id, { amount: 1_000, source: 'purchase' });
    await giftAct(grace, await sent(ada, grace, 1_200), 'claim');
    const lots = [
      { source: 'promotion', remaining: 700, expires: expect.stringContaining(soon.toISOString().slice(0, 19)) },
      { source: 'purchase', remaining: 500, expires: null },
    ];
    expect((await walletOf(shop, grace.id)).lots).toEqual(lots);
    const linus = await shop.customer();
    await giftAct(linus, await sent(grace, linus, 1_200), 'claim');
    expect((await walletOf(shop, linus.id)).lots).toEqual(lots);
  });

  it.each([
    ['cancelled', 'cancellation'],
    ['declined', 'declination'],
    ['lapsed', undefined],
  ] as const)('go back to the very lots when %s', async (state, act) => {
    const [ada, grace] = await pair(0);
    const later = new Date(Date.now() + 30 * DAY_MS);
    await grantLot(shop, ada.id, { amount: 400, source: 'promotion', expiresAt: later });
    await grantLot(shop, ada.id, { amount: 1_000, source: 'purchase' });
    const before = await walletOf(shop, ada.id);
    const id = await sent(ada, grace, 900);
    if (act === undefined) {
      shop.moveClock(7 * DAY_MS + 1_000);
      await shop.runner.drain();
    } else {
      const done = await giftAct(act === 'cancellation' ? ada : grace, id, act);
      expect([done.status, done.body.state, done.body['returned']]).toEqual([200, state, 900]);
    }
    expect(await walletOf(shop, ada.id)).toEqual(before);
    const [row] = await shop.database.query<TransferBody>(
      'SELECT state, returned_minor FROM transfer.gift WHERE id = $1',
      [id],
    );
    expect(row).toEqual({ state, returned_minor: 900 });
    shop.moveClock(0);
    const late = await giftAct(grace, id, 'claim');
    expect([late.status, late.body.code, late.body.state]).toEqual([409, 'GIFT_CLOSED', state]);
  });

  it('never outlive their credit: what has expired is booked as expired, claimed or returned', async () => {
    const [ada, grace] = await pair(0);
    const soon = new Date(Date.now() + 3_600_000);
    await grantLot(shop, ada.id, { amount: 600, expiresAt: soon });
    await grantLot(shop, ada.id, { amount: 1_000 });
    const [toClaim, toCancel] = [await sent(ada, grace, 700), await sent(ada, grace, 200)];
    shop.moveClock(2 * 3_600_000);
    const claimed = await giftAct(grace, toClaim, 'claim');
    expect(claimed.body).toMatchObject({ state: 'claimed', claimed: 100, expired: 600, returned: 0 });
    expect((await giftAct(ada, toCancel, 'cancellation')).body).toMatchObject({ returned: 200, expired: 0 });
    expect([await purse(shop, ada.id), await purse(shop, grace.id)]).toEqual([
      [900, 0],
      [100, 0],
    ]);
    await grantLot(shop, ada.id, { amount: 50, expiresAt: new Date(Date.now() + 3 * 3_600_000) });
    const dead = await sent(ada, grace, 50);
    shop.moveClock(4 * 3_600_000);
    const none = await giftAct(grace, dead, 'claim');
    expect([none.status, none.body.code]).toEqual([422, 'GIFT_EXPIRED']);
    expect((await giftAct(grace, dead, 'declination')).body).toMatchObject({
      state: 'declined',
      expired: 50,
      returned: 0,
    });
  });

  it('answer the same for an address nobody has, and come back', async () => {
    const [ada, grace] = await pair();
    const [known, unknown] = [
      await send(ada, `${grace.id}@example.com`, 100),
      await send(ada, 'nobody@example.com', 100),
    ];
    const shape = ({ status, body }: typeof known) => [status, Object.keys(body), body.state, body['allowedActions']];
    expect(shape(unknown)).toEqual(shape(known));
    const byId = await ada.http.post<TransferBody>('/v1/gifts', { customerId: randomUUID(), amount: 100 });
    expect(shape(byId)).toEqual(shape(known));
    const staff = await shop.staff('operator');
    expect(shape(await send(ada, staff, 100))).toEqual(shape(known));
    shop.moveClock(7 * DAY_MS + 1_000);
    await shop.runner.drain();
    expect(await purse(shop, ada.id)).toEqual([10_000, 0]);
  });

  it('are refused to oneself, to two, to none, beyond what is there, and without effect', async () => {
    const [ada, grace] = await pair(500);
    const refusals = [
      await send(ada, ada, 100),
      await send(ada, `${ada.id.toUpperCase()}@EXAMPLE.com`, 100),
      await send(ada, grace, 100, { email: 'x@example.com' }),
      await ada.http.post<TransferBody>('/v1/gifts', { amount: 100 }),
      await send(ada, grace, 501),
      await send(grace, ada, 1),
    ];
    expect(refusals.map(({ status, body }) => `${status} ${body.code}`)).toEqual([
      '422 GIFT_TO_SELF',
      '422 GIFT_TO_SELF',
      '422 GIFT_ADDRESSEE_UNCLEAR',
      '422 GIFT_ADDRESSEE_UNCLEAR',
      '422 INSUFFICIENT_CREDIT',
      '422 INSUFFICIENT_CREDIT',
    ]);
    expect(refusals[4]!.body).toMatchObject({ available: 500, shortfall: 1 });
    expect(await purse(shop, ada.id)).toEqual([500, 0]);
    const [left] = await shop.database.query<{ rows: number }>(
      `SELECT (SELECT count(*) FROM transfer.gift WHERE sender_id = $1) + (SELECT count(*) FROM transfer.velocity_use WHERE owner_id = $1)
         + (SELECT count(*) FROM wallet.hold AS h JOIN wallet.account AS a ON a.id = h.account_id WHERE a.owner_id = $1) AS rows`,
      [ada.id],
    );
    expect(left!.rows).toBe(0);
  });

  it('have a limit of a day in number and in amount', async () => {
    const [ada, grace] = await pair(200_000);
    const tooMuch = await send(ada, grace, 50_001);
    expect([tooMuch.status, tooMuch.body.code, tooMuch.body['limit']]).toEqual([422, 'VELOCITY_LIMIT', 'amount']);
    await sent(ada, grace, 49_995);
    for (let i = 0; i < 5; i++) await sent(ada, grace, 1);
    const over = await send(ada, grace, 1);
    expect(over.body).toMatchObject({ code: 'VELOCITY_LIMIT', limit: 'amount', max: 50_000, used: 50_000 });
    shop.moveClock(DAY_MS + 1_000);
    for (let i = 0; i < 10; i++) await sent(ada, grace, 1);
    expect((await send(ada, grace, 1)).body).toMatchObject({
      code: 'VELOCITY_LIMIT',
      limit: 'uses',
      max: 10,
      used: 10,
    });
  });

  it("are nobody else's: the receiver cannot cancel, the sender cannot claim, a stranger sees nothing", async () => {
    const [ada, grace] = await pair();
    const stranger = await shop.customer();
    const id = await sent(ada, grace, 100);
    const answers = [
      await giftAct(grace, id, 'cancellation'),
      await giftAct(ada, id, 'claim'),
      await giftAct(ada, id, 'declination'),
      await giftAct(stranger, id, 'claim'),
      await stranger.http.get<TransferBody>(`/v1/gifts/${id}`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect((await grace.http.get<TransferBody>(`/v1/gifts/${id}`)).body.state).toBe('pending');
  });

  it('happen once under their key, and an act done is done', async () => {
    const [ada, grace] = await pair();
    const key = { 'idempotency-key': randomUUID() };
    const wish = { customerId: grace.id, amount: 100 };
    const [first, again] = [
      await ada.http.post<TransferBody>('/v1/gifts', wish, key),
      await ada.http.post<TransferBody>('/v1/gifts', wish, key),
    ];
    expect([again.body, again.headers.get('idempotency-replayed')]).toEqual([first.body, 'true']);
    expect((await giftAct(grace, first.body.id, 'claim')).status).toBe(200);
    expect((await giftAct(grace, first.body.id, 'claim')).body.state).toBe('claimed');
    expect([await purse(shop, ada.id), await purse(shop, grace.id)]).toEqual([
      [9_900, 0],
      [100, 0],
    ]);
    const late = await giftAct(ada, first.body.id, 'cancellation');
    expect([late.status, late.body.state]).toEqual([409, 'claimed']);
  });

  it('tell both sides live', async () => {
    const [ada, grace] = await pair();
    const id = await sent(ada, grace, 100);
    await giftAct(grace, id, 'claim');
    const events = await shop.database.query(
      `SELECT subject_id AS who, aggregate_seq AS seq, payload::json ->> 'state' AS state FROM platform.outbox
       WHERE topic = 'gift.changed' AND aggregate_id = $1 ORDER BY aggregate_seq`,
      [id],
    );
    expect(events).toEqual([
      { who: ada.id, seq: 1, state: 'pending' },
      { who: grace.id, seq: 2, state: 'pending' },
      { who: ada.id, seq: 3, state: 'claimed' },
      { who: grace.id, seq: 4, state: 'claimed' },
    ]);
  });

  it('lapse by the hundred in one batch of statements', async () => {
    const senders = await shop.customers(150, 1_000);
    const grace = await shop.customer();
    await Promise.all(senders.map((sender) => sent(sender, grace, 400)));
    shop.moveClock(7 * DAY_MS + 1_000);
    const before = await shop.runner.runOnce();
    expect(before).toBeGreaterThanOrEqual(150);
    await shop.runner.drain();
    expect(await purse(shop, senders[149]!.id)).toEqual([1_000, 0]);
    const [left] = await shop.database.query<{ n: number }>(
      `SELECT count(*) AS n FROM transfer.gift WHERE state = 'pending' AND receiver_id = $1`,
      [grace.id],
    );
    expect(left!.n).toBe(0);
  });
});

describe('a frozen wallet', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await Shop.open();
    await shop.sell([{ sku: 'MUG', priceMinor: 1_250 }]);
  });
  afterAll(() => shop?.close());

  it('cannot pay, gift, claim or withdraw; gets back what was its own; who, when and why are on record', async () => {
    const operator = await shop.staff('operator');
    const [ada, grace] = [await shop.customer(10_000), await shop.customer(10_000)];
    const outgoing = await sent(ada, grace, 300);
    const incoming = await sent(grace, ada, 200);
    const frozen = await operator.http.post<TransferBody>(`/v1/admin/wallets/${ada.id}/freeze`, {
      reason: 'stolen card',
    });
    expect([frozen.status, frozen.body['frozenBy']]).toEqual([201, operator.id]);
    const twice = await operator.http.post<TransferBody>(`/v1/admin/wallets/${ada.id}/freeze`, { reason: 'again' });
    expect([twice.status, twice.body.code]).toEqual([409, 'FREEZE_UNCHANGED']);
    const order = { sku: 'MUG', quantity: 1, shippingAddress: ADDRESS, credit: { use: 'max' } };
    const refused = [
      await ada.http.post<TransferBody>('/v1/orders', order),
      await send(ada, grace, 1),
      await giftAct(ada, incoming, 'claim'),
      await ada.http.post<TransferBody>('/v1/withdrawals', { amount: 1_000, destination: 'acct_ok' }),
    ];
    expect(refused.map(({ status, body }) => `${status} ${body.code}`)).toEqual(
      Array.from({ length: 4 }, () => '422 WALLET_FROZEN'),
    );
    expect((await giftAct(grace, outgoing, 'declination')).status).toBe(200);
    expect(await purse(shop, ada.id)).toEqual([10_000, 0]);
    const lifted = await operator.http.post<TransferBody>(`/v1/admin/wallets/${ada.id}/freeze-lifting`, {
      reason: 'cleared',
    });
    expect(lifted.body).toMatchObject({ reason: 'stolen card', liftedBy: operator.id, liftedReason: 'cleared' });
    expect((await giftAct(ada, incoming, 'claim')).status).toBe(200);
    const history = await operator.http.get<{ items: unknown[] }>(`/v1/admin/wallet-freezes?ownerId=${ada.id}`);
    expect(history.body.items).toHaveLength(1);
    await expectCleanAudit(shop);
  });
});

/** Wallets over HTTP: what the owner and what operators see, statements as a stream, warnings live. */
import { get } from 'node:http';
import { statementCounts, uuid7 } from '#libs/platform';
import { ExpiryService, WalletService } from '#libs/wallet-credit';
import { expectCleanAudit } from '../support/audit.js';
import { eventually } from '../support/http-client.js';
import { ADDRESS, Shop, type Customer } from '../support/shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.sell([{ sku: 'MUG', priceMinor: 1_250 }]);
});
afterEach(() => expectCleanAudit(shop));
afterAll(() => shop?.close());

const DAY_MS = 86_400_000;

async function give(
  customer: Customer,
  lots: readonly { amount: number; days: number | null; reason?: string }[],
): Promise<void> {
  await shop.database.transaction((tx) =>
    shop.get(WalletService).grant(
      tx,
      lots.map(({ amount, days, reason = 'test' }) => ({
        ...{ transferId: uuid7(), lotId: uuid7(), ownerId: customer.id, asset: 'credit' as const, amount },
        ...({
          source: 'promotion',
          from: 'promotions',
          kind: 'campaign',
          reference: uuid7(),
          actor: null,
          reason,
        } as const),
        expiresAt: days === null ? null : new Date(tx.now.getTime() + days * DAY_MS),
      })),
    ),
  );
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

it('shows its owner balance, what expires soon, and entries by kind and order', async () => {
  const customer = await shop.customer();
  await give(customer, [
    { amount: 3_000, days: 5 },
    { amount: 7_000, days: null },
    { amount: 100, days: 60 },
  ]);
  const wallet = await customer.http.get<{ currency: string; credit: object; points: object }>('/v1/wallet');
  expect(wallet.body.credit).toEqual({ balance: 10_100, held: 0, available: 10_100, maturing: 0, expiringSoon: 3_000 });
  const expiring = await customer.http.get<Page<{ amount: number; held: number }>>('/v1/wallet/expiring');
  expect(expiring.body).toMatchObject({ items: [{ amount: 3_000, held: 0, asset: 'credit' }], nextCursor: null });
  const buy = { sku: 'MUG', quantity: 1, shippingAddress: ADDRESS, credit: { use: 'max' } };
  const order = await customer.http.post<{ id: string }>('/v1/orders', buy);
  const seqs = async (query: string) =>
    (await customer.http.get<Page<{ seq: number }>>(`/v1/wallet/entries?${query}`)).body.items.map(({ seq }) => seq);
  expect(await seqs('')).toEqual([4, 3, 2, 1]);
  expect(await seqs('kind=campaign')).toEqual([3, 2, 1]);
  expect(await seqs(`orderId=${order.body.id}`)).toEqual([4]);
  expect(await seqs('to=2020-01-01T00:00:00Z')).toEqual([]);
  expect(await seqs('from=2020-01-01T00:00:00Z&limit=2')).toEqual([4, 3]);
  const backwards = await customer.http.get('/v1/wallet/entries?from=2021-01-01T00:00:00Z&to=2020-01-01T00:00:00Z');
  expect(backwards.status).toBe(400);
});

it('gives a statement as CSV, harmless in a spreadsheet, to whoever takes CSV', async () => {
  const customer = await shop.customer();
  await give(customer, [{ amount: 1_250, days: null, reason: '=HYPERLINK("http://evil.example","click")' }]);
  const url = `${customer.http.url}/v1/wallet/statement.csv`;
  const headers = { authorization: `Bearer ${customer.http.token!}` };
  const answer = await fetch(url, { headers: { ...headers, accept: 'text/csv' } });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="wallet-credit.csv"');
  const [head, line, ...rest] = (await answer.text()).split('\r\n');
  expect(head).toBe('number,time,kind,amount,balance,unit,order,reference,reason');
  expect(line).toMatch(/^1,[^,]+Z,campaign,12\.50,12\.50,USD,,[0-9a-f-]{36},"'=HYPERLINK\(""http/);
  expect(rest).toEqual(['']);
  const refused = await fetch(url, { headers: { ...headers, accept: 'application/json' } });
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([406, 'STATEMENT_IS_CSV']);
  expect((await fetch(`${url}?asset=points`, { headers })).status).toBe(200);
  expect((await fetch(url)).status).toBe(401);
});

it('stops reading the ledger when the client has gone', async () => {
  const customer = await shop.customer();
  await give(customer, [{ amount: 1, days: null }]);
  // 200,000 entries: many times what the sockets' buffers take.
  await shop.test.database.query(
    `WITH mine AS (UPDATE wallet.account SET entry_seq = 200001 WHERE owner_id = $1 RETURNING id),
     one AS (INSERT INTO wallet.transfer (id, kind, reference, made_at) VALUES (gen_random_uuid(), 'x', gen_random_uuid(), now()) RETURNING id)
     INSERT INTO wallet.entry (account_id, seq, transfer_id, amount, balance_after, made_at)
     SELECT mine.id, n, one.id, 1, n, now() FROM mine, one, generate_series(2, 200001) AS n`,
    [customer.id],
  );
  const asked = async (): Promise<number> => Promise.resolve(statementCounts.get('wallet.read_statement') ?? 0);
  const before = await asked();
  await new Promise<void>((resolve, reject) => {
    const request = get(`${customer.http.url}/v1/wallet/statement.csv`, {
      headers: { authorization: `Bearer ${customer.http.token!}` },
    });
    request.on('response', (answer) =>
      answer.once('data', () => {
        answer.destroy();
        resolve();
      }),
    );
    request.on('error', reject);
  });
  const settledAt = await eventually(
    async () => [await asked(), await shop.database.now().then(asked)],
    ([one, two]) => one === two,
    'the reading has stopped',
  );
  // All of it would be 400 reads.
  expect(settledAt[0]! - before).toBeLessThan(200);
  await shop.test.database.query(
    `DELETE FROM wallet.entry WHERE seq > 1 AND account_id = (SELECT id FROM wallet.account WHERE owner_id = $1)`,
    [customer.id],
  );
  await shop.test.database.query(`DELETE FROM wallet.transfer WHERE kind = 'x'`);
  await shop.test.database.query(`UPDATE wallet.account SET entry_seq = 1 WHERE owner_id = $1`, [customer.id]);
});

it('shows operators any wallet with its lots and holds, and customers none', async () => {
  const [customer, operator] = [await shop.customer(), await shop.staff('operator')];
  await give(customer, [
    { amount: 2_000, days: 3 },
    { amount: 50, days: null },
  ]);
  const path = `/v1/admin/wallets/${customer.id}`;
  const order = await customer.http.post<{ id: string }>('/v1/orders', {
    ...{ sku: 'MUG', quantity: 2, shippingAddress: ADDRESS },
    credit: { use: 'exact', amount: 2_010 },
  });
  const seen = await operator.http.get<{ credit: object }>(path);
  expect(seen.body.credit).toMatchObject({ balance: 2_050, held: 2_010, available: 40, frozenReason: null });
  const lots = await operator.http.get<Page<{ remaining: number; held: number }>>(`${path}/lots`);
  expect(lots.body.items.map(({ remaining, held }) => [remaining, held])).toEqual([
    [50, 10],
    [2_000, 2_000],
  ]);
  const holds = await operator.http.get<Page<object>>(`${path}/holds`);
  expect(holds.body.items).toMatchObject([{ reference: order.body.id, asset: 'credit', amount: 2_010 }]);
  const entries = await operator.http.get<Page<object>>(`${path}/entries?limit=1`);
  expect(entries.body.items).toHaveLength(1);
  const found = await operator.http.get<Page<{ ownerId: string }>>(
    '/v1/admin/wallets?held=true&balanceMin=2000&role=customer',
  );
  expect(found.body.items.map(({ ownerId }) => ownerId)).toContain(customer.id);
  for (const end of ['', '/lots', '/holds', '/entries']) expect((await customer.http.get(path + end)).status).toBe(403);
  await customer.http.post(`/v1/orders/${order.body.id}/cancellation`);
});

it('books what has expired, and tells its owner before and after', async () => {
  const customer = await shop.customer();
  await give(customer, [{ amount: 500, days: 2 }]);
  const told = async (): Promise<readonly [string, { balance?: number; amount?: number }][]> => {
    const events = await shop.database.query<{ topic: string; payload: string }>(
      `SELECT topic, payload FROM platform.outbox WHERE subject_id = $1 ORDER BY xid, id`,
      [customer.id],
    );
    return events.map(({ topic, payload }) => [topic, JSON.parse(payload) as object]);
  };
  const expiry = shop.get(ExpiryService);
  while ((await expiry.warn()) > 0);
  expect(await told()).toMatchObject([
    ['wallet.changed', { balance: 500 }],
    ['wallet.expiring', { amount: 500, lots: 1 }],
  ]);
  shop.moveClock(3 * DAY_MS);
  await eventually(
    () =>
      shop.database.query<{ balance: number }>(`SELECT balance FROM wallet.account WHERE owner_id = $1`, [customer.id]),
    ([row]) => row!.balance === 0,
    'the sweep of the background has booked it',
  );
  shop.moveClock(0);
  // What is days old by then may have left the log already.
  expect((await told()).at(-1)).toMatchObject(['wallet.changed', { balance: 0 }]);
});

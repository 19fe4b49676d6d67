/** From applicant to merchant: the account that applied works on its own merchant's data, at once and in every process, and on no other's. */
import { randomUUID } from 'node:crypto';
import { uuid7 } from '#libs/platform';
import { IdentityService, StaffService } from '#libs/identity';
import { expectCleanAudit } from '../support/audit.js';
import { eventually } from '../support/http-client.js';
import { Shop, type Customer } from '../support/shop.js';

interface Merchant {
  readonly id: string;
  readonly state: string;
  readonly version: number;
}

let shop: Shop;
let operator: Customer;
beforeAll(async () => {
  shop = await Shop.open({ apis: 2 });
  operator = await shop.staff('operator');
});
afterAll(() => shop?.close());

const APPLICATION = { name: 'Hillside Ceramics', phone: '+1 555 0100', goodsType: 'third_party' };
const PRODUCT = { title: 'Bowl', shelf: 'on', variants: [{ sku: 'HILL-BOWL', priceMinor: 2_500 }] };

async function applied(customer: Customer): Promise<Merchant> {
  const answer = await customer.http.post<Merchant>('/v1/merchants', APPLICATION);
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

const act = (merchant: Merchant, what: 'approval' | 'suspension', body: object = {}, key: string = randomUUID()) =>
  operator.http.post<Merchant & { code?: string; reason?: string }>(
    `/v1/admin/merchants/${merchant.id}/${what}`,
    body,
    {
      'if-match': `"${merchant.version}"`,
      'idempotency-key': key,
    },
  );

async function roleOf(accountId: string): Promise<object> {
  const account = await shop.get(IdentityService).account(accountId);
  return { role: account!.role, merchantId: account!.merchantId };
}

test('an approved applicant works for its merchant with the session it has, and another merchant is not there for it', async () => {
  const customer = await shop.customer();
  const elsewhere = customer.http.at(shop.urls[1]!);
  const merchant = await applied(customer);
  const own = `/v1/admin/merchants/${merchant.id}`;
  const other = `/v1/admin/merchants/${shop.merchants[0]!.merchantId}`;
  // Both processes believe that this is a customer.
  expect([(await customer.http.get(own)).status, (await elsewhere.get(own)).status]).toEqual([403, 403]);

  const key = randomUUID();
  const approved = await act(merchant, 'approval', {}, key);
  expect([approved.status, approved.body.state]).toEqual([201, 'approved']);
  expect((await act(merchant, 'approval', {}, key)).headers.get('idempotency-replayed')).toBe('true');

  expect(await roleOf(customer.id)).toEqual({ role: 'merchant', merchantId: merchant.id });
  expect((await customer.http.get<Merchant>(own)).body).toMatchObject({ id: merchant.id, state: 'approved' });
  await eventually(
    () => elsewhere.get(own),
    ({ status }) => status === 200,
    'the other process has heard',
  );
  for (const path of [other, `${other}/warehouses`])
    expect([path, (await customer.http.get(path)).status]).toEqual([path, 404]);
  const list = await customer.http.get<{ items: Merchant[] }>('/v1/admin/merchants');
  expect(list.body.items.map(({ id }) => id)).toEqual([merchant.id]);
  expect((await customer.http.get<Merchant>('/v1/merchants/mine')).body.id).toBe(merchant.id);

  const opened = await customer.http.post(`${own}/warehouses`, { code: 'HILL-1', name: 'Barn', priority: 1 });
  expect(opened.status).toBe(201);
  const foreign = await customer.http.post(`${other}/warehouses`, { code: 'HILL-2', name: 'Barn', priority: 1 });
  expect(foreign.status).toBe(404);
  const product = await customer.http.post<{ code?: string }>('/v1/admin/products', {
    merchantId: merchant.id,
    ...PRODUCT,
  });
  expect([product.status, product.body.code]).toEqual([201, undefined]);
  const smuggled = await customer.http.post('/v1/admin/products', {
    ...PRODUCT,
    merchantId: shop.merchants[0]!.merchantId,
  });
  expect(smuggled.status).toBe(404);
  // One role an account: it approves nobody and shops no more.
  expect((await customer.http.post(`${own}/approval`, {}, { 'if-match': '"1"' })).status).toBe(403);
  expect((await customer.http.get('/v1/cart')).status).toBe(403);
  await expectCleanAudit(shop);
});

test('a suspended merchant keeps its account, which has parcels to send; approved again, nothing changes for it', async () => {
  const customer = await shop.customer();
  const merchant = (await act(await applied(customer), 'approval')).body;
  const suspended = await act(merchant, 'suspension', { reason: 'complaints' });
  expect(suspended.body.state).toBe('suspended');
  expect((await customer.http.get(`/v1/admin/merchants/${merchant.id}`)).status).toBe(200);
  expect((await act(suspended.body, 'approval')).body.state).toBe('approved');
  expect(await roleOf(customer.id)).toEqual({ role: 'merchant', merchantId: merchant.id });
});

test('an account that works for somebody else by now is not taken away: the approval is refused without effect', async () => {
  const customer = await shop.customer();
  const merchant = await applied(customer);
  const elsewhere = shop.merchants[1]!.merchantId;
  const outcome = await shop.database.transaction((tx) =>
    shop.get(StaffService).appoint(tx, { accountId: customer.id, merchantId: elsewhere }),
  );
  expect(outcome).toBe('appointed');
  const refused = await act(merchant, 'approval');
  expect([refused.status, refused.body.code, refused.body.reason]).toEqual([409, 'MERCHANT_OWNER', 'taken']);
  const now = await operator.http.get<Merchant>(`/v1/admin/merchants/${merchant.id}`);
  expect(now.body).toMatchObject({ state: 'applied', version: merchant.version });
  expect(await roleOf(customer.id)).toEqual({ role: 'merchant', merchantId: elsewhere });
});

test('appointing is idempotent, and neither staff nor strangers are appointed', async () => {
  const [customer] = await shop.customers(1);
  const appoint = (accountId: string, merchantId: string) =>
    shop.database.transaction((tx) => shop.get(StaffService).appoint(tx, { accountId, merchantId }));
  const { merchantId } = shop.merchants[2]!;
  expect(await appoint(customer!.id, merchantId)).toBe('appointed');
  expect(await appoint(customer!.id, merchantId)).toBe('exists');
  expect(await appoint(customer!.id, shop.merchants[1]!.merchantId)).toBe('taken');
  expect(await appoint(operator.id, merchantId)).toBe('taken');
  expect(await appoint(uuid7(), merchantId)).toBe('unknown');
});

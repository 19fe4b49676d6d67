/**
 * Every act of administration is in the audit log: each operation under /v1/admin that changes something is carried out once and leaves
 * exactly one entry; refused and repeated ones leave none. The operations come from the OpenAPI document: a new one fails here until it
 * is tried, or named in {@link CHANGES_NOTHING}.
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Case } from '../fuzz/judge.js';
import { buildOpenApi } from '../../apps/api/src/docs.js';
import { goodCase } from '../fuzz/cases.js';
import { operationsOf, type FuzzedOperation } from '../fuzz/operations.js';
import { openWorld, type World } from '../fuzz/world.js';
import { aReward } from '../audit/populated-loyalty.js';
import { HttpClient } from '../support/http-client.js';
import { buyWithCredit, give } from '../support/loyalty-kit.js';
import { bring } from '../support/receipt-kit.js';
import { AnchorService, verifyAuditLog } from '#libs/ops';

/** Operations that only work something out. */
const CHANGES_NOTHING: readonly string[] = ['dryRunOffer'];

/** Operations whose ground is a story of its own (test/e2e/operators.spec.ts): refused here, without an entry. */
const REFUSED_HERE: readonly string[] = ['giveBackOutside', 'resolvePaymentAlarm', 'retryWebhookEvent'];

interface Entry {
  readonly seq: number;
  readonly operation: string;
  readonly actorId: string;
  readonly actorRole: string;
  readonly requestId: string;
  readonly path: string;
  readonly content: unknown;
  readonly subjectId: string | null;
}

let world: World;
let admin: HttpClient;
let operator: HttpClient;
let operations: readonly FuzzedOperation[];
/** Parts of paid orders, bought while everything is for sale: of third-party goods, to be shipped, on its way. */
let parts: readonly string[];
beforeAll(async () => {
  world = await openWorld();
  [admin, operator] = [world.tokens.admin, world.tokens.operator].map(
    (token) => new HttpClient(world.shop.urls[0]!, token),
  ) as [HttpClient, HttpClient];
  operations = operationsOf(buildOpenApi(world.shop.apps[0]!), world.bases).filter(
    ({ isSafe, path }) => !isSafe && path.startsWith('/v1/admin/'),
  );
  const buyer = await world.shop.customer(10_000);
  const orders: string[] = [];
  for (let i = 0; i < 3; i++) orders.push(await buyWithCredit(buyer, [{ sku: 'MUG', quantity: 1 }]));
  await world.shop.database.query(`UPDATE orders.sub_order SET goods_type = 'third_party' WHERE order_id = $1`, [
    orders[0],
  ]);
  await bring(world.shop, orders[2]!, 'shipped');
  parts = orders.map((orderId) => `/v1/admin/orders/${orderId}/sub-orders/1`);
});
afterAll(() => world?.shop.close());

const entries = async (): Promise<readonly Entry[]> =>
  (await operator.get<{ items: Entry[] }>('/v1/admin/audit-log?limit=100')).body.items;

const newest = async (): Promise<number> => (await entries())[0]?.seq ?? 0;

const since = async (seq: number): Promise<readonly Entry[]> => (await entries()).filter((entry) => entry.seq > seq);

async function send(call: Case, headers: Record<string, string> = {}): Promise<{ status: number; body: unknown }> {
  const given = Object.fromEntries(Object.entries(call.headers).map(([name, value]) => [name, String(value)]));
  const body = call.body === undefined ? undefined : Buffer.from(call.body).toString('utf8');
  return new HttpClient(world.shop.urls[0]!).send(call.method, call.path, body, { ...given, ...headers });
}

/** What has to be there before an operation can be done; answers what of the good request must be otherwise. */
type Ground = () => Promise<{ path?: string; body?: unknown; version?: string } | void>;

const versionOf = async (path: string): Promise<string> => (await admin.get(path)).headers.get('etag')!;
const made = async (path: string, body: unknown): Promise<{ id: string; path: string; version: string }> => {
  const answer = await operator.post<{ id: string }>(path, body);
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return { id: answer.body.id, path: `${path}/${answer.body.id}`, version: answer.headers.get('etag') ?? '' };
};
const hence = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
const some = (): string => randomUUID().slice(0, 8);

const proposal = () => made('/v1/admin/credit-grants', world.bases['proposeCreditGrant']);
const campaign = () => made('/v1/admin/promotion-grants', world.bases['proposePromotionGrant']);
const category = () => made('/v1/admin/categories', categoryBody());
const offer = () => made('/v1/admin/offers', offerBody());
const coupon = () => made('/v1/admin/coupons', couponBody());
const categoryBody = (): object => ({ slug: `c-${some()}`, name: 'Category', position: 0 });
const couponBody = (): object => {
  const terms = { name: '5.00 off from 20.00', off: 500, minSpend: 2_000, scope: { kind: 'all' } };
  return { ...terms, code: `C${some()}`.toUpperCase(), startsAt: hence(-1) };
};
const offerBody = (): object => ({
  ...{ name: '50 off from 300', kind: 'threshold_amount_off', scope: { kind: 'all' } },
  ...{ tiers: [{ from: 30_000, off: 5_000 }], startsAt: hence(5), endsAt: hence(24) },
});
const below = async (thing: Promise<{ path: string; version: string }>, end: string, body?: unknown) => {
  const { path, version } = await thing;
  return { path: `${path}/${end}`, version, ...(body !== undefined && { body }) };
};

const grounds: Readonly<Record<string, Ground>> = {
  createApiKey: async () => ({ body: { name: 'scanner', scopes: ['stock:read'] } }),
  createCategory: async () => ({ body: categoryBody() }),
  editCategory: async () => ({ ...(await category()), body: { name: 'Another' } }),
  removeCategory: category,
  createCoupon: async () => ({ body: couponBody() }),
  giveCoupons: () => below(coupon(), 'grants', { customerIds: [world.ids['/v1/admin/accounts/{id}']] }),
  stopCoupon: () => below(coupon(), 'stop'),
  createOffer: async () => ({ body: offerBody() }),
  cloneOffer: () => below(offer(), 'clones', { startsAt: hence(1), name: 'again' }),
  scheduleOffer: () => below(offer(), 'schedule', { startsAt: hence(3), endsAt: hence(6) }),
  stopOffer: () => below(offer(), 'stop'),
  approveCreditGrant: () => below(proposal(), 'approval'),
  rejectCreditGrant: () => below(proposal(), 'rejection'),
  enableAccount: async () => {
    await admin.post(`/v1/admin/accounts/${world.ids['/v1/admin/accounts/{id}']!}/disablement`);
  },
  cloneCoupon: () => below(coupon(), 'clones', { startsAt: hence(1), code: `D${some()}`.toUpperCase() }),
  scheduleCoupon: () => below(coupon(), 'schedule', { startsAt: hence(1), endsAt: hence(2) }),
  approvePromotionGrant: () => below(campaign(), 'approval'),
  rejectPromotionGrant: () => below(campaign(), 'rejection'),
  editReward: async () => ({ body: { name: 'Another cup' } }),
  handOverRedemption: async () => {
    const reward = await aReward(world.shop, { kind: 'gift', stock: null });
    const customer = await world.shop.customer();
    await give(world.shop, customer.id, 'points', 1_000);
    const { body } = await customer.http.post<{ id: string }>(`/v1/rewards/${reward}/redemptions`);
    return { path: `/v1/admin/redemptions/${body.id}/handover` };
  },
  rejectWithdrawal: async () => {
    const customer = await world.shop.customer(10_000);
    const wish = { amount: 2_000, destination: 'acct_slow' };
    const { body } = await customer.http.post<{ id: string }>('/v1/withdrawals', wish);
    return { path: `/v1/admin/withdrawals/${body.id}/rejection` };
  },
  approveMerchant: async () => {
    const path = `/v1/admin/merchants/${world.shop.merchants[2]!.merchantId}`;
    await operator.post(`${path}/suspension`, { reason: 'Complaints' }, { 'if-match': await versionOf(path) });
    return { path: `${path}/approval`, version: await versionOf(path), body: {} };
  },
  editWarehouse: async () => {
    const path = `/v1/admin/merchants/${world.shop.merchants[0]!.merchantId}/warehouses`;
    const { body } = await operator.get<{ id: string; version: number }[]>(path);
    return { path: `${path}/${body[0]!.id}`, version: `"${body[0]!.version}"`, body: { name: 'Another' } };
  },
  createProduct: async () => {
    const variants = [{ sku: `S-${some()}`, priceMinor: 100 }];
    return { body: { title: 'Bowl', merchantId: world.shop.merchants[0]!.merchantId, variants } };
  },
  editProduct: async () => ({ body: { title: 'Another mug' } }),
  editVariant: async () => {
    const { body } = await operator.get<{ variants: { id: string; version: number }[] }>(
      `/v1/admin/products/${world.ids['/v1/admin/products/{id}']!}`,
    );
    const [variant] = body.variants;
    return { path: `/v1/admin/variants/${variant!.id}`, version: `"${variant!.version}"`, body: { priceMinor: 1_300 } };
  },
  acceptSubOrder: async () => ({ path: `${parts[0]!}/acceptance`, body: {} }),
  shipSubOrder: async () => ({ path: `${parts[1]!}/shipment`, body: { note: 'DHL 0034' } }),
  deliverSubOrder: async () => ({ path: `${parts[2]!}/delivery`, body: {} }),
  resumeSaga: async () => {
    const [saga] = await world.shop.database.query<{ id: string }>(
      `UPDATE platform.saga SET state = 'stuck', fault = '{"before": "waiting"}', wake_at = NULL
       WHERE id = (SELECT id FROM platform.saga WHERE state = 'waiting' LIMIT 1) RETURNING id`,
    );
    return { path: `/v1/admin/sagas/${saga!.id}/resumption` };
  },
};

interface Done {
  readonly status: number;
  readonly body: unknown;
  /** The newest entry before it was done. */
  readonly before: number;
  readonly path: string;
}

/** Carries an operation out with what its ground says; the version of what it changes is asked for first. */
async function carryOut(operation: FuzzedOperation): Promise<Done> {
  const ground = (await grounds[operation.id]?.()) ?? {};
  const call = goodCase(operation, world.ids, world.tokens.admin);
  const path = ground.path ?? call.path;
  const takesVersion = operation.parameters.some(({ name }) => name === 'If-Match');
  const of = path.replace(/\/(approval|suspension|schedule|stop|archive|publication)$/, '');
  const version = ground.version ?? (takesVersion ? await versionOf(of) : undefined);
  const before = await newest();
  const body = ground.body === undefined ? call.body : Buffer.from(JSON.stringify(ground.body));
  const answer = await send(
    { ...call, path, ...(body && { body }) },
    version === undefined ? {} : { 'if-match': version },
  );
  return { ...answer, before, path };
}

it('is told by every controller of the administration who acts', () => {
  const files = execFileSync('git', ['grep', '-l', "@Controller('v1/admin", '--', 'libs'], { encoding: 'utf8' });
  const faults = files
    .trim()
    .split('\n')
    .flatMap((path) => {
      const text = readFileSync(path, 'utf8');
      const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
      const anonymous = count(/\.transaction\(/g) - count(/\bby: caller\b(?!\.)/g);
      const strangers = count(/principal: (?!caller\b)/g);
      return anonymous + strangers === 0
        ? []
        : [`${path}: ${anonymous} transactions and ${strangers} keys without their caller`];
    });
  expect(faults).toEqual([]);
});

it('has one entry for every operation that changes something', async () => {
  const wrong: string[] = [];
  for (const operation of operations) {
    const { status, body, before, path } = await carryOut(operation);
    const written = await since(before);
    if (CHANGES_NOTHING.includes(operation.id)) {
      if (written.length > 0) wrong.push(`${operation.id} changes nothing and has ${written.length} entries`);
    } else if (REFUSED_HERE.includes(operation.id)) {
      if (status < 400 || written.length > 0)
        wrong.push(`${operation.id} was answered ${status} and has ${written.length} entries`);
    } else if (status >= 300)
      wrong.push(`${operation.id} ${path} was answered ${status} ${JSON.stringify(body).slice(0, 200)}`);
    else if (written.length !== 1) wrong.push(`${operation.id} has ${written.length} entries`);
    else if (written[0]!.operation !== operation.id || written[0]!.path !== path)
      wrong.push(`${operation.id} is logged as ${written[0]!.operation} ${written[0]!.path}`);
  }
  expect(wrong).toEqual([]);
  expect(operations.length).toBeGreaterThan(25);
});

it('tells who did what to what, without secrets and personal data', async () => {
  const before = await newest();
  const secret = 'a long pass phrase of somebody';
  const staff = { email: `${some()}@example.com`, password: secret, displayName: 'Ada', role: 'operator' };
  const account = await admin.post<{ id: string }>('/v1/admin/accounts', staff);
  const proposed = await proposal();
  const decided = await admin.post(`${proposed.path}/approval`, undefined, { 'x-request-id': 'req-of-a-test' });
  expect([account.status, decided.status]).toEqual([201, 200]);
  const [approval, grant, created] = await since(before);
  expect(created).toMatchObject({ operation: 'createStaffAccount', subjectId: account.body.id, actorRole: 'admin' });
  expect(JSON.stringify(created)).not.toMatch(new RegExp(`${secret}|${staff.email}`));
  expect(grant).toMatchObject({ operation: 'proposeCreditGrant', subjectId: proposed.id, actorRole: 'operator' });
  expect(grant!.content).toMatchObject({ amount: 10_000, asset: 'credit' });
  expect(approval).toMatchObject({
    path: `${proposed.path}/approval`,
    requestId: 'req-of-a-test',
    subjectId: proposed.id,
  });
  const about = await operator.get<{ items: Entry[] }>(`/v1/admin/audit-log?subject=${proposed.id}`);
  expect(about.body.items.map(({ operation }) => operation)).toEqual(['approveCreditGrant', 'proposeCreditGrant']);
});

it('has no entry for what was refused, and one for what was repeated', async () => {
  const proposed = await proposal();
  const before = await newest();
  const own = await operator.post(`${proposed.path}/approval`);
  const refused = await operator.post('/v1/admin/credit-grants', { amount: -1 });
  const stale = await operator.send('PATCH', (await category()).path, { name: 'x' }, { 'if-match': '"999999999"' });
  const forbidden = await operator.post('/v1/admin/api-keys', { name: 'mine', scopes: [] });
  expect([own.status, refused.status, stale.status, forbidden.status]).toEqual([403, 400, 412, 403]);
  const key = { 'idempotency-key': randomUUID() };
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => admin.post(`${proposed.path}/approval`, undefined, key)),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect((await since(before)).map(({ operation }) => operation)).toEqual(['approveCreditGrant', 'createCategory']);
});

it('is one whole chain after all that', async () => {
  const anchors = world.shop.get(AnchorService);
  await anchors.anchor();
  const trustedKeys = new Set([anchors.key.publicKey]);
  const report = await verifyAuditLog(world.shop.database, { trustedKeys, anchorFolder: undefined });
  expect(report).toMatchObject({ entries: await newest(), unanchored: 0, broken: null });
});

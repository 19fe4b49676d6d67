import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { CartwrightConfig, PlatformModule } from '#libs/platform';
import {
  Authenticator,
  createHttpApplication,
  PlatformHttpModule,
  platformProblems,
  type Principal,
  type Role,
} from '#libs/platform/http';
import { openTestDatabase, type TestDatabase, leaveActsUnrecorded } from '#libs/platform/testing';
import { MerchantHttpModule } from '../http.js';

/** `Bearer merchant <merchantId>`, `Bearer operator`, `Bearer customer <digit>`. */
class TokenTable extends Authenticator {
  authenticate(authorization: string | undefined): Principal {
    const [, role, which = '0'] = /^Bearer (\w+)(?: (\S+))?$/.exec(authorization ?? '') ?? [];
    if (role === undefined) throw platformProblems.UNAUTHENTICATED('send a test token');
    if (role === 'merchant') return { id: which, role, merchantId: which };
    return { id: `019a0000-0000-7000-9000-00000000000${which}`, role: role as Role };
  }
}

@Global()
@Module({ providers: [{ provide: Authenticator, useClass: TokenTable }], exports: [Authenticator] })
class TokenModule {}

interface Body {
  id: string;
  version: number;
  state: string;
  code: string;
  [member: string]: unknown;
}

let opened: TestDatabase;
let app: NestFastifyApplication;
beforeAll(async () => {
  opened = await openTestDatabase();
  const source: DynamicModule = {
    module: class TestSourceModule {},
    global: true,
    providers: [{ provide: DataSource, useValue: opened.source }],
    exports: [DataSource],
  };
  const config = CartwrightConfig.of({ environment: 'test', logLevel: 'silent' });
  const imports = [source, PlatformModule.forRoot(config), PlatformHttpModule, TokenModule, MerchantHttpModule];
  app = leaveActsUnrecorded(await createHttpApplication({ module: class TestRoot {}, imports }, { config }));
  await app.listen(0, '127.0.0.1');
});
afterAll(async () => {
  await app.close();
  await opened.close();
});

async function call(
  method: string,
  path: string,
  { as, body, version }: { as?: string; body?: unknown; version?: number } = {},
): Promise<{ status: number; etag: string | null; body: Body }> {
  const { port } = app.getHttpServer().address() as { port: number };
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: {
      ...(as && { authorization: `Bearer ${as}` }),
      ...(version !== undefined && { 'if-match': `"${version}"` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, etag: answer.headers.get('etag'), body: (await answer.json()) as Body };
}

let customers = 0;
async function approved(): Promise<Body> {
  const application = { name: 'Hillside', phone: '+1 555 0100', goodsType: 'consignment' };
  const applied = await call('POST', '/v1/merchants', { as: `customer ${++customers}`, body: application });
  const approval = await call('POST', `/v1/admin/merchants/${applied.body.id}/approval`, {
    as: 'operator',
    version: applied.body.version,
    body: { rewardBps: 1_000 },
  });
  expect(approval.status).toBe(201);
  return approval.body;
}

test('a customer applies, an operator approves, everyone sees it', async () => {
  const body = { name: 'Hillside', phone: '+1 555 0100', goodsType: 'consignment' };
  const applied = await call('POST', '/v1/merchants', { as: 'customer 9', body });
  expect([applied.status, applied.body.state, applied.body['rewardBps']]).toEqual([201, 'applied', 500]);
  expect((await call('GET', `/v1/merchants/${applied.body.id}`)).status).toBe(404);
  expect((await call('GET', '/v1/merchants/mine', { as: 'customer 9' })).body.id).toBe(applied.body.id);
  expect((await call('GET', '/v1/merchants/mine', { as: 'customer 8' })).status).toBe(404);
  const again = await call('POST', '/v1/merchants', { as: 'customer 9', body });
  expect([again.status, again.body.code]).toEqual([409, 'MERCHANT_EXISTS']);

  const path = `/v1/admin/merchants/${applied.body.id}/approval`;
  expect((await call('POST', path, { as: 'customer 9', version: applied.body.version, body: {} })).status).toBe(403);
  const unversioned = await call('POST', path, { as: 'operator', body: {} });
  expect([unversioned.status, unversioned.body.code]).toEqual([400, 'IF_MATCH_MISSING']);
  const stale = await call('POST', path, { as: 'operator', version: applied.body.version - 1, body: {} });
  expect([stale.status, stale.body.code]).toEqual([412, 'STALE_VERSION']);
  const approval = await call('POST', path, { as: 'operator', version: applied.body.version, body: {} });
  expect([approval.status, approval.body.state, approval.etag]).toEqual([
    201,
    'approved',
    `"${approval.body.version}"`,
  ]);
  const twice = await call('POST', path, { as: 'operator', version: approval.body.version, body: {} });
  expect([twice.status, twice.body.code, twice.body.state]).toEqual([409, 'MERCHANT_STATE', 'approved']);
  expect((await call('GET', `/v1/merchants/${applied.body.id}`)).body).toEqual({
    id: applied.body.id,
    ...body,
    currency: 'USD',
    shipping: { flatMinor: 0, perKgMinor: 0, freeFromMinor: null },
  });
});

test('a guest has a cart and nothing else: it does not apply', async () => {
  const body = { name: 'Walk-in', phone: '+1 555 0199', goodsType: 'third_party' };
  const applied = await call('POST', '/v1/merchants', { as: 'guest 1', body });
  expect(applied.status).toBe(403);
});

test('a merchant edits its own particulars, not its terms', async () => {
  const { id, version } = await approved();
  const as = `merchant ${id}`;
  const shipping = { flatMinor: 500, perKgMinor: 100, freeFromMinor: 9_900 };
  const edited = await call('PATCH', `/v1/admin/merchants/${id}`, {
    as,
    version,
    body: { phone: '+1 555 0123', shipping },
  });
  expect([edited.status, edited.body['phone'], edited.body['shipping']]).toEqual([200, '+1 555 0123', shipping]);
  const terms = await call('PATCH', `/v1/admin/merchants/${id}`, {
    as,
    version: edited.body.version,
    body: { rewardBps: 10_000 },
  });
  expect([terms.status, terms.body.code, terms.body['fields']]).toEqual([403, 'OPERATOR_ONLY', ['rewardBps']]);
  const self = await call('POST', `/v1/admin/merchants/${id}/approval`, { as, version: edited.body.version, body: {} });
  expect(self.status).toBe(403);
});

test("another merchant's is not there, whatever is tried", async () => {
  const [own, other] = [await approved(), await approved()];
  const as = `merchant ${other.id}`;
  const path = `/v1/admin/merchants/${own.id}`;
  const opened = await call('POST', `${path}/warehouses`, { as: 'operator', body: { code: 'EAST', name: 'East' } });
  expect(opened.status).toBe(201);
  const answers = await Promise.all([
    call('GET', path, { as }),
    call('PATCH', path, { as, version: own.version, body: { name: 'Mine' } }),
    call('GET', `${path}/warehouses`, { as }),
    call('POST', `${path}/warehouses`, { as, body: { code: 'X', name: 'X' } }),
    call('PATCH', `${path}/warehouses/${opened.body.id}`, { as, version: 1, body: { name: 'X' } }),
    call('PATCH', `/v1/admin/merchants/${other.id}/warehouses/${opened.body.id}`, {
      as,
      version: 1,
      body: { name: 'X' },
    }),
  ]);
  expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404, 404, 404, 404]);
  const list = await call('GET', '/v1/admin/merchants', { as });
  expect((list.body['items'] as Body[]).map((item) => item.id)).toEqual([other.id]);
});

test('warehouses are opened, listed and closed', async () => {
  const { id } = await approved();
  const as = `merchant ${id}`;
  const path = `/v1/admin/merchants/${id}/warehouses`;
  const east = await call('POST', path, { as, body: { code: 'EAST', name: 'East', priority: 5 } });
  const taken = await call('POST', path, { as, body: { code: 'EAST', name: 'Again' } });
  expect([taken.status, taken.body.code]).toEqual([409, 'WAREHOUSE_EXISTS']);
  const closed = await call('PATCH', `${path}/${east.body.id}`, {
    as,
    version: east.body.version,
    body: { state: 'closed' },
  });
  expect([closed.status, closed.body.state, closed.etag]).toEqual([200, 'closed', '"2"']);
  expect((await call('GET', path, { as })).body).toEqual([closed.body]);
});

test('the list is paged', async () => {
  await approved();
  const first = await call('GET', '/v1/admin/merchants?limit=1&state=approved', { as: 'operator' });
  const next = await call(
    'GET',
    `/v1/admin/merchants?limit=1&state=approved&cursor=${first.body['nextCursor'] as string}`,
    { as: 'operator' },
  );
  const [a, b] = [first, next].map((page) => (page.body['items'] as Body[])[0]!.id);
  expect(a).not.toBe(b);
});

test.each([
  ['a reward above the whole', { rewardBps: 10_001 }],
  ['a goods type nobody knows', { goodsType: 'stolen' }],
  ['a phone with letters', { phone: 'call me' }],
  ['a name of spaces', { name: '   ' }],
  ['half a shipping rule', { shipping: { flatMinor: 1 } }],
  ['a state', { state: 'approved' }],
])('%s is a bad request', async (_, body) => {
  const { id, version } = await call('GET', '/v1/admin/merchants?limit=1', { as: 'operator' }).then(
    (answer) => (answer.body['items'] as Body[])[0]!,
  );
  expect((await call('PATCH', `/v1/admin/merchants/${id}`, { as: 'operator', version, body })).status).toBe(400);
});

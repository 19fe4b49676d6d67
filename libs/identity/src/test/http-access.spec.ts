import { Global, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CartwrightConfig, Database, dataSourceOptions, PlatformModule, uuid7 } from '#libs/platform';
import { createHttpApplication, PlatformHttpModule } from '#libs/platform/http';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { GuestAdopter, IdentityModule, IdentityService, type AccountRole } from '../index.js';
import { IdentityHttpModule } from '../http.js';
import { NotingAdopter, PASSWORD } from './support.js';

/** What the composition root does with the cart. */
@Global()
@Module({ providers: [{ provide: GuestAdopter, useClass: NotingAdopter }], exports: [GuestAdopter] })
class CartStandIn {}

let db: TestDatabase;
let app: NestFastifyApplication;
let base: string;

beforeAll(async () => {
  db = await openTestDatabase();
  await db.database.query('CREATE TABLE adopted (guest_id uuid, customer_id uuid)');
  const config = CartwrightConfig.of({
    environment: 'test',
    databaseUrl: db.url,
    logLevel: 'silent',
    rateRegisterPerHourMax: 1_000,
  });
  const cheap = { memoryKib: 8, passes: 1, lanes: 1 };
  @Module({
    imports: [
      TypeOrmModule.forRoot({ ...dataSourceOptions({ url: db.url }), autoLoadEntities: true }),
      PlatformModule.forRoot(config),
      CartStandIn,
      IdentityModule.forRoot({ customerCost: cheap, staffCost: cheap, refusedLoginMsMin: 0 }),
      IdentityHttpModule,
      PlatformHttpModule,
    ],
  })
  class Root {}
  app = await createHttpApplication(Root, { config });
  await app.listen(0, '127.0.0.1');
  base = await app.getUrl();
});
afterAll(async () => {
  await app?.close();
  await db?.close();
});

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // The answers differ by operation; each test states what it expects of them.
  readonly body: Readonly<Record<string, string>>;
}
async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const answer = await fetch(base + path, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    body: (text === '' ? {} : JSON.parse(text)) as Reply['body'],
  };
}
const registration = (fields: object = {}) => ({
  email: `${uuid7()}@example.com`,
  password: PASSWORD,
  displayName: 'Ada',
  ...fields,
});
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

async function tokenOf(role: AccountRole): Promise<{ id: string; headers: Record<string, string> }> {
  const [id, identity] = [uuid7(), app.get(IdentityService)];
  const [token] = await app.get(Database).transaction(async (tx) => {
    const merchant = role === 'merchant' && { merchantId: uuid7() };
    await identity.createAccounts(tx, [
      { id, email: `${id}@example.com`, role, displayName: role, passwordHash: null, ...merchant },
    ]);
    return identity.issueAccessTokens(tx, [id]);
  });
  return { id, headers: bearer(token!) };
}

describe('who may call what', () => {
  const SIGNED_IN = ['customer', 'merchant', 'operator', 'admin'];
  /** Every operation that is not public, with the roles that get past the guard. */
  const MATRIX: [method: string, path: string, allowed: string[]][] = [
    ['GET', '/v1/me', SIGNED_IN],
    ['PATCH', '/v1/me', SIGNED_IN],
    ['POST', '/v1/password-changes', SIGNED_IN],
    ['DELETE', '/v1/sessions/current', SIGNED_IN],
    ['GET', '/v1/admin/accounts', ['operator', 'admin']],
    ['POST', '/v1/admin/accounts', ['admin']],
    ['GET', `/v1/admin/accounts/${uuid7()}`, ['operator', 'admin']],
    ['POST', `/v1/admin/accounts/${uuid7()}/disablement`, ['admin']],
    ['DELETE', `/v1/admin/accounts/${uuid7()}/disablement`, ['admin']],
    ['GET', '/v1/admin/api-keys', ['admin']],
    ['POST', '/v1/admin/api-keys', ['admin']],
    ['DELETE', `/v1/admin/api-keys/${uuid7()}`, ['admin']],
  ];
  const BODIES = new Set(['POST', 'PATCH']);

  it.each(MATRIX)('%s %s: %j', async (method, path, allowed) => {
    const body = BODIES.has(method) && !path.endsWith('disablement') ? {} : undefined;
    expect((await call(method, path, body)).status).toBe(401);
    const { body: guest } = await call('POST', '/v1/guests', { deviceId: `device-${uuid7()}` });
    const admin = await tokenOf('admin');
    const made = await call('POST', '/v1/admin/api-keys', { name: 'k', scopes: ['everything'] }, admin.headers);
    const callers: Record<string, Record<string, string>> = {
      guest: bearer(guest['guestToken']!),
      service: { 'X-Api-Key': made.body['key']! },
    };
    for (const role of SIGNED_IN) callers[role] = (await tokenOf(role as AccountRole)).headers;
    const passed: string[] = [];
    for (const [role, headers] of Object.entries(callers)) {
      const { status } = await call(method, path, body, headers);
      expect([role, status]).not.toEqual([role, 401]);
      if (status !== 403) passed.push(role);
    }
    expect(passed.toSorted()).toEqual(allowed.toSorted());
  });
});

describe('bad input', () => {
  const bad = [
    null,
    7,
    -1,
    true,
    [],
    {},
    [[]],
    '',
    ' ',
    '\u0000',
    '\ud800',
    "' OR 1=1 --",
    '%',
    '\r\nX: y',
    '__proto__',
    'x'.repeat(300),
  ];
  const TARGETS: [path: string, valid: () => Record<string, unknown>][] = [
    ['/v1/customers', registration],
    ['/v1/sessions', () => ({ email: 'nobody@example.com', password: PASSWORD })],
    ['/v1/sessions/refresh', () => ({ refreshToken: 'cwr_none' })],
    ['/v1/guests', () => ({ deviceId: `device-${uuid7()}` })],
  ];

  it.each(TARGETS)('%s answers each with a documented refusal', async (path, valid) => {
    const fields = [...Object.keys(valid()), 'guestToken', 'referralCode'];
    for (const field of fields) {
      for (const value of bad) {
        const { status, headers, body } = await call('POST', path, { ...valid(), [field]: value });
        const told = `${path} ${field}=${JSON.stringify(value)?.slice(0, 20)}`;
        // A password or a name may hold nearly anything.
        if (status < 300) expect(['password', 'displayName', 'deviceId']).toContain(field);
        else
          expect([told, [400, 401, 409, 422, 429].includes(status), headers.get('content-type')]).toEqual([
            told,
            true,
            'application/problem+json; charset=utf-8',
          ]);
        if (status >= 400)
          expect(body).toMatchObject({ status, code: expect.any(String), requestId: expect.any(String) });
      }
    }
  });
});

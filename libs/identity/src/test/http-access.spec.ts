import { uuid7 } from '#libs/platform';
import type { AccountRole } from '../index.js';
import { PASSWORD } from './support.js';
import { bearer, registration, startIdentityApi, type IdentityApi } from './support-http.js';

let api: IdentityApi;
beforeAll(async () => {
  api = await startIdentityApi();
});
afterAll(() => api.close());
const call = (...request: Parameters<IdentityApi['call']>) => api.call(...request);

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
    const admin = await api.callerOf('admin');
    const made = await call('POST', '/v1/admin/api-keys', { name: 'k', scopes: ['everything'] }, admin.headers);
    const callers: Record<string, Record<string, string>> = {
      guest: bearer(guest['guestToken']!),
      service: { 'X-Api-Key': made.body['key']! },
    };
    for (const role of SIGNED_IN) callers[role] = (await api.callerOf(role as AccountRole)).headers;
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

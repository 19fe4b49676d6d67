import { uuid7 } from '#libs/platform';
import { PASSWORD } from './support.js';
import { bearer, registration, startIdentityApi, type IdentityApi } from './support-http.js';

let api: IdentityApi;
beforeAll(async () => {
  api = await startIdentityApi();
});
afterAll(() => api.close());
const call = (...request: Parameters<IdentityApi['call']>) => api.call(...request);

describe('a customer', () => {
  it('comes as a guest, registers, is renamed, refreshes, changes the password and logs out', async () => {
    const guest = await call('POST', '/v1/guests', { deviceId: `device-${uuid7()}` });
    expect(guest.status).toBe(201);
    const wanted = registration({ guestToken: guest.body['guestToken'] });
    const registered = await call('POST', '/v1/customers', wanted);
    expect(registered).toMatchObject({
      status: 201,
      body: {
        tokenType: 'Bearer',
        cartMerge: { added: 2, cut: [] },
        account: {
          email: wanted.email,
          role: 'customer',
          merchantId: null,
          displayName: 'Ada',
          state: 'active',
          version: 1,
        },
      },
    });
    const me = bearer(registered.body['accessToken']!);
    expect((await call('GET', '/v1/me', undefined, me)).body).toEqual(registered.body['account']);
    const renamed = await call('PATCH', '/v1/me', { displayName: 'Ada Lovelace' }, me);
    expect(renamed).toMatchObject({ status: 200, body: { displayName: 'Ada Lovelace', version: 2 } });

    const refreshed = await call('POST', '/v1/sessions/refresh', { refreshToken: registered.body['refreshToken'] });
    expect(refreshed.status).toBe(200);
    expect((await call('GET', '/v1/me', undefined, me)).status).toBe(401);
    const again = bearer(refreshed.body['accessToken']!);
    const passwords = { currentPassword: PASSWORD, newPassword: 'a better long password' };
    expect(await call('POST', '/v1/password-changes', passwords, again)).toMatchObject({
      status: 201,
      body: { sessionsEnded: 0 },
    });
    const login = { email: wanted.email, password: 'a better long password' };
    expect((await call('POST', '/v1/sessions', { ...login, password: PASSWORD })).status).toBe(401);
    const session = await call('POST', '/v1/sessions', login);
    expect(session).toMatchObject({ status: 201, body: { cartMerge: null, account: { displayName: 'Ada Lovelace' } } });

    expect((await call('DELETE', '/v1/sessions/current', undefined, again)).status).toBe(204);
    expect((await call('GET', '/v1/me', undefined, again)).status).toBe(401);
    expect((await call('GET', '/v1/me', undefined, bearer(session.body['accessToken']!))).status).toBe(200);
  });

  it('registers once under an Idempotency-Key, and a repetition says so', async () => {
    const [wanted, key] = [registration(), { 'Idempotency-Key': uuid7() }];
    const first = await call('POST', '/v1/customers', wanted, key);
    const second = await call('POST', '/v1/customers', wanted, key);
    expect([first.status, first.headers.get('idempotency-replayed')]).toEqual([201, null]);
    expect([second.status, second.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    expect(second.body['account']).toEqual(first.body['account']);
    expect(await call('POST', '/v1/customers', wanted)).toMatchObject({ status: 409, body: { code: 'EMAIL_TAKEN' } });
    const other = { ...wanted, displayName: 'Eve' };
    expect(await call('POST', '/v1/customers', other, key)).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
  });

  it('cannot give itself a role, a merchant or a state', async () => {
    for (const extra of [{ role: 'admin' }, { merchantId: uuid7() }, { state: 'active' }, { passwordHash: 'x' }]) {
      expect((await call('POST', '/v1/customers', registration(extra))).status).toBe(400);
    }
    const { headers } = await api.callerOf('customer');
    expect((await call('PATCH', '/v1/me', { displayName: 'A', role: 'admin' }, headers)).status).toBe(400);
    for (const displayName of ['', '   ', 'a\u0007', 'x'.repeat(101), 7, null]) {
      expect((await call('PATCH', '/v1/me', { displayName }, headers)).status).toBe(400);
    }
  });

  it('gets the same refusal for an unknown address as for a wrong password', async () => {
    const known = registration();
    await call('POST', '/v1/customers', known);
    const answers = [];
    for (const email of [known.email, `${uuid7()}@example.com`]) {
      const { status, body } = await call('POST', '/v1/sessions', { email, password: 'another fine password' });
      answers.push({ status, ...(body as object), requestId: '' });
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ status: 401, code: 'LOGIN_REFUSED' });
  });

  it('who guesses too often is told when to come back', async () => {
    const login = { email: `${uuid7()}@example.com`, password: PASSWORD };
    const statuses = [];
    for (let i = 0; i < 11; i++) statuses.push((await call('POST', '/v1/sessions', login)).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429]);
    const refused = await call('POST', '/v1/sessions', login);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.body).toMatchObject({
      code: 'TOO_MANY_ATTEMPTS',
      retryAfterSeconds: Number(refused.headers.get('retry-after')),
    });
  });
});

describe('an administrator', () => {
  it('makes staff, finds it, disables it and lets it in again', async () => {
    const admin = await api.callerOf('admin');
    const wanted = { ...registration(), role: 'merchant', merchantId: uuid7() };
    const made = await call('POST', '/v1/admin/accounts', wanted, admin.headers);
    expect(made).toMatchObject({ status: 201, body: { role: 'merchant', merchantId: wanted.merchantId } });
    const path = `/v1/admin/accounts/${made.body['id']!}`;
    const found = await call(
      'GET',
      `/v1/admin/accounts?role=merchant&email=${encodeURIComponent(wanted.email.toUpperCase())}`,
      undefined,
      admin.headers,
    );
    expect(found.body).toEqual({ items: [made.body], nextCursor: null });
    const login = { email: wanted.email, password: wanted.password };
    const session = await call('POST', '/v1/sessions', login);
    const theirs = bearer(session.body['accessToken']!);
    expect((await call('GET', '/v1/me', undefined, theirs)).status).toBe(200);

    expect(await call('POST', `${path}/disablement`, undefined, admin.headers)).toMatchObject({
      status: 201,
      body: { state: 'disabled', version: 2 },
    });
    expect((await call('GET', '/v1/me', undefined, theirs)).status).toBe(401);
    expect((await call('POST', '/v1/sessions', login)).status).toBe(401);
    // Again changes nothing.
    expect(await call('POST', `${path}/disablement`, undefined, admin.headers)).toMatchObject({
      status: 201,
      body: { version: 2 },
    });
    expect(await call('DELETE', `${path}/disablement`, undefined, admin.headers)).toMatchObject({
      status: 200,
      body: { state: 'active' },
    });
    expect((await call('POST', '/v1/sessions', login)).status).toBe(201);
    const own = `/v1/admin/accounts/${admin.id}/disablement`;
    expect(await call('POST', own, undefined, admin.headers)).toMatchObject({
      status: 409,
      body: { code: 'ACCOUNT_IS_YOUR_OWN' },
    });
    expect((await call('POST', `/v1/admin/accounts/${uuid7()}/disablement`, undefined, admin.headers)).status).toBe(
      404,
    );
    expect((await call('GET', '/v1/admin/accounts/42', undefined, admin.headers)).status).toBe(400);
  });

  it('pages through accounts without missing or repeating one', async () => {
    const { headers } = await api.callerOf('admin');
    const made = [];
    for (let i = 0; i < 5; i++) made.push((await api.callerOf('operator')).id);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await call(
        'GET',
        `/v1/admin/accounts?role=operator&limit=2${cursor && `&cursor=${cursor}`}`,
        undefined,
        headers,
      );
      const page = body as unknown as { items: { id: string }[]; nextCursor: string | null };
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.slice(0, 5)).toEqual(made.reverse());
    for (const bad of ['x', 'WyIxIl0', 'WzFd', Buffer.from('[null]').toString('base64url')]) {
      expect(await call('GET', `/v1/admin/accounts?cursor=${bad}`, undefined, headers)).toMatchObject({
        status: 400,
        body: { code: 'INVALID_CURSOR' },
      });
    }
  });

  it('makes an API key that is shown once, listed without it, and refused when revoked', async () => {
    const { headers, id } = await api.callerOf('admin');
    const wanted = { name: 'warehouse scanner', scopes: ['stock:write'] };
    const made = await call('POST', '/v1/admin/api-keys', wanted, { ...headers, 'Idempotency-Key': uuid7() });
    expect(made).toMatchObject({ status: 201, body: { ...wanted, createdBy: id, revokedAt: null } });
    const key = { 'X-Api-Key': made.body['key']! };
    // Known, but of no use here: 403 and not 401.
    expect((await call('GET', '/v1/me', undefined, key)).status).toBe(403);
    const listed = await call('GET', '/v1/admin/api-keys', undefined, headers);
    expect(JSON.stringify(listed.body)).not.toContain(made.body['key']!);
    const revoked = await call('DELETE', `/v1/admin/api-keys/${made.body['id']!}`, undefined, headers);
    expect(revoked.body['revokedAt']).toEqual(expect.any(String));
    expect((await call('GET', '/v1/me', undefined, key)).status).toBe(401);
    const past = { ...wanted, expiresAt: '2020-01-01T00:00:00Z' };
    expect(await call('POST', '/v1/admin/api-keys', past, headers)).toMatchObject({
      status: 422,
      body: { code: 'EXPIRY_PASSED' },
    });
    for (const scopes of [[], [''], ['x'.repeat(61)], 'stock:write', [7]]) {
      expect((await call('POST', '/v1/admin/api-keys', { name: 'k', scopes }, headers)).status).toBe(400);
    }
  });
});

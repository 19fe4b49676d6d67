import { uuid7 } from '#libs/platform';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import {
  createAccount,
  ENTITIES,
  hearing,
  identityProcess,
  refusal,
  verdict,
  type IdentityProcess,
} from './support.js';

let db: TestDatabase;
let process1: IdentityProcess;
let process2: IdentityProcess;

beforeAll(async () => {
  db = await openTestDatabase({ entities: ENTITIES });
  process1 = identityProcess(db.database);
  process2 = identityProcess(db.database);
  for (const { revocations } of [process1, process2]) {
    revocations.onModuleInit();
    await revocations.ready();
  }
});
afterEach(() => (db.database.clockOffsetMs = 0));
afterAll(async () => {
  for (const { revocations } of [process1, process2]) await revocations.onModuleDestroy();
  await db.close();
});

describe('API keys', () => {
  const aKey = async (expiresAt?: Date) => {
    const admin = await createAccount(process1, db.database, { role: 'admin' });
    const made = await process1.keys.create(
      { name: 'scanner', scopes: ['stock:write', 'stock:read', 'stock:read'], expiresAt },
      admin,
      undefined,
    );
    return { ...made, key: made.key!, admin };
  };

  it('stand for a service with its scopes, and are kept as a hash', async () => {
    const { key, row } = await aKey();
    const principal = await process1.authenticator.authenticate(undefined, key);
    expect(principal).toEqual({ id: row.id, role: 'service', scopes: ['stock:read', 'stock:write'] });
    expect(process1.authenticator.authenticate(undefined, key)).toBe(principal);
    const [kept] = await db.database.query<{ row: string }>(
      'SELECT k::text AS row FROM identity.api_key k WHERE id = $1',
      [row.id],
    );
    expect(kept!.row).not.toContain(key);
  });

  it('are refused once revoked, here and in the other process', async () => {
    const { key, row, admin } = await aKey();
    for (const { authenticator } of [process1, process2]) await authenticator.authenticate(undefined, key);
    const heard = hearing(process2);
    await process1.keys.revoke(row.id, admin);
    await heard;
    expect([await verdict(process1, undefined, key), await verdict(process2, undefined, key)]).toEqual([
      'UNAUTHENTICATED',
      'UNAUTHENTICATED',
    ]);
    expect((await process1.keys.list(100, undefined)).find(({ id }) => id === row.id)?.revokedAt).toBeInstanceOf(Date);
    expect(await refusal(process1.keys.revoke(uuid7(), admin))).toBe('NOT_FOUND');
  });

  it('end when they say', async () => {
    const hourMs = 3_600_000;
    const { key } = await aKey(new Date((await db.database.now()).getTime() + hourMs));
    await process1.authenticator.authenticate(undefined, key);
    db.database.clockOffsetMs = hourMs + 1;
    expect(await verdict(identityProcess(db.database), undefined, key)).toBe('UNAUTHENTICATED');
    expect(await refusal(aKey(new Date(0)))).toBe('EXPIRY_PASSED');
  });

  it('note their use to the hour', async () => {
    const { key, row } = await aKey();
    const lastUsed = async () => (await process1.keys.list(100, undefined)).find(({ id }) => id === row.id)!.lastUsedAt;
    expect(await lastUsed()).toBeNull();
    await identityProcess(db.database).authenticator.authenticate(undefined, key);
    const first = await lastUsed();
    expect(first).toBeInstanceOf(Date);
    db.database.clockOffsetMs = 30 * 60_000;
    await identityProcess(db.database).authenticator.authenticate(undefined, key);
    expect(await lastUsed()).toEqual(first);
    db.database.clockOffsetMs = 61 * 60_000;
    await identityProcess(db.database).authenticator.authenticate(undefined, key);
    expect((await lastUsed())!.getTime() - first!.getTime()).toBeGreaterThan(60 * 60_000);
  });

  it('are made once under an idempotency key and shown once', async () => {
    const admin = await createAccount(process1, db.database, { role: 'admin' });
    const [wanted, idempotencyKey] = [{ name: 'scanner', scopes: ['stock:read'] }, uuid7()];
    const first = await process1.keys.create(wanted, admin, idempotencyKey);
    const again = await process1.keys.create(wanted, admin, idempotencyKey);
    expect(first.key).toMatch(/^cwk_/);
    expect(again).toMatchObject({ row: { id: first.row.id }, key: null, replayed: true });
  });
});

import { Database, statementCounts, uuid7, type Statement } from '#libs/platform';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { Revocations } from '../revocations.js';
import {
  ADDRESS,
  createAccount,
  ENTITIES,
  hearing,
  identityProcess,
  KeptLog,
  PASSWORD,
  refusal,
  verdict,
  type IdentityProcess,
} from './support.js';

const LOOKUP = 'identity.find_session_principals';
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

const bearer = async (fields: Parameters<typeof createAccount>[2] = {}) => {
  const account = await createAccount(process1, db.database, fields);
  const { tokens } = await process1.sessions.logIn({ email: account.email, password: PASSWORD }, ADDRESS);
  return { account, tokens, header: `Bearer ${tokens.accessToken}` };
};
const lookups = (): number => statementCounts.get(LOOKUP) ?? 0;
/** Asks, without pause, until the cache no longer answers by itself; what the database says then. */
async function untilAskedAgain({ authenticator }: IdentityProcess, header: string, withinMs: number) {
  const startedMs = performance.now();
  for (;;) {
    const answer = authenticator.authenticate(header, undefined);
    if (answer instanceof Promise) return refusal(answer);
    expect(performance.now() - startedMs).toBeLessThan(withinMs);
    await new Promise(setImmediate);
  }
}
describe('a cached token', () => {
  it('is known at once, without a promise and without a query', async () => {
    const merchantId = uuid7();
    const { header, account, tokens } = await bearer({ role: 'merchant', merchantId });
    const first = process1.authenticator.authenticate(header, undefined);
    expect(first).toBeInstanceOf(Promise);
    const principal = await first;
    expect(principal).toEqual({ id: account.id, role: 'merchant', merchantId, sessionId: tokens.sessionId });
    const before = lookups();
    expect(process1.authenticator.authenticate(header, undefined)).toBe(principal);
    expect(lookups()).toBe(before);
    expect(Object.isFrozen(principal)).toBe(true);
  });

  it('is asked for again when the cache has had its time, at most five seconds', async () => {
    const brief = identityProcess(db.database, { cacheMs: 1 });
    const { header } = await bearer();
    await brief.authenticator.authenticate(header, undefined);
    await untilAskedAgain(brief, header, 500);
    expect(() => identityProcess(db.database, { cacheMs: 5_001 })).toThrow('cacheMs');
  });

  it('is not believed beyond its own end', async () => {
    const { account } = await bearer();
    const [token] = await db.database.transaction((tx) =>
      process1.identity.issueAccessTokens(tx, [account.id], { lifetimeSeconds: 1 }),
    );
    await process1.authenticator.authenticate(`Bearer ${token}`, undefined);
    expect(await untilAskedAgain(process1, `Bearer ${token}`, 1_500)).toBe('UNAUTHENTICATED');
    expect(await verdict(process1, `Bearer ${token}`)).toBe('UNAUTHENTICATED');
  });
});

describe('tokens that come at once', () => {
  it('are looked up by few queries', async () => {
    const { account } = await bearer();
    const ids = Array.from({ length: 500 }, () => account.id);
    const tokens = await db.database.transaction((tx) => process1.identity.issueAccessTokens(tx, ids));
    const before = lookups();
    const callers = await Promise.all([
      ...tokens.map((token) => process1.authenticator.authenticate(`Bearer ${token}`, undefined)),
      verdict(process1, `Bearer cwa_${'a'.repeat(43)}`),
    ]);
    expect(lookups() - before).toBe(2);
    expect(callers.pop()).toBe('UNAUTHENTICATED');
    expect(new Set(callers.map((caller) => (caller as { sessionId: string }).sessionId)).size).toBe(500);
  });
});

describe('a revoked session', () => {
  it('is refused at once in this process and, when it has heard, in the other', async () => {
    const { header, tokens } = await bearer();
    await Promise.all([process1, process2].map(({ authenticator }) => authenticator.authenticate(header, undefined)));
    const heard = hearing(process2);
    await process1.sessions.logOut(tokens.sessionId);
    expect(await verdict(process1, header)).toBe('UNAUTHENTICATED');
    await heard;
    expect(await verdict(process2, header)).toBe('UNAUTHENTICATED');
  });

  it('takes no other session with it', async () => {
    const [mine, other] = [await bearer(), await bearer()];
    for (const { header } of [mine, other]) await process2.authenticator.authenticate(header, undefined);
    const heard = hearing(process2);
    await process1.sessions.logOut(mine.tokens.sessionId);
    await heard;
    expect(process2.authenticator.authenticate(other.header, undefined)).not.toBeInstanceOf(Promise);
  });

  it('by password change keeps the session that asked, in both processes', async () => {
    const { account, header, tokens } = await bearer();
    const other = await process1.sessions.logIn({ email: account.email, password: PASSWORD }, ADDRESS);
    const headers = [header, `Bearer ${other.tokens.accessToken}`];
    for (const text of headers) await process2.authenticator.authenticate(text, undefined);
    const heard = hearing(process2);
    await process1.sessions.changePassword(
      { accountId: account.id, sessionId: tokens.sessionId },
      { current: PASSWORD, wanted: 'a better long password' },
    );
    await heard;
    expect(process2.authenticator.authenticate(headers[0], undefined)).not.toBeInstanceOf(Promise);
    expect(await verdict(process2, headers[1])).toBe('UNAUTHENTICATED');
  });

  it('of a disabled account is refused everywhere', async () => {
    const [{ account, header }, admin] = [
      await bearer(),
      await createAccount(process1, db.database, { role: 'admin' }),
    ];
    for (const { authenticator } of [process1, process2]) await authenticator.authenticate(header, undefined);
    const heard = hearing(process2);
    await process1.staff.setState(account.id, 'disabled', admin);
    await heard;
    expect([await verdict(process1, header), await verdict(process2, header)]).toEqual([
      'UNAUTHENTICATED',
      'UNAUTHENTICATED',
    ]);
    await process1.staff.setState(account.id, 'active', admin);
    // Enabled again, it logs in again: its sessions stay ended.
    expect(await verdict(process1, header)).toBe('UNAUTHENTICATED');
  });

  it('is not remembered by an answer that was read before it was revoked', async () => {
    const { header, tokens } = await bearer();
    /** The rival acts between the query's answer and its use. */
    class DatabaseWithRival extends Database {
      override async run<Row>(statement: Statement<Row>, values?: readonly unknown[]): Promise<Row[]> {
        const rows = await super.run(statement, values);
        if (statement.name === LOOKUP && rows.length > 0) await rival.sessions.logOut(tokens.sessionId);
        return rows;
      }
    }
    const rival = identityProcess(new DatabaseWithRival(db.source));
    // The request itself overlapped the revocation: either answer is right. The next one did not.
    await rival.authenticator.authenticate(header, undefined);
    expect(await verdict(rival, header)).toBe('UNAUTHENTICATED');
  });

  it('that was announced while nobody heard is dropped when the connection is back', async () => {
    const { header, tokens } = await bearer();
    const log = new KeptLog();
    const deaf = new Revocations(db.database, log);
    deaf.onModuleInit();
    await deaf.ready();
    const heard: string[] = [];
    deaf.onRevoked(({ of }) => heard.push(of));
    await process2.authenticator.authenticate(header, undefined);
    const back = new Promise<void>((resolve) => deaf.onRevoked(({ of }) => of === 'everything' && resolve()));
    await db.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'cartwright identity'`,
    );
    await back;
    expect(log.events).toMatchObject([{ event: 'revocations_unheard' }]);
    await Promise.all([process1, process2].map(({ revocations }) => revocations.ready()));
    const again = hearing(process2);
    await process1.sessions.logOut(tokens.sessionId);
    await again;
    expect(await verdict(process2, header)).toBe('UNAUTHENTICATED');
    await deaf.onModuleDestroy();
  });
});

describe('credentials that are none', () => {
  const unknown = 'a'.repeat(43);
  it.each<[string, string | undefined, string | undefined]>([
    ['nothing', undefined, undefined],
    ['an unknown token', `Bearer cwa_${unknown}`, undefined],
    ['another scheme', `Basic cwa_${unknown}`, undefined],
    ['no scheme', `cwa_${unknown}`, undefined],
    ['two tokens', `Bearer cwa_${unknown} cwa_${unknown}`, undefined],
    ['a refresh token', `Bearer cwr_${unknown}`, undefined],
    ['a key as a token', `Bearer cwk_${unknown}`, undefined],
    ['a token as a key', undefined, `cwa_${unknown}`],
    ['an unknown key', undefined, `cwk_${unknown}`],
    ['an empty header', '', undefined],
    ['a forged guest', `Bearer cwg_${'0'.repeat(32)}.zzzzzz.${unknown}`, undefined],
    ['a very long one', `Bearer ${'a'.repeat(10_000)}`, undefined],
  ])('%s: 401', async (_, header, key) => expect(await verdict(process1, header, key)).toBe('UNAUTHENTICATED'));

  it('two kinds at once: 401, also when one of them is good and cached', async () => {
    const { header } = await bearer();
    await process1.authenticator.authenticate(header, undefined);
    expect(await verdict(process1, header, `cwk_${unknown}`)).toBe('UNAUTHENTICATED');
  });

  it('a good token in the header for keys, or the reverse, is refused by the cache, too', async () => {
    const { header } = await bearer();
    const admin = await createAccount(process1, db.database, { role: 'admin' });
    const { key } = await process1.keys.create({ name: 'scanner', scopes: ['stock:read'] }, admin, undefined);
    await process1.authenticator.authenticate(header, undefined);
    await process1.authenticator.authenticate(undefined, key!);
    expect(await verdict(process1, undefined, header)).toBe('UNAUTHENTICATED');
    expect(await verdict(process1, key!, undefined)).toBe('UNAUTHENTICATED');
  });

  it('come with the scheme they should have used', async () => {
    expect(() => process1.authenticator.authenticate(undefined, undefined)).toThrow(
      expect.objectContaining({ status: 401, headers: { 'WWW-Authenticate': 'Bearer realm="cartwright"' } }),
    );
  });
});

import { uuid7, type Overloaded } from '#libs/platform';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import type { SessionTokens } from '../session.service.js';
import {
  ADDRESS,
  createAccount,
  ENTITIES,
  identityProcess,
  isGood,
  NotingAdopter,
  PASSWORD,
  refusal,
  waitingForLocks,
  type IdentityProcess,
} from './support.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
let db: TestDatabase;
let process1: IdentityProcess;
let process2: IdentityProcess;

beforeAll(async () => {
  db = await openTestDatabase({ entities: ENTITIES });
  await db.database.query(
    'CREATE TABLE adopted (guest_id uuid, customer_id uuid, CONSTRAINT adopted_once UNIQUE (guest_id))',
  );
  process1 = identityProcess(db.database, {}, new NotingAdopter());
  process2 = identityProcess(db.database);
});
afterEach(() => (db.database.clockOffsetMs = 0));
afterAll(() => db.close());

const logIn = (email: string, password = PASSWORD) => process1.sessions.logIn({ email, password }, ADDRESS);
const sessionRow = async (id: string) => {
  const [row] = await db.database.query<{ revoked_because: string | null; refreshed_at: Date | null }>(
    'SELECT revoked_because, refreshed_at FROM identity.session WHERE id = $1',
    [id],
  );
  return row!;
};

describe('logging in', () => {
  it('gives tokens that say who it is, for ten minutes and thirty days', async () => {
    const account = await createAccount(process1, db.database);
    const { tokens } = await logIn(` ${account.email.toUpperCase()} `);
    const caller = await process1.authenticator.authenticate(`Bearer ${tokens.accessToken}`, undefined);
    expect(caller).toEqual({ id: account.id, role: 'customer', sessionId: tokens.sessionId });
    const nowMs = (await db.database.now()).getTime();
    expect(Math.round((tokens.accessExpiresAt.getTime() - nowMs) / MINUTE_MS)).toBe(10);
    expect(Math.round((tokens.refreshExpiresAt.getTime() - nowMs) / DAY_MS)).toBe(30);
    db.database.clockOffsetMs = 10 * MINUTE_MS;
    expect(await isGood(db.database, tokens.accessToken)).toBe(false);
  });

  it('stores no token, only hashes', async () => {
    const { email } = await createAccount(process1, db.database);
    const { tokens } = await logIn(email);
    const rows = await db.database.query<{ row: string }>('SELECT s::text AS row FROM identity.session s');
    const text = rows.map(({ row }) => row).join();
    for (const token of [tokens.accessToken, tokens.refreshToken]) expect(text).not.toContain(token);
  });

  it('refuses unknown, wrong, disabled and passwordless alike, and does the same work for each', async () => {
    const known = await createAccount(process1, db.database);
    const passwordless = await createAccount(process1, db.database, { passwordHash: null });
    const disabled = await createAccount(process1, db.database);
    const admin = await createAccount(process1, db.database, { role: 'admin' });
    await process1.staff.setState(disabled.id, 'disabled', admin);
    const attempts = [
      ['nobody@example.com', PASSWORD],
      ['no address', PASSWORD],
      [known.email, 'another fine password'],
      [passwordless.email, PASSWORD],
      [disabled.email, PASSWORD],
    ] as const;
    const answers: unknown[] = [];
    for (const [email, password] of attempts) {
      const before = { ...process1.hasher.counts };
      answers.push(
        await logIn(email, password).catch(({ status, code, detail }: Record<string, unknown>) => ({
          status,
          code,
          detail,
        })),
      );
      expect(process1.hasher.counts).toEqual({ hashed: before.hashed, verified: before.verified + 1 });
    }
    expect(answers[0]).toMatchObject({ status: 401, code: 'LOGIN_REFUSED' });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const [sessions] = await db.database.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM identity.session WHERE account_id = ANY ($1)',
      [[known.id, passwordless.id, disabled.id]],
    );
    expect(sessions!.n).toBe(0);
  });

  it('logs a refusal without address of mail, password or token', async () => {
    const { email, id } = await createAccount(process1, db.database);
    const { log, sessions } = identityProcess(db.database);
    await refusal(sessions.logIn({ email, password: 'hunter2 hunter2' }, ADDRESS));
    await refusal(sessions.logIn({ email: 'nobody@example.com', password: 'hunter2 hunter2' }, ADDRESS));
    expect(log.events).toEqual([
      { event: 'login_refused', accountId: id, address: ADDRESS },
      { event: 'login_refused', accountId: null, address: ADDRESS },
    ]);
  });

  it('answers a refusal no sooner than it says, so that the costlier hash of staff does not show', async () => {
    const { sessions } = identityProcess(db.database, { refusedLoginMsMin: 250 });
    const startedMs = performance.now();
    await refusal(sessions.logIn({ email: 'nobody@example.com', password: PASSWORD }, ADDRESS));
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(249);
  });

  it('replaces a hash made at another cost, once', async () => {
    const account = await createAccount(process1, db.database, { role: 'operator' });
    const hash = async (): Promise<string> => {
      const [row] = await db.database.query<{ hash: string }>(
        'SELECT password_hash AS hash FROM identity.account WHERE id = $1',
        [account.id],
      );
      return row!.hash;
    };
    expect(await hash()).toContain('m=8,t=1,p=1');
    // Two at once: neither may be refused because the other replaced the hash it has checked.
    await Promise.all([
      logIn(account.email),
      process2.sessions.logIn({ email: account.email, password: PASSWORD }, ADDRESS),
    ]);
    const replaced = await hash();
    expect(replaced).toContain('m=16,t=1,p=1');
    await logIn(account.email);
    expect(await hash()).toBe(replaced);
  });

  it('is in vain when the password changes or the account is disabled between check and act', async () => {
    for (const rival of ['password_version = password_version + 1', "state = 'disabled'"]) {
      const account = await createAccount(process1, db.database, {
        passwordHash: await process1.hasher.hash(PASSWORD, 'customer'),
      });
      const answer = await db.database.transaction(async (tx) => {
        await tx.query(`UPDATE identity.account SET ${rival} WHERE id = $1`, [account.id]);
        // The login reads the old row, finds the password right, and meets this transaction's lock.
        const login = refusal(logIn(account.email));
        await waitingForLocks(db.database, 1);
        return { login };
      });
      expect([rival, await answer.login]).toEqual([rival, 'LOGIN_REFUSED']);
      const [sessions] = await db.database.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM identity.session WHERE account_id = $1',
        [account.id],
      );
      expect(sessions!.n).toBe(0);
    }
  });

  it('ends the oldest session beyond the limit, for everyone', async () => {
    const { sessions, authenticator } = identityProcess(db.database, { sessionsPerAccountMax: 3 });
    const { email } = await createAccount(process1, db.database);
    const opened: SessionTokens[] = [];
    for (let i = 0; i < 4; i++) {
      opened.push((await sessions.logIn({ email, password: PASSWORD }, ADDRESS)).tokens);
      await authenticator.authenticate(`Bearer ${opened[i]!.accessToken}`, undefined);
    }
    expect(await Promise.all(opened.map(({ accessToken }) => isGood(db.database, accessToken)))).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(await sessionRow(opened[0]!.sessionId)).toMatchObject({ revoked_because: 'too_many' });
    expect(() => authenticator.authenticate(`Bearer ${opened[1]!.accessToken}`, undefined)).not.toThrow();
    expect(
      await refusal(Promise.resolve(authenticator.authenticate(`Bearer ${opened[0]!.accessToken}`, undefined))),
    ).toBe('UNAUTHENTICATED');
  });
});

describe('hashing', () => {
  it('runs two at once, lets so many wait, and refuses the rest', async () => {
    const { hasher } = identityProcess(db.database, {
      hashQueueMax: 3,
      customerCost: { memoryKib: 4_096, passes: 2, lanes: 1 },
    });
    const answers = await Promise.allSettled(Array.from({ length: 9 }, () => hasher.hash(PASSWORD, 'customer')));
    const refused = answers.filter((answer) => answer.status === 'rejected');
    expect(refused.map(({ reason }) => (reason as Overloaded).name)).toEqual(Array(4).fill('Overloaded'));
    expect(hasher.counts.hashed).toBe(5);
    // The places are given back: as many fit again.
    await Promise.all(Array.from({ length: 5 }, () => hasher.hash(PASSWORD, 'customer')));
  });
});

describe('a guest who signs in', () => {
  const guest = async () => process1.guests.welcome(`device-${uuid7()}`, ADDRESS);
  const adopted = async (guestId: string): Promise<string[]> => {
    const rows = await db.database.query<{ customer_id: string }>(
      'SELECT customer_id FROM adopted WHERE guest_id = $1',
      [guestId],
    );
    return rows.map((row) => row.customer_id);
  };

  it('is the same guest on the same device, and its token is known', async () => {
    const deviceId = `device-${uuid7()}`;
    const [a, b, c] = await Promise.all([1, 2, 3].map(() => process1.guests.welcome(deviceId, ADDRESS)));
    expect(new Set([a!.guestId, b!.guestId, c!.guestId]).size).toBe(1);
    expect(process2.authenticator.authenticate(`Bearer ${a!.guestToken}`, undefined)).toEqual({
      id: a!.guestId,
      role: 'guest',
    });
    expect((await guest()).guestId).not.toBe(a!.guestId);
    const stored = await db.database.query<{ row: string }>('SELECT g::text AS row FROM identity.guest g');
    expect(stored.map(({ row }) => row).join()).not.toContain(deviceId);
  });

  it('leaves its cart to the customer at login and at registration, and the answer says so', async () => {
    const { email, id } = await createAccount(process1, db.database);
    const [first, second] = [await guest(), await guest()];
    const login = await process1.sessions.logIn({ email, password: PASSWORD, guestToken: first.guestToken }, ADDRESS);
    expect(login.cartMerge).toEqual({ added: 2, cut: [] });
    expect(await adopted(first.guestId)).toEqual([id]);
    const registration = {
      email: `${uuid7()}@example.com`,
      password: PASSWORD,
      displayName: 'Ada',
      guestToken: second.guestToken,
    };
    const key = uuid7();
    const registered = await process1.identity.register(registration, ADDRESS, key);
    expect(registered.cartMerge).toEqual({ added: 2, cut: [] });
    expect(await adopted(second.guestId)).toEqual([registered.account.id]);
    const repeated = await process1.identity.register(registration, ADDRESS, key);
    expect(repeated).toMatchObject({ replayed: true, cartMerge: { added: 2, cut: [] } });
    expect(await adopted(second.guestId)).toHaveLength(1);
    expect((await logIn(email)).cartMerge).toBeNull();
  });

  it('is not signed in when its cart cannot be adopted: one transaction', async () => {
    const { guestId, guestToken } = await guest();
    const wanted = { email: `${uuid7()}@example.com`, password: PASSWORD, displayName: 'Ada', guestToken };
    // The adopter's table takes a guest once: the second adoption breaks.
    await db.database.query('INSERT INTO adopted VALUES ($1, $2)', [guestId, uuid7()]);
    await expect(process1.identity.register(wanted, ADDRESS, undefined)).rejects.toMatchObject({
      constraint: 'adopted_once',
    });
    const rows = await db.database.query('SELECT 1 FROM identity.account WHERE email = $1', [wanted.email]);
    expect(rows).toEqual([]);
  });

  it('leaves nothing to staff, and a token past its time is refused', async () => {
    const { email } = await createAccount(process1, db.database, { role: 'operator' });
    const { guestId, guestToken } = await guest();
    expect((await process1.sessions.logIn({ email, password: PASSWORD, guestToken }, ADDRESS)).cartMerge).toBeNull();
    expect(await adopted(guestId)).toEqual([]);
    db.database.clockOffsetMs = 30 * DAY_MS + 1_000;
    expect(await refusal(process1.sessions.logIn({ email, password: PASSWORD, guestToken }, ADDRESS))).toBe(
      'GUEST_TOKEN_REFUSED',
    );
    expect(() => process2.authenticator.authenticate(`Bearer ${guestToken}`, undefined)).toThrow('UNAUTHENTICATED');
  });
});

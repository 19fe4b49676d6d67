import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import {
  ADDRESS,
  createAccount,
  ENTITIES,
  identityProcess,
  isGood,
  PASSWORD,
  refusal,
  waitingForLocks,
  type IdentityProcess,
} from './support.js';

const DAY_MS = 86_400_000;
let db: TestDatabase;
let process1: IdentityProcess;
let process2: IdentityProcess;

beforeAll(async () => {
  db = await openTestDatabase({ entities: ENTITIES });
  process1 = identityProcess(db.database);
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

describe('refreshing', () => {
  const session = async () => (await logIn((await createAccount(process1, db.database)).email)).tokens;

  it('gives a new pair and takes the old one', async () => {
    const first = await session();
    const second = await process1.sessions.refresh(first.refreshToken, ADDRESS);
    expect(second.sessionId).toBe(first.sessionId);
    expect([await isGood(db.database, first.accessToken), await isGood(db.database, second.accessToken)]).toEqual([
      false,
      true,
    ]);
    const third = await process2.sessions.refresh(second.refreshToken, ADDRESS);
    expect(await isGood(db.database, third.accessToken)).toBe(true);
  });

  it('with a used token ends the session for whoever holds its tokens', async () => {
    const first = await session();
    const second = await process1.sessions.refresh(first.refreshToken, ADDRESS);
    const third = await process1.sessions.refresh(second.refreshToken, ADDRESS);
    // Not only the last one used: any token that was ever used.
    expect(await refusal(process2.sessions.refresh(first.refreshToken, ADDRESS))).toBe('REFRESH_REFUSED');
    expect(await sessionRow(first.sessionId)).toMatchObject({ revoked_because: 'refresh_reused' });
    expect(await isGood(db.database, third.accessToken)).toBe(false);
    expect(await refusal(process1.sessions.refresh(third.refreshToken, ADDRESS))).toBe('REFRESH_REFUSED');
    expect(process2.log.events).toContainEqual({
      event: 'refresh_reused',
      sessionId: first.sessionId,
      address: ADDRESS,
    });
  });

  it('twice at once from two processes is no theft: one wins, the other gets nothing, the session lives', async () => {
    const { refreshToken, sessionId } = await session();
    const answers = await db.database.transaction(async (tx) => {
      // Both read the token as good, and both wait for this lock: from here on they are rivals.
      await tx.query('SELECT 1 FROM identity.session WHERE id = $1 FOR UPDATE', [sessionId]);
      const both = [process1, process2].map(({ sessions }) =>
        sessions.refresh(refreshToken, ADDRESS).then(
          (tokens) => tokens,
          (error: { code: string }) => error.code,
        ),
      );
      await waitingForLocks(db.database, 2);
      return { both: Promise.all(both) };
    });
    const outcomes = await answers.both;
    const won = outcomes.filter((outcome) => typeof outcome !== 'string');
    expect(outcomes.filter((outcome) => typeof outcome === 'string')).toEqual(['REFRESH_UNDER_WAY']);
    expect(won).toHaveLength(1);
    expect(await isGood(db.database, won[0]!.accessToken)).toBe(true);
    await process1.sessions.refresh(won[0]!.refreshToken, ADDRESS);
  });

  it('a hundred times at once in one process: one wins and the session lives', async () => {
    const { refreshToken } = await session();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => refusal(process1.sessions.refresh(refreshToken, ADDRESS))),
    );
    expect(answers.filter((code) => code === undefined)).toHaveLength(1);
    expect(answers.filter((code) => code === 'REFRESH_UNDER_WAY')).toHaveLength(99);
  });

  it('while the session is being ended is refused', async () => {
    const { refreshToken, sessionId } = await session();
    const answer = await db.database.transaction(async (tx) => {
      await tx.query(`UPDATE identity.session SET revoked_at = now(), revoked_because = 'logged_out' WHERE id = $1`, [
        sessionId,
      ]);
      const refresh = refusal(process1.sessions.refresh(refreshToken, ADDRESS));
      await waitingForLocks(db.database, 1);
      return { refresh };
    });
    expect(await answer.refresh).toBe('REFRESH_REFUSED');
    expect((await sessionRow(sessionId)).refreshed_at).toBeNull();
  });

  it.each([
    ['31 days later', 31 * DAY_MS],
    ['one millisecond past its time', 30 * DAY_MS + 1],
  ])('%s is refused', async (_, laterMs) => {
    const { refreshToken } = await session();
    db.database.clockOffsetMs = laterMs;
    expect(await refusal(process1.sessions.refresh(refreshToken, ADDRESS))).toBe('REFRESH_REFUSED');
  });

  it('does not carry a session beyond 90 days', async () => {
    let { refreshToken } = await session();
    let expires = new Date(0);
    for (const days of [25, 50, 75, 89]) {
      db.database.clockOffsetMs = days * DAY_MS;
      ({ refreshToken, refreshExpiresAt: expires } = await process1.sessions.refresh(refreshToken, ADDRESS));
    }
    expect(expires.getTime() - (await db.database.now()).getTime()).toBeLessThanOrEqual(DAY_MS);
    db.database.clockOffsetMs = 90 * DAY_MS + 1_000;
    expect(await refusal(process1.sessions.refresh(refreshToken, ADDRESS))).toBe('REFRESH_REFUSED');
  });

  it.each(['', 'cwr_' + 'a'.repeat(43), 'null'])('%j is refused and ends nothing', async (token) => {
    expect(await refusal(process1.sessions.refresh(token, ADDRESS))).toBe('REFRESH_REFUSED');
  });

  it('with an access token is refused', async () => {
    const { accessToken } = await session();
    expect(await refusal(process1.sessions.refresh(accessToken, ADDRESS))).toBe('REFRESH_REFUSED');
    expect(await isGood(db.database, accessToken)).toBe(true);
  });
});

describe('changing the password', () => {
  it('ends all other sessions and keeps this one', async () => {
    const account = await createAccount(process1, db.database);
    const [mine, other] = [(await logIn(account.email)).tokens, (await logIn(account.email)).tokens];
    const caller = { accountId: account.id, sessionId: mine.sessionId };
    const wanted = 'a better long password';
    expect(await process1.sessions.changePassword(caller, { current: PASSWORD, wanted })).toBe(1);
    expect([await isGood(db.database, mine.accessToken), await isGood(db.database, other.accessToken)]).toEqual([
      true,
      false,
    ]);
    expect(await refusal(process1.sessions.refresh(other.refreshToken, ADDRESS))).toBe('REFRESH_REFUSED');
    expect(await refusal(logIn(account.email))).toBe('LOGIN_REFUSED');
    await logIn(account.email, wanted);
  });

  it('is refused for a wrong present password or a poor new one, and nothing changes', async () => {
    const account = await createAccount(process1, db.database);
    const { sessionId } = (await logIn(account.email)).tokens;
    const { accessToken } = (await logIn(account.email)).tokens;
    const caller = { accountId: account.id, sessionId };
    const change = (current: string, wanted: string) =>
      refusal(process1.sessions.changePassword(caller, { current, wanted }));
    expect(await change('another fine password', 'a better long password')).toBe('CURRENT_PASSWORD_WRONG');
    expect(await change(PASSWORD, 'password123')).toBe('PASSWORD_NOT_ACCEPTED');
    expect(await isGood(db.database, accessToken)).toBe(true);
    await logIn(account.email);
  });

  it('twice at once changes it once', async () => {
    const account = await createAccount(process1, db.database);
    const caller = { accountId: account.id, sessionId: (await logIn(account.email)).tokens.sessionId };
    const wanted = ['the first long password', 'the second long password'];
    const answers = await db.database.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM identity.account WHERE id = $1 FOR UPDATE', [account.id]);
      const both = wanted.map((password) =>
        refusal(process1.sessions.changePassword(caller, { current: PASSWORD, wanted: password })),
      );
      await waitingForLocks(db.database, 2);
      return { both: Promise.all(both) };
    });
    const outcomes = await answers.both;
    expect(outcomes.toSorted()).toEqual(['CURRENT_PASSWORD_WRONG', undefined]);
    await logIn(account.email, wanted[outcomes.indexOf(undefined)]);
  });
});

describe('purging', () => {
  it('deletes sessions long ended with their used tokens, and limits run out', async () => {
    const tokens = (await logIn((await createAccount(process1, db.database)).email)).tokens;
    await process1.sessions.refresh(tokens.refreshToken, ADDRESS);
    const counts = async () => {
      const [row] = await db.database.query(`SELECT
        (SELECT count(*)::int FROM identity.session) AS sessions, (SELECT count(*)::int FROM identity.rotated_refresh) AS used`);
      return row as { sessions: number; used: number };
    };
    const before = await counts();
    expect(await process1.identity.purge()).toBe(0);
    expect(await counts()).toEqual(before);
    db.database.clockOffsetMs = 121 * DAY_MS;
    expect(await process1.identity.purge()).toBe(before.sessions);
    expect(await counts()).toEqual({ sessions: 0, used: 0 });
  });
});

import { uuid7 } from '#libs/platform';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import type { IdentityLimits } from '../identity.settings.js';
import { ADDRESS, createAccount, ENTITIES, identityProcess, PASSWORD, refusal } from './support.js';

const ELSEWHERE = '198.51.100.9';
let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase({ entities: ENTITIES });
});
afterEach(() => db.database.query('DELETE FROM identity.rate_limit'));
afterAll(() => db.close());

const limited = (limits: Partial<IdentityLimits>) => identityProcess(db.database, { limits });

describe('guessing a password', () => {
  const login = { points: 3, seconds: 60 };

  it('ends after so many tries from one address, over all processes, and says when to come back', async () => {
    const [process1, process2] = [limited({ login }), limited({ login })];
    const { email } = await createAccount(process1, db.database);
    const guess = ({ sessions }: typeof process1, address = ADDRESS) =>
      refusal(sessions.logIn({ email, password: 'another fine password' }, address));
    expect([await guess(process1), await guess(process2), await guess(process1)]).toEqual(
      Array(3).fill('LOGIN_REFUSED'),
    );
    expect([await guess(process1), await guess(process2)]).toEqual(Array(2).fill('TOO_MANY_ATTEMPTS'));
    // The right password is not tried either: the limit is no oracle.
    const before = process1.hasher.counts.verified;
    const answer: unknown = await process1.sessions
      .logIn({ email, password: PASSWORD }, ADDRESS)
      .catch((error: unknown) => error);
    expect(answer).toMatchObject({ status: 429, members: { retryAfterSeconds: expect.any(Number) } });
    const { headers } = answer as { headers: Record<string, string> };
    expect(Number(headers['Retry-After'])).toBeGreaterThanOrEqual(1);
    expect(Number(headers['Retry-After'])).toBeLessThanOrEqual(60);
    expect(process1.hasher.counts.verified).toBe(before);
    expect(process1.log.events).toContainEqual({ event: 'attempts_limited', limit: 'login', address: ADDRESS });
    // Its owner, elsewhere, is not locked out.
    await process1.sessions.logIn({ email, password: PASSWORD }, ELSEWHERE);
  });

  it('a hundred at once are a hundred tries', async () => {
    const { sessions, hasher } = limited({ login });
    const { email } = await createAccount(limited({}), db.database);
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => refusal(sessions.logIn({ email, password: 'another fine password' }, ADDRESS))),
    );
    expect(answers.filter((code) => code === 'LOGIN_REFUSED')).toHaveLength(3);
    expect(hasher.counts.verified).toBe(3);
  });

  it('starts anew after a success', async () => {
    const process1 = limited({ login });
    const { email } = await createAccount(process1, db.database);
    for (let i = 0; i < 5; i++) {
      await refusal(process1.sessions.logIn({ email, password: 'another fine password' }, ADDRESS));
      await process1.sessions.logIn({ email, password: PASSWORD }, ADDRESS);
    }
  });

  it('from many addresses is limited by the account, over many accounts by the address', async () => {
    const process1 = limited({ loginByAccount: { points: 3, seconds: 60 } });
    const { email } = await createAccount(process1, db.database);
    const from = (address: string) =>
      refusal(process1.sessions.logIn({ email, password: 'another fine password' }, address));
    const answers = [];
    for (let host = 1; host <= 5; host++) answers.push(await from(`198.51.100.${host}`));
    expect(answers).toEqual([...Array(3).fill('LOGIN_REFUSED'), ...Array(2).fill('TOO_MANY_ATTEMPTS')]);

    const process2 = limited({ loginByAddress: { points: 3, seconds: 60 } });
    const spray = async () =>
      refusal(process2.sessions.logIn({ email: `${uuid7()}@example.com`, password: PASSWORD }, ADDRESS));
    expect([await spray(), await spray(), await spray(), await spray()]).toEqual([
      ...Array(3).fill('LOGIN_REFUSED'),
      'TOO_MANY_ATTEMPTS',
    ]);
  });

  it('leaves no e-mail address in the table of limits', async () => {
    const process1 = limited({ login });
    const { email } = await createAccount(process1, db.database);
    await refusal(process1.sessions.logIn({ email, password: 'another fine password' }, ADDRESS));
    const rows = await db.database.query<{ key: string }>('SELECT key FROM identity.rate_limit');
    expect(rows).toHaveLength(2);
    expect(rows.map(({ key }) => key).join()).not.toContain('example.com');
  });
});

it('limits registrations, guests, refreshes by address and password changes by account', async () => {
  const two = { points: 2, seconds: 60 };
  const { identity, guests, sessions } = limited({
    registrationByAddress: two,
    guestByAddress: two,
    refreshByAddress: two,
    passwordChange: two,
  });
  const { id } = await createAccount(limited({}), db.database);
  const register = () =>
    identity.register({ email: `${uuid7()}@example.com`, password: PASSWORD, displayName: 'A' }, ADDRESS, undefined);
  const acts: [() => Promise<unknown>, string | undefined][] = [
    [register, undefined],
    [() => guests.welcome(`device-${uuid7()}`, ADDRESS), undefined],
    [() => sessions.refresh('cwr_none', ADDRESS), 'REFRESH_REFUSED'],
    [
      () => sessions.changePassword({ accountId: id, sessionId: uuid7() }, { current: 'wrong', wanted: PASSWORD }),
      'CURRENT_PASSWORD_WRONG',
    ],
  ];
  for (const [act, usual] of acts) {
    expect([await refusal(act()), await refusal(act()), await refusal(act())]).toEqual([
      usual,
      usual,
      'TOO_MANY_ATTEMPTS',
    ]);
  }
  expect(
    await refusal(
      identity.register(
        { email: `${uuid7()}@example.com`, password: PASSWORD, displayName: 'A' },
        ELSEWHERE,
        undefined,
      ),
    ),
  ).toBeUndefined();
});

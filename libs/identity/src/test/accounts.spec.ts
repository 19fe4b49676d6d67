import { requestHash, uuid7 } from '#libs/platform';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { ADDRESS, anAccount, ENTITIES, identityProcess, PASSWORD, refusal, type IdentityProcess } from './support.js';

let db: TestDatabase;
let process1: IdentityProcess;
const count = async (where: string): Promise<number> => {
  const [row] = await db.database.query<{ n: number }>(`SELECT count(*)::int AS n FROM identity.${where}`);
  return row!.n;
};

beforeAll(async () => {
  db = await openTestDatabase({ entities: ENTITIES });
  process1 = identityProcess(db.database);
});
afterAll(() => db.close());

const create = (...accounts: Parameters<typeof anAccount>[0][]) =>
  db.database.transaction((tx) => process1.identity.createAccounts(tx, accounts.map(anAccount)));

describe('creating accounts in a batch', () => {
  it('answers each one, and a refused one leaves its neighbours alone', async () => {
    const [a, b, c] = [anAccount(), anAccount(), anAccount()];
    expect(await create(a, b)).toEqual([{ kind: 'created' }, { kind: 'created' }]);
    const outcomes = await create(
      a,
      { ...b, role: 'operator' },
      { email: a.email.toUpperCase() },
      c,
      { ...anAccount(), id: c.id },
      { email: c.email },
    );
    expect(outcomes).toEqual([
      { kind: 'exists' },
      { kind: 'differs' },
      { kind: 'email_taken', accountId: a.id },
      { kind: 'created' },
      { kind: 'differs' },
      { kind: 'email_taken', accountId: c.id },
    ]);
    expect(await count(`account WHERE id IN ('${a.id}', '${b.id}', '${c.id}')`)).toBe(3);
    expect((await process1.identity.account(b.id))!.role).toBe('customer');
  });

  it('makes 5,000 in two statements, each with a referral code of its own', async () => {
    const passwordHash = await process1.identity.hashPassword(PASSWORD, 'cheapest');
    const accounts = Array.from({ length: 5_000 }, () => anAccount({ passwordHash }));
    const outcomes = await create(...accounts);
    expect(outcomes.every(({ kind }) => kind === 'created')).toBe(true);
    const tokens = await db.database.transaction((tx) =>
      process1.identity.issueAccessTokens(
        tx,
        accounts.map(({ id }) => id),
        { lifetimeSeconds: 3_600 },
      ),
    );
    expect(new Set(tokens).size).toBe(5_000);
    const callers = await Promise.all(
      tokens.map((token) => process1.authenticator.authenticate(`Bearer ${token}`, undefined)),
    );
    expect(callers.map(({ id }) => id)).toEqual(accounts.map(({ id }) => id));
  });

  it('takes another referral code when one is taken', async () => {
    const [first, second] = [anAccount(), anAccount()];
    await create(first);
    const { referralCode } = (await process1.identity.account(first.id))!;
    // Every new code becomes the taken one, until the trigger has been met twice.
    await db.database.query(`CREATE SEQUENCE met`);
    await db.database.query(`
      CREATE FUNCTION same_code() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN IF nextval('met') <= 2 THEN NEW.referral_code := '${referralCode}'; END IF; RETURN NEW; END $$`);
    await db.database.query(
      `CREATE TRIGGER same_code BEFORE INSERT ON identity.account FOR EACH ROW EXECUTE FUNCTION same_code()`,
    );
    try {
      expect(await create(second)).toEqual([{ kind: 'created' }]);
      const [met] = await db.database.query<{ last_value: number }>('SELECT last_value FROM met');
      expect(met!.last_value).toBe(3);
    } finally {
      await db.database.query(`DROP TRIGGER same_code ON identity.account`);
    }
  });

  it.each([
    ['account_email_normalised', { email: 'Ada@example.com' }],
    ['account_role_known', { role: 'root' }],
    ['account_of_a_merchant_names_it', { role: 'merchant' }],
    ['account_of_a_merchant_names_it', { merchant_id: uuid7() }],
    ['account_state_known', { state: 'gone' }],
    ['account_display_name_length', { display_name: '' }],
    ['account_referred_by_an_account', { referred_by: uuid7() }],
  ])('is refused by %s for %j even past the code', async (constraint, fields) => {
    const id = uuid7();
    const row = {
      id,
      email: `${id}@x.yz`,
      role: 'customer',
      display_name: 'A',
      referral_code: id,
      created_at: new Date(),
      ...fields,
    };
    const names = Object.keys(row);
    const insert = db.database.query(
      `INSERT INTO identity.account (${names.join()}) VALUES (${names.map((_, place) => `$${place + 1}`).join()})`,
      Object.values(row),
    );
    await expect(insert).rejects.toMatchObject({ constraint });
  });
});

describe('registering', () => {
  const registration = () => ({ email: `${uuid7()}@example.com`, password: PASSWORD, displayName: 'Ada' });

  it('makes exactly one account of a hundred at once with one address, and signs only that one in', async () => {
    const wanted = registration();
    const spellings = Array.from({ length: 100 }, (_, place) =>
      place % 2 === 0 ? wanted.email : wanted.email.toUpperCase(),
    );
    const processes = [process1, identityProcess(db.database)];
    const answers = await Promise.all(
      spellings.map((email, place) =>
        refusal(processes[place % 2]!.identity.register({ ...wanted, email }, ADDRESS, undefined)),
      ),
    );
    expect(answers.filter((code) => code === undefined)).toHaveLength(1);
    expect(answers.filter((code) => code === 'EMAIL_TAKEN')).toHaveLength(99);
    expect(await count(`account WHERE email = '${wanted.email}'`)).toBe(1);
    expect(
      await count(`session s JOIN identity.account a ON a.id = s.account_id WHERE a.email = '${wanted.email}'`),
    ).toBe(1);
  });

  it('under one idempotency key happens once, and a repetition signs in to the same account', async () => {
    const [wanted, key] = [registration(), uuid7()];
    const [first, second] = await Promise.all([1, 2].map(() => process1.identity.register(wanted, ADDRESS, key)));
    expect([first!.replayed, second!.replayed].sort()).toEqual([false, true]);
    expect(second!.account.id).toBe(first!.account.id);
    expect(second!.tokens.accessToken).not.toBe(first!.tokens.accessToken);
    for (const { tokens } of [first!, second!]) {
      await expect(
        process1.authenticator.authenticate(`Bearer ${tokens.accessToken}`, undefined),
      ).resolves.toMatchObject({
        id: first!.account.id,
      });
    }
    const other = { ...wanted, password: 'another fine password' };
    expect(await refusal(process1.identity.register(other, ADDRESS, key))).toBe('IDEMPOTENCY_KEY_REUSED');
    const elsewhere = { ...wanted, email: `${uuid7()}@example.com` };
    expect(await refusal(process1.identity.register(elsewhere, ADDRESS, key))).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await count(`account WHERE email = '${elsewhere.email}'`)).toBe(0);
  });

  it('keeps nothing for the key that opens the account', async () => {
    const [wanted, key] = [registration(), uuid7()];
    const { tokens } = await process1.identity.register(wanted, ADDRESS, key);
    const [kept] = await db.database.query<{ row: string; hash: string }>(
      `SELECT k::text AS row, encode(request_hash, 'hex') AS hash FROM platform.idempotency_key k WHERE key = $1`,
      [key],
    );
    for (const secret of [wanted.password, tokens.accessToken, tokens.refreshToken])
      expect(kept!.row).not.toContain(secret);
    // A fast hash over the password would be a way to guess it: what is hashed does not hold it.
    const { email, displayName } = wanted;
    expect(kept!.hash).toBe(requestHash('registerCustomer', { email, displayName }));
  });

  it('notes who recommended the shop, however the code is typed', async () => {
    const { account } = await process1.identity.register(registration(), ADDRESS, undefined);
    const typed = ` ${account.referralCode.toLowerCase().replaceAll('0', 'o')} `;
    const friend = await process1.identity.register({ ...registration(), referralCode: typed }, ADDRESS, undefined);
    expect(await count(`account WHERE id = '${friend.account.id}' AND referred_by = '${account.id}'`)).toBe(1);
    const nobody = { ...registration(), referralCode: 'ZZZZZZZZ' };
    expect(await refusal(process1.identity.register(nobody, ADDRESS, undefined))).toBe('REFERRAL_CODE_UNKNOWN');
    expect(await count(`account WHERE email = '${nobody.email}'`)).toBe(0);
  });

  it.each([
    ['EMAIL_NOT_ACCEPTED', { email: 'ада@example.com' }],
    ['PASSWORD_NOT_ACCEPTED', { password: 'password123' }],
    ['GUEST_TOKEN_REFUSED', { guestToken: 'cwg_forged' }],
  ])('is refused with %s for %j, before any hash is spent', async (code, fields) => {
    const before = process1.hasher.counts.hashed;
    expect(await refusal(process1.identity.register({ ...registration(), ...fields }, ADDRESS, undefined))).toBe(code);
    expect(process1.hasher.counts.hashed).toBe(before);
  });
});

describe('staff', () => {
  const staff = (fields: object = {}) => ({
    email: `${uuid7()}@example.com`,
    password: PASSWORD,
    displayName: 'Grace',
    role: 'operator' as const,
    ...fields,
  });

  it('is hashed at its own cost, and a merchant names its merchant', async () => {
    const admin = anAccount({ role: 'admin' });
    await create(admin);
    const { account } = await process1.staff.create(staff(), admin, undefined);
    const [row] = await db.database.query<{ password_hash: string }>(
      'SELECT password_hash FROM identity.account WHERE id = $1',
      [account.id],
    );
    expect(row!.password_hash).toMatch(/^\$argon2id\$v=19\$m=16,t=1,p=1\$/);
    const merchantId = uuid7();
    const merchant = await process1.staff.create({ ...staff(), role: 'merchant', merchantId }, admin, undefined);
    expect(merchant.account.merchantId).toBe(merchantId);
    const misplaced = [
      { ...staff(), role: 'merchant' as const },
      { ...staff(), merchantId },
    ];
    for (const wanted of misplaced) {
      expect(await refusal(process1.staff.create(wanted, admin, undefined))).toBe('MERCHANT_ID_MISPLACED');
      expect(await count(`account WHERE email = '${wanted.email}'`)).toBe(0);
    }
  });

  it('lets two administrators who disable each other leave one', async () => {
    const [a, b] = [anAccount({ role: 'admin' }), anAccount({ role: 'admin' })];
    await create(a, b);
    const other = identityProcess(db.database);
    const answers = await Promise.all([
      refusal(process1.staff.setState(b.id, 'disabled', a)),
      refusal(other.staff.setState(a.id, 'disabled', b)),
    ]);
    expect(answers.toSorted()).toEqual(['FORBIDDEN', undefined]);
    expect(await count(`account WHERE id IN ('${a.id}', '${b.id}') AND state = 'active'`)).toBe(1);
    expect(await refusal(process1.staff.setState(a.id, 'disabled', a))).toBe('ACCOUNT_IS_YOUR_OWN');
  });

  it('is listed newest first, page by page', async () => {
    const made = Array.from({ length: 5 }, () => anAccount({ role: 'operator' }));
    await create(...made);
    const ids = made.map(({ id }) => id).reverse();
    const first = await process1.staff.list(2, { role: 'operator' });
    expect(first.slice(0, 2).map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(first).toHaveLength(3);
    const second = await process1.staff.list(2, { role: 'operator', beforeId: first[1]!.id });
    expect(second.slice(0, 2).map(({ id }) => id)).toEqual(ids.slice(2, 4));
    expect(Object.keys(first[0]!)).not.toContain('passwordHash');
  });
});

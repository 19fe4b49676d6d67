/** Accounts: creating them in batches, and what the library's own controllers need of them. */
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, Idempotency, plainArray, textArray, uuid7, type Tx } from '#libs/platform';
import { addressKey } from '#libs/platform/http';
import { platformProblems } from '#libs/platform/http';
import type { CreateAccountOutcome, NewAccount, Registration } from './account.types.js';
import {
  findCredentialsByEmail,
  findReferrer,
  findRivals,
  insertAccounts,
  readAccount,
  renameAccount,
  type AccountRow,
  type RivalRow,
} from './db/account.statements.js';
import { purgeLimits, purgeSessions } from './db/session.statements.js';
import { GuestService } from './guest.service.js';
import { acceptedEmail, checkPassword, identityProblems } from './identity.errors.js';
import { newReferralCode, normalisedEmail, normalisedReferralCode, type AccountRole } from './identity.rules.js';
import { IdentitySettings } from './identity.settings.js';
import { CHEAPEST_COST, PasswordHasher } from './password.hasher.js';
import { RateLimits } from './rate.limits.js';
import { SessionService, type SignedIn } from './session.service.js';

/** A batch in which so many fresh referral codes in a row were all taken is a defect of the generator. */
const CODE_ATTEMPTS_MAX = 5;

/** A registration that was carried out, or repeated under its idempotency key. */
export interface Registered extends SignedIn {
  readonly replayed: boolean;
}

/** Is told of customers that another one referred, in the transaction that creates their accounts. */
export type ReferralObserver = (
  tx: Tx,
  referrals: readonly { readonly referredId: string; readonly referrerId: string }[],
) => Promise<void>;

@Injectable()
export class IdentityService {
  private referralObserver: ReferralObserver | undefined;

  constructor(
    private readonly database: Database,
    private readonly settings: IdentitySettings,
    private readonly idempotency: Idempotency,
    private readonly hasher: PasswordHasher,
    private readonly limits: RateLimits,
    private readonly guests: GuestService,
    private readonly sessions: SessionService,
  ) {}

  /** Makes an observer known; one at most. */
  observeReferrals(observer: ReferralObserver): void {
    this.referralObserver = observer;
  }

  /**
   * Creates accounts, in two statements however many. Outcome per account, in their order; a refused one leaves its neighbours
   * alone. @throws Error for an e-mail address that is none: callers from outside check it first.
   */
  async createAccounts(tx: Tx, accounts: readonly NewAccount[]): Promise<readonly CreateAccountOutcome[]> {
    const wanted = accounts.map((account) => {
      const email = normalisedEmail(account.email);
      if (email === undefined) throw new Error(`account ${account.id} has no usable e-mail address`);
      return { ...account, email };
    });
    const outcomes = new Map<NewAccount, CreateAccountOutcome>();
    for (let attempt = 0; outcomes.size < wanted.length; attempt++) {
      if (attempt === CODE_ATTEMPTS_MAX) throw new Error('no free referral code was found');
      const open = wanted.filter((account) => !outcomes.has(account));
      const created = await this.insert(tx, open);
      // An id given twice is created once: the second finds it taken.
      for (const account of open) if (created.delete(account.id)) outcomes.set(account, { kind: 'created' });
      const rest = open.filter((account) => !outcomes.has(account));
      if (rest.length === 0) break;
      const rivals = await this.rivals(tx, rest);
      for (const account of rest) {
        const outcome = outcomeOf(account, rivals);
        // Neither its id nor its address is taken, so its referral code was: another attempt makes another code.
        if (outcome !== undefined) outcomes.set(account, outcome);
      }
    }
    const referrals = wanted.flatMap((account) =>
      account.referredBy && outcomes.get(account)!.kind === 'created'
        ? [{ referredId: account.id, referrerId: account.referredBy }]
        : [],
    );
    if (referrals.length > 0) await this.referralObserver?.(tx, referrals);
    return wanted.map((account) => outcomes.get(account)!);
  }

  /**
   * Access tokens for accounts, one each in their order (an account may appear more than once): sessions without a refresh token.
   * For seeds, the replay and load generators, never behind a route. @throws Error when an account is unknown or disabled
   */
  async issueAccessTokens(
    tx: Tx,
    accountIds: readonly string[],
    options: { readonly lifetimeSeconds?: number } = {},
  ): Promise<readonly string[]> {
    return this.sessions.openMany(tx, accountIds, options.lifetimeSeconds ?? this.settings.accessSeconds);
  }

  /**
   * A hash for {@link NewAccount.passwordHash}. `cheapest` spends next to nothing, for demo accounts by the thousand; the first
   * login with such a hash replaces it by a real one. @throws Overloaded
   */
  async hashPassword(password: string, cost: AccountRole | 'cheapest'): Promise<string> {
    return this.hasher.hash(password, cost === 'cheapest' ? CHEAPEST_COST : cost);
  }

  /** An account by id. */
  async account(id: string): Promise<AccountRow | undefined> {
    const [account] = await this.database.run(readAccount, [id]);
    return account;
  }

  /**
   * Registers a customer and signs it in, in one transaction with what its guest leaves it. Under an idempotency key it happens
   * once; the answer kept for the key holds no token, so a repetition signs in anew, which takes the password.
   * @throws Problem 409 EMAIL_TAKEN, 422 EMAIL_NOT_ACCEPTED, PASSWORD_NOT_ACCEPTED, REFERRAL_CODE_UNKNOWN, GUEST_TOKEN_REFUSED, 429
   */
  async register(registration: Registration, address: string, key: string | undefined): Promise<Registered> {
    const { password, displayName, referralCode, guestToken } = registration;
    const guestId = guestToken === undefined ? undefined : this.guests.guestOf(guestToken);
    const email = acceptedEmail(registration.email);
    checkPassword(password, email);
    await this.limits.countAddress('registrationByAddress', address);
    const referredBy = await this.referrer(referralCode);
    // Without a key the answer is certain already, and the hash is saved; with one it may be a repetition.
    if (key === undefined && (await this.credentials(email)) !== undefined) throw emailTaken();
    const passwordHash = await this.hasher.hash(password, 'customer');

    let signedIn: SignedIn | undefined;
    const answer = await this.idempotency.once(
      // Not the password: what is kept for the key must be no help in guessing it.
      {
        principal: { id: registrantId(address) },
        key,
        operation: 'registerCustomer',
        body: { email, displayName, referralCode, guestId },
      },
      async (tx) => {
        const id = uuid7();
        const account: NewAccount = {
          id,
          email,
          role: 'customer',
          displayName,
          passwordHash,
          ...(referredBy && { referredBy }),
        };
        const [outcome] = await this.createAccounts(tx, [account]);
        if (outcome!.kind !== 'created') throw emailTaken();
        const [row] = await tx.run(readAccount, [id]);
        signedIn = await this.sessions.open(tx, row!, guestId);
        return { status: 201, body: { cartMerge: signedIn.cartMerge } };
      },
    );
    if (!answer.replayed) return { ...signedIn!, replayed: false };
    await this.limits.countLogin(email, address);
    const again = await this.sessions.signIn(await this.credentials(email), password);
    if (again === undefined)
      throw platformProblems.IDEMPOTENCY_KEY_REUSED('it registered this address with another password');
    await this.limits.forgetLogin(email, address);
    return { ...again, cartMerge: answer.body.cartMerge, replayed: true };
  }

  /** Gives an account another name. @throws Problem 404 */
  async rename(id: string, displayName: string): Promise<AccountRow> {
    const [account] = await this.database.transaction((tx) => tx.run(renameAccount, [id, displayName]));
    if (account === undefined) throw platformProblems.NOT_FOUND('there is no such account');
    return account;
  }

  /** Deletes sessions that ended 30 days ago and limits that ran out, at most `rowsMax` sessions a call. Run by the worker now and then. */
  async purge(rowsMax = 1_000): Promise<number> {
    return this.database.transaction(async (tx) => {
      await tx.change(purgeLimits, [Date.now()]);
      return tx.change(purgeSessions, [new Date(tx.now.getTime() - 30 * 86_400_000), rowsMax]);
    });
  }

  private async insert(tx: Tx, accounts: readonly NewAccount[]): Promise<Set<string>> {
    const rows = await tx.run(insertAccounts, [
      plainArray(accounts.map(({ id }) => id)),
      textArray(accounts.map(({ email }) => email)),
      textArray(accounts.map(({ passwordHash }) => passwordHash)),
      textArray(accounts.map(({ role }) => role)),
      plainArray(accounts.map(({ merchantId }) => merchantId)),
      textArray(accounts.map(({ displayName }) => displayName)),
      textArray(accounts.map(() => newReferralCode())),
      plainArray(accounts.map(({ referredBy }) => referredBy)),
      tx.now,
    ]);
    return new Set(rows.map(({ id }) => id));
  }

  /** Who stands in the way of the accounts, by id and by address. */
  private async rivals(tx: Tx, accounts: readonly NewAccount[]): Promise<ReadonlyMap<string, RivalRow>> {
    const rows = await tx.run(findRivals, [
      plainArray(accounts.map(({ id }) => id)),
      textArray(accounts.map(({ email }) => email)),
    ]);
    return new Map(rows.flatMap((row) => [[row.id, row] as const, [row.email, row] as const]));
  }

  private async credentials(email: string) {
    const [found] = await this.database.run(findCredentialsByEmail, [email]);
    return found;
  }

  private async referrer(code: string | undefined): Promise<string | undefined> {
    if (code === undefined) return undefined;
    const [found] = await this.database.run(findReferrer, [normalisedReferralCode(code)]);
    if (found === undefined) throw identityProblems.REFERRAL_CODE_UNKNOWN('leave it out or correct it');
    return found.id;
  }
}

/** Undefined when neither the id nor the address of the account is taken. */
function outcomeOf(account: NewAccount, rivals: ReadonlyMap<string, RivalRow>): CreateAccountOutcome | undefined {
  const { id, email, role, merchantId = null } = account;
  const same = rivals.get(id);
  if (same !== undefined) {
    const isSame = same.email === email && same.role === role && same.merchant_id === merchantId;
    return { kind: isSame ? 'exists' : 'differs' };
  }
  const holder = rivals.get(email);
  return holder && { kind: 'email_taken', accountId: holder.id };
}

function emailTaken(): Error {
  return identityProblems.EMAIL_TAKEN('log in, or register with another address');
}

/** Idempotency keys of people who are nobody yet are kept per network address: a UUID (version 8, RFC 9562) made of it. */
function registrantId(address: string): string {
  const hex = createHash('sha256')
    .update(`registrant ${addressKey(address)}`)
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

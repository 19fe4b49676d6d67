/** Sessions: a login opens one, refreshing rotates its tokens, and every way to end one is heard by all processes. */
import { Injectable } from '@nestjs/common';
import { Database, plainArray, textArray, uuid7, type Tx } from '#libs/platform';
import {
  changePassword,
  findCredentialsByEmail,
  findCredentialsById,
  lockForSignIn,
  lockManyForSignIn,
  replaceHash,
  type AccountRow,
  type CredentialRow,
} from './db/account.statements.js';
import {
  endOldestSessions,
  endSession,
  endSessionsOf,
  findByRefresh,
  findRotated,
  insertSessions,
  isRevoked,
  rotateRefresh,
} from './db/session.statements.js';
import { GuestService } from './guest.service.js';
import { checkPassword, identityProblems } from './identity.errors.js';
import { normalisedEmail } from './identity.rules.js';
import { IdentitySettings } from './identity.settings.js';
import { PasswordHasher } from './password.hasher.js';
import { RateLimits } from './rate.limits.js';
import { Revocations } from './revocations.js';
import { SecurityLog } from './security.log.js';
import { newToken, tokenHash } from './tokens.js';

/** The tokens of a session; the only time they exist outside the client. */
export interface SessionTokens {
  readonly sessionId: string;
  readonly accessToken: string;
  readonly accessExpiresAt: Date;
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date;
}

/** What signing in answers. */
export interface SignedIn {
  readonly tokens: SessionTokens;
  readonly account: AccountRow;
  /** What became of the guest's cart; null without a guest. */
  readonly cartMerge: unknown;
}

/** What a client sends to log in. */
export interface Login {
  readonly email: string;
  readonly password: string;
  readonly guestToken?: string | undefined;
}

type RefreshOutcome =
  | { readonly kind: 'refreshed'; readonly tokens: SessionTokens }
  | { readonly kind: 'refused' | 'under_way' }
  | { readonly kind: 'reused'; readonly sessionId: string };

@Injectable()
export class SessionService {
  /** Refresh tokens being exchanged by this process: a second request for one of them overlaps, whatever the database sees. */
  private readonly refreshing = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly settings: IdentitySettings,
    private readonly hasher: PasswordHasher,
    private readonly limits: RateLimits,
    private readonly guests: GuestService,
    private readonly revocations: Revocations,
    private readonly log: SecurityLog,
  ) {}

  /**
   * Opens a session for e-mail address and password. An unknown address, a wrong password and a disabled account get the same
   * answer after the same work. @throws Problem 401 LOGIN_REFUSED, 422 GUEST_TOKEN_REFUSED, 429; Overloaded
   */
  async logIn(login: Login, address: string): Promise<SignedIn> {
    const startedMs = performance.now();
    const guestId = login.guestToken === undefined ? undefined : this.guests.guestOf(login.guestToken);
    const email = normalisedEmail(login.email) ?? '';
    await this.limits.countLogin(email, address);
    const [found] = await this.database.run(findCredentialsByEmail, [email]);
    const signedIn = await this.signIn(found, login.password, guestId);
    if (signedIn === undefined) {
      this.log.record({ event: 'login_refused', accountId: found?.id ?? null, address });
      await untilMs(startedMs + this.settings.refusedLoginMsMin);
      throw identityProblems.LOGIN_REFUSED('check both and try again');
    }
    await this.limits.forgetLogin(email, address);
    return signedIn;
  }

  /** As {@link logIn} for an account already found; undefined when it may not. A repeated registration signs in by it, too. */
  async signIn(found: CredentialRow | undefined, password: string, guestId?: string): Promise<SignedIn | undefined> {
    const fits = await this.hasher.matches(password, found?.password_hash);
    if (!fits || found === undefined || found.state !== 'active') return undefined;
    const stored = found.password_hash!;
    if (this.hasher.isOutdated(stored, found.role)) {
      // Before and not in the transaction below: two logins that share the row's lock would both want to write it.
      await this.database.run(replaceHash, [found.id, stored, await this.hasher.hash(password, found.role)]);
    }
    return this.database.transaction(async (tx) => {
      // Since the password was checked it may have been changed, or the account disabled: then it was checked in vain.
      const [account] = await tx.run(lockForSignIn, [found.id, found.password_version]);
      return account === undefined ? undefined : this.open(tx, account, guestId);
    });
  }

  /** Opens a session for an account made or locked in this transaction, and adopts what its guest has. */
  async open(tx: Tx, account: AccountRow, guestId: string | undefined): Promise<SignedIn> {
    const ended = await tx.run(endOldestSessions, [account.id, this.settings.sessionsPerAccountMax - 1, tx.now]);
    for (const { id } of ended) await this.revocations.announce(tx, { of: 'session', id });
    const endsAt = after(tx.now, this.settings.sessionSecondsMax);
    const tokens = this.newTokens(uuid7(), tx.now, endsAt);
    await tx.change(insertSessions, [
      plainArray([tokens.sessionId]),
      plainArray([account.id]),
      textArray([tokenHash(tokens.accessToken)]),
      textArray([tokenHash(tokens.refreshToken)]),
      tokens.accessExpiresAt,
      tokens.refreshExpiresAt,
      endsAt,
      tx.now,
    ]);
    const cartMerge = account.role === 'customer' ? await this.guests.adopt(tx, guestId, account.id) : null;
    return { tokens, account, cartMerge };
  }

  /** See {@link IdentityService.issueAccessTokens}: many sessions of access tokens alone, in two statements. */
  async openMany(tx: Tx, accountIds: readonly string[], lifetimeSeconds: number): Promise<readonly string[]> {
    const locked = await tx.run(lockManyForSignIn, [plainArray(accountIds)]);
    const wanted = new Set(accountIds).size;
    if (locked.length !== wanted) throw new Error(`${wanted - locked.length} of the accounts are unknown or disabled`);
    const tokens = accountIds.map(() => newToken('access'));
    const endsAt = after(tx.now, lifetimeSeconds);
    await tx.change(insertSessions, [
      plainArray(accountIds.map(() => uuid7())),
      plainArray(accountIds),
      textArray(tokens.map(tokenHash)),
      plainArray(accountIds.map(() => null)),
      endsAt,
      null,
      endsAt,
      tx.now,
    ]);
    return tokens;
  }

  /**
   * Exchanges a refresh token for a new pair; it is good for one exchange. A second use means that somebody else has it as well:
   * the whole session ends. Two requests that overlap are no theft: one wins, the other is told so and gets nothing.
   * @throws Problem 401 REFRESH_REFUSED, 409 REFRESH_UNDER_WAY, 429
   */
  async refresh(refreshToken: string, address: string): Promise<SessionTokens> {
    await this.limits.countAddress('refreshByAddress', address);
    const outcome = await this.exchange(tokenHash(refreshToken));
    if (outcome.kind === 'refreshed') return outcome.tokens;
    if (outcome.kind === 'under_way') throw identityProblems.REFRESH_UNDER_WAY('use the tokens the other request got');
    if (outcome.kind === 'reused') {
      this.log.record({ event: 'refresh_reused', sessionId: outcome.sessionId, address });
    }
    throw identityProblems.REFRESH_REFUSED('log in again');
  }

  /** Ends a session: its tokens are refused from now on. Ending it again does nothing. */
  async logOut(sessionId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      if ((await tx.change(endSession, [sessionId, tx.now, 'logged_out'])) === 0) return;
      await this.revocations.announce(tx, { of: 'session', id: sessionId });
    });
  }

  /**
   * Replaces the password of an account and ends all its sessions but the one that asks.
   * @returns how many sessions ended. @throws Problem 422 CURRENT_PASSWORD_WRONG, PASSWORD_NOT_ACCEPTED, 429; Overloaded
   */
  async changePassword(
    caller: { readonly accountId: string; readonly sessionId: string },
    passwords: { readonly current: string; readonly wanted: string },
  ): Promise<number> {
    const { accountId, sessionId } = caller;
    await this.limits.countPasswordChange(accountId);
    const [found] = await this.database.run(findCredentialsById, [accountId]);
    if (!(await this.hasher.matches(passwords.current, found?.password_hash)) || found === undefined) {
      this.log.record({ event: 'password_change_refused', accountId });
      throw identityProblems.CURRENT_PASSWORD_WRONG('nothing was changed');
    }
    checkPassword(passwords.wanted, found.email);
    const hash = await this.hasher.hash(passwords.wanted, found.role);
    const sessionsEnded = await this.database.transaction(async (tx) => {
      // Another change came first: the password that was checked is no longer the present one.
      if ((await tx.change(changePassword, [accountId, found.password_version, hash, tx.now])) === 0) return undefined;
      const ended = await tx.change(endSessionsOf, [accountId, sessionId, tx.now, 'password_changed']);
      await this.revocations.announce(tx, { of: 'account', id: accountId, exceptSessionId: sessionId });
      return ended;
    });
    if (sessionsEnded === undefined) throw identityProblems.CURRENT_PASSWORD_WRONG('it has just been changed');
    this.log.record({ event: 'password_changed', accountId, sessionsEnded });
    return sessionsEnded;
  }

  private async exchange(hash: string): Promise<RefreshOutcome> {
    if (this.refreshing.has(hash)) return { kind: 'under_way' };
    this.refreshing.add(hash);
    try {
      return await this.database.transaction((tx) => this.rotate(tx, hash));
    } finally {
      this.refreshing.delete(hash);
    }
  }

  private async rotate(tx: Tx, hash: string): Promise<RefreshOutcome> {
    const [session] = await tx.run(findByRefresh, [hash]);
    if (session === undefined) return this.afterUse(tx, hash);
    if (session.revoked_at !== null || session.refresh_expires_at <= tx.now || session.ends_at <= tx.now) {
      return { kind: 'refused' };
    }
    const tokens = this.newTokens(session.id, tx.now, session.ends_at);
    const [rotated] = await tx.run(rotateRefresh, [
      session.id,
      hash,
      tokenHash(tokens.accessToken),
      tokens.accessExpiresAt,
      tokenHash(tokens.refreshToken),
      tokens.refreshExpiresAt,
      tx.now,
    ]);
    if (rotated === undefined) {
      // The token was good a moment ago, so a rival came in between: it refreshed the session, or it ended it.
      const [present] = await tx.run(isRevoked, [session.id]);
      return { kind: present?.revoked === false ? 'under_way' : 'refused' };
    }
    this.revocations.applyAfter(tx, { of: 'session', id: session.id });
    return { kind: 'refreshed', tokens };
  }

  private async afterUse(tx: Tx, hash: string): Promise<RefreshOutcome> {
    const [used] = await tx.run(findRotated, [hash]);
    if (used === undefined) return { kind: 'refused' };
    if ((await tx.change(endSession, [used.session_id, tx.now, 'refresh_reused'])) === 0) return { kind: 'refused' };
    await this.revocations.announce(tx, { of: 'session', id: used.session_id });
    return { kind: 'reused', sessionId: used.session_id };
  }

  private newTokens(sessionId: string, now: Date, endsAt: Date): SessionTokens {
    const within = (seconds: number): Date => new Date(Math.min(after(now, seconds).getTime(), endsAt.getTime()));
    return {
      sessionId,
      accessToken: newToken('access'),
      accessExpiresAt: within(this.settings.accessSeconds),
      refreshToken: newToken('refresh'),
      refreshExpiresAt: within(this.settings.refreshSeconds),
    };
  }
}

function after(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000);
}

function untilMs(at: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, at - performance.now())));
}

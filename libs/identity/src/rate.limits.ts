/** Attempts are counted before the work is done, so a hundred guesses sent at once are a hundred attempts, not one. */
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import { classify, Database, DatabaseUnavailable } from '#libs/platform';
import { addressKey } from '#libs/platform/http';
import { identityProblems } from './identity.errors.js';
import { IdentitySettings, type IdentityLimits } from './identity.settings.js';
import { SecurityLog } from './security.log.js';

/** Which limit counts by what; those in PostgreSQL hold for all processes together. */
const STORE: Record<keyof IdentityLimits, 'postgres' | 'memory'> = {
  login: 'postgres',
  loginByAccount: 'postgres',
  loginByAddress: 'memory',
  registrationByAddress: 'memory',
  refreshByAddress: 'memory',
  guestByAddress: 'memory',
  passwordChange: 'postgres',
};

@Injectable()
export class RateLimits {
  private readonly limiters: Record<keyof IdentityLimits, RateLimiterAbstract>;

  constructor(
    database: Database,
    settings: IdentitySettings,
    private readonly log: SecurityLog,
  ) {
    const made = Object.entries(settings.limits).map(([name, { points, seconds }]) => {
      const common = { keyPrefix: name, points, duration: seconds };
      if (STORE[name as keyof IdentityLimits] === 'memory') return [name, new RateLimiterMemory(common)];
      // Expired rows are deleted by IdentityService.purge, not by a timer of the limiter.
      const table = {
        schemaName: 'identity',
        tableName: 'rate_limit',
        tableCreated: true,
        clearExpiredByTimeout: false,
      };
      return [name, new RateLimiterPostgres({ ...common, ...table, storeClient: database.pool, storeType: 'pool' })];
    });
    this.limiters = Object.fromEntries(made) as Record<keyof IdentityLimits, RateLimiterAbstract>;
  }

  /** Counts an attempt from an address. @throws Problem 429 TOO_MANY_ATTEMPTS with Retry-After */
  async countAddress(
    limit: 'registrationByAddress' | 'refreshByAddress' | 'guestByAddress',
    address: string,
  ): Promise<void> {
    await this.count(limit, addressKey(address), address);
  }

  /** Counts an attempt to log in: from the address, to the account from the address, to the account. @throws Problem 429 */
  async countLogin(email: string, address: string): Promise<void> {
    const from = addressKey(address);
    await this.count('loginByAddress', from, address);
    await this.count('login', pairKey(email, from), address);
    await this.count('loginByAccount', hidden(email), address);
  }

  /** A login that succeeded is no attempt: forgets those of its account from this address. */
  async forgetLogin(email: string, address: string): Promise<void> {
    const from = addressKey(address);
    await this.limiters.loginByAddress.reward(from);
    await this.limiters.login.delete(pairKey(email, from));
    await this.limiters.loginByAccount.reward(hidden(email));
  }

  /** Counts a password change of the account. @throws Problem 429 */
  async countPasswordChange(accountId: string): Promise<void> {
    await this.count('passwordChange', accountId, '');
  }

  private async count(limit: keyof IdentityLimits, key: string, address: string): Promise<void> {
    try {
      await this.limiters[limit].consume(key);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) {
        throw classify(refused, 'body') === 'unavailable' ? new DatabaseUnavailable(refused) : refused;
      }
      this.log.record({ event: 'attempts_limited', limit, address });
      const retryAfterSeconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      throw identityProblems.TOO_MANY_ATTEMPTS(
        `try again in ${retryAfterSeconds} s`,
        { retryAfterSeconds },
        { 'Retry-After': String(retryAfterSeconds) },
      );
    }
  }
}

function pairKey(email: string, address: string): string {
  return `${hidden(email)}|${address}`;
}

/** The table of limits holds no addresses of people, and its keys have one length. */
function hidden(email: string): string {
  return createHash('sha256').update(email).digest('base64url');
}

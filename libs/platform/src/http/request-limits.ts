/**
 * How many requests one caller may send a minute, whatever they ask for: a bound on scraping and on runaway clients. What
 * guards passwords and registrations is identity's own and far tighter. Each process counts for itself, in memory: the limit
 * protects the process, and asking a database would cost more than most requests.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { CartwrightConfig } from '../config/config.js';
import { addressKey } from './address-key.js';
import { platformProblems } from './platform-problems.js';

const WINDOW_SECONDS = 60;

/** Whom a request is counted for: somebody known, a service's key, or an address when nobody is known. */
export type CountedBy = 'principal' | 'service' | 'address';

/** Counts requests of this process. */
export class RequestLimits {
  /** Requests refused so far. */
  readonly refused: Record<CountedBy, number> = { principal: 0, service: 0, address: 0 };
  private readonly limiters: Readonly<Record<CountedBy, RateLimiterMemory | undefined>>;

  constructor(config: CartwrightConfig) {
    this.limiters = {
      principal: limiterOf(config.rateRequestsPerMinuteMax),
      service: limiterOf(config.rateServiceRequestsPerMinuteMax),
      address: limiterOf(config.rateAddressRequestsPerMinuteMax),
    };
  }

  /** Counts a request of somebody known; nothing to wait for when there is no limit. @throws Problem 429 TOO_MANY_REQUESTS */
  countPrincipal(id: string, isService: boolean): Promise<void> | undefined {
    return this.count(isService ? 'service' : 'principal', id);
  }

  /** Counts a request of nobody known. @throws Problem 429 TOO_MANY_REQUESTS */
  countAddress(address: string): Promise<void> | undefined {
    return this.limiters.address === undefined ? undefined : this.count('address', addressKey(address));
  }

  private count(by: CountedBy, key: string): Promise<void> | undefined {
    return this.limiters[by]?.consume(key).then(
      () => undefined,
      (refusal: unknown) => {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        this.refused[by] += 1;
        const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
        throw platformProblems.TOO_MANY_REQUESTS(
          `more requests within a minute than one ${by === 'address' ? 'address' : 'caller'} may send; try again in ${retryAfterSeconds} s`,
          { retryAfterSeconds },
          { 'Retry-After': String(retryAfterSeconds) },
        );
      },
    );
  }
}

/** 0 is no limit. */
function limiterOf(requestsMax: number): RateLimiterMemory | undefined {
  return requestsMax === 0 ? undefined : new RateLimiterMemory({ points: requestsMax, duration: WINDOW_SECONDS });
}

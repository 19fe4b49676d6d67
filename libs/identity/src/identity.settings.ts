/** Every number identity works with, by name. Secret and main limits come from the process's configuration. */
import type { CartwrightConfig } from '#libs/platform';

/** So many attempts in so many seconds. */
export interface RateLimit {
  readonly points: number;
  readonly seconds: number;
}

/** What argon2id spends on one hash (RFC 9106; the defaults are OWASP's). */
export interface HashCost {
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
}

/** The limits by name. `*ByAddress` are kept per process, the others in PostgreSQL for all processes together. */
export interface IdentityLimits {
  /** Attempts to log in to one account from one address; a success clears it. */
  readonly login: RateLimit;
  /** Attempts to log in to one account from anywhere: a guesser with many addresses. */
  readonly loginByAccount: RateLimit;
  /** Attempts to log in from one address to any account: a list of stolen passwords. */
  readonly loginByAddress: RateLimit;
  readonly registrationByAddress: RateLimit;
  readonly refreshByAddress: RateLimit;
  readonly guestByAddress: RateLimit;
  /** Password changes per account: each one lets the caller guess the present password. */
  readonly passwordChange: RateLimit;
}

/** Settings of identity; `identitySettings()` fills in what is not given. */
export class IdentitySettings {
  /** Sign guest tokens: the first signs, all verify (so a secret can be replaced). Each at least 32 characters. */
  readonly guestSecrets!: readonly string[];
  readonly accessSeconds!: number;
  readonly refreshSeconds!: number;
  /** A session ends after this however often it is refreshed. */
  readonly sessionSecondsMax!: number;
  /** Live sessions of one account; beyond it the oldest ends. */
  readonly sessionsPerAccountMax!: number;
  readonly guestSeconds!: number;
  /** How long an authenticated token is believed without asking the database again; at most 5 s. */
  readonly cacheMs!: number;
  readonly cacheEntriesMax!: number;
  /** Tokens that may wait for a look-up at once; beyond it 503. */
  readonly lookupQueueMax!: number;
  readonly hashesAtOnceMax!: number;
  /** Passwords that may wait for a hash; beyond it 503. At 55 ms a hash and two at once, 200 wait about 5 s. */
  readonly hashQueueMax!: number;
  readonly customerCost!: HashCost;
  readonly staffCost!: HashCost;
  /** A refused login is answered no sooner than this: staff hashes cost more, and the time must not tell who is staff. */
  readonly refusedLoginMsMin!: number;
  readonly limits!: IdentityLimits;
}

/** The longest an authenticated token may be believed: the bound on revocation while LISTEN is down. */
export const CACHE_MS_MAX = 5_000;
/** A signing secret shorter than this is refused at start. */
export const GUEST_SECRET_CHARS_MIN = 32;

const DAY_SECONDS = 86_400;

const DEFAULTS: Omit<IdentitySettings, 'guestSecrets'> = {
  accessSeconds: 600,
  refreshSeconds: 30 * DAY_SECONDS,
  sessionSecondsMax: 90 * DAY_SECONDS,
  sessionsPerAccountMax: 100,
  guestSeconds: 30 * DAY_SECONDS,
  cacheMs: CACHE_MS_MAX,
  cacheEntriesMax: 20_000,
  lookupQueueMax: 5_000,
  hashesAtOnceMax: 2,
  hashQueueMax: 200,
  customerCost: { memoryKib: 19_456, passes: 2, lanes: 1 },
  staffCost: { memoryKib: 65_536, passes: 3, lanes: 1 },
  refusedLoginMsMin: 400,
  limits: {
    login: { points: 10, seconds: 900 },
    loginByAccount: { points: 100, seconds: 3_600 },
    loginByAddress: { points: 600, seconds: 900 },
    registrationByAddress: { points: 600, seconds: 3_600 },
    refreshByAddress: { points: 600, seconds: 60 },
    guestByAddress: { points: 600, seconds: 60 },
    passwordChange: { points: 10, seconds: 900 },
  },
};

/** What may be given: secrets are a must, everything else has a default. */
export type IdentityOverrides = Partial<Omit<IdentitySettings, 'limits'>> &
  Pick<IdentitySettings, 'guestSecrets'> & { readonly limits?: Partial<IdentityLimits> };

/** The settings of a process: what its configuration says, then what the composition root says. @throws as {@link identitySettings} */
export function settingsOf(config: CartwrightConfig, overrides: Partial<IdentityOverrides> = {}): IdentitySettings {
  const { tokenSecret, rateLoginPerMinuteMax: logins, rateRegisterPerHourMax: registrations } = config;
  const limits: Partial<IdentityLimits> = {
    login: { points: logins, seconds: 60 },
    // An office behind one address, and a guesser behind many: more room than one person at one place needs.
    loginByAddress: { points: 10 * logins, seconds: 60 },
    loginByAccount: { points: 20 * logins, seconds: 3_600 },
    registrationByAddress: { points: registrations, seconds: 3_600 },
    // Guests are many to a customer.
    guestByAddress: { points: 10 * registrations, seconds: 3_600 },
  };
  return identitySettings({ guestSecrets: [tokenSecret], ...overrides, limits: { ...limits, ...overrides.limits } });
}

/** Completes and checks the settings. @throws Error that lists everything wrong with them. */
export function identitySettings(overrides: IdentityOverrides): IdentitySettings {
  const settings = Object.assign(new IdentitySettings(), DEFAULTS, overrides, {
    limits: { ...DEFAULTS.limits, ...overrides.limits },
  });
  const wrong: string[] = [];
  if (settings.guestSecrets.length === 0) wrong.push('guestSecrets needs at least one secret');
  if (settings.guestSecrets.some((secret) => secret.length < GUEST_SECRET_CHARS_MIN)) {
    wrong.push(`a guest secret has fewer than ${GUEST_SECRET_CHARS_MIN} characters`);
  }
  if (!(settings.cacheMs >= 1 && settings.cacheMs <= CACHE_MS_MAX)) wrong.push(`cacheMs is not in 1..${CACHE_MS_MAX}`);
  for (const name of ['accessSeconds', 'refreshSeconds', 'sessionSecondsMax', 'guestSeconds'] as const) {
    if (!(settings[name] >= 1)) wrong.push(`${name} is not positive`);
  }
  for (const [name, limit] of Object.entries(settings.limits) as [string, RateLimit][]) {
    if (!(limit.points >= 1 && limit.seconds >= 1)) wrong.push(`limits.${name} is not positive`);
  }
  if (wrong.length > 0) throw new Error(`identity settings: ${wrong.join('; ')}`);
  return settings;
}

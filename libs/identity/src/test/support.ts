/** Identity's services as one process would hold them, without Nest; a test makes two to have two processes. */
import { Idempotency, uuid7, type Database, type Tx } from '#libs/platform';
import type { NewAccount } from '../account.types.js';
import { ApiKeyService } from '../api-key.service.js';
import { AccountEntity } from '../db/account.entity.js';
import { ApiKeyEntity } from '../db/api-key.entity.js';
import { GuestAdopter, GuestService } from '../guest.service.js';
import { IdentityService } from '../identity.service.js';
import { identitySettings, type IdentityOverrides } from '../identity.settings.js';
import { PasswordHasher } from '../password.hasher.js';
import { RateLimits } from '../rate.limits.js';
import { Revocations } from '../revocations.js';
import { SecurityLog, type SecurityEvent } from '../security.log.js';
import { SessionAuthenticator } from '../session.authenticator.js';
import { SessionService } from '../session.service.js';
import { StaffService } from '../staff.service.js';

export const ENTITIES = [AccountEntity, ApiKeyEntity];
export const ADDRESS = '203.0.113.7';
export const PASSWORD = 'a fine long password';

/** Keeps what was logged. */
export class KeptLog extends SecurityLog {
  readonly events: SecurityEvent[] = [];
  override record(event: SecurityEvent): void {
    this.events.push(event);
  }
}

/** Writes down what it adopted in a table of the test, so that a rollback is seen. */
export class NotingAdopter extends GuestAdopter {
  async adopt(tx: Tx, guestId: string, customerId: string): Promise<unknown> {
    await tx.query('INSERT INTO adopted (guest_id, customer_id) VALUES ($1, $2)', [guestId, customerId]);
    return { added: 2, cut: [] };
  }
}

export type IdentityProcess = ReturnType<typeof identityProcess>;

/** One process. Its hashes cost next to nothing, its refusals do not wait and its limits do not bite unless told. */
export function identityProcess(
  database: Database,
  overrides: Partial<IdentityOverrides> = {},
  adopter?: GuestAdopter,
) {
  const many = { points: 100_000, seconds: 60 };
  const settings = identitySettings({
    guestSecrets: ['a secret of at least thirty-two characters'],
    customerCost: { memoryKib: 8, passes: 1, lanes: 1 },
    staffCost: { memoryKib: 16, passes: 1, lanes: 1 },
    refusedLoginMsMin: 0,
    ...overrides,
    limits: {
      login: many,
      loginByAccount: many,
      loginByAddress: many,
      registrationByAddress: many,
      refreshByAddress: many,
      guestByAddress: many,
      passwordChange: many,
      ...overrides.limits,
    },
  });
  const log = new KeptLog();
  const idempotency = new Idempotency(database);
  const revocations = new Revocations(database, log);
  const hasher = new PasswordHasher(settings);
  const limits = new RateLimits(database, settings, log);
  const guests = new GuestService(database, settings, limits, adopter);
  const sessions = new SessionService(database, settings, hasher, limits, guests, revocations, log);
  const identity = new IdentityService(database, settings, idempotency, hasher, limits, guests, sessions);
  const staff = new StaffService(database, idempotency, identity, hasher, revocations, log);
  const keys = new ApiKeyService(database, idempotency, revocations, log);
  const authenticator = new SessionAuthenticator(database, settings, revocations);
  return { settings, log, revocations, hasher, limits, guests, sessions, identity, staff, keys, authenticator };
}

/** An account as a test wants one, without a password. */
export function anAccount(fields: Partial<NewAccount> = {}): NewAccount {
  const id = fields.id ?? uuid7();
  return { id, email: `${id}@example.com`, role: 'customer', displayName: 'Ada', passwordHash: null, ...fields };
}

/** Creates an account that can log in with {@link PASSWORD}. */
export async function createAccount(
  { identity }: IdentityProcess,
  database: Database,
  fields: Partial<NewAccount> = {},
): Promise<NewAccount> {
  const passwordHash = await identity.hashPassword(PASSWORD, 'cheapest');
  const account = anAccount({ passwordHash, ...fields });
  await database.transaction((tx) => identity.createAccounts(tx, [account]));
  return account;
}

/** The code of the problem a call is refused with; `undefined` when it is not refused. */
export async function refusal(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (typeof code !== 'string') throw error;
    return code;
  }
}

const RIVALS_MEET_MS_MAX = 10_000;

/** Resolves when `count` backends of this database wait for a lock: two rivals have met. @throws Error when they do not. */
export async function waitingForLocks(database: Database, count: number): Promise<void> {
  const startedMs = performance.now();
  while (performance.now() - startedMs < RIVALS_MEET_MS_MAX) {
    const [row] = await database.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (row!.waiting >= count) return;
  }
  throw new Error(`${count} rivals did not meet at a lock`);
}

/** What an access token is worth, asked without any cache. */
export async function isGood(database: Database, accessToken: string): Promise<boolean> {
  return (await verdict(identityProcess(database), `Bearer ${accessToken}`)) === undefined;
}

/** What credentials are refused with; `undefined` when they are good. */
export function verdict(
  { authenticator }: IdentityProcess,
  header?: string,
  key?: string,
): Promise<string | undefined> {
  return refusal((async () => authenticator.authenticate(header, key))());
}

/** Resolves once the process has heard of a revocation. */
export function hearing({ revocations }: IdentityProcess): Promise<void> {
  return new Promise((resolve) => revocations.onRevoked(() => resolve()));
}

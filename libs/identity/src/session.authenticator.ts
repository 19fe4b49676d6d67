/**
 * Who is calling, on the path of every request. A token seen within the last seconds costs one look-up in a map: no hash, no
 * promise, no query. The cache is keyed by the header as it came, not by the token's SHA-256. That leaks nothing by time: V8
 * finds a string by a hash seeded anew in each process and compares bytes only when all of its bits agree, so how long a
 * wrong token takes says nothing about how much of it is right, and 256 random bits are not found by trying.
 */
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Batcher, classify, Database, DatabaseUnavailable, plainArray, Problem, textArray } from '#libs/platform';
import { Authenticator, platformProblems, type Principal } from '#libs/platform/http';
import { findKeyPrincipals, findSessionPrincipals, noteKeyUse } from './db/session.statements.js';
import { IdentitySettings } from './identity.settings.js';
import { Revocations, type Revocation } from './revocations.js';
import { GuestTokens, tokenHash, tokenKind } from './tokens.js';

/** What a token was found to stand for, and for how long that may be believed. */
interface Known {
  readonly principal: Principal;
  readonly believeMs: number;
  /** Which state of revocations the database was asked in. */
  readonly epoch: number;
}

const LOOKUP_BATCH_MAX = 256;
const BEARER = /^Bearer +([!-~]+)$/i;

@Injectable()
export class SessionAuthenticator extends Authenticator implements OnModuleDestroy {
  private readonly cache: LRUCache<string, Principal>;
  private readonly guests: GuestTokens;
  private readonly sessions: Batcher<string, Known>;
  private readonly keys: Batcher<string, Known>;
  /** Grows with each revocation: an answer read before one is not remembered after it. */
  private epoch = 0;

  constructor(
    private readonly database: Database,
    private readonly settings: IdentitySettings,
    revocations: Revocations,
  ) {
    super();
    this.cache = new LRUCache({ max: settings.cacheEntriesMax, ttl: settings.cacheMs });
    this.guests = new GuestTokens(settings.guestSecrets);
    this.sessions = this.lookup('identity.sessions', (hashes) => this.findSessions(hashes));
    this.keys = this.lookup('identity.keys', (hashes) => this.findKeys(hashes));
    revocations.onRevoked((revocation) => this.forget(revocation));
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.sessions.drained(), this.keys.drained()]);
  }

  /** The caller of a request by its `Authorization: Bearer` or `X-Api-Key` header; at once when cached. @throws Problem 401 */
  authenticate(authorization: string | undefined, apiKey: string | undefined): Principal | Promise<Principal> {
    if (authorization !== undefined && apiKey !== undefined) throw refused('send one kind of credentials, not two');
    const presented = authorization ?? apiKey;
    if (presented === undefined) throw refused('send Authorization: Bearer <token>, or X-Api-Key');
    const principal = this.cache.get(presented);
    // An API key in the other header (or the reverse) must not be let in by the cache.
    if (principal !== undefined && (principal.role === 'service') === (authorization === undefined)) return principal;
    return authorization === undefined ? this.byKey(presented) : this.byBearer(presented);
  }

  private byBearer(authorization: string): Principal | Promise<Principal> {
    const token = BEARER.exec(authorization)?.[1] ?? '';
    const kind = tokenKind(token);
    if (kind === 'guest') return this.byGuestToken(authorization, token);
    if (kind !== 'access') throw refused('this is not an access token');
    return this.remember(authorization, this.sessions.submit(tokenHash(token)));
  }

  private byKey(key: string): Promise<Principal> {
    if (tokenKind(key) !== 'apiKey') throw refused('this is not an API key');
    return this.remember(key, this.keys.submit(tokenHash(key)));
  }

  private byGuestToken(authorization: string, token: string): Principal {
    const nowMs = Date.now() + this.database.clockOffsetMs;
    const guest = this.guests.verify(token, nowMs);
    if (guest === undefined) throw refused('this guest token is not valid');
    const principal = Object.freeze<Principal>({ id: guest.guestId, role: 'guest' });
    this.cache.set(authorization, principal, { ttl: this.believe(guest.expiresMs - nowMs) });
    return principal;
  }

  private async remember(presented: string, asked: Promise<Known>): Promise<Principal> {
    const { principal, believeMs, epoch } = await asked;
    if (epoch === this.epoch) this.cache.set(presented, principal, { ttl: believeMs });
    return principal;
  }

  private lookup(
    name: string,
    find: (hashes: readonly string[]) => Promise<(Known | undefined)[]>,
  ): Batcher<string, Known> {
    return new Batcher<string, Known>({
      name,
      batchSizeMax: LOOKUP_BATCH_MAX,
      queueLengthMax: this.settings.lookupQueueMax,
      lanes: 2,
      run: async (hashes) =>
        (await find(hashes)).map((known) => known ?? refused('this token is unknown, has ended or was revoked')),
      isShared: (error) => error instanceof DatabaseUnavailable || classify(error, 'body') !== 'defect',
    });
  }

  private async findSessions(hashes: readonly string[]): Promise<(Known | undefined)[]> {
    const epoch = this.epoch;
    const rows = await this.database.run(findSessionPrincipals, [textArray(hashes), this.database.clockOffsetMs]);
    const found = new Array<Known | undefined>(hashes.length).fill(undefined);
    for (const row of rows) {
      const principal = Object.freeze<Principal>({
        id: row.account_id,
        role: row.role,
        ...(row.merchant_id !== null && { merchantId: row.merchant_id }),
        sessionId: row.session_id,
      });
      found[row.at - 1] = { principal, believeMs: this.believe(row.ms_left), epoch };
    }
    return found;
  }

  private async findKeys(hashes: readonly string[]): Promise<(Known | undefined)[]> {
    const epoch = this.epoch;
    const rows = await this.database.run(findKeyPrincipals, [textArray(hashes), this.database.clockOffsetMs]);
    const found = new Array<Known | undefined>(hashes.length).fill(undefined);
    for (const row of rows) {
      const principal = Object.freeze<Principal>({ id: row.id, role: 'service', scopes: Object.freeze(row.scopes) });
      found[row.at - 1] = { principal, believeMs: this.believe(row.ms_left ?? Infinity), epoch };
    }
    const unused = rows.filter((row) => row.unused_long);
    if (unused.length > 0) {
      await this.database.run(noteKeyUse, [plainArray(unused.map((row) => row.id)), unused[0]!.now]);
    }
    return found;
  }

  private believe(msLeft: number): number {
    return Math.max(1, Math.min(this.settings.cacheMs, Math.floor(msLeft)));
  }

  private forget(revocation: Revocation): void {
    this.epoch += 1;
    if (revocation.of === 'everything') return this.cache.clear();
    // A walk over at most cacheEntriesMax entries, well under a millisecond; an index would cost every request instead.
    const hits = [...this.cache.entries()].filter(([, principal]) => isHit(principal, revocation));
    for (const [presented] of hits) this.cache.delete(presented);
  }
}

function isHit(principal: Principal, revocation: Exclude<Revocation, { of: 'everything' }>): boolean {
  if (revocation.of === 'session') return principal.sessionId === revocation.id;
  if (principal.id !== revocation.id) return false;
  return revocation.of === 'key' || principal.sessionId !== revocation.exceptSessionId;
}

/** RFC 6750 §3: a 401 names the scheme. */
function refused(detail: string): Problem {
  return platformProblems.UNAUTHENTICATED(detail, undefined, { 'WWW-Authenticate': 'Bearer realm="cartwright"' });
}

/**
 * Tokens. Access and refresh tokens and API keys are 256 random bits behind a prefix that says which kind it is (for people and
 * secret scanners); only their SHA-256 is stored, which is enough for what cannot be guessed. Guest tokens are signed instead:
 * anyone may ask for one, so a guest must not cost a session.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export type TokenKind = 'access' | 'refresh' | 'apiKey' | 'guest';

const PREFIX: Record<TokenKind, string> = { access: 'cwa_', refresh: 'cwr_', apiKey: 'cwk_', guest: 'cwg_' };
const KIND = new Map(Object.entries(PREFIX).map(([kind, prefix]) => [prefix, kind as TokenKind]));
const TOKEN_BYTES = 32;
const OPAQUE = /^cw[ark]_[A-Za-z0-9_-]{43}$/;
const GUEST = /^cwg_([0-9a-f]{32})\.([0-9a-z]{1,9})\.([A-Za-z0-9_-]{43})$/;

/** A new opaque token. */
export function newToken(kind: Exclude<TokenKind, 'guest'>): string {
  return PREFIX[kind] + randomBytes(TOKEN_BYTES).toString('base64url');
}

/** The kind of a token by its form; undefined for what was never a token of ours. */
export function tokenKind(token: string): TokenKind | undefined {
  if (!OPAQUE.test(token) && !GUEST.test(token)) return undefined;
  return KIND.get(token.slice(0, 4));
}

/** What the database knows of an opaque token: its SHA-256, as the text of a bytea value. */
export function tokenHash(token: string): string {
  return '\\x' + createHash('sha256').update(token).digest('hex');
}

/** The part of an API key that may be shown again so that people can tell keys apart. */
export function tokenStart(token: string): string {
  return token.slice(0, 10);
}

/** A guest token that verified. */
export interface VerifiedGuest {
  readonly guestId: string;
  /** When it ends, milliseconds since the epoch. */
  readonly expiresMs: number;
}

/** Signs and verifies guest tokens: `cwg_<guest id>.<expiry>.<HMAC-SHA-256>`. */
export class GuestTokens {
  /** @param secrets the first signs, all verify. */
  constructor(private readonly secrets: readonly string[]) {}

  /** A token for the guest until `expires`. */
  sign(guestId: string, expires: Date): string {
    const body = `${PREFIX.guest}${guestId.replaceAll('-', '')}.${Math.floor(expires.getTime() / 1000).toString(36)}`;
    return `${body}.${signature(this.secrets[0]!, body).toString('base64url')}`;
  }

  /** The guest of a token that one of the secrets signed and that has not ended by `nowMs`. */
  verify(token: string, nowMs: number): VerifiedGuest | undefined {
    const parts = GUEST.exec(token);
    if (parts === null) return undefined;
    const given = Buffer.from(parts[3]!, 'base64url');
    const body = token.slice(0, token.lastIndexOf('.'));
    if (!this.secrets.some((secret) => timingSafeEqual(signature(secret, body), given))) return undefined;
    const expiresMs = Number.parseInt(parts[2]!, 36) * 1000;
    if (expiresMs <= nowMs) return undefined;
    return { guestId: dashed(parts[1]!), expiresMs };
  }
}

function signature(secret: string, body: string): Buffer {
  // The purpose is part of what is signed: the same secret never vouches for anything else.
  return createHmac('sha256', secret).update('cartwright guest token 1\n').update(body).digest();
}

function dashed(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

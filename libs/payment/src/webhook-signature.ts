/**
 * Signatures of webhooks, after Standard Webhooks (https://www.standardwebhooks.com, "Signature scheme"): HMAC-SHA256 over
 * `id.timestamp.body`, base64, as `v1,<signature>`; several signatures may stand side by side while a secret is rotated.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far a webhook's timestamp may be from the receiver's clock, in seconds, either way. */
export const WEBHOOK_AGE_SECONDS_MAX = 300;

/** What is signed. */
export interface SignedParts {
  readonly id: string;
  /** Seconds since the epoch, as sent. */
  readonly timestampSeconds: string;
  readonly body: Uint8Array | string;
}

/** The signature of one secret, as it stands in the header: `v1,<base64>`. */
export function signWebhook(secret: string, parts: SignedParts): string {
  return `v1,${digest(secret, parts).toString('base64')}`;
}

/**
 * Which of the accepted secrets made one of the signatures in `header`; -1 when none did. Every secret is compared in
 * constant time with every signature, so the answer's time says nothing about a near miss.
 */
export function signingSecret(secrets: readonly string[], header: string, parts: SignedParts): number {
  const given = header
    .split(' ')
    .slice(0, SIGNATURES_MAX)
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => Buffer.from(signature.slice(3), 'base64'));
  let found = -1;
  secrets.forEach((secret, index) => {
    const expected = digest(secret, parts);
    for (const signature of given) {
      if (signature.length === expected.length && timingSafeEqual(signature, expected) && found < 0) found = index;
    }
  });
  return found;
}

/** A header with more signatures than this is not read further: nobody rotates through so many secrets at once. */
const SIGNATURES_MAX = 8;

function digest(secret: string, parts: SignedParts): Buffer {
  return createHmac('sha256', secret).update(`${parts.id}.${parts.timestampSeconds}.`).update(parts.body).digest();
}

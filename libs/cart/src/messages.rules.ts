/** Message values in one canonical form, so that a variant with the same values is the same line however they were typed. */
import { createHash } from 'node:crypto';
import type { Messages } from './cart.types.js';

/** Message values as they are kept, and what tells them apart. */
export interface CanonicalMessages {
  readonly values: Messages;
  /** The first 128 bits of a SHA-256 over the comparable form, written as a UUID. */
  readonly hash: string;
}

const WHITE_SPACE = /\s+/gu;

/**
 * Values in Unicode form NFC without outer white space, empty ones left out, keys in order. Two spellings that differ only
 * within white space have the same hash: they are one line, and the newest spelling is kept.
 */
export function canonicalMessages(messages: Messages = {}): CanonicalMessages {
  const kept: [string, string][] = [];
  for (const [field, value] of Object.entries(messages)) {
    const text = value.normalize('NFC').trim();
    if (text !== '') kept.push([field, text]);
  }
  kept.sort(([a], [b]) => (a < b ? -1 : 1));
  const comparable = kept.map(([field, text]) => [field, text.replace(WHITE_SPACE, ' ')]);
  return { values: Object.fromEntries(kept), hash: hashOf(comparable) };
}

function hashOf(comparable: readonly string[][]): string {
  const hex = createHash('sha256').update(JSON.stringify(comparable)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

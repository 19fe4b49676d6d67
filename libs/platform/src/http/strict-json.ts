/**
 * JSON without its traps. `JSON.parse` keeps the last of two equal keys, rounds 2^53+1, takes NUL, lone surrogates and a
 * `__proto__` key, and its output may nest deeper than whatever walks it can bear. All of that is refused here, once.
 *
 * A good small body must cost next to nothing, so the native parser does the parsing, one pass over the text counts keys and
 * looks at long numbers (jumping over strings natively), and one walk over the result counts keys again: a difference is a
 * repeated key, without a set per object.
 */
import { isUtf8 } from 'node:buffer';
import { isText } from './strict-text.js';

/** The deepest nesting of arrays and objects. */
export const JSON_DEPTH_MAX = 32;

/** Why a text is not acceptable: a sentence for the client. */
export class UnacceptableJson extends Error {}

/** Parses a body. @throws UnacceptableJson */
export function parseStrictJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw new UnacceptableJson('the body is not UTF-8');
  // A leading byte order mark is no JSON (RFC 8259 §8.1); JSON.parse refuses it below.
  const text = bytes.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UnacceptableJson(text.trim() === '' ? 'the body is empty' : 'the body is not JSON');
  }
  // Raw UTF-8 can hold neither NUL in a JSON string nor a lone surrogate: only an escape can smuggle them in.
  const hasEscapes = text.includes('\\');
  const keysInText = scan(text, hasEscapes);
  const seen = { keys: 0 };
  walk(value, hasEscapes, seen);
  if (seen.keys !== keysInText) throw new UnacceptableJson('an object repeats a key');
  return value;
}

const QUOTE = 34;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const SLASH = 47;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const UPPER_E = 69;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const LOWER_E = 101;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** Every number of up to this many characters without an exponent survives the way through a double. */
const EXACT_NUMBER_LENGTH = 15;

/** One pass over a text known to be JSON: bounds the depth, checks that numbers keep their value, answers the number of keys. */
function scan(text: string, hasEscapes: boolean): number {
  let keys = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at, hasEscapes);
    } else if (code === COLON) {
      keys += 1;
    } else if (code === COMMA) {
      continue;
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      if (++depth > JSON_DEPTH_MAX) throw new UnacceptableJson(`the body nests deeper than ${JSON_DEPTH_MAX} levels`);
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      depth -= 1;
    } else if (code === MINUS || (code >= ZERO && code <= NINE)) {
      at = endOfNumber(text, at);
    }
  }
  return keys;
}

/** The place of the closing quote. */
function endOfString(text: string, start: number, hasEscapes: boolean): number {
  let end = text.indexOf('"', start + 1);
  if (!hasEscapes) return end;
  for (;;) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
}

/** The place of the number's last character. @throws UnacceptableJson when a double cannot hold it */
function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  let hasExponent = false;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === LOWER_E || code === UPPER_E) hasExponent = true;
    else if (code < PLUS || code > NINE || code === COMMA || code === SLASH) break;
  }
  if (hasExponent || end - start > EXACT_NUMBER_LENGTH) {
    const token = text.slice(start, end);
    if (losesValue(token)) throw new UnacceptableJson(`the number ${token.slice(0, 40)} cannot be kept exactly`);
  }
  return end - 1;
}

/** True when the nearest double is another number than the token says. */
function losesValue(token: string): boolean {
  const value = Number(token);
  if (!Number.isFinite(value)) return true;
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return true;
  return normalized(token) !== normalized(String(value));
}

/** A decimal in one form: digits without outer zeros, and the power of ten of the last digit. */
function normalized(token: string): string {
  const [mantissa = '', exponent = '0'] = token.replace(/^-/, '').toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  return `${significant}e${Number(exponent) - fraction.length + (digits.length - significant.length)}`;
}

/** Looks at every key and, where the text has escapes, every string. */
function walk(value: unknown, hasEscapes: boolean, seen: { keys: number }): void {
  if (typeof value === 'string') {
    if (hasEscapes && !isText(value)) throw new UnacceptableJson('a text contains NUL or half of a surrogate pair');
  } else if (Array.isArray(value)) {
    for (const element of value) if (typeof element !== 'number') walk(element, hasEscapes, seen);
  } else if (typeof value === 'object' && value !== null) {
    // Parsed JSON has no inherited enumerable properties, and for-in is the cheapest way over the own ones.
    for (const key in value) {
      seen.keys += 1;
      if (key === '__proto__' || key === 'constructor' || key === 'prototype')
        throw new UnacceptableJson(`the key ${key} is not accepted`);
      if (hasEscapes && !isText(key)) throw new UnacceptableJson('a key contains NUL or half of a surrogate pair');
      const member = (value as Record<string, unknown>)[key];
      if (typeof member !== 'number') walk(member, hasEscapes, seen);
    }
  }
}

/** What a buyer fills in per line, checked against the product's message fields. Pure; the cart and orders call it. */
import { compilePattern } from './pattern.rules.js';
import type { MessageField } from './catalog.types.js';

/** How many message fields a product may have. */
export const MESSAGE_FIELDS_MAX = 10;
/** The longest value a field may allow, in characters. */
export const MESSAGE_LENGTH_MAX = 500;

const KEY = /^[a-z][a-zA-Z0-9]{0,31}$/;
// Line breaks included: a message is printed on goods or labels, one line each.
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

/** What is wrong with the values for these fields, one sentence each; empty when nothing is. */
export function validateMessages(
  fields: readonly MessageField[],
  values: Readonly<Record<string, string>>,
): readonly string[] {
  const problems: string[] = [];
  for (const field of fields) {
    const value = Object.hasOwn(values, field.key) ? values[field.key]! : '';
    if (value === '') {
      if (field.required) problems.push(`${field.key} is required`);
    } else {
      const problem = problemOfValue(field, value);
      if (problem !== undefined) problems.push(`${field.key} ${problem}`);
    }
  }
  for (const key of Object.keys(values)) {
    if (!fields.some((field) => field.key === key)) problems.push(`${key} is not asked for`);
  }
  return problems;
}

/** What is wrong with a product's message fields themselves; empty when nothing is. */
export function validateMessageFields(fields: readonly MessageField[]): readonly string[] {
  const problems: string[] = [];
  if (fields.length > MESSAGE_FIELDS_MAX) problems.push(`a product has at most ${MESSAGE_FIELDS_MAX} message fields`);
  const keys = new Set<string>();
  for (const { key, label, maxLength, pattern } of fields) {
    if (!KEY.test(key)) problems.push(`${key}: a key is a letter and up to 31 letters or digits, in camelCase`);
    if (keys.has(key)) problems.push(`${key} is there twice`);
    keys.add(key);
    if (label.length === 0 || label.length > 80) problems.push(`${key}: a label has 1 to 80 characters`);
    if (!Number.isInteger(maxLength) || maxLength < 1 || maxLength > MESSAGE_LENGTH_MAX) {
      problems.push(`${key}: maxLength is 1 to ${MESSAGE_LENGTH_MAX}`);
    } else if (pattern !== null) {
      const compiled = compilePattern(pattern, maxLength);
      if ('refusal' in compiled) problems.push(`${key}: ${compiled.refusal}`);
    }
  }
  return problems;
}

function problemOfValue(field: MessageField, value: string): string | undefined {
  // A code point is one or two UTF-16 units, so this much is too long without counting.
  if (value.length > 2 * field.maxLength || [...value].length > field.maxLength) {
    return `is longer than ${field.maxLength} characters`;
  }
  if (CONTROL.test(value)) return 'has a character that cannot be printed';
  if (field.pattern !== null && !matcherOf(field)(value)) return 'does not have the expected form';
  return undefined;
}

const matchers = new WeakMap<MessageField, (value: string) => boolean>();

/** Fields live in the catalog snapshot, so each pattern is compiled once per change. */
function matcherOf(field: MessageField): (value: string) => boolean {
  let matches = matchers.get(field);
  if (matches === undefined) {
    const compiled = compilePattern(field.pattern!, field.maxLength);
    if ('refusal' in compiled) throw new Error(`the stored pattern of ${field.key} is not in the subset`);
    matches = compiled.matches;
    matchers.set(field, matches);
  }
  return matches;
}

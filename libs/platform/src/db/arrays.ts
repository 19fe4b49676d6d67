/**
 * Array parameters as PostgreSQL array literals. The driver's own conversion inspects and quotes each element; a set-based
 * write sends tens of arrays, so the order path builds the text itself, typed by the function's name.
 */

/** `uuid[]`, `bigint[]`, `int[]`, `boolean[]`, `float8[]`: elements that never need quoting; null becomes NULL. */
export function plainArray(values: readonly (string | number | bigint | boolean | null | undefined)[]): string {
  let text = '{';
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    text += (i === 0 ? '' : ',') + (value === null || value === undefined ? 'NULL' : value);
  }
  return text + '}';
}

/** `text[]` (also `jsonb[]` given JSON texts): elements are quoted and escaped; null becomes NULL. */
export function textArray(values: readonly (string | null | undefined)[]): string {
  let text = '{';
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (i > 0) text += ',';
    text += value === null || value === undefined ? 'NULL' : quoted(value);
  }
  return text + '}';
}

/** `timestamptz[]` from dates; null becomes NULL. */
export function timeArray(values: readonly (Date | null | undefined)[]): string {
  let text = '{';
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    text += (i === 0 ? '' : ',') + (value === null || value === undefined ? 'NULL' : value.toISOString());
  }
  return text + '}';
}

const NEEDS_ESCAPE = /["\\]/;

function quoted(value: string): string {
  return NEEDS_ESCAPE.test(value) ? '"' + value.replace(/["\\]/g, '\\$&') + '"' : '"' + value + '"';
}

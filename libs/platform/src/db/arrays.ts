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

const TEXT_OID = 25;

/**
 * `text[]` in PostgreSQL's binary format (array_send: dimensions, null flag, element type, then length and bytes an element), for long
 * texts: JSON is full of quotes, which the text format would escape here and unescape there. Only for parameters declared `text[]`.
 */
export function longTextArray(values: readonly (string | null | undefined)[]): Buffer {
  if (values.length === 0) return Buffer.alloc(12, 0).fill(TEXT_OID & 0xff, 11);
  let bytes = 20;
  const lengths = values.map((value) => {
    const length = value === null || value === undefined ? -1 : Buffer.byteLength(value);
    bytes += 4 + Math.max(0, length);
    return length;
  });
  const buffer = Buffer.allocUnsafe(bytes);
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(lengths.includes(-1) ? 1 : 0, 4);
  buffer.writeInt32BE(TEXT_OID, 8);
  buffer.writeInt32BE(values.length, 12);
  buffer.writeInt32BE(1, 16);
  let at = 20;
  for (let i = 0; i < values.length; i++) {
    at = buffer.writeInt32BE(lengths[i]!, at);
    if (lengths[i]! > 0) at += buffer.write(values[i]!, at, 'utf8');
  }
  return buffer;
}

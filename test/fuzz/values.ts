/** The fixed catalogue of bad values, chosen by what a field's schema says it takes (../shared/design/proof.md, "Bad input"). */

export type Json = Record<string, unknown>;

/** `refuse`: outside the documented shape, so 4xx is a must. `any`: a legal text however ugly; it must only do no harm. */
export type Verdict = 'refuse' | 'any';

export interface BadValue {
  readonly name: string;
  readonly value: unknown;
  readonly verdict: Verdict;
}

/** JSON text that JSON.stringify would never write: numbers beyond a double, repeated keys. */
export class Raw {
  constructor(readonly text: string) {}
}

/** JSON text of a value with {@link Raw} parts. */
export function encoded(value: unknown): string {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return `[${value.map(encoded).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${encoded(member)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

const LONG = 100_000;
/** The longest body is 1 MiB: with this text it just fits, so the field's own limit has to refuse it. */
export const MEGABYTE_TEXT = 'x'.repeat(1_000_000);

/** Texts that do harm where text is pasted into SQL, patterns, headers, paths, pages or prototypes. */
export const NASTY_TEXTS: Readonly<Record<string, string>> = {
  empty: '',
  blank: '   ',
  'SQL quote': "' OR '1'='1' --",
  'SQL stacked': "x'; DROP TABLE identity.account; --",
  'SQL sleep': "1' AND pg_sleep(5) IS NULL --",
  'operator object': '{"$ne": null}',
  'LIKE wildcards': '%_%\\',
  'regex bomb': '(a+)+$aaaaaaaaaaaaaaaaaaaaaaaaaaaa!',
  'open bracket': '[(*+?',
  tsquery: "a & | ! <-> :* '",
  CRLF: 'x\r\nSet-Cookie: a=b',
  'right to left': '\u202Eevil\u202C مرحبا',
  'zero width': '\u200B\uFEFF',
  'combining marks': 'e' + '\u0301'.repeat(60),
  emoji: '👩‍👩‍👧‍👦',
  path: '../../../../etc/passwd',
  script: '<script>alert(1)</script>',
  template: '${7*7}{{7*7}}',
  NaN: 'NaN',
  null: 'null',
  '[object Object]': '[object Object]',
  __proto__: '__proto__',
  constructor: 'constructor',
  huge: '9'.repeat(40),
  date: '2026-02-30',
};

/** Texts that no field and no parameter takes. */
export const BROKEN_TEXTS: Readonly<Record<string, string>> = {
  NUL: 'a\u0000b',
  'lone high surrogate': 'a\ud800b',
  'lone low surrogate': '\udfff',
  'too long': 'y'.repeat(LONG),
};

const BAD_TIMES = [
  '2026-02-30T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-01-01T25:00:00Z',
  '2026-02-30',
  '0',
  'now',
  'infinity',
  '+275760-09-13T00:00:00Z',
  '2026-01-01T00:00:00',
  '-000001-01-01T00:00:00Z',
];
const BAD_IDS = [
  '1',
  '019a5d2e7c407d618f3a2b9c4e5f6a7b',
  '{019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b}',
  '019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b\n',
  '019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7g',
];
const HUGE_NUMBERS = ['1e21', '9007199254740993', '1e400', '-1e400', '123456789012345678901234567890'];

const refused = (name: string, value: unknown): BadValue => ({ name, value, verdict: 'refuse' });

/** The schema itself, whatever it hides behind: a reference, a single `allOf`, or `anyOf` with null. */
export function resolved(document: Json, schema: Json): Json & { nullable?: boolean } {
  const { $ref, allOf, anyOf } = schema as { $ref?: string; allOf?: Json[]; anyOf?: Json[] };
  if ($ref !== undefined) {
    const name = $ref.slice($ref.lastIndexOf('/') + 1);
    return resolved(document, ((document['components'] as Json)['schemas'] as Record<string, Json>)[name]!);
  }
  if (allOf?.length === 1) return resolved(document, allOf[0]!);
  if (anyOf !== undefined) {
    const real = anyOf.find(({ type }) => type !== 'null')!;
    return { ...resolved(document, real), nullable: anyOf.some(({ type }) => type === 'null') };
  }
  const { type } = schema;
  if (Array.isArray(type)) return { ...schema, type: type.find((one) => one !== 'null'), nullable: true };
  return schema;
}

/** Whether a schema takes a text, as far as the words it uses here can say. */
export function takesText(schema: Json, text: string): boolean {
  const { minLength = 0, maxLength = Infinity, pattern, format, enum: values } = schema as Record<string, never>;
  if (Array.isArray(values)) return (values as string[]).includes(text);
  if (typeof format === 'string') return false;
  const { length } = [...text];
  return length >= minLength && length <= maxLength && (pattern === undefined || new RegExp(pattern, 'u').test(text));
}

/** The bad values for one place of a body. */
export function badValues(schema: Json & { nullable?: boolean }): readonly BadValue[] {
  const { type } = schema;
  const wrongTypes: [string, unknown][] = [
    ['text', 'NaN'],
    ['number', 7],
    ['flag', true],
    ['object', { $ne: null }],
    ['list', [[]]],
    ['operator', { $gt: '' }],
  ];
  const own: Record<string, string> = { string: 'text', integer: 'number', number: 'number', boolean: 'flag' };
  const values = wrongTypes
    .filter(([name]) => name !== own[String(type)] && !(type === 'object' && ['object', 'operator'].includes(name)))
    .map(([name, value]) => refused(`wrong type: ${name}`, value));
  values.push({ name: 'null', value: null, verdict: schema.nullable === true ? 'any' : 'refuse' });
  if (type === 'string') values.push(...badTexts(schema));
  if (type === 'integer' || type === 'number') values.push(...badNumbers(schema));
  if (type === 'boolean') values.push(refused('"true"', 'true'), refused('0', 0), refused('1', 1));
  if (type === 'array') values.push(...badLists(schema));
  return values;
}

function badTexts(schema: Json): BadValue[] {
  const nasty = Object.entries(NASTY_TEXTS).map(([name, value]): BadValue => ({
    name,
    value,
    verdict: takesText(schema, value) ? 'any' : 'refuse',
  }));
  const broken = Object.entries(BROKEN_TEXTS).map(([name, value]) => refused(name, value));
  const { format, maxLength } = schema as { format?: string; maxLength?: number };
  const formed = format === 'date-time' ? BAD_TIMES : format === 'uuid' ? BAD_IDS : [];
  const edge = maxLength === undefined ? [] : [refused('one too long', 'z'.repeat(maxLength + 1))];
  return [...nasty, ...broken, ...formed.map((text) => refused(text, text)), ...edge];
}

function badNumbers({ minimum, maximum, type }: Json): BadValue[] {
  const values = HUGE_NUMBERS.map((text) => refused(text, new Raw(text)));
  if (type === 'integer') values.push(refused('fractional', 1.5), refused('1e-7', new Raw('1e-7')));
  if (typeof minimum === 'number') {
    values.push(refused('below the least', new Raw(String(minimum - 1))));
    if (minimum >= 0) values.push(refused('negative', -1));
  }
  if (typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER)
    values.push(refused('beyond the most', maximum + 1));
  return [...values, refused('text of a number', '1'), refused('empty text', ''), refused('-0.1', -0.1)];
}

function badLists({ minItems, maxItems }: Json): BadValue[] {
  const values = [refused('nested', [[]]), refused('of nulls', [null])];
  if (typeof minItems === 'number' && minItems > 0) values.push(refused('empty', []));
  if (typeof maxItems === 'number')
    values.push(
      refused(
        'too many',
        Array.from({ length: maxItems + 1 }, () => 0),
      ),
    );
  return values;
}

/** The requests for one operation: its good request with one thing broken in each. */
import { randomUUID } from 'node:crypto';
import { brokenBodies, brokenWholes } from './bodies.js';
import type { Case } from './judge.js';
import { addressCases, byteCases, methodCases } from './protocol-cases.js';
import { filledPath, goodBody, goodQuery, type FuzzedOperation, type Parameter } from './operations.js';
import { NASTY_TEXTS, takesText, type Json, type Verdict } from './values.js';

/** What a caller needs to make requests. */
export interface Ground {
  readonly document: Json;
  readonly ids: Readonly<Record<string, string>>;
  readonly token: string;
  /** Credentials that must not open anything, by what is wrong with them. */
  readonly badTokens: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

type Headers = Record<string, string | readonly string[]>;

/** The good request of an operation for the holder of a token. */
export function goodCase(operation: FuzzedOperation, ids: Ground['ids'], token: string | undefined): Case {
  const headers: Headers = {};
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
  for (const { name, good } of operation.parameters.filter(({ place }) => place === 'header'))
    headers[name.toLowerCase()] = name === 'Idempotency-Key' ? randomUUID() : good;
  const body = goodBody(operation);
  if (body !== undefined) headers['content-type'] = 'application/json';
  const query = goodQuery(operation).toString();
  const path = filledPath(operation, ids) + (query === '' ? '' : `?${query}`);
  return { name: 'good', verdict: 'any', method: operation.method, path, headers, ...(body && { body }) };
}

/** Everything of the catalogue for an operation. */
export function badCases(operation: FuzzedOperation, ground: Ground): readonly Case[] {
  const good = goodCase(operation, ground.ids, operation.isPublic ? undefined : ground.token);
  return [
    ...bodyCases(operation, ground, good),
    ...operation.parameters.flatMap((parameter) => parameterCases(operation, parameter, good)),
    ...queryCases(operation, good),
    ...headerCases(operation, good),
    ...methodCases(operation, good),
    ...(operation.isPublic ? [] : credentialCases(ground, good)),
    ...addressCases(operation, good),
    ...byteCases(good),
  ];
}

function bodyCases(operation: FuzzedOperation, { document }: Ground, good: Case): Case[] {
  const fresh = (): Headers =>
    good.headers['idempotency-key'] === undefined ? {} : { 'idempotency-key': randomUUID() };
  if (operation.body !== undefined) {
    const { schema, base } = operation.body;
    const root = { required: [], ...schema };
    return [...brokenBodies(document, root, base), ...brokenWholes(base)].map(({ headers, ...bad }) => ({
      ...good,
      ...bad,
      headers: { ...good.headers, ...fresh(), ...headers },
    }));
  }
  if (operation.isSafe) return [];
  const type = 'application/json';
  // An operation without a body still must not choke on one; the webhook route takes anything, and refuses it unsigned.
  return brokenWholes({ a: 1 })
    .filter(({ name }) => /brackets|UTF|gzip|1\.2 MB|open|{$|sent as (text|app.*(form|xml))/.test(name))
    .map(({ headers, ...bad }) => ({
      ...good,
      ...bad,
      headers: { ...good.headers, ...fresh(), 'content-type': type, ...headers },
    }));
}

function withQuery(path: string, pairs: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}${pairs}`;
}

const BAD_WHOLE_NUMBERS = [
  'abc',
  '1.5',
  '1e21',
  '9007199254740993',
  '',
  'NaN',
  '0x10',
  ' 1',
  '-9007199254740993',
  'Infinity',
  '1,000',
  '١',
];
const BAD_PATH_IDS = [
  '1',
  'null',
  '..',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '..%2f',
  '%00',
  "1'%20OR%20'1'='1",
  '*',
  '%25',
  'x'.repeat(190),
  'x'.repeat(5_000),
  '019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b%0a',
  '019A5D2E-7C40-7D61-8F3A-2B9C4E5F6A7',
  '%ff',
  '%',
  '%zz',
  '{id}',
  '[object%20Object]',
  '__proto__',
  ';a=b',
  '%f0%9f%9b%92',
];

function parameterCases(operation: FuzzedOperation, parameter: Parameter, good: Case): Case[] {
  const { name, place, schema, required } = parameter;
  if (place === 'query') return queryValueCases(operation, parameter, good);
  const refused: Verdict = 'refuse';
  if (place === 'path') {
    const values = schema['format'] === 'uuid' ? [...BAD_PATH_IDS, randomUUID()] : BAD_PATH_IDS;
    return values.map((value) => {
      const path = operation.path.replace(`{${name}}`, () => value).replaceAll(/\{\w+\}/g, () => randomUUID());
      const query = good.path.includes('?') ? `?${good.path.split('?')[1]}` : '';
      // `..` and an encoded slash lead to another address, which has its own rules: the method may be unknown there.
      return {
        ...good,
        name: `path.${name}: ${value.slice(0, 40)}`,
        path: path + query,
        verdict: refused,
        also: [404],
      };
    });
  }
  const values = [
    '',
    'x'.repeat(256),
    'a b',
    'é',
    '"',
    '"unclosed',
    '*',
    '-1',
    '1e9',
    'W/"1',
    '9'.repeat(40),
    '1, 2',
    '"a\tb"',
  ];
  const badHeader = (value: string | readonly string[]): Case => ({
    ...good,
    name: `header.${name}: ${String(value).slice(0, 30)}`,
    headers: { ...good.headers, [name.toLowerCase()]: value },
    verdict:
      name === 'Idempotency-Key'
        ? /^[\x21-\x7e]{1,255}$/.test(String(value))
          ? 'any'
          : 'refuse'
        : name === 'If-Match'
          ? 'refuse'
          : 'any',
  });
  const cases = values.map(badHeader);
  if (name !== 'Last-Event-ID') cases.push({ ...badHeader(['1a', '2b']), verdict: 'refuse' });
  if (required) {
    const { [name.toLowerCase()]: _, ...rest } = good.headers;
    cases.push({ ...good, name: `header.${name}: absent`, headers: rest, verdict: refused, also: [428] });
  }
  return cases;
}

const NO_ID = '00000000-0000-0000-0000-000000000000';
const KEY_PARTS = [NO_ID, 0, 1.5, 99_999, 2 ** 31, Number.MAX_SAFE_INTEGER, 1e300, 'credit'];
const KEY_TIMES = [
  '0000-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-01-01T24:00:00.1Z',
  '9999-12-31T23:59:59.999Z',
];

/** What cursors of lists by one, two, three or four values may look like. */
const FORGED_KEYS: readonly (readonly unknown[])[] = [
  ...KEY_PARTS.map((part) => [part]),
  ...KEY_PARTS.flatMap((first) => KEY_PARTS.map((second) => [first, second])),
  ...[...KEY_TIMES, ...KEY_PARTS].map((time) => [time, 'sandbox', 'evt']),
  ...['newest', 'price_asc', 'sales'].flatMap((sort) => KEY_PARTS.map((part) => [sort, part, NO_ID])),
  ...KEY_PARTS.map((part) => ['part', part, NO_ID, part]),
];

function queryValueCases(operation: FuzzedOperation, { name, schema, required }: Parameter, good: Case): Case[] {
  const bare = good.path.split('?')[0]!;
  const others = goodQuery(operation);
  others.delete(name);
  const rest = others.toString();
  const start = rest === '' ? bare : `${bare}?${rest}`;
  const one = (label: string, pairs: string, verdict: Verdict): Case => ({
    ...good,
    name: `query.${name}: ${label}`,
    path: pairs === '' ? start : withQuery(start, pairs),
    verdict,
  });
  const value = (text: string): string => `${name}=${encodeURIComponent(text)}`;
  const isWhole = schema['type'] === 'integer';
  const isText = schema['type'] === 'string';
  const cases = Object.entries(NASTY_TEXTS).map(([label, text]) =>
    one(label, value(text), isWhole || (isText && !takesText(schema, text)) ? 'refuse' : 'any'),
  );
  cases.push(one('NUL', `${name}=a%00b`, 'refuse'), one('lone surrogate', `${name}=%ED%A0%80`, 'refuse'));
  cases.push(one('half an escape', `${name}=%`, 'refuse'), one('3000 characters', value('y'.repeat(3_000)), 'refuse'));
  cases.push(
    one('5000 characters', value('y'.repeat(5_000)), 'refuse'),
    one('as an operator', `${name}[$ne]=1`, 'refuse'),
  );
  if (schema['type'] !== 'array') cases.push(one('twice', `${value('1')}&${value('2')}`, 'refuse'));
  if (isWhole) cases.push(...BAD_WHOLE_NUMBERS.map((text) => one(text, value(text), 'refuse')));
  if (typeof schema['maximum'] === 'number')
    cases.push(one('beyond the most', value(String(schema['maximum'] + 1)), 'refuse'));
  if (typeof schema['minimum'] === 'number')
    cases.push(one('below the least', value(String(schema['minimum'] - 1)), 'refuse'));
  if (schema['format'] === 'date-time')
    cases.push(...['2026-02-30T00:00:00Z', '2026-13-01', 'infinity'].map((text) => one(text, value(text), 'refuse')));
  if (name === 'cursor') {
    const forged = [
      [null],
      ['x'],
      { a: 1 },
      ['2026-02-30T00:00:00Z', 'x'],
      [1e300, "'"],
      'x',
      [[]],
      ['\u0000', '\u0000'],
    ];
    const cursor = (made: unknown): string => value(Buffer.from(JSON.stringify(made)).toString('base64url'));
    cases.push(...forged.map((made) => one(`forged ${JSON.stringify(made)}`, cursor(made), 'refuse')));
    // These have the shape of some list's cursor: there they only start the page elsewhere, beyond what a column holds, too.
    cases.push(...FORGED_KEYS.map((made) => one(`forged ${JSON.stringify(made)}`, cursor(made), 'any')));
  }
  if (required) cases.push(one('absent', '', 'refuse'));
  return cases;
}

function queryCases({ isSafe }: FuzzedOperation, good: Case): Case[] {
  const pairs = [
    'unknown=1',
    '__proto__[role]=admin',
    'constructor.prototype.x=1',
    'access_token=x',
    'a[]=1',
    '$where=1',
    '%00=1',
    '_method=DELETE',
    'a'.repeat(3_000),
  ];
  const cases = pairs.map((pair): Case => ({
    ...good,
    name: `query ${pair.slice(0, 30)}`,
    path: withQuery(good.path, pair),
    verdict: 'refuse',
  }));
  const many = Array.from({ length: 700 }, (_, i) => `a${i}=`).join('&');
  cases.push({ ...good, name: 'query of 700 parameters', path: withQuery(good.path, many), verdict: 'refuse' });
  return isSafe
    ? [...cases, { ...good, name: 'query only &', path: withQuery(good.path, '&&&'), verdict: 'any' }]
    : cases;
}

function headerCases({ isSafe }: FuzzedOperation, good: Case): Case[] {
  const one = (name: string, headers: Headers, verdict: Verdict): Case => ({
    ...good,
    name: `headers: ${name}`,
    headers: { ...good.headers, ...headers },
    verdict,
  });
  const tooLarge = one('20 kB', { 'x-large': 'x'.repeat(20_000) }, 'refuse');
  if (!isSafe) return [tooLarge];
  return [
    tooLarge,
    one('another method', { 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE' }, 'any'),
    one('another address', { 'x-original-url': '/v1/admin/accounts', 'x-rewrite-url': '/v1/admin/accounts' }, 'any'),
    one('another host', { host: 'evil.example', 'x-forwarded-host': 'evil.example' }, 'any'),
    one('forwarded', { 'x-forwarded-for': "127.0.0.1' OR 1=1", forwarded: 'for=127.0.0.1' }, 'any'),
    one('odd Accept', { accept: 'text/html;q=nonsense', 'accept-encoding': 'x', 'accept-language': '*;q=9' }, 'any'),
    one('odd request id', { 'x-request-id': 'x'.repeat(3_000) }, 'any'),
    one('odd Range', { range: 'bytes=0-,0-,0-', 'if-none-match': '*"', 'if-modified-since': 'never' }, 'any'),
    one('foreign origin', { origin: 'null', 'access-control-request-method': 'DELETE' }, 'any'),
    one('with a GET body', { 'content-type': 'application/json', 'content-length': '0' }, 'any'),
  ];
}

function credentialCases({ badTokens }: Ground, good: Case): Case[] {
  const { authorization: _, ...bare } = good.headers;
  return Object.entries(badTokens).map(([name, headers]) => ({
    ...good,
    name: `credentials: ${name}`,
    headers: { ...bare, ...headers },
    verdict: 'refuse',
    only: [401],
  }));
}

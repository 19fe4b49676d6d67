/** Bad bodies of an operation: every place of its schema broken in turn, and the body as a whole. */
import { gzipSync } from 'node:zlib';
import { badValues, encoded, MEGABYTE_TEXT, Raw, resolved, type Json, type Verdict } from './values.js';

/** A body to send. */
export interface BadBody {
  readonly name: string;
  readonly body: Buffer;
  readonly verdict: Verdict;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Deeper schemas than this do not exist; a recursive one stops here. */
const DEPTH_MAX = 7;
const NESTED_BRACKETS = 5_000;
/** Fields that a client must not be able to set by guessing their names. */
const GUESSED_FIELDS = ['isAdmin', 'role', 'state', 'balance', 'ownerId', 'createdAt', 'constructor_'];

interface Place {
  readonly where: string;
  readonly schema: Json;
  readonly value: unknown;
  /** The whole body with another value in this place. */
  readonly put: (value: unknown) => unknown;
  readonly depth: number;
}

/** A value that the schema describes: its example, else the least that fits. */
export function exampleFrom(document: Json, given: Json, depth = 0): unknown {
  const schema = resolved(document, given);
  if (given['example'] !== undefined) return given['example'];
  if (schema['example'] !== undefined) return schema['example'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0] as unknown;
  switch (schema['type']) {
    case 'array':
      return depth > DEPTH_MAX ? [] : [exampleFrom(document, schema['items'] as Json, depth + 1)];
    case 'integer':
    case 'number':
      return schema['minimum'] ?? 1;
    case 'boolean':
      return true;
    case 'string':
      return schema['format'] === 'uuid' ? '019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b' : 'text';
    default:
      return Object.fromEntries(
        Object.entries((schema['properties'] ?? {}) as Record<string, Json>)
          .filter(() => depth <= DEPTH_MAX)
          .map(([name, member]) => [name, exampleFrom(document, member, depth + 1)]),
      );
  }
}

/** Every place of the schema with every value of the catalogue. */
export function brokenBodies(document: Json, schema: Json, base: unknown): readonly BadBody[] {
  const bodies: BadBody[] = [];
  const add = (name: string, body: unknown, verdict: Verdict): void => {
    bodies.push({ name, body: Buffer.from(encoded(body)), verdict });
  };
  const visit = (place: Place): void => {
    const own = resolved(document, place.schema);
    for (const { name, value, verdict } of badValues(own)) add(`${place.where}: ${name}`, place.put(value), verdict);
    if (place.depth > DEPTH_MAX) return;
    if (own['type'] === 'array') {
      const items = own['items'] as Json;
      const value = (place.value as unknown[] | undefined)?.[0] ?? exampleFrom(document, items);
      const put = (item: unknown): unknown => place.put([item]);
      visit({ where: `${place.where}[0]`, schema: items, value, put, depth: place.depth + 1 });
    } else if (own['type'] === 'object') {
      visitObject(place, own);
    }
  };
  const visitObject = (place: Place, own: Json): void => {
    const value = { ...(place.value as Json | undefined) };
    const fields = own['properties'] as Record<string, Json> | undefined;
    if (fields === undefined) return visitDictionary(place, own);
    for (const name of GUESSED_FIELDS.filter((guess) => !(guess in fields)))
      add(`${place.where}: unknown field ${name}`, place.put({ ...value, [name]: 'admin' }), 'refuse');
    const inner = encoded(value).slice(1, -1);
    const rest = inner === '' ? '' : `,${inner}`;
    for (const key of ['__proto__', 'constructor', 'prototype'])
      add(`${place.where}: ${key}`, place.put(new Raw(`{"${key}":{"role":"admin"}${rest}}`)), 'refuse');
    if (inner !== '') add(`${place.where}: every key twice`, place.put(new Raw(`{${inner}${rest}}`)), 'refuse');
    for (const name of (own['required'] ?? []) as string[])
      add(`${place.where}: without ${name}`, place.put({ ...value, [name]: undefined }), 'refuse');
    for (const [name, schema] of Object.entries(fields)) {
      visit({
        where: `${place.where}.${name}`,
        schema,
        value: value[name] ?? exampleFrom(document, schema),
        put: (member) => place.put({ ...value, [name]: member }),
        depth: place.depth + 1,
      });
    }
  };
  const visitDictionary = (place: Place, own: Json): void => {
    const values = own['additionalProperties'];
    if (typeof values !== 'object' || values === null) return;
    const put = (member: unknown): unknown => place.put({ key: member });
    visit({ where: `${place.where}.key`, schema: values as Json, value: 'text', put, depth: place.depth + 1 });
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`k${i}`, 'v']));
    add(`${place.where}: 1000 keys`, place.put(many), 'refuse');
    add(`${place.where}: long key`, place.put({ ['k'.repeat(10_000)]: 'v' }), 'refuse');
    add(`${place.where}: key __proto__`, place.put(new Raw('{"__proto__":"x"}')), 'refuse');
  };
  visit({ where: 'body', schema, value: base, put: (value) => value, depth: 0 });
  return bodies;
}

/** The body as a whole: not JSON, too deep, too large, compressed, in another type or charset. */
export function brokenWholes(base: unknown): readonly BadBody[] {
  const good = encoded(base);
  const refused = (name: string, body: string | Buffer, headers: Record<string, string> = {}): BadBody => ({
    name: `body: ${name}`,
    body: Buffer.from(body as string),
    verdict: 'refuse',
    headers,
  });
  const type = (value: string, body: string | Buffer = good): BadBody =>
    refused(`sent as ${value || 'nothing'}`, body, { 'content-type': value });
  return [
    ...[
      '',
      ' ',
      '{',
      '}',
      '{]',
      '[]',
      'null',
      'true',
      '0',
      '"x"',
      'NaN',
      'undefined',
      '{"a":NaN}',
      "{'a':1}",
      '{a:1}',
    ].map((text) => refused(`text ${text || 'of no bytes'}`, text)),
    refused('two values', `${good}${good}`),
    refused('trailing comma', `${good.slice(0, -1)},}`),
    refused('comment', `/* x */${good}`),
    refused('5000 open brackets', '['.repeat(NESTED_BRACKETS)),
    refused('5000 nested brackets', '['.repeat(NESTED_BRACKETS) + ']'.repeat(NESTED_BRACKETS)),
    refused('5000 nested objects', '{"a":'.repeat(NESTED_BRACKETS) + '1' + '}'.repeat(NESTED_BRACKETS)),
    refused('deep in an unknown field', `{"a":${'['.repeat(NESTED_BRACKETS)}${']'.repeat(NESTED_BRACKETS)}}`),
    refused('byte order mark', `\uFEFF${good}`),
    refused(
      'invalid UTF-8',
      Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff, 0xfe, 0xc0, 0x80]), Buffer.from('"}')]),
    ),
    refused('UTF-16', Buffer.from(good, 'utf16le')),
    refused('1 MB text', `{"a":"${MEGABYTE_TEXT}"}`),
    refused('1.2 MB', `{"a":"${MEGABYTE_TEXT}${'x'.repeat(200_000)}"}`),
    refused('gzip', gzipSync(good), { 'content-encoding': 'gzip' }),
    refused('gzip bomb', gzipSync(Buffer.alloc(20_000_000, 32)), { 'content-encoding': 'gzip' }),
    refused('coding unknown', good, { 'content-encoding': 'x-made-up' }),
    refused('deflate, gzip', good, { 'content-encoding': 'deflate, gzip' }),
    type('text/plain'),
    type('application/x-www-form-urlencoded', 'a=b&__proto__[role]=admin'),
    type('multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'),
    type('application/xml', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
    type('application/json; charset=latin1'),
    type('application/json; charset=utf-16'),
    type('application/json; boundary=x'),
    type('application/jsonp'),
    type('application/json, text/plain'),
    type('application/vnd.api+json'),
    type('*/*'),
    type('x'.repeat(2_000)),
    type(''),
  ];
}

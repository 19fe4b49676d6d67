/** Values for DTOs, good and bad: the fixed catalogue put at every field, and random ones that know the field they are for. */
import * as fc from 'fast-check';
import { exampleOf, fieldsOf, type DtoClass, type DtoField } from '#libs/platform/testing';
import { badValues, BROKEN_TEXTS, NASTY_TEXTS, Raw, type Json } from '../fuzz/values.js';

type Body = Record<string, unknown>;

/** A body of a class with what was done to it. */
export interface Sample {
  readonly name: string;
  readonly value: unknown;
}

/** Names that an object has without being given them, and others that are nobody's. */
export const STRANGE_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
  '__defineGetter__',
  'isPrototypeOf',
  'isAdmin',
  'role',
  '0',
  '',
  'a.b',
  'a/b~c',
  'length',
  '$value',
];

/** Values that no schema names: beyond JSON, at the edges of numbers and of texts, deep. */
const ODD_VALUES: readonly unknown[] = [
  undefined,
  null,
  true,
  false,
  0,
  -0,
  1,
  -1,
  0.5,
  -0.1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER + 1,
  Number.MIN_SAFE_INTEGER - 1,
  1e21,
  1e-7,
  '',
  ' ',
  '1',
  'true',
  'null',
  'a\uFE0F',
  '\uFE0F'.repeat(300),
  '😀'.repeat(40),
  [],
  [[]],
  [[[]]],
  [[{}]],
  [{}],
  [null],
  [1, 1],
  ['a', 'a'],
  {},
  { a: {} },
  { a: [] },
  { 0: 'x' },
  { length: 0 },
  { length: 1, 0: {} },
  JSON.parse('{"__proto__":{"x":1}}'),
  { constructor: { name: 'x' } },
  { toString: 1, hasOwnProperty: 2 },
];

const DEPTH_MAX = 3;

/** The class with the examples of its fields. */
export function fullBody(dto: DtoClass): Body {
  return exampleOf(dto);
}

/** The catalogue at every field of the class. What is below has a class of its own, which is looked at as well. */
export function* catalogueOf(dto: DtoClass): Generator<Sample> {
  const example = fullBody(dto);
  for (const value of ODD_VALUES) yield { name: `the body is ${told(value)}`, value };
  for (const key of STRANGE_KEYS) yield { name: `with ${key}`, value: withMember({ ...example }, key, 'x') };
  for (const [name, field] of fieldsOf(dto)) {
    const { [name]: _, ...rest } = example;
    yield { name: `${name} absent`, value: rest };
    for (const value of valuesFor(field))
      yield { name: `${name} = ${told(value)}`, value: { ...example, [name]: value } };
  }
}

function valuesFor({ shape, nullable }: DtoField): readonly unknown[] {
  if (shape.kind === 'nested') return [...ODD_VALUES, ...strangers()];
  const items = shape.kind === 'list' ? shape.items : undefined;
  const schema = { ...shape.schema, nullable } as Json & { nullable?: boolean };
  const values = [...ODD_VALUES, ...badValues(schema).map(({ value }) => value), ...edgesOf(schema)];
  const texts = [...Object.values(NASTY_TEXTS), ...Object.values(BROKEN_TEXTS)];
  if (schema['type'] === 'object')
    values.push(...strangers(), ...texts.flatMap((text) => [{ key: text }, { [text]: 'x' }]));
  if (typeof items === 'function') values.push(...[...ODD_VALUES, ...strangers()].map((value) => [value]));
  if (typeof items === 'object') {
    const elements = [...ODD_VALUES, ...texts, ...badValues(items as Json).map(({ value }) => value)];
    values.push(...elements.flatMap((element) => [[element], [element, element]]));
  }
  return values.map(plain);
}

function strangers(): readonly unknown[] {
  return STRANGE_KEYS.flatMap((key) => [withMember({}, key, 'x'), withMember({}, key, {})]);
}

/** Just inside and just outside each limit that a schema names. */
function edgesOf(schema: Json): unknown[] {
  const { minLength, maxLength, minimum, maximum, maxItems, maxProperties } = schema as Record<
    string,
    number | undefined
  >;
  const around = (limit: number | undefined): number[] => (limit === undefined ? [] : [limit - 1, limit, limit + 1]);
  const lengths = [...around(minLength), ...around(maxLength), ...around(255)].filter((length) => length >= 0);
  const counts = [...around(maxItems), ...around(maxProperties)].filter((count) => count >= 0 && count <= 130);
  return [
    ...lengths.flatMap((length) => ['x'.repeat(length), '😀'.repeat(length), 'e\u0301'.repeat(length)]),
    ...[...around(minimum), ...around(maximum)],
    ...counts.map((count) => Array.from({ length: count }, (_, i) => `e${i}`)),
    ...counts.map((count) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, 'v']))),
  ];
}

const TEXT_LENGTH_MAX = 3_000;

/** Numbers that JSON text can hold and a double cannot become what a double makes of them. */
function plain(value: unknown): unknown {
  // Texts of a megabyte say no more than this, and every field gets every text.
  if (typeof value === 'string') return value.slice(0, TEXT_LENGTH_MAX);
  if (value instanceof Raw) return Number(value.text);
  return Array.isArray(value) ? value.map(plain) : value;
}

function withMember(body: Body, key: string, value: unknown): Body {
  return Object.defineProperty(body, key, { value, enumerable: true, configurable: true, writable: true });
}

function told(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 60);
}

/** Random bodies: each field mostly as declared, at times anything at all; now and then a member too many. */
export function bodiesOf(dto: DtoClass, depth = 0): fc.Arbitrary<unknown> {
  const members = Object.fromEntries([...fieldsOf(dto)].map(([name, field]) => [name, memberOf(field, depth)]));
  const strange = fc.dictionary(fc.oneof(fc.constantFrom(...STRANGE_KEYS), fc.string()), fc.jsonValue(), {
    maxKeys: 1,
  });
  const whole = fc.record(members, {
    requiredKeys: [...fieldsOf(dto)].flatMap(([name, { optional }]) => (optional ? [] : [name])),
  });
  const partial = fc.record(members, { requiredKeys: [] });
  const mixed = fc.tuple(whole, strange).map(([body, more]) => {
    for (const [key, value] of Object.entries(more)) withMember(body, key, value);
    return body;
  });
  return fc.oneof({ arbitrary: whole, weight: 6 }, { arbitrary: mixed, weight: 2 }, { arbitrary: partial, weight: 1 });
}

function memberOf(field: DtoField, depth: number): fc.Arbitrary<unknown> {
  const any = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(...ODD_VALUES),
    fc.anything({ maxDepth: 2, withNullPrototype: true }),
  );
  const weighted = [
    { arbitrary: fitting(field, depth), weight: 12 },
    { arbitrary: any, weight: 1 },
  ];
  return fc.oneof(...(field.nullable ? [{ arbitrary: fc.constant(null), weight: 2 }] : []), ...weighted);
}

function fitting({ shape }: DtoField, depth: number): fc.Arbitrary<unknown> {
  if (shape.kind === 'nested') return depth >= DEPTH_MAX ? fc.constant({}) : bodiesOf(shape.of(), depth + 1);
  if (shape.kind === 'plain') return scalar(shape.schema);
  const { items } = shape;
  const element =
    typeof items === 'object' ? scalar(items) : depth >= DEPTH_MAX ? fc.constant({}) : bodiesOf(items(), depth + 1);
  return fc.array(element, { maxLength: 3 });
}

function scalar(schema: Readonly<Record<string, unknown>>): fc.Arbitrary<unknown> {
  const { type, format, minimum, maximum, maxLength = 60 } = schema as Record<string, never>;
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as string[]), 'other');
  if (type === 'integer') return fc.oneof(fc.integer({ min: minimum, max: maximum }), fc.double());
  if (type === 'number') return fc.double();
  if (type === 'boolean') return fc.boolean();
  if (type === 'object')
    return fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), { maxKeys: 25 });
  if (format === 'uuid')
    return fc.oneof(
      fc.uuid(),
      fc.uuid().map((id) => id.toUpperCase()),
    );
  if (format === 'email') return fc.oneof(fc.emailAddress(), fc.string());
  if (format === 'uri')
    return fc.oneof(
      fc.webUrl(),
      fc.string().map((text) => `https://${text}`),
    );
  if (format === 'date-time')
    return fc.oneof(
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.string(),
    );
  return fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: Math.min(maxLength + 2, 70) }),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/),
  );
}

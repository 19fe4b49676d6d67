/** The strict parser agrees with JSON.parse on everything good, and refuses each trap wherever it sits. */
import fc from 'fast-check';
import { JSON_DEPTH_MAX, parseStrictJson, UnacceptableJson } from '../strict-json.js';
import { isText } from '../strict-text.js';

const parse = (text: string): unknown => parseStrictJson(Buffer.from(text));

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
const text = fc.string({ unit: 'binary' }).filter(isText);
const good = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 5 }, tie('leaf'), tie('list'), tie('object')),
  leaf: fc.oneof(
    text,
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
    fc.boolean(),
    fc.constant(null),
  ),
  list: fc.array(tie('value'), { maxLength: 6 }),
  object: fc.dictionary(
    text.filter((key) => !FORBIDDEN.has(key)),
    tie('value'),
    { maxKeys: 6 },
  ),
})).value;

describe('good documents', () => {
  it('come out as JSON.parse gives them', () => {
    fc.assert(
      fc.property(good, fc.constantFrom(0, 2), (value, indent) => {
        const document = JSON.stringify(value, null, indent);
        expect(parse(document)).toEqual(JSON.parse(document));
      }),
      { numRuns: 2_000 },
    );
  });

  it('may escape what they like', () => {
    expect(parse('{"a\\"b":"\\\\","c":"\\u00e9\\ud83c\\udf81","\\\\":["\\"",":{["]}')).toEqual({
      'a"b': '\\',
      c: 'é🎁',
      '\\': ['"', ':{['],
    });
  });

  it.each([
    '0',
    '-0',
    '1.50',
    '1e2',
    '12.5E-1',
    '0.1',
    '9007199254740991',
    '-9007199254740991',
    '0.30000000000000004',
    '1.0',
  ])('keep the number %s', (token) => {
    expect(parse(`[${token}]`)).toEqual([Number(token)]);
  });

  it(`may nest ${JSON_DEPTH_MAX} deep`, () => {
    expect(depthOf(parse('['.repeat(JSON_DEPTH_MAX) + ']'.repeat(JSON_DEPTH_MAX)))).toBe(JSON_DEPTH_MAX);
  });
});

describe('traps', () => {
  it('a key repeated anywhere in any document', () => {
    fc.assert(
      fc.property(
        good,
        text.filter((key) => !FORBIDDEN.has(key)),
        good,
        good,
        (around, key, first, second) => {
          const name = JSON.stringify(key);
          const trap = `{"around":${JSON.stringify(around)},"list":[{${name}:${JSON.stringify(first)},${name}:${JSON.stringify(second)}}]}`;
          expect(() => parse(trap)).toThrow(UnacceptableJson);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    '9007199254740992',
    '9007199254740993',
    '-9007199254740993',
    '1e21',
    '1e308',
    '1e309',
    '123456789012345678901234567890',
    '0.1234567890123456789',
    '1.00000000000000000001',
    '1e-400',
    '0.00000000000000000000000000001000000000000000000001',
  ])('the number %s', (token) => {
    expect(() => parse(`{"a":[${token}]}`)).toThrow(UnacceptableJson);
  });

  it.each([
    '"\\u0000"',
    '"\\ud800"',
    '"\\udc00\\ud800"',
    '{"\\u0000":1}',
    '{"\\ud800":1}',
    '{"__proto__":1}',
    '{"\\u005f_proto__":1}',
    '{"constructor":{}}',
    '[[{"prototype":1}]]',
  ])('%s', (document) => {
    expect(() => parse(document)).toThrow(UnacceptableJson);
  });

  it('pollutes nothing', () => {
    expect(() => parse('{"__proto__":{"polluted":true}}')).toThrow();
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('a megabyte of brackets or keys is refused within a blink', () => {
    const started = performance.now();
    expect(() => parse('['.repeat(1_000_000))).toThrow(UnacceptableJson);
    expect(() => parse('[{"a":'.repeat(150_000) + '1' + '}]'.repeat(150_000))).toThrow(UnacceptableJson);
    expect(() => parse(`{${Array.from({ length: 80_000 }, (_, i) => `"k${i % 79_999}":1`).join()}}`)).toThrow(
      UnacceptableJson,
    );
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

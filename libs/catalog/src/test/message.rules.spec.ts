import { validateMessageFields, validateMessages } from '../message.rules.js';
import { compilePattern } from '../pattern.rules.js';
import type { MessageField } from '../catalog.types.js';

const field = (over: Partial<MessageField> = {}): MessageField => ({
  key: 'engraving',
  label: 'Engraving',
  required: false,
  maxLength: 5,
  pattern: null,
  ...over,
});

describe('messages', () => {
  const table: [string, MessageField, Record<string, string>, string[]][] = [
    ['an optional one may be absent', field(), {}, []],
    ['or empty', field(), { engraving: '' }, []],
    ['a required one may not be absent', field({ required: true }), {}, ['engraving is required']],
    ['or empty', field({ required: true }), { engraving: '' }, ['engraving is required']],
    ['as long as allowed', field(), { engraving: 'abcde' }, []],
    ['one too long', field(), { engraving: 'abcdef' }, ['engraving is longer than 5 characters']],
    ['characters are counted, not UTF-16 units', field(), { engraving: '😀😀😀😀😀' }, []],
    ['so six of them are too many', field(), { engraving: '😀😀😀😀😀😀' }, ['engraving is longer than 5 characters']],
    ['a line break', field(), { engraving: 'a\nb' }, ['engraving has a character that cannot be printed']],
    ['a NUL', field(), { engraving: 'a\0b' }, ['engraving has a character that cannot be printed']],
    ['half a surrogate pair', field(), { engraving: 'a\ud83d' }, ['engraving has a character that cannot be printed']],
    ['a pattern that fits', field({ pattern: '[A-Z]{1,3}' }), { engraving: 'ABC' }, []],
    [
      'a pattern is matched whole',
      field({ pattern: '[A-Z]{1,3}' }),
      { engraving: 'ABCd' },
      ['engraving does not have the expected form'],
    ],
    ['Chinese', field({ pattern: '\\p{Script=Han}+' }), { engraving: '生日快乐' }, []],
    ['alternatives', field({ pattern: 'yes|no' }), { engraving: 'no' }, []],
    [
      'no alternative',
      field({ pattern: 'yes|no' }),
      { engraving: 'yesno' },
      ['engraving does not have the expected form'],
    ],
    ['one nobody asked for', field(), { colour: 'red' }, ['colour is not asked for']],
    ['a name from the prototype', field({ key: 'constructor' }), {}, []],
  ];
  test.each(table)('%s', (_, asked, values, problems) => {
    expect(validateMessages([asked], values)).toEqual(problems);
  });

  test('a required field named like a property of every object is missed', () => {
    expect(validateMessages([field({ key: 'constructor', required: true })], {})).toEqual(['constructor is required']);
  });
});

describe('message fields', () => {
  test.each([
    ['good', [field()], []],
    ['a bad key', [field({ key: 'Big' })], ['Big: a key is a letter and up to 31 letters or digits, in camelCase']],
    ['a repeated key', [field(), field()], ['engraving is there twice']],
    ['no label', [field({ label: '' })], ['engraving: a label has 1 to 80 characters']],
    ['no length', [field({ maxLength: 0 })], ['engraving: maxLength is 1 to 500']],
    [
      'too many',
      Array.from({ length: 11 }, (_, i) => field({ key: `k${i}` })),
      ['a product has at most 10 message fields'],
    ],
  ])('%s', (_, fields, problems) => {
    expect(validateMessageFields(fields)).toEqual(problems);
  });
});

describe('patterns', () => {
  test.each([
    '[A-Z]{2}[0-9]{6}',
    '\\d+',
    '.*',
    '[^<>]{1,20}',
    'A|B|C{2}',
    '\\+?[0-9 \\-]{6,20}',
    '[\\w\\-]+',
    '\\p{Lu}\\p{Ll}*',
    'a\\.b\\\\c',
    '红+',
    '[\\p{L} .\\-]{1,16}',
  ])('%s is of the subset', (pattern) => {
    expect(compilePattern(pattern, 100)).toHaveProperty('matches');
  });

  test.each([
    '(a+)+',
    '(?:a)',
    '^a$',
    'a**',
    'a+?',
    '\\1',
    '(?=a)',
    '[a',
    'a]',
    'a{',
    '{2}',
    '*',
    '[z-a]',
    '\\p{Emoji}',
    '[\\p{Emoji}]',
    '\\u0041',
    'a{3,2}',
    'a{5000}',
    '',
  ])('%s is refused', (pattern) => {
    expect(compilePattern(pattern, 100)).toHaveProperty('refusal');
  });

  test('what could take for ever is refused by its number of choices', () => {
    expect(compilePattern('a*a*b', 200)).toHaveProperty('matches');
    expect(compilePattern('a*a*a*b', 200)).toHaveProperty('refusal');
    expect(compilePattern('a?'.repeat(15) + 'b', 200)).toHaveProperty('matches');
    expect(compilePattern('a?'.repeat(16) + 'b', 200)).toHaveProperty('refusal');
  });

  test('the worst pattern allowed is quick', () => {
    const worst = compilePattern('\\w{0,220}\\w{0,220}!', 500);
    if (!('matches' in worst)) throw new Error('expected a pattern');
    const startedMs = performance.now();
    expect(worst.matches('a'.repeat(500))).toBe(false);
    expect(performance.now() - startedMs).toBeLessThan(200);
  });

  test('escapes mean themselves inside and outside a class', () => {
    const compiled = compilePattern('[a\\-z]\\-\\.', 10);
    if (!('matches' in compiled)) throw new Error('expected a pattern');
    expect([
      compiled.matches('--.'),
      compiled.matches('a-.'),
      compiled.matches('m-.'),
      compiled.matches('a-x'),
    ]).toEqual([true, true, false, false]);
  });
});

import fc from 'fast-check';
import { searchDocument, searchTerms, type SearchDocument, type SearchTerm } from '../search.rules.js';

describe('the stored form', () => {
  test.each([
    ['Red Dress', ' red dress ', 'red dress'],
    ['红色T恤', ' z7ea2z8272 t z6064 ', 't'],
    ['T恤 XL', ' t z6064 xl ', 't xl'],
    ['Café ＡＢＣ', ' cafe abc ', 'cafe abc'],
    ['ÆØÅ straße', ' ze6zf8a straze', ''],
    ['', '', ''],
    ['!!!', '', ''],
    ['電気ケトル', ' z96fbz6c17z30b1z30c8z30eb ', ''],
    ['SKU-12/AB', ' sku 12 ab ', 'sku 12 ab'],
  ])('%s', (text, stored, words) => {
    const document = searchDocument({ names: [text], description: '' });
    if (text.startsWith('Æ')) expect(document.text).toMatch(/^[a-z0-9 ]+$/);
    else expect(document).toMatchObject({ text: stored, words });
  });

  test('is plain ASCII, whatever comes in', () => {
    expect(searchDocument({ names: ['Ünïcödé 漢字 кириллица 한국어 😀 १२'], description: '漢' }).text).toMatch(
      /^[ a-z0-9]+$/,
    );
  });
});

test('a description gives its words for stemming, and its Chinese as it is', () => {
  expect(searchDocument({ names: ['Mug mug'], description: 'Holds tea 茶' })).toEqual({
    text: ' mug z8336 ',
    words: 'mug mug holds tea',
    lexemes: ['=mug', '=z8336'],
  });
});

describe('the terms of a query', () => {
  test.each([
    [
      'running shoes',
      [
        { like: '% running%', stem: 'running', lexemes: ['=running'], isExact: true },
        { like: '% shoes%', stem: 'shoes', lexemes: ['=shoes'], isExact: true },
      ],
    ],
    ['红色', [{ like: '%z7ea2z8272%', stem: null, lexemes: ['=z7ea2z8272'], isExact: true }]],
    ['茶', [{ like: '%z8336%', stem: null, lexemes: ['=z8336'], isExact: true }]],
    ['TV', [{ like: '% tv %', stem: 'tv', lexemes: ['=tv'], isExact: true }]],
    ['the mug', [{ like: '% mug%', stem: 'mug', lexemes: ['=mug'], isExact: true }]],
    ['the', [{ like: '% the%', stem: 'the', lexemes: ['=the'], isExact: true }]],
    ['mug mug', [{ like: '% mug%', stem: 'mug', lexemes: ['=mug'], isExact: true }]],
    [
      '50%_off',
      [
        { like: '% 50 %', stem: '50', lexemes: ['=50'], isExact: true },
        { like: '% off%', stem: 'off', lexemes: ['=off'], isExact: true },
      ],
    ],
    ['%', []],
    ['  ', []],
    [
      "'; DROP TABLE x; --",
      [
        { like: '% drop%', stem: 'drop', lexemes: ['=drop'], isExact: true },
        { like: '% table%', stem: 'table', lexemes: ['=table'], isExact: true },
        { like: '% x %', stem: 'x', lexemes: ['=x'], isExact: true },
      ],
    ],
  ])('%s', (query, terms) => {
    expect(searchTerms(query)).toEqual(terms);
  });

  test('longer ones are compared with the text once the index has found their beginning, or their pairs', () => {
    expect(searchTerms('waterproof 红色茶壶 привет')).toEqual([
      { like: '% waterproof%', stem: 'waterproof', lexemes: ['=waterpro'], isExact: false },
      {
        like: '%z7ea2z8272z8336z58f6%',
        stem: null,
        lexemes: ['=z7ea2z8272', '=z8272z8336', '=z8336z58f6'],
        isExact: false,
      },
      {
        like: expect.stringMatching(/^% (z4[0-9a-f]{2}){6}%$/),
        stem: null,
        lexemes: [expect.any(String)],
        isExact: true,
      },
    ]);
  });

  test('are bounded', () => {
    expect(searchTerms('a1 b2 c3 d4 e5 f6 g7 h8 i9 j10')).toHaveLength(8);
  });
});

/** What `search_text LIKE term.like` says: patterns begin and end with %, and have none between. */
const isAlike = ({ text }: SearchDocument, { like }: SearchTerm): boolean => text.includes(like.slice(1, -1));

test('by lexemes is found what is found by looking at the text, in any script', () => {
  // Without z, which the text alone cannot tell from the mark of a coded character.
  const words = ['abé1', 'ec8', 'жпя', '한국어', '红茶色', 'あー'].map((letters) =>
    fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 12 }),
  );
  const phrase = fc
    .array(fc.tuple(fc.oneof(...words), fc.constantFrom('', ' ', '-')), { maxLength: 4 })
    .map((parts) => parts.flat().join(''));
  const seen = { found: 0, inexact: 0 };
  fc.assert(
    fc.property(phrase, fc.nat(), fc.integer({ min: 1, max: 14 }), phrase, (title, from, length, other) => {
      const document = searchDocument({ names: [title], description: '' });
      // Of the title itself, so that most are found; going on differently; and of anything.
      const some = title.slice(from % (title.length + 1)).slice(0, length);
      for (const query of [some, `${some}${other.slice(0, 1)}`, other.slice(0, length)]) {
        for (const term of searchTerms(query)) {
          const hasAll = term.lexemes.every((lexeme) => document.lexemes.includes(lexeme));
          expect(hasAll && (term.isExact || isAlike(document, term))).toBe(isAlike(document, term));
          seen.found += Number(hasAll);
          seen.inexact += Number(hasAll && !term.isExact);
        }
      }
    }),
    { numRuns: 3_000, seed: 20_261_122 },
  );
  expect(Math.min(seen.found, seen.inexact)).toBeGreaterThan(300);
});

test('a word with z is not taken for a coded character', () => {
  const { lexemes } = searchDocument({ names: ['п한 zebec'], description: '' });
  const has = (query: string): boolean => searchTerms(query)[0]!.lexemes.every((lexeme) => lexemes.includes(lexeme));
  expect(['п', 'п한', 'пz', 'zeb', 'zebec', 'zebra'].filter(has)).toEqual(['п', 'п한', 'zeb', 'zebec']);
});

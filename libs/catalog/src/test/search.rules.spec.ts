import { searchDocument, searchTerms } from '../search.rules.js';

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
    else expect(document).toEqual({ text: stored, words });
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
  });
});

describe('the terms of a query', () => {
  test.each([
    [
      'running shoes',
      [
        { like: '% running%', stem: 'running' },
        { like: '% shoes%', stem: 'shoes' },
      ],
    ],
    ['红色', [{ like: '%z7ea2z8272%', stem: null }]],
    ['茶', [{ like: '%z8336%', stem: null }]],
    ['TV', [{ like: '% tv %', stem: 'tv' }]],
    ['the mug', [{ like: '% mug%', stem: 'mug' }]],
    ['the', [{ like: '% the%', stem: 'the' }]],
    ['mug mug', [{ like: '% mug%', stem: 'mug' }]],
    [
      '50%_off',
      [
        { like: '% 50 %', stem: '50' },
        { like: '% off%', stem: 'off' },
      ],
    ],
    ['%', []],
    ['  ', []],
    [
      "'; DROP TABLE x; --",
      [
        { like: '% drop%', stem: 'drop' },
        { like: '% table%', stem: 'table' },
        { like: '% x %', stem: 'x' },
      ],
    ],
  ])('%s', (query, terms) => {
    expect(searchTerms(query)).toEqual(terms);
  });

  test('are bounded', () => {
    expect(searchTerms('a1 b2 c3 d4 e5 f6 g7 h8 i9 j10')).toHaveLength(8);
  });
});

import { uuid7 } from '#libs/platform';
import { lexemesOfFilter, listingOf, type ListedGoods } from '../listing.rules.js';

const [merchantId, category, root] = [uuid7(), uuid7(), uuid7()];
const goods = (variants: ListedGoods['variants']): ListedGoods => ({
  merchantId: merchantId.toUpperCase(),
  title: 'Red jug',
  categoryIds: [root, category, root],
  variants,
});

test('has each category once, the prices of what is on the shelf, and the texts of all', () => {
  expect(
    listingOf(
      goods([
        { sku: 'J-2', priceMinor: 700, attributes: { size: 'XL' } },
        { sku: 'J-1', priceMinor: 90, attributes: { size: 'S' }, shelf: 'off' },
        { sku: 'J-3', priceMinor: 500, shelf: 'on' },
      ]),
    ),
  ).toMatchObject({
    categoryIds: [root, category].sort(),
    priceFromMinor: 500,
    priceToMinor: 700,
    text: ' red jug j 1 s 2 xl 3 ',
  });
  expect(listingOf(goods([]))).toMatchObject({ priceFromMinor: null, priceToMinor: null });
});

test('is the same whatever the order of variants and attributes', () => {
  const [a, b] = [
    { sku: 'J-1', priceMinor: 5, attributes: { size: 'S', colour: 'red' } },
    { sku: 'J-2', priceMinor: 7 },
  ];
  const turned = { ...a, attributes: { colour: 'red', size: 'S' } };
  const lexemes = (of: ListedGoods): readonly string[] => [...listingOf(of).lexemes].sort();
  expect(listingOf(goods([b, turned])).text).toBe(listingOf(goods([a, b])).text);
  expect(lexemes(goods([b, turned]))).toEqual(lexemes(goods([a, b])));
});

describe('lexemes of filters', () => {
  const { lexemes } = listingOf(
    goods([
      { sku: 'J-1', priceMinor: 1_100, attributes: { size: "S'\\" } },
      { sku: 'J-2', priceMinor: 9_000, attributes: { size: 'M' }, shelf: 'off' },
    ]),
  );
  const fits = (filter: Parameters<typeof lexemesOfFilter>[0]): boolean =>
    lexemesOfFilter(filter).every((alternatives) => alternatives.some((lexeme) => lexemes.includes(lexeme)));

  test.each<[boolean, Parameters<typeof lexemesOfFilter>[0]]>([
    [true, {}],
    [true, { merchantId }],
    [true, { merchantIds: [uuid7(), merchantId] }],
    [false, { merchantId: uuid7() }],
    [true, { categoryId: category.toUpperCase() }],
    [true, { categoryIds: [uuid7(), root] }],
    [false, { categoryId: uuid7() }],
    [false, { categoryIds: [] }],
    [true, { attributes: { size: "S'\\" } }],
    [false, { attributes: { size: 's' } }],
    // Off the shelf.
    [false, { attributes: { size: 'M' } }],
    [false, { priceFromMinor: 8_000 }],
    [true, { priceFromMinor: 1_100 }],
    [true, { priceToMinor: 1_100 }],
    [true, { priceFromMinor: 0, priceToMinor: 1_000_000_000_000 }],
    [false, { priceFromMinor: 2_000, priceToMinor: 1_000 }],
    [false, { priceToMinor: 1_000 }],
    // The same band, [1024, 1280): the variant decides.
    [true, { priceFromMinor: 1_200, priceToMinor: 1_250 }],
    [false, { priceFromMinor: 1_280, priceToMinor: 9_999 }],
    [false, { priceToMinor: 1_023 }],
    [false, { merchantId, attributes: { size: 'M' } }],
  ])('%p for %j', (expected, filter) => {
    expect(fits(filter)).toBe(expected);
  });

  test('every price is in the range of prices around it, whatever its size', () => {
    for (let price = 0; price <= 1_000_000_000_000; price = price < 40 ? price + 1 : Math.ceil(price * 1.013)) {
      const own = listingOf(goods([{ sku: 'P', priceMinor: price }])).lexemes;
      const found = (priceFromMinor: number, priceToMinor: number): boolean =>
        lexemesOfFilter({ priceFromMinor, priceToMinor })[0]!.some((lexeme) => own.includes(lexeme));
      expect([price, found(price, price), found(0, price)]).toEqual([price, true, true]);
      expect([price, price > 5 && found(Math.ceil(price * 1.26), 1_000_000_000_000)]).toEqual([price, false]);
    }
  });
});

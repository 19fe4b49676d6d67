import { canonicalMessages } from '../messages.rules.js';
import { mostUnits } from '../quantity.rules.js';

describe('message values', () => {
  it.each([
    ['the order of fields', { a: '1', b: '2' }, { b: '2', a: '1' }, true],
    ['outer white space', { a: ' x ' }, { a: 'x' }, true],
    ['white space within', { a: 'x  y' }, { a: 'x y' }, true],
    ['the Unicode form', { a: '\u00e9' }, { a: 'e\u0301' }, true],
    ['an empty value', { a: 'x', b: ' ' }, { a: 'x' }, true],
    ['nothing', {}, undefined, true],
    ['the case', { a: 'ada' }, { a: 'Ada' }, false],
    ['the field', { a: 'x' }, { b: 'x' }, false],
    ['where a value ends', { a: 'x', b: 'y' }, { a: 'xb', y: '' }, false],
  ] as const)('differ in %s: the same line %#', (_, one, other, isSame) => {
    const [a, b] = [canonicalMessages({ ...one }), canonicalMessages(other && { ...other })];
    expect(a.hash === b.hash).toBe(isSame);
  });

  it('are kept as written but for outer white space', () => {
    expect(canonicalMessages({ b: ' x  y ', a: 'z', c: '' }).values).toEqual({ a: 'z', b: 'x  y' });
    expect(canonicalMessages({}).hash).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });
});

describe('the most units of a line', () => {
  it.each([
    [{ lineCap: 999, purchaseLimit: null, available: null }, 0, { atMost: 999, boundBy: 'line_cap' }],
    [{ lineCap: 999, purchaseLimit: null, available: 3 }, 0, { atMost: 3, boundBy: 'stock' }],
    [{ lineCap: 999, purchaseLimit: 2, available: 3 }, 0, { atMost: 2, boundBy: 'purchase_limit' }],
    [{ lineCap: 999, purchaseLimit: 5, available: 3 }, 1, { atMost: 2, boundBy: 'stock' }],
    [{ lineCap: 999, purchaseLimit: 3, available: 9 }, 3, { atMost: 0, boundBy: 'purchase_limit' }],
    [{ lineCap: 999, purchaseLimit: null, available: 2 }, 7, { atMost: 0, boundBy: 'stock' }],
    [{ lineCap: 3, purchaseLimit: 3, available: 3 }, 0, { atMost: 3, boundBy: 'line_cap' }],
  ] as const)('%j beside %d others', (bounds, others, most) => {
    expect(mostUnits(bounds, others)).toEqual(most);
  });
});

/** Worked examples 1-3 and 11 of examples.md, and what must hold of every allocation. */
import fc from 'fast-check';
import { allocate, allocateUncapped, unitsCost } from '../allocate.js';
import { bpsOf, formatMinor, minor, mulDivHalfEven } from '../money.js';

describe('allocate', () => {
  it('example 1: shares 50.00 over three lines', () => {
    expect(allocate(5_000, [9_990, 14_950, 16_010])).toEqual([1_220, 1_825, 1_955]);
  });
  it('example 2: shares 0.04 over seven lines of 1.00', () => {
    expect(allocate(4, [100, 100, 100, 100, 100, 100, 100])).toEqual([1, 1, 1, 1, 0, 0, 0]);
  });
  it('example 3: gives a gift line nothing', () => {
    expect(allocate(100, [0, 10_000, 10_000, 10_000])).toEqual([0, 34, 33, 33]);
    expect(allocate(4, [1, 1, 1, 1, 1])).toEqual([1, 1, 1, 1, 0]);
  });
  it('refuses more than the lines can carry', () => {
    expect(() => allocate(6, [1, 2, 2])).toThrow(RangeError);
    expect(() => allocateUncapped(1, [0, 0])).toThrow(RangeError);
    expect(() => allocate(-1, [5])).toThrow(RangeError);
  });
  it('always sums to the amount, never passes a line, and is exact beyond 2^53', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (lines, part) => {
        const total = lines.reduce((a, b) => a + b, 0);
        const amount = Math.floor(total * part);
        const shares = allocate(amount, lines);
        expect(shares.reduce((a, b) => a + b, 0)).toBe(amount);
        shares.forEach((share, i) => {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(lines[i]!);
          // Largest remainder: a share is its exact quota rounded down or up.
          const quota = total === 0 ? 0n : (BigInt(amount) * BigInt(lines[i]!)) / BigInt(total);
          expect([quota, quota + 1n]).toContain(BigInt(share));
        });
      }),
    );
  });
});

describe('unitsCost', () => {
  it('example 11: 3 units that cost 10.00 are refunded as 3.33, 3.33, 3.34, and there is no fourth', () => {
    expect([0, 1, 2].map((unit) => unitsCost(1_000, 3, unit, unit + 1))).toEqual([333, 333, 334]);
    expect(() => unitsCost(1_000, 3, 3, 4)).toThrow(RangeError);
  });
});

describe('percentages', () => {
  it('round half to even, once', () => {
    expect([5, 15, 25, 35].map((value) => mulDivHalfEven(value, 1, 10))).toEqual([0, 2, 2, 4]);
    expect(bpsOf(10_000, 3_000)).toBe(3_000);
    expect(mulDivHalfEven(9_007_199_254_740_991, 10_000, 10_000)).toBe(9_007_199_254_740_991);
  });
  it('refuses what is no exact amount', () => {
    for (const value of [0.5, Number.NaN, 2 ** 53, Infinity]) expect(() => minor(value)).toThrow(RangeError);
    expect(formatMinor(-5)).toBe('-0.05');
  });
});

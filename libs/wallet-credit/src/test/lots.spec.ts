/** Which lots pay. */
import fc from 'fast-check';
import { captureOfTakes, spendableSum, takeFromLots, type SpendableLot } from '../lots.rules.js';

const NOW = new Date('2026-11-22T12:00:00Z');
const day = (n: number): Date => new Date(NOW.getTime() + n * 86_400_000);
const lot = (id: string, remaining: number, expiresAt: Date | null, held = 0): SpendableLot => ({
  id,
  remaining,
  held,
  expiresAt,
});

describe('taking from lots', () => {
  it('takes the earliest expiry first and never-expiring last, ties by age', () => {
    const lots = [lot('1', 100, null), lot('4', 100, day(5)), lot('3', 100, day(5)), lot('2', 100, day(2))];
    expect(takeFromLots(lots, 350, NOW)).toEqual([
      { lotId: '2', amount: 100 },
      { lotId: '3', amount: 100 },
      { lotId: '4', amount: 100 },
      { lotId: '1', amount: 50 },
    ]);
  });
  it('leaves out what is held and what has expired, to the millisecond', () => {
    expect(spendableSum([lot('1', 100, NOW), lot('2', 100, new Date(NOW.getTime() + 1), 30)], NOW)).toBe(70);
    expect(() => takeFromLots([lot('1', 100, NOW)], 1, NOW)).toThrow(RangeError);
  });
  it('captures the earliest takes and frees the rest', () => {
    const takes = [
      { lotId: 'a', amount: 30 },
      { lotId: 'b', amount: 70 },
    ];
    expect(captureOfTakes(takes, 40)).toEqual({
      captured: [
        { lotId: 'a', amount: 30 },
        { lotId: 'b', amount: 10 },
      ],
      freed: [{ lotId: 'b', amount: 60 }],
    });
    expect(captureOfTakes(takes, 0)).toEqual({ captured: [], freed: takes });
    expect(() => captureOfTakes(takes, 101)).toThrow(RangeError);
  });
  it('always takes exactly the amount and never more than a lot has', () => {
    const lots = fc.array(
      fc.record({
        remaining: fc.nat(1_000),
        expiresIn: fc.option(fc.integer({ min: -3, max: 9 })),
        part: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(lots, fc.double({ min: 0, max: 1, noNaN: true }), (given, part) => {
        const all = given.map(({ remaining, expiresIn, part: heldPart }, i) =>
          lot(String(i), remaining, expiresIn === null ? null : day(expiresIn), Math.floor(remaining * heldPart)),
        );
        const amount = Math.floor(spendableSum(all, NOW) * part);
        const takes = takeFromLots(all, amount, NOW);
        expect(takes.reduce((sum, take) => sum + take.amount, 0)).toBe(amount);
        for (const take of takes) {
          const from = all.find(({ id }) => id === take.lotId)!;
          expect(take.amount).toBeLessThanOrEqual(from.remaining - from.held);
        }
      }),
    );
  });
});

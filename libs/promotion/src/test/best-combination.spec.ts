/** The best combination of basket offers against brute force on small random competitions. */
import fc from 'fast-check';
import { bestCombination } from '../pricing/best-combination.rules.js';
import { isBetter, judged, type Rival } from '../pricing/competition.rules.js';

interface Case {
  readonly rivals: readonly Rival[];
  readonly amounts: readonly number[];
  readonly candidates: readonly (readonly number[])[];
}

/** Every way to give each line to one of its rivals or to none. */
function bruteForce({ rivals, amounts, candidates }: Case): { valueMinor: number; preference: number } {
  let best = { valueMinor: 0, preference: 0 };
  const sums = rivals.map(() => 0);
  const place = (line: number): void => {
    if (line === amounts.length) {
      const outcome = judged(rivals, sums);
      if (isBetter(outcome, best)) best = outcome;
      return;
    }
    place(line + 1);
    for (const rival of candidates[line]!) {
      sums[rival]! += amounts[line]!;
      place(line + 1);
      sums[rival]! -= amounts[line]!;
    }
  };
  place(0);
  return best;
}

const steps = (percent: boolean): fc.Arbitrary<Rival> =>
  fc
    .uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 3 })
    .chain((froms) =>
      fc
        .uniqueArray(percent ? fc.integer({ min: 100, max: 6_000 }) : fc.integer({ min: 1, max: 25 }), {
          minLength: froms.length,
          maxLength: froms.length,
        })
        .map((gives) => {
          const rising = [...gives].sort((a, b) => a - b);
          return {
            percent,
            steps: [...froms]
              .sort((a, b) => a - b)
              .map((fromMinor, index) => ({ fromMinor, gives: rising[index]! }))
              .filter((step) => percent || step.gives <= step.fromMinor),
          };
        }),
    )
    .filter((rival) => rival.steps.length > 0);

const aCase = (percents: fc.Arbitrary<boolean>): fc.Arbitrary<Case> =>
  fc.array(percents.chain(steps), { minLength: 1, maxLength: 4 }).chain((rivals) =>
    fc
      .array(
        fc.record({
          amount: fc.integer({ min: 1, max: 30 }),
          rivals: fc.uniqueArray(fc.nat(rivals.length - 1), { minLength: 1, maxLength: rivals.length }),
        }),
        { minLength: 1, maxLength: 7 },
      )
      .map((lines) => {
        const falling = [...lines].sort((a, b) => b.amount - a.amount);
        return {
          rivals,
          amounts: falling.map((line) => line.amount),
          candidates: falling.map((line) => [...line.rivals].sort((a, b) => a - b)),
        };
      }),
  );

function check(each: Case): void {
  const found = bestCombination(each.rivals, each.amounts, each.candidates);
  const best = bruteForce(each);
  expect(found.proven).toBe(true);
  expect(found.valueMinor).toBe(best.valueMinor);
  const sums = each.rivals.map(() => 0);
  found.chosen.forEach((rival, line) => {
    if (rival === -1) return;
    expect(each.candidates[line]).toContain(rival);
    sums[rival]! += each.amounts[line]!;
  });
  expect(judged(each.rivals, sums).valueMinor).toBe(found.valueMinor);
}

describe('the best combination of basket offers', () => {
  it('equals brute force with amounts off', () => {
    fc.assert(fc.property(aCase(fc.constant(false)), check), { numRuns: 1_000 });
  });

  it('equals brute force with percentages off', () => {
    fc.assert(fc.property(aCase(fc.constant(true)), check), { numRuns: 600 });
  });

  it('equals brute force with both', () => {
    fc.assert(fc.property(aCase(fc.boolean()), check), { numRuns: 1_000 });
  });

  it('breaks ties as brute force does when all offers compete with each other', () => {
    fc.assert(
      fc.property(aCase(fc.boolean()), (each) => {
        const all = each.rivals.map((_, rival) => rival);
        const contested = { ...each, candidates: each.candidates.map(() => all) };
        const found = bestCombination(contested.rivals, contested.amounts, contested.candidates);
        expect({ valueMinor: found.valueMinor, preference: found.preference }).toEqual(bruteForce(contested));
      }),
      { numRuns: 800 },
    );
  });

  it('is exact for 60 lines under 6 offers that all overlap, and says so', () => {
    const random = seeded(7);
    for (let round = 0; round < 20; round++) {
      const rivals: Rival[] = Array.from({ length: 6 }, (_, index) => ({
        percent: index === 5,
        steps: [
          { fromMinor: 10_000 + index * 2_500, gives: index === 5 ? 500 : 800 + index * 300 },
          { fromMinor: 30_000 + index * 5_000, gives: index === 5 ? 800 : 3_000 + index * 700 },
        ],
      }));
      const amounts = Array.from({ length: 60 }, () => 199 + Math.floor(random() * 9_000)).sort((a, b) => b - a);
      const candidates = amounts
        .map(() => [0, 1, 2, 3, 4, 5].filter(() => random() < 0.5))
        .map((c) => (c.length ? c : [0]));
      expect(bestCombination(rivals, amounts, candidates).proven).toBe(true);
    }
  });
});

/** mulberry32: the same numbers every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

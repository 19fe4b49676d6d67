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

  it('is exact for 60 lines under 6 amounts off that overlap, and says so', () => {
    const random = seeded(7);
    for (let round = 0; round < 20; round++) expect(combined(crowd(60, 6, 0, random)).proven).toBe(true);
  });

  it('is within a minor unit of the proof for 20 lines under 4 offers of which two are percentages', () => {
    const random = seeded(11);
    for (let round = 0; round < 20; round++) expect(combined(crowd(20, 4, 2, random)).proven).toBe(true);
  });

  it('a crowd of 40 offers over 300 lines is answered in bounded time, and is no worse than without competition in mind', () => {
    const random = seeded(13);
    const each = crowd(300, 40, 10, random, 0.08);
    const found = combined(each);
    const sums = each.rivals.map(() => 0);
    each.candidates.forEach(([first], line) => (sums[first!]! += each.amounts[line]!));
    expect(found.valueMinor).toBeGreaterThanOrEqual(judged(each.rivals, sums).valueMinor);
  });
});

function combined({ rivals, amounts, candidates }: Case): ReturnType<typeof bestCombination> {
  return bestCombination(rivals, amounts, candidates);
}

/** Offers with thresholds at 5 to 35 % of the basket, each line in the scope of each with the given chance. */
function crowd(lines: number, offers: number, percents: number, random: () => number, chance = 0.5): Case {
  const total = lines * 4_700;
  const rivals = Array.from({ length: offers }, (_, index): Rival => {
    const from = Math.round((total * (0.05 + random() * 0.3)) / 1_000) * 1_000;
    const percent = index < percents;
    const rate = 0.04 + random() * 0.1;
    const gives = percent ? Math.round(rate * 100) * 100 : Math.round((from * rate) / 100) * 100;
    return {
      percent,
      steps: [
        { fromMinor: from, gives },
        { fromMinor: from * 2, gives: percent ? gives + 200 : Math.round(gives * 2.4) },
      ],
    };
  });
  const amounts = Array.from({ length: lines }, () => 199 + Math.floor(random() * 9_000)).sort((a, b) => b - a);
  const candidates = amounts.map(() => {
    const some = rivals.map((_, index) => index).filter(() => random() < chance);
    return some.length > 0 ? some : [0];
  });
  return { rivals, amounts, candidates };
}

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

/** Refunds over credit and payment: example 10 to the cent, every policy, and that parts add up to the whole. */
import fc from 'fast-check';
import { refundTenders, type RefundTenderPolicy, type Tenders } from '../refund-tenders.rules.js';

const NOTHING: Tenders = { creditMinor: 0, paymentMinor: 0 };
const plus = (a: Tenders, b: Tenders): Tenders => ({
  creditMinor: a.creditMinor + b.creditMinor,
  paymentMinor: a.paymentMinor + b.paymentMinor,
});

/** Refunds one after the other; answers each one's shares as [credit, payment]. */
function inTurn(paid: Tenders, amounts: readonly number[], policy: RefundTenderPolicy): [number, number][] {
  let refunded = NOTHING;
  return amounts.map((amount) => {
    const share = refundTenders(amount, { paid, refunded, policy });
    refunded = plus(refunded, share);
    return [share.creditMinor, share.paymentMinor];
  });
}

it('example 10: B’s 108.50 is 42.97 + 65.53, A’s 134.00 is 53.07 + 80.93, and 3.96 + 6.04 is left', () => {
  const paid = { creditMinor: 10_000, paymentMinor: 15_250 };
  // 108.50 × 100 ÷ 252.50 = 42.9703; 242.50 × 100 ÷ 252.50 = 96.0396 → 96.04 − 42.97
  expect(inTurn(paid, [10_850, 13_400], 'proportional')).toEqual([
    [4_297, 6_553],
    [5_307, 8_093],
  ]);
  expect(inTurn(paid, [10_850, 13_400, 1_000], 'proportional').at(-1)).toEqual([396, 604]);
});

it('example 12: all of merchant 2’s 94.00, of which credit had paid 20.00: the sub-order’s own tenders', () => {
  const paid = { creditMinor: 2_000, paymentMinor: 7_400 };
  for (const policy of ['proportional', 'credit_first', 'payment_first'] as const)
    expect(inTurn(paid, [9_400], policy)).toEqual([[2_000, 7_400]]);
});

it.each([
  // 30.00 of credit and 70.00 of card; 50.00 goes back, then 50.00
  [
    'proportional',
    [
      [1_500, 3_500],
      [1_500, 3_500],
    ],
  ],
  [
    'credit_first',
    [
      [3_000, 2_000],
      [0, 5_000],
    ],
  ],
  [
    'payment_first',
    [
      [0, 5_000],
      [3_000, 2_000],
    ],
  ],
] as const)('%s', (policy, shares) => {
  expect(inTurn({ creditMinor: 3_000, paymentMinor: 7_000 }, [5_000, 5_000], policy)).toEqual(shares);
});

it('rounds half to even, cumulatively: cents of an order of half credit go to and fro', () => {
  // So far 1, 2, 3, 4 cents: half of it is 0.5 → 0, 1, 1.5 → 2, 2.
  expect(inTurn({ creditMinor: 2, paymentMinor: 2 }, [1, 1, 1, 1], 'proportional')).toEqual([
    [0, 1],
    [1, 0],
    [1, 0],
    [0, 1],
  ]);
});

it('refuses what is none and what is more than is left', () => {
  const paid = { creditMinor: 100, paymentMinor: 50 };
  const refunded = { creditMinor: 60, paymentMinor: 0 };
  for (const amount of [0, -1, 0.5, 91])
    expect(() => refundTenders(amount, { paid, refunded, policy: 'proportional' })).toThrow(RangeError);
  expect(refundTenders(90, { paid, refunded, policy: 'proportional' })).toEqual({ creditMinor: 40, paymentMinor: 50 });
});

it('whatever the parts, the order of policies and the tenders: no tender gets more than it paid, and all of it goes back', () => {
  const aPolicy = fc.constantFrom('proportional' as const, 'credit_first' as const, 'payment_first' as const);
  const cents = fc.integer({ min: 1, max: 1_000_000 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cents, aPolicy), { minLength: 1, maxLength: 12 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (parts, credit) => {
        const total = parts.reduce((sum, [amount]) => sum + amount, 0);
        const creditMinor = Math.round(total * credit);
        const paid = { creditMinor, paymentMinor: total - creditMinor };
        let refunded = NOTHING;
        for (const [amount, policy] of parts) {
          const share = refundTenders(amount, { paid, refunded, policy });
          expect(share.creditMinor + share.paymentMinor).toBe(amount);
          expect(Math.min(share.creditMinor, share.paymentMinor)).toBeGreaterThanOrEqual(0);
          refunded = plus(refunded, share);
          expect(refunded.creditMinor).toBeLessThanOrEqual(paid.creditMinor);
          expect(refunded.paymentMinor).toBeLessThanOrEqual(paid.paymentMinor);
        }
        expect(refunded).toEqual(paid);
      },
    ),
  );
});

/** The split into sub-orders: example 12, and that every part adds up to the whole. */
import fc from 'fast-check';
import { allocate } from '#libs/platform';
import { shareShipping } from '#libs/promotion';

describe('the split by merchant', () => {
  it('example 12: shares shipping by goods and credit by total', () => {
    const shipping = shareShipping(1_200, [18_000, 9_000], 'proportional');
    expect(shipping).toEqual([800, 400]);
    const totals = [18_000 + shipping[0]!, 9_000 + shipping[1]!];
    expect(totals).toEqual([18_800, 9_400]);
    expect(allocate(6_000, totals)).toEqual([4_000, 2_000]);
  });
});

describe('shipping', () => {
  it('is shared equally or put on the first, by setting', () => {
    expect(shareShipping(1_000, [1, 1, 1], 'equal')).toEqual([334, 333, 333]);
    expect(shareShipping(1_000, [1, 1, 1], 'first')).toEqual([1_000, 0, 0]);
  });
  it('always adds up, also when all goods are free', () => {
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 9 }),
        fc.constantFrom('proportional', 'equal', 'first'),
        (fee, goods, split) => {
          const shares = shareShipping(fee, goods, split as 'equal');
          expect(shares.reduce((a, b) => a + b, 0)).toBe(fee);
          expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

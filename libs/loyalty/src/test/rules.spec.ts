/** Earning, tiers, points and rewards as pure rules: by table, by property, and examples.md 14. */
import fc from 'fast-check';
import { expiryOf, planRewards, purchaseReward, reducedBy } from '../earning.rules.js';
import type { Tier } from '../loyalty.types.js';
import { creditOfPoints } from '../points.rules.js';
import { refusalOf, rewardFaults, voucherCode } from '../redemption.rules.js';
import type { Reward } from '../db/redemption.statements.js';
import { nextTier, tierOf, tierTableFaults } from '../tier.rules.js';

describe('what a purchase earns', () => {
  it.each([
    // goods, merchant's rate, platform's share, tier's multiplier → reward
    ['example 14: 100.00 × 30 % × 70 % = 21.00', 10_000, 3_000, 7_000, 10_000, 2_100],
    ['a half goes to even: 0.5 → 0', 1, 10_000, 5_000, 10_000, 0],
    ['a half goes to even: 1.5 → 2', 3, 10_000, 5_000, 10_000, 2],
    ['a half goes to even: 2.5 → 2', 5, 10_000, 5_000, 10_000, 2],
    ['rounded once, not at each rate: 333 × 30 % × 70 % = 69.93', 333, 3_000, 7_000, 10_000, 70],
    ['a tier of half as much again', 10_000, 3_000, 7_000, 15_000, 3_150],
    ['a merchant that gives nothing', 10_000, 0, 7_000, 15_000, 0],
    ['everything, ten times', 100_000_000_000_000, 10_000, 10_000, 100_000, 1_000_000_000_000_000],
  ])('%s', (_, goodsMinor, rewardBps, platformShareBps, earningMultiplierBps, reward) => {
    expect(purchaseReward(goodsMinor, { rewardBps, platformShareBps, earningMultiplierBps })).toBe(reward);
  });

  it('has a row for each merchant whose goods cost something, and none for gifts alone', () => {
    const rates = { platformShareBps: 7_000, earningMultiplierBps: 10_000 };
    const merchants = [
      { merchantId: 'a', goodsMinor: 12_000, rewardBps: 3_000 },
      { merchantId: 'b', goodsMinor: 0, rewardBps: 3_000 },
      { merchantId: 'c', goodsMinor: 500, rewardBps: 0 },
    ];
    expect(planRewards(merchants, rates)).toMatchObject([
      { merchantId: 'a', goodsMinor: 12_000, amount: 2_520 },
      { merchantId: 'c', goodsMinor: 500, amount: 0 },
    ]);
  });

  it('lasts so many days and those of the tier, or for ever', () => {
    const now = new Date('2026-11-22T00:00:00Z');
    expect(expiryOf(now, { expiryDays: 365, extensionDays: 30 })).toEqual(new Date('2027-12-22T00:00:00Z'));
    expect(expiryOf(now, { expiryDays: 0, extensionDays: 30 })).toBeNull();
  });
});

describe('refunds', () => {
  it('take back in parts what they take back at once, whatever the parts', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 10_000_000 }), (refunds, amount) => {
        const goodsMinor = refunds.reduce((sum, refund) => sum + refund, 0);
        let refunded = 0;
        let taken = 0;
        for (const refund of refunds) {
          const before = reducedBy({ amount, goodsMinor }, refunded);
          refunded += refund;
          const part = reducedBy({ amount, goodsMinor }, refunded) - before;
          expect(part).toBeGreaterThanOrEqual(0);
          taken += part;
        }
        expect(taken).toBe(amount);
      }),
    );
  });
});

const tier = (name: string, fromMinor: number): Tier => ({
  name,
  fromMinor,
  discountBps: 0,
  earningMultiplierBps: 10_000,
  expiryExtensionDays: 0,
});

describe('tiers', () => {
  const table = [tier('silver', 50_000), tier('gold', 200_000)];
  it.each([
    [0, undefined, { name: 'silver', addMinor: 50_000 }],
    [49_999, undefined, { name: 'silver', addMinor: 1 }],
    [50_000, 'silver', { name: 'gold', addMinor: 150_000 }],
    [199_999, 'silver', { name: 'gold', addMinor: 1 }],
    [200_000, 'gold', undefined],
    [9_000_000, 'gold', undefined],
  ])('a spend of %i is %s', (spend, name, next) => {
    expect(tierOf(spend, table)?.name).toBe(name);
    expect(nextTier(spend, table)).toEqual(next);
  });

  it('rise, each under a name of its own', () => {
    expect(tierTableFaults(table)).toEqual([]);
    expect(tierTableFaults([tier('a', 1), tier('b', 1)])).toHaveLength(1);
    expect(tierTableFaults([tier('a', 1), tier('a', 2)])).toHaveLength(1);
  });
});

it.each([
  [100, 100],
  [1_000, 1_000],
  [99, 'MINIMUM'],
  [150, 'MULTIPLE'],
])('%i points are %s of credit', (points, credit) => {
  expect(creditOfPoints(points, { pointsStep: 100, pointsStepCreditMinor: 100, pointsConversionMin: 100 })).toBe(
    credit,
  );
});

describe('a reward', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  const reward: Reward = {
    id: 'r',
    name: 'A cup',
    description: '',
    kind: 'gift',
    asset: 'points',
    price: 100,
    productId: null,
    link: null,
    stock: 2,
    redeemed: 1,
    perCustomerLimit: 2,
    tiers: [],
    startsAt: now,
    endsAt: null,
    shelf: 'on',
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  const customer = { tier: null, alreadyHas: 0, now };

  it.each<[string, Partial<Reward>, Partial<typeof customer> & { tier?: string }, string | undefined]>([
    ['from its first moment', {}, {}, undefined],
    ['before it', { startsAt: new Date(now.getTime() + 1) }, {}, 'not_offered'],
    ['at its end', { endsAt: now }, {}, 'not_offered'],
    ['off the shelf', { shelf: 'off' }, {}, 'not_offered'],
    ['the last one', { redeemed: 2 }, {}, 'sold_out'],
    ['without end', { stock: null, redeemed: 900 }, {}, undefined],
    ['at the limit', {}, { alreadyHas: 2 }, 'limit'],
    ['for another tier', { tiers: ['gold'] }, { tier: 'silver' as never }, 'tier'],
    ['for the tier', { tiers: ['gold'] }, { tier: 'gold' as never }, undefined],
  ])('can be had %s: %#', (_, of, by, refusal) => {
    expect(refusalOf({ ...reward, ...of }, { ...customer, ...by })?.kind).toBe(refusal);
  });

  it('must fit its kind', () => {
    expect(rewardFaults(reward)).toEqual([]);
    expect(rewardFaults({ ...reward, kind: 'content' })).toHaveLength(1);
    expect(rewardFaults({ ...reward, link: 'https://example.com' })).toHaveLength(1);
    expect(rewardFaults({ ...reward, kind: 'early_access' })).toHaveLength(1);
    expect(rewardFaults({ ...reward, stock: 0 })).toHaveLength(1);
    expect(rewardFaults({ ...reward, endsAt: now })).toHaveLength(1);
  });

  it('is handed over by a code that nobody guesses', () => {
    const codes = new Set(Array.from({ length: 1_000 }, voucherCode));
    expect(codes.size).toBe(1_000);
  });
});

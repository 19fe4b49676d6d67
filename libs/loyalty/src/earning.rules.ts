/** What is earned, and what a refund takes back of it. Pure; the sources are domain.md §8 and examples.md 14. */
import { bpsOf, mulDivHalfEven, uuid7 } from '#libs/platform';
import type { PlannedReward } from './loyalty.types.js';

const WHOLE_BPS = 10_000;
const DAY_MS = 86_400_000;

/** Paid goods × merchant's rate × platform share × tier multiplier, rounded half even once. */
export function purchaseReward(
  goodsMinor: number,
  rates: { readonly rewardBps: number; readonly platformShareBps: number; readonly earningMultiplierBps: number },
): number {
  const numerator = rates.rewardBps * rates.platformShareBps * rates.earningMultiplierBps;
  return mulDivHalfEven(goodsMinor, numerator, WHOLE_BPS ** 3);
}

/** All that refunds of `refundedMinor` in sum take back: cumulative, so parts add up exactly and the last takes the rest. */
export function reducedBy(
  reward: { readonly amount: number; readonly goodsMinor: number },
  refundedMinor: number,
): number {
  return mulDivHalfEven(reward.amount, refundedMinor, reward.goodsMinor);
}

/** When what is earned now expires; `null` for never. */
export function expiryOf(
  now: Date,
  { expiryDays, extensionDays }: { expiryDays: number; extensionDays: number },
): Date | null {
  return expiryDays === 0 ? null : new Date(now.getTime() + (expiryDays + extensionDays) * DAY_MS);
}

/** The rewards of an order: one for each merchant whose goods cost something, even where it comes to nothing: it counts as spend. */
export function planRewards(
  merchants: readonly { readonly merchantId: string; readonly goodsMinor: number; readonly rewardBps: number }[],
  rates: { readonly platformShareBps: number; readonly earningMultiplierBps: number },
): readonly PlannedReward[] {
  return merchants.flatMap(({ merchantId, goodsMinor, rewardBps }) =>
    goodsMinor === 0
      ? []
      : [{ id: uuid7(), merchantId, goodsMinor, amount: purchaseReward(goodsMinor, { ...rates, rewardBps }) }],
  );
}

/** What the referrer of a first order gets of its goods. */
export function referralReward(goodsMinor: number, referralBps: number): number {
  return bpsOf(goodsMinor, referralBps);
}

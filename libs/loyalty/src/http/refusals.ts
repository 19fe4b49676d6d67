/** Refusals of loyalty's verbs as the problems that customers get. Pure. */
import { platformProblems, staleVersion } from '#libs/platform/http';
import type { Reward } from '../db/redemption.statements.js';
import { loyaltyProblems } from '../loyalty.errors.js';
import type { LoyaltySettings } from '../loyalty.settings.js';
import type { ConversionOutcome, ConvertPoints } from '../points.service.js';
import { creditOfPoints } from '../points.rules.js';
import type { FinishOutcome, RedeemOutcome } from '../redemption.service.js';
import type { RewardRefusal } from '../redemption.rules.js';
import type { RewardOutcome } from '../reward-catalogue.service.js';

type Asset = Reward['asset'];

export function refusedConversion(
  outcome: Exclude<ConversionOutcome, { kind: 'converted' }>,
  wish: ConvertPoints,
  settings: LoyaltySettings,
): Error {
  switch (outcome.kind) {
    case 'fault':
      if (outcome.fault === 'OFF') return loyaltyProblems.CREDIT_TO_POINTS_OFF('only points are turned into credit');
      if (outcome.fault === 'MULTIPLE')
        return loyaltyProblems.POINTS_MULTIPLE(`convert a multiple of ${settings.pointsStep}`, {
          multiple: settings.pointsStep,
        });
      return loyaltyProblems.POINTS_MINIMUM(`convert at least ${settings.pointsConversionMin}`, {
        minimum: settings.pointsConversionMin,
      });
    default: {
      const isToCredit = wish.direction === 'points_to_credit';
      const price = isToCredit ? wish.points : (creditOfPoints(wish.points, settings) as number);
      return notPaid(outcome, { asset: isToCredit ? 'points' : 'credit', price });
    }
  }
}

export function refusedRedemption(outcome: Exclude<RedeemOutcome, { kind: 'redeemed' }>): Error {
  switch (outcome.kind) {
    case 'unknown':
      return noReward();
    case 'insufficient':
    case 'frozen':
      return notPaid(outcome, outcome);
    default:
      return refusedReward(outcome);
  }
}

function refusedReward(refusal: RewardRefusal): Error {
  switch (refusal.kind) {
    case 'not_offered':
      return loyaltyProblems.REWARD_NOT_OFFERED('it is not offered at the moment', { reason: refusal.reason });
    case 'tier':
      return loyaltyProblems.TIER_REQUIRED(`it is for ${refusal.tiers.join(', ')}`, { tiers: refusal.tiers });
    case 'limit':
      return loyaltyProblems.REWARD_LIMIT(`at most ${refusal.limit} per customer`, { limit: refusal.limit });
    case 'sold_out':
      return loyaltyProblems.REWARD_SOLD_OUT('the last one is gone');
  }
}

/** The stable code of why a reward cannot be had; what the refusal would be answered with. */
export function refusalCode(refusal: RewardRefusal): string {
  const codes = {
    not_offered: 'REWARD_NOT_OFFERED',
    tier: 'TIER_REQUIRED',
    limit: 'REWARD_LIMIT',
    sold_out: 'REWARD_SOLD_OUT',
  } as const;
  return codes[refusal.kind];
}

function notPaid(
  outcome: { kind: 'insufficient'; available: number } | { kind: 'frozen' },
  { asset, price }: { readonly asset: Asset; readonly price: number },
): Error {
  if (outcome.kind === 'frozen') return loyaltyProblems.WALLET_FROZEN('ask customer service');
  const { available } = outcome;
  const members = { available, shortfall: price - available };
  return asset === 'points'
    ? loyaltyProblems.INSUFFICIENT_POINTS(`${available} points are there`, members)
    : loyaltyProblems.INSUFFICIENT_CREDIT(`${available} of credit is there`, members);
}

export function noReward(): Error {
  return loyaltyProblems.REWARD_NOT_FOUND('there is no such reward');
}

export function rewardOf(outcome: RewardOutcome): Reward {
  switch (outcome.kind) {
    case 'done':
      return outcome.reward;
    case 'unknown':
      throw noReward();
    case 'stale':
      throw staleVersion(outcome.version);
    case 'invalid':
      throw loyaltyProblems.REWARD_INVALID(outcome.faults[0]!, { problems: outcome.faults });
  }
}

export function refusedFinish(outcome: Exclude<FinishOutcome, { kind: 'done' }>): Error {
  switch (outcome.kind) {
    case 'unknown':
      return loyaltyProblems.REDEMPTION_NOT_FOUND('there is no such redemption');
    case 'no_gift':
      return platformProblems.CONFLICT('only gifts are handed over');
    case 'past':
      return loyaltyProblems.REDEMPTION_STATE(`it is ${outcome.state}`, { state: outcome.state });
  }
}

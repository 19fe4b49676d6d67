/** Refusals of loyalty, by stable code. */
import { defineProblems } from '#libs/platform';

export const loyaltyProblems = defineProblems({
  TIERS_INVALID: {
    status: 422,
    title: 'The table of tiers does not fit',
    example: { problems: ['the tier gold is there twice'] },
  },
  POINTS_MULTIPLE: { status: 422, title: 'Points are converted in multiples', example: { multiple: 100 } },
  POINTS_MINIMUM: { status: 422, title: 'Fewer points than one conversion takes', example: { minimum: 100 } },
  CREDIT_TO_POINTS_OFF: { status: 422, title: 'Credit is not turned back into points here' },
  INSUFFICIENT_POINTS: { status: 422, title: 'Not enough points', example: { available: 100, shortfall: 50 } },
  INSUFFICIENT_CREDIT: { status: 422, title: 'Not enough credit', example: { available: 5000, shortfall: 2500 } },
  WALLET_FROZEN: { status: 422, title: 'The wallet is frozen' },
  REWARD_NOT_FOUND: { status: 404, title: 'No such reward' },
  REWARD_INVALID: { status: 422, title: 'The reward does not fit', example: { problems: ['content needs a link'] } },
  REWARD_NOT_OFFERED: { status: 422, title: 'The reward cannot be had now', example: { reason: 'ENDED' } },
  REWARD_SOLD_OUT: { status: 422, title: 'The reward is gone' },
  REWARD_LIMIT: { status: 422, title: 'Above the limit per customer', example: { limit: 1 } },
  TIER_REQUIRED: { status: 422, title: 'The reward is for other tiers', example: { tiers: ['gold'] } },
  REDEMPTION_NOT_FOUND: { status: 404, title: 'No such redemption' },
  REDEMPTION_STATE: { status: 409, title: 'The redemption is past that', example: { state: 'cancelled' } },
  CAMPAIGN_NOT_FOUND: { status: 404, title: 'No such campaign' },
  CAMPAIGN_DECIDED: { status: 409, title: 'The campaign is decided already' },
  CAMPAIGN_NEEDS_SECOND_PERSON: { status: 403, title: 'Somebody else must decide' },
  CAMPAIGN_BUDGET: {
    status: 422,
    title: 'The campaign costs more than its budget',
    example: { cost: 12000, budget: 10000 },
  },
  CAMPAIGN_NOBODY: { status: 422, title: 'The campaign has no recipients' },
  CAMPAIGN_TOO_LARGE: { status: 422, title: 'The campaign has too many recipients', example: { max: 10000 } },
});

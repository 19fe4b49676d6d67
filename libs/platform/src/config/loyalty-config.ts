/** The settings of earning, tiers and points; a part of {@link CartwrightConfig}. */
import { Choice, Switch, Whole } from './setting.js';

export class LoyaltyConfig {
  @Choice('REWARD_ASSET', ['credit', 'points'], { purpose: 'What orders and referrals earn' })
  readonly rewardAsset: 'credit' | 'points' = 'credit';

  @Whole('REWARD_PLATFORM_SHARE_BPS', {
    max: 10_000,
    purpose: "The part of a merchant's reward rate that reaches the customer, in basis points",
  })
  readonly rewardPlatformShareBps: number = 7_000;

  @Whole('REWARD_MATURES_DAYS', { max: 365, purpose: 'Days from the confirmed receipt until a reward can be spent' })
  readonly rewardMaturesDays: number = 7;

  @Whole('REWARD_EXPIRY_DAYS', { max: 36_500, purpose: 'Days that what is earned or converted lasts; 0 for ever' })
  readonly rewardExpiryDays: number = 365;

  @Whole('REFERRAL_BPS', {
    max: 10_000,
    purpose: "What a referrer gets of the goods of the referred customer's first paid order, in basis points",
  })
  readonly referralBps: number = 500;

  @Whole('REVIEW_POINTS', { max: 1_000_000, purpose: 'Points for a reviewed line; 0 for none' })
  readonly reviewPoints: number = 50;

  @Choice('CLAWBACK_POLICY', ['clamp', 'deficit'], {
    purpose: 'What becomes of a claw-back of rewards that are spent: written off, or repaid by the next earnings',
  })
  readonly clawbackPolicy: 'clamp' | 'deficit' = 'clamp';

  @Whole('POINTS_CAP_BPS', {
    max: 10_000,
    purpose: 'The most of the goods of an order that points may pay, in basis points',
  })
  readonly pointsCapBps: number = 1_000;

  @Whole('POINTS_MULTIPLE', { min: 1, max: 1_000_000, purpose: 'Points pay for orders in multiples of this' })
  readonly pointsMultiple: number = 100;

  @Whole('POINTS_STEP', { min: 1, max: 1_000_000, purpose: 'Points are converted in multiples of this' })
  readonly pointsStep: number = 100;

  @Whole('POINTS_STEP_CREDIT', { min: 1, max: 1_000_000, purpose: 'Minor units of credit for one step of points' })
  readonly pointsStepCreditMinor: number = 100;

  @Whole('POINTS_CONVERSION_MIN', { min: 1, max: 1_000_000_000, purpose: 'The fewest points of one conversion' })
  readonly pointsConversionMin: number = 100;

  @Switch('CREDIT_TO_POINTS', { purpose: 'Whether credit can be turned back into points, at the same rate' })
  readonly creditToPoints: boolean = false;

  @Whole('TIER_WINDOW_DAYS', { min: 1, max: 3_650, purpose: 'How far back spend counts towards a tier' })
  readonly tierWindowDays: number = 365;

  @Whole('REFUNDED_LOT_GRACE_DAYS', {
    max: 3_650,
    purpose: 'Days that refunded credit or points live on when their lot has expired meanwhile; 0 expires them at once',
  })
  readonly refundedLotGraceDays: number = 30;
}

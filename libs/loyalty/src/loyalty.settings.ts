/** What a shop can choose about earning, tiers and points. */
import type { Asset, ClawbackPolicy } from '#libs/wallet-credit';

export class LoyaltySettings {
  /** The store's one currency (STORE_CURRENCY). */
  readonly currency: string = 'USD';
  /** What orders and referrals earn (REWARD_ASSET). */
  readonly rewardAsset: Asset = 'credit';
  /** The part of a merchant's reward rate that reaches the customer, in basis points (REWARD_PLATFORM_SHARE_BPS). */
  readonly platformShareBps: number = 7_000;
  /** Days from the confirmed receipt to the reward being available (REWARD_MATURES_DAYS). */
  readonly maturesDays: number = 7;
  /** Days that what is earned or converted lasts; 0 = for ever (REWARD_EXPIRY_DAYS). A tier may add to it. */
  readonly expiryDays: number = 365;
  /** What the referrer gets of the goods of the first paid order, in basis points; 0 for nothing (REFERRAL_BPS). */
  readonly referralBps: number = 500;
  /** Points per reviewed line; 0 for none (REVIEW_POINTS). */
  readonly reviewPoints: number = 50;
  /** ▲ What becomes of a claw-back of what was already spent (CLAWBACK_POLICY). */
  readonly clawbackPolicy: ClawbackPolicy = 'clamp';
  /** Points are converted in multiples of this (POINTS_STEP)… */
  readonly pointsStep: number = 100;
  /** …each worth so many minor units of credit (POINTS_STEP_CREDIT). */
  readonly pointsStepCreditMinor: number = 100;
  /** The fewest points of one conversion (POINTS_CONVERSION_MIN). */
  readonly pointsConversionMin: number = 100;
  /** Whether credit can be turned back into points (CREDIT_TO_POINTS). */
  readonly creditToPoints: boolean = false;
  /** How far back spend counts, in days (TIER_WINDOW_DAYS). */
  readonly tierWindowDays: number = 365;
  /** Days that refunded credit or points whose lot has expired live on; 0 = it expires at once (REFUNDED_LOT_GRACE_DAYS). */
  readonly refundedLotGraceDays: number = 30;

  constructor(settings: Partial<LoyaltySettings> = {}) {
    Object.assign(this, settings);
  }
}

/** What a shop can choose about gifts and withdrawals. Amounts in minor units. */
import type { CartwrightConfig } from '#libs/platform';
import type { LotSource } from '#libs/wallet-credit';

/** A brake: so many acts and so much credit in any 24 hours. */
export interface VelocityLimit {
  readonly usesMax: number;
  readonly minorMax: number;
}

export class TransferSettings {
  /** The store's one currency (STORE_CURRENCY). */
  readonly currency: string = 'USD';
  /** How long a gift can be claimed (GIFT_CLAIM_DAYS). */
  readonly giftClaimDays: number = 7;
  /** Fee of a withdrawal in basis points, half even (WITHDRAWAL_FEE_BPS). */
  readonly withdrawalFeeBps: number = 500;
  /** The smallest withdrawal (WITHDRAWAL_MINOR_MIN). */
  readonly withdrawalMinorMin: number = 1_000;
  /** Which credit may be withdrawn, by its origin (WITHDRAWABLE_ORIGINS). */
  readonly withdrawableOrigins: readonly LotSource[] = [
    'opening',
    'manual',
    'purchase',
    'referral',
    'review',
    'refund',
  ];
  /** A withdrawal nobody decides in time is rejected (WITHDRAWAL_DECISION_DAYS). */
  readonly withdrawalDecisionDays: number = 14;
  /** No withdrawals for so long after a change of password (WITHDRAWAL_COOLING_HOURS). */
  readonly withdrawalCoolingHours: number = 24;
  /** How fresh a login stands for the password (STEP_UP_MINUTES). */
  readonly stepUpMinutes: number = 5;
  readonly limits: Readonly<Record<'gift' | 'withdrawal' | 'credit_refund', VelocityLimit>> = {
    gift: { usesMax: 10, minorMax: 50_000 },
    withdrawal: { usesMax: 3, minorMax: 200_000 },
    credit_refund: { usesMax: 20, minorMax: 500_000 },
  };
  /** Payout callbacks are kept so long. */
  readonly eventKeepDays: number = 90;

  constructor(settings: Partial<TransferSettings> = {}) {
    Object.assign(this, settings);
  }

  static of(config: CartwrightConfig): TransferSettings {
    return new TransferSettings({
      currency: config.storeCurrency,
      giftClaimDays: config.giftClaimDays,
      withdrawalFeeBps: config.withdrawalFeeBps,
      withdrawalMinorMin: config.withdrawalMinorMin,
      // The configuration lets no other word through.
      withdrawableOrigins: config.withdrawableOrigins as readonly LotSource[],
      withdrawalDecisionDays: config.withdrawalDecisionDays,
      withdrawalCoolingHours: config.withdrawalCoolingHours,
      stepUpMinutes: config.stepUpMinutes,
      limits: {
        gift: { usesMax: config.giftsPerDayMax, minorMax: config.giftMinorPerDayMax },
        withdrawal: { usesMax: config.withdrawalsPerDayMax, minorMax: config.withdrawalMinorPerDayMax },
        credit_refund: { usesMax: config.creditRefundsPerDayMax, minorMax: config.creditRefundMinorPerDayMax },
      },
    });
  }
}

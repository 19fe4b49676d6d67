/** The settings of credit that leaves a wallet: gifts, withdrawals, and the brakes on both. Amounts in minor units; days are UTC days. */
import { LoyaltyConfig } from './loyalty-config.js';
import { Lines, Whole } from './setting.js';

const AMOUNT = { max: 1_000_000_000_000 } as const;

export abstract class TransferConfig extends LoyaltyConfig {
  @Whole('GIFT_CLAIM_DAYS', { min: 1, max: 365, purpose: 'How long a gift can be claimed before it goes back' })
  readonly giftClaimDays: number = 7;

  @Whole('GIFTS_PER_DAY_MAX', { max: 10_000, purpose: 'Gifts a customer sends in a day at most' })
  readonly giftsPerDayMax: number = 10;

  @Whole('GIFT_MINOR_PER_DAY_MAX', { ...AMOUNT, purpose: 'Credit a customer gifts in a day at most, in minor units' })
  readonly giftMinorPerDayMax: number = 50_000;

  @Whole('WITHDRAWAL_FEE_BPS', { max: 9_999, purpose: 'Fee of a withdrawal in basis points, rounded half even' })
  readonly withdrawalFeeBps: number = 500;

  @Whole('WITHDRAWAL_MINOR_MIN', { ...AMOUNT, min: 2, purpose: 'The smallest withdrawal, in minor units' })
  readonly withdrawalMinorMin: number = 1_000;

  @Whole('WITHDRAWALS_PER_DAY_MAX', { max: 10_000, purpose: 'Withdrawals a customer asks for in a day at most' })
  readonly withdrawalsPerDayMax: number = 3;

  @Whole('WITHDRAWAL_MINOR_PER_DAY_MAX', {
    ...AMOUNT,
    purpose: 'Credit a customer asks to withdraw in a day at most, in minor units',
  })
  readonly withdrawalMinorPerDayMax: number = 200_000;

  @Lines('WITHDRAWABLE_ORIGINS', {
    pattern: /^(opening|manual|promotion|purchase|referral|review|conversion|refund)$/,
    purpose: 'Which credit may be withdrawn, by where it came from; a gift counts as what it was made of',
  })
  readonly withdrawableOrigins: readonly string[] = ['opening', 'manual', 'purchase', 'referral', 'review', 'refund'];

  @Whole('WITHDRAWAL_DECISION_DAYS', {
    min: 1,
    max: 365,
    purpose: 'A withdrawal that nobody has decided after so many days is rejected by itself',
  })
  readonly withdrawalDecisionDays: number = 14;

  @Whole('WITHDRAWAL_COOLING_HOURS', {
    max: 8_760,
    purpose: 'No withdrawals for so many hours after a change of password; 0 for none',
  })
  readonly withdrawalCoolingHours: number = 24;

  @Whole('STEP_UP_MINUTES', {
    min: 1,
    max: 1_440,
    purpose: 'How fresh a login must be to withdraw without giving the password again',
  })
  readonly stepUpMinutes: number = 5;

  @Whole('CREDIT_REFUNDS_PER_DAY_MAX', {
    max: 1_000_000,
    purpose: 'Refunds to credit a customer gets in a day before somebody must look',
  })
  readonly creditRefundsPerDayMax: number = 20;

  @Whole('CREDIT_REFUND_MINOR_PER_DAY_MAX', {
    ...AMOUNT,
    purpose: 'Refunds to credit a customer gets in a day before somebody must look, in minor units',
  })
  readonly creditRefundMinorPerDayMax: number = 500_000;
}

/** Tiers, earnings and points as they are sent and seen over HTTP. */
import { Flag, Integer, ListOf, Money, Nested, OneOf, pageOf, PageQuery, Text, Time, Uuid } from '#libs/platform/http';
import type { Conversion } from '../points.service.js';
import type { LoyaltySummary } from '../earning.reader.js';
import type { LoyaltySettings } from '../loyalty.settings.js';
import type { OrderReward, RewardState, Tier, TierMove } from '../loyalty.types.js';
import { CONVERSION_DIRECTIONS, type ConversionDirection } from '../points.service.js';
import { EXTENSION_DAYS_MAX, MULTIPLIER_BPS_MAX, TIER_NAME, TIERS_MAX } from '../tier.rules.js';
import type { TierTable } from '../tier.service.js';

const POINTS_MAX = 1_000_000_000;
const REWARD_STATES = ['maturing', 'available', 'cancelled'] as const;

export class MemberTierDto {
  @Text({ max: 32, pattern: TIER_NAME, example: 'gold', description: 'As member prices and member offers name it' })
  name!: string;
  @Money({ min: 1, example: 100_000, description: 'Reached from so much spend within the window' }) from!: number;
  @Integer({ min: 0, max: 10_000, example: 500, description: 'Standing discount on goods, in basis points' })
  discountBps!: number;
  @Integer({
    min: 10_000,
    max: MULTIPLIER_BPS_MAX,
    example: 12_000,
    description: 'Earnings times this; 10000 as they are',
  })
  earningMultiplierBps!: number;
  @Integer({ min: 0, max: EXTENSION_DAYS_MAX, example: 90, description: 'How much longer what is earned lasts' })
  expiryExtensionDays!: number;
}

export class ReplaceTiersDto {
  @ListOf(() => MemberTierDto, { max: TIERS_MAX, description: 'Rising; an empty list takes all tiers away' })
  tiers!: MemberTierDto[];
}

export class TierTableDto {
  @Text({ min: 3, max: 3, example: 'USD' }) currency!: string;
  @Integer({ min: 1, example: 17 }) version!: number;
  @Integer({ min: 1, example: 365, description: 'How far back spend counts' }) windowDays!: number;
  @ListOf(() => MemberTierDto, { max: TIERS_MAX }) tiers!: MemberTierDto[];
}

class NextMemberTierDto {
  @Text({ max: 32, example: 'gold' }) name!: string;
  @Money({ example: 25_000, description: 'How much more spend reaches it' }) add!: number;
}

class EarnedAmountsDto {
  @Integer({ min: 0, description: 'Minor units', example: 2_100 }) credit!: number;
  @Integer({ min: 0, description: 'Whole points', example: 0 }) points!: number;
}

class PointsTermsDto {
  @Integer({ min: 1, example: 100 }) multiple!: number;
  @Money({ min: 1, example: 100, description: 'What one multiple is worth in credit' }) multipleWorth!: number;
  @Integer({ min: 1, example: 100 }) minimum!: number;
  @Flag({ example: false, description: 'Whether credit can be turned back' }) creditToPoints!: boolean;
}

export class LoyaltyDto {
  @Text({ min: 3, max: 3, example: 'USD' }) currency!: string;
  @Text({ nullable: true, max: 32, example: 'silver', description: 'null: no tier yet' }) tier!: string | null;
  @Money({ description: 'Goods paid within the window, less refunds', example: 75_000 }) spend!: number;
  @Nested(() => NextMemberTierDto, { nullable: true }) nextTier!: NextMemberTierDto | null;
  @Nested(() => EarnedAmountsDto, { description: 'Earned, to be had some days after the goods were received' })
  maturing!: EarnedAmountsDto;
  @Nested(() => EarnedAmountsDto, { description: 'Taken back after it was spent: the next earnings repay it' })
  owed!: EarnedAmountsDto;
  @Nested(() => PointsTermsDto) points!: PointsTermsDto;
}

export class TierMoveDto {
  @Integer({ min: 1, example: 1 }) seq!: number;
  @Text({ nullable: true, max: 32, example: null }) from!: string | null;
  @Text({ nullable: true, max: 32, example: 'silver' }) to!: string | null;
  @Money({ description: 'The spend that decided it', example: 50_000 }) spend!: number;
  @OneOf(['payment', 'refund', 'recomputation']) cause!: TierMove['cause'];
  @Time() movedAt!: string;
}
export const TierMovePage = pageOf(TierMoveDto);

export class EarningDto {
  @Uuid() id!: string;
  @OneOf(['purchase', 'referral']) kind!: OrderReward['kind'];
  @Uuid({ nullable: true, description: "The order; null for a referral, whose order is somebody else's" })
  orderId!: string | null;
  @OneOf(['credit', 'points']) asset!: OrderReward['asset'];
  @Integer({ min: 0, description: 'What it came to when it was paid', example: 2_100 }) amount!: number;
  @Integer({ min: 0, description: 'Taken back by refunds', example: 0 }) reduced!: number;
  @OneOf(REWARD_STATES) state!: string;
  @Time() bookedAt!: string;
  @Time({ nullable: true, description: 'null until the goods are received' }) maturesAt!: string | null;
}
export const EarningPage = pageOf(EarningDto);

export class EarningQuery extends PageQuery {
  @OneOf(REWARD_STATES, { optional: true }) state?: RewardState;
}

export class LostRewardDto extends EarningDto {
  @Uuid() customerId!: string;
  @Integer({ min: 0, description: 'Taken from the wallet', example: 500 }) clawedBack!: number;
  @Integer({ min: 0, description: 'Not there any more: the shop bears it', example: 300 }) writtenOff!: number;
  @Integer({ min: 0, description: 'Not there any more: owed by the customer', example: 0 }) owed!: number;
}
export const LostRewardPage = pageOf(LostRewardDto);

export class LoyaltyCustomerParams {
  @Uuid() customerId!: string;
}

export class ConvertPointsDto {
  @Integer({ min: 1, max: POINTS_MAX, example: 500 }) points!: number;
  @OneOf(CONVERSION_DIRECTIONS, { default: 'points_to_credit' }) direction: ConversionDirection = 'points_to_credit';
}

export class ConversionDto {
  @Uuid() id!: string;
  @Text({ min: 3, max: 3, example: 'USD' }) currency!: string;
  @OneOf(CONVERSION_DIRECTIONS) direction!: ConversionDirection;
  @Integer({ min: 1, example: 500 }) points!: number;
  @Money({ min: 1, example: 500 }) credit!: number;
  @Time() convertedAt!: string;
}
export const ConversionPage = pageOf(ConversionDto);

export function tierTableDto(table: TierTable, settings: LoyaltySettings): TierTableDto {
  return {
    currency: settings.currency,
    version: table.version,
    windowDays: settings.tierWindowDays,
    tiers: table.tiers.map(({ fromMinor, ...tier }) => ({ ...tier, from: fromMinor })),
  };
}

export function tiersOf(body: ReplaceTiersDto): readonly Tier[] {
  return body.tiers.map(({ from, ...tier }) => ({ ...tier, fromMinor: from }));
}

export function loyaltyDto(summary: LoyaltySummary, settings: LoyaltySettings): LoyaltyDto {
  return {
    currency: settings.currency,
    tier: summary.tier,
    spend: summary.spendMinor,
    nextTier: summary.next === null ? null : { name: summary.next.name, add: summary.next.addMinor },
    maturing: { ...summary.maturing },
    owed: { credit: summary.owed.get('credit') ?? 0, points: summary.owed.get('points') ?? 0 },
    points: {
      multiple: settings.pointsStep,
      multipleWorth: settings.pointsStepCreditMinor,
      minimum: settings.pointsConversionMin,
      creditToPoints: settings.creditToPoints,
    },
  };
}

export function tierMoveDto(move: TierMove): TierMoveDto {
  const { seq, fromTier, toTier, spendMinor, cause, movedAt } = move;
  return { seq, from: fromTier, to: toTier, spend: spendMinor, cause, movedAt: movedAt.toISOString() };
}

export function earningDto(reward: OrderReward): EarningDto {
  const { id, kind, orderId, asset, amount, cancelled, clawedBack, writtenOff, owed, state } = reward;
  return {
    id,
    kind,
    orderId: kind === 'purchase' ? orderId : null,
    asset,
    amount,
    reduced: cancelled + clawedBack + writtenOff + owed,
    state,
    bookedAt: reward.bookedAt.toISOString(),
    maturesAt: reward.maturesAt?.toISOString() ?? null,
  };
}

export function lostRewardDto(reward: OrderReward): LostRewardDto {
  const { customerId, orderId, clawedBack, writtenOff, owed } = reward;
  return { ...earningDto(reward), orderId, customerId, clawedBack, writtenOff, owed };
}

export function conversionDto(conversion: Conversion, currency: string): ConversionDto {
  const { conversionId: id, direction, points, creditMinor, convertedAt } = conversion;
  return { id, currency, direction, points, credit: creditMinor, convertedAt: convertedAt.toISOString() };
}

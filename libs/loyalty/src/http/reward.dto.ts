/** Rewards and redemptions as they are sent and seen over HTTP. */
import { Flag, Integer, ListOf, Money, OneOf, pageOf, PageQuery, Text, Time, Url, Uuid } from '#libs/platform/http';
import { REWARD_KINDS, type Redemption, type Reward, type RewardKind } from '../db/redemption.statements.js';
import type { OfferedReward, RewardEdit } from '../reward-catalogue.service.js';
import { TIERS_MAX } from '../tier.rules.js';
import { refusalCode } from './refusals.js';

const STOCK_MAX = 1_000_000_000;
const LIMIT_MAX = 1_000_000;
const ASSETS = ['credit', 'points'] as const;
const SHELVES = ['on', 'off'] as const;
const STATES = ['granted', 'handed_over', 'cancelled'] as const;
const optional = { optional: true } as const;
const price = { min: 1, example: 500, description: 'Points, or minor units of credit' };

export class EditRewardDto {
  @Text({ ...optional, max: 120, example: 'A day earlier' }) name?: string;
  @Text({ ...optional, min: 0, max: 2_000, example: 'Buy the new lamp before everybody else' }) description?: string;
  @Money({ ...optional, ...price }) price?: number;
  @Url({ ...optional, description: 'content: shown once it is redeemed' }) link?: string;
  @Integer({ ...optional, nullable: true, min: 0, max: STOCK_MAX, example: 100, description: 'null: without end' })
  stock?: number | null;
  @Integer({ ...optional, nullable: true, min: 1, max: LIMIT_MAX, example: 1, description: 'null: no limit' })
  perCustomerLimit?: number | null;
  @ListOf('string', { ...optional, max: TIERS_MAX, itemMax: 32, unique: true, description: 'Empty: for everybody' })
  tiers?: string[];
  @Time({ ...optional, description: 'When it is new: now' }) startsAt?: string;
  @Time({ ...optional, nullable: true }) endsAt?: string | null;
  @OneOf(SHELVES, optional) shelf?: Reward['shelf'];
}

export class NewRewardDto extends EditRewardDto {
  @OneOf(REWARD_KINDS) kind!: RewardKind;
  @OneOf(ASSETS, { default: 'points' }) asset: Reward['asset'] = 'points';
  @Text({ max: 120, example: 'A day earlier' }) override name!: string;
  @Money(price) override price!: number;
  @Uuid({ ...optional, description: 'early_access: the product it opens before its time' }) productId?: string;
}

export class RewardAdminDto {
  @Uuid() id!: string;
  @Text({ max: 120 }) name!: string;
  @Text({ min: 0, max: 2_000 }) description!: string;
  @OneOf(REWARD_KINDS) kind!: RewardKind;
  @OneOf(ASSETS) asset!: Reward['asset'];
  @Money(price) price!: number;
  @Uuid({ nullable: true }) productId!: string | null;
  @Url({ nullable: true }) link!: string | null;
  @Integer({ nullable: true, min: 0, example: 100 }) stock!: number | null;
  @Integer({ min: 0, example: 3 }) redeemed!: number;
  @Integer({ nullable: true, min: 1, example: 1 }) perCustomerLimit!: number | null;
  @ListOf('string', { max: TIERS_MAX }) tiers!: string[];
  @Time() startsAt!: string;
  @Time({ nullable: true }) endsAt!: string | null;
  @OneOf(SHELVES) shelf!: Reward['shelf'];
  @Integer({ min: 1, example: 1 }) version!: number;
  @Time() createdAt!: string;
  @Time() updatedAt!: string;
}
export const RewardAdminPage = pageOf(RewardAdminDto);

export class RewardAdminQuery extends PageQuery {
  @OneOf(SHELVES, optional) shelf?: Reward['shelf'];
}

/** What a customer sees: the link of content only on its redemption. */
export class RewardDto {
  @Uuid() id!: string;
  @Text({ max: 120 }) name!: string;
  @Text({ min: 0, max: 2_000 }) description!: string;
  @OneOf(REWARD_KINDS) kind!: RewardKind;
  @OneOf(ASSETS) asset!: Reward['asset'];
  @Money(price) price!: number;
  @Uuid({ nullable: true }) productId!: string | null;
  @Integer({ nullable: true, min: 0, description: 'null: without end', example: 97 }) left!: number | null;
  @Integer({ nullable: true, min: 1, example: 1 }) perCustomerLimit!: number | null;
  @ListOf('string', { max: TIERS_MAX, description: 'Empty: for everybody' }) tiers!: string[];
  @Time({ nullable: true }) endsAt!: string | null;
  @Flag({ description: 'Whether you can have it now, if you can pay for it' }) redeemable!: boolean;
  @Text({ nullable: true, example: null, description: 'Why not: the code that redeeming would be refused with' })
  refusal!: string | null;
}
export const RewardPage = pageOf(RewardDto);

export class RewardParams {
  @Uuid() rewardId!: string;
}

export class RedemptionParams {
  @Uuid() redemptionId!: string;
}

export class RedemptionDto {
  @Uuid() id!: string;
  @Uuid() rewardId!: string;
  @Text({ max: 120 }) rewardName!: string;
  @OneOf(REWARD_KINDS) kind!: RewardKind;
  @OneOf(ASSETS) asset!: Reward['asset'];
  @Money(price) price!: number;
  @Uuid({ nullable: true, description: 'early_access: the product that is open to you' }) productId!: string | null;
  @Url({ nullable: true, description: 'content: where it is; gone when cancelled' }) link!: string | null;
  @Text({ nullable: true, max: 14, example: 'ABCD-EFGH-JKLM', description: 'gift: show it to have it handed over' })
  voucher!: string | null;
  @OneOf(STATES) state!: Redemption['state'];
  @Time() redeemedAt!: string;
  @Time({ nullable: true }) finishedAt!: string | null;
}
export const RedemptionPage = pageOf(RedemptionDto);

export class RedemptionAdminDto extends RedemptionDto {
  @Uuid() customerId!: string;
  @Uuid({ nullable: true }) finishedBy!: string | null;
  @Text({ nullable: true, max: 500 }) note!: string | null;
}
export const RedemptionAdminPage = pageOf(RedemptionAdminDto);

export class RedemptionAdminQuery extends PageQuery {
  @Uuid(optional) customerId?: string;
  @Uuid(optional) rewardId?: string;
  @OneOf(STATES, optional) state?: Redemption['state'];
}

export class CancelRedemptionDto {
  @Text({ min: 3, max: 500, example: 'The product was withdrawn' }) reason!: string;
}

export class HandOverDto {
  @Text({ min: 3, max: 500, example: 'Sent with DHL 00340434161094' }) note!: string;
}

export function rewardAdminDto({ tiers, ...reward }: Reward): RewardAdminDto {
  return {
    ...reward,
    tiers: [...tiers],
    startsAt: reward.startsAt.toISOString(),
    endsAt: reward.endsAt?.toISOString() ?? null,
    createdAt: reward.createdAt.toISOString(),
    updatedAt: reward.updatedAt.toISOString(),
  };
}

export function rewardDto({ reward, refusal }: OfferedReward): RewardDto {
  const { id, name, description, kind, asset, price: cost, productId, stock, redeemed, perCustomerLimit } = reward;
  return {
    id,
    name,
    description,
    kind,
    asset,
    price: cost,
    productId,
    left: stock === null ? null : stock - redeemed,
    perCustomerLimit,
    tiers: [...reward.tiers],
    endsAt: reward.endsAt?.toISOString() ?? null,
    redeemable: refusal === undefined,
    refusal: refusal === undefined ? null : refusalCode(refusal),
  };
}

export function redemptionDto(redemption: Redemption): RedemptionDto {
  const { id, rewardId, rewardName, kind, asset, price: cost, productId, link, voucher, state } = redemption;
  return {
    id,
    rewardId,
    rewardName,
    kind,
    asset,
    price: cost,
    productId,
    link: state === 'cancelled' ? null : link,
    voucher,
    state,
    redeemedAt: redemption.redeemedAt.toISOString(),
    finishedAt: redemption.finishedAt?.toISOString() ?? null,
  };
}

export function redemptionAdminDto(redemption: Redemption): RedemptionAdminDto {
  const { customerId, finishedBy, note } = redemption;
  return { ...redemptionDto(redemption), customerId, finishedBy, note };
}

/** Times as times; what is absent stays absent. */
export function rewardEdit({ startsAt, endsAt, ...rest }: EditRewardDto): RewardEdit {
  return {
    ...rest,
    ...(startsAt !== undefined && { startsAt: new Date(startsAt) }),
    ...(endsAt !== undefined && { endsAt: endsAt === null ? null : new Date(endsAt) }),
  };
}

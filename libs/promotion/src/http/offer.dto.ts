/** What offers look like over HTTP. Amounts are minor units of the store's currency, percentages basis points. */
import { Integer, ListOf, Money, Nested, OneOf, pageOf, PageQuery, Text, Time, Uuid } from '#libs/platform/http';
import type { OfferRecord } from '../db/offer.statements.js';
import { OFFER_KINDS, SCOPE_IDS_MAX, SCOPE_KINDS, TIERS_MAX } from '../offer.rules.js';
import {
  type Offer,
  type OfferKind,
  type OfferRules,
  type OfferState,
  offerState,
  type Scope,
} from '../pricing/offer.types.js';

const BPS_MAX = 10_000;
const UNITS_MAX = 1_000_000_000;
const TIER_NAME = /^[a-z0-9][a-z0-9_-]{0,39}$/;
const MEMBER_TIERS_MAX = 20;
export const OFFER_STATES: readonly OfferState[] = ['hidden', 'upcoming', 'running', 'ended'];

export class ScopeDto {
  @OneOf(SCOPE_KINDS, { description: 'A category covers its descendants', example: 'merchants' })
  kind!: Scope['kind'];

  @ListOf('uuid', {
    optional: true,
    max: SCOPE_IDS_MAX,
    unique: true,
    description: 'Of what kind says; absent for all',
  })
  ids?: string[];
}

export class GiftDto {
  @Uuid()
  variantId!: string;

  @Integer({ min: 1, max: 999, example: 1 })
  quantity!: number;

  @Money({ min: 1, example: 1500, description: 'What it counts as when offers compete for a line' })
  value!: number;
}

export class TierDto {
  @Money({ min: 1, example: 30000, description: 'What the lines must come to' })
  from!: number;

  @Money({ min: 1, optional: true, example: 5000, description: 'threshold_amount_off' })
  off?: number;

  @Integer({ min: 1, max: BPS_MAX, optional: true, example: 1000, description: 'threshold_percent_off: 1000 is 10 %' })
  offBps?: number;

  @Nested(() => GiftDto, { optional: true, description: 'threshold_gift' })
  gift?: GiftDto;
}

export class MemberPriceDto {
  @Text({ max: 40, pattern: TIER_NAME, example: 'gold' })
  tier!: string;

  @Money({ example: 1799 })
  price!: number;
}

export class MemberDiscountDto {
  @Text({ max: 40, pattern: TIER_NAME, example: 'gold' })
  tier!: string;

  @Integer({ min: 1, max: BPS_MAX, example: 500 })
  offBps!: number;
}

export class WindowDto {
  @Time({ optional: true, nullable: true, description: 'Shown as upcoming from then on' })
  preheatFrom?: string | null;

  @Time()
  startsAt!: string;

  @Time({ optional: true, nullable: true, description: 'Absent: until it is stopped', example: '2026-12-01T00:00:00Z' })
  endsAt?: string | null;
}

export class OfferTermsDto extends WindowDto {
  @Text({ max: 120, example: '50 off from 300' })
  name!: string;

  @OneOf(OFFER_KINDS, { example: 'threshold_amount_off' })
  kind!: OfferKind;

  @Nested(() => ScopeDto)
  scope!: ScopeDto;

  @Money({ optional: true, example: 5900, description: 'item_price, flash_sale: the price of a unit' })
  price?: number;

  @Integer({ min: 1, max: BPS_MAX, optional: true, example: 1200, description: 'item_percent: 1200 is 12 % off' })
  offBps?: number;

  @ListOf(() => MemberPriceDto, { optional: true, max: MEMBER_TIERS_MAX, description: 'member_price' })
  memberPrices?: MemberPriceDto[];

  @ListOf(() => MemberDiscountDto, { optional: true, max: MEMBER_TIERS_MAX, description: 'member_percent' })
  memberOffBps?: MemberDiscountDto[];

  @ListOf(() => TierDto, { optional: true, max: TIERS_MAX, description: 'threshold_*: rising' })
  tiers?: TierDto[];

  @Integer({
    min: 1,
    max: UNITS_MAX,
    optional: true,
    nullable: true,
    example: 100,
    description: 'flash_sale: units in all',
  })
  quota?: number | null;

  @Integer({
    min: 1,
    max: UNITS_MAX,
    optional: true,
    nullable: true,
    example: 2,
    description: 'flash_sale: units a customer',
  })
  perCustomerLimit?: number | null;
}

export class CloneDto extends WindowDto {
  @Text({ max: 120, optional: true, description: 'Absent: as the original', example: '50 off from 300, again' })
  name?: string;
}

/** An offer as customers see it. */
export class OfferDto extends OfferTermsDto {
  @Uuid()
  id!: string;

  @OneOf(OFFER_STATES, { example: 'running' })
  state!: OfferState;
}

/** An offer as operators see it. */
export class AdminOfferDto extends OfferDto {
  @Time({ nullable: true })
  stoppedAt!: string | null;

  @Integer({ min: 0, example: 3, description: 'Flash units of orders not paid yet' })
  claimed!: number;

  @Integer({ min: 0, example: 12, description: 'Flash units of paid orders' })
  sold!: number;

  @Time()
  createdAt!: string;

  @Integer({ min: 1, example: 17 })
  version!: number;
}

export class AdminOfferQuery extends PageQuery {
  @OneOf(OFFER_KINDS, { optional: true })
  kind?: OfferKind;

  @OneOf(OFFER_STATES, { optional: true })
  state?: OfferState;
}

export class OfferQuery extends PageQuery {
  @OneOf(['upcoming', 'running'], { optional: true, description: 'Absent: both' })
  state?: 'upcoming' | 'running';

  @Uuid({ optional: true, description: 'Only offers that name this variant' })
  variantId?: string;

  @Uuid({ optional: true, description: 'Only offers that name this merchant' })
  merchantId?: string;

  @Uuid({ optional: true, description: 'Only offers that name this category' })
  categoryId?: string;
}

export const OfferPage = pageOf(OfferDto);
export const AdminOfferPage = pageOf(AdminOfferDto);

export function offerDto(offer: Offer, now: Date): OfferDto {
  const { offerId, name, rules, scope, preheatFrom, startsAt, endsAt, quota, perCustomerLimit } = offer;
  return {
    id: offerId,
    name,
    kind: rules.kind,
    state: offerState(offer, now),
    scope: { kind: scope.kind, ...(scope.kind !== 'all' && { ids: [...scope.ids] }) },
    ...rulesDto(rules),
    preheatFrom: preheatFrom?.toISOString() ?? null,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
    quota,
    perCustomerLimit,
  };
}

export function adminOfferDto(offer: OfferRecord, now: Date): AdminOfferDto {
  const { stoppedAt, claimed, sold, createdAt, version } = offer;
  return {
    ...offerDto(offer, now),
    stoppedAt: stoppedAt?.toISOString() ?? null,
    claimed,
    sold,
    createdAt: createdAt.toISOString(),
    version,
  };
}

/** A window as pricing has it. */
export function windowOf({ preheatFrom, startsAt, endsAt }: WindowDto): {
  readonly preheatFrom: Date | null;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
} {
  return {
    preheatFrom: momentOf(preheatFrom),
    startsAt: new Date(startsAt),
    endsAt: momentOf(endsAt),
  };
}

/** An optional time of a body. */
export function momentOf(time: string | null | undefined): Date | null {
  return time === null || time === undefined ? null : new Date(time);
}

function rulesDto(
  rules: OfferRules,
): Pick<OfferTermsDto, 'price' | 'offBps' | 'memberPrices' | 'memberOffBps' | 'tiers'> {
  switch (rules.kind) {
    case 'item_price':
    case 'flash_sale':
      return { price: rules.priceMinor };
    case 'item_percent':
      return { offBps: rules.offBps };
    case 'member_price':
      return { memberPrices: Object.entries(rules.tierPricesMinor).map(([tier, price]) => ({ tier, price })) };
    case 'member_percent':
      return { memberOffBps: Object.entries(rules.tierOffBps).map(([tier, offBps]) => ({ tier, offBps })) };
    case 'threshold_amount_off':
      return { tiers: rules.tiers.map(({ fromMinor, offMinor }) => ({ from: fromMinor, off: offMinor })) };
    case 'threshold_percent_off':
      return { tiers: rules.tiers.map(({ fromMinor, offBps }) => ({ from: fromMinor, offBps })) };
    case 'threshold_gift':
      return {
        tiers: rules.tiers.map(({ fromMinor, gift }) => ({
          from: fromMinor,
          gift: { variantId: gift.variantId, quantity: gift.quantity, value: gift.valueMinor },
        })),
      };
  }
}

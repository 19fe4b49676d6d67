/** What coupons look like over HTTP. Amounts are minor units of the store's currency, percentages basis points. */
import { Integer, ListOf, Money, Nested, OneOf, pageOf, PageQuery, Text, Time, Uuid } from '#libs/platform/http';
import type { CouponRecord, CouponWithGrant } from '../db/coupon.statements.js';
import type { Coupon } from '../pricing/offer.types.js';
import { ScopeDto } from './offer.dto.js';

const BPS_MAX = 10_000;
const UNITS_MAX = 1_000_000_000;
const DAYS_MAX = 3_650;
const GRANTS_AT_ONCE_MAX = 1_000;
const CODE = /^[A-Za-z0-9][A-Za-z0-9-]{2,31}$/;
const GRANT_STATES = ['open', 'held', 'used'] as const;
const REFUSALS = ['COUPON_ENDED', 'COUPON_NOT_STARTED', 'COUPON_GONE', 'COUPON_USED'] as const;

export class CouponTermsDto {
  @Text({ max: 120, example: 'Welcome: 20.00 off from 200.00' })
  name!: string;

  @Text({
    min: 3,
    max: 32,
    pattern: CODE,
    optional: true,
    nullable: true,
    example: 'WELCOME',
    description: 'Absent: only operators give it away',
  })
  code?: string | null;

  @Nested(() => ScopeDto)
  scope!: ScopeDto;

  @Money({ min: 1, optional: true, example: 2000, description: 'An amount off; either this or offBps' })
  off?: number;

  @Integer({ min: 1, max: BPS_MAX, optional: true, example: 1000, description: 'A share off: 1000 is 10 %' })
  offBps?: number;

  @Money({ min: 1, optional: true, nullable: true, example: 5000, description: 'With offBps: at most so much' })
  cap?: number | null;

  @Money({ default: 0, example: 20000, description: 'What the goods must come to after offers' })
  minSpend: number = 0;

  @Time()
  startsAt!: string;

  @Time({ optional: true, nullable: true, example: '2026-12-31T00:00:00Z' })
  endsAt?: string | null;

  @Integer({
    min: 1,
    max: DAYS_MAX,
    optional: true,
    nullable: true,
    example: 30,
    description: 'Valid so many days after claiming; absent: from startsAt to endsAt',
  })
  validDays?: number | null;

  @Integer({
    min: 1,
    max: UNITS_MAX,
    optional: true,
    nullable: true,
    example: 10000,
    description: 'How many there are in all',
  })
  totalLimit?: number | null;

  @Integer({ min: 1, max: 1000, default: 1, example: 1, description: 'How many a customer may have' })
  perCustomerLimit: number = 1;
}

/** When a coupon can be claimed, and how long a claimed one is valid. */
export class CouponWindowDto {
  @Time()
  startsAt!: string;

  @Time({ optional: true, nullable: true, example: '2026-12-31T00:00:00Z' })
  endsAt?: string | null;

  @Integer({ min: 1, max: DAYS_MAX, optional: true, nullable: true, example: 30 })
  validDays?: number | null;
}

export class CouponCloneDto extends CouponWindowDto {
  @Text({ max: 120, optional: true, description: 'Absent: as the original', example: 'Welcome, again' })
  name?: string;

  @Text({
    min: 3,
    max: 32,
    pattern: CODE,
    optional: true,
    nullable: true,
    example: 'WELCOME2',
    description: 'Absent: only operators give it away',
  })
  code?: string | null;
}

export class AdminCouponDto extends CouponTermsDto {
  @Uuid()
  id!: string;

  @Integer({ min: 0, example: 12, description: 'How many were claimed or given' })
  granted!: number;

  @Time({ nullable: true })
  stoppedAt!: string | null;

  @Time()
  createdAt!: string;

  @Integer({ min: 1, example: 1 })
  version!: number;
}

/** A coupon a customer has. */
export class MyCouponDto {
  @Uuid({ description: 'This one coupon of the customer' })
  id!: string;

  @Uuid()
  couponId!: string;

  @Text({ max: 120, example: 'Welcome: 20.00 off from 200.00' })
  name!: string;

  @Text({ max: 32, nullable: true, example: 'WELCOME' })
  code!: string | null;

  @Nested(() => ScopeDto)
  scope!: ScopeDto;

  @Money({ optional: true, example: 2000 })
  off?: number;

  @Integer({ min: 1, max: BPS_MAX, optional: true, example: 1000 })
  offBps?: number;

  @Money({ optional: true, nullable: true, example: 5000 })
  cap?: number | null;

  @Money({ example: 20000 })
  minSpend!: number;

  @OneOf(GRANT_STATES, { description: 'held: on an order that is not paid yet', example: 'open' })
  state!: (typeof GRANT_STATES)[number];

  @Time()
  validFrom!: string;

  @Time({ nullable: true })
  validUntil!: string | null;

  @Time()
  claimedAt!: string;
}

export class ClaimCouponDto {
  @Text({ min: 3, max: 32, pattern: CODE, example: 'WELCOME', description: 'Capitals do not matter' })
  code!: string;
}

export class GiveCouponsDto {
  @ListOf('uuid', { min: 1, max: GRANTS_AT_ONCE_MAX, unique: true })
  customerIds!: string[];
}

export class GivenCouponDto {
  @Uuid()
  customerId!: string;

  @Uuid({ nullable: true, description: 'Null when refused' })
  grantId!: string | null;

  @OneOf(REFUSALS, { nullable: true, example: null })
  reason!: (typeof REFUSALS)[number] | null;
}

export class MyCouponQuery extends PageQuery {
  @OneOf(GRANT_STATES, { optional: true })
  state?: (typeof GRANT_STATES)[number];
}

export const AdminCouponPage = pageOf(AdminCouponDto);
export const MyCouponPage = pageOf(MyCouponDto);

export function adminCouponDto(coupon: CouponRecord): AdminCouponDto {
  return {
    id: coupon.couponId,
    name: coupon.name,
    code: coupon.code,
    ...termsDto(coupon),
    startsAt: coupon.startsAt.toISOString(),
    endsAt: coupon.endsAt?.toISOString() ?? null,
    validDays: coupon.validDays,
    totalLimit: coupon.totalLimit,
    perCustomerLimit: coupon.perCustomerLimit,
    granted: coupon.granted,
    stoppedAt: coupon.stoppedAt?.toISOString() ?? null,
    createdAt: coupon.createdAt.toISOString(),
    version: coupon.version,
  };
}

export function myCouponDto(row: CouponWithGrant): MyCouponDto {
  return {
    id: row.grantId!,
    couponId: row.couponId,
    name: row.name,
    code: row.code,
    ...termsDto(row),
    state: row.state!,
    validFrom: row.validFrom!.toISOString(),
    validUntil: row.validUntil?.toISOString() ?? null,
    claimedAt: row.grantedAt!.toISOString(),
  };
}

function termsDto({
  scope,
  rules,
  minSpendMinor,
}: CouponRecord): Pick<MyCouponDto, 'scope' | 'off' | 'offBps' | 'cap' | 'minSpend'> {
  return {
    scope: { kind: scope.kind, ...(scope.kind !== 'all' && { ids: [...scope.ids] }) },
    ...rulesDto(rules),
    minSpend: minSpendMinor,
  };
}

function rulesDto(rules: Coupon['rules']): Pick<MyCouponDto, 'off' | 'offBps' | 'cap'> {
  return rules.kind === 'amount' ? { off: rules.offMinor } : { offBps: rules.offBps, cap: rules.capMinor };
}

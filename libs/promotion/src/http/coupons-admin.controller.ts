import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Answer, Idempotency, uuid7 } from '#libs/platform';
import {
  Access,
  Caller,
  created,
  IfMatch,
  momentCursor,
  Operation,
  OptionalIdempotencyKey,
  pageFrom,
  PageQuery,
  platformProblems,
  staleVersion,
  VERSION_PROBLEMS,
  Versioned,
  versioned,
  type Page,
  type Principal,
} from '#libs/platform/http';
import { checkedCouponTerms } from '../coupon.rules.js';
import { CouponService, type CouponOutcome, type CouponWindow, type GrantOutcome } from '../coupon.service.js';
import type { CouponRecord } from '../db/coupon.statements.js';
import { type TermsFault, windowFaults } from '../offer.rules.js';
import { promotionProblems } from '../promotion.errors.js';
import {
  AdminCouponDto,
  adminCouponDto,
  AdminCouponPage,
  CouponCloneDto,
  CouponTermsDto,
  CouponWindowDto,
  GiveCouponsDto,
  GivenCouponDto,
} from './coupon.dto.js';
import { momentOf } from './offer.dto.js';

@ApiTags('promotion administration')
@Access('operator', 'admin')
@Controller('v1/admin/coupons')
export class CouponsAdminController {
  constructor(
    private readonly coupons: CouponService,
    private readonly idempotency: Idempotency,
  ) {}

  @Post()
  @Operation({
    id: 'createCoupon',
    summary: 'Make a coupon',
    answer: { status: 201, type: AdminCouponDto },
    problems: ['COUPON_INVALID', 'COUPON_CODE_TAKEN'],
    idempotent: 'honoured',
  })
  create(
    @Caller() caller: Principal,
    @Body() body: CouponTermsDto,
    @OptionalIdempotencyKey() key: string | undefined,
  ): Promise<Answer<AdminCouponDto>> {
    return this.idempotency.once({ principal: caller, key, operation: 'createCoupon', body }, async (tx) => {
      const window = { startsAt: new Date(body.startsAt), endsAt: momentOf(body.endsAt) };
      const terms = validCoupon(body, tx.now);
      const coupon = await this.coupons.create(tx, {
        ...window,
        ...terms,
        couponId: uuid7(),
        code: body.code?.toUpperCase() ?? null,
        name: body.name,
        minSpendMinor: body.minSpend,
        validDays: body.validDays ?? null,
        totalLimit: body.totalLimit ?? null,
        perCustomerLimit: body.perCustomerLimit,
        createdBy: caller.id,
      });
      if (coupon === undefined) throw promotionProblems.COUPON_CODE_TAKEN('choose another code');
      return created(adminCouponDto(coupon));
    });
  }

  @Get()
  @Operation({ id: 'listCoupons', summary: 'Coupons, newest first', answer: { status: 200, type: AdminCouponPage } })
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<AdminCouponDto>> {
    const last = momentCursor(cursor);
    const rows = await this.coupons.list(limit + 1, last && { createdAt: last.at, couponId: last.id });
    return pageFrom(rows, limit, {
      cursor: (last) => [last.createdAt.getTime(), last.couponId],
      item: adminCouponDto,
    });
  }

  @Get(':id')
  @Operation({ id: 'getCoupon', summary: 'A coupon with its counters', answer: { status: 200, type: AdminCouponDto } })
  async read(@Param('id') id: string): Promise<Answer<AdminCouponDto>> {
    const coupon = await this.coupons.find(id);
    if (coupon === undefined) throw noCoupon();
    return versioned(adminCouponDto(coupon));
  }

  @Versioned()
  @Post(':id/stop')
  @Operation({
    id: 'stopCoupon',
    summary: 'No one can claim or use it from now on; orders that have it keep it',
    answer: { status: 201, type: AdminCouponDto },
    problems: VERSION_PROBLEMS,
    idempotent: 'honoured',
  })
  stop(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number,
    @OptionalIdempotencyKey() key: string | undefined,
  ): Promise<Answer<AdminCouponDto>> {
    const call = { principal: caller, key, operation: 'stopCoupon', body: { id, version } };
    return this.idempotency.once(call, async (tx) =>
      created(adminCouponDto(couponOf(await this.coupons.stop(tx, { couponId: id, version })))),
    );
  }

  @Versioned()
  @Post(':id/schedule')
  @Operation({
    id: 'scheduleCoupon',
    summary: 'Move the window in which a coupon can be claimed; claimed ones keep their dates',
    answer: { status: 201, type: AdminCouponDto },
    problems: ['STALE_VERSION', 'IF_MATCH_MISSING', 'COUPON_INVALID', 'COUPON_STOPPED'],
    idempotent: 'honoured',
  })
  schedule(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number,
    @Body() body: CouponWindowDto,
    @OptionalIdempotencyKey() key: string | undefined,
  ): Promise<Answer<AdminCouponDto>> {
    const call = { principal: caller, key, operation: 'scheduleCoupon', body: { id, version, ...body } };
    return this.idempotency.once(call, async (tx) => {
      const which = { couponId: id, version };
      return created(adminCouponDto(couponOf(await this.coupons.schedule(tx, which, validWindow(body, tx.now)))));
    });
  }

  @Post(':id/clones')
  @Operation({
    id: 'cloneCoupon',
    summary: 'Make a coupon with the terms of another, under a code and in a window of its own',
    answer: { status: 201, type: AdminCouponDto },
    problems: ['COUPON_INVALID', 'COUPON_CODE_TAKEN'],
    idempotent: 'honoured',
  })
  clone(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: CouponCloneDto,
    @OptionalIdempotencyKey() key: string | undefined,
  ): Promise<Answer<AdminCouponDto>> {
    const call = { principal: caller, key, operation: 'cloneCoupon', body: { id, ...body } };
    return this.idempotency.once(call, async (tx) => {
      const { name } = body;
      const copy = { couponId: uuid7(), code: body.code?.toUpperCase() ?? null, createdBy: caller.id };
      const window = validWindow(body, tx.now);
      const outcome = await this.coupons.clone(tx, id, { ...copy, ...window, ...(name !== undefined && { name }) });
      return created(adminCouponDto(couponOf(outcome)));
    });
  }

  @Post(':id/grants')
  @Operation({
    id: 'giveCoupons',
    summary: 'Give a coupon to customers; each gets one or a reason',
    answer: { status: 201, type: GivenCouponDto, list: true },
    idempotent: 'honoured',
  })
  give(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: GiveCouponsDto,
    @OptionalIdempotencyKey() key: string | undefined,
  ): Promise<Answer<GivenCouponDto[]>> {
    const call = { principal: caller, key, operation: 'giveCoupons', body: { id, ...body } };
    return this.idempotency.once(call, async (tx) => {
      const giving = { couponId: id, customerIds: body.customerIds, source: 'operator' as const, grantedBy: caller.id };
      const outcomes = await this.coupons.grant(tx, giving);
      if (outcomes === undefined) throw noCoupon();
      return { status: 201, body: outcomes.map(givenDto) };
    });
  }
}

/** Terms of a coupon that fit together. @throws Problem 422 COUPON_INVALID */
export function validCoupon(
  body: CouponTermsDto,
  now: Date,
): Exclude<ReturnType<typeof checkedCouponTerms>, readonly TermsFault[]> {
  const terms = checkedCouponTerms(body, { startsAt: new Date(body.startsAt), endsAt: momentOf(body.endsAt) }, now);
  if ('rules' in terms) return terms;
  throw invalidCoupon(terms);
}

function validWindow(body: CouponWindowDto, now: Date): CouponWindow {
  const window = {
    startsAt: new Date(body.startsAt),
    endsAt: momentOf(body.endsAt),
    validDays: body.validDays ?? null,
  };
  const faults = windowFaults({ ...window, preheatFrom: null }, now);
  if (faults.length > 0) throw invalidCoupon(faults);
  return window;
}

function invalidCoupon(errors: readonly TermsFault[]): Error {
  return promotionProblems.COUPON_INVALID(`${errors[0]!.path} ${errors[0]!.message}`, { errors });
}

function couponOf(outcome: CouponOutcome): CouponRecord {
  switch (outcome.kind) {
    case 'done':
      return outcome.coupon;
    case 'unknown':
      throw noCoupon();
    case 'stale':
      throw staleVersion(outcome.version);
    case 'stopped':
      throw promotionProblems.COUPON_STOPPED('clone it instead');
    case 'code_taken':
      throw promotionProblems.COUPON_CODE_TAKEN('choose another code');
  }
}

function givenDto(outcome: GrantOutcome): GivenCouponDto {
  const { customerId } = outcome;
  return outcome.kind === 'granted'
    ? { customerId, grantId: outcome.grantId, reason: null }
    : { customerId, grantId: null, reason: outcome.reason };
}

function noCoupon(): Error {
  return platformProblems.NOT_FOUND('there is no such coupon');
}

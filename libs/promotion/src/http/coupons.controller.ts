import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Answer, Idempotency } from '#libs/platform';
import {
  Access,
  Caller,
  Operation,
  OptionalIdempotencyKey,
  pageFrom,
  type Page,
  type Principal,
  idCursor,
} from '#libs/platform/http';
import { CouponService } from '../coupon.service.js';
import { promotionProblems } from '../promotion.errors.js';
import { ClaimCouponDto, MyCouponDto, myCouponDto, MyCouponPage, MyCouponQuery } from './coupon.dto.js';

@ApiTags('promotion')
@Access('customer')
@Controller('v1')
export class CouponsController {
  constructor(
    private readonly coupons: CouponService,
    private readonly idempotency: Idempotency,
  ) {}

  @Post('coupon-claims')
  @Operation({
    id: 'claimCoupon',
    summary: 'Claim a coupon by its code',
    answer: { status: 201, type: MyCouponDto },
    problems: ['COUPON_UNKNOWN', 'COUPON_NOT_TO_BE_HAD'],
    idempotent: 'honoured',
  })
  claim(
    @Caller() caller: Principal,
    @Body() body: ClaimCouponDto,
    @OptionalIdempotencyKey() key: string | undefined,
  ): Promise<Answer<MyCouponDto>> {
    return this.idempotency.once({ principal: caller, key, operation: 'claimCoupon', body }, async (tx) => {
      const outcome = await this.coupons.claimByCode(tx, { code: body.code, customerId: caller.id });
      if (outcome.kind === 'unknown') throw promotionProblems.COUPON_UNKNOWN('check the code');
      if (outcome.kind === 'refused')
        throw promotionProblems.COUPON_NOT_TO_BE_HAD(WHY[outcome.reason], { reason: outcome.reason });
      return { status: 201, body: myCouponDto((await this.coupons.findGrant(tx, outcome.grantId))!) };
    });
  }

  @Get('me/coupons')
  @Operation({
    id: 'listMyCoupons',
    summary: "The caller's coupons, last claimed first",
    answer: { status: 200, type: MyCouponPage },
  })
  async list(@Caller() caller: Principal, @Query() query: MyCouponQuery): Promise<Page<MyCouponDto>> {
    const { limit, cursor, state } = query;
    const afterGrantId = idCursor(cursor);
    const rows = await this.coupons.listOf(caller.id, { limit: limit + 1, afterGrantId, state });
    return pageFrom(rows, limit, { cursor: (last) => [last.grantId], item: myCouponDto });
  }
}

const WHY = {
  COUPON_ENDED: 'it can no longer be claimed',
  COUPON_NOT_STARTED: 'it cannot be claimed yet',
  COUPON_GONE: 'all of them have been claimed',
  COUPON_USED: 'you have had as many as one customer may',
} as const;

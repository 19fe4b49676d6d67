/** What a customer can have for credit or points, and has had. */
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Idempotency, uuid7, type Answer } from '#libs/platform';
import {
  Access,
  Caller,
  IdempotencyKey,
  Operation,
  pageFrom,
  PageQuery,
  type Page,
  type Principal,
  idCursor,
} from '#libs/platform/http';
import { loyaltyProblems } from '../loyalty.errors.js';
import { RedemptionService } from '../redemption.service.js';
import { RewardCatalogue } from '../reward-catalogue.service.js';
import { noReward, refusedRedemption } from './refusals.js';
import {
  RedemptionDto,
  redemptionDto,
  RedemptionPage,
  RedemptionParams,
  RewardDto,
  rewardDto,
  RewardPage,
  RewardParams,
} from './reward.dto.js';

@ApiTags('loyalty')
@Access('customer')
@Controller('v1')
export class RewardsController {
  constructor(
    private readonly catalogue: RewardCatalogue,
    private readonly redemptions: RedemptionService,
    private readonly idempotency: Idempotency,
  ) {}

  @Get('rewards')
  @Operation({
    id: 'listRewards',
    summary: 'What can be had for credit or points now, newest first',
    answer: { status: 200, type: RewardPage },
    problems: ['INVALID_CURSOR'],
  })
  async list(@Caller() caller: Principal, @Query() query: PageQuery): Promise<Page<RewardDto>> {
    const page = { before: idCursor(query.cursor) ?? null, limit: query.limit + 1 };
    return pageFrom(await this.catalogue.offered(caller.id, page), query.limit, {
      cursor: (last) => [last.reward.id],
      item: rewardDto,
    });
  }

  @Get('rewards/:rewardId')
  @Operation({
    id: 'getReward',
    summary: 'One reward',
    answer: { status: 200, type: RewardDto },
    problems: ['REWARD_NOT_FOUND'],
  })
  async read(@Caller() caller: Principal, @Param() { rewardId }: RewardParams): Promise<RewardDto> {
    const offered = await this.catalogue.offeredOne(caller.id, rewardId);
    if (offered === undefined) throw noReward();
    return rewardDto(offered);
  }

  @Post('rewards/:rewardId/redemptions')
  @Operation({
    id: 'redeemReward',
    summary: 'Redeem a reward; its price is taken at once',
    description:
      'early_access opens its product to you before its time; content answers its link; a gift answers a voucher.',
    idempotent: 'required',
    answer: { status: 201, type: RedemptionDto },
    problems: [
      'REWARD_NOT_FOUND',
      'REWARD_NOT_OFFERED',
      'REWARD_SOLD_OUT',
      'REWARD_LIMIT',
      'TIER_REQUIRED',
      'INSUFFICIENT_POINTS',
      'INSUFFICIENT_CREDIT',
      'WALLET_FROZEN',
    ],
  })
  redeem(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Param() { rewardId }: RewardParams,
  ): Promise<Answer<RedemptionDto>> {
    const call = { principal: caller, key, operation: 'redeemReward', body: { rewardId } };
    return this.idempotency.once(call, async (tx) => {
      const [outcome] = await this.redemptions.redeem(tx, [{ redemptionId: uuid7(), rewardId, customerId: caller.id }]);
      if (outcome!.kind !== 'redeemed') throw refusedRedemption(outcome!);
      return { status: 201, body: redemptionDto(outcome!.redemption) };
    });
  }

  @Get('redemptions')
  @Operation({
    id: 'listRedemptions',
    summary: 'What you have redeemed, newest first',
    answer: { status: 200, type: RedemptionPage },
    problems: ['INVALID_CURSOR'],
  })
  async redeemed(@Caller() caller: Principal, @Query() query: PageQuery): Promise<Page<RedemptionDto>> {
    const page = { before: idCursor(query.cursor) ?? null, limit: query.limit + 1 };
    const rows = await this.redemptions.list({ customerId: caller.id }, page);
    return pageFrom(rows, query.limit, { cursor: (last) => [last.id], item: redemptionDto });
  }

  @Get('redemptions/:redemptionId')
  @Operation({
    id: 'getRedemption',
    summary: 'One redemption, with its link or voucher',
    answer: { status: 200, type: RedemptionDto },
    problems: ['REDEMPTION_NOT_FOUND'],
  })
  async one(@Caller() caller: Principal, @Param() { redemptionId }: RedemptionParams): Promise<RedemptionDto> {
    const redemption = await this.redemptions.find(redemptionId, caller.id);
    if (redemption === undefined) throw loyaltyProblems.REDEMPTION_NOT_FOUND('there is no such redemption');
    return redemptionDto(redemption);
  }
}

/** The catalogue of rewards and what became of redemptions, for operators. */
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database, Idempotency, uuid7, type Answer } from '#libs/platform';
import {
  Access,
  Caller,
  created,
  IdempotencyKey,
  IfMatch,
  Operation,
  OptionalIdempotencyKey,
  pageFrom,
  Versioned,
  versioned,
  VERSION_PROBLEMS,
  type Page,
  type Principal,
  idCursor,
} from '#libs/platform/http';
import { loyaltyProblems } from '../loyalty.errors.js';
import { ProductDirectory } from '../loyalty.ports.js';
import { RedemptionService } from '../redemption.service.js';
import { RewardCatalogue } from '../reward-catalogue.service.js';
import { noReward, refusedFinish, rewardOf } from './refusals.js';
import {
  CancelRedemptionDto,
  EditRewardDto,
  HandOverDto,
  NewRewardDto,
  RedemptionAdminDto,
  redemptionAdminDto,
  RedemptionAdminPage,
  RedemptionAdminQuery,
  RedemptionParams,
  RewardAdminDto,
  rewardAdminDto,
  RewardAdminPage,
  RewardAdminQuery,
  RewardParams,
  rewardEdit,
} from './reward.dto.js';

const FINISH_PROBLEMS = ['REDEMPTION_NOT_FOUND', 'REDEMPTION_STATE'];

@ApiTags('loyalty administration')
@Access('operator', 'admin')
@Controller('v1/admin')
export class RewardsAdminController {
  constructor(
    private readonly database: Database,
    private readonly catalogue: RewardCatalogue,
    private readonly redemptions: RedemptionService,
    private readonly products: ProductDirectory,
    private readonly idempotency: Idempotency,
  ) {}

  @Post('rewards')
  @Operation({
    id: 'createReward',
    summary: 'Offer a reward',
    answer: { status: 201, type: RewardAdminDto },
    problems: ['REWARD_INVALID'],
    idempotent: 'honoured',
  })
  async create(
    @Caller() caller: Principal,
    @Body() body: NewRewardDto,
    @OptionalIdempotencyKey() key: string | undefined,
  ): Promise<Answer<RewardAdminDto>> {
    const { productId = null, link = null, stock = null, perCustomerLimit = null } = body;
    // Asked before the transaction: none waits for a connection while it holds one.
    if (productId !== null && !(await this.products.exists(productId)))
      throw loyaltyProblems.REWARD_INVALID('there is no such product', { problems: ['there is no such product'] });
    return this.idempotency.once({ principal: caller, key, operation: 'createReward', body }, async (tx) => {
      const { startsAt = null, endsAt = null, ...edit } = rewardEdit(body);
      const { kind, asset, name, price } = body;
      const texts = { name, description: edit.description ?? '', kind, asset, price, productId, link };
      const limits = { stock, perCustomerLimit, tiers: edit.tiers ?? [], startsAt, endsAt, shelf: edit.shelf ?? 'on' };
      const outcome = await this.catalogue.create(tx, { id: uuid7(), ...texts, ...limits }, { author: caller.id });
      return created(rewardAdminDto(rewardOf(outcome)));
    });
  }

  @Get('rewards')
  @Operation({
    id: 'listRewardsForAdmin',
    summary: 'Rewards on and off the shelf, newest first',
    answer: { status: 200, type: RewardAdminPage },
    problems: ['INVALID_CURSOR'],
  })
  async list(@Query() query: RewardAdminQuery): Promise<Page<RewardAdminDto>> {
    const { limit, cursor, shelf } = query;
    const page = { before: idCursor(cursor) ?? null, limit: limit + 1 };
    const rows = await this.catalogue.list(shelf === undefined ? {} : { shelf }, page);
    return pageFrom(rows, limit, { cursor: (last) => [last.id], item: rewardAdminDto });
  }

  @Get('rewards/:rewardId')
  @Operation({
    id: 'getRewardForAdmin',
    summary: 'One reward with its link and counters',
    answer: { status: 200, type: RewardAdminDto },
    problems: ['REWARD_NOT_FOUND'],
  })
  async read(@Param() { rewardId }: RewardParams): Promise<Answer<RewardAdminDto>> {
    const reward = await this.catalogue.find(rewardId);
    if (reward === undefined) throw noReward();
    return versioned(rewardAdminDto(reward));
  }

  @Versioned()
  @Patch('rewards/:rewardId')
  @Operation({
    id: 'editReward',
    summary: 'Change a reward, or take it off the shelf',
    description: 'Its kind, what it is paid with and its product stay. What is redeemed stays as it was redeemed.',
    answer: { status: 200, type: RewardAdminDto },
    problems: [...VERSION_PROBLEMS, 'REWARD_NOT_FOUND', 'REWARD_INVALID'],
  })
  async edit(
    @Caller() caller: Principal,
    @Param() { rewardId }: RewardParams,
    @IfMatch() version: number,
    @Body() body: EditRewardDto,
  ): Promise<Answer<RewardAdminDto>> {
    const reward = await this.database.transaction(
      async (tx) => rewardOf(await this.catalogue.edit(tx, { id: rewardId, version }, rewardEdit(body))),
      { by: caller },
    );
    return versioned(rewardAdminDto(reward));
  }

  @Get('redemptions')
  @Operation({
    id: 'listRedemptionsForAdmin',
    summary: 'Redemptions, newest first; gifts to be handed over are `granted`',
    answer: { status: 200, type: RedemptionAdminPage },
    problems: ['INVALID_CURSOR'],
  })
  async redeemed(@Query() query: RedemptionAdminQuery): Promise<Page<RedemptionAdminDto>> {
    const { limit, cursor, ...filter } = query;
    const rows = await this.redemptions.list(filter, { before: idCursor(cursor) ?? null, limit: limit + 1 });
    return pageFrom(rows, limit, { cursor: (last) => [last.id], item: redemptionAdminDto });
  }

  @Post('redemptions/:redemptionId/cancellation')
  @Operation({
    id: 'cancelRedemption',
    summary: 'Take a redemption back: its price is given back, its place is free again',
    description: 'A gift that was handed over cannot be taken back.',
    idempotent: 'required',
    answer: { status: 201, type: RedemptionAdminDto },
    problems: FINISH_PROBLEMS,
  })
  cancel(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Param() { redemptionId }: RedemptionParams,
    @Body() body: CancelRedemptionDto,
  ): Promise<Answer<RedemptionAdminDto>> {
    return this.finish('cancelRedemption', { caller, key, redemptionId }, { state: 'cancelled', note: body.reason });
  }

  @Post('redemptions/:redemptionId/handover')
  @Operation({
    id: 'handOverRedemption',
    summary: 'A gift was handed over',
    idempotent: 'required',
    answer: { status: 201, type: RedemptionAdminDto },
    problems: [...FINISH_PROBLEMS, 'CONFLICT'],
  })
  handOver(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Param() { redemptionId }: RedemptionParams,
    @Body() body: HandOverDto,
  ): Promise<Answer<RedemptionAdminDto>> {
    return this.finish('handOverRedemption', { caller, key, redemptionId }, { state: 'handed_over', note: body.note });
  }

  private finish(
    operation: string,
    call: { readonly caller: Principal; readonly key: string; readonly redemptionId: string },
    end: { readonly state: 'handed_over' | 'cancelled'; readonly note: string },
  ): Promise<Answer<RedemptionAdminDto>> {
    const { caller: principal, key, redemptionId } = call;
    return this.idempotency.once({ principal, key, operation, body: { redemptionId, ...end } }, async (tx) => {
      const outcome = await this.redemptions.finish(tx, redemptionId, { ...end, by: principal.id });
      if (outcome.kind !== 'done') throw refusedFinish(outcome);
      return { status: 201, body: redemptionAdminDto(outcome.redemption) };
    });
  }
}

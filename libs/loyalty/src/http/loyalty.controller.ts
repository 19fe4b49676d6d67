/** A customer's tier, what was earned, and points into credit. */
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Idempotency, uuid7, type Answer } from '#libs/platform';
import {
  Access,
  Caller,
  IdempotencyKey,
  momentCursor,
  Operation,
  pageFrom,
  PageQuery,
  Public,
  type Page,
  type Principal,
  idCursor,
  numberCursor,
  INT4_MAX,
} from '#libs/platform/http';
import { EarningReader } from '../earning.reader.js';
import { LoyaltySettings } from '../loyalty.settings.js';
import { PointsService } from '../points.service.js';
import { TierService } from '../tier.service.js';
import {
  ConversionDto,
  conversionDto,
  ConversionPage,
  ConvertPointsDto,
  EarningDto,
  earningDto,
  EarningPage,
  EarningQuery,
  LoyaltyDto,
  loyaltyDto,
  TierMoveDto,
  TierMovePage,
  tierMoveDto,
  TierTableDto,
  tierTableDto,
} from './loyalty.dto.js';
import { refusedConversion } from './refusals.js';

@ApiTags('loyalty')
@Access('customer')
@Controller('v1')
export class LoyaltyController {
  constructor(
    private readonly reader: EarningReader,
    private readonly tiers: TierService,
    private readonly points: PointsService,
    private readonly idempotency: Idempotency,
    private readonly settings: LoyaltySettings,
  ) {}

  @Get('loyalty')
  @Operation({
    id: 'getLoyalty',
    summary: 'Your tier, what is maturing, and what points are worth',
    answer: { status: 200, type: LoyaltyDto },
  })
  async get(@Caller() caller: Principal): Promise<LoyaltyDto> {
    return loyaltyDto(await this.reader.summary(caller.id), this.settings);
  }

  @Get('loyalty/tiers')
  @Public()
  @Operation({ id: 'listTiers', summary: 'The tiers and what they give', answer: { status: 200, type: TierTableDto } })
  async table(): Promise<TierTableDto> {
    return tierTableDto(await this.tiers.table(), this.settings);
  }

  @Get('loyalty/tier-moves')
  @Operation({
    id: 'listTierMoves',
    summary: 'Your moves from tier to tier, newest first',
    answer: { status: 200, type: TierMovePage },
    problems: ['INVALID_CURSOR'],
  })
  moves(@Caller() caller: Principal, @Query() query: PageQuery): Promise<Page<TierMoveDto>> {
    return movesPage(this.tiers, caller.id, query);
  }

  @Get('loyalty/earnings')
  @Operation({
    id: 'listEarnings',
    summary: 'What your orders and referrals earned, newest first',
    answer: { status: 200, type: EarningPage },
    problems: ['INVALID_CURSOR'],
  })
  async earnings(@Caller() caller: Principal, @Query() query: EarningQuery): Promise<Page<EarningDto>> {
    const { limit, cursor, state } = query;
    const last = momentCursor(cursor);
    const page = { after: last === undefined ? null : { bookedAt: last.at, id: last.id }, limit: limit + 1 };
    const rows = await this.reader.rewards(caller.id, state === undefined ? {} : { state }, page);
    return pageFrom(rows, limit, { cursor: (last) => [last.bookedAt.getTime(), last.id], item: earningDto });
  }

  @Post('points-conversions')
  @Operation({
    id: 'convertPoints',
    summary: 'Turn points into credit',
    description: 'The other way only where the shop allows it. What is converted lasts as long as what is earned.',
    idempotent: 'required',
    answer: { status: 201, type: ConversionDto },
    problems: [
      'POINTS_MULTIPLE',
      'POINTS_MINIMUM',
      'CREDIT_TO_POINTS_OFF',
      'INSUFFICIENT_POINTS',
      'INSUFFICIENT_CREDIT',
      'WALLET_FROZEN',
    ],
  })
  convert(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Body() body: ConvertPointsDto,
  ): Promise<Answer<ConversionDto>> {
    return this.idempotency.once({ principal: caller, key, operation: 'convertPoints', body }, async (tx) => {
      const wish = { ...body, conversionId: uuid7(), customerId: caller.id };
      const outcome = await this.points.convert(tx, wish);
      if (outcome.kind !== 'converted') throw refusedConversion(outcome, wish, this.settings);
      return { status: 201, body: conversionDto(outcome.conversion, this.settings.currency) };
    });
  }

  @Get('points-conversions')
  @Operation({
    id: 'listPointsConversions',
    summary: 'Your conversions, newest first',
    answer: { status: 200, type: ConversionPage },
    problems: ['INVALID_CURSOR'],
  })
  async conversions(@Caller() caller: Principal, @Query() query: PageQuery): Promise<Page<ConversionDto>> {
    const page = { before: idCursor(query.cursor) ?? null, limit: query.limit + 1 };
    return pageFrom(await this.points.list(caller.id, page), query.limit, {
      cursor: (last) => [last.conversionId],
      item: (conversion) => conversionDto(conversion, this.settings.currency),
    });
  }
}

/** A page of somebody's moves. @throws Problem 400 INVALID_CURSOR */
export async function movesPage(tiers: TierService, customerId: string, query: PageQuery): Promise<Page<TierMoveDto>> {
  const before = numberCursor(query.cursor, INT4_MAX) ?? INT4_MAX;
  const rows = await tiers.moves(customerId, { before, limit: query.limit + 1 });
  return pageFrom(rows, query.limit, { cursor: (last) => [last.seq], item: tierMoveDto });
}

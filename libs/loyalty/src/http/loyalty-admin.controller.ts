/** The table of tiers, customers' standing, and rewards that were spent before they were taken back. */
import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database, type Answer, type Tx } from '#libs/platform';
import {
  Access,
  Caller,
  IfMatch,
  Operation,
  pageFrom,
  PageQuery,
  platformProblems,
  staleVersion,
  Versioned,
  versioned,
  VERSION_PROBLEMS,
  type Page,
  type Principal,
  idCursor,
} from '#libs/platform/http';
import { EarningReader } from '../earning.reader.js';
import { loyaltyProblems } from '../loyalty.errors.js';
import { CustomerDirectory } from '../loyalty.ports.js';
import { LoyaltySettings } from '../loyalty.settings.js';
import { tierTableFaults } from '../tier.rules.js';
import { TierService, type TierTable } from '../tier.service.js';
import { movesPage } from './loyalty.controller.js';
import {
  LoyaltyCustomerParams,
  LostRewardDto,
  lostRewardDto,
  LostRewardPage,
  LoyaltyDto,
  loyaltyDto,
  ReplaceTiersDto,
  TierMoveDto,
  TierMovePage,
  TierTableDto,
  tierTableDto,
  tiersOf,
} from './loyalty.dto.js';

@ApiTags('loyalty administration')
@Access('operator', 'admin')
@Controller('v1/admin/loyalty')
export class LoyaltyAdminController {
  constructor(
    private readonly database: Database,
    private readonly tiers: TierService,
    private readonly reader: EarningReader,
    private readonly customers: CustomerDirectory,
    private readonly settings: LoyaltySettings,
  ) {}

  @Get('tiers')
  @Operation({
    id: 'getTierTable',
    summary: 'The table of tiers, with its version',
    answer: { status: 200, type: TierTableDto },
  })
  async table(): Promise<Answer<TierTableDto>> {
    return versioned(tierTableDto(await this.tiers.table(), this.settings));
  }

  @Versioned()
  @Put('tiers')
  @Operation({
    id: 'replaceTierTable',
    summary: 'Put another table of tiers in its place',
    description: 'Placements go by it at once; members move as they pay, and all others within moments by a sweep.',
    answer: { status: 200, type: TierTableDto },
    problems: [...VERSION_PROBLEMS, 'TIERS_INVALID'],
  })
  async replace(
    @Caller() caller: Principal,
    @IfMatch() version: number,
    @Body() body: ReplaceTiersDto,
  ): Promise<Answer<TierTableDto>> {
    const tiers = tiersOf(body);
    const problems = tierTableFaults(tiers);
    if (problems.length > 0) throw loyaltyProblems.TIERS_INVALID(problems[0]!, { problems });
    const replace = async (tx: Tx): Promise<TierTable> => {
      const outcome = await this.tiers.replace(tx, { version, tiers, author: caller.id });
      if ('kind' in outcome) throw staleVersion(outcome.version);
      return outcome;
    };
    const table = await this.database.transaction(replace, { by: caller });
    return versioned(tierTableDto(table, this.settings));
  }

  @Get('customers/:customerId')
  @Operation({
    id: 'getLoyaltyOfCustomer',
    summary: "A customer's tier, spend, what is maturing and what is owed",
    answer: { status: 200, type: LoyaltyDto },
  })
  async customer(@Param() { customerId }: LoyaltyCustomerParams): Promise<LoyaltyDto> {
    await this.mustBeCustomer(customerId);
    return loyaltyDto(await this.reader.summary(customerId), this.settings);
  }

  @Get('customers/:customerId/tier-moves')
  @Operation({
    id: 'listTierMovesOfCustomer',
    summary: "A customer's moves from tier to tier, newest first",
    answer: { status: 200, type: TierMovePage },
    problems: ['INVALID_CURSOR'],
  })
  async moves(@Param() { customerId }: LoyaltyCustomerParams, @Query() query: PageQuery): Promise<Page<TierMoveDto>> {
    await this.mustBeCustomer(customerId);
    return movesPage(this.tiers, customerId, query);
  }

  @Get('lost-rewards')
  @Operation({
    id: 'listLostRewards',
    summary: 'Rewards that were spent before their goods were refunded: written off, or owed',
    answer: { status: 200, type: LostRewardPage },
    problems: ['INVALID_CURSOR'],
  })
  async lost(@Query() query: PageQuery): Promise<Page<LostRewardDto>> {
    const rows = await this.reader.lost({ before: idCursor(query.cursor) ?? null, limit: query.limit + 1 });
    return pageFrom(rows, query.limit, { cursor: (last) => [last.id], item: lostRewardDto });
  }

  /** @throws Problem 404 NOT_FOUND */
  private async mustBeCustomer(customerId: string): Promise<void> {
    if (!(await this.customers.isCustomer(customerId))) throw platformProblems.NOT_FOUND('there is no such customer');
  }
}

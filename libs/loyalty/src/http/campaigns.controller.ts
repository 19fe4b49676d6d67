/** Promotions to many customers, for operators: one proposes, another decides. */
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Idempotency, type Answer } from '#libs/platform';
import {
  Access,
  Caller,
  IdempotencyKey,
  Integer,
  ListOf,
  Money,
  OneOf,
  Operation,
  pageFrom,
  pageOf,
  ProposalDto,
  proposalDto,
  ProposalQuery,
  Text,
  Time,
  Uuid,
  validationFailed,
  type Page,
  type Principal,
  idCursor,
} from '#libs/platform/http';
import { isHouse } from '#libs/wallet-credit';
import { CAMPAIGN_RECIPIENTS_MAX, CampaignService, type CampaignAudience } from '../campaign.service.js';
import type { Campaign } from '../db/campaign.statements.js';
import { loyaltyProblems } from '../loyalty.errors.js';
import { TIER_NAME } from '../tier.rules.js';

const AMOUNT_MAX = 1_000_000_000;
const NAMED_MAX = 1_000;

class ProposeCampaignDto {
  @Text({ max: 120, example: 'Spring thank-you' }) name!: string;
  @OneOf(['credit', 'points'], { default: 'points' }) asset: 'credit' | 'points' = 'points';
  @Integer({ min: 1, max: AMOUNT_MAX, description: 'For each recipient', example: 200 }) amount!: number;
  @Money({ min: 1, description: 'The most that all of them may cost', example: 100_000 }) budget!: number;
  @ListOf('uuid', { optional: true, min: 1, max: NAMED_MAX, unique: true, description: 'Either these customers…' })
  customerIds?: string[];
  @Text({
    optional: true,
    max: 32,
    pattern: TIER_NAME,
    example: 'gold',
    description: '…or all who are in this tier now',
  })
  tier?: string;
  @Time({ optional: true, nullable: true, description: 'When it expires, if ever' }) expiresAt?: string | null;
  @Text({ min: 3, max: 500, example: 'For those who have been with us a year' }) reason!: string;
}

class CampaignDto extends ProposalDto {
  @Uuid() id!: string;
  @Text({ max: 120 }) name!: string;
  @OneOf(['credit', 'points']) asset!: Campaign['asset'];
  @Integer({ min: 1, example: 200 }) amount!: number;
  @Money({ example: 100_000 }) budget!: number;
  @Integer({ min: 1, example: 250 }) recipients!: number;
  @Time({ nullable: true }) expiresAt!: string | null;
  @Text({ max: 500 }) reason!: string;
}
const CampaignPage = pageOf(CampaignDto);

class CampaignParams {
  @Uuid() campaignId!: string;
}

const DECISION_PROBLEMS = ['CAMPAIGN_NOT_FOUND', 'CAMPAIGN_DECIDED', 'CAMPAIGN_NEEDS_SECOND_PERSON'];

@ApiTags('loyalty administration')
@Access('operator', 'admin')
@Controller('v1/admin/promotion-grants')
export class CampaignsController {
  constructor(
    private readonly campaigns: CampaignService,
    private readonly idempotency: Idempotency,
  ) {}

  @Post()
  @Operation({
    id: 'proposePromotionGrant',
    summary: 'Propose a grant of credit or points to many customers',
    idempotent: 'required',
    answer: { status: 201, type: CampaignDto },
    problems: ['CAMPAIGN_BUDGET', 'CAMPAIGN_NOBODY', 'CAMPAIGN_TOO_LARGE'],
  })
  propose(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Body() body: ProposeCampaignDto,
  ): Promise<Answer<CampaignDto>> {
    const audience = audienceOf(body);
    return this.idempotency.once({ principal: caller, key, operation: 'proposePromotionGrant', body }, async (tx) => {
      const expiresAt = typeof body.expiresAt === 'string' ? new Date(body.expiresAt) : null;
      const outcome = await this.campaigns.propose(tx, { ...body, expiresAt, audience, proposedBy: caller.id });
      switch (outcome.kind) {
        case 'proposed':
          return { status: 201, body: proposalDto(outcome.campaign) };
        case 'budget':
          throw loyaltyProblems.CAMPAIGN_BUDGET('raise the budget or lower the amount', {
            cost: outcome.cost,
            budget: body.budget,
          });
        case 'nobody':
          throw loyaltyProblems.CAMPAIGN_NOBODY('nobody is in this tier');
        case 'too_large':
          throw loyaltyProblems.CAMPAIGN_TOO_LARGE('name its customers in parts', { max: CAMPAIGN_RECIPIENTS_MAX });
      }
    });
  }

  @Post(':campaignId/approval')
  @Operation({
    id: 'approvePromotionGrant',
    summary: "Approve somebody else's proposal; everybody has it at once",
    idempotent: 'required',
    answer: { status: 200, type: CampaignDto },
    problems: DECISION_PROBLEMS,
  })
  approve(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Param() { campaignId }: CampaignParams,
  ): Promise<Answer<CampaignDto>> {
    return this.decide(caller, key, { campaignId, state: 'approved' });
  }

  @Post(':campaignId/rejection')
  @Operation({
    id: 'rejectPromotionGrant',
    summary: "Reject somebody else's proposal",
    idempotent: 'required',
    answer: { status: 200, type: CampaignDto },
    problems: DECISION_PROBLEMS,
  })
  reject(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Param() { campaignId }: CampaignParams,
  ): Promise<Answer<CampaignDto>> {
    return this.decide(caller, key, { campaignId, state: 'rejected' });
  }

  @Get()
  @Operation({
    id: 'listPromotionGrants',
    summary: 'Proposed and decided grants to many, newest first',
    answer: { status: 200, type: CampaignPage },
    problems: ['INVALID_CURSOR'],
  })
  async list(@Query() query: ProposalQuery): Promise<Page<CampaignDto>> {
    const { limit, cursor, state } = query;
    const page = { before: idCursor(cursor) ?? null, limit: limit + 1 };
    const rows = await this.campaigns.list(state === undefined ? {} : { state }, page);
    return pageFrom(rows, limit, { cursor: (last) => [last.id], item: proposalDto });
  }

  private decide(
    caller: Principal,
    key: string,
    decision: { readonly campaignId: string; readonly state: 'approved' | 'rejected' },
  ): Promise<Answer<CampaignDto>> {
    const call = { principal: caller, key, operation: 'decidePromotionGrant', body: decision };
    return this.idempotency.once(call, async (tx) => {
      const { campaignId, state } = decision;
      const outcome = await this.campaigns.decide(tx, campaignId, { state, decidedBy: caller.id });
      if (outcome === 'unknown') throw loyaltyProblems.CAMPAIGN_NOT_FOUND('there is no such campaign');
      if (outcome === 'decided') throw loyaltyProblems.CAMPAIGN_DECIDED('it was decided before');
      if (outcome === 'same_person')
        throw loyaltyProblems.CAMPAIGN_NEEDS_SECOND_PERSON('who proposes a campaign may not decide it');
      return { status: 200, body: proposalDto(outcome) };
    });
  }
}

/** @throws Problem 400 unless exactly one of the two is given, and of customers only customers */
function audienceOf({ customerIds, tier }: ProposeCampaignDto): CampaignAudience {
  const house = customerIds?.findIndex(isHouse) ?? -1;
  if (house >= 0)
    throw validationFailed([
      { path: `customerIds[${house}]`, message: 'is a part of the house, no customer', code: 'wrong_form' },
    ]);
  if (customerIds !== undefined && tier === undefined) return { customerIds };
  if (tier !== undefined && customerIds === undefined) return { tier };
  throw validationFailed([{ path: 'customerIds', message: 'or tier must be given, not both', code: 'required' }]);
}

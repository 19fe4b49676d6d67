/** Credit given by hand, for operators: one proposes, another decides. */
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answer, Idempotency } from '#libs/platform';
import {
  Access,
  Caller,
  IdempotencyKey,
  Integer,
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
  type Page,
  type Principal,
  idCursor,
  validationFailed,
} from '#libs/platform/http';
import { GrantService } from '../grant.service.js';
import { walletProblems } from '../wallet.errors.js';
import { isHouse } from '../wallet.types.js';

const GRANT_UNITS_MAX = 1_000_000_000;

class ProposeGrantDto {
  @Uuid({ description: 'Who gets it' }) ownerId!: string;
  @OneOf(['credit', 'points'], { default: 'credit' }) asset: 'credit' | 'points' = 'credit';
  @Integer({ min: 1, max: GRANT_UNITS_MAX, description: 'Minor units of credit, or points', example: 10000 })
  amount!: number;
  @Time({ optional: true, nullable: true, description: 'When it expires, if ever' }) expiresAt?: string | null;
  @Text({ min: 3, max: 500, example: 'Goodwill for a late parcel' }) reason!: string;
}

class GrantDto extends ProposalDto {
  @Uuid() id!: string;
  @Uuid() ownerId!: string;
  @OneOf(['credit', 'points']) asset!: 'credit' | 'points';
  @Integer({ min: 1, example: 10000 }) amount!: number;
  @Time({ nullable: true }) expiresAt!: string | null;
  @Text({ max: 500 }) reason!: string;
}

class GrantParams {
  @Uuid() grantId!: string;
}

const GrantPage = pageOf(GrantDto);
const DECISION_PROBLEMS = ['GRANT_NOT_FOUND', 'GRANT_DECIDED', 'GRANT_NEEDS_SECOND_PERSON'];

@ApiTags('wallet')
@Controller('v1/admin/credit-grants')
@Access('operator', 'admin')
export class GrantsController {
  constructor(
    private readonly grants: GrantService,
    private readonly idempotency: Idempotency,
  ) {}

  @Post()
  @Operation({
    id: 'proposeCreditGrant',
    summary: 'Propose a grant of credit or points',
    idempotent: 'required',
    answer: { status: 201, type: GrantDto },
  })
  propose(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Body() body: ProposeGrantDto,
  ): Promise<Answer<GrantDto>> {
    if (isHouse(body.ownerId))
      throw validationFailed([{ path: 'ownerId', message: 'is a part of the house, no customer', code: 'wrong_form' }]);
    return this.idempotency.once({ principal: caller, key, operation: 'proposeCreditGrant', body }, async (tx) => {
      const expiresAt = typeof body.expiresAt === 'string' ? new Date(body.expiresAt) : null;
      const grant = await this.grants.propose(tx, { ...body, expiresAt, proposedBy: caller.id });
      return { status: 201, body: proposalDto(grant) };
    });
  }

  @Post(':grantId/approval')
  @Operation({
    id: 'approveCreditGrant',
    summary: "Approve somebody else's proposal; the credit is there at once",
    idempotent: 'required',
    answer: { status: 200, type: GrantDto },
    problems: DECISION_PROBLEMS,
  })
  approve(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Param() { grantId }: GrantParams,
  ): Promise<Answer<GrantDto>> {
    return this.decide(caller, key, { grantId, state: 'approved' });
  }

  @Post(':grantId/rejection')
  @Operation({
    id: 'rejectCreditGrant',
    summary: "Reject somebody else's proposal",
    idempotent: 'required',
    answer: { status: 200, type: GrantDto },
    problems: DECISION_PROBLEMS,
  })
  reject(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Param() { grantId }: GrantParams,
  ): Promise<Answer<GrantDto>> {
    return this.decide(caller, key, { grantId, state: 'rejected' });
  }

  @Get()
  @Operation({
    id: 'listCreditGrants',
    summary: 'Proposed and decided grants, newest first',
    answer: { status: 200, type: GrantPage },
    problems: ['INVALID_CURSOR'],
  })
  async list(@Query() query: ProposalQuery): Promise<Page<GrantDto>> {
    const before = idCursor(query.cursor);
    const rows = await this.grants.list({
      limit: query.limit + 1,
      ...(before !== undefined && { before }),
      ...(query.state && { state: query.state }),
    });
    return pageFrom(rows, query.limit, { cursor: (last) => [last.id], item: proposalDto });
  }

  private decide(
    caller: Principal,
    key: string,
    decision: { grantId: string; state: 'approved' | 'rejected' },
  ): Promise<Answer<GrantDto>> {
    return this.idempotency.once(
      { principal: caller, key, operation: `decideCreditGrant`, body: decision },
      async (tx) => {
        const outcome = await this.grants.decide(tx, decision.grantId, { state: decision.state, decidedBy: caller.id });
        if (outcome === 'unknown') throw walletProblems.GRANT_NOT_FOUND('there is no such grant');
        if (outcome === 'decided') throw walletProblems.GRANT_DECIDED('it was decided before');
        if (outcome === 'same_person')
          throw walletProblems.GRANT_NEEDS_SECOND_PERSON('who proposes a grant may not decide it');
        return { status: 200, body: proposalDto(outcome) };
      },
    );
  }
}

/** A customer's withdrawals. */
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answer } from '#libs/platform';
import {
  Access,
  Caller,
  Flag,
  IdempotencyKey,
  Integer,
  Money,
  OneOf,
  Operation,
  pageFrom,
  pageOf,
  PageQuery,
  Text,
  Uuid,
  type Page,
  type Principal,
  idCursor,
} from '#libs/platform/http';
import { WITHDRAWAL_STATES, withdrawalAnswer, WithdrawalDto } from '../withdrawal/withdrawal.answer.js';
import { WithdrawalService } from '../withdrawal/withdrawal.service.js';
import { WithdrawalTerms } from '../withdrawal/withdrawal-terms.service.js';
import type { WithdrawalState } from '../withdrawal/withdrawal.types.js';

const WITHDRAWAL_MINOR_MAX = 1_000_000_000_000;

class RequestWithdrawalDto {
  @Integer({ min: 1, max: WITHDRAWAL_MINOR_MAX, description: 'Minor units of credit, the fee in it', example: 10000 })
  amount!: number;
  @Text({
    min: 4,
    max: 100,
    pattern: /^[A-Za-z0-9_-]+$/,
    description: "The payout provider's token of your account; the sandbox has acct_ok, acct_slow, acct_refused, …",
    example: 'acct_ok',
  })
  destination!: string;
  @Text({
    optional: true,
    max: 1_000,
    description: 'Needed unless you have just logged in',
    example: 'ada-demo-password',
  })
  password?: string;
}

class WithdrawalTermsDto {
  @Text({ min: 3, max: 3, example: 'USD' }) currency!: string;
  @Money({ description: 'Credit that may be withdrawn now: matured, alive and of a kind that may leave' })
  available!: number;
  @Money({ description: 'The smallest withdrawal', example: 1000 }) minimum!: number;
  @Integer({ min: 0, max: 9_999, description: 'The fee in basis points, rounded half even', example: 500 })
  feeBps!: number;
  @Money({ description: 'What is left of the limit of 24 hours' }) remainingAmount!: number;
  @Integer({ min: 0, description: 'How many withdrawals are left in 24 hours', example: 3 }) remainingCount!: number;
  @Flag({ description: 'Nothing can be withdrawn while the wallet is frozen' }) frozen!: boolean;
}

class WithdrawalParams {
  @Uuid() withdrawalId!: string;
}

class WithdrawalQuery extends PageQuery {
  @OneOf(WITHDRAWAL_STATES, { optional: true }) state?: WithdrawalState;
}

const WithdrawalPage = pageOf(WithdrawalDto);

@ApiTags('withdrawals')
@Controller('v1')
@Access('customer')
export class WithdrawalsController {
  constructor(
    private readonly withdrawals: WithdrawalService,
    private readonly terms: WithdrawalTerms,
  ) {}

  @Post('withdrawals')
  @Operation({
    id: 'requestWithdrawal',
    summary: 'Ask for credit to be paid out; all of it is held until the end',
    idempotent: 'required',
    answer: { status: 201, type: WithdrawalDto },
    problems: [
      'STEP_UP_REQUIRED',
      'STEP_UP_REFUSED',
      'WITHDRAWAL_TOO_SMALL',
      'WITHDRAWAL_COOLING_OFF',
      'WITHDRAWALS_UNAVAILABLE',
      'INSUFFICIENT_WITHDRAWABLE',
      'WALLET_FROZEN',
      'VELOCITY_LIMIT',
      'TOO_MANY_ATTEMPTS',
    ],
  })
  request(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Body() { amount, destination, password }: RequestWithdrawalDto,
  ): Promise<Answer<WithdrawalDto>> {
    return this.withdrawals.request(caller, { amountMinor: amount, destination, password }, key);
  }

  @Get('withdrawals')
  @Operation({
    id: 'listWithdrawals',
    summary: 'Your withdrawals, newest first',
    answer: { status: 200, type: WithdrawalPage },
    problems: ['INVALID_CURSOR'],
  })
  async list(@Caller() caller: Principal, @Query() query: WithdrawalQuery): Promise<Page<WithdrawalDto>> {
    const before = idCursor(query.cursor);
    const rows = await this.withdrawals.list({
      customerId: caller.id,
      limit: query.limit + 1,
      ...(before !== undefined && { before }),
      ...(query.state && { state: query.state }),
    });
    return pageFrom(rows, query.limit, { cursor: (last) => [last.id], item: withdrawalAnswer });
  }

  @Get('withdrawals/:withdrawalId')
  @Operation({
    id: 'getWithdrawal',
    summary: 'One of your withdrawals',
    answer: { status: 200, type: WithdrawalDto },
    problems: ['WITHDRAWAL_NOT_FOUND'],
  })
  read(@Caller() caller: Principal, @Param() { withdrawalId }: WithdrawalParams): Promise<WithdrawalDto> {
    return this.withdrawals.read(caller, withdrawalId);
  }

  @Get('withdrawal-terms')
  @Operation({
    id: 'getWithdrawalTerms',
    summary: 'What you could withdraw now, and at what fee',
    answer: { status: 200, type: WithdrawalTermsDto },
  })
  readTerms(@Caller() caller: Principal): Promise<WithdrawalTermsDto> {
    return this.terms.of(caller.id);
  }
}

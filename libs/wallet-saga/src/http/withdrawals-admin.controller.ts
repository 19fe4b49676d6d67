/** Withdrawals for operators: who wants what, approving and rejecting, and what providers told that cannot be. */
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answer } from '#libs/platform';
import {
  Access,
  Caller,
  IdempotencyKey,
  OneOf,
  Operation,
  pageFrom,
  pageOf,
  PageQuery,
  Text,
  Time,
  Uuid,
  type Page,
  type Principal,
  idCursor,
} from '#libs/platform/http';
import { adminWithdrawalAnswer, AdminWithdrawalDto, WITHDRAWAL_STATES } from '../withdrawal/withdrawal.answer.js';
import { WithdrawalService } from '../withdrawal/withdrawal.service.js';
import type { WithdrawalState } from '../withdrawal/withdrawal.types.js';

class ApproveWithdrawalDto {
  @Text({ optional: true, nullable: true, max: 500, example: 'Identity checked' }) note?: string | null;
}

class RejectWithdrawalDto {
  @Text({ min: 3, max: 500, description: 'Why; the customer reads it', example: 'The account is in another name' })
  reason!: string;
}

class AdminWithdrawalParams {
  @Uuid() withdrawalId!: string;
}

class AdminWithdrawalQuery extends PageQuery {
  @OneOf(WITHDRAWAL_STATES, { optional: true }) state?: WithdrawalState;
  @Uuid({ optional: true, description: 'Only of this customer' }) customerId?: string;
}

class PayoutAlarmDto {
  @Uuid() id!: string;
  @Text({ max: 50, example: 'sandbox' }) provider!: string;
  @Uuid({ nullable: true }) withdrawalId!: string | null;
  @Text({ max: 50, example: 'paid_after_failure' }) code!: string;
  @Text({ max: 500 }) detail!: string;
  @Time() raisedAt!: string;
}

const AdminWithdrawalPage = pageOf(AdminWithdrawalDto);
const PayoutAlarmPage = pageOf(PayoutAlarmDto);
const DECISION_PROBLEMS = ['WITHDRAWAL_NOT_FOUND', 'WITHDRAWAL_DECIDED', 'WITHDRAWAL_NEEDS_SOMEBODY_ELSE'];

@ApiTags('withdrawals')
@Controller('v1/admin')
@Access('operator', 'admin')
export class WithdrawalsAdminController {
  constructor(private readonly withdrawals: WithdrawalService) {}

  @Get('withdrawals')
  @Operation({
    id: 'listAllWithdrawals',
    summary: 'Withdrawals, newest first; `state=requested` is the to-do list',
    answer: { status: 200, type: AdminWithdrawalPage },
    problems: ['INVALID_CURSOR'],
  })
  async list(@Query() query: AdminWithdrawalQuery): Promise<Page<AdminWithdrawalDto>> {
    const rows = await this.withdrawals.list({
      limit: query.limit + 1,
      before: idCursor(query.cursor),
      ...(query.state && { state: query.state }),
      ...(query.customerId !== undefined && { customerId: query.customerId }),
    });
    return pageFrom(rows, query.limit, { cursor: (last) => [last.id], item: adminWithdrawalAnswer });
  }

  @Get('withdrawals/:withdrawalId')
  @Operation({
    id: 'getAnyWithdrawal',
    summary: 'One withdrawal, with what the provider told',
    answer: { status: 200, type: AdminWithdrawalDto },
    problems: ['WITHDRAWAL_NOT_FOUND'],
  })
  read(@Param() { withdrawalId }: AdminWithdrawalParams): Promise<AdminWithdrawalDto> {
    return this.withdrawals.readAny(withdrawalId);
  }

  @Post('withdrawals/:withdrawalId/approval')
  @Operation({
    id: 'approveWithdrawal',
    summary: 'Approve a withdrawal: the payout provider is asked next',
    idempotent: 'required',
    answer: { status: 200, type: AdminWithdrawalDto },
    problems: [...DECISION_PROBLEMS, 'WALLET_FROZEN'],
  })
  approve(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Param() { withdrawalId }: AdminWithdrawalParams,
    @Body() { note = null }: ApproveWithdrawalDto,
  ): Promise<Answer<AdminWithdrawalDto>> {
    return this.withdrawals.approve(caller, { withdrawalId, note, key });
  }

  @Post('withdrawals/:withdrawalId/rejection')
  @Operation({
    id: 'rejectWithdrawal',
    summary: 'Reject a withdrawal: all of it is given back',
    idempotent: 'required',
    answer: { status: 200, type: AdminWithdrawalDto },
    problems: DECISION_PROBLEMS,
  })
  reject(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Param() { withdrawalId }: AdminWithdrawalParams,
    @Body() { reason }: RejectWithdrawalDto,
  ): Promise<Answer<AdminWithdrawalDto>> {
    return this.withdrawals.reject(caller, { withdrawalId, note: reason, key });
  }

  @Get('payout-alarms')
  @Operation({
    id: 'listPayoutAlarms',
    summary: 'What payout providers told that cannot be, newest first',
    answer: { status: 200, type: PayoutAlarmPage },
    problems: ['INVALID_CURSOR'],
  })
  async alarms(@Query() query: PageQuery): Promise<Page<PayoutAlarmDto>> {
    const rows = await this.withdrawals.alarms({ limit: query.limit + 1, before: idCursor(query.cursor) });
    return pageFrom(rows, query.limit, {
      cursor: (last) => [last.id],
      item: (row) => ({ ...row, raisedAt: row.raisedAt.toISOString() }),
    });
  }
}

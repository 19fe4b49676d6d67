import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answer } from '#libs/platform';
import {
  Access,
  Caller,
  Operation,
  OptionalIdempotencyKey,
  pageFrom,
  platformProblems,
  type Page,
  type Principal,
  idCursor,
} from '#libs/platform/http';
import { normalisedEmail } from '../identity.rules.js';
import { IdentityService } from '../identity.service.js';
import { StaffService } from '../staff.service.js';
import { AccountDto, accountDto, AccountPage, AccountQuery, NewStaffDto } from './account.dto.js';

@ApiTags('identity administration')
@Controller('v1/admin/accounts')
export class AccountsController {
  constructor(
    private readonly identity: IdentityService,
    private readonly staff: StaffService,
  ) {}

  @Access('admin')
  @Post()
  @Operation({
    id: 'createStaffAccount',
    summary: 'Create an account for staff',
    answer: { status: 201, type: AccountDto },
    problems: ['EMAIL_TAKEN', 'EMAIL_NOT_ACCEPTED', 'PASSWORD_NOT_ACCEPTED', 'MERCHANT_ID_MISPLACED'],
    idempotent: 'honoured',
  })
  async create(
    @Caller() caller: Principal,
    @Body() body: NewStaffDto,
    @OptionalIdempotencyKey() key: string | undefined,
  ): Promise<Answer<AccountDto>> {
    const { account, replayed } = await this.staff.create(body, caller, key);
    return Answer.of(201, accountDto(account), replayed ? { 'Idempotency-Replayed': 'true' } : {});
  }

  @Access('operator', 'admin')
  @Get()
  @Operation({ id: 'listAccounts', summary: 'Accounts, newest first', answer: { status: 200, type: AccountPage } })
  async list(@Query() query: AccountQuery): Promise<Page<AccountDto>> {
    const { limit, role, state, email } = query;
    const beforeId = idCursor(query.cursor);
    // An address that cannot be one is nobody's.
    const wanted = email === undefined ? undefined : (normalisedEmail(email) ?? '');
    const rows = await this.staff.list(limit, { role, state, email: wanted, beforeId });
    return pageFrom(rows, limit, { cursor: (last) => [last.id], item: accountDto });
  }

  @Access('operator', 'admin')
  @Get(':id')
  @Operation({ id: 'getAccount', summary: 'An account', answer: { status: 200, type: AccountDto } })
  async read(@Param('id') id: string): Promise<AccountDto> {
    const account = await this.identity.account(id);
    if (account === undefined) throw platformProblems.NOT_FOUND('there is no such account');
    return accountDto(account);
  }

  @Access('admin')
  @Post(':id/disablement')
  @Operation({
    id: 'disableAccount',
    summary: 'Stop an account: its sessions end at once and it cannot log in',
    answer: { status: 201, type: AccountDto },
    problems: ['ACCOUNT_IS_YOUR_OWN'],
  })
  async disable(@Caller() caller: Principal, @Param('id') id: string): Promise<AccountDto> {
    return accountDto(await this.staff.setState(id, 'disabled', caller));
  }

  @Access('admin')
  @Delete(':id/disablement')
  @Operation({
    id: 'enableAccount',
    summary: 'Let a stopped account log in again',
    answer: { status: 200, type: AccountDto },
    problems: ['ACCOUNT_IS_YOUR_OWN'],
  })
  async enable(@Caller() caller: Principal, @Param('id') id: string): Promise<AccountDto> {
    return accountDto(await this.staff.setState(id, 'active', caller));
  }
}

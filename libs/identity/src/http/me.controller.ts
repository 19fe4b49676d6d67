import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, Caller, Operation, platformProblems, type Principal } from '#libs/platform/http';
import { IdentityService } from '../identity.service.js';
import { AccountDto, accountDto, RenameDto } from './account.dto.js';

@ApiTags('identity')
@Access('customer', 'merchant', 'operator', 'admin')
@Controller('v1/me')
export class MeController {
  constructor(private readonly identity: IdentityService) {}

  @Get()
  @Operation({ id: 'getMe', summary: 'Your own account', answer: { status: 200, type: AccountDto } })
  async read(@Caller() caller: Principal): Promise<AccountDto> {
    const account = await this.identity.account(caller.id);
    if (account === undefined) throw platformProblems.NOT_FOUND('there is no such account');
    return accountDto(account);
  }

  @Patch()
  @Operation({ id: 'updateMe', summary: 'Change your name', answer: { status: 200, type: AccountDto } })
  async rename(@Caller() caller: Principal, @Body() body: RenameDto): Promise<AccountDto> {
    return accountDto(await this.identity.rename(caller.id, body.displayName));
  }
}

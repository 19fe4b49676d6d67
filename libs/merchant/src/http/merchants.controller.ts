import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CartwrightConfig, Idempotency, uuid7, type Answer } from '#libs/platform';
import {
  Access,
  Caller,
  Operation,
  OptionalIdempotencyKey,
  platformProblems,
  Public,
  type Principal,
} from '#libs/platform/http';
import { merchantProblems } from '../merchant.errors.js';
import { MerchantService } from '../merchant.service.js';
import { ApplyAsMerchantDto, MerchantCardDto, merchantCardDto, MerchantDto, merchantDto } from './merchant.dto.js';

@ApiTags('merchants')
@Controller('v1/merchants')
export class MerchantsController {
  constructor(
    private readonly merchants: MerchantService,
    private readonly idempotency: Idempotency,
    private readonly config: CartwrightConfig,
  ) {}

  @Access('customer')
  @Post()
  @Operation({
    id: 'applyAsMerchant',
    summary: 'Apply to sell here',
    description: 'An operator approves; the account then works for the merchant.',
    answer: { status: 201, type: MerchantDto },
    problems: ['MERCHANT_EXISTS'],
    idempotent: 'honoured',
  })
  apply(
    @Caller() caller: Principal,
    @Body() body: ApplyAsMerchantDto,
    @OptionalIdempotencyKey() key: string | undefined,
  ): Promise<Answer<MerchantDto>> {
    return this.idempotency.once({ principal: caller, key, operation: 'applyAsMerchant', body }, async (tx) => {
      const outcome = await this.merchants.apply(tx, { ...body, merchantId: uuid7(), ownerId: caller.id });
      if (outcome.kind === 'taken') throw merchantProblems.MERCHANT_EXISTS('an account applies once');
      return { status: 201, body: merchantDto(outcome.merchant, this.config.storeCurrency) };
    });
  }

  @Access('customer', 'merchant')
  @Get('mine')
  @Operation({
    id: 'getMyMerchant',
    summary: 'The merchant that the caller applied for or works for',
    answer: { status: 200, type: MerchantDto },
    problems: ['NOT_FOUND'],
  })
  async mine(@Caller() caller: Principal): Promise<MerchantDto> {
    const { merchantId } = caller;
    const merchant = await (merchantId === undefined
      ? this.merchants.findOfOwner(caller.id)
      : this.merchants.find(merchantId));
    if (merchant === undefined) throw platformProblems.NOT_FOUND('this account has no merchant');
    return merchantDto(merchant, this.config.storeCurrency);
  }

  @Public()
  @Get(':id')
  @Operation({
    id: 'getMerchant',
    summary: 'A merchant that sells here',
    answer: { status: 200, type: MerchantCardDto },
  })
  async read(@Param('id') id: string): Promise<MerchantCardDto> {
    const merchant = await this.merchants.find(id);
    if (merchant?.state !== 'approved') throw platformProblems.NOT_FOUND('there is no such merchant');
    return merchantCardDto(merchant, this.config.storeCurrency);
  }
}

/** A customer's gifts: sending, claiming, declining, taking back. */
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answer } from '#libs/platform';
import {
  Access,
  Caller,
  Email,
  IdempotencyKey,
  Integer,
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
import { GIFT_STATES, CreditGiftDto } from '../gift/gift.answer.js';
import { GiftService, type GiftWish } from '../gift/gift.service.js';
import type { GiftState } from '../gift/gift.types.js';
import { transferProblems } from '../wallet-saga.errors.js';

const GIFT_MINOR_MAX = 1_000_000_000;

class SendCreditGiftDto {
  @Email({ optional: true, description: 'Whom it is for, by address', example: 'grace@example.com' }) email?: string;
  @Uuid({ optional: true, description: 'Whom it is for, by id; instead of the address' }) customerId?: string;
  @Integer({ min: 1, max: GIFT_MINOR_MAX, description: 'Minor units of credit', example: 2000 }) amount!: number;
  @Text({ optional: true, nullable: true, max: 280, example: 'For the new kitchen' }) message?: string | null;
}

class GiftParams {
  @Uuid() giftId!: string;
}

class SentGiftParams {
  @Uuid({ description: 'A gift that you have sent' }) sentGiftId!: string;
}

class GiftQuery extends PageQuery {
  @OneOf(['received', 'sent'], { default: 'received' }) box: 'received' | 'sent' = 'received';
  @OneOf(GIFT_STATES, { optional: true }) state?: GiftState;
}

const GiftPage = pageOf(CreditGiftDto);

@ApiTags('gifts')
@Controller('v1/gifts')
@Access('customer')
export class GiftsController {
  constructor(private readonly gifts: GiftService) {}

  @Post()
  @Operation({
    id: 'sendGift',
    summary: 'Send credit to another customer; it leaves your wallet at once',
    description: 'The answer is the same whether there is such a customer or not: what nobody claims comes back.',
    idempotent: 'required',
    answer: { status: 201, type: CreditGiftDto },
    problems: ['GIFT_ADDRESSEE_UNCLEAR', 'GIFT_TO_SELF', 'INSUFFICIENT_CREDIT', 'WALLET_FROZEN', 'VELOCITY_LIMIT'],
  })
  send(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Body() body: SendCreditGiftDto,
  ): Promise<Answer<CreditGiftDto>> {
    const { amount, message = null } = body;
    return this.gifts.send(caller, { to: addresseeOf(body), amountMinor: amount, message }, key);
  }

  @Get()
  @Operation({
    id: 'listGifts',
    summary: 'Gifts sent or received, newest first',
    answer: { status: 200, type: GiftPage },
    problems: ['INVALID_CURSOR'],
  })
  async list(@Caller() caller: Principal, @Query() query: GiftQuery): Promise<Page<CreditGiftDto>> {
    const before = idCursor(query.cursor);
    const rows = await this.gifts.list(caller.id, {
      box: query.box,
      limit: query.limit + 1,
      ...(before !== undefined && { before }),
      ...(query.state && { state: query.state }),
    });
    return pageFrom(rows, query.limit, {
      cursor: (last) => [last.id],
      item: (row) => this.gifts.answer(row, caller.id),
    });
  }

  @Get(':giftId')
  @Operation({
    id: 'getGift',
    summary: 'One gift, sent or received',
    answer: { status: 200, type: CreditGiftDto },
    problems: ['GIFT_NOT_FOUND'],
  })
  read(@Caller() caller: Principal, @Param() { giftId }: GiftParams): Promise<CreditGiftDto> {
    return this.gifts.read(caller, giftId);
  }

  @Post(':giftId/claim')
  @Operation({
    id: 'claimGift',
    summary: 'Claim a gift: its credit is yours at once, with the expiry it came with',
    idempotent: 'required',
    answer: { status: 200, type: CreditGiftDto },
    problems: ['GIFT_NOT_FOUND', 'GIFT_CLOSED', 'GIFT_EXPIRED', 'WALLET_FROZEN'],
  })
  claim(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Param() { giftId }: GiftParams,
  ): Promise<Answer<CreditGiftDto>> {
    return this.gifts.claim(caller, giftId, key);
  }

  @Post(':giftId/declination')
  @Operation({
    id: 'declineGift',
    summary: 'Decline a gift: it goes back to its sender',
    idempotent: 'required',
    answer: { status: 200, type: CreditGiftDto },
    problems: ['GIFT_NOT_FOUND', 'GIFT_CLOSED'],
  })
  decline(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Param() { giftId }: GiftParams,
  ): Promise<Answer<CreditGiftDto>> {
    return this.gifts.decline(caller, giftId, key);
  }

  @Post(':sentGiftId/cancellation')
  @Operation({
    id: 'cancelGift',
    summary: 'Take a gift back that nobody has claimed',
    idempotent: 'required',
    answer: { status: 200, type: CreditGiftDto },
    problems: ['GIFT_NOT_FOUND', 'GIFT_CLOSED'],
  })
  cancel(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Param() { sentGiftId }: SentGiftParams,
  ): Promise<Answer<CreditGiftDto>> {
    return this.gifts.cancel(caller, sentGiftId, key);
  }
}

function addresseeOf({ email, customerId }: SendCreditGiftDto): GiftWish['to'] {
  if (email !== undefined && customerId === undefined) return { email };
  if (customerId !== undefined && email === undefined) return { id: customerId };
  throw transferProblems.GIFT_ADDRESSEE_UNCLEAR('give an e-mail address or a customer id, not both');
}

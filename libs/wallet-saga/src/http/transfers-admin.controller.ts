/** Gifts for operators: who sent what to whom, for whoever looks into a fraud. */
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Access, OneOf, Operation, pageFrom, pageOf, PageQuery, Uuid, type Page, idCursor } from '#libs/platform/http';
import { GIFT_STATES, CreditGiftDto } from '../gift/gift.answer.js';
import { GiftService } from '../gift/gift.service.js';
import type { GiftRow, GiftState } from '../gift/gift.types.js';

class AdminCreditGiftDto extends CreditGiftDto {
  @Uuid() senderId!: string;
  @Uuid({ nullable: true, description: 'null: nobody has this address' }) receiverId!: string | null;
}

class AdminGiftQuery extends PageQuery {
  @OneOf(GIFT_STATES, { optional: true }) state?: GiftState;
  @Uuid({ optional: true, description: 'Sent or received by this customer' }) customerId?: string;
}

const AdminGiftPage = pageOf(AdminCreditGiftDto);

@ApiTags('gifts')
@Controller('v1/admin/gifts')
@Access('operator', 'admin')
export class TransfersAdminController {
  constructor(private readonly gifts: GiftService) {}

  @Get()
  @Operation({
    id: 'listAllGifts',
    summary: 'Gifts, newest first',
    answer: { status: 200, type: AdminGiftPage },
    problems: ['INVALID_CURSOR'],
  })
  async list(@Query() query: AdminGiftQuery): Promise<Page<AdminCreditGiftDto>> {
    const before = idCursor(query.cursor);
    const rows = await this.gifts.listAll({
      limit: query.limit + 1,
      ...(before !== undefined && { before }),
      ...(query.state && { state: query.state }),
      ...(query.customerId !== undefined && { customerId: query.customerId }),
    });
    return pageFrom(rows, query.limit, { cursor: (last) => [last.id], item: (row) => this.answer(row) });
  }

  private answer(row: GiftRow): AdminCreditGiftDto {
    const { senderId, receiverId } = row;
    return { ...this.gifts.answer(row, senderId), allowedActions: [], senderId, receiverId };
  }
}

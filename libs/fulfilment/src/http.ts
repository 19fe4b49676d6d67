/** Fulfilment's controllers; opened by apps/api only. */
import { Controller, Get, Module, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { isUuid } from '#libs/platform';
import {
  Access,
  Caller,
  decodeCursor,
  Integer,
  Operation,
  pageFrom,
  pageOf,
  PageQuery,
  Time,
  Uuid,
  invalidCursor,
  type Page,
  type Principal,
} from '#libs/platform/http';
import { FulfilmentModule, FulfilmentService } from './index.js';

class ShippingWorkDto {
  @Uuid({ description: 'The order' }) orderId!: string;
  @Integer({ min: 1, max: 32_767, example: 1 }) subOrder!: number;
  @Uuid() merchantId!: string;
  @Uuid({ nullable: true, description: 'null for goods that no warehouse holds' }) warehouseId!: string | null;
  @Time() createdAt!: string;
}

const ShippingWorkPage = pageOf(ShippingWorkDto);

const FIRST = '00000000-0000-0000-0000-000000000000';

@ApiTags('fulfilment')
@Controller('v1/admin/shipping-work')
class ShippingWorkController {
  constructor(private readonly fulfilment: FulfilmentService) {}

  @Get()
  @Access('merchant', 'operator', 'admin')
  @Operation({
    id: 'listShippingWork',
    summary: 'What is to be shipped, oldest first; a merchant sees its own',
    answer: { status: 200, type: ShippingWorkPage },
    problems: ['INVALID_CURSOR'],
  })
  async list(@Caller() caller: Principal, @Query() page: PageQuery): Promise<Page<ShippingWorkDto>> {
    const [orderId, subOrder] = page.cursor === undefined ? [FIRST, 0] : decodeCursor(page.cursor, 2);
    if (!isUuid(orderId) || !Number.isSafeInteger(subOrder)) throw invalidCursor();
    const merchantId = caller.role === 'merchant' ? (caller.merchantId ?? FIRST) : null;
    const rows = await this.fulfilment.toShip({
      merchantId,
      after: { orderId, subOrder: Number(subOrder) },
      limit: page.limit + 1,
    });
    return pageFrom(rows, page.limit, {
      cursor: (last) => [last.orderId, last.subOrder],
      item: (row) => ({ ...row, createdAt: row.createdAt.toISOString() }),
    });
  }
}

@Module({ imports: [FulfilmentModule], controllers: [ShippingWorkController] })
export class FulfilmentHttpModule {}

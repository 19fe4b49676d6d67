/** Fulfilment's controllers; opened by apps/api only. */
import { Controller, Get, Module, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { isUuid } from '#libs/platform';
import {
  Access,
  Caller,
  decodeCursor,
  INT2_MAX,
  Integer,
  onlyMerchantOf,
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

/** Before every part of an order. */
const FIRST = { orderId: '00000000-0000-0000-0000-000000000000', subOrder: 0 };

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
    const after = page.cursor === undefined ? FIRST : partIn(page.cursor);
    const rows = await this.fulfilment.toShip({
      merchantId: onlyMerchantOf(caller) ?? null,
      after,
      limit: page.limit + 1,
    });
    return pageFrom(rows, page.limit, {
      cursor: (last) => [last.orderId, last.subOrder],
      item: (row) => ({ ...row, createdAt: row.createdAt.toISOString() }),
    });
  }
}

/** The part that the last page ended with. @throws Problem 400 INVALID_CURSOR */
function partIn(cursor: string): { readonly orderId: string; readonly subOrder: number } {
  const [orderId, subOrder] = decodeCursor(cursor, 2);
  const isNumber = typeof subOrder === 'number' && Number.isInteger(subOrder) && subOrder >= 0 && subOrder <= INT2_MAX;
  if (!isUuid(orderId) || !isNumber) throw invalidCursor();
  return { orderId, subOrder };
}

@Module({ imports: [FulfilmentModule], controllers: [ShippingWorkController] })
export class FulfilmentHttpModule {}

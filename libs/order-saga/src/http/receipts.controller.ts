/** The customer says that the goods have come. */
import { Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Answer } from '#libs/platform';
import { Access, Caller, Operation, OptionalIdempotencyKey, type Principal } from '#libs/platform/http';
import { OrderDto } from '#libs/order';
import { ReceiptService } from '../receipt.service.js';
import { OrderIdParams } from './order.params.js';

@ApiTags('orders')
@Controller('v1/orders/:orderId/receipt')
export class ReceiptsController {
  constructor(private readonly receipts: ReceiptService) {}

  @Post()
  @Access('customer')
  @Operation({
    id: 'confirmReceipt',
    summary: 'Confirm that what was shipped has come',
    idempotent: 'honoured',
    answer: { status: 200, type: OrderDto },
    description:
      'All parts of the order that are shipped or delivered are completed, and what they earned begins to mature. Without it a ' +
      'delivered part completes by itself at its `confirmBy`. Asked again it answers alike.',
    problems: ['ORDER_NOT_FOUND', 'NOTHING_RECEIVED'],
  })
  confirm(
    @Caller() caller: Principal,
    @Param() { orderId }: OrderIdParams,
    @OptionalIdempotencyKey() key: string | undefined,
  ): Promise<Answer<OrderDto>> {
    return this.receipts.confirm(caller, orderId, key);
  }
}

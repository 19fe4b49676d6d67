/** Parts of orders, for who ships them: a merchant its own, operators all. Each step is a new resource of the part. */
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Idempotency, type Answer } from '#libs/platform';
import { Access, Caller, IdempotencyKey, onlyMerchantOf, Operation, type Principal } from '#libs/platform/http';
import { OrderService, stepsFrom, type OrderView } from '#libs/order';
import { orderProblems } from '../order-saga.errors.js';
import { SubOrderWork, type SubOrderRecord } from '../sub-order-work.service.js';
import { RecordMoveDto, SubOrderParams, subOrderWork, SubOrderWorkDto } from './sub-order.dto.js';

const MOVE_PROBLEMS = ['ORDER_NOT_FOUND', 'SUB_ORDER_STATE'];

@ApiTags('fulfilment')
@Access('merchant', 'operator', 'admin')
@Controller('v1/admin/orders/:orderId/sub-orders/:number')
export class SubOrdersController {
  constructor(
    private readonly orders: OrderService,
    private readonly work: SubOrderWork,
    private readonly idempotency: Idempotency,
  ) {}

  @Get()
  @Operation({
    id: 'getSubOrder',
    summary: 'What is in a part of an order, where it goes, and what may be recorded of it',
    answer: { status: 200, type: SubOrderWorkDto },
    problems: ['ORDER_NOT_FOUND'],
  })
  async read(@Caller() caller: Principal, @Param() { orderId, number }: SubOrderParams): Promise<SubOrderWorkDto> {
    const [view] = await this.orders.view([orderId], null);
    return partOf(view, { number, merchantId: onlyMerchantOf(caller) ?? null });
  }

  @Post('acceptance')
  @Operation({
    id: 'acceptSubOrder',
    summary: 'Its merchant takes it on (third-party goods)',
    idempotent: 'required',
    answer: { status: 201, type: SubOrderWorkDto },
    problems: MOVE_PROBLEMS,
  })
  accept(
    @Caller() caller: Principal,
    @Param() which: SubOrderParams,
    @IdempotencyKey() key: string,
    @Body() body: RecordMoveDto,
  ): Promise<Answer<SubOrderWorkDto>> {
    return this.record('acceptSubOrder', { caller, key }, { ...which, ...body, to: 'accepted' });
  }

  @Post('shipment')
  @Operation({
    id: 'shipSubOrder',
    summary: 'It has left its warehouse',
    idempotent: 'required',
    answer: { status: 201, type: SubOrderWorkDto },
    description: 'Its goods leave stock, and it leaves the list of what is to be shipped.',
    problems: MOVE_PROBLEMS,
  })
  ship(
    @Caller() caller: Principal,
    @Param() which: SubOrderParams,
    @IdempotencyKey() key: string,
    @Body() body: RecordMoveDto,
  ): Promise<Answer<SubOrderWorkDto>> {
    return this.record('shipSubOrder', { caller, key }, { ...which, ...body, to: 'shipped' });
  }

  @Post('delivery')
  @Operation({
    id: 'deliverSubOrder',
    summary: 'It has reached its customer',
    idempotent: 'required',
    answer: { status: 201, type: SubOrderWorkDto },
    description: 'At `confirmBy` it counts as received, unless its customer says so before.',
    problems: MOVE_PROBLEMS,
  })
  deliver(
    @Caller() caller: Principal,
    @Param() which: SubOrderParams,
    @IdempotencyKey() key: string,
    @Body() body: RecordMoveDto,
  ): Promise<Answer<SubOrderWorkDto>> {
    return this.record('deliverSubOrder', { caller, key }, { ...which, ...body, to: 'delivered' });
  }

  private record(
    operation: string,
    { caller, key }: { readonly caller: Principal; readonly key: string },
    { orderId, number, to, note = null }: Pick<SubOrderRecord, 'orderId' | 'number' | 'to' | 'note'>,
  ): Promise<Answer<SubOrderWorkDto>> {
    const call = { principal: caller, key, operation, body: { orderId, number, note } };
    return this.idempotency.once(call, async (tx) => {
      const merchantId = onlyMerchantOf(caller) ?? null;
      const wish = { orderId, number, to, note, merchantId, actor: caller.id };
      const [outcome] = await this.work.record(tx, [wish]);
      const part = partOf((await this.orders.read(tx, [orderId])).get(orderId), { number, merchantId });
      if (outcome!.kind === 'elsewhere') {
        const { state } = outcome!;
        throw orderProblems.SUB_ORDER_STATE(`it is ${state}`, {
          state,
          mayMoveTo: stepsFrom(part.goodsType, state, 'merchant'),
        });
      }
      return { status: 201, body: part };
    });
  }
}

/** @throws Problem 404, also for another merchant's */
function partOf(
  view: OrderView | undefined,
  which: { readonly number: number; readonly merchantId: string | null },
): SubOrderWorkDto {
  const part = view && subOrderWork(view, which);
  if (part === undefined) throw orderProblems.ORDER_NOT_FOUND('there is no such part of an order');
  return part;
}

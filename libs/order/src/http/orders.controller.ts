/** Reading orders: the list, one order, its timeline, counts by state, and the flows. */
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database } from '#libs/platform';
import {
  HotDto,
  Access,
  Caller,
  Integer,
  ListOf,
  OneOf,
  Operation,
  pageFrom,
  pageOf,
  PageQuery,
  Public,
  Text,
  Time,
  Uuid,
  type Page,
  type Principal,
  idCursor,
} from '#libs/platform/http';
import { orderReadProblems } from '../order.errors.js';
import { orderAnswer } from '../order-answer.rules.js';
import { OrderDto } from '../order.dto.js';
import { ORDER_FLOWS, ORDER_STATE_TABLE } from '../order-flow.rules.js';
import { OrderService, type OrderFilter } from '../order.service.js';
import { GOODS_TYPES, ORDER_STATES, SUB_ORDER_STATES, type OrderState } from '../order.types.js';

@HotDto()
class OrderParams {
  @Uuid() orderId!: string;
}

class OrderQuery extends PageQuery {
  @OneOf(ORDER_STATES, { optional: true }) state?: OrderState;
  @Text({ max: 100, optional: true, description: 'Part of a title or sku, an order id, or a reference' }) q?: string;
  @Time({ optional: true, description: 'Placed at or after' }) placedFrom?: string;
  @Time({ optional: true, description: 'Placed before' }) placedTo?: string;
}

class AdminOrderQuery extends OrderQuery {
  @Uuid({ optional: true }) customerId?: string;
}

class OrderEventDto {
  @Integer({ min: 1, example: 1 }) seq!: number;
  @Text({ max: 60, example: 'placed' }) what!: string;
  @Integer({
    min: 1,
    nullable: true,
    description: 'The part that moved; null when it is about the whole order',
    example: 1,
  })
  subOrder!: number | null;
  @Text({ max: 30, nullable: true, description: "The order's state before" }) fromState!: string | null;
  @Text({ max: 30, nullable: true, description: "The order's state after", example: 'awaiting_payment' }) toState!:
    string | null;
  @Uuid({ nullable: true, description: 'null when it happened by itself' }) actor!: string | null;
  @Text({ max: 500, nullable: true }) note!: string | null;
  @Time() happenedAt!: string;
}

class StateCountDto {
  @OneOf(ORDER_STATES) state!: OrderState;
  @Integer({ min: 0, example: 3 }) orders!: number;
}

class FlowStepDto {
  @OneOf(SUB_ORDER_STATES) from!: string;
  @OneOf(SUB_ORDER_STATES) to!: string;
  @OneOf(['customer', 'merchant', 'system']) by!: string;
}

class OrderFlowDto {
  @OneOf(GOODS_TYPES) goodsType!: string;
  @ListOf(() => FlowStepDto) steps!: FlowStepDto[];
}

class DerivedStateDto {
  @Text({
    max: 3,
    description:
      'The least and the furthest progress among live sub-orders: 0 awaiting payment, 1 paid or accepted, 2 shipped, 3 delivered, 4 completed',
    example: '1-2',
  })
  progress!: string;
  @OneOf(ORDER_STATES) state!: string;
}

class OrderFlowsDto {
  @ListOf(() => OrderFlowDto) flows!: OrderFlowDto[];
  @ListOf(() => DerivedStateDto) orderStates!: DerivedStateDto[];
}

const OrderPage = pageOf(OrderDto);

@ApiTags('orders')
@Controller('v1')
export class OrderReadController {
  constructor(
    private readonly database: Database,
    private readonly orders: OrderService,
  ) {}

  @Get('orders')
  @Access('customer')
  @Operation({
    id: 'listOrders',
    summary: 'My orders, newest first',
    answer: { status: 200, type: OrderPage },
    problems: ['INVALID_CURSOR'],
  })
  list(@Caller() caller: Principal, @Query() query: OrderQuery): Promise<Page<OrderDto>> {
    return this.page(query, caller.id);
  }

  @Get('orders/counts')
  @Access('customer')
  @Operation({
    id: 'countOrders',
    summary: 'How many orders I have in each state',
    answer: { status: 200, type: StateCountDto, list: true },
  })
  async counts(@Caller() caller: Principal): Promise<StateCountDto[]> {
    const counts = await this.orders.counts(caller.id);
    return ORDER_STATES.map((state) => ({ state, orders: counts.get(state) ?? 0 }));
  }

  @Get('orders/:orderId')
  @Access('customer')
  @Operation({
    id: 'getOrder',
    summary: 'One of my orders',
    answer: { status: 200, type: OrderDto },
    problems: ['ORDER_NOT_FOUND'],
  })
  get(@Caller() caller: Principal, @Param() { orderId }: OrderParams): Promise<OrderDto> {
    return this.one(orderId, caller.id);
  }

  @Get('orders/:orderId/timeline')
  @Access('customer')
  @Operation({
    id: 'getOrderTimeline',
    summary: 'Everything that happened to an order, oldest first',
    answer: { status: 200, type: OrderEventDto, list: true },
    problems: ['ORDER_NOT_FOUND'],
  })
  async timeline(@Caller() caller: Principal, @Param() { orderId }: OrderParams): Promise<OrderEventDto[]> {
    await this.one(orderId, caller.id);
    const events = await this.orders.timeline(orderId);
    return events.map((event) => ({ ...event, happenedAt: event.happenedAt.toISOString() }));
  }

  @Get('order-flows')
  @Public()
  @Operation({
    id: 'getOrderFlows',
    summary: 'How sub-orders move, by goods type, and the state an order shows',
    answer: { status: 200, type: OrderFlowsDto },
  })
  flows(): OrderFlowsDto {
    return {
      flows: GOODS_TYPES.map((goodsType) => ({ goodsType, steps: [...ORDER_FLOWS[goodsType]] })),
      orderStates: Object.entries(ORDER_STATE_TABLE).map(([progress, state]) => ({ progress, state })),
    };
  }

  @Get('admin/orders')
  @Access('operator', 'admin')
  @Operation({
    id: 'searchOrders',
    summary: "All customers' orders, newest first",
    answer: { status: 200, type: OrderPage },
    problems: ['INVALID_CURSOR'],
  })
  search(@Query() query: AdminOrderQuery): Promise<Page<OrderDto>> {
    return this.page(query, query.customerId ?? null);
  }

  @Get('admin/orders/:orderId')
  @Access('operator', 'admin')
  @Operation({
    id: 'getAnyOrder',
    summary: "Any customer's order",
    answer: { status: 200, type: OrderDto },
    problems: ['ORDER_NOT_FOUND'],
  })
  any(@Param() { orderId }: OrderParams): Promise<OrderDto> {
    return this.one(orderId, null);
  }

  private async one(orderId: string, customerId: string | null): Promise<OrderDto> {
    const [view] = await this.orders.view([orderId], customerId);
    if (view === undefined) throw orderReadProblems.ORDER_NOT_FOUND('there is no such order of yours');
    return orderAnswer(view, await this.database.now());
  }

  private async page(query: OrderQuery, customerId: string | null): Promise<Page<OrderDto>> {
    const before = idCursor(query.cursor);
    const filter: OrderFilter = {
      customerId,
      limit: query.limit + 1,
      ...(before !== undefined && { before }),
      ...(query.state && { state: query.state }),
      ...(query.q !== undefined && { text: query.q }),
      ...(query.placedFrom !== undefined && { placedFrom: new Date(query.placedFrom) }),
      ...(query.placedTo !== undefined && { placedTo: new Date(query.placedTo) }),
    };
    const [views, now] = [await this.orders.view(await this.orders.list(filter), null), await this.database.now()];
    return pageFrom(views, query.limit, { cursor: (last) => [last.order.id], item: (view) => orderAnswer(view, now) });
  }
}

/** A part of an order as who has to ship it sees it. */
import { Dictionary, Flag, Integer, ListOf, Nested, OneOf, Text, Time, Uuid } from '#libs/platform/http';
import {
  AddressDto,
  GOODS_TYPES,
  ORDER_STATES,
  stepsFrom,
  SUB_ORDER_STATES,
  type GoodsType,
  type OrderState,
  type OrderView,
  type SubOrderState,
} from '#libs/order';

export class SubOrderParams {
  @Uuid() orderId!: string;
  @Integer({ min: 1, max: 32_767, description: 'Its number in the order', example: 1 }) number!: number;
}

export class RecordMoveDto {
  @Text({
    min: 1,
    max: 500,
    optional: true,
    description: 'For the timeline, which the customer reads: who carries it, under which number',
    example: 'DHL 00340434161094042557',
  })
  note?: string;
}

class PackedLineDto {
  @Integer({ min: 1, max: 32_767, example: 1 }) position!: number;
  @Uuid() variantId!: string;
  @Text({ max: 100, example: 'MUG-RED' }) sku!: string;
  @Text({ max: 300, example: 'Enamel mug' }) title!: string;
  @Text({ max: 20, example: 'physical' }) kind!: string;
  @Integer({ min: 1, example: 2 }) quantity!: number;
  @Dictionary({ nullable: true, description: 'What the buyer filled in' }) messages!: Record<string, string> | null;
  @Flag({ description: 'Given with the order by an offer', example: false }) gift!: boolean;
}

export class SubOrderWorkDto {
  @Uuid() orderId!: string;
  @Integer({ min: 1, max: 32_767, example: 1 }) number!: number;
  @Uuid() merchantId!: string;
  @Uuid({ nullable: true, description: 'null for goods that no warehouse holds' }) warehouseId!: string | null;
  @OneOf(GOODS_TYPES) goodsType!: GoodsType;
  @OneOf(SUB_ORDER_STATES) state!: SubOrderState;
  @OneOf(ORDER_STATES, { description: 'What the whole order shows' }) orderState!: OrderState;
  @ListOf('string', { max: 10, description: 'What may be recorded next', example: ['shipped'] })
  mayMoveTo!: string[];
  @Nested(() => AddressDto, { nullable: true, description: 'Where it goes; told once it is paid' })
  shippingAddress!: AddressDto | null;
  @Time({ nullable: true, description: 'When its receipt confirms itself' }) confirmBy!: string | null;
  @ListOf(() => PackedLineDto, { max: 10_000 }) lines!: PackedLineDto[];
}

/** States in which nobody has to know where the goods go. */
const ADDRESS_UNTOLD: readonly SubOrderState[] = ['awaiting_payment', 'cancelled'];

/** The part of an order with this number; `undefined` when there is none, or it is another merchant's. */
export function subOrderWork(
  view: OrderView,
  which: { readonly number: number; readonly merchantId: string | null },
): SubOrderWorkDto | undefined {
  const part = view.subOrders.find(({ number }) => number === which.number);
  if (part === undefined || (which.merchantId !== null && part.merchantId !== which.merchantId)) return undefined;
  const { number, merchantId, warehouseId, goodsType, state } = part;
  const address = ADDRESS_UNTOLD.includes(state) ? null : view.order.address;
  return {
    ...{ orderId: view.order.id, number, merchantId, warehouseId, goodsType, state, orderState: view.order.state },
    mayMoveTo: [...stepsFrom(goodsType, state, 'merchant')],
    shippingAddress: address === null ? null : (JSON.parse(address) as AddressDto),
    confirmBy: part.confirmBy?.toISOString() ?? null,
    lines: view.lines
      .filter((line) => line.subOrder === number)
      .map(({ position, variantId, sku, title, kind, quantity, messages, giftOf }) => ({
        ...{ position, variantId, sku, title, kind, quantity },
        messages: messages === null ? null : (JSON.parse(messages) as Record<string, string>),
        gift: giftOf !== null,
      })),
  };
}

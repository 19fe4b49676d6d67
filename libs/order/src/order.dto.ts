/** What clients see of an order: one shape for the answer to placing it, the detail and the list. */
import { Dictionary, Flag, Integer, ListOf, Money, Nested, OneOf, Text, Time, Uuid } from '#libs/platform/http';
import {
  GOODS_TYPES,
  ORDER_STATES,
  SUB_ORDER_STATES,
  type GoodsType,
  type OrderState,
  type SubOrderState,
} from './order.types.js';
import { ORDER_ACTIONS } from './allowed-actions.rules.js';

/** Where an order goes. */
export class AddressDto {
  @Text({ max: 200, example: 'Ada Lovelace' }) name!: string;
  @Text({ max: 200, example: '12 St James Square' }) line1!: string;
  @Text({ max: 200, optional: true, example: 'Flat 2' }) line2?: string;
  @Text({ max: 100, example: 'London' }) city!: string;
  @Text({ max: 100, optional: true, example: 'Greater London' }) region?: string;
  @Text({ max: 20, optional: true, example: 'SW1Y 4JH' }) postalCode?: string;
  @Text({ min: 2, max: 2, pattern: /^[A-Z]{2}$/, description: 'ISO 3166-1 alpha-2', example: 'GB' }) country!: string;
  @Text({ max: 40, optional: true, example: '+44 20 7946 0000' }) phone?: string;
}

/** The money of an order or a part of it: total = list − discount − points + shipping. */
export class OrderBreakdownDto {
  @Money({ description: 'The lines at list price' }) list!: number;
  @Money({ description: 'What offers and coupons took off' }) discount!: number;
  @Money({ description: 'What points paid' }) points!: number;
  @Money() shipping!: number;
  @Money() total!: number;
}

export class OrderLineDto {
  @Integer({ min: 1, max: 32_767, example: 1 }) position!: number;
  @Integer({ min: 1, max: 32_767, description: 'The number of its sub-order', example: 1 }) subOrder!: number;
  @Uuid() variantId!: string;
  @Text({ max: 100, example: 'MUG-RED' }) sku!: string;
  @Text({ max: 300, example: 'Enamel mug' }) title!: string;
  @Text({ max: 20, example: 'physical' }) kind!: string;
  @Integer({ min: 1, example: 2 }) quantity!: number;
  @Money({ description: 'The list price of one unit when the order was placed' }) unitPrice!: number;
  @Money() list!: number;
  @Money() discount!: number;
  @Money() points!: number;
  @Money({ description: 'What credit and payment pay for it' }) payable!: number;
  @Dictionary({ nullable: true, description: 'What the buyer filled in' }) messages!: Record<string, string> | null;
  @Flag({ description: 'Given with the order by an offer; costs nothing', example: false }) gift!: boolean;
  @Flag({ description: 'Its customer has reviewed it', example: false }) reviewed!: boolean;
}

export class SubOrderDto {
  @Integer({ min: 1, max: 32_767, example: 1 }) number!: number;
  @Uuid() merchantId!: string;
  @Text({ max: 200, example: 'North Wind Goods' }) merchantName!: string;
  @Uuid({ nullable: true, description: 'null for goods that no warehouse holds' }) warehouseId!: string | null;
  @OneOf(GOODS_TYPES) goodsType!: GoodsType;
  @OneOf(SUB_ORDER_STATES) state!: SubOrderState;
  @Nested(() => OrderBreakdownDto) breakdown!: OrderBreakdownDto;
  @Money({ description: 'Its share of the credit' }) credit!: number;
  @Money({ description: 'Its share of what is paid beside credit' }) due!: number;
  @Time({ nullable: true, description: 'Delivered and not confirmed by this moment, it counts as received' })
  confirmBy!: string | null;
}

export class AllowedActionDto {
  @OneOf(ORDER_ACTIONS) action!: string;
  @Integer({ min: 1, max: 100, description: 'Lower is shown first', example: 1 }) priority!: number;
  @Flag() allowed!: boolean;
  @Text({ nullable: true, max: 40, description: 'Why not, when not', example: 'NOTHING_TO_PAY' }) reason!:
    string | null;
}

export const PAYMENT_STATES_OF_ORDER = ['not_required', 'awaiting_payment', 'paid', 'cancelled'] as const;

/** Everything that is kept of an order. */
export class OrderFactsDto {
  @Uuid() id!: string;
  @Uuid() customerId!: string;
  @OneOf(ORDER_STATES) state!: OrderState;
  @OneOf(['none', 'partial', 'full']) refundState!: string;
  @OneOf(PAYMENT_STATES_OF_ORDER, { description: 'not_required: credit and points paid for all of it' })
  paymentState!: string;
  @Text({ min: 3, max: 3, example: 'USD' }) currency!: string;
  @Nested(() => OrderBreakdownDto) breakdown!: OrderBreakdownDto;
  @Money({ description: 'What credit pays: held until the order is paid, then spent' }) creditApplied!: number;
  @Integer({ min: 0, description: 'Points used', example: 0 }) pointsApplied!: number;
  @Money({ description: 'What is still to be paid beside credit' }) amountDue!: number;
  @Money({ description: 'What has been paid beside credit' }) amountPaid!: number;
  @Time() placedAt!: string;
  @Time({ nullable: true, description: 'Unpaid at this moment, the order is cancelled by itself' }) payBy!:
    string | null;
  @Text({ nullable: true, max: 64, description: "The client's own reference" }) reference!: string | null;
  @Text({ nullable: true, max: 200 }) cancelReason!: string | null;
  @Nested(() => AddressDto, { nullable: true }) shippingAddress!: AddressDto | null;
  @ListOf(() => OrderLineDto, { max: 10_000 }) lines!: OrderLineDto[];
  @ListOf(() => SubOrderDto, { max: 1_000 }) subOrders!: SubOrderDto[];
}

/** An order with what its customer may do now. */
export class OrderDto extends OrderFactsDto {
  @ListOf(() => AllowedActionDto, { max: 20 }) allowedActions!: AllowedActionDto[];
}

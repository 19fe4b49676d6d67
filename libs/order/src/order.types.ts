/** The words of an order. Amounts are minor units of the store's currency. */
import type { Minor } from '#libs/platform';

export const SUB_ORDER_STATES = [
  'awaiting_payment',
  'paid',
  'accepted',
  'shipped',
  'delivered',
  'completed',
  'cancelling',
  'cancelled',
] as const;
export type SubOrderState = (typeof SUB_ORDER_STATES)[number];

export const ORDER_STATES = [
  'awaiting_payment',
  'paid',
  'partly_shipped',
  'shipped',
  'partly_delivered',
  'delivered',
  'completed',
  'cancelled',
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export const GOODS_TYPES = ['self_operated', 'consignment', 'third_party'] as const;
export type GoodsType = (typeof GOODS_TYPES)[number];

/** The money columns that an order, a sub-order and their sums share. `total = list − discount − points + shipping = credit + due`. */
export interface OrderMoney {
  readonly listMinor: Minor;
  readonly discountMinor: Minor;
  readonly pointsMinor: Minor;
  readonly shippingMinor: Minor;
  readonly totalMinor: Minor;
  readonly creditMinor: Minor;
  readonly dueMinor: Minor;
}

/** One line of a sub-order. A line of the request that two warehouses serve becomes two lines. */
export interface OrderLine {
  readonly position: number;
  readonly subOrder: number;
  readonly variantId: string;
  readonly sku: string;
  readonly title: string;
  readonly kind: string;
  readonly quantity: number;
  /** The list price of one unit when the order was placed. */
  readonly unitMinor: Minor;
  readonly listMinor: Minor;
  /** After its own offer (a time-limited or flash price), before basket offers and coupons. */
  readonly soldMinor: Minor;
  readonly discountMinor: Minor;
  readonly pointsMinor: Minor;
  /** What credit and payment pay for it: list − discount − points. */
  readonly payableMinor: Minor;
  readonly messages: Readonly<Record<string, string>> | null;
  /** The offer that gave it away; null for what was bought. A gift costs nothing. */
  readonly giftOf: string | null;
}

/** The part of an order that one merchant serves from one warehouse. */
export interface SubOrder extends OrderMoney {
  readonly number: number;
  readonly merchantId: string;
  readonly merchantName: string;
  /** `null` for goods that no warehouse holds (virtual ones). */
  readonly warehouseId: string | null;
  readonly goodsType: GoodsType;
  readonly state: SubOrderState;
}

/** Where an order goes. */
export interface ShippingAddress {
  readonly name: string;
  readonly line1: string;
  readonly line2?: string;
  readonly city: string;
  readonly region?: string;
  readonly postalCode?: string;
  readonly country: string;
  readonly phone?: string;
}

/** An order to be written, with the id that its caller minted. */
export interface NewOrder extends OrderMoney {
  readonly id: string;
  readonly customerId: string;
  readonly currency: string;
  /** Points used (not their worth). */
  readonly points: number;
  readonly payBy: Date | null;
  /** The client's own reference, if any. */
  readonly reference: string | null;
  readonly address: ShippingAddress | null;
  readonly subOrders: readonly SubOrder[];
  readonly lines: readonly OrderLine[];
}

/** A change of state by condition. All sub-orders move together; the order's state is derived. */
export interface OrderTransition {
  readonly orderId: string;
  readonly from: readonly SubOrderState[];
  readonly to: SubOrderState;
  /** What happened, for the timeline. */
  readonly what: string;
  readonly actor: string | null;
  readonly note?: string | null;
  /** What has been paid beside credit, when this transition says so. */
  readonly paidMinor?: Minor;
}

/** `moved` with the state before, or `elsewhere`: the order is not in a state this transition starts from (`state` says which). */
export type TransitionOutcome =
  | { readonly kind: 'moved'; readonly from: OrderState }
  | { readonly kind: 'elsewhere'; readonly state: OrderState | null };

/** Something noted on the timeline that changes no state (a failed payment, a late one refunded). */
export interface OrderNote {
  readonly orderId: string;
  readonly what: string;
  readonly actor: string | null;
  readonly note: string | null;
}

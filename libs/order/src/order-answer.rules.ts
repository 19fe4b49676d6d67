/** An order as its readers get it. Pure: rows or a fresh order in, the published shape out. */
import { allowedActions } from './allowed-actions.rules.js';
import type { OrderRow, SubOrderRow, LineRow } from './db/order.statements.js';
import { orderStateOf } from './order-flow.rules.js';
import type { OrderDto, OrderFactsDto } from './order.dto.js';
import type { NewOrder, OrderMoney } from './order.types.js';

interface Rows {
  readonly order: OrderRow;
  readonly subOrders: readonly SubOrderRow[];
  readonly lines: readonly LineRow[];
}

/** The published shape of stored rows. */
export function orderAnswer(view: Rows, now: Date): OrderDto {
  return { ...orderFacts(view), allowedActions: allowedActions(view, now) };
}

function orderFacts(view: Rows): OrderFactsDto {
  const { order } = view;
  const isOpen = order.state === 'awaiting_payment';
  return {
    id: order.id,
    customerId: order.customerId,
    state: order.state,
    refundState: order.refundState,
    paymentState:
      order.state === 'cancelled'
        ? 'cancelled'
        : order.dueMinor === 0
          ? 'not_required'
          : isOpen
            ? 'awaiting_payment'
            : 'paid',
    currency: order.currency,
    breakdown: breakdown(order),
    creditApplied: order.creditMinor,
    pointsApplied: order.points,
    amountDue: isOpen ? order.dueMinor - order.paidMinor : 0,
    amountPaid: order.paidMinor,
    placedAt: order.placedAt.toISOString(),
    payBy: order.payBy?.toISOString() ?? null,
    reference: order.reference,
    cancelReason: order.cancelReason,
    shippingAddress: order.address === null ? null : (JSON.parse(order.address) as OrderDto['shippingAddress']),
    lines: view.lines.map((line) => ({
      position: line.position,
      subOrder: line.subOrder,
      variantId: line.variantId,
      sku: line.sku,
      title: line.title,
      kind: line.kind,
      quantity: line.quantity,
      unitPrice: line.unitMinor,
      list: line.listMinor,
      discount: line.discountMinor,
      points: line.pointsMinor,
      payable: line.payableMinor,
      messages: line.messages === null ? null : (JSON.parse(line.messages) as Record<string, string>),
      gift: line.giftOf !== null,
      reviewed: line.reviewed,
    })),
    subOrders: view.subOrders.map((sub) => ({
      number: sub.number,
      merchantId: sub.merchantId,
      merchantName: sub.merchantName,
      warehouseId: sub.warehouseId,
      goodsType: sub.goodsType,
      state: sub.state,
      breakdown: breakdown(sub),
      credit: sub.creditMinor,
      due: sub.dueMinor,
      confirmBy: sub.confirmBy?.toISOString() ?? null,
    })),
  };
}

/** The published shape of an order just written: the same facts as reading it back, without reading it. */
export function newOrderAnswer(order: NewOrder, now: Date): OrderFactsDto {
  const state = orderStateOf(order.subOrders.map((sub) => sub.state));
  return orderFacts({
    order: {
      ...order,
      state,
      refundState: 'none',
      paidMinor: 0,
      placedAt: now,
      cancelReason: null,
      address: order.address === null ? null : JSON.stringify(order.address),
    },
    subOrders: order.subOrders.map((sub) => ({ ...sub, orderId: order.id, confirmBy: null })),
    lines: order.lines.map((line) => ({
      ...line,
      orderId: order.id,
      reviewed: false,
      messages: line.messages === null ? null : JSON.stringify(line.messages),
    })),
  });
}

function breakdown(money: OrderMoney): OrderDto['breakdown'] {
  return {
    list: money.listMinor,
    discount: money.discountMinor,
    points: money.pointsMinor,
    shipping: money.shippingMinor,
    total: money.totalMinor,
  };
}

/** What a customer may do with an order now, in order of priority, and why not when not. Pure. */
import { ORDER_STATES, type OrderState } from './order.types.js';

export const ORDER_ACTIONS = [
  'pay',
  'confirm_receipt',
  'track',
  'remind_shipment',
  'review',
  'reorder',
  'apply_after_sales',
  'cancel',
  'delete',
] as const;
export type OrderAction = (typeof ORDER_ACTIONS)[number];

/** One action: lower `priority` is shown first; `reason` is a stable code when it is not allowed. */
export interface AllowedAction {
  readonly action: OrderAction;
  readonly priority: number;
  readonly allowed: boolean;
  readonly reason: string | null;
}

const WHEN: Readonly<Record<OrderAction, { readonly states: readonly OrderState[]; readonly otherwise: string }>> = {
  pay: { states: ['awaiting_payment'], otherwise: 'NOTHING_TO_PAY' },
  confirm_receipt: { states: ['shipped', 'partly_delivered', 'delivered'], otherwise: 'NOT_SHIPPED' },
  track: {
    states: ['partly_shipped', 'shipped', 'partly_delivered', 'delivered', 'completed'],
    otherwise: 'NOT_SHIPPED',
  },
  remind_shipment: { states: ['paid', 'partly_shipped'], otherwise: 'NOTHING_TO_SHIP' },
  review: { states: ['completed'], otherwise: 'NOT_COMPLETED' },
  reorder: { states: ORDER_STATES, otherwise: 'NOT_PAID' },
  apply_after_sales: { states: ['shipped', 'partly_delivered', 'delivered', 'completed'], otherwise: 'NOT_SHIPPED' },
  cancel: { states: ['awaiting_payment'], otherwise: 'NOT_CANCELLABLE' },
  delete: { states: ['completed', 'cancelled'], otherwise: 'NOT_ENDED' },
};

/** Actions whose resources exist so far; the others stay listed, not allowed, with NOT_AVAILABLE_YET. */
const BUILT: ReadonlySet<OrderAction> = new Set(['pay', 'cancel', 'reorder']);

/** All actions with their priority; `payBy` ends the time to pay even before the sweep has cancelled the order. */
export function allowedActions(
  order: { readonly state: OrderState; readonly payBy: Date | null },
  now: Date,
): AllowedAction[] {
  return ORDER_ACTIONS.map((action, index) => {
    const { states, otherwise } = WHEN[action];
    const reason = !states.includes(order.state)
      ? otherwise
      : !BUILT.has(action)
        ? 'NOT_AVAILABLE_YET'
        : action === 'pay' && order.payBy !== null && order.payBy <= now
          ? 'PAY_BY_PASSED'
          : null;
    return { action, priority: index + 1, allowed: reason === null, reason };
  });
}

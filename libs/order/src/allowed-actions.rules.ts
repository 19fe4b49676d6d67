/** What a customer may do with an order now, in order of priority, and why not when not. Pure. */
import { mayMove } from './order-flow.rules.js';
import { ORDER_STATES, type GoodsType, type OrderState, type SubOrderState } from './order.types.js';

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

/** What is looked at of an order. */
export interface OrderAsItStands {
  readonly order: { readonly state: OrderState; readonly payBy: Date | null };
  readonly subOrders: readonly {
    readonly number: number;
    readonly goodsType: GoodsType;
    readonly state: SubOrderState;
  }[];
  readonly lines: readonly { readonly subOrder: number; readonly reviewed: boolean }[];
}

/** Actions that the state of the whole order decides; `confirm_receipt` and `review` look at its parts. */
const WHEN: Readonly<
  Record<
    Exclude<OrderAction, 'confirm_receipt' | 'review'>,
    { readonly states: readonly OrderState[]; readonly otherwise: string }
  >
> = {
  pay: { states: ['awaiting_payment'], otherwise: 'NOTHING_TO_PAY' },
  track: {
    states: ['partly_shipped', 'shipped', 'partly_delivered', 'delivered', 'completed'],
    otherwise: 'NOT_SHIPPED',
  },
  remind_shipment: { states: ['paid', 'partly_shipped'], otherwise: 'NOTHING_TO_SHIP' },
  reorder: { states: ORDER_STATES, otherwise: 'NOT_PAID' },
  apply_after_sales: { states: ['shipped', 'partly_delivered', 'delivered', 'completed'], otherwise: 'NOT_SHIPPED' },
  cancel: { states: ['awaiting_payment'], otherwise: 'NOT_CANCELLABLE' },
  delete: { states: ['completed', 'cancelled'], otherwise: 'NOT_ENDED' },
};

/** Actions whose resources exist so far; the others stay listed, not allowed, with NOT_AVAILABLE_YET. */
const BUILT: ReadonlySet<OrderAction> = new Set(['pay', 'cancel', 'reorder', 'confirm_receipt', 'review']);

/** All actions with their priority; `payBy` ends the time to pay even before the sweep has cancelled the order. */
export function allowedActions(it: OrderAsItStands, now: Date): AllowedAction[] {
  return ORDER_ACTIONS.map((action, index) => {
    const reason = reasonAgainst(action, it, now);
    return { action, priority: index + 1, allowed: reason === null, reason };
  });
}

function reasonAgainst(action: OrderAction, it: OrderAsItStands, now: Date): string | null {
  if (action === 'confirm_receipt') return againstReceipt(it);
  if (action === 'review') return againstReview(it);
  const { order } = it;
  const { states, otherwise } = WHEN[action];
  if (!states.includes(order.state)) return otherwise;
  if (!BUILT.has(action)) return 'NOT_AVAILABLE_YET';
  return action === 'pay' && order.payBy !== null && order.payBy <= now ? 'PAY_BY_PASSED' : null;
}

function againstReceipt({ order, subOrders }: OrderAsItStands): string | null {
  if (subOrders.some(({ goodsType, state }) => mayMove(goodsType, state, 'completed'))) return null;
  return order.state === 'completed' ? 'ALREADY_RECEIVED' : 'NOT_SHIPPED';
}

function againstReview({ subOrders, lines }: OrderAsItStands): string | null {
  const completed = subOrders.flatMap(({ number, state }) => (state === 'completed' ? [number] : []));
  if (completed.length === 0) return 'NOT_COMPLETED';
  const isOpen = lines.some(({ subOrder, reviewed }) => !reviewed && completed.includes(subOrder));
  return isOpen ? null : 'ALL_REVIEWED';
}

/** How sub-orders move and what the order's one state is. Data, served at GET /v1/order-flows; checked for soundness at start. */
import type { GoodsType, OrderState, SubOrderState } from './order.types.js';

/** One allowed step of a sub-order. */
export interface FlowStep {
  readonly from: SubOrderState;
  readonly to: SubOrderState;
  readonly by: 'customer' | 'merchant' | 'system';
}

const COMMON: readonly FlowStep[] = [
  { from: 'awaiting_payment', to: 'paid', by: 'system' },
  { from: 'awaiting_payment', to: 'cancelled', by: 'system' },
  { from: 'paid', to: 'cancelling', by: 'customer' },
  { from: 'cancelling', to: 'cancelled', by: 'system' },
  { from: 'cancelling', to: 'shipped', by: 'merchant' },
  // Recorded by hand until carriers report it.
  { from: 'shipped', to: 'delivered', by: 'merchant' },
  // Who holds the goods knows better than whoever was to report their delivery.
  { from: 'shipped', to: 'completed', by: 'customer' },
  // By itself some days after delivery.
  { from: 'delivered', to: 'completed', by: 'customer' },
];

/** The flow of each goods type. Third-party goods are accepted by their merchant before they ship. */
export const ORDER_FLOWS: Readonly<Record<GoodsType, readonly FlowStep[]>> = {
  self_operated: [...COMMON, { from: 'paid', to: 'shipped', by: 'merchant' }],
  consignment: [...COMMON, { from: 'paid', to: 'shipped', by: 'merchant' }],
  third_party: [
    ...COMMON,
    { from: 'paid', to: 'accepted', by: 'merchant' },
    { from: 'accepted', to: 'shipped', by: 'merchant' },
    { from: 'accepted', to: 'cancelling', by: 'customer' },
  ],
};

/** True when every goods type in play may go from one state to the other. */
export function mayMove(goodsType: GoodsType, from: SubOrderState, to: SubOrderState): boolean {
  return ORDER_FLOWS[goodsType].some((step) => step.from === from && step.to === to);
}

/** Where somebody may take a sub-order from where it is. */
export function stepsFrom(goodsType: GoodsType, from: SubOrderState, by: FlowStep['by']): readonly SubOrderState[] {
  return ORDER_FLOWS[goodsType].flatMap((step) => (step.from === from && step.by === by ? [step.to] : []));
}

/** How far along a state is; sub-orders that are cancelled do not count. */
const PROGRESS: Readonly<Record<Exclude<SubOrderState, 'cancelled'>, 0 | 1 | 2 | 3 | 4>> = {
  awaiting_payment: 0,
  paid: 1,
  accepted: 1,
  cancelling: 1,
  shipped: 2,
  delivered: 3,
  completed: 4,
};

/** The published table: the least and the furthest live sub-order decide the order's state. Rows not listed do not occur. */
export const ORDER_STATE_TABLE: Readonly<Record<string, OrderState>> = {
  '0-0': 'awaiting_payment',
  '1-1': 'paid',
  '1-2': 'partly_shipped',
  '1-3': 'partly_shipped',
  '1-4': 'partly_shipped',
  '2-2': 'shipped',
  '2-3': 'partly_delivered',
  '2-4': 'partly_delivered',
  '3-3': 'delivered',
  '3-4': 'delivered',
  '4-4': 'completed',
};

/** The one state an order shows. @throws Error for a mix that the flows cannot produce. */
export function orderStateOf(subOrders: readonly SubOrderState[]): OrderState {
  let least = 5;
  let furthest = -1;
  for (const state of subOrders) {
    if (state === 'cancelled') continue;
    const progress = PROGRESS[state];
    if (progress < least) least = progress;
    if (progress > furthest) furthest = progress;
  }
  if (furthest === -1) return 'cancelled';
  const state = ORDER_STATE_TABLE[`${least}-${furthest}`];
  if (state === undefined) throw new Error(`no order state for sub-orders ${subOrders.join(', ')}`);
  return state;
}

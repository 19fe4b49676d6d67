/** Order's door: what was bought, in which state, and everything that happened to it. A leaf. */
export { OrderModule } from './order.module.js';
export { OrderService, type OrderFilter, type OrderView } from './order.service.js';
export { ReviewService, type NewReview, type ProductRating, type ReviewOutcome } from './review.service.js';
export type { ReviewRow } from './db/review.statements.js';
export { SubOrderMoves, type SubOrderMove, type SubOrderOutcome } from './sub-order-moves.js';
export { newOrderAnswer, orderAnswer } from './order-answer.rules.js';
export { AddressDto, OrderBreakdownDto, OrderDto, OrderFactsDto } from './order.dto.js';
export { allowedActions, type AllowedAction, type OrderAction } from './allowed-actions.rules.js';
export { mayMove, ORDER_FLOWS, ORDER_STATE_TABLE, orderStateOf, stepsFrom, type FlowStep } from './order-flow.rules.js';
export {
  GOODS_TYPES,
  ORDER_STATES,
  SUB_ORDER_STATES,
  type GoodsType,
  type NewOrder,
  type OrderLine,
  type OrderMoney,
  type OrderNote,
  type OrderState,
  type OrderTransition,
  type ShippingAddress,
  type SubOrder,
  type SubOrderState,
  type TransitionOutcome,
} from './order.types.js';

/** The order saga's door: placing, paying and cancelling orders. The only library that knows the others. */
export { OrderPayments } from './order-payments.service.js';
export { PaymentReturns } from './payment-returns.service.js';
export { OrderSagaModule } from './order-saga.module.js';
export { PlacementService, type PlacementCall } from './placement.service.js';
export { OrderSagas } from './order-sagas.js';
export { OrderSettings } from './order.settings.js';
export { placeOrderSaga, type PlaceOrderRun } from './place-order.saga.js';
export { HoldingActs } from './holding.acts.js';
export { ReceiptService } from './receipt.service.js';
export { RewardingActs } from './rewarding.acts.js';
export { SettlingActs } from './settling.acts.js';
export { SubOrderWork, type SubOrderRecord } from './sub-order-work.service.js';
export { splitOrder } from './split.rules.js';
export type { CreditWish, Plan, PlaceOrderInput, PlaceOrderWork, WantedLine, Wish } from './placement.types.js';

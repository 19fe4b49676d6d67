/** Payment's door: opening and covering, recording what gateways tell, the acts that call them, the inbox, the poll, the books. */
export { PaymentModule } from './payment.module.js';
export { PaymentService } from './payment.service.js';
export type {
  OpenOutcome,
  OpenPayment,
  OrderCoverage,
  Recorded,
  ReserveRefund,
  ReserveRefundOutcome,
} from './payment.inputs.js';
export { PaymentDesk, type OutsideRefundOutcome } from './payment-desk.service.js';
export { PaymentGateway, type GatewayOutcome, type RefundOutcome } from './payment-gateway.service.js';
export { PaymentPoll, type PollResult } from './payment-poll.service.js';
export { WebhookInbox, type ReceiveOutcome } from './webhook-inbox.service.js';
export { PaymentBooks, type BookDifference, type GatewayBookLine, type ProviderSum } from './payment-books.service.js';
export { PaymentObserver } from './payment.observer.js';
export { PaymentSettings } from './payment.settings.js';
export { coveredMinor, printedTransitions, refundableMinor, TRANSITIONS } from './payment.rules.js';
export type {
  AlarmCode,
  ClientAction,
  Observation,
  ObservationOutcome,
  PaymentChange,
  PaymentRow,
  PaymentState,
  RefundRow,
  RefundState,
} from './payment.types.js';
export { PaymentProvider, PaymentProviders, type ProviderAnswer } from './provider/payment-provider.js';
export { PaymentSetup, providersOf } from './provider/providers-of-config.js';
export { SandboxProvider, type SandboxProviderOptions } from './provider/sandbox.provider.js';
export { StripeProvider, type StripeProviderOptions } from './provider/stripe.provider.js';
export { paymentEntities } from './db/payment.entities.js';
export {
  PayoutProvider,
  PayoutProviders,
  type PayoutAnswer,
  type PayoutNews,
  type ProviderPayout,
} from './payout/payout-provider.js';
export { SandboxPayoutProvider } from './payout/sandbox-payout.provider.js';

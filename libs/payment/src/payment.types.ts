/** The words of paying: states, what a gateway can tell us, and what others learn from it. Amounts are minor units. */
import type { Minor } from '#libs/platform';

/** Where a payment stands, as far as we know. */
export const PAYMENT_STATES = ['created', 'pending', 'failed', 'authorized', 'voided', 'captured'] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

/** Where a refund stands. `reserved`: the amount is set aside; `calling`: the gateway may have been asked. */
export const REFUND_STATES = ['reserved', 'calling', 'failed', 'succeeded'] as const;
export type RefundState = (typeof REFUND_STATES)[number];

/** What a gateway can tell us about a payment. `pending`: it knows the payment and waits for the customer. */
export const PAYMENT_NEWS = ['pending', 'authorized', 'captured', 'failed', 'voided'] as const;
export type PaymentNews = (typeof PAYMENT_NEWS)[number];

/** What a gateway can tell us at all. */
export type ObservationKind = PaymentNews | 'refunded' | 'refund_failed';

/** Who told us. `answer`: the gateway's answer to our own call. */
export type ObservationSource = 'webhook' | 'poll' | 'answer';

/** How the customer goes on: a secret for the provider's own form, or a page to be sent to. */
export interface ClientAction {
  readonly clientSecret?: string;
  readonly redirectUrl?: string;
}

/**
 * One thing a gateway has told us. Names the payment by our id, or by the gateway's reference when our id is not in the message.
 * `amountMinor` is the payment's whole amount as the gateway has it, for refunds the refund's.
 */
export interface Observation {
  readonly provider: string;
  readonly paymentId?: string | undefined;
  readonly providerReference?: string | undefined;
  readonly kind: ObservationKind;
  readonly amountMinor: Minor;
  readonly currency: string;
  readonly source: ObservationSource;
  /** The webhook's id, for the alarm. */
  readonly eventId?: string | undefined;
  /** Our refund id; a refund without one was not made by us and is alarmed. */
  readonly refundId?: string | undefined;
  readonly refundReference?: string | undefined;
  /** Why it failed, in the provider's word. */
  readonly reason?: string | undefined;
  readonly client?: ClientAction | undefined;
}

/** Why an observation was not believed. It changed nothing and an alarm row stands. */
export type AlarmCode =
  | 'amount_mismatch'
  | 'currency_mismatch'
  | 'provider_mismatch'
  | 'reference_mismatch'
  | 'foreign_refund'
  | 'refund_exceeds_capture'
  | 'refund_reversed'
  | 'unknown_payment'
  | 'unprocessable_event';

/**
 * What became of an observation: `recorded` changed something, `known` was old news, `alarmed` was refused and raised an alarm,
 * `missing` names no payment of ours (yet).
 */
export type ObservationOutcome =
  { readonly kind: 'recorded' | 'known' | 'missing' } | { readonly kind: 'alarmed'; readonly code: AlarmCode };

/** A payment or one of its refunds has changed: what the observer of payments is told, in the same transaction. */
export interface PaymentChange {
  readonly paymentId: string;
  readonly orderId: string;
  readonly customerId: string;
  readonly provider: string;
  readonly from: PaymentState;
  readonly to: PaymentState;
  readonly amountMinor: Minor;
  readonly currency: string;
  readonly capturedMinor: Minor;
  /** Refunds under way and done. */
  readonly refundedMinor: Minor;
  /** What this payment covers of its order now: the amount while authorised, what was captured after. */
  readonly coveredMinor: Minor;
  readonly failureReason: string | null;
  readonly source: ObservationSource;
  /** Set when a refund came to its end; `from` and `to` are then mostly equal. */
  readonly refund?: { readonly refundId: string; readonly amountMinor: Minor; readonly state: 'succeeded' | 'failed' };
}

/** A payment's row as rules and services see it. */
export interface PaymentRow {
  readonly id: string;
  readonly orderId: string;
  readonly customerId: string;
  readonly provider: string;
  readonly providerReference: string | null;
  readonly currency: string;
  readonly captureMode: 'manual' | 'automatic';
  readonly amountMinor: Minor;
  readonly capturedMinor: Minor;
  readonly refundedMinor: Minor;
  readonly state: PaymentState;
  readonly failureReason: string | null;
  readonly client: ClientAction | null;
  readonly returnUrl: string | null;
  /** The outside call that was begun and of whose outcome we are not sure. */
  readonly calling: GatewayAct | null;
  readonly calledAt: Date | null;
  readonly nextPollAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly version: number;
}

/** The outside calls about a payment. */
export const GATEWAY_ACTS = ['create', 'confirm', 'capture', 'void'] as const;
export type GatewayAct = (typeof GATEWAY_ACTS)[number];

/** A refund's row as rules and services see it. */
export interface RefundRow {
  readonly id: string;
  readonly paymentId: string;
  readonly amountMinor: Minor;
  readonly state: RefundState;
  readonly providerReference: string | null;
  readonly reason: string;
  readonly failureReason: string | null;
  /** `outside`: an operator gave it back without the gateway; then `providerReference` is how to find it. */
  readonly went: 'gateway' | 'outside';
}

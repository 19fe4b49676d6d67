/** What the verbs of payment take and answer. Amounts are minor units. */
import type { Database, Minor } from '#libs/platform';
import type {
  AlarmCode,
  ObservationOutcome,
  ObservationSource,
  PaymentChange,
  PaymentRow,
  RefundState,
} from './payment.types.js';

/** Anything that runs declared statements: a transaction or the database itself. */
export type Reader = Pick<Database, 'run'>;

/** A payment to be opened. */
export interface OpenPayment {
  readonly paymentId: string;
  readonly orderId: string;
  readonly customerId: string;
  readonly provider: string;
  readonly currency: string;
  readonly amountMinor: Minor;
  /** `manual` (default) authorises first and captures on the saga's word. */
  readonly captureMode?: 'manual' | 'automatic';
  /** Where a hosted page sends the customer afterwards. */
  readonly returnUrl?: string | null;
}

/** `exists`: the same payment was opened before. `differs`: the id stands for another payment; nothing was done. */
export type OpenOutcome = 'created' | 'exists' | 'differs';

/** What recording did. */
export interface Recorded {
  readonly changes: readonly PaymentChange[];
  /** One per observation, in order. */
  readonly outcomes: readonly ObservationOutcome[];
  /** The payments named, as they are now. */
  readonly payments: ReadonlyMap<string, PaymentRow>;
}

/** What an order's payments cover. */
export interface OrderCoverage {
  readonly orderId: string;
  /** Authorised and not yet captured. */
  readonly authorizedMinor: Minor;
  readonly capturedMinor: Minor;
  /** Refunds under way and done. */
  readonly refundedMinor: Minor;
  /** Payments that may still become money: created, pending, authorised. */
  readonly open: readonly PaymentRow[];
  readonly payments: readonly PaymentRow[];
}

/** A refund to be set aside. */
export interface ReserveRefund {
  readonly refundId: string;
  readonly paymentId: string;
  readonly amountMinor: Minor;
  readonly reason: string;
}

export type ReserveRefundOutcome =
  | { readonly kind: 'reserved' }
  | { readonly kind: 'exists'; readonly state: RefundState }
  | { readonly kind: 'differs' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'exceeds'; readonly refundable: Minor };

/** Something a person must look at. */
export interface Alarm {
  readonly provider: string;
  readonly paymentId: string | null;
  readonly code: AlarmCode;
  readonly detail: string;
  readonly eventId: string | null;
  readonly source: ObservationSource;
}

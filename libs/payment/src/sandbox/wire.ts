/** What the sandbox gateway sends and receives. Amounts are integers in the currency's minor unit, times RFC 3339. */

/** Where a payment stands at the gateway. `declined` is not the end: another card may be tried. */
export type SandboxStatus = 'pending' | 'declined' | 'authorized' | 'captured' | 'voided';

/** A refund in the gateway's books. `reference` is the merchant's own id of it. */
export interface SandboxRefund {
  readonly id: string;
  readonly reference: string;
  readonly amount: number;
  readonly status: 'pending' | 'succeeded' | 'failed';
  readonly reason: string | null;
}

/** A payment in the gateway's books. `reference` is the merchant's own id of it. */
export interface SandboxPayment {
  readonly id: string;
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
  readonly captureMode: 'manual' | 'automatic';
  readonly status: SandboxStatus;
  readonly card: string | null;
  readonly declineReason: string | null;
  readonly authorized: number;
  readonly captured: number;
  readonly refunded: number;
  readonly refunds: readonly SandboxRefund[];
  readonly clientSecret: string;
  readonly payUrl: string;
  readonly returnUrl: string | null;
  readonly createdAt: string;
}

/** The events a gateway sends; one event is sent until it is acknowledged, so it may arrive more than once. */
export type SandboxEventType =
  | 'payment.authorized'
  | 'payment.captured'
  | 'payment.failed'
  | 'payment.voided'
  | 'refund.succeeded'
  | 'refund.failed';

/** A webhook's body. */
export interface SandboxEvent {
  readonly id: string;
  readonly type: SandboxEventType;
  readonly createdAt: string;
  readonly payment: SandboxPayment;
  readonly refund?: SandboxRefund;
}

/** An answer other than 2xx. `payment` shows the present state where there is one. */
export interface SandboxRefusal {
  readonly error: string;
  readonly reason?: string;
  readonly refundable?: number;
  readonly payment?: SandboxPayment;
}

/** One payment's line in the books. */
export interface SandboxTotals {
  readonly id: string;
  readonly reference: string;
  readonly currency: string;
  readonly authorized: number;
  readonly captured: number;
  readonly refunded: number;
}

/** `GET /books`: one page of payments in the order of their creation, and the sums over all of them by currency. */
export interface SandboxBooks {
  readonly payments: readonly SandboxTotals[];
  readonly nextCursor: string | null;
  readonly sums: Readonly<
    Record<
      string,
      { readonly payments: number; readonly authorized: number; readonly captured: number; readonly refunded: number }
    >
  >;
}

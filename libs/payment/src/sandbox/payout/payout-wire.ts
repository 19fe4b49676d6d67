/** What the sandbox payout service sends and receives. Amounts are integers in the currency's minor unit, times RFC 3339. */

export type SandboxPayoutStatus = 'pending' | 'paid' | 'failed';

/** A payout in the service's books. `reference` is the merchant's own id of it. */
export interface SandboxPayout {
  readonly id: string;
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
  readonly destination: string;
  readonly status: SandboxPayoutStatus;
  readonly failureReason: string | null;
  readonly createdAt: string;
}

export type SandboxPayoutEventType = 'payout.pending' | 'payout.paid' | 'payout.failed';

/** A webhook's body; sent until it is acknowledged, so it may arrive more than once. */
export interface SandboxPayoutEvent {
  readonly id: string;
  readonly type: SandboxPayoutEventType;
  readonly createdAt: string;
  readonly payout: SandboxPayout;
}

/** `GET /books`: one page of payouts in the order of their creation. */
export interface SandboxPayoutBooks {
  readonly payouts: readonly SandboxPayout[];
  readonly nextCursor: string | null;
}

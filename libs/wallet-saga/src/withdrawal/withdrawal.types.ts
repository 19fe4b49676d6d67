/** The words of withdrawals. Amounts in minor units; amount = net + fee. */
import type { LotSource } from '#libs/wallet-credit';

export type WithdrawalState = 'requested' | 'approved' | 'paid_out' | 'rejected' | 'failed';

/** What the provider last told of its payout; it only climbs, see payout.rules.ts. */
export type PayoutState = 'none' | 'pending' | 'failed' | 'paid';

/** What a withdrawal's saga knows from its start. */
export interface WithdrawalInput {
  readonly customerId: string;
  readonly amountMinor: number;
  readonly feeMinor: number;
  readonly netMinor: number;
  readonly currency: string;
  /** The origins of credit that could be withdrawn when it was asked for. */
  readonly origins: readonly LotSource[];
  readonly provider: string;
  /** The provider's token of the customer's account. */
  readonly destination: string;
  /** When somebody must have decided, in milliseconds since the epoch. */
  readonly decideByMs: number;
}

/** A withdrawal as it is kept. */
export interface WithdrawalRow {
  readonly id: string;
  readonly customerId: string;
  readonly amountMinor: number;
  readonly feeMinor: number;
  readonly netMinor: number;
  readonly currency: string;
  readonly provider: string;
  readonly destination: string;
  readonly state: WithdrawalState;
  readonly requestedAt: Date;
  readonly decideBy: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly decisionNote: string | null;
  readonly endedAt: Date | null;
  readonly endedBecause: string | null;
  readonly payoutState: PayoutState;
  readonly payoutReference: string | null;
  readonly payoutReason: string | null;
  readonly payoutAsks: number;
  readonly transferId: string | null;
  readonly recoveryId: string | null;
  readonly recoveredMinor: number | null;
  readonly eventSeq: number;
}

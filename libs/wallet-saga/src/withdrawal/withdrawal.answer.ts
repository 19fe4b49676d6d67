/** A withdrawal as its customer and as operators see it. */
import { Money, OneOf, Text, Time, Uuid } from '#libs/platform/http';
import type { PayoutState, WithdrawalRow, WithdrawalState } from './withdrawal.types.js';

export const WITHDRAWAL_STATES = ['requested', 'approved', 'paid_out', 'rejected', 'failed'] as const;

export class WithdrawalDto {
  @Uuid() id!: string;
  @OneOf(WITHDRAWAL_STATES) state!: WithdrawalState;
  @Text({ min: 3, max: 3, example: 'USD' }) currency!: string;
  @Money({ min: 1, description: 'What leaves the wallet; held until the end', example: 10000 }) amount!: number;
  @Money({ description: 'The fee in it', example: 500 }) fee!: number;
  @Money({ min: 1, description: 'What is paid out', example: 9500 }) net!: number;
  @Text({ max: 100, example: 'acct_ok' }) destination!: string;
  @Time() requestedAt!: string;
  @Time({ nullable: true }) decidedAt!: string | null;
  @Text({ nullable: true, max: 500, description: 'What was said with the decision' }) decisionNote!: string | null;
  @Time({ nullable: true }) endedAt!: string | null;
  @Text({ nullable: true, max: 500, description: 'Why it was rejected or failed' }) endedBecause!: string | null;
}

/** What operators see beside it. */
export class AdminWithdrawalDto extends WithdrawalDto {
  @Uuid() customerId!: string;
  @Time({ description: 'After it, it is rejected by itself' }) decideBy!: string;
  @Uuid({ nullable: true }) decidedBy!: string | null;
  @Text({ max: 50, example: 'sandbox' }) provider!: string;
  @OneOf(['none', 'pending', 'failed', 'paid'], { description: 'What the provider last told' })
  payoutState!: PayoutState;
  @Text({ nullable: true, max: 255 }) payoutReference!: string | null;
  @Money({ nullable: true, description: 'Paid after it had failed: what could be taken from the wallet again' })
  recovered!: number | null;
}

export function withdrawalAnswer(row: WithdrawalRow): WithdrawalDto {
  return {
    id: row.id,
    state: row.state,
    currency: row.currency,
    amount: row.amountMinor,
    fee: row.feeMinor,
    net: row.netMinor,
    destination: row.destination,
    requestedAt: row.requestedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decisionNote: row.decisionNote,
    endedAt: row.endedAt?.toISOString() ?? null,
    endedBecause: row.endedBecause,
  };
}

export function adminWithdrawalAnswer(row: WithdrawalRow): AdminWithdrawalDto {
  return {
    ...withdrawalAnswer(row),
    customerId: row.customerId,
    decideBy: row.decideBy.toISOString(),
    decidedBy: row.decidedBy,
    provider: row.provider,
    payoutState: row.payoutState,
    payoutReference: row.payoutReference,
    recovered: row.recoveredMinor,
  };
}

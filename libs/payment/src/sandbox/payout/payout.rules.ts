/** What the payout service decides, as pure functions. */
import type { SandboxPayout, SandboxPayoutEventType } from './payout-wire.js';

/** The test accounts and what happens to them. A token that is not listed is refused as `unknown_account`. */
export const TEST_ACCOUNTS: Readonly<Record<string, string>> = {
  acct_ok: 'paid at once',
  acct_slow: 'accepted; paid a while later, or when the control endpoint says so',
  acct_slow_fails: 'accepted; fails a while later (account_closed)',
  acct_refused: 'refused (account_closed)',
};

/** A decided request: the payout's next image (absent when it is refused), the answer, and the events to send. */
export interface PayoutAct {
  readonly status: number;
  readonly payout: SandboxPayout | undefined;
  readonly body: unknown;
  readonly events: readonly SandboxPayoutEventType[];
}

/** Takes a new payout. `declineReason` refuses whatever the account. */
export function accept(payout: SandboxPayout, declineReason?: string): PayoutAct {
  const { destination } = payout;
  const reason =
    declineReason ??
    (destination === 'acct_refused' ? 'account_closed' : destination in TEST_ACCOUNTS ? undefined : 'unknown_account');
  if (reason !== undefined) return { status: 402, payout: undefined, body: { error: 'declined', reason }, events: [] };
  if (destination !== 'acct_ok') return { status: 201, payout, body: payout, events: ['payout.pending'] };
  const paid: SandboxPayout = { ...payout, status: 'paid' };
  return { status: 201, payout: paid, body: paid, events: ['payout.pending', 'payout.paid'] };
}

/** How a slow payout comes out by itself. */
export function outcomeOf({ destination }: SandboxPayout): 'paid' | 'failed' {
  return destination === 'acct_slow_fails' ? 'failed' : 'paid';
}

/** The payout after its fate. A failed one may still be paid: banks do that, and the shop must bear it. */
export function settled(payout: SandboxPayout, outcome: 'paid' | 'failed'): SandboxPayout {
  return { ...payout, status: outcome, failureReason: outcome === 'failed' ? 'account_closed' : null };
}

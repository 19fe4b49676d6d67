/** A client of the payout service's control endpoint, for tests and chaos runs. */
import { ControlCalls } from '../control-calls.js';
import type { SandboxPayout, SandboxPayoutBooks } from './payout-wire.js';

export class SandboxPayoutControl extends ControlCalls {
  /** Decides what becomes of a payout, also against what was said before. */
  settle(reference: string, outcome: 'paid' | 'failed'): Promise<SandboxPayout> {
    return this.call('POST', '/control/payouts/settle', { reference, outcome });
  }

  /** The whole books, every page of them. */
  async books(): Promise<readonly SandboxPayout[]> {
    return (await this.pages<SandboxPayoutBooks>()).flatMap(({ payouts }) => payouts);
  }
}

/** A client of the payout service's control endpoint, for tests and chaos runs. */
import { request } from 'undici';
import type { Fault, PlantFault } from '../faults.js';
import type { FlushResult } from '../webhook-sender.js';
import type { SandboxPayout, SandboxPayoutBooks } from './payout-wire.js';

export class SandboxPayoutControl {
  constructor(private readonly options: { readonly url: string; readonly apiKey: string }) {}

  /** Plants a fault for the next calls or events it fits. */
  plant(fault: PlantFault): Promise<Fault> {
    return this.call('POST', '/control/faults', fault);
  }

  async planted(): Promise<readonly Fault[]> {
    return (await this.call<{ planted: Fault[] }>('GET', '/control/faults')).planted;
  }

  /** Takes all faults away and forgets held webhooks. */
  async reset(): Promise<void> {
    await this.call('POST', '/control/reset');
  }

  /** Delivers everything that waits, now, and resolves when it was answered. */
  flush(): Promise<FlushResult> {
    return this.call('POST', '/control/webhooks/flush');
  }

  /** Sends events again: of one payout, or all. */
  replay(which: { readonly reference?: string } = {}): Promise<FlushResult> {
    return this.call('POST', '/control/webhooks/replay', which);
  }

  /** Decides what becomes of a payout, also against what was said before. */
  settle(reference: string, outcome: 'paid' | 'failed'): Promise<SandboxPayout> {
    return this.call('POST', '/control/payouts/settle', { reference, outcome });
  }

  /** The whole books, every page of them. */
  async books(): Promise<readonly SandboxPayout[]> {
    const payouts: SandboxPayout[] = [];
    for (let cursor: string | null = ''; ;) {
      const page: SandboxPayoutBooks = await this.call('GET', `/books${cursor === '' ? '' : `?cursor=${cursor}`}`);
      payouts.push(...page.payouts);
      if (page.nextCursor === null) return payouts;
      cursor = page.nextCursor;
    }
  }

  private async call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
    const answer = await request(this.options.url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.options.apiKey}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}

/** A client of the gateway's control endpoint, for tests and chaos runs. */
import { request } from 'undici';
import type { Fault, PlantFault } from './faults.js';
import type { FlushResult } from './webhook-sender.js';
import type { SandboxBooks, SandboxPayment, SandboxTotals } from './wire.js';

export type { FlushResult } from './webhook-sender.js';

/** A fault as the gateway reports it. */
export type PlantedFault = Fault;

export class SandboxControl {
  constructor(private readonly options: { readonly url: string; readonly apiKey: string }) {}

  /** Plants a fault for the next calls or events it fits. */
  plant(fault: PlantFault): Promise<PlantedFault> {
    return this.call('POST', '/control/faults', fault);
  }

  /** The planted faults with what is left of them and how often they struck. */
  async planted(): Promise<readonly PlantedFault[]> {
    return (await this.call<{ planted: PlantedFault[] }>('GET', '/control/faults')).planted;
  }

  /** Takes all faults away and forgets held webhooks. */
  async reset(): Promise<void> {
    await this.call('POST', '/control/reset');
  }

  /** Delivers everything that waits, now, and resolves when it was answered. */
  flush(): Promise<FlushResult> {
    return this.call('POST', '/control/webhooks/flush');
  }

  /** Sends a payment's events (or one event) again. */
  replay(which: { readonly reference?: string; readonly eventId?: string }): Promise<FlushResult> {
    return this.call('POST', '/control/webhooks/replay', which);
  }

  /** Points webhooks elsewhere. */
  async sendWebhooksTo(url: string): Promise<void> {
    await this.call('POST', '/control/webhooks/endpoint', { url });
  }

  /** The payments the gateway has under a merchant reference. */
  async payments(reference: string): Promise<readonly SandboxPayment[]> {
    const path = `/payments?reference=${encodeURIComponent(reference)}`;
    return (await this.call<{ payments: SandboxPayment[] }>('GET', path)).payments;
  }

  /** The whole books, every page of them. */
  async books(): Promise<{ readonly payments: readonly SandboxTotals[]; readonly sums: SandboxBooks['sums'] }> {
    const payments: SandboxTotals[] = [];
    for (let cursor: string | null = ''; ;) {
      const page: SandboxBooks = await this.call('GET', `/books${cursor === '' ? '' : `?cursor=${cursor}`}`);
      payments.push(...page.payments);
      if (page.nextCursor === null) return { payments, sums: page.sums };
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

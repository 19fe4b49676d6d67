/** A client of the gateway's control endpoint, for tests and chaos runs. */
import { ControlCalls } from './control-calls.js';
import type { SandboxBooks, SandboxPayment, SandboxTotals } from './wire.js';

export class SandboxControl extends ControlCalls {
  /** Points webhooks elsewhere. */
  async sendWebhooksTo(url: string): Promise<void> {
    await this.call('POST', '/control/webhooks/endpoint', { url });
  }

  /** The payments the gateway has under a merchant reference. */
  async payments(reference: string): Promise<readonly SandboxPayment[]> {
    const path = `/payments?reference=${encodeURIComponent(reference)}`;
    return (await this.call<{ payments: SandboxPayment[] }>('GET', path)).payments;
  }

  /** The whole books, every page of them; sums as the last page has them. */
  async books(): Promise<{ readonly payments: readonly SandboxTotals[]; readonly sums: SandboxBooks['sums'] }> {
    const pages = await this.pages<SandboxBooks>();
    return { payments: pages.flatMap(({ payments }) => payments), sums: pages.at(-1)!.sums };
  }
}

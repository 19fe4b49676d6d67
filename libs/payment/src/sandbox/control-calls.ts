/** What the control endpoint of every sandbox offers to tests and chaos runs: faults, and webhooks held and sent again. */
import { request } from 'undici';
import type { Fault, PlantFault } from './faults.js';
import type { FlushResult } from './webhook-sender.js';

/** A fault as the sandbox reports it. */
export type PlantedFault = Fault;

export abstract class ControlCalls {
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

  /** Sends events again: all of them, those about one reference, or one event. */
  replay(which: { readonly reference?: string; readonly eventId?: string } = {}): Promise<FlushResult> {
    return this.call('POST', '/control/webhooks/replay', which);
  }

  /** Every page of the books. */
  protected async pages<Page extends { readonly nextCursor: string | null }>(): Promise<readonly Page[]> {
    const pages: Page[] = [];
    for (let cursor: string | null = ''; cursor !== null; cursor = pages.at(-1)!.nextCursor)
      pages.push(await this.call<Page>('GET', `/books${cursor === '' ? '' : `?cursor=${cursor}`}`));
    return pages;
  }

  protected async call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
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

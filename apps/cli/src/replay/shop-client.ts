/** The shop's public API as the replay uses it: ask again while the shop is busy or away, always under the same idempotency key. */
import { Pool } from 'undici';
import { CommandFailure } from '../failures.js';
import type { BookOrder } from './book.js';

/** What the replay reads of an order's answer. */
export interface PlacedOrder {
  readonly id: string;
  readonly amountDue: number;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfterSeconds: number;
}

/** A request; `key` is its idempotency key. */
interface Ask {
  readonly path: string;
  readonly token: string;
  readonly key: string;
  readonly body: unknown;
}

/** The shop may restart while the replay runs: asked again for about two minutes before giving up. */
const ATTEMPTS_MAX = 60;
const RETRY_MS = 2_000;
const ANSWER_MS_MAX = 60_000;
const BUSY = new Set([409, 429, 502, 503, 504]);
/** The sandbox gateway's card that always pays. */
const CARD = 'tok_ok';
const PROVIDER = 'sandbox';

/** Talks to one shop over a bounded number of connections. */
export class ShopClient {
  private readonly pool: Pool;

  constructor(
    readonly url: string,
    options: { readonly connections: number },
  ) {
    this.pool = new Pool(url, {
      connections: options.connections,
      headersTimeout: ANSWER_MS_MAX,
      bodyTimeout: ANSWER_MS_MAX,
    });
  }

  /** Whether the shop would take an order of this shape; false when its caps are too small for it. */
  async takes(order: BookOrder, token: string): Promise<boolean> {
    const body = { lines: linesOf(order), shippingAddress: ADDRESS };
    const answer = await this.ask({ path: '/v1/checkout/preview', token, key: '', body });
    if (answer.status === 200) return true;
    if (answer.status === 400 && answer.text.includes('at most')) return false;
    throw refused('a preview', answer);
  }

  /** Places an order. `attempt` tells the orders of one invoice apart, should an earlier one have been cancelled. */
  async place(order: BookOrder, options: { readonly token: string; readonly attempt: number }): Promise<PlacedOrder> {
    const body = {
      lines: linesOf(order),
      shippingAddress: ADDRESS,
      credit: order.creditMinor > 0 ? { use: 'exact', amount: order.creditMinor } : { use: 'none' },
      expectedTotal: order.totalMinor,
      reference: referenceOf(order),
    };
    const answer = await this.ask({
      path: '/v1/orders',
      token: options.token,
      key: keyOf(order, options.attempt),
      body,
    });
    if (answer.status !== 201) throw refused(`invoice ${order.invoice}`, answer);
    return JSON.parse(answer.text) as PlacedOrder;
  }

  /** Pays what an order has left to pay at the sandbox gateway. */
  async pay(
    order: BookOrder,
    placed: { readonly id: string },
    options: { readonly token: string; readonly attempt: number },
  ): Promise<void> {
    const key = keyOf(order, options.attempt);
    const { token } = options;
    const opened = await this.ask({
      path: `/v1/orders/${placed.id}/payments`,
      token,
      key: `${key}-pay`,
      body: { provider: PROVIDER },
    });
    // Paid before, when nobody was left to see it.
    if (opened.text.includes('NOTHING_TO_PAY')) return;
    if (opened.status !== 201) throw refused(`the payment of invoice ${order.invoice}`, opened);
    const { id } = JSON.parse(opened.text) as { id: string };
    const path = `/v1/payments/${id}/confirmation`;
    const confirmed = await this.ask({ path, token, key: `${key}-confirm`, body: { instrument: CARD } });
    if (confirmed.status !== 200) throw refused(`the confirmation of invoice ${order.invoice}`, confirmed);
  }

  /** Closes the connections. */
  close(): Promise<void> {
    return this.pool.close();
  }

  private async ask(request: Ask): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.once(request).catch((error: Error) => error);
      const isLast = attempt === ATTEMPTS_MAX;
      if (answer instanceof Error) {
        if (isLast) throw new CommandFailure(`The shop at ${this.url} does not answer: ${answer.message}.`);
      } else if (isLast || !isBusy(answer)) {
        return answer;
      }
      const waitMs =
        answer instanceof Error || answer.retryAfterSeconds === 0 ? RETRY_MS : answer.retryAfterSeconds * 1_000;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }

  private async once({ path, token, key, body }: Ask): Promise<Answer> {
    const headers: Record<string, string> = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    if (key !== '') headers['idempotency-key'] = key;
    const answer = await this.pool.request({ method: 'POST', path, headers, body: JSON.stringify(body) });
    const retryAfterSeconds = Number(answer.headers['retry-after'] ?? 0);
    return { status: answer.statusCode, text: await answer.body.text(), retryAfterSeconds };
  }
}

/** The file has no addresses. */
const ADDRESS = { name: 'Replay', line1: '1 Retail Street', city: 'London', postalCode: 'EC1A 1BB', country: 'GB' };

/** What ties an order to its invoice and keeps the time of the file: `536365@2010-12-01T08:26`. */
export function referenceOf(order: Pick<BookOrder, 'invoice' | 'minute'>): string {
  return `${order.invoice}@${order.minute}`;
}

function keyOf(order: BookOrder, attempt: number): string {
  return attempt === 1 ? `replay-${order.invoice}` : `replay-${order.invoice}-${attempt}`;
}

function linesOf(order: BookOrder): { sku: string; quantity: number }[] {
  return order.lines.map(({ sku, quantity }) => ({ sku, quantity }));
}

/** A conflict is worth asking again only when it says that the same key, or the payment, is under way. */
function isBusy({ status, text }: Answer): boolean {
  return BUSY.has(status) && (status !== 409 || text.includes('IN_FLIGHT') || text.includes('IN_PROGRESS'));
}

function refused(what: string, answer: Answer): CommandFailure {
  return new CommandFailure(`The shop refused ${what}: ${answer.status} ${answer.text.slice(0, 1_000)}`);
}

/** The client of the sandbox payout service: every outcome is data. */
import { isUuid } from '#libs/platform';
import { parsed, SandboxCalls, type CallAnswer, type SandboxCallsOptions } from '../provider/sandbox-calls.js';
import type { WebhookHeaders } from '../provider/payment-provider.js';
import type { SandboxPayout, SandboxPayoutEvent } from '../sandbox/payout/payout-wire.js';
import { signingSecret, WEBHOOK_AGE_SECONDS_MAX } from '../webhook-signature.js';
import {
  PayoutProvider,
  type PayoutAnswer,
  type PayoutNews,
  type PayoutWebhookVerdict,
  type ProviderPayout,
  type RequestPayout,
} from './payout-provider.js';

/** How the sandbox payout service is reached. */
export interface SandboxPayoutOptions extends SandboxCallsOptions {
  /** Accepted webhook secrets, newest first. */
  readonly webhookSecrets: readonly string[];
}

export class SandboxPayoutProvider extends PayoutProvider {
  override readonly name = 'sandbox';
  private readonly calls: SandboxCalls;

  constructor(private readonly options: SandboxPayoutOptions) {
    super();
    this.calls = new SandboxCalls(options);
  }

  override async request(payout: RequestPayout): Promise<PayoutAnswer> {
    const body = JSON.stringify({
      amount: payout.amountMinor,
      currency: payout.currency,
      reference: payout.payoutId,
      destination: payout.destination,
    });
    return judged(await this.calls.request('POST', '/payouts', { idempotencyKey: payout.payoutId, body }));
  }

  override async lookup(payoutId: string): Promise<PayoutAnswer> {
    return judged(await this.calls.request('GET', `/payouts/${encodeURIComponent(payoutId)}`));
  }

  override verifyWebhook(body: Uint8Array, headers: WebhookHeaders, now: Date): PayoutWebhookVerdict {
    const [id, timestampSeconds, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => {
      const value = headers[name];
      return typeof value === 'string' ? value : undefined;
    });
    if (id === undefined || timestampSeconds === undefined || signature === undefined)
      return { kind: 'forged', why: 'the signature headers are missing' };
    if (signingSecret(this.options.webhookSecrets, signature, { id, timestampSeconds, body }) < 0)
      return { kind: 'forged', why: 'the signature does not fit' };
    if (!/^\d{1,12}$/.test(timestampSeconds)) return { kind: 'malformed', why: 'the timestamp is no number' };
    if (Math.abs(now.getTime() / 1000 - Number(timestampSeconds)) > WEBHOOK_AGE_SECONDS_MAX)
      return { kind: 'stale', why: `signed more than ${WEBHOOK_AGE_SECONDS_MAX} s from now` };
    const event = parsed(Buffer.from(body).toString('utf8')) as SandboxPayoutEvent | undefined;
    const payout = readPayout(event?.payout);
    if (event === undefined || payout === undefined || event.id !== id)
      return { kind: 'malformed', why: 'the body is not an event of this service' };
    return { kind: 'event', eventId: id, type: event.type, payout };
  }

  override close(): Promise<void> {
    return this.calls.close();
  }
}

/** A definite answer is one that we can read in full; anything else is `unknown`. */
function judged(answer: CallAnswer): PayoutAnswer {
  if ('why' in answer) return { kind: 'unknown', why: answer.why };
  const body = parsed(answer.text);
  if (answer.status >= 200 && answer.status < 300) {
    const payout = readPayout(body);
    return payout === undefined ? { kind: 'unknown', why: 'unreadable answer' } : { kind: 'accepted', payout };
  }
  const refusal = body as { readonly error?: unknown; readonly reason?: unknown } | undefined;
  const isRefused = answer.status === 402 || answer.status === 422 || answer.status === 404;
  if (isRefused && typeof refusal?.error === 'string')
    return { kind: 'declined', reason: typeof refusal.reason === 'string' ? refusal.reason : refusal.error };
  return { kind: 'unknown', why: `status ${answer.status}` };
}

const STATES: ReadonlySet<string> = new Set<PayoutNews>(['pending', 'paid', 'failed']);

function readPayout(body: unknown): ProviderPayout | undefined {
  const payout = body as Partial<SandboxPayout> | null | undefined;
  if (payout === null || payout === undefined || !STATES.has(payout.status ?? '')) return undefined;
  if (typeof payout.id !== 'string' || typeof payout.currency !== 'string' || !Number.isSafeInteger(payout.amount))
    return undefined;
  return {
    reference: payout.id,
    payoutId: isUuid(payout.reference) ? payout.reference : null,
    state: payout.status as PayoutNews,
    amountMinor: payout.amount!,
    currency: payout.currency,
    failureReason: payout.failureReason ?? null,
  };
}

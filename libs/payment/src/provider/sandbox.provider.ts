/** The client of the sandbox gateway: every outcome is data. */
import { isUuid } from '#libs/platform';
import type { SandboxEvent, SandboxPayment, SandboxRefund, SandboxRefusal } from '../sandbox/wire.js';
import { signingSecret } from '../webhook-signature.js';
import type { Observation, PaymentNews } from '../payment.types.js';
import {
  observationsOf,
  PaymentProvider,
  refundObservation,
  type CreateAtGateway,
  type GatewayCall,
  type GatewayPayment,
  type GatewayRefund,
  type ProviderAnswer,
  type WebhookHeaders,
  type WebhookVerdict,
} from './payment-provider.js';
import { parsed, SandboxCalls, type SandboxCallsOptions, type SentRequest } from './sandbox-calls.js';

/** How the sandbox gateway is reached. */
export interface SandboxProviderOptions extends SandboxCallsOptions {
  /** Accepted webhook secrets, newest first. */
  readonly webhookSecrets: readonly string[];
}

export class SandboxProvider extends PaymentProvider {
  override readonly name = 'sandbox';
  private readonly calls: SandboxCalls;

  constructor(private readonly options: SandboxProviderOptions) {
    super();
    this.calls = new SandboxCalls(options);
  }

  override create(request: CreateAtGateway): Promise<ProviderAnswer<GatewayPayment>> {
    return this.post('/payments', request.idempotencyKey, readPayment, {
      amount: request.amountMinor,
      currency: request.currency,
      reference: request.paymentId,
      captureMode: request.captureMode,
      ...(request.returnUrl !== null && { returnUrl: request.returnUrl }),
    });
  }

  override confirm(request: GatewayCall & { instrument: string }): Promise<ProviderAnswer<GatewayPayment>> {
    return this.post(`${of(request)}/confirm`, request.idempotencyKey, readPayment, { card: request.instrument });
  }

  override capture(request: GatewayCall): Promise<ProviderAnswer<GatewayPayment>> {
    return this.post(`${of(request)}/capture`, request.idempotencyKey, readPayment);
  }

  override void(request: GatewayCall): Promise<ProviderAnswer<GatewayPayment>> {
    return this.post(`${of(request)}/void`, request.idempotencyKey, readPayment);
  }

  override refund(
    request: GatewayCall & { refundId: string; amountMinor: number },
  ): Promise<ProviderAnswer<GatewayRefund>> {
    return this.post(`${of(request)}/refunds`, request.idempotencyKey, readRefund, {
      amount: request.amountMinor,
      reference: request.refundId,
    });
  }

  override async lookup(which: {
    paymentId: string;
    reference: string | null;
  }): Promise<ProviderAnswer<GatewayPayment>> {
    if (which.reference !== null) return this.call('GET', of({ reference: which.reference }), readPayment);
    const path = `/payments?reference=${encodeURIComponent(which.paymentId)}`;
    const answer = await this.call('GET', path, (body) => {
      const list = (body as { payments?: unknown }).payments;
      if (!Array.isArray(list)) return undefined;
      return { first: list.length === 0 ? null : readPayment(list[0]) };
    });
    if (answer.kind !== 'accepted') return answer;
    const { first } = answer.value;
    if (first === null) return { kind: 'declined', reason: 'absent' };
    return first === undefined ? { kind: 'unknown', why: 'unreadable answer' } : { kind: 'accepted', value: first };
  }

  override verifyWebhook(body: Uint8Array, headers: WebhookHeaders): WebhookVerdict {
    const [id, timestampSeconds, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
      single(headers[name]),
    );
    if (id === undefined || timestampSeconds === undefined || signature === undefined)
      return { kind: 'forged', why: 'the signature headers are missing' };
    const secretIndex = signingSecret(this.options.webhookSecrets, signature, { id, timestampSeconds, body });
    if (secretIndex < 0) return { kind: 'forged', why: 'the signature does not fit' };
    const event = parsed(Buffer.from(body).toString('utf8')) as SandboxEvent | undefined;
    const payment = readPayment(event?.payment);
    if (event === undefined || payment === undefined || event.id !== id || !/^\d{1,12}$/.test(timestampSeconds))
      return { kind: 'malformed', why: 'the body is not an event of this gateway' };
    const signedAt = new Date(Number(timestampSeconds) * 1000);
    return { kind: 'event', eventId: id, type: event.type, signedAt, secretIndex, observations: told(event, payment) };
  }

  override readEvent(payload: string): readonly Observation[] {
    const event = parsed(payload) as SandboxEvent | undefined;
    const payment = readPayment(event?.payment);
    return event === undefined || payment === undefined ? [] : told(event, payment);
  }

  override close(): Promise<void> {
    return this.calls.close();
  }

  private post<T>(
    path: string,
    idempotencyKey: string,
    read: (body: unknown) => T | undefined,
    body: object = {},
  ): Promise<ProviderAnswer<T>> {
    return this.call('POST', path, read, { idempotencyKey, body: JSON.stringify(body) });
  }

  private async call<T>(
    method: 'GET' | 'POST',
    path: string,
    read: (body: unknown) => T | undefined,
    sent?: SentRequest,
  ): Promise<ProviderAnswer<T>> {
    const answer = await this.calls.request(method, path, sent);
    return 'why' in answer ? { kind: 'unknown', why: answer.why } : judged(answer.status, answer.text, read);
  }
}

/** A definite answer is one we can read in full; anything else is `unknown`. */
function judged<T>(status: number, text: string, read: (body: unknown) => T | undefined): ProviderAnswer<T> {
  const body = parsed(text);
  if (status >= 200 && status < 300) {
    const value = body === undefined ? undefined : read(body);
    return value === undefined ? { kind: 'unknown', why: 'unreadable answer' } : { kind: 'accepted', value };
  }
  const refusal = body as SandboxRefusal | undefined;
  if (status === 404 && refusal?.error === 'not_found') return { kind: 'declined', reason: 'absent' };
  const isRefused = status === 402 || status === 422 || (status === 409 && refusal?.error === 'wrong_state');
  if (isRefused && typeof refusal?.error === 'string') {
    return { kind: 'declined', reason: refusal.reason ?? refusal.error, payment: readPayment(refusal.payment) };
  }
  return { kind: 'unknown', why: `status ${status}` };
}

const STATES: Readonly<Record<string, PaymentNews>> = {
  pending: 'pending',
  declined: 'failed',
  authorized: 'authorized',
  captured: 'captured',
  voided: 'voided',
};

function readPayment(body: unknown): GatewayPayment | undefined {
  const payment = body as Partial<SandboxPayment> | null | undefined;
  const state = STATES[payment?.status ?? ''];
  if (payment === null || payment === undefined || state === undefined) return undefined;
  if (typeof payment.id !== 'string' || typeof payment.currency !== 'string' || !Array.isArray(payment.refunds))
    return undefined;
  const amount = state === 'captured' ? payment.captured : state === 'authorized' ? payment.authorized : payment.amount;
  if (!Number.isSafeInteger(amount)) return undefined;
  const refunds = payment.refunds.map(readRefund);
  if (refunds.some((refund) => refund === undefined)) return undefined;
  return {
    reference: payment.id,
    paymentId: isUuid(payment.reference) ? payment.reference : null,
    state,
    amountMinor: amount!,
    currency: payment.currency,
    failureReason: payment.declineReason ?? undefined,
    client: { clientSecret: payment.clientSecret!, redirectUrl: payment.payUrl! },
    refunds: refunds as GatewayRefund[],
  };
}

function readRefund(body: unknown): GatewayRefund | undefined {
  const refund = body as Partial<SandboxRefund> | null | undefined;
  if (typeof refund?.id !== 'string' || !Number.isSafeInteger(refund.amount)) return undefined;
  if (refund.status !== 'pending' && refund.status !== 'succeeded' && refund.status !== 'failed') return undefined;
  return {
    reference: refund.id,
    refundId: isUuid(refund.reference) ? refund.reference : null,
    amountMinor: refund.amount!,
    state: refund.status,
    reason: refund.reason ?? undefined,
  };
}

/** An event tells about its one subject, whatever else its picture shows; the picture may be older than what we know. */
function told(event: SandboxEvent, payment: GatewayPayment): Observation[] {
  const told = { source: 'webhook', eventId: event.id } as const;
  if (event.refund === undefined) return observationsOf('sandbox', { ...payment, refunds: [] }, told);
  const refund = readRefund(event.refund);
  if (refund === undefined) return [];
  const { reference: providerReference, currency } = payment;
  const paymentId = payment.paymentId ?? undefined;
  return refundObservation({ provider: 'sandbox', paymentId, providerReference, currency, ...told }, refund);
}

function of({ reference }: { readonly reference: string }): string {
  return `/payments/${encodeURIComponent(reference)}`;
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? undefined : value;
}

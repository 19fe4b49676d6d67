/**
 * Stripe through its official SDK: PaymentIntents with manual capture, refunds, signed webhooks. Our ids travel as metadata, so
 * that an event finds its payment even before our own commit of Stripe's reference. Retries are ours, with the same key.
 */
import { isUuid } from '#libs/platform';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import StripeSdk, { type Stripe } from 'stripe';
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

/** How Stripe is reached; host, port and protocol point the SDK at a stand-in for tests. */
export interface StripeProviderOptions {
  readonly apiKey: string;
  /** Accepted endpoint secrets (`whsec_…`), newest first. */
  readonly webhookSecrets: readonly string[];
  readonly host?: string;
  readonly port?: number;
  readonly protocol?: 'http' | 'https';
  /** How long a call may take, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
  /** Connections to Stripe. Default 16. */
  readonly connectionsMax?: number;
}

/** A page of refunds of one payment; more than this many on one payment is answered `unknown` rather than cut. */
const REFUNDS_MAX = 100;

export class StripeProvider extends PaymentProvider {
  override readonly name = 'stripe';
  private readonly stripe: Stripe;
  private readonly agent: HttpAgent | HttpsAgent;

  constructor(private readonly options: StripeProviderOptions) {
    super();
    const protocol = options.protocol ?? 'https';
    const agentOptions = { keepAlive: true, maxSockets: options.connectionsMax ?? 16 };
    this.agent = protocol === 'https' ? new HttpsAgent(agentOptions) : new HttpAgent(agentOptions);
    this.stripe = new StripeSdk(options.apiKey, {
      protocol,
      ...(options.host !== undefined && { host: options.host }),
      ...(options.port !== undefined && { port: options.port }),
      httpAgent: this.agent as HttpAgent,
      timeout: options.timeoutMs ?? 10_000,
      // The SDK would retry inside a call that we count as one; the saga and the poll retry instead.
      maxNetworkRetries: 0,
      telemetry: false,
    });
  }

  override create(request: CreateAtGateway): Promise<ProviderAnswer<GatewayPayment>> {
    return this.answer(readIntent, () =>
      this.stripe.paymentIntents.create(
        {
          amount: request.amountMinor,
          currency: request.currency.toLowerCase(),
          capture_method: request.captureMode,
          // Methods that leave the page need a return address a server-side confirmation does not have.
          automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
          metadata: { payment_id: request.paymentId, order_id: request.orderId },
        },
        { idempotencyKey: request.idempotencyKey },
      ),
    );
  }

  override confirm(request: GatewayCall & { instrument: string }): Promise<ProviderAnswer<GatewayPayment>> {
    const { idempotencyKey, reference, instrument } = request;
    return this.answer(readIntent, () =>
      this.stripe.paymentIntents.confirm(reference, { payment_method: instrument }, { idempotencyKey }),
    );
  }

  override capture({ reference, idempotencyKey }: GatewayCall): Promise<ProviderAnswer<GatewayPayment>> {
    return this.answer(readIntent, () => this.stripe.paymentIntents.capture(reference, {}, { idempotencyKey }));
  }

  override void({ reference, idempotencyKey }: GatewayCall): Promise<ProviderAnswer<GatewayPayment>> {
    return this.answer(readIntent, () => this.stripe.paymentIntents.cancel(reference, {}, { idempotencyKey }));
  }

  override refund(
    request: GatewayCall & { refundId: string; amountMinor: number },
  ): Promise<ProviderAnswer<GatewayRefund>> {
    return this.answer(readRefund, () =>
      this.stripe.refunds.create(
        {
          payment_intent: request.reference,
          amount: request.amountMinor,
          metadata: { refund_id: request.refundId, payment_id: request.paymentId },
        },
        { idempotencyKey: request.idempotencyKey },
      ),
    );
  }

  /** Needs Stripe's reference: its search by metadata lags, so "not found" there would prove nothing. */
  override async lookup(which: {
    paymentId: string;
    reference: string | null;
  }): Promise<ProviderAnswer<GatewayPayment>> {
    const { reference } = which;
    if (reference === null) return { kind: 'unknown', why: 'Stripe can only be asked by its own reference' };
    const payment = await this.answer(readIntent, () => this.stripe.paymentIntents.retrieve(reference));
    if (payment.kind !== 'accepted' || payment.value.state !== 'captured') return payment;
    const refunds = await this.answer(readRefunds, () =>
      this.stripe.refunds.list({ payment_intent: reference, limit: REFUNDS_MAX }),
    );
    if (refunds.kind === 'unknown') return refunds;
    if (refunds.kind === 'declined') return { kind: 'unknown', why: refunds.reason };
    return { kind: 'accepted', value: { ...payment.value, refunds: refunds.value } };
  }

  override verifyWebhook(body: Uint8Array, headers: WebhookHeaders): WebhookVerdict {
    const header = headers['stripe-signature'];
    if (typeof header !== 'string') return { kind: 'forged', why: 'the Stripe-Signature header is missing' };
    const payload = Buffer.from(body);
    for (const [secretIndex, secret] of this.options.webhookSecrets.entries()) {
      try {
        // Tolerance 0 switches the SDK's own clock off: the inbox judges the age by the database's.
        const event = this.stripe.webhooks.constructEvent(payload, header, secret, 0);
        const signedAt = new Date(Number(/(?:^|,)t=(\d{1,12})/.exec(header)?.[1]) * 1000);
        if (Number.isNaN(signedAt.getTime()) || typeof event?.id !== 'string')
          return { kind: 'malformed', why: 'the body is not a Stripe event' };
        return { kind: 'event', eventId: event.id, type: event.type, signedAt, secretIndex, observations: told(event) };
      } catch (error) {
        if (!(error instanceof StripeSdk.errors.StripeSignatureVerificationError))
          return { kind: 'malformed', why: 'the body is not a Stripe event' };
      }
    }
    return { kind: 'forged', why: 'the signature does not fit' };
  }

  override readEvent(payload: string): readonly Observation[] {
    return told(JSON.parse(payload) as Stripe.Event);
  }

  override close(): Promise<void> {
    this.agent.destroy();
    return Promise.resolve();
  }

  private async answer<Raw, T>(
    read: (raw: Raw) => T | undefined,
    call: () => Promise<Raw>,
  ): Promise<ProviderAnswer<T>> {
    try {
      const value = read(await call());
      return value === undefined ? { kind: 'unknown', why: 'unreadable answer' } : { kind: 'accepted', value };
    } catch (error) {
      return judged(error);
    }
  }
}

/** Card errors and invalid requests are definite; all else (connection, 5xx, rate limit, our own key) may be asked again. */
function judged(error: unknown): Exclude<ProviderAnswer<never>, { kind: 'accepted' }> {
  const { errors } = StripeSdk;
  if (error instanceof errors.StripeCardError || error instanceof errors.StripeInvalidRequestError) {
    if (error.code === 'resource_missing') return { kind: 'declined', reason: 'absent' };
    const payment = error.payment_intent === undefined ? undefined : readIntent(error.payment_intent);
    return { kind: 'declined', reason: error.decline_code ?? error.code ?? error.type, payment };
  }
  return { kind: 'unknown', why: error instanceof Error ? error.message : String(error) };
}

const STATES: Readonly<Record<string, PaymentNews>> = {
  requires_payment_method: 'pending',
  requires_confirmation: 'pending',
  requires_action: 'pending',
  processing: 'pending',
  requires_capture: 'authorized',
  succeeded: 'captured',
  canceled: 'voided',
};

function readIntent(intent: Stripe.PaymentIntent): GatewayPayment | undefined {
  const known = STATES[intent?.status];
  if (known === undefined || typeof intent.id !== 'string' || typeof intent.currency !== 'string') return undefined;
  const failure = intent.last_payment_error;
  const state = intent.status === 'requires_payment_method' && failure ? 'failed' : known;
  const amountMinor =
    state === 'captured' ? intent.amount_received : state === 'authorized' ? intent.amount_capturable : intent.amount;
  if (!Number.isSafeInteger(amountMinor)) return undefined;
  const paymentId = intent.metadata?.['payment_id'];
  return {
    reference: intent.id,
    paymentId: isUuid(paymentId) ? paymentId : null,
    state,
    amountMinor,
    currency: intent.currency.toUpperCase(),
    failureReason: failure?.decline_code ?? failure?.code ?? undefined,
    client: intent.client_secret ? { clientSecret: intent.client_secret } : undefined,
    refunds: [],
  };
}

function readRefund(refund: Stripe.Refund): GatewayRefund | undefined {
  if (typeof refund?.id !== 'string' || !Number.isSafeInteger(refund.amount)) return undefined;
  const refundId = refund.metadata?.['refund_id'];
  const ended = refund.status === 'failed' || refund.status === 'canceled';
  return {
    reference: refund.id,
    refundId: isUuid(refundId) ? refundId : null,
    amountMinor: refund.amount,
    state: refund.status === 'succeeded' ? 'succeeded' : ended ? 'failed' : 'pending',
    reason: refund.failure_reason ?? undefined,
  };
}

function readRefunds(list: Stripe.ApiList<Stripe.Refund>): GatewayRefund[] | undefined {
  if (!Array.isArray(list?.data) || list.has_more) return undefined;
  const refunds = list.data.map(readRefund);
  return refunds.every((refund) => refund !== undefined) ? refunds : undefined;
}

function told(event: Stripe.Event): Observation[] {
  const source = { source: 'webhook', eventId: event.id } as const;
  if (event.type.startsWith('payment_intent.')) {
    const payment = readIntent(event.data.object as Stripe.PaymentIntent);
    return payment === undefined ? [] : observationsOf('stripe', payment, source);
  }
  if (event.type.startsWith('refund.') || event.type === 'charge.refund.updated') {
    const raw = event.data.object as Stripe.Refund;
    const refund = readRefund(raw);
    const intent = raw?.payment_intent;
    const providerReference = typeof intent === 'string' ? intent : intent?.id;
    if (refund === undefined || providerReference === undefined) return [];
    const about = { provider: 'stripe', providerReference, currency: raw.currency.toUpperCase(), ...source };
    return refundObservation({ ...about, paymentId: undefined }, refund);
  }
  return [];
}

/**
 * What a payment provider can be asked. Write your own: extend the class, give its outcomes as data, and hand it to
 * a `PaymentSetup` in a global module. No method throws for anything the network or the provider does.
 */
import type { Minor } from '#libs/platform';
import type { ClientAction, Observation, PaymentNews } from '../payment.types.js';

/** A refund as the gateway has it. */
export interface GatewayRefund {
  readonly reference: string;
  /** Our id, when the gateway gives it back; null for a refund that was not made by us. */
  readonly refundId: string | null;
  readonly amountMinor: Minor;
  readonly state: 'pending' | 'succeeded' | 'failed';
  readonly reason?: string | undefined;
}

/** A payment as the gateway has it. */
export interface GatewayPayment {
  readonly reference: string;
  /** Our id, when the gateway gives it back. */
  readonly paymentId: string | null;
  readonly state: PaymentNews;
  readonly amountMinor: Minor;
  readonly currency: string;
  readonly failureReason?: string | undefined;
  readonly client?: ClientAction | undefined;
  readonly refunds: readonly GatewayRefund[];
}

/**
 * The answer to a call.
 * - `accepted`: done, now or by an earlier call with the same key; the gateway's present picture comes along.
 * - `declined`: definitely not done. `payment` is the present picture where the gateway showed it.
 * - `unknown`: no answer, a 5xx, rubbish: it may have been done. Ask again **with the same key**.
 */
export type ProviderAnswer<T> =
  | { readonly kind: 'accepted'; readonly value: T }
  | { readonly kind: 'declined'; readonly reason: string; readonly payment?: GatewayPayment | undefined }
  | { readonly kind: 'unknown'; readonly why: string };

/** Asks for a new payment at the gateway. */
export interface CreateAtGateway {
  readonly idempotencyKey: string;
  readonly paymentId: string;
  readonly orderId: string;
  readonly amountMinor: Minor;
  readonly currency: string;
  readonly captureMode: 'manual' | 'automatic';
  readonly returnUrl: string | null;
}

/** Names a payment at the gateway. */
export interface GatewayCall {
  readonly idempotencyKey: string;
  readonly paymentId: string;
  readonly reference: string;
}

/** A webhook after its signature was checked. `observations` is empty for an event that says nothing about money. */
export type WebhookVerdict =
  | {
      readonly kind: 'event';
      readonly eventId: string;
      readonly type: string;
      /** When it was signed, by the sender's clock; the inbox refuses one that is too old. */
      readonly signedAt: Date;
      /** Which accepted secret signed it: shows when an old one may be retired. */
      readonly secretIndex: number;
      readonly observations: readonly Observation[];
    }
  | { readonly kind: 'forged' | 'malformed'; readonly why: string };

/** Request headers as Node gives them, names in lower case. */
export type WebhookHeaders = Readonly<Record<string, string | string[] | undefined>>;

export abstract class PaymentProvider {
  /** The word in URLs, rows and configuration: `sandbox`, `stripe`. */
  abstract readonly name: string;
  abstract create(request: CreateAtGateway): Promise<ProviderAnswer<GatewayPayment>>;
  /** Authorises with the customer's instrument (a card token). Providers that only redirect decline. */
  abstract confirm(request: GatewayCall & { readonly instrument: string }): Promise<ProviderAnswer<GatewayPayment>>;
  abstract capture(request: GatewayCall): Promise<ProviderAnswer<GatewayPayment>>;
  abstract void(request: GatewayCall): Promise<ProviderAnswer<GatewayPayment>>;
  abstract refund(
    request: GatewayCall & { readonly refundId: string; readonly amountMinor: Minor },
  ): Promise<ProviderAnswer<GatewayRefund>>;
  /** The present picture. `declined` with reason `absent`: the gateway has no such payment. */
  abstract lookup(of: {
    readonly paymentId: string;
    readonly reference: string | null;
  }): Promise<ProviderAnswer<GatewayPayment>>;
  /** Checks the signature over the raw bytes and reads the event. Does not judge the age. */
  abstract verifyWebhook(body: Uint8Array, headers: WebhookHeaders): WebhookVerdict;
  /** Reads an event again whose signature was checked when it came. */
  abstract readEvent(payload: string): readonly Observation[];
  /** Gives connections back. */
  abstract close(): Promise<void>;
}

/** All providers of this process by name. */
export class PaymentProviders {
  private readonly byName: ReadonlyMap<string, PaymentProvider>;

  /** @throws Error when two providers have the same name. */
  constructor(providers: readonly PaymentProvider[]) {
    this.byName = new Map(providers.map((provider) => [provider.name, provider]));
    if (this.byName.size !== providers.length) throw new Error('two payment providers have the same name');
  }

  get names(): readonly string[] {
    return [...this.byName.keys()];
  }

  find(name: string): PaymentProvider | undefined {
    return this.byName.get(name);
  }

  /** @throws Error for a provider that is not configured: a payment was opened with it, so it must be. */
  get(name: string): PaymentProvider {
    const provider = this.byName.get(name);
    if (provider === undefined) throw new Error(`payment provider ${name} is not configured`);
    return provider;
  }

  async close(): Promise<void> {
    await Promise.all([...this.byName.values()].map((provider) => provider.close()));
  }
}

/** What a gateway's picture of a payment says, as observations: the payment's state, then each finished refund. */
export function observationsOf(
  provider: string,
  payment: GatewayPayment,
  told: { readonly paymentId?: string; readonly source: Observation['source']; readonly eventId?: string },
): Observation[] {
  const about = {
    provider,
    paymentId: told.paymentId ?? payment.paymentId ?? undefined,
    providerReference: payment.reference,
    currency: payment.currency,
    source: told.source,
    eventId: told.eventId,
  };
  const state: Observation = {
    ...about,
    kind: payment.state,
    amountMinor: payment.amountMinor,
    reason: payment.failureReason,
    client: payment.client,
  };
  return [state, ...payment.refunds.flatMap((refund) => refundObservation(about, refund))];
}

/** What one refund says; nothing while it is under way. */
export function refundObservation(
  about: Pick<Observation, 'provider' | 'paymentId' | 'providerReference' | 'currency' | 'source' | 'eventId'>,
  refund: GatewayRefund,
): Observation[] {
  if (refund.state === 'pending') return [];
  return [
    {
      ...about,
      kind: refund.state === 'succeeded' ? 'refunded' : 'refund_failed',
      amountMinor: refund.amountMinor,
      refundId: refund.refundId ?? undefined,
      refundReference: refund.reference,
      reason: refund.reason,
    },
  ];
}

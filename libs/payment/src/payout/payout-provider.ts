/**
 * What a payout provider can be asked: to send money to somebody's account. Write your own: extend the class, give its outcomes as
 * data, and hand it to a `PaymentSetup` in a global module. No method throws for anything the network or the provider does.
 */
import type { Minor } from '#libs/platform';
import type { WebhookHeaders } from '../provider/payment-provider.js';

/** Where a payout stands. `failed`: the money did not arrive, or came back. */
export type PayoutNews = 'pending' | 'paid' | 'failed';

/** A payout as the provider has it. */
export interface ProviderPayout {
  readonly reference: string;
  /** Our id, when the provider gives it back. */
  readonly payoutId: string | null;
  readonly state: PayoutNews;
  readonly amountMinor: Minor;
  readonly currency: string;
  readonly failureReason: string | null;
}

/**
 * The answer to a call.
 * - `accepted`: the provider has the payout, by this or an earlier call with the same key; its picture comes along.
 * - `declined`: definitely not done, and it will not be.
 * - `unknown`: no answer, a 5xx, rubbish: it may have been done. Ask again **with the same key**.
 */
export type PayoutAnswer =
  | { readonly kind: 'accepted'; readonly payout: ProviderPayout }
  | { readonly kind: 'declined'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly why: string };

/** Asks for a payout. Its id is the idempotency key: the same on every retry. */
export interface RequestPayout {
  readonly payoutId: string;
  readonly amountMinor: Minor;
  readonly currency: string;
  /** The provider's token of the receiving account. */
  readonly destination: string;
}

/** A webhook after its signature was checked. */
export type PayoutWebhookVerdict =
  | { readonly kind: 'forged' | 'stale' | 'malformed'; readonly why: string }
  | { readonly kind: 'event'; readonly eventId: string; readonly type: string; readonly payout: ProviderPayout };

export abstract class PayoutProvider {
  /** Stored with each withdrawal and part of its webhook address. */
  abstract readonly name: string;
  abstract request(payout: RequestPayout): Promise<PayoutAnswer>;
  /** Asks about a payout by our id. `declined`: the provider has never heard of it. */
  abstract lookup(payoutId: string): Promise<PayoutAnswer>;
  /** Checks a webhook's signature over its raw bytes and its age against the real time `now`. */
  abstract verifyWebhook(body: Uint8Array, headers: WebhookHeaders, now: Date): PayoutWebhookVerdict;
  abstract close(): Promise<void>;
}

/** The providers of a process by name; the first is the one that new withdrawals use. */
export class PayoutProviders {
  private readonly byName: ReadonlyMap<string, PayoutProvider>;

  constructor(readonly all: readonly PayoutProvider[] = []) {
    this.byName = new Map(all.map((provider) => [provider.name, provider]));
  }

  get first(): PayoutProvider | undefined {
    return this.all[0];
  }

  find(name: string): PayoutProvider | undefined {
    return this.byName.get(name);
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map((provider) => provider.close()));
  }
}

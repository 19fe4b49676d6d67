/** Webhooks posted by hand, and what became of them. */
import { request } from 'undici';
import { uuid7 } from '#libs/platform';
import type { SandboxEvent, SandboxPayment } from '../sandbox/wire.js';
import { signWebhook } from '../webhook-signature.js';
import { WEBHOOK_SECRET, type PaymentKit } from './payment-kit.js';

export type WebhookKit = ReturnType<typeof webhookKit>;

export function webhookKit(kit: PaymentKit) {
  return {
    eventsOf: (id: string) => eventsOf(kit, id),
    post: (event: Partial<SandboxEvent> & { id: string }, how?: PostOptions) => post(kit, event, how),
    eventAbout: (id: string, fields?: Partial<SandboxPayment>) => eventAbout(kit, id, fields),
  };
}

/** How a posted event differs from what the gateway would send. */
export interface PostOptions {
  readonly secrets?: readonly string[];
  readonly ageSeconds?: number;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

async function eventsOf(
  kit: PaymentKit,
  id: string,
): Promise<{ state: string; detail: string | null; type: string }[]> {
  return kit.database.query(
    `SELECT type, state, detail FROM payment.webhook_event WHERE payload::jsonb #>> '{payment,reference}' = $1 ORDER BY type`,
    [id],
  );
}

/** An event as the gateway would sign it, posted by hand. */
async function post(
  kit: PaymentKit,
  event: Partial<SandboxEvent> & { id: string },
  how: PostOptions = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const body = how.body ?? JSON.stringify(event);
  const timestampSeconds = String(Math.floor(Date.now() / 1000) - (how.ageSeconds ?? 0));
  const parts = { id: event.id, timestampSeconds, body: JSON.stringify(event) };
  const answer = await request(`${kit.url}/v1/webhooks/payments/sandbox`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': event.id,
      'webhook-timestamp': timestampSeconds,
      'webhook-signature': (how.secrets ?? [WEBHOOK_SECRET]).map((secret) => signWebhook(secret, parts)).join(' '),
      ...how.headers,
    },
    body,
  });
  return { status: answer.statusCode, body: (await answer.body.json()) as Record<string, unknown> };
}

async function eventAbout(kit: PaymentKit, id: string, fields: Partial<SandboxPayment> = {}): Promise<SandboxEvent> {
  const known = (await kit.control.payments(id))[0];
  const payment: SandboxPayment = {
    id: `pay_${id}`,
    reference: id,
    amount: 10_000,
    currency: 'USD',
    captureMode: 'manual',
    card: 'tok_ok',
    declineReason: null,
    captured: 0,
    refunded: 0,
    refunds: [],
    clientSecret: 'secret',
    payUrl: 'http://127.0.0.1/pay',
    returnUrl: null,
    createdAt: new Date().toISOString(),
    ...known,
    status: 'authorized',
    authorized: 10_000,
    ...fields,
  };
  return { id: `evt_${uuid7()}`, type: 'payment.authorized', createdAt: payment.createdAt, payment };
}

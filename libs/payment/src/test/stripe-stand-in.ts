/**
 * A stand-in for Stripe's API: the endpoints and rules that `StripeProvider` uses, form-encoded as the real one, so that the
 * official SDK is tested with everything below it. Idempotency keys, states and errors follow https://docs.stripe.com/api.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';

type Json = Record<string, unknown>;
interface Intent extends Json {
  id: string;
  amount: number;
  status: string;
}
interface Answer {
  readonly status: number;
  readonly body: Json;
}

/** What the next call shall suffer. */
export type StripeFault = 'timeout_after' | 'error_after' | 'rate_limit' | 'garbage';

export class StripeStandIn {
  readonly intents = new Map<string, Intent>();
  readonly refunds: (Json & { payment_intent: string; amount: number; status: string })[] = [];
  readonly keys = new Map<string, { request: string; answer: Answer }>();
  /** Refunds stay pending until a test says otherwise. */
  refundsArePending = false;
  fault: StripeFault | undefined;
  private readonly server = createServer((request, response) => void this.serve(request, response));

  async start(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const fault = this.fault;
    this.fault = undefined;
    if (fault === 'rate_limit') return send(response, error(429, 'rate_limit', 'invalid_request_error'));
    const answer = this.keyed(request, text);
    if (fault === 'timeout_after') return;
    if (fault === 'error_after') return send(response, error(500, 'internal', 'api_error'));
    if (fault === 'garbage') return void response.writeHead(200).end('<html>');
    send(response, answer);
  }

  private keyed(request: IncomingMessage, text: string): Answer {
    const key = request.headers['idempotency-key'];
    if (request.headers.authorization !== 'Bearer sk_test_1') return error(401, 'api_key', 'invalid_request_error');
    if (typeof key !== 'string') return this.act(request, text);
    const wanted = `${request.url} ${text}`;
    const known = this.keys.get(key);
    if (known === undefined) {
      const answer = this.act(request, text);
      this.keys.set(key, { request: wanted, answer });
      return answer;
    }
    return known.request === wanted ? known.answer : error(400, 'idempotency_key_in_use', 'idempotency_error');
  }

  private act(request: IncomingMessage, text: string): Answer {
    const url = new URL(request.url ?? '', 'http://stripe');
    const [, , resource, id, verb] = url.pathname.split('/');
    const body = new URLSearchParams(text);
    if (resource === 'refunds') return request.method === 'GET' ? this.listRefunds(url) : this.refund(body);
    if (resource !== 'payment_intents') return error(404, 'resource_missing', 'invalid_request_error');
    if (id === undefined) return this.create(body);
    const intent = this.intents.get(id);
    if (intent === undefined) return error(404, 'resource_missing', 'invalid_request_error');
    if (request.method === 'GET') return ok(intent);
    if (verb === 'confirm') return this.confirm(intent, body.get('payment_method'));
    if (verb === 'capture')
      return this.move(intent, {
        from: ['requires_capture'],
        to: { status: 'succeeded', amount_received: intent.amount },
      });
    const open = ['requires_payment_method', 'requires_capture'];
    return this.move(intent, { from: open, to: { status: 'canceled', amount_capturable: 0 } });
  }

  private create(body: URLSearchParams): Answer {
    const id = `pi_${randomUUID()}`;
    const intent: Intent = {
      id,
      object: 'payment_intent',
      amount: Number(body.get('amount')),
      currency: body.get('currency'),
      capture_method: body.get('capture_method'),
      status: 'requires_payment_method',
      amount_capturable: 0,
      amount_received: 0,
      client_secret: `${id}_secret_1`,
      last_payment_error: null,
      metadata: { payment_id: body.get('metadata[payment_id]'), order_id: body.get('metadata[order_id]') },
    };
    this.intents.set(id, intent);
    return ok(intent);
  }

  private confirm(intent: Intent, method: string | null): Answer {
    if (intent.status !== 'requires_payment_method') return wrongState(intent);
    if (method === 'pm_card_visa_chargeDeclined') {
      const failure = { code: 'card_declined', decline_code: 'generic_decline', type: 'card_error' };
      const declined = this.keep({ ...intent, last_payment_error: failure });
      return { status: 402, body: { error: { ...failure, message: 'declined', payment_intent: declined } } };
    }
    if (method === 'pm_card_authenticationRequired') return ok(this.keep({ ...intent, status: 'requires_action' }));
    return ok(this.keep({ ...intent, status: 'requires_capture', amount_capturable: intent.amount }));
  }

  private move(intent: Intent, step: { from: readonly string[]; to: Json }): Answer {
    return step.from.includes(intent.status) ? ok(this.keep({ ...intent, ...step.to })) : wrongState(intent);
  }

  private keep(intent: Intent): Intent {
    this.intents.set(intent.id, intent);
    return intent;
  }

  private refund(body: URLSearchParams): Answer {
    const [of, amount] = [body.get('payment_intent') ?? '', Number(body.get('amount'))];
    const intent = this.intents.get(of);
    const given = this.refunds.filter((refund) => refund.payment_intent === of && refund.status !== 'failed');
    const left = Number(intent?.['amount_received'] ?? 0) - given.reduce((sum, refund) => sum + refund.amount, 0);
    if (amount > left) return error(400, 'charge_already_refunded', 'invalid_request_error');
    const refund = {
      id: `re_${randomUUID()}`,
      object: 'refund',
      amount,
      currency: intent!['currency'],
      payment_intent: of,
      status: this.refundsArePending ? 'pending' : 'succeeded',
      metadata: { refund_id: body.get('metadata[refund_id]') },
    };
    this.refunds.push(refund);
    return ok(refund);
  }

  private listRefunds(url: URL): Answer {
    const of = url.searchParams.get('payment_intent');
    const data = this.refunds.filter((refund) => refund.payment_intent === of);
    return ok({ object: 'list', url: '/v1/refunds', has_more: false, data });
  }
}

function ok(body: Json): Answer {
  return { status: 200, body };
}

function wrongState(intent: Intent): Answer {
  const code = 'payment_intent_unexpected_state';
  const failure = { type: 'invalid_request_error', code, message: `it is ${intent.status}`, payment_intent: intent };
  return { status: 400, body: { error: failure } };
}

function error(status: number, code: string, type: string): Answer {
  return { status, body: { error: { code, type, message: code } } };
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': randomUUID() });
  response.end(JSON.stringify(body));
}

/**
 * The sandbox gateway: a payment gateway that lives outside the shop, as its own HTTP server with its own books, and that can be
 * told to fail in every way a real one does. It shares no state with the shop, so its books judge ours.
 */
import Fastify, { type FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { Books } from './books.js';
import { withWrongAmounts } from './books.rules.js';
import { controlRoutes } from './control.routes.js';
import { Faults } from './faults.js';
import { HeldAnswers } from './held-answers.js';
import { payPageRoutes } from './pay-page.js';
import { paymentRoutes } from './payment.routes.js';
import { WebhookSender } from './webhook-sender.js';
import type { SandboxEvent } from './wire.js';

/** How the gateway is started. */
export interface SandboxGatewayOptions {
  /** 0 = any free port. */
  readonly port?: number;
  readonly host?: string;
  /** Where events are sent; may be set later, until then they wait. */
  readonly webhookUrl?: string;
  /** One secret, or several while rotating (newest first): every one signs. */
  readonly webhookSecret: string | readonly string[];
  /** The bearer token of the merchant's calls and of `/control`. */
  readonly apiKey: string;
  /** The file of the durable books; without it they live in memory only. */
  readonly booksFile?: string;
}

/** A running gateway. */
export interface SandboxGateway {
  readonly url: string;
  /** Points webhooks elsewhere and sends what nobody has acknowledged yet. */
  setWebhookUrl(url: string): void;
  close(): Promise<void>;
}

const BODY_BYTES_MAX = 64 * 1024;

/** Starts the gateway and resolves when it listens. @throws Error when the port is taken or the books are damaged. */
export async function startSandboxGateway(options: SandboxGatewayOptions): Promise<SandboxGateway> {
  const books = await Books.open(options.booksFile);
  const faults = new Faults();
  const sender = new WebhookSender<SandboxEvent>({
    url: options.webhookUrl,
    secrets: typeof options.webhookSecret === 'string' ? [options.webhookSecret] : options.webhookSecret,
    faults,
    acknowledged: (eventId) => books.acknowledge(eventId),
    referenceOf: (event) => event.payment.reference,
    falsified,
  });
  const held = new HeldAnswers();
  const server = Fastify({
    bodyLimit: BODY_BYTES_MAX,
    forceCloseConnections: true,
    // The gateway is strict, so that a defect of the shop's client shows here and not at a real gateway.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: false } },
  });
  const sendTo = (target: string): void => {
    sender.options.url = target;
    sender.forget();
    sender.send(books.pendingEvents);
  };
  const context: GatewayContext = { books, faults, sender, held, apiKey: options.apiKey, sendTo, url: () => url };
  let url = '';
  problemsAsData(server);
  await server.register(paymentRoutes, { context });
  await server.register(controlRoutes, { context });
  await server.register(payPageRoutes, { context });
  const host = options.host ?? '127.0.0.1';
  try {
    await server.listen({ port: options.port ?? 0, host });
  } catch (error) {
    await Promise.allSettled([sender.close(), server.close()]);
    await books.close();
    throw error;
  }
  url = `http://${host.includes(':') ? `[${host}]` : host}:${(server.server.address() as AddressInfo).port}`;
  sender.send(books.pendingEvents);
  return {
    url,
    setWebhookUrl: sendTo,
    async close() {
      held.destroyAll();
      await server.close();
      await sender.close();
      await books.close();
    },
  };
}

/** What the routes work with. */
export interface GatewayContext {
  readonly books: Books;
  readonly faults: Faults;
  readonly sender: WebhookSender<SandboxEvent>;
  readonly held: HeldAnswers;
  readonly apiKey: string;
  /** Points webhooks elsewhere and sends what nobody has acknowledged yet. */
  readonly sendTo: (url: string) => void;
  /** The gateway's own address, known once it listens. */
  readonly url: () => string;
}

/** How the routes get their context. */
export interface GatewayPlugin {
  readonly context: GatewayContext;
}

function falsified(event: SandboxEvent, how: 'wrong_amount' | 'wrong_currency'): SandboxEvent {
  const { payment } = event;
  if (how === 'wrong_currency') {
    return { ...event, payment: { ...payment, currency: payment.currency === 'XTS' ? 'XXX' : 'XTS' } };
  }
  return {
    ...event,
    payment: withWrongAmounts(payment),
    ...(event.refund && { refund: withWrongAmounts(event.refund) }),
  };
}

/** Errors of the framework, as the data that a client expects. */
export function problemsAsData(server: FastifyInstance): void {
  server.setErrorHandler((error: { statusCode?: number; message?: string }, _request, reply) => {
    const status = error.statusCode ?? 500;
    void reply.status(status).send({ error: status < 500 ? 'invalid_request' : 'internal', reason: error.message });
  });
  server.setNotFoundHandler((_request, reply) => void reply.status(404).send({ error: 'not_found' }));
}

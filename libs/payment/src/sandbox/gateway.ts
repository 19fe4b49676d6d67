/**
 * The sandbox gateway: a payment gateway that lives outside the shop, as its own HTTP server with its own books, and that can be
 * told to fail in every way a real one does. It shares no state with the shop, so its books judge ours.
 */
import { Books } from './books.js';
import { withWrongAmounts } from './books.rules.js';
import { controlRoutes } from './control.routes.js';
import { Faults } from './faults.js';
import { HeldAnswers } from './held-answers.js';
import { payPageRoutes } from './pay-page.js';
import { paymentRoutes } from './payment.routes.js';
import { anotherCurrency, listenAt, sandboxServer } from './sandbox-server.js';
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
  const server = sandboxServer();
  const sendTo = (target: string): void => {
    sender.options.url = target;
    sender.forget();
    sender.send(books.pendingEvents);
  };
  const context: GatewayContext = { books, faults, sender, held, apiKey: options.apiKey, sendTo, url: () => url };
  let url = '';
  await server.register(paymentRoutes, { context });
  await server.register(controlRoutes, { context });
  await server.register(payPageRoutes, { context });
  const close = async (): Promise<void> => {
    held.destroyAll();
    await Promise.allSettled([server.close(), sender.close()]);
    await books.close();
  };
  url = await listenAt(server, options, close);
  sender.send(books.pendingEvents);
  return { url, setWebhookUrl: sendTo, close };
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
  if (how === 'wrong_currency')
    return { ...event, payment: { ...payment, currency: anotherCurrency(payment.currency) } };
  return {
    ...event,
    payment: withWrongAmounts(payment),
    ...(event.refund && { refund: withWrongAmounts(event.refund) }),
  };
}

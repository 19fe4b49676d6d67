/**
 * The sandbox payout service: sends money to bank accounts that do not exist. It lives outside the shop, as its own HTTP server with
 * its own books, and can be told to fail in every way a real one does. It shares no state with the shop, so its books judge ours.
 */
import { withWrongAmounts } from '../books.rules.js';
import { Faults } from '../faults.js';
import type { SandboxGateway, SandboxGatewayOptions } from '../gateway.js';
import { HeldAnswers } from '../held-answers.js';
import { anotherCurrency, listenAt, sandboxServer } from '../sandbox-server.js';
import { WebhookSender } from '../webhook-sender.js';
import { PayoutBooks } from './payout-books.js';
import { outcomeOf, settled } from './payout.rules.js';
import { payoutControlRoutes, payoutRoutes, type PayoutContext } from './payout.routes.js';
import type { SandboxPayout, SandboxPayoutEvent } from './payout-wire.js';

/** How the service is started; as the gateway, and: */
export interface SandboxPayoutServiceOptions extends SandboxGatewayOptions {
  /** After this a slow payout comes out by itself. Without it only the control endpoint decides. */
  readonly settleAfterMs?: number;
}

/** Starts the service and resolves when it listens. @throws Error when the port is taken or the books are damaged */
export async function startSandboxPayouts(options: SandboxPayoutServiceOptions): Promise<SandboxGateway> {
  const books = await PayoutBooks.open(options.booksFile);
  const faults = new Faults();
  const sender = new WebhookSender<SandboxPayoutEvent>({
    url: options.webhookUrl,
    secrets: typeof options.webhookSecret === 'string' ? [options.webhookSecret] : options.webhookSecret,
    faults,
    acknowledged: (eventId) => books.acknowledge(eventId),
    referenceOf: (event) => event.payout.reference,
    falsified,
  });
  const held = new HeldAnswers();
  const timers = new Set<NodeJS.Timeout>();
  const settle = async (reference: string, outcome: 'paid' | 'failed'): Promise<SandboxPayout | undefined> => {
    const payout = books.find(reference);
    if (payout === undefined || payout.status === outcome) return payout;
    const next = settled(payout, outcome);
    sender.send(await books.move(next, outcome === 'paid' ? 'payout.paid' : 'payout.failed'));
    return next;
  };
  const started = (payout: SandboxPayout): void => {
    if (options.settleAfterMs === undefined) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (books.find(payout.reference)?.status === 'pending') void settle(payout.reference, outcomeOf(payout));
    }, options.settleAfterMs);
    timer.unref();
    timers.add(timer);
  };
  const server = sandboxServer();
  const context: PayoutContext = { books, faults, sender, held, apiKey: options.apiKey, settle, started };
  await server.register(payoutRoutes, { context });
  await server.register(payoutControlRoutes, { context });
  const stop = async (): Promise<void> => {
    for (const timer of timers) clearTimeout(timer);
    held.destroyAll();
    await Promise.allSettled([server.close(), sender.close()]);
    await books.close();
  };
  const url = await listenAt(server, options, stop);
  for (const payout of books.all) if (payout.status === 'pending') started(payout);
  sender.send(books.pendingEvents);
  return {
    url,
    setWebhookUrl(target) {
      sender.options.url = target;
      sender.forget();
      sender.send(books.pendingEvents);
    },
    close: stop,
  };
}

function falsified(event: SandboxPayoutEvent, how: 'wrong_amount' | 'wrong_currency'): SandboxPayoutEvent {
  const { payout } = event;
  if (how === 'wrong_currency') return { ...event, payout: { ...payout, currency: anotherCurrency(payout.currency) } };
  return { ...event, payout: withWrongAmounts(payout) };
}

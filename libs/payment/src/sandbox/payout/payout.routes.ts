/** The routes of the payout service: the merchant's side and the tester's. Both are guarded by the one API key. */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { faultRoutes, requireApiKey } from '../control.routes.js';
import type { AnswerFault, Faults } from '../faults.js';
import type { HeldAnswers } from '../held-answers.js';
import { bent } from '../payment.routes.js';
import type { WebhookSender } from '../webhook-sender.js';
import type { PayoutBooks } from './payout-books.js';
import { accept } from './payout.rules.js';
import type { SandboxPayout, SandboxPayoutEvent } from './payout-wire.js';

/** What the routes work with. */
export interface PayoutContext {
  readonly books: PayoutBooks;
  readonly faults: Faults;
  readonly sender: WebhookSender<SandboxPayoutEvent>;
  readonly held: HeldAnswers;
  readonly apiKey: string;
  /** Decides a payout's fate and tells of it. */
  readonly settle: (reference: string, outcome: 'paid' | 'failed') => Promise<SandboxPayout | undefined>;
  /** Told of a payout that is under way. */
  readonly started: (payout: SandboxPayout) => void;
}

interface CreateBody {
  readonly amount: number;
  readonly currency: string;
  readonly reference: string;
  readonly destination: string;
}

const text = { type: 'string', minLength: 1, maxLength: 200 };
const createSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['amount', 'currency', 'reference', 'destination'],
  properties: {
    amount: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    reference: text,
    destination: text,
  },
};
const settleSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['reference', 'outcome'],
  properties: { reference: text, outcome: { enum: ['paid', 'failed'] } },
};

/** Registers `/payouts…` and `/books`. */
export async function payoutRoutes(server: FastifyInstance, { context }: { context: PayoutContext }): Promise<void> {
  const { books, faults } = context;
  server.addHook('onRequest', requireApiKey(context));
  server.post<{ Body: CreateBody }>('/payouts', { schema: { body: createSchema } }, (request, reply) =>
    create(context, request, reply),
  );
  server.get<{ Params: { reference: string } }>('/payouts/:reference', async (request, reply) => {
    const { reference } = request.params;
    await books.settled();
    const payout = books.find(reference);
    const fault = faults.forCall('lookup', reference);
    if (fault === 'timeout_before' || fault === 'timeout_after') return context.held.hold(reply);
    const status = fault === 'error_before' ? 503 : payout === undefined ? 404 : 200;
    return bent(context, reply, fault, status, payout ?? { error: 'not_found' });
  });
  server.get<{ Querystring: { cursor?: string } }>('/books', async (request) => {
    await books.settled();
    return books.page(request.query.cursor);
  });
}

/** Registers `/control/…`. */
export async function payoutControlRoutes(
  server: FastifyInstance,
  { context }: { context: PayoutContext },
): Promise<void> {
  faultRoutes(server, context);
  /** Decides a payout's fate, also against what was said before: a failed payout may be paid after all. */
  server.post<{ Body: { reference: string; outcome: 'paid' | 'failed' } }>(
    '/control/payouts/settle',
    { schema: { body: settleSchema } },
    async (request, reply) => {
      const payout = await context.settle(request.body.reference, request.body.outcome);
      return payout ?? reply.status(404).send({ error: 'not_found' });
    },
  );
}

async function create(
  context: PayoutContext,
  request: FastifyRequest<{ Body: CreateBody }>,
  reply: FastifyReply,
): Promise<unknown> {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key.length === 0 || key.length > 200)
    return reply.status(400).send({ error: 'idempotency_key_missing' });
  const { books, faults, held, sender } = context;
  const { reference, amount, currency, destination } = request.body;
  const fault: AnswerFault | undefined = faults.forCall('create', reference);
  if (fault === 'timeout_before') return held.hold(reply);
  if (fault === 'error_before') return reply.status(503).send({ error: 'unavailable' });
  const payout: SandboxPayout = {
    id: `po_${randomUUID()}`,
    ...{ reference, amount, currency, destination },
    status: 'pending',
    failureReason: null,
    createdAt: new Date().toISOString(),
  };
  const outcome = await books.once({ key, body: request.body }, () =>
    accept(payout, fault === 'decline' ? 'planted_decline' : undefined),
  );
  if (outcome.kind === 'differs') return reply.status(409).send({ error: 'idempotency_key_reused' });
  sender.send(outcome.events);
  const kept = books.find(reference);
  if (outcome.kind === 'acted' && kept?.status === 'pending') context.started(kept);
  return bent(context, reply, fault, outcome.answer.status, outcome.answer.body);
}

/** The merchant's side of the gateway. Every POST needs an `Idempotency-Key`; the same key with another body is 409. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BOOKS_PAGE_MAX } from './books.js';
import { authorise, capture, refund, voidPayment, voidTooLate, withWrongAmounts, type Act } from './books.rules.js';
import { requireApiKey } from './control.routes.js';
import type { AnswerFault, Operation } from './faults.js';
import type { GatewayContext, GatewayPlugin } from './gateway.js';
import type { SandboxPayment } from './wire.js';

interface CreateBody {
  readonly amount: number;
  readonly currency: string;
  readonly reference: string;
  readonly captureMode?: 'manual' | 'automatic';
  readonly card?: string;
  readonly returnUrl?: string;
}

const amount = { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER };
const text = { type: 'string', minLength: 1, maxLength: 200 };
const createSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['amount', 'currency', 'reference'],
  properties: {
    amount,
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    reference: text,
    captureMode: { enum: ['manual', 'automatic'] },
    card: text,
    returnUrl: { type: 'string', maxLength: 2_000, pattern: '^https?://' },
  },
};
const confirmSchema = { type: 'object', additionalProperties: false, required: ['card'], properties: { card: text } };
const refundSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['amount', 'reference'],
  properties: { amount, reference: text },
};

/** Registers `/payments…` and `/books`. */
export async function paymentRoutes(server: FastifyInstance, { context }: GatewayPlugin): Promise<void> {
  const { books } = context;
  server.addHook('onRequest', requireApiKey(context));

  server.post<{ Body: CreateBody }>('/payments', { schema: { body: createSchema } }, (request, reply) => {
    const { reference, card } = request.body;
    return answer(context, request, reply, { operation: 'create', reference }, (declineReason) => {
      const created = newPayment(request.body, context.url());
      if (card === undefined) return { status: 201, payment: created, body: created, events: [] };
      const act = authorise(created, card, declineReason);
      return { ...act, status: act.status === 200 ? 201 : act.status };
    });
  });

  type Params = { Params: { id: string } };
  type Decide = (payment: SandboxPayment, declineReason?: string, fault?: AnswerFault) => Act;
  const act = (operation: Operation, decide: Decide) => {
    return async (request: FastifyRequest<Params>, reply: FastifyReply): Promise<unknown> => {
      const { id } = request.params;
      const payment = books.payment(id);
      if (payment === undefined) return reply.status(404).send({ error: 'not_found' });
      return answer(context, request, reply, { operation, reference: payment.reference }, (declineReason, fault) =>
        decide(books.payment(id)!, declineReason, fault),
      );
    };
  };
  server.post<Params & { Body: { card: string } }>(
    '/payments/:id/confirm',
    { schema: { body: confirmSchema } },
    (request, reply) => act('confirm', (payment, why) => authorise(payment, request.body.card, why))(request, reply),
  );
  server.post<Params>('/payments/:id/capture', act('capture', capture));
  server.post<Params>(
    '/payments/:id/void',
    act('void', (payment, _why, fault) => (fault === 'void_overtaken' ? voidTooLate(payment) : voidPayment(payment))),
  );
  server.post<Params & { Body: { amount: number; reference: string } }>(
    '/payments/:id/refunds',
    { schema: { body: refundSchema } },
    (request, reply) =>
      act('refund', (payment, why) => refund(payment, { id: `ref_${randomUUID()}`, ...request.body }, why))(
        request,
        reply,
      ),
  );

  server.get<Params>('/payments/:id', async (request, reply) => {
    const payment = books.payment(request.params.id);
    return shown(context, reply, payment?.reference, payment ?? { error: 'not_found' }, payment ? 200 : 404);
  });
  server.get<{ Querystring: { reference: string } }>(
    '/payments',
    { schema: { querystring: { type: 'object', required: ['reference'], properties: { reference: text } } } },
    async (request, reply) => {
      const { reference } = request.query;
      return shown(context, reply, reference, { payments: books.findByReference(reference) }, 200);
    },
  );
  server.get<{ Querystring: { cursor?: string; limit?: string } }>('/books', async (request) => {
    const limit = Math.min(Math.max(Number(request.query.limit) || BOOKS_PAGE_MAX, 1), BOOKS_PAGE_MAX);
    await books.settled();
    return books.page(request.query.cursor, limit);
  });
}

/** The faults that decline, with the reason they give. */
const DECLINED_BY: Readonly<Partial<Record<AnswerFault, string>>> = {
  decline: 'planted_decline',
  refund_pending: 'bounced',
};

/** Carries out a keyed act under whatever fault is planted for it, and sends its events. */
async function answer(
  context: GatewayContext,
  request: FastifyRequest,
  reply: FastifyReply,
  call: { readonly operation: Operation; readonly reference: string },
  decide: (declineReason: string | undefined, fault: AnswerFault | undefined) => Act,
): Promise<unknown> {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key.length === 0 || key.length > 200)
    return reply.status(400).send({ error: 'idempotency_key_missing' });
  const fault = context.faults.forCall(call.operation, call.reference);
  if (fault === 'timeout_before') return context.held.hold(reply);
  if (fault === 'error_before') return reply.status(503).send({ error: 'unavailable' });
  const outcome = await context.books.once({ key, operation: request.url, body: request.body }, () =>
    decide(fault === undefined ? undefined : DECLINED_BY[fault], fault),
  );
  if (outcome.kind === 'differs') return reply.status(409).send({ error: 'idempotency_key_reused' });
  context.sender.send(outcome.events);
  if (outcome.kind === 'replayed') void reply.header('idempotency-replayed', 'true');
  return bent(context, reply, fault, outcome.answer.status, outcome.answer.body);
}

async function shown(
  context: GatewayContext,
  reply: FastifyReply,
  reference: string | undefined,
  body: unknown,
  status: number,
): Promise<unknown> {
  await context.books.settled();
  const fault = context.faults.forCall('lookup', reference);
  if (fault === 'timeout_before' || fault === 'timeout_after') return context.held.hold(reply);
  return bent(context, reply, fault, fault === 'error_before' ? 503 : status, body);
}

/** An answer as the planted fault wants it. */
export function bent(
  context: Pick<GatewayContext, 'held'>,
  reply: FastifyReply,
  fault: AnswerFault | undefined,
  status: number,
  body: unknown,
): unknown {
  switch (fault) {
    case 'timeout_after':
      return context.held.hold(reply);
    case 'error_after':
      return reply.status(500).send({ error: 'internal' });
    case 'garbage':
      return reply.status(200).type('application/json').send('{"id": "pay_, <html>502 Bad Gateway');
    case 'slow_drip':
      return context.held.drip(reply, JSON.stringify(body));
    case 'refund_pending':
      return reply.status(status).send({ ...(body as object), status: 'pending', reason: null });
    case 'wrong_amount':
      return reply.status(status).send(withWrongAmounts(body as Record<string, unknown>));
    default:
      return reply.status(status).send(body);
  }
}

function newPayment(body: CreateBody, gatewayUrl: string): SandboxPayment {
  const id = `pay_${randomUUID()}`;
  return {
    id,
    reference: body.reference,
    amount: body.amount,
    currency: body.currency,
    captureMode: body.captureMode ?? 'manual',
    status: 'pending',
    card: null,
    declineReason: null,
    authorized: 0,
    captured: 0,
    refunded: 0,
    refunds: [],
    clientSecret: `secret_${randomBytes(16).toString('hex')}`,
    payUrl: `${gatewayUrl}/pay/${id}`,
    returnUrl: body.returnUrl ?? null,
    createdAt: new Date().toISOString(),
  };
}

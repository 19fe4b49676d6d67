/** The tester's side of the gateway: faults, webhooks held and sent again. Guarded by the same key as the merchant's side. */
import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { FAULT_KINDS, OPERATIONS, type Faults, type PlantFault } from './faults.js';
import type { GatewayContext, GatewayPlugin } from './gateway.js';
import type { KeyedBooks } from './keyed-books.js';
import type { SentEvent, WebhookSender } from './webhook-sender.js';

/** What may be planted. */
const faultSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['kind'],
  properties: {
    kind: { enum: Object.keys(FAULT_KINDS) },
    operation: { enum: OPERATIONS },
    event: { type: 'string', maxLength: 50 },
    reference: { type: 'string', minLength: 1, maxLength: 200 },
    count: { type: 'integer', minimum: 1, maximum: 1_000_000 },
    delayMs: { type: 'integer', minimum: 0, maximum: 86_400_000 },
    times: { type: 'integer', minimum: 1, maximum: 1_000 },
  },
};

/** What the routes of every sandbox's tester work with. */
interface ControlContext<Event extends SentEvent> {
  readonly books: KeyedBooks<object, Event>;
  readonly faults: Faults;
  readonly sender: WebhookSender<Event>;
  readonly apiKey: string;
}

/** Registers what every sandbox has under `/control`: faults, and webhooks held and sent again. */
export function faultRoutes<Event extends SentEvent>(server: FastifyInstance, context: ControlContext<Event>): void {
  const { books, faults, sender } = context;
  server.addHook('onRequest', requireApiKey(context));

  server.get('/control/faults', () => ({ kinds: FAULT_KINDS, planted: faults.all }));
  server.post<{ Body: PlantFault }>('/control/faults', { schema: { body: faultSchema } }, (request, reply) =>
    reply.status(201).send(faults.plant(request.body)),
  );
  server.post('/control/reset', (_request, reply) => {
    faults.reset();
    sender.forget();
    return reply.status(204).send();
  });
  server.post('/control/webhooks/flush', () => sender.flush());
  /** Sends the events about a reference again, as a gateway's dashboard can; `eventId` narrows it to one. */
  server.post<{ Body: { reference?: string; eventId?: string } }>('/control/webhooks/replay', async (request) => {
    const { reference, eventId } = request.body ?? {};
    const events = books.recentEvents.filter(
      (event) =>
        (reference === undefined || sender.options.referenceOf(event) === reference) &&
        (eventId === undefined || event.id === eventId),
    );
    sender.send(events);
    return sender.flush();
  });
}

/** Registers the gateway's `/control/…`. */
export async function controlRoutes(server: FastifyInstance, { context }: GatewayPlugin): Promise<void> {
  faultRoutes(server, context);
  server.post<{ Body: { url: string } }>(
    '/control/webhooks/endpoint',
    {
      schema: {
        body: { type: 'object', required: ['url'], properties: { url: { type: 'string', pattern: '^https?://' } } },
      },
    },
    (request, reply) => {
      context.sendTo(request.body.url);
      return reply.status(204).send();
    },
  );
}

/** Lets only holders of the API key through, compared in constant time. */
export function requireApiKey(
  context: Pick<GatewayContext, 'apiKey'>,
): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  const expected = Buffer.from(`Bearer ${context.apiKey}`);
  return async (request, reply) => {
    const given = Buffer.from(request.headers.authorization ?? '');
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      await reply.status(401).send({ error: 'unauthorized' });
  };
}

/** What the servers of every sandbox have alike: strict requests, errors as data, and where they listen. */
import Fastify, { type FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';

const BODY_BYTES_MAX = 64 * 1024;

/** A server that is strict, so that a defect of the shop's client shows here and not at a real gateway. */
export function sandboxServer(): FastifyInstance {
  const server = Fastify({
    bodyLimit: BODY_BYTES_MAX,
    forceCloseConnections: true,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: false } },
  });
  server.setErrorHandler((error: { statusCode?: number; message?: string }, _request, reply) => {
    const status = error.statusCode ?? 500;
    void reply.status(status).send({ error: status < 500 ? 'invalid_request' : 'internal', reason: error.message });
  });
  server.setNotFoundHandler((_request, reply) => void reply.status(404).send({ error: 'not_found' }));
  return server;
}

/** Listens where the options say and answers the address. @throws Error when the port is taken, after `undo` */
export async function listenAt(
  server: FastifyInstance,
  { host = '127.0.0.1', port = 0 }: { readonly host?: string; readonly port?: number },
  undo: () => Promise<void>,
): Promise<string> {
  try {
    await server.listen({ port, host });
  } catch (error) {
    await undo();
    throw error;
  }
  return `http://${host.includes(':') ? `[${host}]` : host}:${(server.server.address() as AddressInfo).port}`;
}

/** A currency that is not this one. */
export function anotherCurrency(currency: string): string {
  return currency === 'XTS' ? 'XXX' : 'XTS';
}

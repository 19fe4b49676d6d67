/** What a request under `/v1/admin` is as an act: made by the guard for requests that change something, for no others. */
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { AdminAct } from '../db/admin-act.js';
import { redact } from '../logging/redact.js';

const ADMINISTRATION = '/v1/admin/';
/** A record is for people: what is longer is told by its length and digest. */
const CONTENT_CHARACTERS_MAX = 16_384;

/** The act of a request, if it is one of administration that may change something. */
export function actOfRequest(
  request: FastifyRequest,
  operation: string,
  actor: { readonly id: string; readonly role: string },
): AdminAct | undefined {
  const { method, url } = request;
  if (method === 'GET' || method === 'HEAD' || !url.startsWith(ADMINISTRATION)) return undefined;
  return {
    operation,
    method,
    path: url.split('?', 1)[0]!,
    actorId: actor.id,
    actorRole: actor.role,
    requestId: request.id,
    content: () => contentOf(request.body),
  };
}

/** The body as JSON text, redacted; a long one as its length and SHA-256. */
export function contentOf(body: unknown): string {
  const whole = JSON.stringify(body ?? null);
  if (whole.length <= CONTENT_CHARACTERS_MAX) return JSON.stringify(redact(body ?? null));
  const sha256 = createHash('sha256').update(whole).digest('hex');
  return JSON.stringify({ characters: whole.length, sha256 });
}

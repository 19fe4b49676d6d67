/** What happens around every request: its id, headers for browsers, CORS, limits of the address, measuring and the request log. */
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CartwrightConfig } from '../config/config.js';
import { uuid7 } from '../id/uuid7.js';
import type { Log } from '../logging/log.js';
import type { HttpDurations } from '../metrics/http-durations.js';
import { Answer } from './answer.js';
import { platformProblems } from './platform-problems.js';
import { sendProblem } from './problem.filter.js';

/** The longest address (path and query) that is read. */
export const URL_LENGTH_MAX = 4_096;

const REQUEST_ID = /^[\w-]{1,64}$/;

/** The caller's request id if it is harmless, else a new one. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : uuid7();
}

/** An API answer is data: never a page, never framed, never cached unless its route says so. */
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;
/** Pages load their own scripts and styles and talk to this server, nothing else. Swagger UI carries inline styles. */
const PAGE_POLICY =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
const TRANSPORT = 'max-age=31536000; includeSubDomains';

/** What the hooks need from the process. */
export interface HookOptions {
  readonly config: CartwrightConfig;
  readonly log: Log;
  readonly durations: HttpDurations;
  /** Paths below which pages for browsers are served (`/docs`); everything else is data. */
  readonly pagePaths: readonly string[];
  /** True once the process is stopping. */
  readonly isStopping: () => boolean;
}

/** Adds the hooks; before any route. */
export function installHooks(fastify: FastifyInstance, options: HookOptions): void {
  const { config, pagePaths } = options;
  const origins = new Set(config.corsOrigins);
  const headers = {
    ...HEADERS,
    ...(config.environment === 'production' && { 'strict-transport-security': TRANSPORT }),
  };
  fastify.decorateRequest('principal', undefined);
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id).headers(headers);
    if (origins.size > 0 && answerPreflight(request, reply, origins)) return;
    if (options.isStopping()) {
      reply.header('connection', 'close');
      const stopping = platformProblems.SHUTTING_DOWN('this process is stopping', undefined, { 'Retry-After': '1' });
      sendProblem(reply, stopping, request.id);
      return;
    }
    const { url = '', httpVersion, headers: given } = request.raw;
    if (given.host === undefined && httpVersion === '1.1') {
      sendProblem(reply, platformProblems.MALFORMED_REQUEST('HTTP/1.1 demands a Host header'), request.id);
      return;
    }
    for (const path of pagePaths) if (url.startsWith(path)) reply.header('content-security-policy', PAGE_POLICY);
    if (url.length > URL_LENGTH_MAX) {
      sendProblem(reply, platformProblems.URL_TOO_LONG(`an address may have ${URL_LENGTH_MAX} characters`), request.id);
      return;
    }
    if (url.includes('%') && !isPercentEncoded(url)) {
      sendProblem(
        reply,
        platformProblems.MALFORMED_URL('the address is not well-formed percent-encoded UTF-8'),
        request.id,
      );
      return;
    }
    done();
  });
  fastify.addHook('preSerialization', (_, reply, payload, done) => {
    done(null, payload instanceof Answer ? applyAnswer(reply, payload) : payload);
  });
  installMeasuring(fastify, options);
}

function installMeasuring(fastify: FastifyInstance, { log, durations }: HookOptions): void {
  const isVerbose = log.isLevelEnabled('debug');
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method } = request;
    const route = request.is404 ? 'unmatched' : (request.routeOptions.url ?? 'unmatched');
    durations.observe(method, route, reply.statusCode, reply.elapsedTime / 1_000);
    if (isVerbose) {
      const durationMs = Math.round(reply.elapsedTime * 100) / 100;
      log.debug({ requestId: request.id, method, route, status: reply.statusCode, durationMs }, 'answered');
    }
    done();
  });
}

function isPercentEncoded(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}

/** Status and headers of an {@link Answer}; its JSON goes out as it is. */
function applyAnswer(reply: FastifyReply, answer: Answer<unknown>): unknown {
  reply.code(answer.status);
  if (answer.headers !== undefined) reply.headers(answer.headers);
  if (answer.replayed) reply.header('idempotency-replayed', 'true');
  const made = answer.bytes ?? answer.text;
  if (made === undefined) return answer.body;
  reply.header('content-type', 'application/json; charset=utf-8').serializer((json: unknown) => json as string);
  return made;
}

const CORS_METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE';
const CORS_REQUEST_HEADERS =
  'Authorization, Content-Type, Idempotency-Key, If-Match, Last-Event-ID, X-Api-Key, X-Request-Id';
const CORS_ANSWER_HEADERS = 'ETag, Idempotency-Replayed, Retry-After, X-Request-Id';
const CORS_SECONDS = '7200';

/** Names an allowed origin in the answer, and answers its preflight; true when the request is done with. No cookies, so no credentials. */
function answerPreflight(request: FastifyRequest, reply: FastifyReply, origins: ReadonlySet<string>): boolean {
  reply.header('vary', 'Origin');
  const { origin } = request.headers;
  if (origin === undefined || !origins.has(origin)) return false;
  reply.header('access-control-allow-origin', origin).header('access-control-expose-headers', CORS_ANSWER_HEADERS);
  if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return false;
  void reply
    .code(204)
    .headers({
      'access-control-allow-methods': CORS_METHODS,
      'access-control-allow-headers': CORS_REQUEST_HEADERS,
      'access-control-max-age': CORS_SECONDS,
    })
    .send();
  return true;
}

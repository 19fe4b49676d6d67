/** A Nest application on Fastify with the whole pipeline of this shop: used by the API, by the worker's health and by tests. */
import type { Type, DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController, type FastifyReply, type FastifyRequest } from 'fastify';
import type { CartwrightConfig } from '../config/config.js';
import { createLog, type Log } from '../logging/log.js';
import { NestLogger } from '../logging/nest-logger.js';
import { Metrics } from '../metrics/metrics.js';
import { Readiness } from '../metrics/readiness.js';
import { AccessGuard, Authenticator } from './access.js';
import { installBodyParser } from './body-parser.js';
import { answerClientError } from './client-error.js';
import { installHooks, requestIdOf } from './hooks.js';
import { MethodTable } from './method-table.js';
import { problemOf } from './problem-of.js';
import { ProblemFilter, sendProblem } from './problem.filter.js';
import { RequestLimits } from './request-limits.js';
import { checkRoutes } from './route-check.js';
import { StrictValidationPipe } from './validation.pipe.js';

/** Longest path parameter; ids have 36 characters, names of things may have more. */
const PARAMETER_LENGTH_MAX = 200;
const HEADER_BYTES_MAX = 16 * 1_024;
const REQUEST_ARRIVAL_MS_MAX = 30_000;
const KEEP_ALIVE_MS = 72_000;

/** What {@link createHttpApplication} takes besides the module. */
export interface HttpApplicationOptions {
  readonly config: CartwrightConfig;
  readonly log?: Log;
  /** Paths below which pages for browsers are served; everything else is data. */
  readonly pagePaths?: readonly string[];
  /** Adds routes and plugins to Fastify itself (documents, web apps), before Nest's own. */
  readonly beforeRoutes?: (app: NestFastifyApplication) => void | Promise<void>;
}

/**
 * Builds and initialises the application; it does not listen yet. The module must provide `Authenticator` and import
 * `PlatformModule`. @throws Error naming every route that is not safe to serve
 */
export async function createHttpApplication(
  root: Type<unknown> | DynamicModule,
  { config, log = createLog(config), pagePaths = [], beforeRoutes }: HttpApplicationOptions,
): Promise<NestFastifyApplication> {
  const adapter = adapterFor(config, log);
  const fastify = adapter.getInstance();
  const methods = new MethodTable(fastify as never);
  const app = await NestFactory.create<NestFastifyApplication>(root as never, adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: new NestLogger(log),
  });
  const metrics = app.get(Metrics, { strict: false });
  const limits = new RequestLimits(config);
  metrics.gauge(
    'cartwright_requests_limited_total',
    'Requests refused by the general rate limit',
    () => Object.entries(limits.refused).map(([by, value]) => ({ labels: { by }, value })),
    ['by'],
  );
  const readiness = app.get(Readiness, { strict: false });
  installHooks(fastify as never, {
    config,
    log,
    durations: metrics.http,
    pagePaths,
    isStopping: () => readiness.isStopping,
  });
  installBodyParser(fastify as never, { bodyBytesMax: config.bodyBytesMax });
  app.useGlobalGuards(new AccessGuard(app.get(Authenticator, { strict: false }), limits));
  app.useGlobalPipes(new StrictValidationPipe());
  app.useGlobalFilters(new ProblemFilter(log, methods));
  await beforeRoutes?.(app);
  checkRoutes(app);
  await app.init();
  await fastify.ready();
  return app;
}

function adapterFor(config: CartwrightConfig, log: Log) {
  const options = {
    loggerInstance: log as never,
    // No child logger per request: what is logged about a request names its id itself.
    childLoggerFactory: ((logger: unknown) => logger) as never,
    // Requests are logged by the hooks, once and without their content.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestIdOf as never,
    bodyLimit: config.bodyBytesMax,
    requestTimeout: REQUEST_ARRIVAL_MS_MAX,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    // Node would answer a request without Host with an empty 400; our hook answers it with a problem.
    http: { maxHeaderSize: HEADER_BYTES_MAX, requireHostHeader: false },
    routerOptions: { maxParamLength: PARAMETER_LENGTH_MAX },
    clientErrorHandler: answerClientError as never,
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      reply.header('x-request-id', request.id);
      sendProblem(reply, problemOf(error), request.id);
    },
    // No Nest middleware is used: without middie a request runs through one hook less.
    skipMiddie: true,
  };
  // The option type wants a logger of Fastify's own interface; pino is one, with more.
  return new FastifyAdapter(options as object);
}

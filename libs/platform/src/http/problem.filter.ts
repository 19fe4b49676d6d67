/** The one exception filter: whatever is thrown anywhere becomes problem+json, and what is our fault is logged. */
import { Catch, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../logging/log.js';
import type { MethodTable } from './method-table.js';
import { platformProblems } from './platform-problems.js';
import { PROBLEM_CONTENT_TYPE, problemOf, problemText } from './problem-of.js';
import type { Problem } from './problem.js';

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly methods: MethodTable,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    if (error instanceof NotFoundException) return this.answerUnrouted(request, reply);
    const problem = problemOf(error);
    if (problem.status >= 500) logFault(this.log, { error, problem, request });
    if (reply.sent || reply.raw.headersSent) {
      // The answer had begun (a stream): cutting it is the only way left to say that it is not whole.
      reply.raw.destroy();
      return;
    }
    sendProblem(reply, problem, request.id);
  }

  /** 404, or 405 with the methods the address does know, or the answer to a plain OPTIONS. */
  private answerUnrouted(request: FastifyRequest, reply: FastifyReply): void {
    const [path = ''] = request.url.split('?', 1);
    const methods = this.methods.methodsOf(path);
    if (methods.length === 0) {
      sendProblem(reply, platformProblems.NOT_FOUND('there is nothing at this address'), request.id);
      return;
    }
    const allow = methods.join(', ');
    if (request.method === 'OPTIONS') {
      void reply.code(204).header('allow', allow).send();
      return;
    }
    sendProblem(reply, platformProblems.METHOD_NOT_ALLOWED(`use ${allow}`, undefined, { Allow: allow }), request.id);
  }
}

/** Sends a problem with its status and headers. */
export function sendProblem(reply: FastifyReply, problem: Problem, requestId: string): void {
  void reply
    .code(problem.status)
    .headers(problem.headers)
    .header('content-type', PROBLEM_CONTENT_TYPE)
    .send(problemText(problem, requestId));
}

function logFault(
  log: Log,
  { error, problem, request }: { error: unknown; problem: Problem; request: FastifyRequest },
): void {
  // The route's template instead of the address: it tells as much and holds no id or text of a customer.
  const entry = {
    requestId: request.id,
    method: request.method,
    route: request.routeOptions?.url,
    code: problem.code,
    err: error,
  };
  // Refused for want of capacity is an operator's number, not a defect: no stack per refused request under overload.
  if (problem.status === 503)
    log.warn({ ...entry, err: undefined, reason: error instanceof Error ? error.message : undefined }, problem.detail);
  else log.error(entry, 'a request failed');
}

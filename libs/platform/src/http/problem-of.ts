/** What an error means to a client: every error becomes a problem, and only ours to tell is told. */
import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { Overloaded } from '../db/batcher.js';
import { AmbiguousOutcome, classify, DatabaseUnavailable } from '../db/outcome.js';
import { platformProblems } from './platform-problems.js';
import { Problem } from './problem.js';

const TYPE_BASE = 'https://cartwright.dev/problems/';
export const PROBLEM_CONTENT_TYPE = 'application/problem+json; charset=utf-8';

/** The JSON text of a problem. */
export function problemText({ status, code, title, detail, members }: Problem, requestId: string): string {
  const type = TYPE_BASE + code.toLowerCase().replaceAll('_', '-');
  return JSON.stringify({ ...members, type, title, status, detail, code, requestId });
}

/** The problem an error is answered with; undefined errors and defects become INTERNAL without a word of what happened. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Overloaded)
    return platformProblems.OVERLOADED(`the ${error.queue} queue is full; nothing was done`, undefined, {
      'Retry-After': '1',
    });
  if (error instanceof AmbiguousOutcome)
    return platformProblems.OUTCOME_UNKNOWN(
      'the connection to the database was lost while saving; send the same request again with the same Idempotency-Key to learn what became of it',
      undefined,
      { 'Retry-After': '1' },
    );
  if (error instanceof DatabaseUnavailable) return unavailable();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  if (error instanceof HttpException) return ofStatus(error.getStatus(), error.message, error.cause);
  if (error instanceof Error && error.name === 'FastifyError' && typeof status === 'number')
    return ofStatus(status, error.message, error);
  // Repositories of administration are not wrapped by Database: their errors are classified here.
  const outcome = error instanceof Error ? classify(error, 'body') : 'defect';
  if (outcome === 'unavailable') return unavailable();
  if (outcome === 'retry')
    return platformProblems.OVERLOADED('too many changes of the same thing at once; nothing was done', undefined, {
      'Retry-After': '1',
    });
  return platformProblems.INTERNAL('the problem has been logged under this requestId');
}

function unavailable(): Problem {
  return platformProblems.DATABASE_UNAVAILABLE('nothing was done; try again shortly', undefined, {
    'Retry-After': '2',
  });
}

/** Errors of the router and the body reader, by their status: their own words are for developers of servers. */
function ofStatus(status: number, message: string, cause: unknown): Problem {
  const code = (cause as { code?: unknown } | undefined)?.code;
  switch (status) {
    case 400:
      if (code === 'FST_ERR_BAD_URL')
        return platformProblems.MALFORMED_URL('the path is not well-formed percent-encoded UTF-8');
      return platformProblems.MALFORMED_REQUEST(
        code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH'
          ? 'Content-Length does not match the body'
          : 'the request cannot be read',
      );
    case 401:
      return platformProblems.UNAUTHENTICATED(message);
    case 403:
      return platformProblems.FORBIDDEN('this is not allowed');
    case 404:
      return platformProblems.NOT_FOUND('there is nothing at this address');
    case 408:
      return platformProblems.REQUEST_TIMEOUT('the request did not arrive in time');
    case 413:
      return platformProblems.BODY_TOO_LARGE('send less at once');
    case 414:
      return platformProblems.URL_TOO_LONG('a part of the path is too long');
    case 415:
      return platformProblems.UNSUPPORTED_MEDIA_TYPE('send application/json in UTF-8');
    case 429:
      return platformProblems.TOO_MANY_REQUESTS('slow down', undefined, { 'Retry-After': '1' });
    case 503:
      return platformProblems.OVERLOADED('try again shortly', undefined, { 'Retry-After': '1' });
    default:
      if (status >= 500) return platformProblems.INTERNAL('the problem has been logged under this requestId');
      return new Problem({
        status,
        code: (STATUS_CODES[status] ?? 'BAD_REQUEST').toUpperCase().replaceAll(/[^A-Z]+/g, '_'),
        title: STATUS_CODES[status] ?? 'Bad request',
        detail: 'the request cannot be served',
      });
  }
}

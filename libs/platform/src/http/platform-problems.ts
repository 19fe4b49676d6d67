/** The problems any operation may answer, whatever its lib: of the router, the body parser, access, idempotency and overload. */
import { defineProblems } from './problem.js';

/** Constructors of the platform's own problems. */
export const platformProblems = defineProblems({
  MALFORMED_REQUEST: { status: 400, title: 'The request is not well-formed HTTP' },
  MALFORMED_URL: { status: 400, title: 'The address is not well-formed' },
  MALFORMED_BODY: { status: 400, title: 'The body is not acceptable JSON' },
  VALIDATION_FAILED: {
    status: 400,
    title: 'The request does not have the documented shape',
    example: { errors: [{ path: 'lines[0].quantity', message: 'must be at least 1', code: 'out_of_range' }] },
  },
  INVALID_CURSOR: { status: 400, title: 'The cursor was not made by this list' },
  IDEMPOTENCY_KEY_MISSING: { status: 400, title: 'An Idempotency-Key header is required' },
  IDEMPOTENCY_KEY_INVALID: { status: 400, title: 'The Idempotency-Key header is not usable' },
  IF_MATCH_MISSING: { status: 400, title: 'An If-Match header with the version seen is required' },
  UNAUTHENTICATED: { status: 401, title: 'Valid credentials are required' },
  FORBIDDEN: { status: 403, title: 'These credentials do not allow this operation' },
  NOT_FOUND: { status: 404, title: 'There is nothing here' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'This address does not know this method' },
  REQUEST_TIMEOUT: { status: 408, title: 'The request took too long to arrive' },
  CONFLICT: { status: 409, title: 'The present state does not allow this' },
  PRECONDITION_FAILED: { status: 412, title: 'It has been changed since it was read' },
  STALE_VERSION: { status: 412, title: 'It has been changed since it was read', example: { version: 17 } },
  BODY_TOO_LARGE: { status: 413, title: 'The body is too large' },
  URL_TOO_LONG: { status: 414, title: 'The address is too long' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'The body is not plain UTF-8 application/json' },
  IDEMPOTENCY_KEY_REUSED: { status: 422, title: 'The Idempotency-Key was used with another request' },
  TOO_MANY_REQUESTS: { status: 429, title: 'Too many requests', example: { retryAfterSeconds: 30 } },
  HEADERS_TOO_LARGE: { status: 431, title: 'The request headers are too large' },
  INTERNAL: { status: 500, title: 'Something went wrong on our side' },
  OVERLOADED: { status: 503, title: 'Too much is waiting; try again shortly' },
  DATABASE_UNAVAILABLE: { status: 503, title: 'The database cannot serve now' },
  OUTCOME_UNKNOWN: { status: 503, title: 'Whether it was done is not known yet' },
  SHUTTING_DOWN: { status: 503, title: 'The server is shutting down' },
});

/** One fault of a request's shape: where, what a person reads, and a stable code. */
export interface FieldFault {
  /** Like `lines[0].quantity`; empty for the body itself; `query.limit` and `path.id` outside the body. */
  readonly path: string;
  readonly message: string;
  readonly code: string;
}

/** A 400 that lists what does not fit. */
export function validationFailed(errors: readonly FieldFault[]): ReturnType<typeof platformProblems.VALIDATION_FAILED> {
  const first = errors[0];
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  const detail =
    first === undefined ? 'the request is not valid' : `${first.path || 'the body'} ${first.message}${more}`;
  return platformProblems.VALIDATION_FAILED(detail, { errors });
}

/** The problems of an operation as responses: one per status, one example per code. */
import type { OperationOptions } from './operation.js';
import { declaredProblems } from './problem.js';

const EXAMPLE_REQUEST_ID = '019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a00';

/** RFC 9457 with our extensions; typed members of single problems come on top. */
export const PROBLEM_SCHEMA = {
  type: 'object',
  description:
    'A problem (RFC 9457): `code` is stable and for programs, `detail` for people. Single problems add members.',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri', example: 'https://cartwright.dev/problems/validation-failed' },
    title: { type: 'string', example: 'The request does not have the documented shape' },
    status: { type: 'integer', minimum: 400, maximum: 599, example: 400 },
    detail: { type: 'string', example: 'lines[0].quantity must be at least 1' },
    code: { type: 'string', example: 'VALIDATION_FAILED' },
    requestId: { type: 'string', example: EXAMPLE_REQUEST_ID },
    errors: {
      type: 'array',
      description: 'With VALIDATION_FAILED and its like: what does not fit, and where',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' }, code: { type: 'string' } },
      },
    },
  },
  additionalProperties: true,
} as const;

/** What decides which common problems an operation has. */
export interface OperationTraits {
  readonly operation: OperationOptions;
  readonly isPublic: boolean;
  readonly hasBody: boolean;
  readonly hasPathParameters: boolean;
  readonly isPaged: boolean;
  readonly isSafe: boolean;
}

/** The codes an operation may answer, its own and the common ones. */
export function problemCodes(traits: OperationTraits): readonly string[] {
  const { operation, isPublic, hasBody, hasPathParameters, isPaged, isSafe } = traits;
  const codes = ['MALFORMED_URL', 'VALIDATION_FAILED'];
  if (hasBody) codes.push('MALFORMED_BODY', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE');
  if (isPaged) codes.push('INVALID_CURSOR');
  if (!isPublic) codes.push('UNAUTHENTICATED', 'FORBIDDEN');
  if (hasPathParameters) codes.push('NOT_FOUND', 'URL_TOO_LONG');
  if (operation.idempotent === 'required') codes.push('IDEMPOTENCY_KEY_MISSING');
  if (operation.idempotent !== undefined) codes.push('IDEMPOTENCY_KEY_INVALID', 'IDEMPOTENCY_KEY_REUSED');
  if (!isSafe) codes.push('OUTCOME_UNKNOWN');
  codes.push('TOO_MANY_REQUESTS', 'OVERLOADED', 'DATABASE_UNAVAILABLE', 'SHUTTING_DOWN');
  return [...new Set([...codes, ...(operation.problems ?? [])])];
}

/** The responses by status. */
export function problemResponses(traits: OperationTraits): Record<string, unknown> {
  const byStatus = new Map<number, string[]>();
  for (const code of problemCodes(traits)) {
    const status = declaredProblems().get(code)?.status ?? 500;
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].sort(([a], [b]) => a - b).map(([status, codes]) => [String(status), response(codes)]),
  );
}

function response(codes: readonly string[]): unknown {
  const needsRetryAfter = codes.some((code) => [429, 503].includes(declaredProblems().get(code)!.status));
  return {
    description: codes.map((code) => `\`${code}\` ${declaredProblems().get(code)!.title}`).join(' · '),
    ...(needsRetryAfter && {
      headers: {
        'Retry-After': { description: 'Seconds until it is worth trying again', schema: { type: 'integer' } },
      },
    }),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(codes.map((code) => [code, { value: example(code) }])),
      },
    },
  };
}

function example(code: string): unknown {
  const { status, title, example: members } = declaredProblems().get(code)!;
  const type = `https://cartwright.dev/problems/${code.toLowerCase().replaceAll('_', '-')}`;
  return { type, title, status, detail: title, code, requestId: EXAMPLE_REQUEST_ID, ...members };
}

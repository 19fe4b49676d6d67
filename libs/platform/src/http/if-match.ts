/** The version a client has seen of what it edits: `ETag: "17"` out, `If-Match: "17"` in. */
import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { Answer } from './answer.js';
import { platformProblems } from './platform-problems.js';

const ENTITY_TAG = /^"?(\d{1,15})"?$/;

/** What an edit with {@link IfMatch} may answer besides its own problems. */
export const VERSION_PROBLEMS = ['STALE_VERSION', 'IF_MATCH_MISSING'] as const;

/** The version as a parameter of a handler. @throws Problem 400 IF_MATCH_MISSING */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const { headers } = context.switchToHttp().getRequest<{ headers: Record<string, string | undefined> }>();
  const [, version] = ENTITY_TAG.exec(headers['if-match'] ?? '') ?? [];
  if (version === undefined) throw platformProblems.IF_MATCH_MISSING('send the ETag of what you have read');
  return Number(version);
});

/** Describes the header of {@link IfMatch}. */
export function Versioned(): MethodDecorator {
  const schema = { type: 'string' as const, maxLength: 17, pattern: ENTITY_TAG.source };
  return applyDecorators(
    ApiHeader({ name: 'If-Match', required: true, description: 'The ETag of what was read', schema, example: '"17"' }),
  );
}

/** The refusal of an edit that was made on a version that is no longer the present one. */
export function staleVersion(version: number): Error {
  return platformProblems.STALE_VERSION('read it again and repeat the change', { version });
}

/** An answer that carries its version as ETag. */
export function versioned<Body extends { readonly version: number }>(body: Body): Answer<Body> {
  return Answer.of(200, body, { ETag: `"${body.version}"` });
}

/** What an act that creates or changes something under an idempotency key answers, with the version as ETag. */
export function created<Body extends { readonly version: number }>(
  body: Body,
): { readonly status: 201; readonly body: Body; readonly headers: Readonly<Record<string, string>> } {
  return { status: 201, body, headers: { ETag: `"${body.version}"` } };
}

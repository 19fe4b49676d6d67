/** The version a client has seen of what it edits: `ETag: "17"` out, `If-Match: "17"` in. */
import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { Answer } from '#libs/platform';
import { catalogProblems } from '../catalog.errors.js';

const ENTITY_TAG = /^"?(\d{1,15})"?$/;

/** The version as a parameter of a handler. @throws Problem 400 IF_MATCH_MISSING */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const { headers } = context.switchToHttp().getRequest<{ headers: Record<string, string | undefined> }>();
  const [, version] = ENTITY_TAG.exec(headers['if-match'] ?? '') ?? [];
  if (version === undefined) throw catalogProblems.IF_MATCH_MISSING('send the ETag of what you have read');
  return Number(version);
});

/** Describes the header of {@link IfMatch}. */
export function Versioned(): MethodDecorator {
  const schema = { type: 'string' as const, maxLength: 17, pattern: ENTITY_TAG.source };
  return applyDecorators(
    ApiHeader({ name: 'If-Match', required: true, description: 'The ETag of what was read', schema, example: '"17"' }),
  );
}

/** An answer that carries its version as ETag. */
export function versioned<Body extends { readonly version: number }>(body: Body): Answer<Body> {
  return Answer.of(200, body, { ETag: `"${body.version}"` });
}

/** What an act that creates or changes something under an idempotency key answers, with the version as ETag. */
export function created<Body extends { readonly version: number }>(
  body: Body,
): {
  readonly status: 201;
  readonly body: Body;
  readonly headers: Readonly<Record<string, string>>;
} {
  return { status: 201, body, headers: { ETag: `"${body.version}"` } };
}

/** The `Idempotency-Key` header as a parameter of a handler. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { platformProblems } from './platform-problems.js';

export const IDEMPOTENCY_KEY_LENGTH_MAX = 255;
const USABLE = /^[\x21-\x7e]{1,255}$/;

function keyOf(context: ExecutionContext): string | undefined {
  const key = context.getArgByIndex<FastifyRequest>(0).headers['idempotency-key'];
  if (key === undefined) return undefined;
  // Node joins a repeated header with ", ": the space makes it unusable, too.
  if (Array.isArray(key) || !USABLE.test(key))
    throw platformProblems.IDEMPOTENCY_KEY_INVALID('a key is one to 255 visible ASCII characters, sent once');
  return key;
}

/** The key, demanded: 400 IDEMPOTENCY_KEY_MISSING without it. For every POST that moves money or stock. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const key = keyOf(context);
  if (key === undefined)
    throw platformProblems.IDEMPOTENCY_KEY_MISSING('send a fresh UUID, and the same one again on every retry');
  return key;
});

/** The key if one was sent: honoured, not demanded. */
export const OptionalIdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext) => keyOf(context));

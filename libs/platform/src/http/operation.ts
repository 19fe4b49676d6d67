/** What an operation is for the document: one decorator per handler; the rest is taken from its policy and parameters. */
import { applyDecorators, HttpCode, SetMetadata, type Type } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';

/** The successful answer of an operation. */
export interface AnswerDeclaration {
  readonly status: 200 | 201 | 202 | 204;
  /** The DTO class; absent for an empty answer. */
  readonly type?: Type<unknown>;
  readonly description?: string;
  /** The answer is a bare array of `type`. */
  readonly list?: boolean;
  /** The answer is no JSON, e.g. `text/event-stream`, `text/csv`. */
  readonly contentType?: string;
}

/** What {@link Operation} takes. */
export interface OperationOptions {
  /** The stable `operationId`: a verb and a noun in camelCase; the SDK's method is named after it. */
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly answer: AnswerDeclaration;
  /** Codes of the problems it may answer besides the common ones; each must be declared by `defineProblems`. */
  readonly problems?: readonly string[];
  /** `required` with `@IdempotencyKey()`, `honoured` with `@OptionalIdempotencyKey()`. */
  readonly idempotent?: 'required' | 'honoured';
}

export const OPERATION = 'cartwright:operation';

/** The declared operation of a handler, if any. */
export function operationOf(handler: object): OperationOptions | undefined {
  return Reflect.getMetadata(OPERATION, handler) as OperationOptions | undefined;
}

/** Declares an operation: its id, summary, successful answer (whose status it sets) and the problems of its own. */
export function Operation(options: OperationOptions): MethodDecorator {
  const { id, summary, description, answer, idempotent } = options;
  const decorators: MethodDecorator[] = [
    SetMetadata(OPERATION, options),
    HttpCode(answer.status),
    ApiOperation({ operationId: id, summary, ...(description !== undefined && { description }) }),
    ApiResponse(response(answer)),
  ];
  if (idempotent !== undefined) decorators.push(idempotencyHeader(idempotent));
  return applyDecorators(...decorators);
}

function response({
  status,
  type,
  description,
  list,
  contentType,
}: AnswerDeclaration): Parameters<typeof ApiResponse>[0] {
  const text = description ?? (status === 204 ? 'Done' : status === 201 ? 'Created' : 'OK');
  if (contentType !== undefined)
    return { status, description: text, content: { [contentType]: { schema: { type: 'string' } } } };
  if (type === undefined) return { status, description: text };
  return { status, description: text, type, isArray: list === true };
}

function idempotencyHeader(idempotent: 'required' | 'honoured'): MethodDecorator {
  return ApiHeader({
    name: 'Idempotency-Key',
    required: idempotent === 'required',
    description:
      'A fresh UUID per intended act, the same one on every retry: the act happens once, the answer is repeated',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
    example: '019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7c',
  }) as MethodDecorator;
}

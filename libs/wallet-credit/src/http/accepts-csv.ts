/** Answers in CSV: whether the client takes them. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { walletProblems } from '../wallet.errors.js';

const RANGES = new Set(['text/csv', 'text/*', '*/*']);

/** True unless the header names only other types, or refuses CSV by `q=0`. */
export function acceptsCsv(accept: string | undefined): boolean {
  if (accept === undefined || accept.trim() === '') return true;
  return accept.split(',').some((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    return RANGES.has(type) && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}

/** 406 for a client that does not take CSV. */
export const AcceptsCsv = createParamDecorator((_: unknown, context: ExecutionContext): true => {
  if (!acceptsCsv(context.getArgByIndex<FastifyRequest>(0).headers.accept))
    throw walletProblems.STATEMENT_IS_CSV('accept text/csv');
  return true;
});

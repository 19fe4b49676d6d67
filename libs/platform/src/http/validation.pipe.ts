/** The one pipe: every body, query and path parameter is checked against what its DTO declares, or as plain text. */
import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { isUuid } from '../id/uuid7.js';
import type { DtoClass } from './field-registry.js';
import { validationFailed } from './platform-problems.js';
import { isText } from './strict-text.js';
import { readParameters, validatorOf } from './validator.js';

/** The longest single parameter that no DTO describes. */
export const PARAMETER_LENGTH_MAX = 500;

/** Bodies by their DTO; `@Query()` and `@Param()` by theirs; a named scalar as text, and as a UUID if named `id` or `…Id`. */
@Injectable()
export class StrictValidationPipe implements PipeTransform {
  transform(value: unknown, { type, metatype, data }: ArgumentMetadata): unknown {
    if (type === 'body') return checkedBody(value, metatype);
    if (type === 'query' || type === 'param')
      return checkedParameters(value, { place: type === 'query' ? 'query' : 'path', metatype, name: data });
    return value;
  }
}

function checkedBody(value: unknown, metatype: ArgumentMetadata['metatype']): unknown {
  const validator = metatype === undefined ? undefined : validatorOf(metatype as DtoClass);
  // The start check refuses such routes; were one added later, it must not be an unchecked door.
  if (validator === undefined) throw new Error(`the body ${metatype?.name ?? ''} has no declared fields`);
  if (value === undefined || value === null)
    throw validationFailed([{ path: '', message: 'a JSON body is required', code: 'required' }]);
  const verdict = validator.judge(value);
  if ('faults' in verdict) throw validationFailed(verdict.faults);
  return verdict.fit;
}

interface Parameter {
  readonly place: 'query' | 'path';
  readonly metatype: ArgumentMetadata['metatype'];
  /** Of a single parameter, `@Param('id')`. */
  readonly name: string | undefined;
}

function checkedParameters(value: unknown, { place, metatype, name }: Parameter): unknown {
  if (name !== undefined) return checkedScalar(value, { place, name });
  const validator = metatype === undefined ? undefined : validatorOf(metatype as DtoClass);
  if (validator === undefined)
    throw new Error(`the ${place} parameters ${metatype?.name ?? ''} have no declared fields`);
  const given = (value ?? {}) as Readonly<Record<string, unknown>>;
  for (const [parameter, text] of Object.entries(given)) requireText(text, `${place}.${parameter}`);
  const parameters = readParameters(metatype as DtoClass, given);
  const verdict = validator.judge(parameters);
  if ('faults' in verdict)
    throw validationFailed(
      verdict.faults.map((fault) => ({ ...fault, path: fault.path === '' ? place : `${place}.${fault.path}` })),
    );
  return verdict.fit;
}

function checkedScalar(value: unknown, { place, name }: { place: string; name: string }): unknown {
  if (value === undefined) return undefined;
  const path = `${place}.${name}`;
  if (typeof value !== 'string') throw validationFailed([{ path, message: 'must be given once', code: 'wrong_type' }]);
  requireText(value, path);
  if (value.length > PARAMETER_LENGTH_MAX)
    throw validationFailed([
      { path, message: `must have at most ${PARAMETER_LENGTH_MAX} characters`, code: 'too_long' },
    ]);
  if (/^id$|Id$/.test(name) && !isUuid(value))
    throw validationFailed([{ path, message: 'must be a lower-case UUID', code: 'wrong_form' }]);
  return value;
}

function requireText(value: unknown, path: string): void {
  for (const text of [value].flat())
    if (typeof text === 'string' && !isText(text))
      throw validationFailed([
        { path, message: 'must not contain NUL or half of a surrogate pair', code: 'wrong_form' },
      ]);
}

/**
 * The validator of a DTO class, made from its declared fields on first use: class-validator, and ajv for `@HotDto()`. Both are
 * told by the one registry and refuse the same things in the same words (ADR 0008; test/property/validators.spec.ts).
 */
import { CompiledValidator } from './compiled-validator.js';
import { DeclaredValidator } from './declared-validator.js';
import { fieldsOf, isHot, type DtoClass, type Field } from './field-registry.js';
import type { Verdict } from './verdict.js';

/** Checks values of one DTO class. */
export interface DtoValidator {
  judge(value: unknown): Verdict;
}

const validators = new WeakMap<DtoClass, DtoValidator>();

/** The validator of a class; undefined for a class without declared fields. */
export function validatorOf(dto: DtoClass): DtoValidator | undefined {
  let validator = validators.get(dto);
  if (validator === undefined) {
    if (fieldsOf(dto).size === 0) return undefined;
    validator = isHot(dto) ? new CompiledValidator(dto) : new DeclaredValidator(dto as new () => object);
    validators.set(dto, validator);
  }
  return validator;
}

/**
 * Query and path parameters arrive as text: reads them by their field, exactly. What does not read stays text, and the
 * validator says what is wrong with it. A parameter given once where a list is taken is a list of one.
 */
export function readParameters(dto: DtoClass, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fields = fieldsOf(dto);
  // Without a prototype, `?__proto__=` is a parameter like any other unknown one.
  const read = Object.create(null) as Record<string, unknown>;
  for (const name of Object.keys(given)) {
    const field = fields.get(name);
    read[name] = field === undefined ? given[name] : readParameter(field, given[name]);
  }
  return read;
}

function readParameter({ shape }: Field, given: unknown): unknown {
  if (shape.kind === 'list') {
    const items = shape.items;
    const type = typeof items === 'function' ? undefined : items['type'];
    return (Array.isArray(given) ? given : [given]).map((element) => readScalar(type, element));
  }
  return shape.kind === 'plain' ? readScalar(shape.schema['type'], given) : given;
}

function readScalar(type: unknown, given: unknown): unknown {
  if (typeof given !== 'string') return given;
  if (type === 'integer' && /^-?(?:0|[1-9]\d{0,15})$/.test(given)) return Number(given);
  if (type === 'number' && /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/.test(given)) return Number(given);
  if (type === 'boolean' && (given === 'true' || given === 'false')) return given === 'true';
  return given;
}

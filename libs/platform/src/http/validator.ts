/**
 * The validator of a DTO class, compiled from its declared fields on first use. One engine for every DTO, so that hot and
 * cold routes refuse the same things in the same words.
 */
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { fieldsOf, isHot, validationSchema, type DtoClass, type Field } from './field-registry.js';
import type { FieldFault } from './platform-problems.js';
import { isRfc3339 } from './rfc3339.js';

/** Beyond this many values in a body only its first fault is told: telling all of a hostile body costs more than reading it. */
const VALUES_FULLY_REPORTED_MAX = 2_000;
const FAULTS_REPORTED_MAX = 50;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** What mail servers in use accept; the proof of an address is a mail to it. */
const EMAIL = /^[^\s@"(),:;<>[\\\]\p{C}]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/iu;

const formats = { uuid: UUID, email: EMAIL, 'date-time': isRfc3339, uri: isHttpUrl };
const base = { useDefaults: true, allowUnionTypes: true, strict: true, strictRequired: false, formats } as const;
// The schemas are ours and tested; checking them against the meta-schema would only cost time at the first request.
const quick = new Ajv({ ...base, validateSchema: false });
const thorough = new Ajv({ ...base, validateSchema: false, allErrors: true, verbose: true });

/** Checks values of one DTO class. */
export class DtoValidator {
  private readonly isFit: ValidateFunction;
  private faultsOf: ValidateFunction | undefined;
  private readonly schema: ReturnType<typeof validationSchema>;
  private readonly isBuilt: boolean;

  constructor(private readonly dto: new () => object) {
    this.schema = validationSchema(dto);
    this.isFit = quick.compile(this.schema);
    this.isBuilt = !isHot(dto);
  }

  /** The faults of a value; empty when it fits. Fills in defaults. */
  faults(value: unknown): readonly FieldFault[] {
    if (this.isFit(value)) return [];
    this.faultsOf ??= thorough.compile(this.schema);
    if (isLargerThan(value, VALUES_FULLY_REPORTED_MAX)) return (this.isFit.errors ?? []).slice(0, 1).map(faultOf);
    this.faultsOf(value);
    // `if` only says that one of its branches failed; the branch has said why.
    const errors = (this.faultsOf.errors ?? []).filter((error) => error.keyword !== 'if');
    return errors.slice(0, FAULTS_REPORTED_MAX).map(faultOf);
  }

  /** A fit value as the handler gets it: an instance of the class with its initial values, or as parsed for a `@HotDto()`. */
  build(value: object): object {
    return this.isBuilt ? Object.assign(new this.dto(), value) : value;
  }
}

const validators = new WeakMap<DtoClass, DtoValidator>();

/** The validator of a class; undefined for a class without declared fields. */
export function validatorOf(dto: DtoClass): DtoValidator | undefined {
  let validator = validators.get(dto);
  if (validator === undefined) {
    if (fieldsOf(dto).size === 0) return undefined;
    validators.set(dto, (validator = new DtoValidator(dto as new () => object)));
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

function isHttpUrl(text: string): boolean {
  return /^https?:\/\/[^\s\\]+$/i.test(text) && URL.canParse(text);
}

function isLargerThan(value: unknown, limit: number): boolean {
  let seen = 0;
  const visit = (at: unknown): boolean => {
    if (++seen > limit) return true;
    return typeof at === 'object' && at !== null && Object.values(at).some(visit);
  };
  return visit(value);
}

function faultOf(error: ErrorObject): FieldFault {
  const { params } = error as { params: Record<string, unknown> };
  const parent = pathOf(error.instancePath);
  const member = params['missingProperty'] ?? params['additionalProperty'];
  const path = typeof member === 'string' ? (parent === '' ? member : `${parent}.${member}`) : parent;
  const [code, message] = explain(error.keyword, params, error.parentSchema ?? {});
  return { path: path.slice(0, 200), message, code };
}

/** `/lines/0/quantity` → `lines[0].quantity`. */
function pathOf(pointer: string): string {
  const steps = pointer.split('/').slice(1);
  return steps
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'))
    .map((step, place) => (/^\d+$/.test(step) ? `[${step}]` : place === 0 ? step : `.${step}`))
    .join('');
}

const FORMATS: Readonly<Record<string, string>> = {
  uuid: 'must be a lower-case UUID',
  email: 'must be an email address',
  'date-time': 'must be an existing moment in RFC 3339, such as 2026-11-22T09:30:00Z',
  uri: 'must be an http(s) address',
};

function explain(
  keyword: string,
  params: Readonly<Record<string, unknown>>,
  schema: Readonly<Record<string, unknown>>,
): [code: string, message: string] {
  const limit = String(params['limit']);
  switch (keyword) {
    case 'required':
      return ['required', 'is required'];
    case 'additionalProperties':
      return ['unknown_field', 'is not known here'];
    case 'type':
      return ['wrong_type', `must be ${typeName([params['type']].flat())}`];
    case 'enum':
      return ['not_allowed', `must be one of ${(params['allowedValues'] as unknown[]).map(String).join(', ')}`];
    case 'minimum':
      return ['out_of_range', `must be at least ${limit}`];
    case 'maximum':
      return ['out_of_range', `must be at most ${limit}`];
    case 'minLength':
      return ['too_short', limit === '1' ? 'must not be empty' : `must have at least ${limit} characters`];
    case 'maxLength':
      return ['too_long', `must have at most ${limit} characters`];
    case 'minItems':
      return ['too_few', `must have at least ${limit} elements`];
    case 'maxItems':
      return ['too_many', `must have at most ${limit} elements`];
    case 'maxProperties':
      return ['too_many', `must have at most ${limit} entries`];
    case 'uniqueItems':
      return ['repeated', 'must not repeat an element'];
    case 'pattern':
      return ['wrong_form', (schema['description'] as string | undefined) ?? 'does not have the documented form'];
    case 'format':
      return ['wrong_form', FORMATS[String(params['format'])] ?? 'does not have the documented form'];
    default:
      return ['invalid', 'is not valid'];
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

function typeName(types: readonly unknown[]): string {
  return types.map((type) => TYPES[String(type)] ?? String(type)).join(' or ');
}

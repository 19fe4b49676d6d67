/**
 * The fields of DTOs. One decorator says it once: for both validators, for the OpenAPI document and for the reader. Unknown
 * fields are refused, types are never coerced in bodies, and everything has a limit, given or default.
 */
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { AMOUNT_MINOR_MAX } from '../money/money.js';
import { declareField, declareHot, type DtoClass, type FieldShape, type JsonSchema } from './field-registry.js';

export const TEXT_LENGTH_MAX_DEFAULT = 255;
export const LIST_LENGTH_MAX_DEFAULT = 100;
export const EMAIL_LENGTH_MAX = 254;
export const URL_LENGTH_MAX = 2048;

/** What every field may say. */
export interface FieldOptions {
  readonly description?: string;
  readonly example?: unknown;
  /** May be absent. */
  readonly optional?: boolean;
  /** May be null. */
  readonly nullable?: boolean;
  /** Filled in when absent; implies `optional`. */
  readonly default?: unknown;
}

/** Limits in characters (Unicode code points). `min` is 1 unless given: an empty text is rarely meant. */
export interface TextOptions extends FieldOptions {
  readonly min?: number;
  readonly max?: number;
  /** The whole text must match; write the anchors. */
  readonly pattern?: RegExp;
}

export interface NumberOptions extends FieldOptions {
  readonly min?: number;
  readonly max?: number;
}

export interface ListOptions extends FieldOptions {
  /** Elements, at least; 0 unless given. */
  readonly min?: number;
  /** Elements, at most; 100 unless given. */
  readonly max?: number;
  readonly unique?: boolean;
  /** For lists of `string`: the longest element. */
  readonly itemMax?: number;
  /** For lists of `string`: the only elements allowed. */
  readonly values?: readonly string[];
}

export interface DictionaryOptions extends FieldOptions {
  /** Entries, at most; 20 unless given. */
  readonly max?: number;
  readonly keyMax?: number;
  readonly valueMax?: number;
}

const EXAMPLE_ID = '019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b';
const EXAMPLE_TIME = '2026-11-22T09:30:00.000Z';

const UUID: JsonSchema = { type: 'string', format: 'uuid' };
const TIME: JsonSchema = { type: 'string', format: 'date-time' };
const EMAIL: JsonSchema = { type: 'string', format: 'email', maxLength: EMAIL_LENGTH_MAX };
const URL: JsonSchema = { type: 'string', format: 'uri', maxLength: URL_LENGTH_MAX };

/** A text without NUL or lone surrogates. */
export function Text(options: TextOptions = {}): PropertyDecorator {
  return plain(textSchema(options), options, options.pattern ? undefined : 'text');
}

/** A lower-case UUID. */
export function Uuid(options: FieldOptions = {}): PropertyDecorator {
  return plain(UUID, options, EXAMPLE_ID);
}

/** An email address of at most 254 characters. */
export function Email(options: FieldOptions = {}): PropertyDecorator {
  return plain(EMAIL, options, 'ada@example.com');
}

/** An absolute http(s) address of at most 2048 characters. */
export function Url(options: FieldOptions = {}): PropertyDecorator {
  return plain(URL, options, 'https://example.com/picture.png');
}

/** A whole number a JavaScript number holds exactly. */
export function Integer(options: NumberOptions = {}): PropertyDecorator {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = options;
  return plain({ type: 'integer', minimum: min, maximum: max }, options, Math.max(min, Math.min(1, max)));
}

/** An amount in minor units (cents): 0 to 10^15 unless said otherwise. */
export function Money(options: NumberOptions = {}): PropertyDecorator {
  const { min = 0, max = AMOUNT_MINOR_MAX } = options;
  return plain({ type: 'integer', minimum: min, maximum: max }, options, Math.max(min, Math.min(1250, max)));
}

/** A finite number that may have a fraction: ratios and measurements in answers, never money. */
export function Decimal(options: NumberOptions = {}): PropertyDecorator {
  const { min, max } = options;
  return plain(
    { type: 'number', ...(min !== undefined && { minimum: min }), ...(max !== undefined && { maximum: max }) },
    options,
    1.5,
  );
}

/** true or false. */
export function Flag(options: FieldOptions = {}): PropertyDecorator {
  return plain({ type: 'boolean' }, options, true);
}

/** One text of a closed list. */
export function OneOf(values: readonly string[], options: FieldOptions = {}): PropertyDecorator {
  return plain({ type: 'string', enum: [...values] }, options, values[0]);
}

/** A moment in RFC 3339 with offset, years 1900 to 9999; impossible dates are refused. It stays a text in the DTO. */
export function Time(options: FieldOptions = {}): PropertyDecorator {
  return plain(TIME, options, EXAMPLE_TIME);
}

/** A JSON object of any content: for answers only, a body must say what it takes. */
export function FreeForm(options: FieldOptions = {}): PropertyDecorator {
  return plain({ type: 'object', additionalProperties: true }, options, {});
}

/** Another DTO. */
export function Nested(of: () => DtoClass, options: FieldOptions = {}): PropertyDecorator {
  return declare({ kind: 'nested', of }, options, undefined);
}

/** What a list may hold besides DTOs. */
export type ListItem = 'string' | 'uuid' | 'integer' | 'money' | 'email' | 'url' | 'time';

/** A list: `ListOf(() => LineDto, { max: 120 })`, `ListOf('uuid')`. */
export function ListOf(item: ListItem | (() => DtoClass | ListItem), options: ListOptions = {}): PropertyDecorator {
  const { min = 0, max = LIST_LENGTH_MAX_DEFAULT, unique } = options;
  const schema = { type: 'array', minItems: min, maxItems: max, ...(unique && { uniqueItems: true }) };
  return (target, name) => {
    // A thunk that gives a kind's name can be asked now; one that gives a class may have to wait for it to be defined.
    const given = typeof item === 'string' ? item : kindOf(item);
    const items = given === undefined ? (item as () => DtoClass) : itemSchema(given, options);
    declare({ kind: 'list', schema, items }, options, undefined)(target, name);
  };
}

/** Text keys to text values, with limits on both. */
export function Dictionary(options: DictionaryOptions = {}): PropertyDecorator {
  const { max = 20, keyMax = 100, valueMax = 1000 } = options;
  const schema = {
    type: 'object',
    maxProperties: max,
    propertyNames: { type: 'string', minLength: 1, maxLength: keyMax },
    additionalProperties: { type: 'string', maxLength: valueMax },
  };
  return plain(schema, options, { key: 'value' });
}

/** Validated by ajv and handed over as parsed, without building an instance of its class: for the hottest POSTs (ADR 0008). */
export function HotDto(): ClassDecorator {
  return (of) => declareHot(of as unknown as DtoClass);
}

function kindOf(item: () => DtoClass | ListItem): ListItem | undefined {
  try {
    const given = item();
    return typeof given === 'string' ? given : undefined;
  } catch {
    return undefined;
  }
}

function textSchema({ min = 1, max = TEXT_LENGTH_MAX_DEFAULT, pattern }: TextOptions): JsonSchema {
  // A schema has no place for flags: a pattern with one would mean something else to whoever reads the document.
  if (pattern !== undefined && pattern.flags.replace('u', '') !== '') throw new Error(`${String(pattern)} has flags`);
  return { type: 'string', minLength: min, maxLength: max, ...(pattern && { pattern: pattern.source }) };
}

function itemSchema(item: ListItem, { itemMax, values }: ListOptions): JsonSchema {
  switch (item) {
    case 'string':
      return values ? { type: 'string', enum: [...values] } : textSchema(itemMax === undefined ? {} : { max: itemMax });
    case 'uuid':
      return UUID;
    case 'integer':
      return { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };
    case 'money':
      return { type: 'integer', minimum: 0, maximum: AMOUNT_MINOR_MAX };
    case 'email':
      return EMAIL;
    case 'url':
      return URL;
    case 'time':
      return TIME;
  }
}

function plain(schema: JsonSchema, options: FieldOptions, example: unknown): PropertyDecorator {
  return declare({ kind: 'plain', schema }, options, example);
}

function declare(shape: FieldShape, options: FieldOptions, example: unknown): PropertyDecorator {
  const optional = options.optional === true || options.default !== undefined;
  const field = {
    shape,
    optional,
    nullable: options.nullable === true,
    description: options.description,
    example: 'example' in options ? options.example : (options.default ?? example),
    default: options.default,
  };
  return (target, name) => {
    if (typeof name === 'symbol') throw new Error('a DTO field has a text name');
    declareField(target.constructor as DtoClass, name, field);
    ApiProperty(apiProperty(shape, field))(target, name);
  };
}

function apiProperty(
  shape: FieldShape,
  field: { optional: boolean; nullable: boolean; description: string | undefined; example: unknown; default: unknown },
): ApiPropertyOptions {
  const common = {
    required: !field.optional,
    ...(field.nullable && { nullable: true }),
    ...(field.description !== undefined && { description: field.description }),
    ...(field.default !== undefined && { default: field.default }),
    ...(field.example !== undefined && { example: field.example }),
  };
  // Swagger's own options are a union over every shape; the registry's schema is one of them by construction.
  // Swagger knows a type that is to be asked later by its function's name, `type`: so these are written in place.
  if (shape.kind === 'nested') return { ...common, type: () => shape.of() } as ApiPropertyOptions;
  if (shape.kind === 'list' && typeof shape.items === 'function') {
    const { items } = shape;
    const { minItems, maxItems, uniqueItems } = shape.schema;
    return { ...common, type: () => [items()], minItems, maxItems, uniqueItems } as ApiPropertyOptions;
  }
  if (shape.kind === 'list') return { ...common, ...shape.schema, items: shape.items } as ApiPropertyOptions;
  return { ...common, ...shape.schema } as ApiPropertyOptions;
}

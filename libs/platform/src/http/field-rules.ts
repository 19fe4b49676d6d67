/**
 * What class-validator checks of a field, read from the field's schema: so that the two validators cannot be told different
 * things. Its own constraints where they say what we mean, ours where they are too weak:
 * - `Length` counts "a\uFE0F" as one character (PostgreSQL and JSON Schema count two), `IsUUID` takes capitals and refuses
 *   versions it has not heard of, `IsEmail` and `IsUrl` have rules of their own, `IsISO8601` takes 2026-02-30;
 * - `IsOptional` lets null pass where only absence is meant, and no constraint looks at NUL, lone surrogates or a map's keys.
 */
import {
  ArrayMaxSize,
  arrayMaxSize,
  ArrayMinSize,
  arrayMinSize,
  IsArray,
  isArray,
  IsBoolean,
  isBoolean,
  IsIn,
  isIn,
  IsInt,
  isInt,
  IsNumber,
  isNumber,
  IsObject,
  isObject,
  IsString,
  isString,
  Matches,
  matches,
  Max,
  max,
  Min,
  min,
  ValidateBy,
  type ValidationOptions,
} from './class-validator.js';
import { wordingOf, type Wording } from './fault-wording.js';
import { FORMATS, type FormatName } from './formats.js';
import { isFreeText, type JsonSchema } from './field-registry.js';
import { isText } from './strict-text.js';

/** The values a rule speaks about; of others only the rule of their type speaks. */
type Subject = 'text' | 'number' | 'list' | 'object' | 'any';

/** A fault inside a value: of an entry of a dictionary. */
export interface InnerFault {
  /** The key of the entry; undefined for the dictionary itself. */
  readonly key: string | undefined;
  readonly wording: Wording;
}

/** One constraint on a value. */
export interface Rule {
  /** Class-validator's name of the constraint; unique within a field. */
  readonly name: string;
  readonly subject: Subject;
  readonly wording: Wording;
  readonly holds: (value: unknown) => boolean;
  /** Registers it with class-validator. */
  readonly constraint: (options: ValidationOptions) => PropertyDecorator;
  /** Where a broken rule lies, if not in the value as a whole. */
  readonly within?: (value: unknown) => readonly InnerFault[];
}

// Before the constants that are made with it.
const TYPE_RULES: Readonly<Record<string, Pick<Rule, 'name' | 'holds' | 'constraint'>>> = {
  string: { name: 'isString', holds: isString, constraint: (options) => IsString(options) },
  integer: { name: 'isInt', holds: isInt, constraint: (options) => IsInt(options) },
  number: { name: 'isNumber', holds: (value) => isNumber(value), constraint: (options) => IsNumber({}, options) },
  boolean: { name: 'isBoolean', holds: isBoolean, constraint: (options) => IsBoolean(options) },
  object: { name: 'isObject', holds: isObject, constraint: (options) => IsObject(options) },
  array: { name: 'isArray', holds: isArray, constraint: (options) => IsArray(options) },
};

/** The presence of a required field: the only rule that undefined can break. */
export const PRESENCE: Rule = own('isPresent', {
  subject: 'any',
  wording: wordingOf('required', {}),
  holds: (value) => value !== undefined,
});

/** An instance of another DTO, or an object about to be one: a list is none, which class-validator's own `ValidateNested` lets pass. */
export const OBJECT: Rule = typeRule('object', false);

/** The rules of a schema in the order in which ajv tells their faults. @throws Error for a keyword without a rule */
export function rulesOf(schema: JsonSchema, isNullable: boolean): readonly Rule[] {
  const told = Object.keys(schema).filter((keyword) => schema[keyword] !== undefined && !SILENT.includes(keyword));
  const unknown = told.filter((keyword) => !ORDER.includes(keyword));
  if (unknown.length > 0) throw new Error(`class-validator has no rule for ${unknown.join(', ')}`);
  const rules = ORDER.filter((keyword) => told.includes(keyword)).map((keyword) => ruleOf(keyword, schema, isNullable));
  if (isFreeText(schema)) rules.push(STORABLE);
  return rules;
}

/** The broken ones among the rules, of those that have something to say about this value. */
export function brokenRules(rules: readonly Rule[], value: unknown): readonly Rule[] {
  return rules.filter((rule) => speaksAbout(rule, value) && !rule.holds(value));
}

/** True when the rule's subject is the value's kind. */
export function speaksAbout({ subject }: Rule, value: unknown): boolean {
  switch (subject) {
    case 'any':
      return true;
    case 'text':
      return typeof value === 'string';
    case 'number':
      return Number.isFinite(value);
    case 'list':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
  }
}

/** Keywords that forbid nothing. */
const SILENT = ['default', 'description'];
/** Ajv checks the type, then limits, then what lies inside, then the rest. */
const ORDER = [
  'type',
  'maximum',
  'minimum',
  'maxLength',
  'minLength',
  'pattern',
  'format',
  'enum',
  'maxItems',
  'minItems',
  'uniqueItems',
  'maxProperties',
  'propertyNames',
  'additionalProperties',
];

const STORABLE = own('isStorable', {
  subject: 'text',
  wording: wordingOf('storable', {}),
  holds: (value) => isText(value as string),
});

function ruleOf(keyword: string, schema: JsonSchema, isNullable: boolean): Rule {
  switch (keyword) {
    case 'type':
      return typeRule(String(schema['type']), isNullable);
    case 'pattern':
      return patternRule(new RegExp(String(schema['pattern']), 'u'), wordingOf('pattern', {}, schema));
    case 'format':
      return formatRule(schema['format'] as FormatName);
    case 'enum':
      return choiceRule(schema['enum'] as readonly unknown[], isNullable);
    case 'uniqueItems':
      return own('isUnique', {
        subject: 'list',
        wording: wordingOf(keyword, {}),
        holds: (value) => areUnlike(value as readonly unknown[]),
      });
    case 'propertyNames':
      return keysRule(schema['propertyNames'] as JsonSchema);
    case 'additionalProperties':
      return entriesRule(schema['additionalProperties'] as JsonSchema | true);
    default:
      return limitRule(keyword, schema[keyword] as number);
  }
}

function limitRule(keyword: string, limit: number): Rule {
  const wording = wordingOf(keyword, { limit });
  const number = { subject: 'number', wording } as const;
  const text = { subject: 'text', wording } as const;
  const list = { subject: 'list', wording } as const;
  switch (keyword) {
    case 'maximum':
      return { ...number, name: 'max', holds: (value) => max(value, limit), constraint: (o) => Max(limit, o) };
    case 'minimum':
      return { ...number, name: 'min', holds: (value) => min(value, limit), constraint: (o) => Min(limit, o) };
    case 'maxLength':
      return own('maxCharacters', { ...text, holds: (value) => !hasCharacters(value as string, limit + 1) });
    case 'minLength':
      return own('minCharacters', { ...text, holds: (value) => hasCharacters(value as string, limit) });
    case 'maxItems': {
      const holds = (value: unknown): boolean => arrayMaxSize(value, limit);
      return { ...list, name: 'arrayMaxSize', holds, constraint: (o) => ArrayMaxSize(limit, o) };
    }
    case 'minItems': {
      const holds = (value: unknown): boolean => arrayMinSize(value, limit);
      return { ...list, name: 'arrayMinSize', holds, constraint: (o) => ArrayMinSize(limit, o) };
    }
    default: {
      const holds = (value: unknown): boolean => Object.keys(value as object).length <= limit;
      return own('maxEntries', { subject: 'object', wording, holds });
    }
  }
}

function typeRule(type: string, isNullable: boolean): Rule {
  const wording = wordingOf('type', { type: isNullable ? [type, 'null'] : type });
  const known = TYPE_RULES[type];
  if (known === undefined) throw new Error(`class-validator has no rule for the type ${type}`);
  return { ...known, subject: 'any', wording };
}

function patternRule(pattern: RegExp, wording: Wording): Rule {
  return {
    name: 'matches',
    subject: 'text',
    wording,
    holds: (value) => matches(value as string, pattern),
    constraint: (options) => Matches(pattern, options),
  };
}

function formatRule(format: FormatName): Rule {
  const form = FORMATS[format];
  const wording = wordingOf('format', { format });
  if (form instanceof RegExp) return { ...patternRule(form, wording) };
  return own(`is_${format}`, { subject: 'text', wording, holds: (value) => form(value as string) });
}

function choiceRule(values: readonly unknown[], isNullable: boolean): Rule {
  const allowedValues = isNullable ? [...values, null] : values;
  const wording = wordingOf('enum', { allowedValues });
  return {
    name: 'isIn',
    subject: 'any',
    wording,
    holds: (value) => isIn(value, values),
    constraint: (o) => IsIn(values, o),
  };
}

/** What a dictionary's keys are: told of the dictionary, since a key that does not fit makes no good path. */
function keysRule(schema: JsonSchema): Rule {
  const rules = rulesOf(schema, false);
  return withinRule('hasFitKeys', (entries) =>
    Object.keys(entries).flatMap((key) => brokenRules(rules, key).map(({ wording }) => ({ key: undefined, wording }))),
  );
}

function entriesRule(schema: JsonSchema | true): Rule {
  if (schema === true) return own('isAnything', { subject: 'object', wording: wordingOf('', {}), holds: () => true });
  const rules = rulesOf(schema, false);
  return withinRule('hasFitEntries', (entries) =>
    Object.entries(entries).flatMap(([key, entry]) =>
      brokenRules(rules, entry).map(({ wording }) => ({ key, wording })),
    ),
  );
}

function withinRule(name: string, faults: (entries: object) => readonly InnerFault[]): Rule {
  const within = (value: unknown): readonly InnerFault[] => faults(value as object);
  return {
    ...own(name, { subject: 'object', wording: wordingOf('', {}), holds: (value) => within(value).length === 0 }),
    within,
  };
}

/** A constraint of ours, run by class-validator. */
function own(name: string, rule: Pick<Rule, 'subject' | 'wording' | 'holds'>): Rule {
  const made: Rule = {
    ...rule,
    name,
    constraint: (options) =>
      ValidateBy({ name, validator: { validate: (value) => speaksAbout(made, value) && rule.holds(value) } }, options),
  };
  return made;
}

/** True when the text has at least so many code points; a text of a megabyte is not counted to its end. */
function hasCharacters(text: string, least: number): boolean {
  if (text.length < least) return false;
  let count = 0;
  if (least > 0) for (const _ of text) if (++count >= least) return true;
  return least === 0;
}

/** True when no text occurs twice; elements that are no text are refused by their own rule. */
function areUnlike(list: readonly unknown[]): boolean {
  const texts = list.filter((element) => typeof element === 'string');
  return new Set(texts).size === texts.length;
}

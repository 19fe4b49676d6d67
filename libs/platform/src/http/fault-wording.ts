/** How a fault of a request's shape is told: one wording for both validators, by the keyword of JSON Schema that is broken. */

/** A stable code and a sentence that follows the path. */
export type Wording = readonly [code: string, message: string];

const FORMATS: Readonly<Record<string, string>> = {
  uuid: 'must be a lower-case UUID',
  email: 'must be an email address',
  'date-time': 'must be an existing moment in RFC 3339, such as 2026-11-22T09:30:00Z',
  uri: 'must be an http(s) address',
};

/** The longest path that is told: a key of a hostile body may have a megabyte. */
const PATH_LENGTH_MAX = 200;

/** Words a broken keyword. `params` are those of ajv; `schema` is the field's, for the description of its pattern. */
export function wordingOf(
  keyword: string,
  params: Readonly<Record<string, unknown>>,
  schema: Readonly<Record<string, unknown>> = {},
): Wording {
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
    case 'storable':
      return ['wrong_form', 'must not contain NUL or half of a surrogate pair'];
    default:
      return ['invalid', 'is not valid'];
  }
}

/** The path of a member or an element: `lines`, `lines[0]`, `lines[0].quantity`. */
export function stepInto(path: string, step: string | number): string {
  if (/^\d+$/.test(String(step))) return `${path}[${step}]`;
  return memberOf(path, String(step));
}

/** The path of a member that is missing or unknown, whatever its name looks like. */
export function memberOf(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** A path as it may be shown. */
export function shownPath(path: string): string {
  return path.slice(0, PATH_LENGTH_MAX);
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

/**
 * The validator of all DTOs but the hot ones: class-validator. A class is registered with it when the first request brings
 * one, since thousands of constraints of DTOs that are only ever answered would fill 6 MB.
 *
 * What comes in is raised first: plain objects become instances of the DTO classes that their places declare, member by
 * member and without conversions, since class-validator looks its constraints up by class.
 */
import { ValidateIf, ValidateNested, Validator, type ValidationError } from './class-validator.js';
import { memberOf, shownPath, stepInto, wordingOf } from './fault-wording.js';
import { fieldsOf, type DtoClass, type Field, type JsonSchema } from './field-registry.js';
import { brokenRules, OBJECT, PRESENCE, rulesOf, speaksAbout, type Rule } from './field-rules.js';
import type { FieldFault } from './platform-problems.js';
import { FAULTS_REPORTED_MAX, isLarge, type Verdict } from './verdict.js';

const OPTIONS = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  validationError: { target: false, value: true },
} as const;

/**
 * Class-validator looks a member up in an object with a prototype, so `hasOwnProperty` and `__proto__` would count as
 * declared. An undeclared member of such a name is raised under a name that no body can have.
 */
const STRANGER = '\0';

/** What is registered of one field. */
interface RegisteredField {
  readonly field: Field;
  readonly rules: readonly Rule[];
  /** Of each element of a list. */
  readonly elementRules: readonly Rule[];
  /** The DTO that it holds, or that each of its elements is. */
  readonly nested: DtoClass | undefined;
}

type RegisteredFields = ReadonlyMap<string, RegisteredField>;

const registered = new WeakMap<DtoClass, RegisteredFields>();
const validator = new Validator();

/** Checks values of one DTO class with class-validator. */
export class DeclaredValidator {
  constructor(private readonly dto: new () => object) {
    registeredFieldsOf(dto);
  }

  /** A new instance with its initial values, the value's members and the defaults of absent ones, if it fits. */
  judge(value: unknown): Verdict {
    if (!isObject(value)) return { faults: [{ path: '', message: OBJECT.wording[1], code: OBJECT.wording[0] }] };
    const tellsFirstOnly = isLarge(value);
    const raised = raise(value, this.dto, tellsFirstOnly);
    const errors = validator.validateSync(raised, { ...OPTIONS, stopAtFirstError: tellsFirstOnly });
    if (errors.length === 0) return { fit: Object.assign(new this.dto(), raised) };
    const faults: FieldFault[] = [];
    tellFaults(faults, { errors, path: '', fields: registeredFieldsOf(this.dto) });
    return { faults: faults.slice(0, tellsFirstOnly ? 1 : FAULTS_REPORTED_MAX) };
  }
}

/** Registers the class and those it holds, on first use. */
function registeredFieldsOf(dto: DtoClass): RegisteredFields {
  const known = registered.get(dto);
  if (known !== undefined) return known;
  const fields = new Map<string, RegisteredField>();
  registered.set(dto, fields);
  for (const [name, field] of fieldsOf(dto)) fields.set(name, registerField(dto, name, field));
  return fields;
}

function registerField(dto: DtoClass, name: string, field: Field): RegisteredField {
  const { shape } = field;
  const items = shape.kind === 'list' ? shape.items : undefined;
  const nested = shape.kind === 'nested' ? shape.of() : typeof items === 'function' ? items() : undefined;
  const own = shape.kind === 'nested' ? [OBJECT] : rulesOf(shape.schema, field.nullable);
  const rules = field.optional ? own : [PRESENCE, ...own];
  const elementRules = typeof items === 'function' ? [OBJECT] : items === undefined ? [] : rulesOf(items, false);
  const register = (decorate: PropertyDecorator): void => decorate(dto.prototype as object, name);
  for (const rule of rules) register(rule.constraint({ message: rule.wording[1] }));
  for (const rule of elementRules) register(rule.constraint({ message: rule.wording[1], each: true }));
  if (nested !== undefined) {
    registeredFieldsOf(nested);
    register(ValidateNested({ each: shape.kind === 'list' }));
  }
  // Registered even where it lets everything be judged: it replaces that of a parent's field, which may have been optional.
  const { optional, nullable } = field;
  register(ValidateIf((_, value) => !(optional && value === undefined) && !(nullable && value === null)));
  return { field, rules, elementRules, nested };
}

/** The value as an instance of its class; what does not have the declared kind stays as it is, and is refused as that. */
function raise(value: object, dto: DtoClass, leavesLongLists: boolean): object {
  const fields = registeredFieldsOf(dto);
  const instance = Object.create(dto.prototype as object) as Record<string, unknown>;
  for (const [name, member] of Object.entries(value)) {
    const field = fields.get(name);
    if (field !== undefined) instance[name] = raiseMember(member, field, leavesLongLists);
    else instance[name in instance ? STRANGER + name : name] = member;
  }
  for (const [name, { field }] of fields)
    if (field.default !== undefined && instance[name] === undefined) instance[name] = structuredClone(field.default);
  return instance;
}

function raiseMember(member: unknown, { field, nested }: RegisteredField, leavesLongLists: boolean): unknown {
  if (nested === undefined) return member;
  const { shape } = field;
  if (shape.kind === 'nested') return isObject(member) ? raise(member, nested, leavesLongLists) : member;
  if (!Array.isArray(member) || (leavesLongLists && isTooLong(member, shape.schema))) return member;
  return member.map((element: unknown) => (isObject(element) ? raise(element, nested, leavesLongLists) : element));
}

function isTooLong(list: readonly unknown[], { maxItems }: JsonSchema): boolean {
  return typeof maxItems === 'number' && list.length > maxItems;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Judged {
  readonly errors: readonly ValidationError[];
  readonly path: string;
  readonly fields: RegisteredFields;
}

/** What class-validator found in one object: what is missing, what is unknown, then field by field. */
function tellFaults(faults: FieldFault[], { errors, path, fields }: Judged): void {
  const found = new Map(errors.map((error) => [error.property, error]));
  const isMissing = (name: string): boolean => found.get(name)?.constraints?.[PRESENCE.name] !== undefined;
  for (const name of fields.keys()) if (isMissing(name)) tell(faults, memberOf(path, name), PRESENCE.wording);
  for (const { property } of errors) {
    const name = property.startsWith(STRANGER) ? property.slice(1) : property;
    if (!fields.has(property)) tell(faults, memberOf(path, name), wordingOf('additionalProperties', {}));
  }
  for (const [name, field] of fields) {
    const error = found.get(name);
    if (error !== undefined && !isMissing(name)) tellFieldFaults(faults, { error, path: stepInto(path, name), field });
  }
}

interface JudgedField {
  readonly error: ValidationError;
  readonly path: string;
  readonly field: RegisteredField;
}

function tellFieldFaults(faults: FieldFault[], { error, path, field }: JudgedField): void {
  const value: unknown = error.value;
  const { constraints = {}, children = [] } = error;
  const broken = field.rules.filter((rule) => constraints[rule.name] !== undefined && speaksAbout(rule, value));
  for (const rule of broken) tellRule(faults, { rule, value, path });
  if (field.field.shape.kind === 'list' && Array.isArray(value))
    return tellElementFaults(faults, { list: value, path, field, children });
  if (field.field.shape.kind === 'nested' && field.nested !== undefined && isObject(value))
    tellFaults(faults, { errors: children, path, fields: registeredFieldsOf(field.nested) });
}

/** Class-validator says of a list's scalars only that one of them is wrong: the rules that it ran say which. */
function tellElementFaults(
  faults: FieldFault[],
  {
    list,
    path,
    field,
    children,
  }: { list: readonly unknown[]; children: readonly ValidationError[] } & Omit<JudgedField, 'error'>,
): void {
  const below = new Map(children.map((child) => [child.property, child.children ?? []]));
  list.forEach((element, i) => {
    if (faults.length > FAULTS_REPORTED_MAX) return;
    const broken = brokenRules(field.elementRules, element);
    for (const rule of broken) tellRule(faults, { rule, value: element, path: stepInto(path, i) });
    const errors = below.get(String(i));
    if (errors !== undefined && field.nested !== undefined && isObject(element))
      tellFaults(faults, { errors, path: stepInto(path, i), fields: registeredFieldsOf(field.nested) });
  });
}

function tellRule(faults: FieldFault[], { rule, value, path }: { rule: Rule; value: unknown; path: string }): void {
  const inner = rule.within?.(value) ?? [{ key: undefined, wording: rule.wording }];
  for (const { key, wording } of inner) tell(faults, key === undefined ? path : stepInto(path, key), wording);
}

function tell(faults: FieldFault[], path: string, [code, message]: readonly [string, string]): void {
  faults.push({ path: shownPath(path), message, code });
}

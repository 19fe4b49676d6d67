/** What the field decorators have said about each DTO class: the one source of the validator and of the OpenAPI document. */

/** A JSON Schema fragment, as far as fields use it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A DTO class. */
export type DtoClass = abstract new (...args: never[]) => object;

/** What one field holds: a plain value, another DTO, or a list of either. */
export type FieldShape =
  | { readonly kind: 'plain'; readonly schema: JsonSchema }
  | { readonly kind: 'nested'; readonly of: () => DtoClass }
  | { readonly kind: 'list'; readonly schema: JsonSchema; readonly items: JsonSchema | (() => DtoClass) };

/** One declared field. */
export interface Field {
  readonly shape: FieldShape;
  readonly optional: boolean;
  readonly nullable: boolean;
  readonly description: string | undefined;
  /** For the document; made up from the shape where a field gives none. */
  readonly example: unknown;
  /** Filled in when the field is absent. */
  readonly default: unknown;
}

const fieldsByClass = new Map<DtoClass, Map<string, Field>>();
const hotClasses = new WeakSet<DtoClass>();

/** Records a field; for the decorators. @throws Error when a parent has a field of that name and another kind */
export function declareField(of: DtoClass, name: string, field: Field): void {
  const inherited = fieldsOf(Object.getPrototypeOf(of) as DtoClass).get(name);
  // Class-validator replaces the constraints of a parent's field kind by kind: a nested one would stay in force.
  if (inherited !== undefined && inherited.shape.kind !== field.shape.kind)
    throw new Error(`${of.name}.${name} is declared by a parent as something else`);
  let fields = fieldsByClass.get(of);
  if (fields === undefined) fieldsByClass.set(of, (fields = new Map()));
  fields.set(name, field);
}

/** Records that a class is validated by ajv, without being built; for `@HotDto()`. */
export function declareHot(of: DtoClass): void {
  hotClasses.add(of);
}

/** True for a class marked `@HotDto()`. */
export function isHot(of: DtoClass): boolean {
  return hotClasses.has(of);
}

/** All classes with declared fields. */
export function declaredDtos(): readonly DtoClass[] {
  return [...fieldsByClass.keys()];
}

/** The fields of a class, those of its parents first. Empty for a class that is no DTO. */
export function fieldsOf(of: DtoClass): ReadonlyMap<string, Field> {
  const chain: ReadonlyMap<string, Field>[] = [];
  for (let at: unknown = of; typeof at === 'function'; at = Object.getPrototypeOf(at)) {
    const own = fieldsByClass.get(at as DtoClass);
    if (own !== undefined) chain.unshift(own);
  }
  return chain.length === 1 ? chain[0]! : new Map(chain.flatMap((fields) => [...fields]));
}

/** The JSON Schema of a class for the validator: other classes become `$defs`, so a class may contain itself. */
export function validationSchema(of: DtoClass): JsonSchema {
  const names = new Map<DtoClass, string>();
  const definitions: Record<string, JsonSchema> = {};
  const reference = (dto: DtoClass): JsonSchema => {
    let name = names.get(dto);
    if (name === undefined) {
      name = `dto${names.size}`;
      names.set(dto, name);
      definitions[name] = objectSchema(dto, reference);
    }
    return { $ref: `#/$defs/${name}` };
  };
  return { ...reference(of), $defs: definitions };
}

/** True for texts that may hold anything their form does not exclude, and so NUL and lone surrogates if nobody looks. */
export function isFreeText({ type, enum: values, format }: JsonSchema): boolean {
  return type === 'string' && values === undefined && format !== 'uuid' && format !== 'date-time';
}

function objectSchema(of: DtoClass, reference: (dto: DtoClass) => JsonSchema): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const [name, field] of fieldsOf(of)) {
    properties[name] = fieldSchema(field, reference);
    if (!field.optional) required.push(name);
  }
  return { type: 'object', properties, required, additionalProperties: false };
}

function fieldSchema(field: Field, reference: (dto: DtoClass) => JsonSchema): JsonSchema {
  const { shape } = field;
  if (shape.kind === 'nested') {
    const nested = reference(shape.of());
    return field.nullable ? { if: { type: 'null' }, else: nested } : nested;
  }
  const items = shape.kind === 'list' ? shape.items : undefined;
  const schema = items
    ? { ...shape.schema, items: typeof items === 'function' ? reference(items()) : items }
    : shape.schema;
  const checked = withStorableTexts(schema);
  const withDefault = field.default === undefined ? checked : { ...checked, default: field.default };
  return field.nullable ? nullable(withDefault) : withDefault;
}

/** Free texts get the keyword of ours that looks for what PostgreSQL cannot keep; the OpenAPI document does not know it. */
function withStorableTexts(schema: JsonSchema): JsonSchema {
  if (isFreeText(schema)) return { ...schema, storable: true };
  const within = ['items', 'propertyNames', 'additionalProperties'].filter(
    (keyword) => typeof schema[keyword] === 'object',
  );
  if (within.length === 0) return schema;
  const checked = within.map((keyword) => [keyword, withStorableTexts(schema[keyword] as JsonSchema)] as const);
  return { ...schema, ...Object.fromEntries(checked) };
}

/** The schema that also takes null, in the words of JSON Schema 2020-12 (and so of OpenAPI 3.1). */
export function nullable(schema: JsonSchema): JsonSchema {
  return {
    ...schema,
    type: [...[schema['type']].flat(), 'null'],
    ...(Array.isArray(schema['enum']) && { enum: [...(schema['enum'] as unknown[]), null] }),
  };
}

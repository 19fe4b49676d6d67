/** A valid example of a DTO, put together from the examples of its fields. */
import { fieldsOf, type DtoClass, type Field, type JsonSchema } from './field-registry.js';

/** A class that contains itself is shown this many times. */
const SELF_DEPTH_MAX = 2;

/** An example of the class: every field that has something to show, nested ones included. */
export function exampleOf(of: DtoClass, above: readonly DtoClass[] = []): Record<string, unknown> {
  const chain = [...above, of];
  const example: Record<string, unknown> = {};
  for (const [name, field] of fieldsOf(of)) {
    const value = exampleOfField(field, chain);
    if (value !== undefined) example[name] = value;
  }
  return example;
}

function exampleOfField(field: Field, chain: readonly DtoClass[]): unknown {
  if (field.example !== undefined) return field.example;
  const { shape } = field;
  if (shape.kind === 'plain') return field.nullable ? null : undefined;
  const nested = shape.kind === 'nested' ? shape.of() : typeof shape.items === 'function' ? shape.items() : undefined;
  if (nested === undefined) return [exampleOfItem((shape as { items: JsonSchema }).items)];
  const isTooDeep = chain.filter((dto) => dto === nested).length >= SELF_DEPTH_MAX;
  if (shape.kind === 'nested') return isTooDeep ? (field.nullable ? null : undefined) : exampleOf(nested, chain);
  return isTooDeep ? [] : [exampleOf(nested, chain)];
}

function exampleOfItem(items: JsonSchema): unknown {
  const values = items['enum'];
  if (Array.isArray(values)) return values[0] as unknown;
  switch (items['format']) {
    case 'uuid':
      return '019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b';
    case 'email':
      return 'ada@example.com';
    case 'uri':
      return 'https://example.com/picture.png';
    case 'date-time':
      return '2026-11-22T09:30:00.000Z';
    default:
      return items['type'] === 'integer' ? 1 : 'text';
  }
}

/** The operations of our own OpenAPI document, with a good request for each: what the catalogue then breaks. */
import type { OpenAPIObject } from '@nestjs/swagger';
import { exampleFrom } from './bodies.js';
import { encoded, resolved, type Json } from './values.js';

/** Who calls. `none` sends no credentials; the others of a pair own nothing of what the first owns. */
export const PRINCIPALS = [
  'none',
  'guest',
  'customer',
  'otherCustomer',
  'merchant',
  'otherMerchant',
  'operator',
  'admin',
  'service',
] as const;
export type PrincipalKind = (typeof PRINCIPALS)[number];

export interface Parameter {
  readonly name: string;
  readonly place: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Json;
  readonly good: string;
}

export interface FuzzedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly isSafe: boolean;
  readonly isPublic: boolean;
  /** The roles of its policy, as the document tells them. */
  readonly roles: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly statuses: ReadonlySet<number>;
  readonly body: { readonly schema: Json; readonly base: unknown } | undefined;
}

/** All operations of a document. `bases` gives better bodies than the examples, by operation. */
export function operationsOf(
  document: OpenAPIObject,
  bases: Readonly<Record<string, unknown>>,
): readonly FuzzedOperation[] {
  const root = document as unknown as Json;
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Json>).map(([method, entry]) => {
      const id = String(entry['operationId']);
      const content = ((entry['requestBody'] as Json | undefined)?.['content'] as Record<string, Json> | undefined)?.[
        'application/json'
      ];
      const schema = content?.['schema'] as Json | undefined;
      return {
        id,
        method: method.toUpperCase(),
        path,
        isSafe: method === 'get',
        isPublic: (entry['security'] as unknown[]).length === 0,
        roles: rolesOf(entry),
        parameters: ((entry['parameters'] ?? []) as Json[]).map((parameter) => parameterOf(root, parameter)),
        statuses: new Set(Object.keys(entry['responses'] as Json).map(Number)),
        body: schema && { schema, base: bases[id] ?? content?.['example'] ?? exampleFrom(root, schema) },
      };
    }),
  );
}

/** The document ends a description with `For operator, admin with the scope …`. */
function rolesOf(entry: Json): readonly string[] {
  const told = /(?:^|\n)For ([a-z, ]+?)(?: with the scope `.*)?\.$/.exec(String(entry['description'] ?? ''));
  return told?.[1]?.split(', ') ?? [];
}

function parameterOf(root: Json, parameter: Json): Parameter {
  const schema = resolved(root, parameter['schema'] as Json);
  const good = parameter['example'] ?? exampleFrom(root, schema);
  return {
    name: String(parameter['name']),
    place: parameter['in'] as Parameter['place'],
    required: parameter['required'] === true,
    schema,
    good: Array.isArray(good) ? String(good[0]) : String(good),
  };
}

/** Who of the principals the policy lets in. */
export function isAllowed(operation: FuzzedOperation, kind: PrincipalKind): boolean {
  if (operation.isPublic) return true;
  const role = kind === 'otherCustomer' ? 'customer' : kind === 'otherMerchant' ? 'merchant' : kind;
  // The service key of the suite has none of the scopes that a route may ask for.
  return role !== 'service' && operation.roles.includes(role);
}

/** The path with its parameters filled in: by the shop's own rows where there are some. */
export function filledPath(operation: FuzzedOperation, ids: Readonly<Record<string, string>>): string {
  return operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const own = ids[`${operation.path.split(`{${name}}`)[0]}{${name}}`];
    return encodeURIComponent(own ?? operation.parameters.find((one) => one.name === name)!.good);
  });
}

/** The required query of a good request. */
export function goodQuery(operation: FuzzedOperation): URLSearchParams {
  const required = operation.parameters.filter(({ place, required: isRequired }) => place === 'query' && isRequired);
  return new URLSearchParams(required.map(({ name, good }): [string, string] => [name, good]));
}

/** The body of a good request. */
export function goodBody(operation: FuzzedOperation): Buffer | undefined {
  return operation.body && Buffer.from(encoded(operation.body.base));
}

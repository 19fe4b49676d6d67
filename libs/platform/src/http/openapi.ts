/** The OpenAPI 3.1 document, made from what is declared: Nest's own exploration, completed by policies, problems and examples. */
import { RequestMethod, type INestApplication } from '@nestjs/common';
import { RouteParamtypes } from '@nestjs/common/internal';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { accessPolicyOf } from './access.js';
import { declaredDtos, type DtoClass } from './field-registry.js';
import { exampleOf } from './examples.js';
import { takenParameters } from './handler-parameters.js';
import { operationOf, type OperationOptions } from './operation.js';
import { PageQuery } from './paging.js';
import { problemResponses, PROBLEM_SCHEMA } from './openapi-problems.js';
import { routeHandlers, type RouteHandler } from './route-check.js';

type Json = Record<string, unknown>;

/** What a document says about the shop's API as a whole. */
export interface OpenApiTitle {
  readonly title: string;
  readonly version: string;
  readonly description: string;
}

/** Builds the document of an initialised application. @throws Error when two DTO classes share a name: one would hide the other */
export function buildOpenApiDocument(app: INestApplication, about: OpenApiTitle): OpenAPIObject {
  refuseSharedNames();
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(about.title)
    .setVersion(about.version)
    .setDescription(about.description)
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', description: 'Access token of a login, or a guest token' },
      'bearer',
    )
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-Api-Key', description: 'Key of a service client' }, 'apiKey')
    .build();
  const document = SwaggerModule.createDocument(app, config);
  const routes = new Map<string, { route: RouteHandler; operation: OperationOptions }>();
  for (const route of routeHandlers(app)) {
    const operation = operationOf(route.handler);
    if (operation !== undefined) routes.set(operation.id, { route, operation });
  }
  for (const [path, item] of Object.entries(document.paths)) {
    for (const entry of Object.values(item as Record<string, Json>)) {
      const known = routes.get(String(entry['operationId']));
      if (known !== undefined) complete(entry, { ...known, path });
    }
  }
  document.components ??= {};
  document.components.schemas = sorted({ ...document.components.schemas, Problem: PROBLEM_SCHEMA as never });
  document.paths = sorted(document.paths);
  return withoutNullable(document) as OpenAPIObject;
}

interface Completion {
  readonly route: RouteHandler;
  readonly operation: OperationOptions;
  readonly path: string;
}

/** Adds to an operation what follows from its declarations. */
function complete(entry: Json, { route, operation, path }: Completion): void {
  const policy = accessPolicyOf(route.controller, route.handler);
  const parameters = takenParameters(route.controller, route.name);
  const body = parameters.find(({ place }) => place === RouteParamtypes.BODY)?.metatype as DtoClass | undefined;
  const query = parameters.find(({ place }) => place === RouteParamtypes.QUERY)?.metatype as DtoClass | undefined;
  if (policy?.public === true) entry['security'] = [];
  else entry['security'] = [{ bearer: [] }, ...(policy?.roles.includes('service') === true ? [{ apiKey: [] }] : [])];
  if (policy !== undefined && !policy.public) {
    const scope = policy.scope === undefined ? '' : ` with the scope \`${policy.scope}\` for service keys`;
    entry['description'] = [entry['description'], `For ${policy.roles.join(', ')}${scope}.`]
      .filter(Boolean)
      .join('\n\n');
  }
  if (body !== undefined) setExample((entry['requestBody'] as Json | undefined)?.['content'], exampleOf(body));
  const { answer } = operation;
  if (answer.type !== undefined) {
    const example = exampleOf(answer.type as DtoClass);
    const responses = entry['responses'] as Record<string, Json>;
    setExample(responses[String(answer.status)]?.['content'], answer.list === true ? [example] : example);
  }
  describeIds(entry);
  Object.assign(
    entry['responses'] as Json,
    problemResponses({
      operation,
      isPublic: policy?.public === true,
      hasBody: body !== undefined,
      hasPathParameters: path.includes('{'),
      isPaged: query !== undefined && (query === PageQuery || query.prototype instanceof PageQuery),
      isSafe: route.method === RequestMethod.GET || route.method === RequestMethod.HEAD,
    }),
  );
}

function setExample(content: unknown, example: unknown): void {
  const json = (content as Record<string, Json> | undefined)?.['application/json'];
  if (json !== undefined) json['example'] = example;
}

/** A path parameter named `id` or `…Id` is a UUID: the pipe demands it. */
function describeIds(entry: Json): void {
  for (const parameter of (entry['parameters'] ?? []) as Json[]) {
    if (parameter['in'] !== 'path' || !/^id$|Id$/.test(String(parameter['name']))) continue;
    parameter['schema'] = { type: 'string', format: 'uuid' };
    parameter['example'] ??= '019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b';
  }
}

/** OpenAPI 3.1 has no `nullable`: null is a type like any other. Nest's builder still writes 3.0's word. */
function withoutNullable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNullable);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = value as Json;
  const converted = Object.fromEntries(
    // An example is a client's text: a member called nullable in it is its own affair.
    Object.entries(rest).map(([key, member]) => [
      key,
      key === 'example' || key === 'examples' ? member : withoutNullable(member),
    ]),
  );
  if (nullable !== true)
    return typeof nullable === 'object' ? { ...converted, nullable: withoutNullable(nullable) } : converted;
  if (converted['type'] !== undefined) {
    const values = converted['enum'];
    return {
      ...converted,
      type: [converted['type'], 'null'],
      ...(Array.isArray(values) && { enum: [...(values as unknown[]), null] }),
    };
  }
  const { description, example, ...schema } = converted;
  return {
    anyOf: [schema, { type: 'null' }],
    ...(description !== undefined && { description }),
    ...(example !== undefined && { example }),
  };
}

function refuseSharedNames(): void {
  const names = declaredDtos().map(({ name }) => name);
  const shared = [...new Set(names.filter((name, place) => names.indexOf(name) !== place))];
  if (shared.length > 0)
    throw new Error(`DTO classes share a name, and the document can hold one of each only: ${shared.join(', ')}`);
}

function sorted<T>(entries: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}

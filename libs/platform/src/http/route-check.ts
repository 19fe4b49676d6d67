/** At start, every route is looked at: who may call it, and whether everything it takes is described. A gap fails the start. */
import { RequestMethod, type INestApplication, type Type } from '@nestjs/common';
import { METHOD_METADATA, RouteParamtypes } from '@nestjs/common/internal';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { accessPolicyOf } from './access.js';
import { fieldsOf, type DtoClass } from './field-registry.js';
import { takenParameters, type TakenParameter } from './handler-parameters.js';
import { operationOf } from './operation.js';
import { declaredProblems } from './problem.js';
import { validatorOf } from './validator.js';

/** One handler of a controller. */
export interface RouteHandler {
  readonly controller: Type<object>;
  readonly handler: (...args: never[]) => unknown;
  readonly name: string;
  readonly method: RequestMethod;
}

/** All handlers of all controllers. */
export function routeHandlers(app: INestApplication): readonly RouteHandler[] {
  const discovery = app.get(DiscoveryService, { strict: false });
  const scanner = new MetadataScanner();
  return discovery.getControllers().flatMap(({ instance, metatype }) => {
    if (typeof instance !== 'object' || instance === null) return [];
    const prototype = Object.getPrototypeOf(instance) as Record<string, RouteHandler['handler']>;
    return scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name]!;
      const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
      return method === undefined ? [] : [{ controller: metatype as Type<object>, handler, name, method }];
    });
  });
}

/** @throws Error naming every route without a policy or with an undescribed parameter, and every undeclared problem code */
export function checkRoutes(app: INestApplication): void {
  const gaps: string[] = [];
  const ids = new Map<string, string>();
  for (const route of routeHandlers(app)) {
    const place = `${route.controller.name}.${route.name}`;
    if (accessPolicyOf(route.controller, route.handler) === undefined)
      gaps.push(`${place} has neither @Public() nor @Access()`);
    for (const parameter of takenParameters(route.controller, route.name))
      gaps.push(...gapsOf(parameter).map((gap) => `${place} ${gap}`));
    const operation = operationOf(route.handler);
    if (operation === undefined) {
      gaps.push(`${place} has no @Operation()`);
      continue;
    }
    const other = ids.get(operation.id);
    if (other !== undefined) gaps.push(`${place} has the operation id ${operation.id} of ${other}`);
    ids.set(operation.id, place);
    for (const code of operation.problems ?? [])
      if (!declaredProblems().has(code)) gaps.push(`${place} names the undeclared problem ${code}`);
  }
  if (gaps.length > 0) throw new Error(`routes are not safe to serve:\n${gaps.map((gap) => `  - ${gap}`).join('\n')}`);
}

function gapsOf({ place, metatype, name }: TakenParameter): string[] {
  const isDto = typeof metatype === 'function' && fieldsOf(metatype as DtoClass).size > 0;
  // Made now, so that a field that class-validator cannot check fails the start instead of the first request.
  if (isDto) validatorOf(metatype as DtoClass);
  if (place === RouteParamtypes.BODY) {
    if (name !== undefined) return [`takes one member of the body: take the whole DTO`];
    return isDto ? [] : ['takes a body without declared fields'];
  }
  if (place === RouteParamtypes.QUERY && !isDto) return ['takes query parameters without declared fields'];
  if (place === RouteParamtypes.PARAM && name === undefined && !isDto)
    return ['takes path parameters without declared fields'];
  return [];
}

/** What a handler takes from a request, as its parameter decorators say. */
import type { Type } from '@nestjs/common';
import { ROUTE_ARGS_METADATA, RouteParamtypes } from '@nestjs/common/internal';

/** A parameter that a handler takes from body, query or path. */
export interface TakenParameter {
  readonly place: RouteParamtypes;
  readonly metatype: unknown;
  /** Of a single member, `@Param('id')`; undefined for the whole. */
  readonly name: string | undefined;
}

/** The parameters of a controller's method, without those of custom decorators. */
export function takenParameters(controller: Type<object>, method: string): readonly TakenParameter[] {
  const declared = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as Record<
    string,
    { index: number; data?: unknown }
  >;
  const types = (Reflect.getMetadata('design:paramtypes', controller.prototype as object, method) ?? []) as unknown[];
  return Object.entries(declared).flatMap(([key, { index, data }]) => {
    // A custom decorator's key starts with an id of its own instead of the number of a place.
    const place = Number(key.split(':')[0]);
    if (Number.isNaN(place)) return [];
    return [{ place, metatype: types[index], name: typeof data === 'string' ? data : undefined }];
  });
}

/** True for a method that declares query parameters. */
export function takesQuery(controller: Type<object>, method: string): boolean {
  return takenParameters(controller, method).some(({ place }) => place === RouteParamtypes.QUERY);
}

/** The controllers of a module and all it imports, read from the decorators alone: Jest wants its tests named before anything starts. */
import type { DynamicModule, Type } from '@nestjs/common';

export type Part = DynamicModule | Type<unknown>;

/** Each once, in the order in which they are imported. */
export function controllersOf(root: Part): readonly Type<object>[] {
  const controllers = new Set<Type<object>>();
  const seen = new Set<unknown>();
  const visit = (part: Part | undefined): void => {
    if (part === undefined || seen.has(part)) return;
    seen.add(part);
    const module = 'module' in part ? part.module : part;
    const own = 'module' in part ? part : undefined;
    for (const controller of listOf<Type<object>>('controllers', module, own?.controllers)) controllers.add(controller);
    for (const imported of listOf<Part>('imports', module, own?.imports as Part[] | undefined)) visit(imported);
    if (own !== undefined) visit(module);
  };
  visit(root);
  return [...controllers];
}

/** The methods of a controller, whether handlers or not. */
export function methodsOf(controller: Type<object>): readonly { readonly name: string; readonly method: object }[] {
  return Object.entries(Object.getOwnPropertyDescriptors(controller.prototype as object)).flatMap(
    ([name, { value }]) =>
      typeof value === 'function' && name !== 'constructor' ? [{ name, method: value as object }] : [],
  );
}

function listOf<Element>(key: string, module: Type<unknown>, dynamic: readonly Element[] = []): readonly Element[] {
  return [...((Reflect.getMetadata(key, module) as Element[] | undefined) ?? []), ...dynamic];
}

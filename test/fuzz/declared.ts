/** The operation ids of a module and all it imports, read from the decorators alone: Jest wants its tests named before anything starts. */
import type { DynamicModule, Type } from '@nestjs/common';

/** Where `@ApiOperation` of @nestjs/swagger keeps its options. */
const API_OPERATION = 'swagger/apiOperation';

type Part = DynamicModule | Type<unknown>;

/** Sorted, each once. */
export function declaredOperations(root: Part): readonly string[] {
  const ids = new Set<string>();
  const seen = new Set<unknown>();
  const visit = (part: Part | undefined): void => {
    if (part === undefined || seen.has(part)) return;
    seen.add(part);
    const module = 'module' in part ? part.module : part;
    const own = 'module' in part ? part : undefined;
    for (const controller of listOf<Type<object>>('controllers', module, own?.controllers)) {
      const methods = Object.values(Object.getOwnPropertyDescriptors(controller.prototype as object));
      for (const { value } of methods) {
        const id = typeof value === 'function' ? operationIdOf(value as object) : undefined;
        if (id !== undefined) ids.add(id);
      }
    }
    for (const imported of listOf<Part>('imports', module, own?.imports as Part[] | undefined)) visit(imported);
    if (own !== undefined) visit(module);
  };
  visit(root);
  return [...ids].sort();
}

function operationIdOf(handler: object): string | undefined {
  return (Reflect.getMetadata(API_OPERATION, handler) as { operationId?: string } | undefined)?.operationId;
}

function listOf<Element>(key: string, module: Type<unknown>, dynamic: readonly Element[] = []): readonly Element[] {
  return [...((Reflect.getMetadata(key, module) as Element[] | undefined) ?? []), ...dynamic];
}

/** The operation ids of a module and all it imports. */
import { controllersOf, methodsOf, type Part } from '../support/controllers.js';

/** Where `@ApiOperation` of @nestjs/swagger keeps its options. */
const API_OPERATION = 'swagger/apiOperation';

/** Sorted, each once. */
export function declaredOperations(root: Part): readonly string[] {
  const ids = controllersOf(root).flatMap((controller) =>
    methodsOf(controller).flatMap(({ method }) => {
      const operation = Reflect.getMetadata(API_OPERATION, method) as { operationId?: string } | undefined;
      return operation?.operationId ?? [];
    }),
  );
  return [...new Set(ids)].sort();
}

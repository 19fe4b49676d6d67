/** What the code says about each operation: method, path and policy, read from the decorators alone. */
import { RequestMethod } from '@nestjs/common';
import { controllersOf, methodsOf, type Part } from '../support/controllers.js';

/** An operation as its handler's decorators declare it. */
export interface DeclaredPolicy {
  readonly id: string;
  /** `GET /v1/orders/:orderId`. */
  readonly route: string;
  /** Sorted; `public` alone for an operation that looks at no credentials. */
  readonly may: readonly string[];
  /** What an API key needs, where keys are let in. */
  readonly scope?: string;
}

interface Policy {
  readonly public: boolean;
  readonly roles: readonly string[];
  readonly scope?: string;
}

/** All operations of a module and what it imports, by id. */
export function declaredPolicies(root: Part): readonly DeclaredPolicy[] {
  const found = controllersOf(root).flatMap((controller) =>
    methodsOf(controller).flatMap(({ method }): DeclaredPolicy[] => {
      const operation = Reflect.getMetadata('cartwright:operation', method) as { id: string } | undefined;
      if (operation === undefined) return [];
      const policy = (Reflect.getMetadata('cartwright:access', method) ??
        Reflect.getMetadata('cartwright:access', controller)) as Policy;
      const steps = [controller, method].map((part) => String(Reflect.getMetadata('path', part) ?? ''));
      const path = steps.map((step) => step.replace(/^\/|\/$/g, '')).filter((step) => step !== '');
      return [
        {
          id: operation.id,
          route: `${RequestMethod[Reflect.getMetadata('method', method) as number]} /${path.join('/')}`,
          may: policy.public ? ['public'] : [...policy.roles].sort(),
          ...(policy.scope !== undefined && { scope: policy.scope }),
        },
      ];
    }),
  );
  return found.sort((one, other) => (one.id < other.id ? -1 : 1));
}

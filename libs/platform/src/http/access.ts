/** Who may call what. Every route states its policy; one that states none fails the start, so nothing is open by oversight. */
import { createParamDecorator, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { AdminAct } from '../db/admin-act.js';
import { actOfRequest } from './act-of-request.js';
import { takesQuery } from './handler-parameters.js';
import { operationOf } from './operation.js';
import { platformProblems, validationFailed } from './platform-problems.js';
import type { RequestLimits } from './request-limits.js';

export type Role = 'guest' | 'customer' | 'merchant' | 'operator' | 'admin' | 'service';

/** The caller, as the {@link Authenticator} vouches for it. */
export interface Principal {
  /** UUID of the account, guest or API key owner. */
  readonly id: string;
  readonly role: Role;
  /** Present for role `merchant`: the only merchant whose data this caller sees. */
  readonly merchantId?: string;
  /** What an API key (role `service`) was given; other roles carry none. */
  readonly scopes?: readonly string[];
  readonly sessionId?: string;
  /** The act of administration this request is; transactions done `by` this caller record it. */
  readonly act?: AdminAct;
}

/** The one merchant whose things a caller sees; undefined: everybody's. A merchant account that has no merchant sees nobody's. */
export function onlyMerchantOf(caller: Principal): string | undefined {
  return caller.role === 'merchant' ? (caller.merchantId ?? caller.id) : undefined;
}

/** Turns credentials into a principal. @throws Problem 401 */
export abstract class Authenticator {
  abstract authenticate(authorization: string | undefined, apiKey: string | undefined): Principal | Promise<Principal>;
}

/** What a route demands. `public` routes do not look at credentials at all. */
export interface AccessPolicy {
  readonly public: boolean;
  readonly roles: readonly Role[];
  /** What a caller of role `service` must hold in addition. */
  readonly scope?: string;
}

export const ACCESS_POLICY = 'cartwright:access';

/** Open to everyone; credentials are not read. */
export function Public(): ClassDecorator & MethodDecorator {
  return SetMetadata<string, AccessPolicy>(ACCESS_POLICY, { public: true, roles: [] });
}

const UNLIMITED = 'cartwright:unlimited';

/** Not counted by the general rate limit: what probes and payment gateways call, who are many requests from one address. */
export function Unlimited(): ClassDecorator & MethodDecorator {
  return SetMetadata(UNLIMITED, true);
}

type AccessArguments = readonly [Role, ...Role[]] | readonly [Role, ...Role[], { readonly scope: string }];

/** Open to the named roles: `@Access('customer', 'guest')`, `@Access('operator', 'service', { scope: 'stock:write' })`. */
export function Access(...demands: AccessArguments): ClassDecorator & MethodDecorator {
  const last = demands[demands.length - 1];
  const scope = typeof last === 'object' ? last.scope : undefined;
  const roles = (demands as readonly (Role | object)[]).filter((demand) => typeof demand === 'string');
  return SetMetadata<string, AccessPolicy>(ACCESS_POLICY, {
    public: false,
    roles,
    ...(scope !== undefined && { scope }),
  });
}

/** The policy of a handler: its own, else its controller's. */
export function accessPolicyOf(controller: object, handler: object): AccessPolicy | undefined {
  return (Reflect.getMetadata(ACCESS_POLICY, handler) ?? Reflect.getMetadata(ACCESS_POLICY, controller)) as
    AccessPolicy | undefined;
}

/** A request after the guard: it knows its caller (not on public routes). */
export type CallerRequest = FastifyRequest & { principal: Principal | undefined };

/** Injects the {@link Principal}; undefined on `@Public()` routes. */
export const Caller = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal | undefined =>
    context.switchToHttp().getRequest<CallerRequest>().principal,
);

/** What the guard knows of a handler: read once, at its first request. */
interface Admission {
  readonly policy: AccessPolicy;
  readonly takesQuery: boolean;
  readonly operation: string;
  readonly isUnlimited: boolean;
}

/** The one guard of the application: the caller is known, within its rate and allowed, and an address has no parameters that nobody reads. */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly admissions = new WeakMap<object, WeakMap<object, Admission>>();

  constructor(
    private readonly authenticator: Authenticator,
    private readonly limits: RequestLimits,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const admission = this.admissionTo(context);
    const request = context.getArgByIndex<CallerRequest>(0);
    if (!admission.takesQuery) refuseParameters(request.query as Readonly<Record<string, unknown>>);
    if (admission.policy.public) {
      const counted = admission.isUnlimited ? undefined : this.limits.countAddress(request.ip);
      return counted === undefined ? true : counted.then(() => true);
    }
    let principal: Principal | Promise<Principal>;
    try {
      principal = this.authenticate(request);
    } catch (refusal) {
      return this.refuse(request, refusal);
    }
    if (principal instanceof Promise)
      return principal.then(
        (known) => this.admit(request, admission, known),
        (refusal: unknown) => this.refuse(request, refusal),
      );
    return this.admit(request, admission, principal);
  }

  private authenticate({ headers }: CallerRequest): Principal | Promise<Principal> {
    const { authorization, 'x-api-key': apiKey } = headers;
    if (Array.isArray(apiKey)) throw platformProblems.UNAUTHENTICATED('X-Api-Key was sent more than once');
    return this.authenticator.authenticate(authorization, apiKey);
  }

  private admit(request: CallerRequest, admission: Admission, known: Principal): boolean | Promise<boolean> {
    const { isUnlimited } = admission;
    const counted = isUnlimited ? undefined : this.limits.countPrincipal(known.id, known.role === 'service');
    return counted === undefined
      ? admit(request, admission, known)
      : counted.then(() => admit(request, admission, known));
  }

  /** Credentials that stand for nobody are counted by address: guessing them is bounded, too. */
  private async refuse(request: CallerRequest, refusal: unknown): Promise<never> {
    await this.limits.countAddress(request.ip);
    throw refusal;
  }

  private admissionTo(context: ExecutionContext): Admission {
    const [controller, handler] = [context.getClass(), context.getHandler()];
    let byHandler = this.admissions.get(controller);
    if (byHandler === undefined) this.admissions.set(controller, (byHandler = new WeakMap()));
    let admission = byHandler.get(handler);
    if (admission === undefined) {
      // The start check refuses routes without a policy; a route added later is closed, not open.
      const policy = accessPolicyOf(controller, handler) ?? { public: false, roles: [] };
      admission = {
        policy,
        takesQuery: takesQuery(controller, handler.name),
        operation: operationOf(handler)?.id ?? handler.name,
        isUnlimited: [handler, controller].some((part) => Reflect.getMetadata(UNLIMITED, part) === true),
      };
      byHandler.set(handler, admission);
    }
    return admission;
  }
}

function refuseParameters(query: Readonly<Record<string, unknown>>): void {
  for (const name in query)
    throw validationFailed([
      { path: `query.${name.slice(0, 100)}`, message: 'is not known here', code: 'unknown_field' },
    ]);
}

function admit(request: CallerRequest, { policy, operation }: Admission, principal: Principal): boolean {
  if (!policy.roles.includes(principal.role))
    throw platformProblems.FORBIDDEN(`the role ${principal.role} may not do this`);
  if (principal.role === 'service' && policy.scope !== undefined && !principal.scopes?.includes(policy.scope))
    throw platformProblems.FORBIDDEN(`this API key lacks the scope ${policy.scope}`);
  const act = actOfRequest(request, operation, principal);
  request.principal = act === undefined ? principal : { ...principal, act };
  return true;
}

/** Refusals that leave the process: RFC 9457 problem details with a stable `code`. Domain verbs return data; only http throws these. */

/** What a problem consists of. `members` are the typed extras of RFC 9457 §3.2 (e.g. `available`, `shortfall`). */
export interface ProblemShape {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly members?: Readonly<Record<string, unknown>>;
  /** Extra response headers, e.g. `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error that is answered as `application/problem+json`. */
export class Problem extends Error implements ProblemShape {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly members: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(shape: ProblemShape) {
    super(`${shape.code}: ${shape.detail}`);
    this.name = 'Problem';
    this.status = shape.status;
    this.code = shape.code;
    this.title = shape.title;
    this.detail = shape.detail;
    this.members = shape.members ?? {};
    this.headers = shape.headers ?? {};
  }
}

/** How a problem is declared once, for the code that throws it and for the OpenAPI document. */
export interface ProblemDeclaration {
  readonly status: number;
  readonly title: string;
  /** Example members for the document. */
  readonly example?: Readonly<Record<string, unknown>>;
}

const declared = new Map<string, ProblemDeclaration>();

type Thrower = (
  detail: string,
  members?: Readonly<Record<string, unknown>>,
  headers?: Readonly<Record<string, string>>,
) => Problem;

/**
 * Declares a lib's problems by stable code; returns a constructor per code:
 * `throw problems.OFF_SHELF('…', { sku })`. @throws Error when a code is declared twice with another status.
 */
export function defineProblems<Codes extends string>(
  declarations: Record<Codes, ProblemDeclaration>,
): Record<Codes, Thrower> {
  const throwers = {} as Record<Codes, Thrower>;
  for (const [code, declaration] of Object.entries(declarations) as [Codes, ProblemDeclaration][]) {
    const known = declared.get(code);
    if (known !== undefined && known.status !== declaration.status)
      throw new Error(`problem ${code} is declared twice`);
    declared.set(code, declaration);
    throwers[code] = (detail, members, headers) =>
      new Problem({
        status: declaration.status,
        code,
        title: declaration.title,
        detail,
        ...(members && { members }),
        ...(headers && { headers }),
      });
  }
  return throwers;
}

/** All declared problems: the OpenAPI document takes statuses and examples from here. */
export function declaredProblems(): ReadonlyMap<string, ProblemDeclaration> {
  return declared;
}

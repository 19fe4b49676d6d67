/** The validator of `@HotDto()` classes: ajv, compiled from the fields on first use. Values stay as they were parsed. */
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { validationSchema, type DtoClass } from './field-registry.js';
import { memberOf, shownPath, stepInto, wordingOf } from './fault-wording.js';
import { FORMATS } from './formats.js';
import type { FieldFault } from './platform-problems.js';
import { isText } from './strict-text.js';
import { FAULTS_REPORTED_MAX, isLarge, type Verdict } from './verdict.js';

const base = {
  useDefaults: true,
  allowUnionTypes: true,
  strict: true,
  strictRequired: false,
  formats: FORMATS,
} as const;
// The schemas are ours and tested; checking them against the meta-schema would only cost time at the first request.
const quick = withStorable(new Ajv({ ...base, validateSchema: false }));
const thorough = withStorable(new Ajv({ ...base, validateSchema: false, allErrors: true, verbose: true }));

/** Checks values of one DTO class with ajv. */
export class CompiledValidator {
  private readonly schema: ReturnType<typeof validationSchema>;
  private readonly isFit: ValidateFunction;
  private faultsOf: ValidateFunction | undefined;

  constructor(dto: DtoClass) {
    this.schema = validationSchema(dto);
    this.isFit = quick.compile(this.schema);
  }

  /** The value itself, with defaults filled in, if it fits. */
  judge(value: unknown): Verdict {
    if (this.isFit(value)) return { fit: value as object };
    this.faultsOf ??= thorough.compile(this.schema);
    if (isLarge(value)) return { faults: (this.isFit.errors ?? []).slice(0, 1).map(faultOf) };
    this.faultsOf(value);
    // `if` and `propertyNames` only say that something below them failed; that has said why.
    const errors = (this.faultsOf.errors ?? []).filter(
      ({ keyword }) => keyword !== 'if' && keyword !== 'propertyNames',
    );
    return { faults: errors.slice(0, FAULTS_REPORTED_MAX).map(faultOf) };
  }
}

function withStorable(ajv: Ajv): Ajv {
  return ajv.addKeyword({
    keyword: 'storable',
    type: 'string',
    schemaType: 'boolean',
    errors: false,
    validate: (_: boolean, text: string) => isText(text),
  });
}

function faultOf(error: ErrorObject): FieldFault {
  const { params } = error as { params: Record<string, unknown> };
  const parent = pathOf(error.instancePath);
  const member = params['missingProperty'] ?? params['additionalProperty'];
  const path = typeof member === 'string' ? memberOf(parent, member) : parent;
  const [code, message] = wordingOf(error.keyword, params, error.parentSchema ?? {});
  return { path: shownPath(path), message, code };
}

/** `/lines/0/quantity` → `lines[0].quantity`. */
function pathOf(pointer: string): string {
  const steps = pointer.split('/').slice(1);
  return steps.map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~')).reduce(stepInto, '');
}

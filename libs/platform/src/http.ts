/** Platform's door for controllers: access, fields, operations, paging, idempotency keys. */
export {
  Access,
  AccessGuard,
  Authenticator,
  Caller,
  onlyMerchantOf,
  Public,
  Unlimited,
  type AccessPolicy,
  type Principal,
  type Role,
} from './http/access.js';
export {
  Decimal,
  Dictionary,
  Email,
  Flag,
  FreeForm,
  HotDto,
  Integer,
  ListOf,
  Money,
  Nested,
  OneOf,
  Text,
  Time,
  Url,
  Uuid,
} from './http/fields.js';
export { addressKey } from './http/address-key.js';
export { Operation, type OperationOptions } from './http/operation.js';
export {
  decodeCursor,
  encodeCursor,
  invalidCursor,
  pageFrom,
  pageOf,
  PageQuery,
  PAGE_LIMIT_DEFAULT,
  PAGE_LIMIT_MAX,
  type CursorValue,
  type Page,
  idCursor,
  INT2_MAX,
  INT4_MAX,
  isMoment,
  momentCursor,
  numberCursor,
} from './http/paging.js';
export { created, IfMatch, staleVersion, Versioned, versioned, VERSION_PROBLEMS } from './http/if-match.js';
export { IdempotencyKey, OptionalIdempotencyKey } from './http/idempotency-key.js';
export { platformProblems, validationFailed, type FieldFault } from './http/platform-problems.js';
export { buildOpenApiDocument } from './http/openapi.js';
export { createHttpApplication, type HttpApplicationOptions } from './http/http-application.js';
export { PlatformHttpModule } from './http/process.controller.js';
export { runUntilSignal, stopHttpApplication } from './http/run-process.js';
export { ProposalDto, proposalDto, ProposalQuery } from './http/proposal.dto.js';
export { OperatorReasonDto } from './http/operator-reason.js';
export { EventsHttpModule } from './http/events.controller.js';

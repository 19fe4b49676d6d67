/** Ops' door: the audit. What operators see and do comes with the dashboard. */
export {
  auditViolations,
  auditWithin,
  runAudit,
  ROWS_MAX,
  type AuditOptions,
  type AuditReport,
  type Check,
  type Violation,
} from './audit/run-audit.js';
export { invariants } from './audit/invariants.js';
export type { Invariant } from './audit/invariant.js';
export { GATEWAY_BOOKS, type GatewayBooks } from './audit/gateway-books.js';
export { PAYOUT_BOOKS, type PayoutBooksReader } from './audit/payout-books.js';

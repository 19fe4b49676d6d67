/** Ops' door: the audit of the books, and the audit log of what people do. What operators see comes with the dashboard. */
export { OpsModule } from './ops.module.js';
export { AuditLog } from './audit-log/audit-log.service.js';
export { AnchorService } from './audit-log/anchor.service.js';
export { anchorKeyOf } from './audit-log/anchor.rules.js';
export { verifyAuditLog, type AuditLogReport } from './audit-log/verify.js';
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

/** The migrations of ops, in order; opened by the cli only. */
import { OpsAuditLog1763700001110 } from './db/1763700001110-audit-log.js';
import { OpsAuditLogSubjects1763700001160 } from './db/1763700001160-subjects.js';

export const opsMigrations = [OpsAuditLog1763700001110, OpsAuditLogSubjects1763700001160];

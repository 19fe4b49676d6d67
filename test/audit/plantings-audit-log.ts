/** Faults in the audit log of administration. More of them, at random, are in libs/ops/src/audit-log/test/tampering.spec.ts. */
import type { Planting } from './plantings.js';

export const auditLogPlantings: readonly Planting[] = [
  {
    invariant: 'audit_log.chain_recomputes',
    what: 'an entry was edited',
    sql: [`UPDATE ops.audit_log_entry SET content = replace(content, '700', '7000') WHERE content LIKE '%700%'`],
  },
  {
    invariant: 'audit_log.chain_recomputes',
    what: 'an entry is gone',
    sql: [`DELETE FROM ops.audit_log_entry WHERE seq = 2`],
  },
  {
    invariant: 'audit_log.chain_recomputes',
    what: 'an entry was moved by a microsecond',
    sql: [`UPDATE ops.audit_log_entry SET made_at = made_at + interval '1 microsecond' WHERE seq = 1`],
  },
  {
    invariant: 'audit_log.head_is_the_end',
    what: 'the tail was cut',
    sql: [`DELETE FROM ops.audit_log_entry WHERE seq = (SELECT max(seq) FROM ops.audit_log_entry)`],
  },
  {
    invariant: 'audit_log.head_is_the_end',
    what: 'the head is gone',
    sql: [`DELETE FROM ops.audit_log_head`],
  },
  {
    invariant: 'audit_log.anchors_hold',
    what: 'the tail was cut and the head moved back',
    sql: [
      `DELETE FROM ops.audit_log_entry WHERE seq = (SELECT max(seq) FROM ops.audit_log_entry)`,
      `UPDATE ops.audit_log_head SET (seq, hash) = (SELECT seq, hash FROM ops.audit_log_entry ORDER BY seq DESC LIMIT 1)`,
    ],
  },
];

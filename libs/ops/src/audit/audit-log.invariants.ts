/** The audit log of administration as far as SQL can see: signatures are verified by `npm run audit:log`. */
import type { Invariant } from './invariant.js';

/** An entry's hash, as `audit-log/chain.rules.ts` computes it. */
const HASH = `
sha256(e.previous_hash || convert_to((
  SELECT string_agg(octet_length(field) || ':' || field, '' ORDER BY place)
  FROM unnest(ARRAY[e.seq::text, (extract(epoch FROM e.made_at) * 1000000)::bigint::text, e.actor_id::text, e.actor_role, e.operation,
    e.method, e.path, coalesce(e.subject_id::text, ''), e.request_id, e.content]) WITH ORDINALITY AS f (field, place)), 'UTF8'))`;

export const auditLogInvariants: readonly Invariant[] = [
  {
    name: 'audit_log.chain_recomputes',
    sentence: 'hash chain recomputes',
    sql: `
SELECT e.seq, e.operation, e.actor_id, e.place, e.follows
FROM (
  SELECT *, row_number() OVER (ORDER BY seq) AS place,
    previous_hash = coalesce(lag(hash) OVER (ORDER BY seq), (SELECT sha256(log_id::text::bytea) FROM ops.audit_log_head)) AS follows
  FROM ops.audit_log_entry) AS e
WHERE e.seq <> e.place OR e.follows IS NOT TRUE OR e.hash <> ${HASH}`,
  },
  {
    name: 'audit_log.head_is_the_end',
    sentence: "the log's head is its newest entry",
    sql: `
SELECT h.log_id, h.seq AS head, e.seq AS newest
FROM ops.audit_log_head AS h
FULL JOIN (SELECT seq, hash FROM ops.audit_log_entry ORDER BY seq DESC LIMIT 1) AS e ON true
WHERE (h.seq, h.hash) IS DISTINCT FROM (coalesce(e.seq, 0), coalesce(e.hash, sha256(h.log_id::text::bytea)))
UNION ALL
SELECT NULL, count(*), NULL FROM ops.audit_log_head HAVING count(*) <> 1`,
  },
  {
    name: 'audit_log.anchors_hold',
    sentence: 'signed anchors catch a cut tail',
    sql: `
SELECT a.seq, a.anchored_at, e.operation
FROM ops.audit_log_anchor AS a
LEFT JOIN ops.audit_log_entry AS e ON e.seq = a.seq
WHERE e.hash IS DISTINCT FROM a.hash`,
  },
];

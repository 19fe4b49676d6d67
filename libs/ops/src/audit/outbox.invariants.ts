/** The event log: per aggregate nothing is missing, nothing overtakes, and the newest event tells the present. */
import { EVENT_GRACE, type Invariant } from './invariant.js';

export const outboxInvariants: readonly Invariant[] = [
  {
    name: 'outbox.gapless',
    sentence: 'outbox gapless per aggregate',
    sql: `
SELECT topic, aggregate_id, min(aggregate_seq) AS oldest, max(aggregate_seq) AS newest, count(*) AS events
FROM platform.outbox
GROUP BY topic, aggregate_id
HAVING max(aggregate_seq) - min(aggregate_seq) + 1 <> count(*) OR count(DISTINCT aggregate_seq) <> count(*)`,
  },
  {
    name: 'outbox.in_order',
    sentence: 'outbox in order per aggregate',
    sql: `
SELECT topic, aggregate_id, before, aggregate_seq
FROM (
  SELECT topic, aggregate_id, aggregate_seq,
    lag(aggregate_seq) OVER (PARTITION BY topic, aggregate_id ORDER BY xid, id) AS before
  FROM platform.outbox) AS e
WHERE aggregate_seq <= before`,
  },
  {
    name: 'outbox.tells_the_present',
    sentence: "an aggregate's newest event is its present state",
    sql: `
WITH newest AS (
  SELECT topic, aggregate_id, subject_id, CASE topic WHEN 'wallet.changed' THEN payload::json ->> 'asset' END AS asset, max(aggregate_seq) AS seq
  FROM platform.outbox
  GROUP BY 1, 2, 3, 4)
SELECT n.topic, n.aggregate_id, n.seq AS told, o.event_seq AS present
FROM newest AS n
LEFT JOIN orders.customer_order AS o ON o.id = n.aggregate_id
WHERE n.topic = 'order.changed' AND o.event_seq IS DISTINCT FROM n.seq
UNION ALL
SELECT n.topic, n.aggregate_id, n.seq, a.change_seq
FROM newest AS n
LEFT JOIN wallet.account AS a ON a.owner_id = n.subject_id AND a.asset = n.asset
WHERE n.topic = 'wallet.changed' AND a.change_seq IS DISTINCT FROM n.seq
UNION ALL
SELECT o.topic, o.aggregate_id, o.aggregate_seq, a.change_seq
FROM wallet.account AS a
JOIN platform.outbox AS o ON o.topic = 'wallet.changed' AND o.subject_id = a.owner_id AND o.aggregate_seq = a.change_seq
WHERE o.payload::json ->> 'asset' = a.asset AND (o.payload::json ->> 'frozen')::boolean <> (a.frozen_reason IS NOT NULL)
UNION ALL
SELECT n.topic, n.aggregate_id, n.seq, 2 * g.event_seq
FROM (SELECT topic, aggregate_id, max(seq) AS seq FROM newest WHERE topic = 'gift.changed' GROUP BY 1, 2) AS n
LEFT JOIN transfer.gift AS g ON g.id = n.aggregate_id
WHERE 2 * g.event_seq IS DISTINCT FROM n.seq
UNION ALL
SELECT n.topic, n.aggregate_id, n.seq, w.event_seq
FROM newest AS n
LEFT JOIN transfer.withdrawal AS w ON w.id = n.aggregate_id
WHERE n.topic = 'withdrawal.changed' AND w.event_seq IS DISTINCT FROM n.seq`,
  },
  {
    // Both clocks are PostgreSQL's own: the log is stamped by it, whatever a test has done to the shop's now.
    name: 'outbox.consumed_in_time',
    sentence: 'published ≤ 10 s',
    sql: `
SELECT c.name AS consumer, c.position, count(*) AS behind, min(e.written_at) AS oldest
FROM platform.outbox_consumer AS c
JOIN platform.outbox AS e
  ON (e.xid, e.id) > (split_part(c.position, '.', 1)::xid8, split_part(c.position, '.', 2)::bigint)
  AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
WHERE e.written_at < now() - ${EVENT_GRACE}
GROUP BY c.name, c.position`,
  },
];

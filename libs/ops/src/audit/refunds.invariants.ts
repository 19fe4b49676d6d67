/** What went back into lots: by refunds, last used first, and by gifts that came back. */
import type { Invariant } from './invariant.js';
import { SHARES } from './lots.invariants.js';

export const refundInvariants: readonly Invariant[] = [
  {
    name: 'lots.restored_last_used_first',
    sentence: 'refunded credit goes back to the lots it came from, last used first, in however many parts',
    sql: `
WITH ${SHARES},
restored AS (
  SELECT r.reference, r.lot_id, l.account_id, sum(r.amount) AS amount
  FROM wallet.lot_restoration AS r
  JOIN wallet.lot AS l ON l.id = r.lot_id
  JOIN wallet.transfer AS t ON t.id = r.transfer_id AND t.kind <> 'gift_returned'
  GROUP BY r.reference, r.lot_id, l.account_id),
refunded AS (SELECT reference, account_id, sum(amount) AS amount FROM restored GROUP BY reference, account_id),
should AS (
  SELECT s.reference, s.lot_id, s.account_id,
    least(least(s.amount, greatest(s.captured - s.before, 0)), greatest(r.amount - greatest(s.captured - s.before - s.amount, 0), 0)) AS amount
  FROM shares AS s
  JOIN refunded AS r USING (reference, account_id))
SELECT reference, lot_id, should.amount AS should_be, restored.amount AS restored
FROM should
FULL JOIN restored USING (reference, lot_id, account_id)
WHERE coalesce(should.amount, 0) <> coalesce(restored.amount, 0)`,
  },
  {
    // Before refunds had a record (ADR 0012) a cancelled redemption came back as new lots of the source `refund`.
    name: 'lots.restored_is_booked',
    sentence:
      'what a refund or a returned gift gave its customer is what it put back into lots, share by share on record',
    sql: `
WITH restored AS (SELECT transfer_id, sum(amount) AS amount FROM wallet.lot_restoration GROUP BY transfer_id),
booked AS (
  SELECT t.id AS transfer_id, t.kind, t.made_at, min(e.account_id) AS account_id, min(e.amount) AS amount, count(*) AS customers
  FROM wallet.transfer AS t
  JOIN (wallet.entry AS e JOIN wallet.account AS a ON a.id = e.account_id AND a.role = 'customer') ON e.transfer_id = t.id
  WHERE t.kind LIKE '%\\_refund' OR t.id IN (SELECT transfer_id FROM restored)
  GROUP BY t.id)
SELECT transfer_id, b.kind, r.amount AS restored, b.amount AS booked
FROM restored AS r
FULL JOIN booked AS b USING (transfer_id)
WHERE (r.amount IS DISTINCT FROM b.amount OR b.customers <> 1)
  AND NOT (r.amount IS NULL AND EXISTS (
    SELECT FROM wallet.lot AS l WHERE l.account_id = b.account_id AND l.source = 'refund' AND l.granted_at = b.made_at))`,
  },
  {
    name: 'lots.carried_on_as_it_was',
    sentence:
      'refunded credit whose lot has run out lives on as a lot of the same account and origin; a lot that has run out is never filled again',
    sql: `
WITH carried AS (
  SELECT r.carried_by, r.transfer_id, l.account_id, coalesce(g.origin, l.source) AS origin, sum(r.amount) AS amount, max(l.expires_at) AS expired_at
  FROM wallet.lot_restoration AS r
  JOIN wallet.lot AS l ON l.id = r.lot_id
  LEFT JOIN wallet.gifted_lot AS g ON g.lot_id = l.id
  WHERE r.carried_by IS NOT NULL
  GROUP BY r.carried_by, r.transfer_id, l.account_id, coalesce(g.origin, l.source))
SELECT c.carried_by AS lot_id, c.origin, l.source, c.amount, l.granted, c.expired_at, t.made_at, l.expires_at
FROM carried AS c
LEFT JOIN wallet.lot AS l ON l.id = c.carried_by
LEFT JOIN wallet.transfer AS t ON t.id = c.transfer_id
WHERE (l.account_id, l.source, l.granted) IS DISTINCT FROM (c.account_id, c.origin, c.amount)
  OR NOT coalesce(c.expired_at <= t.made_at AND l.expires_at >= t.made_at, false)
UNION ALL
SELECT l.id, NULL, l.source, r.amount, l.granted, l.expires_at, t.made_at, NULL
FROM wallet.lot_restoration AS r
JOIN wallet.lot AS l ON l.id = r.lot_id
JOIN wallet.transfer AS t ON t.id = r.transfer_id
WHERE r.carried_by IS NULL AND l.expires_at <= t.made_at`,
  },
];

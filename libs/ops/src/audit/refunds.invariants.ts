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
    name: 'lots.restored_is_booked',
    sentence: 'what a transfer put back into lots is what its customer got by it',
    sql: `
SELECT r.transfer_id, t.kind, sum(r.amount) AS restored, min(e.amount) AS booked
FROM wallet.lot_restoration AS r
LEFT JOIN wallet.transfer AS t ON t.id = r.transfer_id
LEFT JOIN (wallet.entry AS e JOIN wallet.account AS a ON a.id = e.account_id AND a.role = 'customer') ON e.transfer_id = t.id
GROUP BY r.transfer_id, t.kind
HAVING sum(r.amount) IS DISTINCT FROM min(e.amount) OR count(DISTINCT e.account_id) <> 1`,
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

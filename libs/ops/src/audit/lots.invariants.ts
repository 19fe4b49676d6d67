/** Lots: where an account's money came from, how much of each lot is left, and how much of that is held. */
import type { Invariant } from './invariant.js';

/** Every share of a hold, as one row: which lot, how much, and how much of the hold stood before it in the order of capture. */
const SHARES = `
shares AS (
  SELECT h.reference, h.account_id, h.state, h.captured, h.held_at, share.lot_id, share.amount,
    sum(share.amount) OVER (PARTITION BY h.reference, h.account_id ORDER BY share.place) - share.amount AS before
  FROM wallet.hold AS h, unnest(h.lot_ids, h.lot_amounts) WITH ORDINALITY AS share (lot_id, amount, place))`;

export const lotInvariants: readonly Invariant[] = [
  {
    name: 'lots.account_is_sum_of_lots',
    sentence: 'wallet balance = Σ remaining, held = Σ held over lots (money without expiry has a lot too)',
    sql: `
SELECT a.id AS account_id, a.owner_id, a.asset, a.balance, coalesce(l.remaining, 0) AS remaining, a.held, coalesce(l.held, 0) AS lots_held
FROM wallet.account AS a
LEFT JOIN (SELECT account_id, sum(remaining) AS remaining, sum(held) AS held FROM wallet.lot GROUP BY account_id) AS l
  ON l.account_id = a.id
WHERE (a.role = 'customer' OR l.account_id IS NOT NULL)
  AND (a.balance <> coalesce(l.remaining, 0) OR a.held <> coalesce(l.held, 0))`,
  },
  {
    name: 'lots.amounts_ordered',
    sentence: '0 ≤ held ≤ remaining ≤ granted',
    sql: `
SELECT id AS lot_id, account_id, granted, remaining, held, has_rest
FROM wallet.lot
WHERE NOT (0 <= held AND held <= remaining AND remaining <= granted AND granted > 0) OR has_rest <> (remaining > 0)`,
  },
  {
    name: 'lots.held_is_sum_of_shares',
    sentence: "a lot's held = Σ its shares in live holds",
    sql: `
WITH ${SHARES},
held AS (SELECT lot_id, sum(amount) AS amount FROM shares WHERE state = 'held' GROUP BY lot_id)
SELECT l.id AS lot_id, l.account_id, l.held, coalesce(held.amount, 0) AS shares
FROM wallet.lot AS l
LEFT JOIN held ON held.lot_id = l.id
WHERE l.held <> coalesce(held.amount, 0)`,
  },
  {
    name: 'lots.shares_make_up_the_hold',
    sentence: "a hold's shares sum to its amount and come from lots of its account",
    sql: `
WITH ${SHARES}
SELECT h.reference, h.account_id, h.amount, coalesce(sum(s.amount), 0) AS shares,
  count(*) FILTER (WHERE s.lot_id IS NOT NULL AND l.id IS NULL) AS foreign_lots
FROM wallet.hold AS h
LEFT JOIN shares AS s ON s.reference = h.reference AND s.account_id = h.account_id
LEFT JOIN wallet.lot AS l ON l.id = s.lot_id AND l.account_id = s.account_id
GROUP BY h.reference, h.account_id, h.amount
HAVING h.amount <> coalesce(sum(s.amount), 0) OR bool_or(s.lot_id IS NOT NULL AND l.id IS NULL)`,
  },
  {
    name: 'lots.consumed_is_captured',
    sentence:
      'granted − remaining = Σ captured of the lot, earliest share of a hold first, less what was given back to it',
    sql: `
WITH ${SHARES},
restored AS (SELECT lot_id, sum(amount) AS amount FROM wallet.lot_restoration GROUP BY lot_id),
captured AS (
  SELECT lot_id, sum(least(amount, greatest(captured - before, 0))) AS amount
  FROM shares WHERE state = 'captured' GROUP BY lot_id)
SELECT l.id AS lot_id, l.account_id, l.granted, l.remaining, coalesce(captured.amount, 0) AS captured, coalesce(r.amount, 0) AS restored
FROM wallet.lot AS l
LEFT JOIN captured ON captured.lot_id = l.id
LEFT JOIN restored AS r ON r.lot_id = l.id
WHERE l.granted - l.remaining <> coalesce(captured.amount, 0) - coalesce(r.amount, 0)`,
  },
  {
    name: 'lots.nothing_held_after_expiry',
    sentence: 'nothing consumed after expiry unless held before',
    sql: `
WITH ${SHARES}
SELECT s.reference, s.lot_id, s.held_at, l.expires_at
FROM shares AS s
JOIN wallet.lot AS l ON l.id = s.lot_id
WHERE s.held_at >= l.expires_at`,
  },
];

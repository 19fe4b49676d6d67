/** Lots: where an account's money came from, how much of each lot is left, and how much of that is held. */
import { CLOCK_GRACE, SWEEP_GRACE, type Invariant } from './invariant.js';

/** Every share of a hold, as one row: which lot, how much, and how much of the hold stood before it in the order of capture. */
export const SHARES = `
shares AS (
  SELECT h.reference, h.account_id, h.state, h.captured, h.held_at, share.lot_id, share.amount,
    sum(share.amount) OVER (PARTITION BY h.reference, h.account_id ORDER BY share.place) - share.amount AS before
  FROM wallet.hold AS h, unnest(h.lot_ids, h.lot_amounts) WITH ORDINALITY AS share (lot_id, amount, place))`;

/** Every entry of every expiry, as what it took; its transfer's reference is the lot. A lot expires once: it is never filled again. */
const EXPIRIES = `
WITH expiry AS (
  SELECT t.id AS transfer_id, t.reference AS lot_id, e.account_id, -e.amount AS amount, a.role
  FROM wallet.transfer AS t
  JOIN wallet.entry AS e ON e.transfer_id = t.id
  JOIN wallet.account AS a ON a.id = e.account_id
  WHERE t.kind = 'expiry')`;

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
      'granted − remaining = Σ captured of the lot, earliest share of a hold first, + what expired of it − what was given back to it',
    sql: `
WITH ${SHARES},
restored AS (SELECT lot_id, sum(amount) AS amount FROM wallet.lot_restoration WHERE carried_by IS NULL GROUP BY lot_id),
captured AS (
  SELECT lot_id, sum(least(amount, greatest(captured - before, 0))) AS amount
  FROM shares WHERE state = 'captured' GROUP BY lot_id),
expired AS (${EXPIRIES} SELECT lot_id, sum(amount) AS amount FROM expiry WHERE role = 'customer' GROUP BY lot_id)
SELECT l.id AS lot_id, l.account_id, l.granted, l.remaining, coalesce(captured.amount, 0) AS captured,
  coalesce(expired.amount, 0) AS expired, coalesce(r.amount, 0) AS restored
FROM wallet.lot AS l
LEFT JOIN captured ON captured.lot_id = l.id
LEFT JOIN expired ON expired.lot_id = l.id
LEFT JOIN restored AS r ON r.lot_id = l.id
WHERE l.granted - l.remaining <> coalesce(captured.amount, 0) + coalesce(expired.amount, 0) - coalesce(r.amount, 0)`,
  },
  {
    name: 'lots.expiry_is_of_its_lot',
    sentence: "an expiry takes from the account of its lot and gives to the house's expired, once a lot",
    sql: `
${EXPIRIES}
SELECT e.transfer_id, e.lot_id, e.role, e.amount, l.account_id
FROM expiry AS e
LEFT JOIN wallet.lot AS l ON l.id = e.lot_id
WHERE l.id IS NULL OR NOT coalesce(
  (e.role = 'customer' AND e.account_id = l.account_id AND e.amount > 0) OR (e.role = 'expired' AND e.amount < 0), false)
UNION ALL
SELECT NULL, lot_id, NULL, count(*), NULL
FROM expiry WHERE role = 'customer' GROUP BY lot_id HAVING count(*) > 1
UNION ALL
SELECT NULL, NULL, a.role, a.balance, a.id
FROM wallet.account AS a
LEFT JOIN (SELECT account_id, -sum(amount) AS amount FROM expiry GROUP BY account_id) AS e ON e.account_id = a.id
WHERE a.role = 'expired' AND coalesce(e.amount, 0) > a.balance`,
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
  {
    // Whatever the shop's clock says (tests move it), nothing is overdue before the database's own clock says so, too. A lot of which
    // something is held waits for its hold; how long that took is not on record, but its saga has not moved since.
    name: 'lots.swept_in_time',
    sentence: 'no lot that is due and free is left unswept for more than an hour',
    sql: `
WITH ${SHARES},
freed AS (
  SELECT s.lot_id, max(greatest(s.held_at, g.updated_at)) AS at
  FROM shares AS s
  LEFT JOIN platform.saga AS g ON g.id = s.reference
  GROUP BY s.lot_id)
SELECT l.id AS lot_id, l.account_id, l.remaining, l.expires_at, f.at AS last_freed_at
FROM wallet.lot AS l
LEFT JOIN freed AS f ON f.lot_id = l.id
WHERE l.has_rest AND l.held = 0 AND greatest(l.expires_at, f.at) < least(now(), $1::timestamptz) - ${SWEEP_GRACE}`,
  },
  {
    // Judged by what is certain: shares count as taken from their hold on, even of holds that were released (when, nobody wrote down),
    // and what was given back to a lot is left out. So it never accuses wrongly, and sees every lot that nothing was ever released of.
    // Each share is held against blocks of lots first, in the order of their expiry: a wallet may have thousands of both.
    name: 'lots.earliest_expiry_first',
    sentence: 'earliest expiry first: nothing was taken from a lot while one that expires earlier had a rest',
    sql: `
WITH ${SHARES},
gone AS (
  SELECT lot_id, min(held_at) FILTER (WHERE taken >= granted) AS at
  FROM (
    SELECT s.lot_id, s.held_at, l.granted, sum(s.amount) OVER (PARTITION BY s.lot_id ORDER BY s.held_at) AS taken
    FROM shares AS s JOIN wallet.lot AS l ON l.id = s.lot_id) AS t
  GROUP BY lot_id),
waited AS (
  SELECT l.id, l.account_id, l.expires_at, coalesce(o.origin, l.source) AS origin,
    l.granted_at + ${CLOCK_GRACE} AS since, least(l.expires_at, g.at - ${CLOCK_GRACE}) AS until
  FROM wallet.lot AS l
  LEFT JOIN gone AS g ON g.lot_id = l.id
  LEFT JOIN wallet.gifted_lot AS o ON o.lot_id = l.id
  WHERE l.expires_at IS NOT NULL),
waiting AS MATERIALIZED (
  SELECT *, (row_number() OVER (PARTITION BY account_id ORDER BY expires_at) - 1) / 200 AS block FROM waited WHERE since < until),
block AS MATERIALIZED (
  SELECT account_id, block, min(expires_at) AS earliest, range_agg(tstzrange(since, until, '()')) AS times
  FROM waiting GROUP BY account_id, block),
paid AS MATERIALIZED (
  SELECT s.reference, s.account_id, s.held_at, s.lot_id, coalesce(l.expires_at, 'infinity') AS expires_at
  FROM shares AS s JOIN wallet.lot AS l ON l.id = s.lot_id),
suspect AS MATERIALIZED (
  SELECT p.*, b.block
  FROM paid AS p
  JOIN block AS b ON b.account_id = p.account_id AND b.earliest < p.expires_at AND b.times @> p.held_at)
SELECT p.reference, p.held_at, p.lot_id AS took_from, p.expires_at, w.id AS passed_over, w.expires_at AS earlier
FROM suspect AS p
JOIN waiting AS w ON w.account_id = p.account_id AND w.block = p.block
  AND w.since < p.held_at AND w.until > p.held_at AND w.expires_at < p.expires_at
LEFT JOIN transfer.withdrawal AS x ON x.id = p.reference
WHERE x.id IS NULL OR w.origin = ANY (x.origins)`,
  },
];

/** Holds on credit and points: what they add up to, and which orders they stand for. */
import { LAPSE_GRACE, SAGA_ENDED, type Invariant } from './invariant.js';

/** The kinds of transfer that a captured hold becomes; other kinds never refer to a hold. */
const CAPTURES = `('order_payment', 'order_points', 'redemption', 'conversion_out', 'reward_clawback', 'gift_sent', 'withdrawal_paid', 'withdrawal_recovered')`;

export const holdInvariants: readonly Invariant[] = [
  {
    name: 'holds.held_is_sum_of_live_holds',
    sentence: 'held = Σ live holds',
    sql: `
SELECT a.id AS account_id, a.owner_id, a.asset, a.held, coalesce(h.sum, 0) AS holds
FROM wallet.account AS a
LEFT JOIN (SELECT account_id, sum(amount) AS sum FROM wallet.hold WHERE state = 'held' GROUP BY account_id) AS h
  ON h.account_id = a.id
WHERE a.held <> coalesce(h.sum, 0)`,
  },
  {
    name: 'holds.finished_adds_up',
    sentence: 'finished ⇒ captured + released = amount',
    sql: `
SELECT reference, account_id, state, amount, captured
FROM wallet.hold
WHERE captured NOT BETWEEN 0 AND amount OR (state <> 'captured' AND captured <> 0)`,
  },
  {
    name: 'holds.captured_is_transferred',
    sentence: 'what is captured of a hold is what its one transfer took from the account',
    sql: `
WITH taken AS (
  SELECT t.reference, e.account_id, -sum(e.amount) AS amount
  FROM wallet.transfer AS t
  JOIN wallet.entry AS e ON e.transfer_id = t.id
  JOIN wallet.account AS a ON a.id = e.account_id AND a.role = 'customer'
  WHERE t.kind IN ${CAPTURES}
  GROUP BY t.reference, e.account_id)
SELECT reference, account_id, h.state, h.captured, taken.amount AS transferred
FROM wallet.hold AS h
FULL JOIN taken USING (reference, account_id)
WHERE coalesce(h.captured, 0) <> coalesce(taken.amount, 0)`,
  },
  {
    name: 'holds.live_hold_of_unfinished_order',
    sentence: "a live hold's order is unfinished and inside its time, or its withdrawal is open",
    sql: `
SELECT h.reference, h.account_id, h.amount, o.state AS order_state, o.pay_by, s.state AS saga_state
FROM wallet.hold AS h
LEFT JOIN orders.customer_order AS o ON o.id = h.reference
LEFT JOIN platform.saga AS s ON s.id = h.reference
WHERE h.state = 'held'
  AND NOT EXISTS (SELECT FROM transfer.withdrawal AS w WHERE w.id = h.reference AND w.state IN ('requested', 'approved'))
  AND (o.id IS NULL OR o.state <> 'awaiting_payment'
    OR s.id IS NULL OR s.state IN ${SAGA_ENDED}
    OR (s.state = 'waiting' AND o.pay_by < $1::timestamptz - ${LAPSE_GRACE}))`,
  },
  {
    name: 'holds.one_live_hold_per_account_and_order',
    sentence: '≤ 1 live hold per (account, order)',
    sql: `
SELECT reference, account_id, count(*) AS live
FROM wallet.hold
WHERE state = 'held'
GROUP BY reference, account_id
HAVING count(*) > 1`,
  },
  {
    name: 'holds.hold_has_its_account',
    sentence: "a hold names a customer's account that is there, the one of whoever ordered, gave or withdrew",
    sql: `
SELECT h.reference, h.account_id, a.owner_id, o.customer_id, g.sender_id, w.customer_id AS withdrawer_id
FROM wallet.hold AS h
LEFT JOIN wallet.account AS a ON a.id = h.account_id AND a.role = 'customer'
LEFT JOIN orders.customer_order AS o ON o.id = h.reference
LEFT JOIN transfer.gift AS g ON g.id = h.reference
LEFT JOIN (
  SELECT id AS reference, customer_id FROM transfer.withdrawal
  UNION ALL
  SELECT recovery_id, customer_id FROM transfer.withdrawal WHERE recovery_id IS NOT NULL) AS w ON w.reference = h.reference
WHERE a.id IS NULL OR a.owner_id <> coalesce(o.customer_id, g.sender_id, w.customer_id)`,
  },
];

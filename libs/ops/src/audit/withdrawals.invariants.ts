/** Withdrawals: what is held while they are open, the one transfer when they are paid, and nothing when they are not. */
import { SAGA_ENDED, type Invariant } from './invariant.js';

export const withdrawalInvariants: readonly Invariant[] = [
  {
    name: 'withdrawals.amount_is_net_and_fee',
    sentence: 'amount = net + fee',
    sql: `
SELECT id AS withdrawal_id, amount_minor, net_minor, fee_minor
FROM transfer.withdrawal
WHERE amount_minor <> net_minor + fee_minor OR net_minor <= 0 OR fee_minor < 0`,
  },
  {
    name: 'withdrawals.open_has_its_hold',
    sentence: 'open ⇔ live hold',
    sql: `
SELECT w.id AS withdrawal_id, w.state, w.amount_minor, h.state AS hold_state, h.amount AS held
FROM transfer.withdrawal AS w
LEFT JOIN (wallet.hold AS h JOIN wallet.account AS a ON a.id = h.account_id) ON h.reference = w.id AND a.owner_id = w.customer_id
WHERE (w.state IN ('requested', 'approved')) <> coalesce(h.state = 'held' AND h.amount = w.amount_minor, false)`,
  },
  {
    name: 'withdrawals.settled_is_one_transfer',
    sentence:
      'settled ⇔ one transfer: net to payouts, fee to fees, all of it from the wallet (or, paid after a failure, in part from adjustments)',
    sql: `
WITH booked AS (
  SELECT t.id, t.reference, sum(e.amount) FILTER (WHERE a.role = 'payouts') AS net, sum(e.amount) FILTER (WHERE a.role = 'fees') AS fee,
    -sum(e.amount) FILTER (WHERE a.role = 'customer') AS paid, min(a.owner_id::text) FILTER (WHERE a.role = 'customer') AS payer
  FROM wallet.transfer AS t
  JOIN wallet.entry AS e ON e.transfer_id = t.id
  JOIN wallet.account AS a ON a.id = e.account_id
  WHERE t.kind IN ('withdrawal_paid', 'withdrawal_recovered')
  GROUP BY t.id, t.reference)
SELECT coalesce(w.id, b.reference) AS withdrawal_id, w.state, b.net, b.fee, b.paid, w.recovered_minor
FROM (SELECT * FROM transfer.withdrawal WHERE state = 'paid_out') AS w
FULL JOIN booked AS b ON b.id = w.transfer_id
WHERE w.id IS NULL OR b.id IS NULL OR b.reference <> coalesce(w.recovery_id, w.id)
  OR b.net <> w.net_minor OR coalesce(b.fee, 0) <> w.fee_minor
  OR coalesce(b.paid, 0) <> coalesce(w.recovered_minor, w.amount_minor) OR b.payer <> w.customer_id::text`,
  },
  {
    name: 'withdrawals.nothing_moved_in_vain',
    sentence: 'failed/rejected ⇒ no money moved',
    sql: `
SELECT w.id AS withdrawal_id, w.state, t.id AS transfer_id, h.state AS hold_state, h.captured
FROM transfer.withdrawal AS w
LEFT JOIN wallet.transfer AS t ON t.reference = w.id
LEFT JOIN wallet.hold AS h ON h.reference = w.id
WHERE w.state IN ('rejected', 'failed') AND (t.id IS NOT NULL OR h.state IS DISTINCT FROM 'released' OR w.payout_state = 'paid')`,
  },
  {
    name: 'withdrawals.decided_by_somebody_else',
    sentence: 'no withdrawal goes out that somebody else has not approved',
    sql: `
SELECT id AS withdrawal_id, state, customer_id, decided_by
FROM transfer.withdrawal
WHERE decided_by = customer_id OR (state IN ('approved', 'paid_out', 'failed') AND decided_by IS NULL)`,
  },
  {
    name: 'withdrawals.paid_is_what_the_provider_says',
    sentence: 'paid out ⇔ the provider has said so',
    sql: `
SELECT id AS withdrawal_id, state, payout_state
FROM transfer.withdrawal
WHERE (state = 'paid_out' AND payout_state <> 'paid') OR (state = 'requested' AND payout_state <> 'none')`,
  },
  {
    name: 'withdrawals.only_what_may_leave',
    sentence: 'credit is withdrawn only from lots of an origin that could be withdrawn when it was asked for',
    sql: `
SELECT w.id AS withdrawal_id, l.id AS lot_id, coalesce(o.origin, l.source) AS origin, w.origins
FROM transfer.withdrawal AS w
JOIN wallet.hold AS h ON h.reference = w.id
CROSS JOIN LATERAL unnest(h.lot_ids) AS share (lot_id)
JOIN wallet.lot AS l ON l.id = share.lot_id
LEFT JOIN wallet.gifted_lot AS o ON o.lot_id = l.id
WHERE NOT coalesce(o.origin, l.source) = ANY (w.origins)`,
  },
  {
    name: 'withdrawals.houses_add_up',
    sentence: 'the accounts payouts and fees = Σ net and Σ fee of what was paid out',
    sql: `
SELECT a.role, a.balance, CASE a.role WHEN 'payouts' THEN w.net ELSE w.fee END AS paid_out
FROM wallet.account AS a
CROSS JOIN (SELECT coalesce(sum(net_minor), 0) AS net, coalesce(sum(fee_minor), 0) AS fee FROM transfer.withdrawal WHERE state = 'paid_out') AS w
WHERE a.role IN ('payouts', 'fees') AND a.asset = 'credit' AND a.balance <> CASE a.role WHEN 'payouts' THEN w.net ELSE w.fee END`,
  },
  {
    name: 'withdrawals.finish_with_their_saga',
    sentence: 'one saga per withdrawal, both finish together',
    sql: `
SELECT coalesce(w.id, s.id) AS withdrawal_id, w.state, w.recovery_id, s.state AS saga_state
FROM transfer.withdrawal AS w
FULL JOIN (SELECT id, state FROM platform.saga WHERE name = 'withdrawal') AS s ON s.id = w.id
WHERE w.id IS NULL OR s.id IS NULL OR NOT CASE
  WHEN w.state IN ('requested', 'approved') THEN s.state NOT IN ${SAGA_ENDED}
  WHEN w.state = 'paid_out' AND w.recovery_id IS NULL THEN s.state = 'done'
  ELSE s.state = 'undone' END`,
  },
];

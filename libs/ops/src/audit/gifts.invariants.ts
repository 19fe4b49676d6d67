/** Gifts: where their credit is, that it never outlives or becomes more than what it was made of, and the brakes and freezes beside them. */
import { SAGA_ENDED, type Invariant } from './invariant.js';

export const giftInvariants: readonly Invariant[] = [
  {
    name: 'gifts.amount_adds_up',
    sentence: 'amount = claimed + returned + pending (what had expired meanwhile went neither way)',
    sql: `
SELECT id AS gift_id, state, amount_minor, claimed_minor, returned_minor, expired_minor
FROM transfer.gift
WHERE CASE state
  WHEN 'pending' THEN claimed_minor + returned_minor + expired_minor <> 0 OR closed_at IS NOT NULL OR accepted_at IS NOT NULL
  WHEN 'claimed' THEN claimed_minor + expired_minor <> amount_minor OR returned_minor <> 0 OR claimed_minor = 0
  ELSE returned_minor + expired_minor <> amount_minor OR claimed_minor <> 0 END`,
  },
  {
    name: 'gifts.in_flight_is_pending',
    sentence: 'the in-flight account = Σ pending',
    sql: `
SELECT a.balance AS in_flight, coalesce(g.pending, 0) AS pending
FROM wallet.account AS a
CROSS JOIN (SELECT sum(amount_minor) AS pending FROM transfer.gift WHERE state = 'pending') AS g
WHERE a.role = 'gifts_in_flight' AND a.asset = 'credit' AND a.balance <> coalesce(g.pending, 0)`,
  },
  {
    name: 'gifts.moved_as_they_say',
    sentence:
      "a gift left its sender once, and came to its receiver or back once, as its row says; nobody else's account moved",
    sql: `
WITH moved AS (
  SELECT t.reference, t.kind, a.owner_id, a.role, sum(e.amount) AS amount
  FROM wallet.transfer AS t
  JOIN wallet.entry AS e ON e.transfer_id = t.id
  JOIN wallet.account AS a ON a.id = e.account_id
  WHERE t.kind IN ('gift_sent', 'gift_claimed', 'gift_returned')
  GROUP BY t.reference, t.kind, a.owner_id, a.role),
should AS (
  SELECT id AS reference, 'gift_sent' AS kind, sender_id AS owner_id, -amount_minor AS amount FROM transfer.gift
  UNION ALL
  SELECT id, 'gift_claimed', receiver_id, claimed_minor FROM transfer.gift WHERE state = 'claimed'
  UNION ALL
  SELECT id, 'gift_returned', sender_id, returned_minor FROM transfer.gift WHERE returned_minor > 0)
SELECT reference, kind, owner_id, should.amount AS should_be, moved.amount AS moved
FROM should
FULL JOIN (SELECT * FROM moved WHERE role = 'customer') AS moved USING (reference, kind, owner_id)
WHERE should.amount IS DISTINCT FROM moved.amount
UNION ALL
SELECT g.id, NULL, NULL, g.expired_minor, coalesce(m.amount, 0)
FROM transfer.gift AS g
LEFT JOIN moved AS m ON m.reference = g.id AND m.role = 'expired'
WHERE g.expired_minor <> coalesce(m.amount, 0)`,
  },
  {
    name: 'gifts.nothing_outlives_its_origin',
    sentence: 'a gift never outlives or becomes more withdrawable than its origin',
    sql: `
WITH given AS (
  SELECT h.reference, coalesce(o.origin, l.source) AS origin, l.expires_at, sum(share.amount) AS amount
  FROM transfer.gift AS g
  JOIN wallet.hold AS h ON h.reference = g.id
  CROSS JOIN LATERAL unnest(h.lot_ids, h.lot_amounts) AS share (lot_id, amount)
  JOIN wallet.lot AS l ON l.id = share.lot_id
  LEFT JOIN wallet.gifted_lot AS o ON o.lot_id = l.id
  GROUP BY h.reference, coalesce(o.origin, l.source), l.expires_at),
got AS (
  SELECT o.reference, o.origin, l.expires_at, l.source, a.owner_id, sum(l.granted) AS amount
  FROM wallet.gifted_lot AS o
  JOIN wallet.lot AS l ON l.id = o.lot_id
  JOIN wallet.account AS a ON a.id = l.account_id
  GROUP BY o.reference, o.origin, l.expires_at, l.source, a.owner_id)
SELECT got.reference AS gift_id, got.origin, got.expires_at, got.source, got.amount AS got, given.amount AS given
FROM got
LEFT JOIN transfer.gift AS g ON g.id = got.reference AND g.receiver_id = got.owner_id
LEFT JOIN given ON given.reference = got.reference AND given.origin = got.origin
  AND given.expires_at IS NOT DISTINCT FROM got.expires_at
WHERE g.id IS NULL OR got.source <> 'gift' OR given.amount IS NULL OR got.amount > given.amount
UNION ALL
SELECT l.id, NULL, l.expires_at, l.source, l.granted, NULL
FROM wallet.lot AS l
WHERE l.source = 'gift' AND NOT EXISTS (SELECT FROM wallet.gifted_lot AS o WHERE o.lot_id = l.id)`,
  },
  {
    name: 'gifts.finish_with_their_saga',
    sentence: 'one saga per gift, both finish together',
    sql: `
SELECT coalesce(g.id, s.id) AS gift_id, g.state, s.state AS saga_state
FROM transfer.gift AS g
FULL JOIN (SELECT id, state FROM platform.saga WHERE name = 'gift') AS s ON s.id = g.id
WHERE g.id IS NULL OR s.id IS NULL OR NOT CASE g.state
  WHEN 'pending' THEN s.state NOT IN ${SAGA_ENDED}
  WHEN 'claimed' THEN s.state = 'done'
  ELSE s.state = 'undone' END`,
  },
  {
    name: 'lots.restored_within_consumed',
    sentence: 'restored ≤ consumed per (lot, reference)',
    sql: `
WITH restored AS (SELECT reference, lot_id, sum(amount) AS amount FROM wallet.lot_restoration GROUP BY reference, lot_id),
consumed AS (
  SELECT h.reference, share.lot_id, sum(share.amount) AS amount
  FROM wallet.hold AS h, unnest(h.lot_ids, h.lot_amounts) AS share (lot_id, amount)
  WHERE h.state = 'captured'
  GROUP BY h.reference, share.lot_id)
SELECT r.reference, r.lot_id, r.amount AS restored, c.amount AS consumed
FROM restored AS r
LEFT JOIN consumed AS c USING (reference, lot_id)
WHERE c.amount IS NULL OR r.amount > c.amount`,
  },
  {
    name: 'velocity.counts_every_act',
    sentence: 'every gift and every withdrawal of the last day is counted by its brake, with its amount',
    sql: `
WITH act AS (
  SELECT 'gift' AS act, id AS reference, sender_id AS owner_id, amount_minor FROM transfer.gift WHERE created_at > $1::timestamptz - interval '1 day'
  UNION ALL
  SELECT 'withdrawal', id, customer_id, amount_minor FROM transfer.withdrawal WHERE requested_at > $1::timestamptz - interval '1 day')
SELECT act.act, act.reference, act.amount_minor, u.amount_minor AS counted
FROM act
LEFT JOIN transfer.velocity_use AS u ON u.act = act.act AND u.reference = act.reference AND u.owner_id = act.owner_id
WHERE u.amount_minor IS DISTINCT FROM act.amount_minor`,
  },
  {
    name: 'wallets.frozen_for_a_reason',
    sentence: 'a wallet is frozen exactly while somebody has frozen it, for the reason on record',
    sql: `
SELECT coalesce(a.owner_id, f.owner_id) AS owner_id, a.asset, a.frozen_reason, f.reason
FROM (SELECT owner_id, asset, frozen_reason FROM wallet.account WHERE role = 'customer') AS a
LEFT JOIN wallet.freeze AS f ON f.owner_id = a.owner_id AND f.lifted_at IS NULL
WHERE a.frozen_reason IS DISTINCT FROM f.reason`,
  },
];

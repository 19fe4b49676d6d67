/** Faults in the ledger, in holds and lots. */
import type { Planting } from './plantings.js';

const drop = (table: string, constraint: string): string => `ALTER TABLE ${table} DROP CONSTRAINT ${constraint}`;
const ENTRY = `(account_id, seq) IN (SELECT account_id, seq FROM wallet.entry ORDER BY account_id, seq LIMIT 1)`;
const LAST_ENTRY = `(account_id, seq) IN (SELECT id, entry_seq FROM wallet.account WHERE entry_seq > 0 ORDER BY id LIMIT 1)`;
const TRANSFER = (kind: string): string =>
  `id IN (SELECT id FROM wallet.transfer WHERE kind = '${kind}' ORDER BY id LIMIT 1)`;
const HOLD = (state: string): string =>
  `(reference, account_id) IN (SELECT reference, account_id FROM wallet.hold WHERE state = '${state}' AND amount > 1 ORDER BY reference LIMIT 1)`;

const ledger: readonly Planting[] = [
  {
    invariant: 'ledger.transfer_sums_to_zero',
    what: 'an entry grew by one',
    sql: [`UPDATE wallet.entry SET amount = amount + 1 WHERE ${ENTRY}`],
  },
  {
    invariant: 'ledger.transfer_sums_to_zero',
    what: 'a transfer without entries',
    sql: [
      `INSERT INTO wallet.transfer (id, kind, reference, made_at) VALUES (gen_random_uuid(), 'nothing', gen_random_uuid(), now())`,
    ],
  },
  {
    invariant: 'ledger.transfer_sums_to_zero',
    what: 'a transfer of an account to itself',
    sql: [
      `INSERT INTO wallet.transfer (id, kind, reference, made_at) VALUES ('00000000-0000-7000-8000-00000000000a', 'circle', gen_random_uuid(), now())`,
      `INSERT INTO wallet.entry (account_id, seq, transfer_id, amount, balance_after, made_at)
       SELECT 1, 1000000 + n, '00000000-0000-7000-8000-00000000000a', 10 * n - 15, 0, now() FROM generate_series(1, 2) AS n`,
    ],
  },
  {
    invariant: 'ledger.asset_sums_to_zero',
    what: 'a balance grew by one',
    sql: [`UPDATE wallet.account SET balance = balance + 1 WHERE id = 1`],
  },
  {
    invariant: 'ledger.balance_is_sum_of_entries',
    what: 'a balance grew by one',
    sql: [`UPDATE wallet.account SET balance = balance + 1 WHERE id = 1`],
  },
  {
    invariant: 'ledger.balance_after_is_running_sum',
    what: 'a balance after is one too high',
    sql: [`UPDATE wallet.entry SET balance_after = balance_after + 1 WHERE ${ENTRY}`],
  },
  {
    invariant: 'ledger.entry_seq_gapless',
    what: 'the last entry has the number after its own',
    sql: [`UPDATE wallet.entry SET seq = seq + 1 WHERE ${LAST_ENTRY}`],
  },
  {
    invariant: 'ledger.entry_seq_gapless',
    what: 'an account counts an entry it has not',
    sql: [`UPDATE wallet.account SET entry_seq = entry_seq + 1 WHERE id = 1`],
  },
  {
    invariant: 'ledger.balance_covers_held',
    what: 'more is held than there is',
    sql: [
      drop('wallet.account', 'account_customer_never_overdrawn'),
      `UPDATE wallet.account SET held = balance + 1 WHERE role = 'customer'`,
    ],
  },
  {
    invariant: 'ledger.one_transfer_per_event',
    what: 'an order was paid twice',
    sql: [
      drop('wallet.transfer', 'transfer_once_per_event'),
      `INSERT INTO wallet.transfer SELECT gen_random_uuid(), kind, reference, actor, reason, made_at FROM wallet.transfer WHERE ${TRANSFER('order_payment')}`,
    ],
  },
  {
    invariant: 'ledger.entry_has_its_transfer_and_account',
    what: 'a transfer is gone',
    sql: [`DELETE FROM wallet.transfer WHERE ${TRANSFER('order_payment')}`],
  },
  {
    invariant: 'ledger.entry_has_its_transfer_and_account',
    what: 'an entry is of an unknown account',
    sql: [`UPDATE wallet.entry SET account_id = 999999 WHERE ${ENTRY}`],
  },
  {
    invariant: 'ledger.entry_has_its_order',
    what: 'an entry names an unknown order',
    sql: [`UPDATE wallet.entry SET order_id = gen_random_uuid() WHERE ${ENTRY}`],
  },
  {
    invariant: 'ledger.entry_has_its_order',
    what: "an entry names another customer's order",
    sql: [
      `UPDATE wallet.entry AS e SET order_id = (SELECT id FROM orders.customer_order WHERE customer_id <> a.owner_id LIMIT 1)
       FROM wallet.account AS a WHERE a.id = e.account_id AND a.role = 'customer' AND e.order_id IS NOT NULL`,
    ],
  },
  {
    invariant: 'ledger.manual_grant_is_approved',
    what: 'somebody approved a grant of their own',
    sql: [
      drop('wallet.credit_grant', 'credit_grant_needs_two_people'),
      `UPDATE wallet.credit_grant SET decided_by = proposed_by WHERE state = 'approved'`,
    ],
  },
  {
    invariant: 'ledger.manual_grant_is_approved',
    what: 'a rejected grant was booked',
    sql: [`UPDATE wallet.credit_grant SET state = 'rejected' WHERE state = 'approved'`],
  },
  {
    invariant: 'ledger.manual_grant_is_approved',
    what: 'more was booked than approved',
    sql: [`UPDATE wallet.credit_grant SET amount = amount - 1 WHERE state = 'approved'`],
  },
  {
    invariant: 'ledger.manual_grant_is_approved',
    what: 'an approved grant was never booked',
    sql: [`UPDATE wallet.credit_grant SET state = 'approved' WHERE state = 'rejected'`],
  },
];

const holdsAndLots: readonly Planting[] = [
  {
    invariant: 'holds.held_is_sum_of_live_holds',
    what: 'an account holds one more',
    sql: [`UPDATE wallet.account SET held = held + 1 WHERE role = 'customer' AND balance > held`],
  },
  {
    invariant: 'holds.finished_adds_up',
    what: 'a released hold was captured in part',
    sql: [`UPDATE wallet.hold SET captured = 1 WHERE ${HOLD('released')}`],
  },
  {
    invariant: 'holds.captured_is_transferred',
    what: 'less was captured than transferred',
    sql: [`UPDATE wallet.hold SET captured = captured - 1 WHERE ${HOLD('captured')}`],
  },
  {
    invariant: 'holds.captured_is_transferred',
    what: 'a payment without a hold',
    sql: [`DELETE FROM wallet.hold WHERE ${HOLD('captured')}`],
  },
  {
    invariant: 'holds.live_hold_of_unfinished_order',
    what: 'credit of a paid order is still held',
    sql: [`UPDATE wallet.hold SET state = 'held', captured = 0 WHERE ${HOLD('captured')}`],
  },
  {
    invariant: 'holds.live_hold_of_unfinished_order',
    what: 'the order is past its time',
    sql: [`UPDATE orders.customer_order SET pay_by = now() - interval '2 minutes' WHERE state = 'awaiting_payment'`],
  },
  {
    invariant: 'holds.live_hold_of_unfinished_order',
    what: 'the saga has ended',
    sql: [`UPDATE platform.saga SET state = 'undone', wake_at = NULL WHERE state = 'waiting'`],
  },
  {
    invariant: 'holds.live_hold_of_unfinished_order',
    what: 'there is no such order',
    sql: [`UPDATE wallet.hold SET reference = gen_random_uuid() WHERE ${HOLD('held')}`],
  },
  {
    invariant: 'holds.one_live_hold_per_account_and_order',
    what: 'an order holds twice',
    sql: [drop('wallet.hold', 'hold_pkey'), `INSERT INTO wallet.hold SELECT * FROM wallet.hold WHERE ${HOLD('held')}`],
  },
  {
    invariant: 'holds.hold_has_its_account',
    what: 'a hold is of an unknown account',
    sql: [`UPDATE wallet.hold SET account_id = 999999 WHERE ${HOLD('held')}`],
  },
  {
    invariant: 'holds.hold_has_its_account',
    what: "a hold is on another customer's account",
    sql: [
      `UPDATE wallet.hold SET account_id = (SELECT max(a.id) FROM wallet.account AS a WHERE a.id <> wallet.hold.account_id) WHERE ${HOLD('held')}`,
    ],
  },
  {
    invariant: 'lots.account_is_sum_of_lots',
    what: 'a lot lost one',
    sql: [`UPDATE wallet.lot SET remaining = remaining - 1 WHERE remaining > held + 1`],
  },
  {
    invariant: 'lots.amounts_ordered',
    what: 'more of a lot is held than remains',
    sql: [drop('wallet.lot', 'lot_amounts_ordered'), `UPDATE wallet.lot SET held = remaining + 1`],
  },
  {
    invariant: 'lots.held_is_sum_of_shares',
    what: 'a lot holds one more',
    sql: [`UPDATE wallet.lot SET held = held + 1 WHERE remaining > held`],
  },
  {
    invariant: 'lots.shares_make_up_the_hold',
    what: 'a share is one too large',
    sql: [`UPDATE wallet.hold SET lot_amounts[1] = lot_amounts[1] + 1 WHERE ${HOLD('held')}`],
  },
  {
    invariant: 'lots.shares_make_up_the_hold',
    what: "a share is of somebody else's lot",
    sql: [
      `UPDATE wallet.hold AS h SET lot_ids[1] = (SELECT id FROM wallet.lot WHERE account_id <> h.account_id LIMIT 1) WHERE ${HOLD('held')}`,
    ],
  },
  {
    invariant: 'lots.consumed_is_captured',
    what: 'a lot was granted larger than it was',
    sql: [`UPDATE wallet.lot SET granted = granted + 1`],
  },
  {
    invariant: 'lots.consumed_is_captured',
    what: 'more of a lot expired than went from it',
    sql: [
      `UPDATE wallet.lot SET remaining = remaining + 1, has_rest = true WHERE id IN (SELECT reference FROM wallet.transfer WHERE kind = 'expiry')`,
    ],
  },
  {
    invariant: 'lots.expiry_is_of_its_lot',
    what: 'an expiry names no lot',
    sql: [
      `INSERT INTO wallet.transfer VALUES ('00000000-0000-7000-8000-00000000000b', 'expiry', gen_random_uuid(), NULL, NULL, now())`,
      `UPDATE wallet.entry SET transfer_id = '00000000-0000-7000-8000-00000000000b' WHERE transfer_id IN (SELECT id FROM wallet.transfer WHERE kind = 'expiry' LIMIT 1)`,
    ],
  },
  {
    invariant: 'lots.expiry_is_of_its_lot',
    what: 'an expiry gave to the sales',
    sql: [
      `UPDATE wallet.entry SET account_id = 2, seq = seq + 1000000 WHERE transfer_id IN (SELECT id FROM wallet.transfer WHERE kind = 'expiry') AND amount > 0`,
    ],
  },
  {
    invariant: 'lots.expiry_is_of_its_lot',
    what: 'an expiry took from somebody else',
    sql: [
      `UPDATE wallet.entry SET account_id = (SELECT max(a.id) FROM wallet.account AS a WHERE a.id <> wallet.entry.account_id), seq = seq + 1000000
       WHERE transfer_id IN (SELECT id FROM wallet.transfer WHERE kind = 'expiry' LIMIT 1) AND amount < 0`,
    ],
  },
  {
    invariant: 'lots.expiry_is_of_its_lot',
    what: 'a lot expired twice',
    sql: [
      drop('wallet.transfer', 'transfer_once_per_event'),
      `INSERT INTO wallet.transfer (id, kind, reference, made_at)
       SELECT '00000000-0000-7000-8000-00000000000c', kind, reference, made_at FROM wallet.transfer WHERE ${TRANSFER('expiry')}`,
      `INSERT INTO wallet.entry (account_id, seq, transfer_id, amount, balance_after, made_at)
       SELECT l.account_id, 1000000, t.id, -1, 0, t.made_at FROM wallet.transfer AS t JOIN wallet.lot AS l ON l.id = t.reference
       WHERE t.id = '00000000-0000-7000-8000-00000000000c'`,
    ],
  },
  {
    invariant: 'lots.expiry_is_of_its_lot',
    what: 'the house has less than has expired',
    sql: [`UPDATE wallet.account SET balance = -1 WHERE role = 'expired' AND balance > 0`],
  },
  {
    invariant: 'lots.nothing_held_after_expiry',
    what: 'an expired lot was spent',
    sql: [
      `UPDATE wallet.lot SET expires_at = now() - interval '1 year' WHERE id IN (SELECT lot_ids[1] FROM wallet.hold WHERE ${HOLD('captured')})`,
    ],
  },
];

const UNTOUCHED = `id IN (SELECT l.id FROM wallet.lot AS l WHERE l.has_rest AND l.held = 0
  AND NOT EXISTS (SELECT FROM wallet.hold AS h WHERE l.id = ANY (h.lot_ids)) ORDER BY l.id LIMIT 1)`;
const ONCE_HELD = `id IN (SELECT l.id FROM wallet.lot AS l JOIN wallet.hold AS h ON l.id = ANY (h.lot_ids) AND h.state = 'released'
  WHERE l.has_rest AND l.held = 0 AND l.expires_at IS NULL ORDER BY l.id LIMIT 1)`;
const REFUNDED = (where: string): string =>
  `(lot_id, transfer_id) IN (SELECT r.lot_id, r.transfer_id FROM wallet.lot_restoration AS r JOIN wallet.transfer AS t ON t.id = r.transfer_id
     WHERE t.kind = 'redemption_refund' AND ${where} LIMIT 1)`;

const inTime: readonly Planting[] = [
  {
    invariant: 'lots.swept_in_time',
    what: 'the sweep has forgotten a lot',
    sql: [`UPDATE wallet.lot SET expires_at = now() - interval '61 minutes' WHERE ${UNTOUCHED}`],
  },
  {
    invariant: 'lots.swept_in_time',
    what: 'a lot was due when its hold was released two hours ago',
    sql: [
      `UPDATE wallet.lot SET expires_at = now() - interval '3 hours' WHERE ${ONCE_HELD}`,
      `UPDATE wallet.hold SET held_at = now() - interval '4 hours' WHERE lot_ids && (SELECT array_agg(id) FROM wallet.lot WHERE expires_at = now() - interval '3 hours')`,
      `UPDATE platform.saga SET updated_at = now() - interval '2 hours' WHERE id IN (SELECT reference FROM wallet.hold)`,
    ],
  },
  {
    invariant: 'lots.earliest_expiry_first',
    what: 'a lot that expires tomorrow stood by while one that never does paid',
    sql: [
      `UPDATE wallet.lot SET granted_at = granted_at - interval '1 day', expires_at = now() + interval '1 day'
       WHERE id IN (SELECT l.id FROM wallet.lot AS l JOIN wallet.hold AS h ON h.account_id = l.account_id AND h.state = 'captured'
         JOIN wallet.lot AS paid ON paid.id = ANY (h.lot_ids) AND paid.expires_at IS NULL
         WHERE l.remaining = l.granted AND l.id <> paid.id AND NOT l.id = ANY (h.lot_ids))`,
    ],
  },
  {
    invariant: 'lots.restored_last_used_first',
    what: 'the lot used last got less back than it gave, though an earlier one got something',
    sql: [`UPDATE wallet.lot_restoration SET amount = amount - 1 WHERE ${REFUNDED('r.carried_by IS NULL')}`],
  },
  {
    invariant: 'lots.restored_is_booked',
    what: 'more went back into a lot than was refunded',
    sql: [`UPDATE wallet.lot_restoration SET amount = amount + 1 WHERE ${REFUNDED('true')}`],
  },
  {
    invariant: 'lots.restored_is_booked',
    what: 'a refund left no record, and could be made once more',
    sql: [
      `DELETE FROM wallet.lot_restoration WHERE transfer_id IN (SELECT transfer_id FROM wallet.lot_restoration WHERE carried_by IS NOT NULL)`,
    ],
  },
  {
    invariant: 'lots.carried_on_as_it_was',
    what: 'a promotion became withdrawable by its refund',
    sql: [`UPDATE wallet.lot SET source = 'refund' WHERE id IN (SELECT carried_by FROM wallet.lot_restoration)`],
  },
  {
    invariant: 'lots.carried_on_as_it_was',
    what: 'what lives on is more than what was refunded',
    sql: [`UPDATE wallet.lot SET granted = granted + 1 WHERE id IN (SELECT carried_by FROM wallet.lot_restoration)`],
  },
  {
    invariant: 'lots.carried_on_as_it_was',
    what: 'a lot that had run out was filled again',
    sql: [
      `UPDATE wallet.lot SET expires_at = granted_at WHERE id IN (SELECT lot_id FROM wallet.lot_restoration WHERE ${REFUNDED('r.carried_by IS NULL')})`,
    ],
  },
];

export const moneyPlantings: readonly Planting[] = [...ledger, ...holdsAndLots, ...inTime];

/** Faults in gifts, withdrawals, their brakes and in frozen wallets. */
import type { Planting } from './plantings.js';

const drop = (table: string, constraint: string): string => `ALTER TABLE ${table} DROP CONSTRAINT ${constraint}`;
const GIFT = (state: string): string =>
  `id IN (SELECT id FROM transfer.gift WHERE state = '${state}' ORDER BY amount_minor DESC LIMIT 1)`;
const WITHDRAWAL = (where: string): string =>
  `id IN (SELECT id FROM transfer.withdrawal WHERE ${where} ORDER BY id LIMIT 1)`;
const PAID = `state = 'paid_out' AND recovery_id IS NULL`;
const dropAll = (table: string, ...constraints: string[]): string[] => constraints.map((name) => drop(table, name));

const gifts: readonly Planting[] = [
  {
    invariant: 'gifts.amount_adds_up',
    what: 'a gift brought more than was sent',
    sql: [
      ...dropAll('transfer.gift', 'gift_amount_adds_up', 'gift_goes_one_way'),
      `UPDATE transfer.gift SET claimed_minor = claimed_minor + 1 WHERE ${GIFT('claimed')}`,
    ],
  },
  {
    invariant: 'gifts.amount_adds_up',
    what: 'a gift was claimed and returned',
    sql: [
      ...dropAll('transfer.gift', 'gift_amount_adds_up', 'gift_goes_one_way'),
      `UPDATE transfer.gift SET claimed_minor = amount_minor WHERE ${GIFT('cancelled')}`,
    ],
  },
  {
    invariant: 'gifts.amount_adds_up',
    what: 'a claim was noted and not carried out',
    sql: [`UPDATE transfer.gift SET accepted_at = now() WHERE ${GIFT('pending')}`],
  },
  {
    invariant: 'gifts.in_flight_is_pending',
    what: 'a pending gift is gone',
    sql: [`DELETE FROM transfer.gift WHERE ${GIFT('pending')}`],
  },
  {
    invariant: 'gifts.moved_as_they_say',
    what: 'a gift was declined and did not come back',
    sql: [
      `DELETE FROM wallet.transfer WHERE kind = 'gift_returned' AND reference IN (SELECT id FROM transfer.gift WHERE ${GIFT('declined')})`,
    ],
  },
  {
    invariant: 'gifts.moved_as_they_say',
    what: 'a gift went to somebody else',
    sql: [
      `UPDATE wallet.entry SET account_id = (SELECT min(a.id) FROM wallet.account AS a WHERE a.role = 'customer' AND a.id <> wallet.entry.account_id), seq = 100000
       WHERE (account_id, seq) IN (SELECT e.account_id, e.seq FROM wallet.entry AS e JOIN wallet.transfer AS t ON t.id = e.transfer_id
         JOIN wallet.account AS a ON a.id = e.account_id AND a.role = 'customer' WHERE t.kind = 'gift_claimed' LIMIT 1)`,
    ],
  },
  {
    invariant: 'gifts.moved_as_they_say',
    what: 'what had expired of a gift was not booked',
    sql: [
      ...dropAll('transfer.gift', 'gift_amount_adds_up'),
      `UPDATE transfer.gift SET expired_minor = expired_minor + 1 WHERE expired_minor > 0`,
    ],
  },
  {
    invariant: 'gifts.nothing_outlives_its_origin',
    what: 'a gifted lot lives on',
    sql: [
      `UPDATE wallet.lot SET expires_at = expires_at + interval '1 day'
       WHERE id IN (SELECT lot_id FROM wallet.gifted_lot WHERE origin = 'promotion') AND expires_at IS NOT NULL`,
    ],
  },
  {
    invariant: 'gifts.nothing_outlives_its_origin',
    what: 'a gifted promotion became withdrawable',
    sql: [`UPDATE wallet.gifted_lot SET origin = 'opening' WHERE origin = 'promotion'`],
  },
  {
    invariant: 'gifts.nothing_outlives_its_origin',
    what: 'a gifted lot forgot what it was',
    sql: [`DELETE FROM wallet.gifted_lot WHERE origin = 'promotion'`],
  },
  {
    invariant: 'gifts.nothing_outlives_its_origin',
    what: 'a gift became more than was given',
    sql: [`UPDATE wallet.lot SET granted = granted + 5000 WHERE id IN (SELECT lot_id FROM wallet.gifted_lot)`],
  },
  {
    invariant: 'gifts.finish_with_their_saga',
    what: 'a claimed gift whose saga was undone',
    sql: [
      `UPDATE platform.saga SET state = 'undone' WHERE id IN (SELECT id FROM transfer.gift WHERE ${GIFT('claimed')})`,
    ],
  },
  {
    invariant: 'gifts.finish_with_their_saga',
    what: 'a gift without a saga',
    sql: [`DELETE FROM platform.saga WHERE id IN (SELECT id FROM transfer.gift WHERE ${GIFT('pending')})`],
  },
  {
    invariant: 'lots.restored_within_consumed',
    what: 'more went back into a lot than had been taken',
    sql: [`UPDATE wallet.lot_restoration SET amount = amount + 100000`],
  },
  {
    invariant: 'lots.restored_within_consumed',
    what: 'credit went back into a lot that it never came from',
    sql: [`UPDATE wallet.lot_restoration SET reference = gen_random_uuid()`],
  },
  {
    invariant: 'velocity.counts_every_act',
    what: 'a gift was not counted',
    sql: [`DELETE FROM transfer.velocity_use WHERE act = 'gift'`],
  },
  {
    invariant: 'velocity.counts_every_act',
    what: 'a withdrawal was counted as less',
    sql: [`UPDATE transfer.velocity_use SET amount_minor = 1 WHERE act = 'withdrawal'`],
  },
  {
    invariant: 'wallets.frozen_for_a_reason',
    what: 'a wallet was frozen by nobody',
    sql: [
      `UPDATE wallet.account SET frozen_reason = 'so' WHERE id IN (SELECT min(id) FROM wallet.account WHERE role = 'customer')`,
    ],
  },
  {
    invariant: 'wallets.frozen_for_a_reason',
    what: 'a frozen wallet thawed by itself',
    sql: [`UPDATE wallet.account SET frozen_reason = NULL WHERE frozen_reason IS NOT NULL`],
  },
];

const withdrawals: readonly Planting[] = [
  {
    invariant: 'withdrawals.amount_is_net_and_fee',
    what: 'a fee grew by one',
    sql: [
      drop('transfer.withdrawal', 'withdrawal_amount_is_net_and_fee'),
      `UPDATE transfer.withdrawal SET fee_minor = fee_minor + 1 WHERE ${WITHDRAWAL(PAID)}`,
    ],
  },
  {
    invariant: 'withdrawals.open_has_its_hold',
    what: 'an open withdrawal holds nothing',
    sql: [
      `UPDATE wallet.hold SET state = 'released' WHERE reference IN (SELECT id FROM transfer.withdrawal WHERE ${WITHDRAWAL(`state = 'requested'`)})`,
    ],
  },
  {
    invariant: 'withdrawals.open_has_its_hold',
    what: 'a rejected withdrawal still holds',
    sql: [
      `UPDATE wallet.hold SET state = 'held' WHERE reference IN (SELECT id FROM transfer.withdrawal WHERE ${WITHDRAWAL(`state = 'rejected'`)})`,
    ],
  },
  {
    invariant: 'withdrawals.settled_is_one_transfer',
    what: 'a withdrawal was paid and not booked',
    sql: [
      `DELETE FROM wallet.transfer WHERE id IN (SELECT transfer_id FROM transfer.withdrawal WHERE ${WITHDRAWAL(PAID)})`,
    ],
  },
  {
    invariant: 'withdrawals.settled_is_one_transfer',
    what: 'a withdrawal was booked twice',
    sql: [
      drop('wallet.transfer', 'transfer_once_per_event'),
      `INSERT INTO wallet.transfer SELECT '00000000-0000-7000-8000-0000000000aa', kind, reference, actor, reason, made_at FROM wallet.transfer
       WHERE id IN (SELECT transfer_id FROM transfer.withdrawal WHERE ${WITHDRAWAL(PAID)})`,
      `INSERT INTO wallet.entry SELECT account_id, seq + 100000, '00000000-0000-7000-8000-0000000000aa', amount, balance_after, order_id, made_at FROM wallet.entry
       WHERE transfer_id IN (SELECT transfer_id FROM transfer.withdrawal WHERE ${WITHDRAWAL(PAID)})`,
    ],
  },
  {
    invariant: 'withdrawals.settled_is_one_transfer',
    what: 'the customer bore less than the row says',
    sql: [`UPDATE transfer.withdrawal SET recovered_minor = recovered_minor - 1 WHERE recovery_id IS NOT NULL`],
  },
  {
    invariant: 'withdrawals.nothing_moved_in_vain',
    what: 'a failed withdrawal was booked',
    sql: [
      `INSERT INTO wallet.transfer SELECT gen_random_uuid(), 'withdrawal_paid', id, NULL, NULL, now() FROM transfer.withdrawal WHERE state = 'failed'`,
    ],
  },
  {
    invariant: 'withdrawals.nothing_moved_in_vain',
    what: 'a failed withdrawal that the provider has paid was left at that',
    sql: [`UPDATE transfer.withdrawal SET payout_state = 'paid' WHERE state = 'failed'`],
  },
  {
    invariant: 'withdrawals.decided_by_somebody_else',
    what: 'a customer approved their own',
    sql: [
      drop('transfer.withdrawal', 'withdrawal_decided_by_somebody_else'),
      `UPDATE transfer.withdrawal SET decided_by = customer_id WHERE ${WITHDRAWAL(PAID)}`,
    ],
  },
  {
    invariant: 'withdrawals.decided_by_somebody_else',
    what: 'money left that nobody approved',
    sql: [
      drop('transfer.withdrawal', 'withdrawal_goes_out_decided'),
      `UPDATE transfer.withdrawal SET decided_by = NULL, decided_at = NULL WHERE ${WITHDRAWAL(PAID)}`,
    ],
  },
  {
    invariant: 'withdrawals.paid_is_what_the_provider_says',
    what: 'paid out, and the provider says failed',
    sql: [
      drop('transfer.withdrawal', 'withdrawal_paid_is_told'),
      `UPDATE transfer.withdrawal SET payout_state = 'failed' WHERE ${WITHDRAWAL(PAID)}`,
    ],
  },
  {
    invariant: 'withdrawals.only_what_may_leave',
    what: 'a promotion was withdrawn',
    sql: [`UPDATE transfer.withdrawal SET origins = '{referral}' WHERE ${WITHDRAWAL(PAID)}`],
  },
  {
    invariant: 'withdrawals.houses_add_up',
    what: 'a fee is missing in the house',
    sql: [`UPDATE wallet.account SET balance = balance - 1 WHERE role = 'fees' AND asset = 'credit'`],
  },
  {
    invariant: 'withdrawals.finish_with_their_saga',
    what: 'a rejected withdrawal whose saga is done',
    sql: [
      `UPDATE platform.saga SET state = 'done' WHERE id IN (SELECT id FROM transfer.withdrawal WHERE ${WITHDRAWAL(`state = 'rejected'`)})`,
    ],
  },
  {
    invariant: 'withdrawals.finish_with_their_saga',
    what: 'a saga without its withdrawal',
    sql: [`DELETE FROM transfer.withdrawal WHERE ${WITHDRAWAL(`state = 'requested'`)}`],
  },
  {
    invariant: 'withdrawals.payout_books',
    what: 'we claim a payout that the provider has not made',
    sql: [
      ...dropAll(
        'transfer.withdrawal',
        'withdrawal_paid_is_booked',
        'withdrawal_paid_is_told',
        'withdrawal_open_or_ended',
      ),
      `UPDATE transfer.withdrawal SET state = 'paid_out' WHERE ${WITHDRAWAL(`state = 'failed'`)}`,
    ],
  },
  {
    invariant: 'withdrawals.payout_books',
    what: 'the provider paid what we call rejected',
    sql: [
      ...dropAll('transfer.withdrawal', 'withdrawal_paid_is_booked'),
      `UPDATE transfer.withdrawal SET state = 'rejected' WHERE ${WITHDRAWAL(PAID)}`,
    ],
  },
  {
    invariant: 'withdrawals.payout_books',
    what: 'the provider paid another amount',
    sql: [
      ...dropAll('transfer.withdrawal', 'withdrawal_amount_is_net_and_fee'),
      `UPDATE transfer.withdrawal SET net_minor = net_minor - 1 WHERE ${WITHDRAWAL(PAID)}`,
    ],
  },
];

export const transferPlantings: readonly Planting[] = [...gifts, ...withdrawals];

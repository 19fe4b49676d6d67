/** Faults for one alternative of an invariant each, an `OR` or a part of a union that the other plantings do not reach. */
import type { Planting } from './plantings.js';

/** Drops a table's checks and all foreign keys from and to it: a fault is looked for where nothing holds it off. */
const loosen = (table: string): string => `
  DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT conrelid::regclass AS owner, conname FROM pg_constraint
      WHERE contype IN ('c', 'f') AND (conrelid = '${table}'::regclass OR confrelid = '${table}'::regclass)
    LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.owner, one.conname); END LOOP;
  END $$`;

/** A fault of one statement, on tables of which it loosens these. */
const fault = (invariant: string, what: string, sql: string, ...loose: readonly string[]): Planting => {
  return { invariant, what, sql: [...loose.map(loosen), sql] };
};

const PAID_OUT = `state = 'paid_out' AND recovery_id IS NULL`;
const BOOKINGS = `(SELECT transfer_id FROM transfer.withdrawal WHERE ${PAID_OUT})`;
const renamed = (kind: string): string => `UPDATE wallet.transfer SET kind = 'nothing' WHERE kind = '${kind}'`;

const wallet: readonly Planting[] = [
  fault(
    'ledger.balance_covers_held',
    'less than nothing is held',
    `UPDATE wallet.account SET held = -1 WHERE id = 1`,
    'wallet.account',
  ),
  fault(
    'holds.finished_adds_up',
    'more was captured than was held',
    `UPDATE wallet.hold SET captured = amount + 1 WHERE state = 'captured'`,
    'wallet.hold',
  ),
  fault(
    'lots.amounts_ordered',
    'lots do not know whether they have a rest',
    `UPDATE wallet.lot SET has_rest = NOT has_rest`,
    'wallet.lot',
  ),
  fault(
    'lots.earliest_expiry_first',
    'a withdrawal passed over a lot that it might have taken',
    `INSERT INTO wallet.lot (id, account_id, source, granted, remaining, expires_at, granted_at)
     SELECT gen_random_uuid(), h.account_id, w.origins[1], 1, 1, h.held_at + interval '1 day', h.held_at - interval '1 hour'
     FROM transfer.withdrawal AS w JOIN wallet.hold AS h ON h.reference = w.id WHERE w.id IN (SELECT id FROM transfer.withdrawal WHERE ${PAID_OUT})`,
  ),
  fault(
    'lots.carried_on_as_it_was',
    'credit got thirty days more although its lot had not run out',
    `UPDATE wallet.lot SET expires_at = now() + interval '1 year' WHERE id IN (SELECT lot_id FROM wallet.lot_restoration WHERE carried_by IS NOT NULL)`,
  ),
];

const loyalty: readonly Planting[] = [
  fault(
    'rewards.of_paid_goods',
    'an order earns before it is paid',
    `UPDATE orders.customer_order SET state = 'awaiting_payment' WHERE id IN (SELECT order_id FROM loyalty.order_reward)`,
    'orders.customer_order',
  ),
  fault(
    'rewards.of_paid_goods',
    'an order earns for somebody else',
    `UPDATE loyalty.order_reward SET customer_id = gen_random_uuid() WHERE kind = 'purchase'`,
  ),
  fault(
    'rewards.reduced_by_their_refunds',
    'what was reduced is gone',
    `DELETE FROM loyalty.order_reward WHERE (order_id, source_id) IN (SELECT order_id, source_id FROM loyalty.reward_reduction)`,
    'loyalty.order_reward',
  ),
  fault(
    'rewards.available_is_booked',
    'a reward was booked with one unit less',
    `UPDATE loyalty.order_reward SET amount = amount + 1 WHERE state = 'available'`,
    'loyalty.order_reward',
  ),
  fault(
    'rewards.referral_once',
    'a referral was rewarded that nobody made',
    `DELETE FROM loyalty.referral WHERE order_id IS NOT NULL`,
  ),
  fault(
    'rewards.referral_once',
    'somebody referred oneself',
    `UPDATE loyalty.referral SET referrer_id = referred_id`,
    'loyalty.referral',
  ),
  fault('rewards.review_once_per_line', 'points for no review', `DELETE FROM loyalty.review_bonus`),
  fault(
    'rewards.review_once_per_line',
    'a review earned one point less than it says',
    `UPDATE loyalty.review_bonus SET points = points + 1`,
  ),
  fault(
    'rewards.campaign_is_approved',
    'a campaign costs more than its budget',
    `UPDATE loyalty.campaign SET budget = amount * recipients - 1`,
    'loyalty.campaign',
  ),
  {
    invariant: 'rewards.campaign_is_approved',
    what: 'some had their share of a campaign that was rejected',
    sql: [
      `UPDATE loyalty.campaign_recipient SET grant_id = gen_random_uuid()
       WHERE (campaign_id, customer_id) IN (SELECT campaign_id, customer_id FROM loyalty.campaign_recipient AS r JOIN loyalty.campaign AS c ON c.id = r.campaign_id AND c.state = 'approved' LIMIT 1)`,
      `UPDATE loyalty.campaign SET state = 'rejected' WHERE state = 'approved'`,
    ],
  },
  fault(
    'rewards.campaign_is_approved',
    'each got one unit more than was approved',
    `UPDATE loyalty.campaign SET amount = amount - 1 WHERE state = 'approved'`,
  ),
  fault(
    'tiers.spend_is_sum_of_purchases',
    'who has bought is no member',
    `DELETE FROM loyalty.member`,
    'loyalty.member',
  ),
  fault(
    'tiers.history_ends_in_the_present',
    'the first move is missing',
    `UPDATE loyalty.tier_move SET seq = seq + 1000`,
  ),
  fault(
    'tiers.history_ends_in_the_present',
    'a move began where its member was not',
    `UPDATE loyalty.tier_move SET from_tier = 'gold'`,
    'loyalty.tier_move',
  ),
  fault('points.conversion_is_two_transfers', 'nothing was taken', renamed('conversion_out')),
  fault('points.conversion_is_two_transfers', 'nothing was given', renamed('conversion_in')),
  fault(
    'points.conversion_is_two_transfers',
    'one point less was taken than it says',
    `UPDATE loyalty.conversion SET points = points + 1`,
  ),
  fault(
    'redemptions.paid_once',
    'a price was taken for nothing',
    `DELETE FROM loyalty.redemption`,
    'loyalty.redemption',
  ),
  fault('redemptions.paid_once', 'a reward was had for nothing', renamed('redemption')),
  fault(
    'redemptions.within_stock',
    'more are redeemed than there were',
    `UPDATE loyalty.reward SET stock = 0 WHERE redeemed > 0`,
    'loyalty.reward',
  ),
];

const transfers: readonly Planting[] = [
  fault(
    'gifts.nothing_outlives_its_origin',
    'a gift is not where it was claimed',
    `UPDATE transfer.gift SET receiver_id = gen_random_uuid() WHERE state = 'claimed'`,
    'transfer.gift',
  ),
  fault(
    'gifts.nothing_outlives_its_origin',
    'a gifted lot passes for one of its own',
    `UPDATE wallet.lot SET source = 'manual' WHERE id IN (SELECT lot_id FROM wallet.gifted_lot)`,
  ),
  fault('gifts.finish_with_their_saga', 'a saga without its gift', `DELETE FROM transfer.gift WHERE state = 'pending'`),
  fault(
    'withdrawals.amount_is_net_and_fee',
    'all of it is the fee',
    `UPDATE transfer.withdrawal SET net_minor = 0, fee_minor = amount_minor`,
    'transfer.withdrawal',
  ),
  fault(
    'withdrawals.amount_is_net_and_fee',
    'a fee is paid to the customer',
    `UPDATE transfer.withdrawal SET net_minor = amount_minor + 1, fee_minor = -1`,
    'transfer.withdrawal',
  ),
  fault(
    'withdrawals.settled_is_one_transfer',
    'it was booked as something else',
    `UPDATE wallet.transfer SET reference = gen_random_uuid() WHERE id IN ${BOOKINGS}`,
  ),
  fault(
    'withdrawals.settled_is_one_transfer',
    'less was paid out than booked',
    `UPDATE transfer.withdrawal SET net_minor = net_minor - 1 WHERE ${PAID_OUT}`,
    'transfer.withdrawal',
  ),
  fault(
    'withdrawals.settled_is_one_transfer',
    'somebody else has paid it',
    `UPDATE transfer.withdrawal SET customer_id = gen_random_uuid() WHERE ${PAID_OUT}`,
  ),
  fault(
    'withdrawals.paid_is_what_the_provider_says',
    'a provider was asked before anybody has decided',
    `UPDATE transfer.withdrawal SET payout_state = 'pending' WHERE state = 'requested'`,
  ),
  fault(
    'withdrawals.finish_with_their_saga',
    'a withdrawal without a saga',
    `DELETE FROM platform.saga WHERE id IN (SELECT id FROM transfer.withdrawal WHERE state = 'requested')`,
  ),
  fault('outbox.tells_the_present', 'a gift changed silently', `UPDATE transfer.gift SET event_seq = event_seq + 1`),
  fault(
    'outbox.tells_the_present',
    'a withdrawal changed silently',
    `UPDATE transfer.withdrawal SET event_seq = event_seq + 1`,
  ),
];

/** Credit below nothing, and the rest below nothing. */
const tenders = (table: string): readonly Planting[] => [
  fault(
    'orders.tenders_cover_total',
    `of ${table}, credit is below nothing`,
    `UPDATE ${table} SET credit_minor = -1, due_minor = total_minor + 1`,
    table,
  ),
  fault(
    'orders.tenders_cover_total',
    `of ${table}, what is due is below nothing`,
    `UPDATE ${table} SET credit_minor = total_minor + 1, due_minor = -1`,
    table,
  ),
];

const sales: readonly Planting[] = [
  fault(
    'stock.shipped_once',
    'goods left for nobody',
    `INSERT INTO inventory.movement (stock_id, seq, kind, quantity, reference) SELECT id, 1000000, 'shipped', 1, gen_random_uuid() FROM inventory.stock LIMIT 1`,
  ),
  fault(
    'promotion.coupon_grants_counted',
    'a customer has more coupons than allowed',
    `UPDATE promotion.coupon SET per_customer_limit = 0`,
    'promotion.coupon',
  ),
  fault(
    'promotion.coupon_follows_its_claim',
    'a coupon was used that nobody has',
    `UPDATE promotion.coupon_use SET grant_id = gen_random_uuid()`,
    'promotion.coupon_use',
  ),
  fault(
    'promotion.coupon_follows_its_claim',
    "somebody used another customer's coupon",
    `UPDATE promotion.coupon_grant SET customer_id = gen_random_uuid() WHERE claim_id IS NOT NULL`,
  ),
  fault(
    'promotion.claim_follows_its_order',
    "a claim is another customer's",
    `UPDATE promotion.claim SET customer_id = gen_random_uuid()`,
  ),
  ...tenders('orders.customer_order'),
  ...tenders('orders.sub_order'),
  fault(
    'orders.line_adds_up',
    'a line costs a cent more than its price less its discounts',
    `UPDATE orders.line SET payable_minor = payable_minor + 1`,
    'orders.line',
  ),
  fault(
    'reviews.of_what_was_received',
    'the line was of another variant',
    `UPDATE orders.line SET variant_id = gen_random_uuid() WHERE order_id IN (SELECT order_id FROM orders.review)`,
  ),
  fault(
    'payments.refunds_within_captured',
    'more went back than was taken',
    `UPDATE payment.payment SET refunded_minor = captured_minor + 1`,
    'payment.payment',
  ),
  fault(
    'payments.payment_is_of_its_order',
    'a payment is in another currency',
    `UPDATE payment.payment SET currency = 'XTS'`,
  ),
  fault(
    'idempotency.answered_payment_exists',
    "somebody was answered another customer's payment",
    `UPDATE platform.idempotency_key SET principal_id = gen_random_uuid() WHERE body LIKE '{"paymentId":%'`,
  ),
];

export const alternativePlantings: readonly Planting[] = [...wallet, ...loyalty, ...transfers, ...sales];

/** Faults in stock, reservations, cart holds, offers and coupons. */
import type { Planting } from './plantings.js';

const drop = (table: string, constraint: string): string => `ALTER TABLE ${table} DROP CONSTRAINT ${constraint}`;
const RESERVATION = (state: string, orderState: string): string =>
  `id IN (SELECT r.id FROM inventory.reservation r JOIN orders.customer_order o ON o.id = r.id
          WHERE r.state = '${state}' AND o.state = '${orderState}' ORDER BY r.id LIMIT 1)`;
const LATE_RESERVATION = `id IN (SELECT (input::json #>> '{late,reservationId}')::uuid FROM platform.saga WHERE state = 'done')`;
const LAST_MOVEMENT = `(stock_id, seq) IN (SELECT id, movement_seq FROM inventory.stock WHERE movement_seq > 1 ORDER BY id LIMIT 1)`;
const CART_HOLD = `(SELECT hold_id FROM cart.line WHERE hold_id IS NOT NULL)`;

const stock: readonly Planting[] = [
  {
    invariant: 'stock.reserved_within_on_hand',
    what: 'more is reserved than there is',
    sql: [
      drop('inventory.stock', 'stock_reserved_within_on_hand'),
      `UPDATE inventory.stock SET reserved = on_hand + 1`,
    ],
  },
  {
    invariant: 'stock.numbers_are_sums_of_movements',
    what: 'a unit came from nowhere',
    sql: [`UPDATE inventory.stock SET on_hand = on_hand + 1`],
  },
  {
    invariant: 'stock.numbers_are_sums_of_movements',
    what: 'a movement was changed',
    sql: [`UPDATE inventory.movement SET quantity = quantity + 1 WHERE ${LAST_MOVEMENT}`],
  },
  {
    invariant: 'stock.movement_seq_gapless',
    what: 'the last movement has the number after its own',
    sql: [`UPDATE inventory.movement SET seq = seq + 1 WHERE ${LAST_MOVEMENT}`],
  },
  {
    invariant: 'stock.movement_seq_gapless',
    what: 'a movement is gone',
    sql: [`DELETE FROM inventory.movement WHERE ${LAST_MOVEMENT}`],
  },
  {
    invariant: 'stock.movement_seq_gapless',
    what: 'a movement of an unknown stock row',
    sql: [`INSERT INTO inventory.movement (stock_id, seq, kind, quantity) VALUES (999999, 1, 'received', 1)`],
  },
  {
    invariant: 'stock.reserved_is_sum_of_reservations',
    what: 'one unit more is reserved',
    sql: [`UPDATE inventory.stock SET reserved = reserved + 1 WHERE reserved < on_hand`],
  },
  {
    invariant: 'stock.reserved_is_sum_of_reservations',
    what: 'a reservation is of an unknown stock row',
    sql: [`UPDATE inventory.reservation SET stock_ids[1] = 999999 WHERE ${RESERVATION('committed', 'paid')}`],
  },
  {
    invariant: 'stock.reservation_moved_in_and_out',
    what: 'a released reservation never came back',
    sql: [`DELETE FROM inventory.movement WHERE kind = 'released'`],
  },
  {
    invariant: 'stock.reservation_moved_in_and_out',
    what: 'units were reserved for nobody',
    sql: [`UPDATE inventory.movement SET reference = gen_random_uuid() WHERE kind = 'reserved'`],
  },
  {
    invariant: 'stock.shipped_once',
    what: 'a line left twice',
    sql: [
      `INSERT INTO inventory.movement (stock_id, seq, kind, quantity, reference)
       SELECT stock_ids[1], 1000000 + n, 'shipped', quantities[1], id FROM inventory.reservation, generate_series(1, 2) AS n WHERE ${RESERVATION('committed', 'paid')}`,
    ],
  },
  {
    invariant: 'stock.shipped_once',
    what: 'a line left that nobody has paid',
    sql: [
      `INSERT INTO inventory.movement (stock_id, seq, kind, quantity, reference)
       SELECT stock_ids[1], 1000000, 'shipped', quantities[1], id FROM inventory.reservation WHERE ${RESERVATION('held', 'awaiting_payment')}`,
    ],
  },
  {
    invariant: 'stock.none_live_past_its_time',
    what: 'a hold lapsed long ago',
    sql: [
      `UPDATE inventory.reservation SET expires_at = now() - interval '2 minutes' WHERE ${RESERVATION('held', 'awaiting_payment')}`,
    ],
  },
  {
    invariant: 'stock.reservation_follows_its_order',
    what: 'goods of a paid order are only held',
    sql: [`UPDATE inventory.reservation SET state = 'held' WHERE ${RESERVATION('committed', 'paid')}`],
  },
  {
    invariant: 'stock.reservation_follows_its_order',
    what: 'goods of a paid order were given away',
    sql: [`UPDATE inventory.reservation SET state = 'released' WHERE ${RESERVATION('committed', 'paid')}`],
  },
  {
    invariant: 'stock.reservation_follows_its_order',
    what: 'late goods of a paid order were given away',
    sql: [`UPDATE inventory.reservation SET state = 'released' WHERE ${LATE_RESERVATION}`],
  },
  {
    invariant: 'stock.reservation_follows_its_order',
    what: 'goods are committed before they are paid',
    sql: [
      `UPDATE inventory.reservation SET state = 'committed', expires_at = NULL WHERE ${RESERVATION('held', 'awaiting_payment')}`,
    ],
  },
  {
    invariant: 'stock.reservation_follows_its_order',
    what: 'a cancelled order keeps its goods',
    sql: [`UPDATE inventory.reservation SET state = 'held' WHERE ${RESERVATION('released', 'cancelled')}`],
  },
  {
    invariant: 'stock.reservation_has_its_owner',
    what: 'goods are held for nobody',
    sql: [
      `INSERT INTO inventory.reservation (id, customer_id, state, stock_ids, line_numbers, quantities, request_crc)
       VALUES (gen_random_uuid(), gen_random_uuid(), 'held', '{1}', '{0}', '{1}', 0)`,
    ],
  },
  {
    invariant: 'stock.reservation_has_its_owner',
    what: 'a cart line forgot its hold',
    sql: [`UPDATE cart.line SET hold_id = NULL, hold_expires_at = NULL WHERE hold_id IS NOT NULL`],
  },
  {
    invariant: 'stock.paid_goods_are_committed',
    what: 'more was sold than is committed',
    sql: [
      `UPDATE orders.line SET quantity = quantity + 1 WHERE order_id IN (SELECT id FROM orders.customer_order WHERE state = 'paid')`,
    ],
  },
  {
    invariant: 'stock.paid_goods_are_committed',
    what: 'more is committed than was sold',
    sql: [
      `UPDATE inventory.reservation SET quantities[1] = quantities[1] + 1 WHERE ${RESERVATION('committed', 'paid')}`,
    ],
  },
  {
    invariant: 'stock.limited_purchase_is_live',
    what: 'a purchase counts one unit too many',
    sql: [`UPDATE inventory.limited_purchase SET quantity = quantity + 1`],
  },
  {
    invariant: 'stock.limited_purchase_is_live',
    what: 'a purchase of nobody counts',
    sql: [`UPDATE inventory.limited_purchase SET reservation_id = gen_random_uuid()`],
  },
  {
    invariant: 'stock.limited_purchase_is_live',
    what: 'a cancelled purchase counts',
    sql: [
      `UPDATE inventory.limited_purchase SET reservation_id = (SELECT id FROM inventory.reservation WHERE state = 'released' LIMIT 1)`,
    ],
  },
  {
    invariant: 'cart.line_holds_its_units',
    what: 'a line has more units than it holds',
    sql: [`UPDATE cart.line SET quantity = quantity + 1 WHERE hold_id IS NOT NULL`],
  },
  {
    invariant: 'cart.line_holds_its_units',
    what: 'what a line holds was given away',
    sql: [`UPDATE inventory.reservation SET state = 'released' WHERE id IN ${CART_HOLD}`],
  },
  {
    invariant: 'cart.line_holds_its_units',
    what: "a line's hold is not there",
    sql: [`UPDATE cart.line SET hold_id = gen_random_uuid() WHERE hold_id IS NOT NULL`],
  },
];

const promotion: readonly Planting[] = [
  {
    invariant: 'promotion.offer_is_sum_of_claims',
    what: 'a unit was sold to nobody',
    sql: [`UPDATE promotion.offer SET sold = sold + 1`],
  },
  {
    invariant: 'promotion.offer_is_sum_of_claims',
    what: 'a claimed unit is not counted',
    sql: [`UPDATE promotion.offer SET claimed = claimed - 1 WHERE claimed > 0`],
  },
  {
    invariant: 'promotion.offer_is_sum_of_claims',
    what: 'more was sold than the quota',
    sql: [drop('promotion.offer', 'offer_quota_kept'), `UPDATE promotion.offer SET quota = 1`],
  },
  {
    invariant: 'promotion.usage_is_sum_of_claims',
    what: 'a customer used less than was claimed',
    sql: [`UPDATE promotion.offer_usage SET units = units - 1 WHERE units > 0`],
  },
  {
    invariant: 'promotion.usage_is_sum_of_claims',
    what: 'a customer used nothing',
    sql: [`DELETE FROM promotion.offer_usage WHERE units > 0`],
  },
  {
    invariant: 'promotion.usage_is_sum_of_claims',
    what: 'a customer used more than allowed',
    sql: [`UPDATE promotion.offer SET per_customer_limit = 1`],
  },
  {
    invariant: 'promotion.claimed_inside_window',
    what: 'claimed before the start',
    sql: [`UPDATE promotion.offer SET starts_at = now() + interval '10 minutes'`],
  },
  {
    invariant: 'promotion.claimed_inside_window',
    what: 'claimed after the stop',
    sql: [`UPDATE promotion.offer SET stopped_at = now() - interval '30 minutes'`],
  },
  {
    invariant: 'promotion.coupon_grants_counted',
    what: 'a coupon was given to nobody',
    sql: [`UPDATE promotion.coupon SET granted = granted + 1`],
  },
  {
    invariant: 'promotion.coupon_grants_counted',
    what: 'more coupons were given than there are',
    sql: [drop('promotion.coupon', 'coupon_total_limit_kept'), `UPDATE promotion.coupon SET total_limit = 1`],
  },
  {
    invariant: 'promotion.coupon_grants_counted',
    what: "a customer's first coupon is missing",
    sql: [`UPDATE promotion.coupon_grant SET ordinal = ordinal + 1`],
  },
  {
    invariant: 'promotion.coupon_follows_its_claim',
    what: 'a held coupon counts as used',
    sql: [`UPDATE promotion.coupon_grant SET state = 'used' WHERE state = 'held'`],
  },
  {
    invariant: 'promotion.coupon_follows_its_claim',
    what: 'a used coupon is open again',
    sql: [`UPDATE promotion.coupon_grant SET state = 'open', claim_id = NULL WHERE state = 'used'`],
  },
  {
    invariant: 'promotion.coupon_follows_its_claim',
    what: 'a coupon was used by nobody',
    sql: [`DELETE FROM promotion.coupon_use`],
  },
  {
    invariant: 'promotion.claim_follows_its_order',
    what: 'a claim of a waiting order is sold',
    sql: [`UPDATE promotion.claim SET state = 'sold', settled_at = now() WHERE state = 'held'`],
  },
  {
    invariant: 'promotion.claim_follows_its_order',
    what: 'a cancelled order keeps its claim',
    sql: [
      `UPDATE promotion.claim SET state = 'held', settled_at = NULL WHERE id IN (SELECT id FROM orders.customer_order WHERE state = 'cancelled')`,
    ],
  },
  {
    invariant: 'promotion.claim_follows_its_order',
    what: 'an order without offers claimed one',
    sql: [
      `UPDATE platform.saga SET input = replace(input, '"hasClaims":true', '"hasClaims":false') WHERE input LIKE '%"hasClaims":true%'`,
    ],
  },
  {
    invariant: 'promotion.claim_follows_its_order',
    what: 'a flash price without a claim',
    sql: [
      `UPDATE platform.saga SET input = replace(input, '"hasClaims":false', '"hasClaims":true') WHERE input LIKE '%"hasClaims":false%'`,
    ],
  },
  {
    invariant: 'promotion.claim_follows_its_order',
    what: 'a claim of no order',
    sql: [
      `INSERT INTO promotion.claim (id, customer_id, state, claimed_at) VALUES (gen_random_uuid(), gen_random_uuid(), 'held', now())`,
    ],
  },
];

export const stockPlantings: readonly Planting[] = [...stock, ...promotion];

/** Every refusal of buying, by its stable code. */
import { defineProblems } from '#libs/platform';

export const orderProblems = defineProblems({
  LINES_REFUSED: {
    status: 422,
    title: 'Some lines cannot be bought',
    example: { lines: [{ sku: 'MUG-RED', code: 'OFF_SHELF', detail: 'is not sold at the moment' }] },
  },
  INSUFFICIENT_STOCK: {
    status: 422,
    title: 'Not enough stock',
    example: { lines: [{ sku: 'MUG-RED', requested: 3, available: 2 }] },
  },
  PURCHASE_LIMIT: {
    status: 422,
    title: 'Above the limit per customer',
    example: { lines: [{ sku: 'MUG-RED', requested: 3, remaining: 1, limit: 2, windowDays: 30 }] },
  },
  INSUFFICIENT_CREDIT: {
    status: 422,
    title: 'Not enough credit',
    example: { available: 5000, shortfall: 2500, waysOut: ['use:max', 'other_payment'], removableLines: ['MUG-RED'] },
  },
  INSUFFICIENT_POINTS: { status: 422, title: 'Not enough points', example: { available: 100, shortfall: 50 } },
  CREDIT_EXCEEDS_TOTAL: { status: 422, title: 'More credit than the order costs', example: { total: 10000 } },
  WALLET_FROZEN: { status: 422, title: 'The wallet is frozen' },
  PRICE_CHANGED: { status: 409, title: 'The price has changed', example: { expectedTotal: 25250, total: 25750 } },
  OFFER_REFUSED: {
    status: 422,
    title: 'An offer is no longer to be had',
    example: { offers: [{ offerId: '019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b', reason: 'QUOTA_GONE' }] },
  },
  COUPON_REFUSED: {
    status: 422,
    title: 'A coupon cannot be used',
    example: { coupons: [{ code: 'WELCOME', name: '20.00 off from 200.00', reason: 'MIN_SPEND', addMinor: 500 }] },
  },
  ADDRESS_REQUIRED: { status: 422, title: 'Goods that are shipped need an address' },
  NOTHING_SELECTED: { status: 422, title: 'No cart line is selected' },
  CART_CHANGED: { status: 409, title: 'The cart changed meanwhile' },
  ORDER_NOT_FOUND: { status: 404, title: 'No such order' },
  NOTHING_TO_PAY: { status: 409, title: 'Nothing is to be paid', example: { state: 'paid' } },
  PAY_BY_PASSED: { status: 409, title: 'The time to pay is over' },
  PAYMENT_IN_PROGRESS: { status: 409, title: 'A payment covers the rest already' },
  PAYMENT_PROVIDER_UNKNOWN: { status: 422, title: 'No such payment provider', example: { providers: ['sandbox'] } },
  ORDER_NOT_CANCELLABLE: { status: 409, title: 'The order cannot be cancelled', example: { state: 'paid' } },
  SUB_ORDER_STATE: {
    status: 409,
    title: 'The flow has no such step from where it is',
    example: { state: 'paid', mayMoveTo: ['shipped'] },
  },
  NOTHING_RECEIVED: { status: 409, title: 'Nothing of the order has been shipped', example: { state: 'paid' } },
  LINE_UNKNOWN: { status: 422, title: 'The order has no such line', example: { line: 3 } },
  LINE_NOT_COMPLETED: { status: 409, title: 'The line is not received yet', example: { state: 'shipped' } },
  ALREADY_REVIEWED: { status: 409, title: 'The line is reviewed already' },
  SAGA_NOT_STUCK: { status: 409, title: 'The saga is not stuck' },
  SAGA_NOT_FOUND: { status: 404, title: 'No such saga' },
  PAYMENT_NOT_FOUND: { status: 404, title: 'No such payment' },
  RETURN_NOT_STUCK: { status: 409, title: 'No flow is stuck over giving this payment back' },
  REFUND_UNDER_WAY: { status: 409, title: 'A refund at the gateway may still succeed' },
  NOTHING_TO_GIVE_BACK: { status: 409, title: 'The payment holds no money' },
});

/** Promotion's problems, by stable code. */
import { defineProblems } from '#libs/platform';

export const promotionProblems = defineProblems({
  OFFER_STATE: { status: 409, title: "The offer's state does not allow this", example: { state: 'ended' } },
  OFFER_INVALID: {
    status: 422,
    title: 'The terms of the offer do not fit together',
    example: { errors: [{ path: 'tiers[1].from', message: 'must rise from tier to tier' }] },
  },
  BASKET_TOO_LARGE: { status: 422, title: 'The basket is dearer than this shop can count' },
  OFFERS_FULL: { status: 422, title: 'There are as many offers as there may be', example: { max: 5000 } },
  COUPON_INVALID: {
    status: 422,
    title: 'The terms of the coupon do not fit together',
    example: { errors: [{ path: 'off', message: 'is required for an amount off' }] },
  },
  COUPON_STOPPED: { status: 409, title: 'The coupon has been stopped' },
  COUPON_CODE_TAKEN: { status: 409, title: 'Another coupon has this code' },
  COUPON_UNKNOWN: { status: 404, title: 'There is no coupon with this code' },
  COUPON_NOT_TO_BE_HAD: {
    status: 422,
    title: 'This coupon cannot be claimed',
    example: { reason: 'COUPON_GONE' },
  },
});

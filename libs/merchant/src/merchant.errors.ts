/** Merchant's problems, by stable code. */
import { defineProblems } from '#libs/platform';

export const merchantProblems = defineProblems({
  MERCHANT_EXISTS: { status: 409, title: 'This account has a merchant already' },
  MERCHANT_STATE: {
    status: 409,
    title: "The merchant's state does not allow this",
    example: { state: 'applied' },
  },
  MERCHANT_OWNER: {
    status: 409,
    title: "The account that applied cannot become the merchant's",
    example: { reason: 'taken' },
  },
  WAREHOUSE_EXISTS: { status: 409, title: 'The merchant has a warehouse with this code' },
  WAREHOUSES_FULL: { status: 422, title: 'The merchant has as many warehouses as it may', example: { max: 50 } },
  OPERATOR_ONLY: { status: 403, title: 'Only an operator changes this', example: { fields: ['rewardBps'] } },
});

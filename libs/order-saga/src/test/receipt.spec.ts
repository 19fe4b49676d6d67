/** Which receipts the parts of an order amount to. */
import type { SubOrderState } from '#libs/order';
import { receiptsOf } from '../receipt.rules.js';

const parts = (...list: readonly (readonly [string, SubOrderState])[]) =>
  receiptsOf(new Map([['order', list.map(([merchantId, state]) => ({ merchantId, state }))]]));

it.each([
  ['nothing received', parts(['a', 'delivered']), []],
  ['all received', parts(['a', 'completed'], ['b', 'completed']), [null]],
  ['one merchant of two', parts(['a', 'completed'], ['b', 'shipped']), ['a']],
  ['one of two warehouses of a merchant', parts(['a', 'completed'], ['a', 'delivered']), []],
  ['a merchant whole, another in part', parts(['a', 'completed'], ['b', 'completed'], ['b', 'paid']), ['a']],
  ['all that was not cancelled', parts(['a', 'completed'], ['b', 'cancelled']), [null]],
  ['all cancelled', parts(['a', 'cancelled']), []],
])('%s', (_, receipts, merchants) => {
  expect(receipts).toEqual(merchants.map((merchantId) => ({ orderId: 'order', merchantId })));
});

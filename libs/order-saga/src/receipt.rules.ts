/** Which goods a receipt is about: a merchant's goods are received with its last part, a referral waits for the whole order. Pure. */
import type { Receipt } from '#libs/loyalty';
import type { SubOrderState } from '#libs/order';

/** The receipts that orders amount to as they stand: whole orders, or merchants all of whose parts are completed. */
export function receiptsOf(
  orders: ReadonlyMap<string, readonly { readonly merchantId: string; readonly state: SubOrderState }[]>,
): readonly Receipt[] {
  return [...orders].flatMap(([orderId, subOrders]): Receipt[] => {
    const live = subOrders.filter(({ state }) => state !== 'cancelled');
    const open = new Set(live.flatMap(({ state, merchantId }) => (state === 'completed' ? [] : [merchantId])));
    if (live.length > 0 && open.size === 0) return [{ orderId, merchantId: null }];
    const received = new Set(live.map(({ merchantId }) => merchantId).filter((merchantId) => !open.has(merchantId)));
    return [...received].map((merchantId) => ({ orderId, merchantId }));
  });
}

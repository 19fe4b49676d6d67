/** The table of place_order without a shop behind it: its steps' names, kinds and undos, for what is generated from it. */
import { placeOrderSaga, type HoldingActs, type RewardingActs, type SettlingActs } from '#libs/order-saga';

export function placeOrderTable(): ReturnType<typeof placeOrderSaga> {
  // The table only stores functions that will ask the acts; nothing asks them here.
  return placeOrderSaga({} as HoldingActs, {} as SettlingActs, {} as RewardingActs);
}

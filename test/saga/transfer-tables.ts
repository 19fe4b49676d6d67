/** The tables of gift and withdrawal without a shop behind them, for what is generated from them. */
import { giftSaga, withdrawalSaga, type GiftActs, type WithdrawalActs } from '#libs/wallet-saga';

export function giftTable(): ReturnType<typeof giftSaga> {
  // The table only stores functions that will ask the acts; nothing asks them here.
  return giftSaga({} as GiftActs);
}

export function withdrawalTable(): ReturnType<typeof withdrawalSaga> {
  return withdrawalSaga({} as WithdrawalActs);
}

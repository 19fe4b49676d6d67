/** Credit that changes hands with its history: what it expires with and whether it may be withdrawn goes along. Amounts in minor units. */
import type { Minor } from '#libs/platform';
import type { HouseAccount, LotSource, WalletBalance } from './wallet.types.js';

/** Takes credit out of an owner's lots at once, into a house account; the lots it came from stay on record under `reference`. */
export interface SendCredit {
  readonly reference: string;
  readonly ownerId: string;
  readonly amount: Minor;
  readonly transferId: string;
  readonly kind: string;
  readonly to: HouseAccount;
  readonly reason: string | null;
}

/** `exists`: sent before, with the same amount; `differs`: the reference stands for another amount. */
export type SendOutcome =
  | { readonly kind: 'created' | 'exists'; readonly wallet: WalletBalance }
  | { readonly kind: 'insufficient'; readonly available: Minor }
  | { readonly kind: 'frozen' }
  | { readonly kind: 'differs' };

/** Gives what was sent under `reference` on to somebody else, as lots with the expiry and the origin of those it came from. */
export interface PassOn {
  readonly reference: string;
  readonly senderId: string;
  readonly receiverId: string;
  readonly transferId: string;
  readonly kind: string;
  readonly from: HouseAccount;
  readonly reason: string | null;
}

/** Gives what was sent under `reference` back to the lots it came from. */
export interface GiveBack {
  readonly reference: string;
  readonly senderId: string;
  readonly transferId: string;
  readonly kind: string;
  readonly from: HouseAccount;
  readonly reason: string | null;
}

/**
 * How much arrived, and how much could not because its lot has expired meanwhile: that goes to the house account `expired`.
 * `exists`: done before, nothing moved now.
 */
export type Moved =
  { readonly kind: 'moved'; readonly arrived: Minor; readonly expired: Minor } | { readonly kind: 'exists' };

/** Sets credit aside from lots of certain origins only. A gift counts as what it was made of. */
export interface HoldWithdrawable {
  readonly reference: string;
  readonly ownerId: string;
  readonly amount: Minor;
  readonly origins: readonly LotSource[];
}

/** Turns a whole hold into one transfer to several house accounts, which get all of it. Cannot be refused. */
export interface SettleHold {
  readonly reference: string;
  readonly ownerId: string;
  readonly transferId: string;
  readonly kind: string;
  readonly to: readonly { readonly house: HouseAccount; readonly amount: Minor }[];
  readonly reason: string | null;
}

/** As {@link SettleHold} without a hold: takes what can be spent, and the house account `adjustments` bears the rest. */
export interface RecoverCredit extends SettleHold {
  readonly amount: Minor;
}

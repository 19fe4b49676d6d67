/** The words of the wallet. Amounts are minor units of credit (one unit of credit = one minor unit) or whole points. */
import type { Minor } from '#libs/platform';

export type Asset = 'credit' | 'points';

/** Accounts of the house, one per asset; fixed ids so that a transfer needs no look-up. */
export const HOUSE_ACCOUNTS = {
  promotions: '00000000-0000-7000-8000-000000000001',
  sales: '00000000-0000-7000-8000-000000000002',
  adjustments: '00000000-0000-7000-8000-000000000003',
  opening: '00000000-0000-7000-8000-000000000004',
  redemptions: '00000000-0000-7000-8000-000000000021',
  conversions: '00000000-0000-7000-8000-000000000022',
  write_offs: '00000000-0000-7000-8000-000000000023',
  receivables: '00000000-0000-7000-8000-000000000024',
  payouts: '00000000-0000-7000-8000-000000000011',
  fees: '00000000-0000-7000-8000-000000000012',
  gifts_in_flight: '00000000-0000-7000-8000-000000000013',
  expired: '00000000-0000-7000-8000-000000000010',
} as const;
export type HouseAccount = keyof typeof HOUSE_ACCOUNTS;

const HOUSE_IDS: ReadonlySet<string> = new Set(Object.values(HOUSE_ACCOUNTS));

/** Whether an owner is a part of the house: its accounts are nobody's wallet, and have no lots. */
export const isHouse = (ownerId: string): boolean => HOUSE_IDS.has(ownerId);

/** Where a lot of credit came from. */
export type LotSource =
  'opening' | 'manual' | 'promotion' | 'purchase' | 'referral' | 'review' | 'gift' | 'conversion' | 'refund';

/** How much to hold: exactly so much, or as much as there is up to a ceiling. */
export type HoldAmount =
  { readonly use: 'exact'; readonly amount: Minor } | { readonly use: 'max'; readonly upTo: Minor };

/** A hold on an owner's credit or points, under the caller's reference (the order's id). */
export interface HoldCredit {
  readonly reference: string;
  readonly ownerId: string;
  readonly asset: Asset;
  readonly amount: HoldAmount;
}

/** A wallet's numbers after an act. `available` leaves out what is held and what has expired. */
export interface WalletBalance {
  readonly balance: Minor;
  readonly held: Minor;
  readonly available: Minor;
}

/**
 * - `created`: held `amount` (may be 0 for `max` on an empty wallet); `exists`: the same hold was there;
 * - `insufficient`, `frozen`: refused, nothing held (why it is frozen is the operators' affair); `differs`: the reference holds another amount; `released`: it was released before.
 */
export type HoldOutcome =
  | ({ readonly kind: 'created' | 'exists'; readonly amount: Minor } & { readonly wallet: WalletBalance })
  | { readonly kind: 'insufficient'; readonly available: Minor }
  | { readonly kind: 'frozen' }
  | { readonly kind: 'differs' }
  | { readonly kind: 'released' };

/** Turns a hold into a transfer from its owner to a house account. Less than held frees the rest. */
export interface CaptureHold {
  readonly reference: string;
  readonly ownerId: string;
  readonly asset: Asset;
  readonly transferId: string;
  readonly kind: string;
  readonly to: HouseAccount;
  /** Default: all that is held. */
  readonly amount?: Minor;
}

/** Names a hold. */
export interface HoldKey {
  readonly reference: string;
  readonly ownerId: string;
  readonly asset: Asset;
}

/** A grant of a new lot from a house account. (`reference`, `kind`) happens once. */
export interface GrantCredit {
  readonly transferId: string;
  readonly lotId: string;
  readonly ownerId: string;
  readonly asset: Asset;
  readonly amount: Minor;
  readonly source: LotSource;
  readonly from: HouseAccount;
  readonly kind: string;
  readonly reference: string;
  readonly expiresAt: Date | null;
  readonly actor: string | null;
  readonly reason: string | null;
}

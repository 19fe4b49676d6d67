/** The words of loyalty. Amounts are minor units of credit or whole points, by `asset`; spend and goods are minor units. */
import type { Asset } from '#libs/wallet-credit';

/** A tier: reached from so much spend within the window. */
export interface Tier {
  readonly name: string;
  readonly fromMinor: number;
  /** Standing member discount. */
  readonly discountBps: number;
  /** What is earned, times this; 10000 = as it is. */
  readonly earningMultiplierBps: number;
  /** How much longer what is earned lasts. */
  readonly expiryExtensionDays: number;
}

/** What buying must know of a customer. */
export interface Standing {
  /** `null` without a tier. The shape of pricing's `Member`. */
  readonly member: { readonly tier: string; readonly discountBps: number } | null;
  readonly earningMultiplierBps: number;
  /** How much longer what is earned lasts. */
  readonly expiryExtensionDays: number;
}

/** A reward worked out at placement and kept with the order's saga until it is paid. */
export interface PlannedReward {
  readonly id: string;
  readonly merchantId: string;
  /** What is paid for the merchant's goods by credit or payment. */
  readonly goodsMinor: number;
  readonly amount: number;
}

/** A paid order with its rewards. */
export interface RewardBooking {
  readonly orderId: string;
  readonly customerId: string;
  readonly rewards: readonly PlannedReward[];
}

/** Goods that have been received: a merchant's part of an order, or (`null`) all of it. */
export interface Receipt {
  readonly orderId: string;
  readonly merchantId: string | null;
}

/** Goods of an order that were refunded. Counted once per refund, merchant and reward. */
export interface RefundedGoods {
  readonly refundId: string;
  readonly orderId: string;
  readonly merchantId: string;
  /** Of what was paid for the goods; shipping is no goods. */
  readonly goodsMinor: number;
}

/** What a refund took from a reward. `cancelled` had not matured, `writtenOff` and `owed` were spent. */
export interface RewardReduction {
  readonly refundId: string;
  readonly orderId: string;
  readonly merchantId: string;
  readonly sourceId: string;
  readonly cancelled: number;
  readonly clawedBack: number;
  readonly writtenOff: number;
  readonly owed: number;
}

export type RewardState = 'none' | 'maturing' | 'available' | 'cancelled';

/** A reward as its owner and operators see it. */
export interface OrderReward {
  readonly id: string;
  readonly orderId: string;
  readonly kind: 'purchase' | 'referral';
  readonly customerId: string;
  readonly asset: Asset;
  readonly goodsMinor: number;
  readonly refundedMinor: number;
  readonly amount: number;
  readonly cancelled: number;
  readonly clawedBack: number;
  readonly writtenOff: number;
  readonly owed: number;
  readonly state: RewardState;
  readonly bookedAt: Date;
  readonly maturesAt: Date | null;
  readonly grantedAt: Date | null;
}

/** A move from tier to tier; `null` is no tier. */
export interface TierMove {
  readonly customerId: string;
  readonly seq: number;
  readonly fromTier: string | null;
  readonly toTier: string | null;
  readonly spendMinor: number;
  readonly cause: 'payment' | 'refund' | 'recomputation';
  readonly movedAt: Date;
}

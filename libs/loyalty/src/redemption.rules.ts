/** Who may have which reward now, and what a reward must be like. Pure. */
import { randomInt } from 'node:crypto';
import type { Reward, RewardKind } from './db/redemption.statements.js';

/** Why a reward cannot be had. */
export type RewardRefusal =
  | { readonly kind: 'not_offered'; readonly reason: 'OFF_SHELF' | 'NOT_YET' | 'ENDED' }
  | { readonly kind: 'tier'; readonly tiers: readonly string[] }
  | { readonly kind: 'limit'; readonly limit: number }
  | { readonly kind: 'sold_out' };

/** Why this customer cannot have it now, whatever it costs; `undefined` when it can be had. */
export function refusalOf(
  reward: Reward,
  customer: { readonly tier: string | null; readonly alreadyHas: number; readonly now: Date },
): RewardRefusal | undefined {
  const { now } = customer;
  if (reward.shelf === 'off') return { kind: 'not_offered', reason: 'OFF_SHELF' };
  if (reward.startsAt > now) return { kind: 'not_offered', reason: 'NOT_YET' };
  if (reward.endsAt !== null && reward.endsAt <= now) return { kind: 'not_offered', reason: 'ENDED' };
  if (reward.tiers.length > 0 && (customer.tier === null || !reward.tiers.includes(customer.tier)))
    return { kind: 'tier', tiers: reward.tiers };
  if (reward.perCustomerLimit !== null && customer.alreadyHas >= reward.perCustomerLimit)
    return { kind: 'limit', limit: reward.perCustomerLimit };
  if (reward.stock !== null && reward.redeemed >= reward.stock) return { kind: 'sold_out' };
  return undefined;
}

/** What is wrong with a reward as given, as sentences; empty when nothing is. */
export function rewardFaults(reward: {
  readonly kind: RewardKind;
  readonly productId: string | null;
  readonly link: string | null;
  readonly stock: number | null;
  readonly redeemed: number;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
}): readonly string[] {
  const faults: string[] = [];
  if ((reward.kind === 'early_access') !== (reward.productId !== null))
    faults.push('early access has a productId, other kinds have none');
  if ((reward.kind === 'content') !== (reward.link !== null)) faults.push('content has a link, other kinds have none');
  if (reward.endsAt !== null && reward.endsAt <= reward.startsAt) faults.push('endsAt must be after startsAt');
  if (reward.stock !== null && reward.stock < reward.redeemed)
    faults.push(`stock cannot be below the ${reward.redeemed} that are redeemed`);
  return faults;
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A code to hand a gift over by: 60 bits, without letters that look alike. */
export function voucherCode(): string {
  const letters = Array.from({ length: 12 }, () => LETTERS[randomInt(LETTERS.length)]);
  return [letters.slice(0, 4), letters.slice(4, 8), letters.slice(8)].map((part) => part.join('')).join('-');
}

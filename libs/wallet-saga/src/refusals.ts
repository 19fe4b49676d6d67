/** Why a wallet gave nothing, as the refusal of a step. */
import type { Refusal } from '#libs/platform/saga';
import type { HoldOutcome, SendOutcome } from '#libs/wallet-credit';
import type { VelocityOutcome } from './velocity.rules.js';

/** The refusal of a wallet, or nothing when it gave. @throws Error for an outcome that a fresh id cannot meet: a defect */
export function refusalOfWallet(
  outcome: HoldOutcome | SendOutcome,
  wanted: { readonly amountMinor: number; readonly code: 'INSUFFICIENT_CREDIT' | 'INSUFFICIENT_WITHDRAWABLE' },
): Refusal | undefined {
  switch (outcome.kind) {
    case 'created':
    case 'exists':
      return undefined;
    case 'frozen':
      return { code: 'WALLET_FROZEN', detail: 'ask customer service' };
    case 'insufficient': {
      const { available } = outcome;
      const members = { available, shortfall: wanted.amountMinor - available };
      return { code: wanted.code, detail: `${available} is there`, members };
    }
    default:
      throw new Error(`a fresh id met credit that ${outcome.kind}`);
  }
}

/** The refusal of a brake, or nothing when it let through. */
export function refusalOfBrake(outcome: VelocityOutcome): Refusal | undefined {
  if (outcome.kind === 'let_through') return undefined;
  const { limit, max, used, retryAt } = outcome;
  return {
    code: 'VELOCITY_LIMIT',
    detail: limit === 'uses' ? `at most ${max} times in 24 hours` : `at most ${max} in 24 hours`,
    members: { limit, max, used, retryAt: retryAt.toISOString() },
  };
}

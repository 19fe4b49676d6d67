/** How often and how much within 24 hours. Pure. */
import type { VelocityLimit } from './transfer.settings.js';

/** What is braked. */
export type VelocityAct = 'gift' | 'withdrawal' | 'credit_refund';

/** One act that a brake looks at; (`reference`, `act`) counts once. Amount in minor units. */
export interface VelocityUse {
  readonly act: VelocityAct;
  readonly reference: string;
  readonly ownerId: string;
  readonly amountMinor: number;
}

/** Let through, or which limit stands in the way, how much of it is used, and when the oldest use leaves the window. */
export type VelocityOutcome =
  | { readonly kind: 'let_through' }
  | {
      readonly kind: 'limited';
      readonly limit: 'uses' | 'amount';
      readonly max: number;
      readonly used: number;
      readonly retryAt: Date;
    };

/** What an owner has used within the window. */
export interface VelocityUsed {
  uses: number;
  amountMinor: number;
  readonly oldestAt: Date | null;
}

/** The window of every brake. */
export const VELOCITY_WINDOW_MS = 86_400_000;

/** One use beside what was used before. */
export function brakeFor(
  use: Pick<VelocityUse, 'amountMinor'>,
  used: VelocityUsed,
  { limit, now }: { readonly limit: VelocityLimit; readonly now: Date },
): VelocityOutcome {
  const retryAt = new Date((used.oldestAt ?? now).getTime() + VELOCITY_WINDOW_MS);
  if (used.uses + 1 > limit.usesMax)
    return { kind: 'limited', limit: 'uses', max: limit.usesMax, used: used.uses, retryAt };
  if (used.amountMinor + use.amountMinor > limit.minorMax)
    return { kind: 'limited', limit: 'amount', max: limit.minorMax, used: used.amountMinor, retryAt };
  return { kind: 'let_through' };
}

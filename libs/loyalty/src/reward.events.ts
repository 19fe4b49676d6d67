/** What customers hear of their rewards. */
import type { NewEvent } from '#libs/platform';

/** A reward after a change, as an event numbered by the reward. */
export function rewardEvent(row: {
  readonly id: string;
  readonly customerId: string;
  readonly eventSeq: number;
  readonly kind: string;
  readonly state: string;
  readonly amount: number;
  readonly cancelled?: number;
  readonly maturesAt?: Date | null;
}): NewEvent {
  const { kind, state, amount, cancelled = 0, maturesAt = null } = row;
  return {
    topic: 'reward.changed',
    aggregateId: row.id,
    aggregateSeq: row.eventSeq,
    subjectId: row.customerId,
    payload: JSON.stringify({ kind, state, amount: amount - cancelled, maturesAt }),
  };
}

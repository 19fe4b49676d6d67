/** What the world hears of withdrawals. */
import type { NewEvent } from '#libs/platform';
import type { WithdrawalRow } from './withdrawal.types.js';

export function withdrawalChanges(rows: readonly WithdrawalRow[]): NewEvent[] {
  return rows.map((row) => ({
    topic: 'withdrawal.changed',
    aggregateId: row.id,
    aggregateSeq: row.eventSeq,
    subjectId: row.customerId,
    payload: JSON.stringify({ id: row.id, state: row.state, amount: row.amountMinor, net: row.netMinor }),
  }));
}

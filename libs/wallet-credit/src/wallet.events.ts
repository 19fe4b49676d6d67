/** What the world hears of a wallet. */
import type { NewEvent } from '#libs/platform';
import type { AccountRow } from './db/wallet.statements.js';

/** One event for each account that changed; their sequence is the account's own. */
export function walletChanges(accounts: readonly AccountRow[]): NewEvent[] {
  return accounts.map((account) => ({
    topic: 'wallet.changed',
    aggregateId: account.ownerId,
    aggregateSeq: account.changeSeq,
    subjectId: account.ownerId,
    payload: `{"asset":"${account.asset}","balance":${account.balance},"held":${account.held},"available":${account.balance - account.held}}`,
  }));
}

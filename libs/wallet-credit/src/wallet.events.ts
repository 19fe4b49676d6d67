/** What customers hear of their wallets: one event per changed account, numbered by the account. */
import type { Outbox, Tx } from '#libs/platform';
import type { AccountRow } from './db/wallet.statements.js';

/** Appends `wallet.changed` for each account, with its numbers after the change. */
export function announceWallets(outbox: Outbox, tx: Tx, accounts: readonly AccountRow[]): void {
  outbox.append(
    tx,
    accounts.map((account) => ({
      topic: 'wallet.changed',
      aggregateId: account.ownerId,
      aggregateSeq: account.changeSeq,
      subjectId: account.ownerId,
      payload: `{"asset":"${account.asset}","balance":${account.balance},"held":${account.held},"available":${account.balance - account.held}}`,
    })),
  );
}

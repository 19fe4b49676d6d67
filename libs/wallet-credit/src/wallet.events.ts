/** What the wallet tells the world when something changed: each account is an aggregate of its own. */
import { derivedUuid, uuid7, type NewEvent, type Outbox, type Tx } from '#libs/platform';
import type { ExpiringBatch } from './db/expiry.statements.js';
import type { AccountRow } from './db/wallet.statements.js';

/** The change of an account as a live event for its owner, who learns whether it is frozen and not why. */
export function walletChanged({ ownerId, asset, changeSeq, balance, held, frozenReason }: AccountRow): NewEvent {
  const frozen = frozenReason !== null;
  return {
    topic: 'wallet.changed',
    // Credit goes by its owner's id, at no cost to an order; points are a second aggregate of the same owner.
    aggregateId: asset === 'credit' ? ownerId : derivedUuid(ownerId, asset),
    aggregateSeq: changeSeq,
    subjectId: ownerId,
    payload: `{"asset":"${asset}","balance":${balance},"held":${held},"available":${balance - held},"frozen":${frozen}}`,
  };
}

/** A warning: so much of an asset goes on one day unless it is spent. Each is an aggregate of one event. */
export function walletExpiring({ ownerId, asset, amount, lots, expiresAt }: ExpiringBatch): NewEvent {
  return {
    topic: 'wallet.expiring',
    aggregateId: uuid7(),
    aggregateSeq: 1,
    subjectId: ownerId,
    payload: JSON.stringify({ asset, amount, lots, expiresAt }),
  };
}

/** Appends `wallet.changed` for each account, with its numbers after the change. */
export function announceWallets(outbox: Outbox, tx: Tx, accounts: readonly AccountRow[]): void {
  outbox.append(tx, accounts.map(walletChanged));
}

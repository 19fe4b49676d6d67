/**
 * Frozen wallets. Its owner cannot pay with it, gift, claim gifts, convert or withdraw until somebody frees it; what others owe it still
 * arrives (refunds, rewards, gifts that come back), and what was held before is still captured or released.
 */
import { Injectable } from '@nestjs/common';
import { Database, Outbox, uuid7, type Tx } from '#libs/platform';
import { insertFreeze, liftFreeze, readFreezes, setFrozen } from './db/transfer.statements.js';
import { openBook } from './open-book.js';
import { announceWallets } from './wallet.events.js';
import { WalletService } from './wallet.service.js';

/** A freeze: who, when, why, and how it ended. */
export interface Freeze {
  readonly id: string;
  readonly ownerId: string;
  readonly reason: string;
  readonly frozenBy: string;
  readonly frozenAt: Date;
  readonly liftedBy: string | null;
  readonly liftedAt: Date | null;
  readonly liftedReason: string | null;
}

@Injectable()
export class FreezeService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly wallet: WalletService,
  ) {}

  /** Freezes an owner's credit and points, and tells the owner that it is so, not why. Answers undefined when they are frozen already. */
  async freeze(tx: Tx, ownerId: string, about: { reason: string; by: string }): Promise<Freeze | undefined> {
    await this.wallet.openAccounts(tx, [
      { ownerId, asset: 'credit' },
      { ownerId, asset: 'points' },
    ]);
    const book = await openBook(tx, [ownerId], []);
    const account = book.account(ownerId, 'credit');
    // A house account is nobody's wallet.
    if (account?.role !== 'customer' || account.frozenReason !== null) return undefined;
    await this.set(tx, ownerId, about.reason);
    const id = uuid7();
    await tx.change(insertFreeze, [id, ownerId, about.reason, about.by, tx.now]);
    return (await tx.run(readFreezes, [ownerId, null, true, 1]))[0];
  }

  /** Frees an owner's wallet and tells the owner. Answers undefined when it is not frozen. */
  async lift(tx: Tx, ownerId: string, about: { reason: string; by: string }): Promise<Freeze | undefined> {
    await openBook(tx, [ownerId], []);
    const lifted = await tx.run(liftFreeze, [ownerId, about.by, tx.now, about.reason]);
    if (lifted.length === 0) return undefined;
    await this.set(tx, ownerId, null);
    return (await tx.run(readFreezes, [ownerId, null, false, 1]))[0];
  }

  /** Freezes, newest first; `before` is the last id of the page before. */
  list(filter: {
    readonly ownerId?: string;
    readonly before?: string;
    readonly isOpen: boolean;
    readonly limit: number;
  }): Promise<Freeze[]> {
    return this.database.run(readFreezes, [filter.ownerId ?? null, filter.before ?? null, filter.isOpen, filter.limit]);
  }

  private async set(tx: Tx, ownerId: string, reason: string | null): Promise<void> {
    announceWallets(this.outbox, tx, await tx.run(setFrozen, [ownerId, reason]));
  }
}

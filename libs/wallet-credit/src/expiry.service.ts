/**
 * What expires: booked lot by lot, in short transactions that leave wallets in use alone, and announced some days before. An expired lot
 * cannot be spent from the moment of its expiry (`lots.rules.ts`); the sweep only writes down what has happened.
 */
import { Injectable } from '@nestjs/common';
import { CartwrightConfig, Database, Outbox, plainArray, uuid7, type Tx } from '#libs/platform';
import { LedgerBook } from './ledger.book.js';
import { walletChanged, walletExpiring } from './wallet.events.js';
import * as sql from './db/expiry.statements.js';
import { lockAccounts, type AccountRow, type LotRow } from './db/wallet.statements.js';
import { HOUSE_ACCOUNTS } from './wallet.types.js';

/** Due lots that a run looks for at once. */
export const EXPIRY_CHUNK = 250;
/**
 * Lots that one transaction expires at most: a batch of orders waits for every wallet in it that the sweep is just working on. Measured
 * beside orders of the same customers, 250 at once made the middle order take four times as long, 50 could not be told from none.
 */
const BOOKED_AT_ONCE = 50;
/** Before every lot. */
const START = { expiresAt: new Date(0), id: '00000000-0000-0000-0000-000000000000' };
const DAY_MS = 86_400_000;

@Injectable()
export class ExpiryService {
  private after: { readonly expiresAt: Date; readonly id: string } = START;

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly config: CartwrightConfig,
  ) {}

  /**
   * Books the expiry of at most `limit` lots that are due, one transfer each from its account to the house account `expired`, some at a
   * time. A lot of which something is held stays until the hold is finished. Each run goes on after the one before, so that it need not
   * step over what is done, and begins again when it came to the end. Safe in any number of processes at once.
   * @returns how many lots were looked at (less than `limit` at the end) and how many of them expired: wallets in use come later.
   */
  async sweep(limit = EXPIRY_CHUNK): Promise<{ readonly lookedAt: number; readonly expired: number }> {
    const now = await this.database.now();
    const due = await this.database.run(sql.dueLots, [now, this.after.expiresAt, this.after.id, limit]);
    let expired = 0;
    for (let from = 0; from < due.length; from += BOOKED_AT_ONCE) {
      const piece = due.slice(from, from + BOOKED_AT_ONCE);
      // Nobody is answered, and what a crash of the machine takes back is due again: buyers need not wait for the disk as well.
      expired += await this.database.transaction((tx) => this.book(tx, piece), { releaseLocksEarly: true });
    }
    this.after = due.length < limit ? START : due.at(-1)!;
    return { lookedAt: due.length, expired };
  }

  /**
   * Warns of lots that expire within the days set, at most `limit` lots at once: one event `wallet.expiring` per account and day, once a
   * lot. Answers how many lots were warned of.
   */
  async warn(limit = EXPIRY_CHUNK): Promise<number> {
    return this.database.transaction(async (tx) => {
      const until = new Date(tx.now.getTime() + this.config.walletExpiryWarningDays * DAY_MS);
      const batches = await tx.run(sql.warnOfExpiry, [tx.now, until, limit]);
      this.outbox.append(tx, batches.map(walletExpiring));
      return batches.reduce((lots, batch) => lots + batch.lots, 0);
    });
  }

  private async book(tx: Tx, due: readonly { readonly id: string; readonly accountId: number }[]): Promise<number> {
    const book = new LedgerBook();
    const accountIds = [...new Set(due.map((lot) => lot.accountId))];
    // Sent together, carried out in order: the house first and with patience, while nothing else is held; then the customers, without
    // waiting; then their lots, under the locks. An order waits for two turns of this process, whatever else it does.
    const [houses, accounts, lots] = await Promise.all([
      tx.run(lockAccounts, [plainArray([HOUSE_ACCOUNTS.expired])]),
      tx.run(sql.lockIdleAccounts, [plainArray(accountIds)]),
      tx.run(sql.stillDueLots, [plainArray(due.map((lot) => lot.id)), plainArray(accountIds), tx.now]),
    ]);
    book.addAccounts([...houses, ...accounts]);
    const locked = new Map(accounts.map((account) => [account.id, account]));
    const ours = lots.filter((lot) => locked.has(lot.accountId)).sort(byExpiry);
    book.addLots(ours);
    for (const lot of ours) expire(book, locked.get(lot.accountId)!, lot);
    this.outbox.append(tx, book.send(tx).map(walletChanged));
    return ours.length;
  }
}

function byExpiry(a: LotRow, b: LotRow): number {
  return a.expiresAt!.getTime() - b.expiresAt!.getTime() || (a.id < b.id ? -1 : 1);
}

function expire(book: LedgerBook, account: AccountRow, lot: LotRow): void {
  const house = book.account(HOUSE_ACCOUNTS.expired, account.asset);
  if (house === undefined) throw new Error(`house account expired for ${account.asset} is missing`);
  const amount = lot.remaining;
  const take = [{ lotId: lot.id, amount }];
  book.hold(account, take);
  book.consume(account, take);
  const note = {
    id: uuid7(),
    // Once a lot: what has run out is never filled again (ADR 0012).
    kind: 'expiry',
    reference: lot.id,
    orderId: null,
    actor: null,
    reason: null,
  };
  book.transfer(note, [
    { account, amount: -amount },
    { account: house, amount },
  ]);
}

/** The accounts and lots a transaction has locked: transfers are made in memory, checked, and written by one statement. */
import { minor, plainArray, textArray, timeArray, type Minor, type Tx } from '#libs/platform';
import type { LotTake } from './lots.rules.js';
import type { Asset, LotSource } from './wallet.types.js';
import { writeLedger, type AccountRow, type LotRow } from './db/wallet.statements.js';

/** One side of a transfer; the sides of a transfer sum to 0. */
export interface Side {
  readonly account: AccountRow;
  readonly amount: Minor;
}

/** What a transfer is about. (`reference`, `kind`) happens once. */
export interface TransferNote {
  readonly id: string;
  readonly kind: string;
  readonly reference: string;
  readonly orderId: string | null;
  readonly actor: string | null;
  readonly reason: string | null;
}

interface NewLot {
  readonly id: string;
  readonly accountId: number;
  readonly source: LotSource;
  readonly amount: Minor;
  readonly expiresAt: Date | null;
}

/** An open page of the ledger. Nothing is written before {@link write}. */
export class LedgerBook {
  private readonly byOwner = new Map<string, AccountRow>();
  private readonly lots = new Map<string, LotRow>();
  private readonly lotsOfAccount = new Map<number, LotRow[]>();
  private readonly touchedAccounts = new Set<AccountRow>();
  private readonly touchedLots = new Set<LotRow>();
  private readonly transfers: TransferNote[] = [];
  private readonly entries: {
    account: AccountRow;
    seq: number;
    transferId: string;
    amount: Minor;
    balanceAfter: Minor;
    orderId: string | null;
  }[] = [];
  private readonly newLots: NewLot[] = [];

  addAccounts(rows: readonly AccountRow[]): void {
    for (const row of rows) this.byOwner.set(row.ownerId + row.asset, row);
  }

  addLots(rows: readonly LotRow[]): void {
    for (const row of rows) {
      if (this.lots.has(row.id)) continue;
      this.lots.set(row.id, row);
      const siblings = this.lotsOfAccount.get(row.accountId);
      if (siblings) siblings.push(row);
      else this.lotsOfAccount.set(row.accountId, [row]);
    }
  }

  account(ownerId: string, asset: Asset): AccountRow | undefined {
    return this.byOwner.get(ownerId + asset);
  }

  accountsOf(owners: ReadonlySet<string>): readonly AccountRow[] {
    return [...this.byOwner.values()].filter((row) => owners.has(row.ownerId));
  }

  lotsOf(account: AccountRow): readonly LotRow[] {
    return this.lotsOfAccount.get(account.id) ?? [];
  }

  /** Sets lots' shares aside: the account's held sum and each lot's grow together. */
  hold(account: AccountRow, takes: readonly LotTake[]): void {
    for (const take of takes) {
      this.lot(take.lotId).held += take.amount;
      account.held += take.amount;
    }
    this.touch(account);
  }

  /** Gives shares that were set aside back to their lots. */
  free(account: AccountRow, takes: readonly LotTake[]): void {
    for (const take of takes) {
      this.lot(take.lotId).held -= take.amount;
      account.held -= take.amount;
    }
    this.touch(account);
  }

  /** Consumes shares that were set aside; the transfer that pays for it is made by {@link transfer}. */
  consume(account: AccountRow, takes: readonly LotTake[]): void {
    this.free(account, takes);
    for (const take of takes) this.lot(take.lotId).remaining -= take.amount;
  }

  /** Puts what was consumed back into its lots; the transfer that brings it back is made by {@link transfer}. */
  restore(account: AccountRow, takes: readonly LotTake[]): void {
    for (const take of takes) this.lot(take.lotId).remaining += take.amount;
    this.touch(account);
  }

  /** Adds a lot to a customer's account; the transfer that fills it is made by {@link transfer}. @throws Error for a house account */
  addNewLot({ id: accountId, role }: AccountRow, lot: Omit<NewLot, 'accountId'>): void {
    if (role !== 'customer') throw new Error(`account ${accountId} is of the house: its credit is in no lots`);
    this.newLots.push({ ...lot, accountId });
  }

  /** Books one transfer. @throws Error unless its sides sum to 0 over at least two accounts. */
  transfer(note: TransferNote, sides: readonly Side[]): void {
    let total = 0;
    for (const side of sides) total += side.amount;
    if (total !== 0 || new Set(sides.map((side) => side.account.id)).size < 2)
      throw new Error(`transfer ${note.kind}: the sum of a transfer is 0 over two accounts or more`);
    this.transfers.push(note);
    for (const { account, amount } of sides) {
      account.balance = minor(account.balance + amount);
      account.entrySeq += 1;
      this.touch(account);
      this.entries.push({
        account,
        seq: account.entrySeq,
        transferId: note.id,
        amount,
        balanceAfter: account.balance,
        orderId: note.orderId,
      });
    }
  }

  /** The rows changed so far, for a statement of the caller's own (a plain hold writes no ledger). */
  drainTouched(): { accounts: readonly AccountRow[]; lots: readonly LotRow[] } {
    const accounts = [...this.touchedAccounts];
    const lots = [...this.touchedLots];
    this.touchedAccounts.clear();
    this.touchedLots.clear();
    for (const account of accounts) {
      if (account.role === 'customer' && account.balance - account.held < 0)
        throw new Error(`account ${account.id}: balance - held >= 0 broken`);
    }
    return { accounts, lots };
  }

  /** Writes everything in one statement and answers the customer accounts that changed. */
  async write(tx: Tx): Promise<readonly AccountRow[]> {
    const { accounts, lots } = this.drainTouched();
    if (accounts.length > 0) await tx.change(writeLedger, this.drainValues(tx.now, accounts, lots));
    return accounts.filter((account) => account.role === 'customer');
  }

  /** As {@link write}, without waiting: for an act whose locks others may wait for. */
  send(tx: Tx): readonly AccountRow[] {
    const { accounts, lots } = this.drainTouched();
    if (accounts.length > 0) tx.send(writeLedger, this.drainValues(tx.now, accounts, lots));
    return accounts.filter((account) => account.role === 'customer');
  }

  private drainValues(now: Date, accounts: readonly AccountRow[], lots: readonly LotRow[]): readonly unknown[] {
    const values = [
      plainArray(this.transfers.map((transfer) => transfer.id)),
      textArray(this.transfers.map((transfer) => transfer.kind)),
      plainArray(this.transfers.map((transfer) => transfer.reference)),
      plainArray(this.transfers.map((transfer) => transfer.actor)),
      textArray(this.transfers.map((transfer) => transfer.reason)),
      now,
      plainArray(this.entries.map((entry) => entry.account.id)),
      plainArray(this.entries.map((entry) => entry.seq)),
      plainArray(this.entries.map((entry) => entry.transferId)),
      plainArray(this.entries.map((entry) => entry.amount)),
      plainArray(this.entries.map((entry) => entry.balanceAfter)),
      plainArray(this.entries.map((entry) => entry.orderId)),
      plainArray(this.newLots.map((lot) => lot.id)),
      plainArray(this.newLots.map((lot) => lot.accountId)),
      textArray(this.newLots.map((lot) => lot.source)),
      plainArray(this.newLots.map((lot) => lot.amount)),
      timeArray(this.newLots.map((lot) => lot.expiresAt)),
      plainArray(lots.map((lot) => lot.id)),
      plainArray(lots.map((lot) => lot.remaining)),
      plainArray(lots.map((lot) => lot.held)),
      plainArray(accounts.map((account) => account.id)),
      plainArray(accounts.map((account) => account.balance)),
      plainArray(accounts.map((account) => account.held)),
      plainArray(accounts.map((account) => account.entrySeq)),
      plainArray(accounts.map((account) => account.changeSeq)),
    ];
    this.transfers.length = this.entries.length = this.newLots.length = 0;
    return values;
  }

  private lot(id: string): LotRow {
    const lot = this.lots.get(id);
    if (lot === undefined) throw new Error(`lot ${id} is not loaded under its account's lock`);
    this.touchedLots.add(lot);
    return lot;
  }

  private touch(account: AccountRow): void {
    if (!this.touchedAccounts.has(account)) {
      this.touchedAccounts.add(account);
      account.changeSeq += 1;
    }
  }
}

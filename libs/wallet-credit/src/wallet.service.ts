/** The wallet's hot verbs: hold, release, capture, grant. Many in, one outcome each; ids and references come from the caller. */
import { Injectable } from '@nestjs/common';
import { Database, Outbox, plainArray, RetryTransaction, textArray, type Tx } from '#libs/platform';
import { asRow, eachOnce, takesOf, withoutAccount } from './hold.rules.js';
import { sendHolds, type NewHold } from './hold.writes.js';
import { LedgerBook } from './ledger.book.js';
import { announceWallets } from './wallet.events.js';
import { captureOfTakes, spendableSum, takeFromLots } from './lots.rules.js';
import { readWallet } from './db/reading.statements.js';
import * as sql from './db/wallet.statements.js';
import type { AccountRow, HoldRow } from './db/wallet.statements.js';
import {
  HOUSE_ACCOUNTS,
  type CaptureHold,
  type GrantCredit,
  type HoldCredit,
  type HoldKey,
  type HoldOutcome,
  type HouseAccount,
  type WalletBalance,
} from './wallet.types.js';

/** A key that a map can hold: one hold per (reference, account). */
const holdKey = (reference: string, accountId: number): string => `${reference}/${accountId}`;

@Injectable()
export class WalletService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Sets credit or points aside, earliest-expiring lots first. Requests are served in array order; locks accounts by id.
   * An owner without an account has nothing: `exact` above 0 is insufficient, `max` holds 0.
   */
  async hold(tx: Tx, requests: readonly HoldCredit[]): Promise<readonly HoldOutcome[]> {
    if (requests.length === 0) return [];
    const owners = [...new Set(requests.map((request) => request.ownerId))];
    const book = new LedgerBook();
    // Sent together, carried out in order: lots and holds are read under their accounts' locks.
    const [accounts, lots, known] = await Promise.all([
      tx.run(sql.lockAccounts, [plainArray(owners)]),
      tx.run(sql.spendableLots, [plainArray(owners)]),
      this.holds(tx, requests),
    ]);
    book.addAccounts(accounts);
    book.addLots(lots);
    const fresh: NewHold[] = [];
    const outcomes = requests.map((request): HoldOutcome => {
      const account = book.account(request.ownerId, request.asset);
      if (account === undefined) return withoutAccount(request);
      const before = known.get(holdKey(request.reference, account.id));
      if (before !== undefined) return this.outcomeOfKnown(before, request, account, book, tx.now);
      if (account.frozenReason !== null) return { kind: 'frozen' };
      const lots = book.lotsOf(account);
      const available = spendableSum(lots, tx.now);
      const amount = request.amount.use === 'exact' ? request.amount.amount : Math.min(request.amount.upTo, available);
      if (amount > available) return { kind: 'insufficient', available };
      const takes = takeFromLots(lots, amount, tx.now);
      if (amount > 0) {
        book.hold(account, takes);
        fresh.push({ reference: request.reference, accountId: account.id, amount, takes });
        known.set(holdKey(request.reference, account.id), asRow(request, account, takes, amount));
      }
      return {
        kind: 'created',
        amount,
        wallet: { balance: account.balance, held: account.held, available: available - amount },
      };
    });
    announceWallets(this.outbox, tx, sendHolds(tx, book, fresh));
    return outcomes;
  }

  /** Gives held shares back to the lots they came from. An unknown key leaves a tombstone; releasing twice changes nothing. */
  async release(tx: Tx, given: readonly HoldKey[]): Promise<void> {
    if (given.length === 0) return;
    const keys = eachOnce(given);
    const book = await this.open(
      tx,
      keys.map((key) => key.ownerId),
    );
    const known = await this.holds(tx, keys);
    const found = keys.flatMap((key) => {
      const account = book.account(key.ownerId, key.asset);
      return account === undefined ? [] : [{ key, account, row: known.get(holdKey(key.reference, account.id)) }];
    });
    const live = found.flatMap(({ account, row }) => (row?.state === 'held' ? [{ account, row }] : []));
    book.addLots(
      await this.lotsOf(
        tx,
        live.map(({ row }) => row),
      ),
    );
    for (const { account, row } of live) book.free(account, takesOf(row));
    await this.finish(
      tx,
      live.map(({ row }) => ({ row, state: 'released' as const, captured: 0 })),
    );
    this.announce(tx, await book.write(tx));
    const tombstones = found.filter(({ row }) => row === undefined);
    if (tombstones.length > 0)
      await this.insertHolds(
        tx,
        tombstones.map(({ key, account }) => ({
          reference: key.reference,
          accountId: account.id,
          state: 'released' as const,
        })),
      );
  }

  /** Turns holds into transfers. Cannot be refused: the money is held. Capturing twice changes nothing. */
  async capture(tx: Tx, given: readonly CaptureHold[]): Promise<void> {
    if (given.length === 0) return;
    const requests = eachOnce(given);
    const houses = [...new Set(requests.map((request) => HOUSE_ACCOUNTS[request.to]))];
    const book = await this.open(tx, [...requests.map((request) => request.ownerId), ...houses]);
    const known = await this.holds(tx, requests);
    const live = requests.flatMap((request) => {
      const account = book.account(request.ownerId, request.asset);
      const row = account === undefined ? undefined : known.get(holdKey(request.reference, account.id));
      if (account === undefined || row === undefined) return [];
      if (row.state === 'released') throw new Error(`capture of hold ${request.reference}, which was released`);
      return row.state === 'held' ? [{ request, account, row }] : [];
    });
    book.addLots(
      await this.lotsOf(
        tx,
        live.map(({ row }) => row),
      ),
    );
    const finished = live.map(({ request, account, row }) => {
      const amount = request.amount ?? row.amount;
      const { captured, freed } = captureOfTakes(takesOf(row), amount);
      book.consume(account, captured);
      book.free(account, freed);
      if (amount > 0) {
        const house = this.house(book, request.to, request.asset);
        const note = {
          id: request.transferId,
          kind: request.kind,
          reference: request.reference,
          orderId: request.reference,
          actor: request.ownerId,
          reason: null,
        };
        book.transfer(note, [
          { account, amount: -amount },
          { account: house, amount },
        ]);
      }
      return { row, state: 'captured' as const, captured: amount };
    });
    await this.finish(tx, finished);
    this.announce(tx, await book.write(tx));
  }

  /** Fills new lots from a house account. A grant whose (`reference`, `kind`) is already booked is skipped: `exists`. */
  async grant(tx: Tx, grants: readonly GrantCredit[]): Promise<readonly ('created' | 'exists')[]> {
    if (grants.length === 0) return [];
    const houses = [...new Set(grants.map((grant) => HOUSE_ACCOUNTS[grant.from]))];
    await this.openAccounts(tx, grants);
    const book = await this.open(tx, [...grants.map((grant) => grant.ownerId), ...houses]);
    const booked = await tx.run(sql.transfersOnce, [
      textArray(grants.map((grant) => grant.kind)),
      plainArray(grants.map((grant) => grant.reference)),
    ]);
    const done = new Set(booked.map((row) => row.reference + row.kind));
    const outcomes = grants.map((grant) => {
      if (done.has(grant.reference + grant.kind)) return 'exists' as const;
      done.add(grant.reference + grant.kind);
      const account = book.account(grant.ownerId, grant.asset)!;
      book.addNewLot(account, {
        id: grant.lotId,
        source: grant.source,
        amount: grant.amount,
        expiresAt: grant.expiresAt,
      });
      const note = {
        id: grant.transferId,
        kind: grant.kind,
        reference: grant.reference,
        orderId: null,
        actor: grant.actor,
        reason: grant.reason,
      };
      book.transfer(note, [
        { account, amount: grant.amount },
        { account: this.house(book, grant.from, grant.asset), amount: -grant.amount },
      ]);
      return 'created' as const;
    });
    this.announce(tx, await book.write(tx));
    return outcomes;
  }

  /** Opens accounts for owners that have none; existing ones are left alone. */
  async openAccounts(tx: Tx, owners: readonly { ownerId: string; asset: 'credit' | 'points' }[]): Promise<void> {
    await tx.change(sql.createAccounts, [
      plainArray(owners.map((owner) => owner.ownerId)),
      textArray(owners.map((owner) => owner.asset)),
      textArray(owners.map(() => 'customer')),
    ]);
  }

  /** An owner's credit and points by asset; accounts that are not open yet are absent. */
  async balance(ownerId: string): Promise<ReadonlyMap<string, WalletBalance>> {
    const rows = await this.database.run(readWallet, [ownerId, this.database.clockOffsetMs, 0]);
    return new Map(rows.map((row) => [row.asset, row]));
  }

  private async open(tx: Tx, owners: readonly string[]): Promise<LedgerBook> {
    const book = new LedgerBook();
    book.addAccounts(await tx.run(sql.lockAccounts, [plainArray([...new Set(owners)])]));
    return book;
  }

  private house(book: LedgerBook, name: HouseAccount, asset: 'credit' | 'points'): AccountRow {
    const account = book.account(HOUSE_ACCOUNTS[name], asset);
    if (account === undefined) throw new Error(`house account ${name} for ${asset} is missing`);
    return account;
  }

  private async holds(tx: Tx, keys: readonly { reference: string }[]): Promise<Map<string, HoldRow>> {
    const rows = await tx.run(sql.findHolds, [plainArray(keys.map((key) => key.reference))]);
    return new Map(rows.map((row) => [holdKey(row.reference, row.accountId), row]));
  }

  private async lotsOf(tx: Tx, holds: readonly HoldRow[]): Promise<sql.LotRow[]> {
    const ids = [...new Set(holds.flatMap((hold) => hold.lotIds))];
    return ids.length === 0 ? [] : tx.run(sql.lotsByIds, [plainArray(ids)]);
  }

  private async insertHolds(
    tx: Tx,
    rows: readonly { reference: string; accountId: number; state: 'released' }[],
  ): Promise<void> {
    tx.send(sql.writeHolds, [
      plainArray(rows.map((row) => row.reference)),
      plainArray(rows.map((row) => row.accountId)),
      plainArray(rows.map(() => 0)),
      textArray(rows.map((row) => row.state)),
      textArray(rows.map(() => '{}')),
      textArray(rows.map(() => '{}')),
      tx.now,
      '{}',
      '{}',
      '{}',
      '{}',
      '{}',
    ]);
  }

  private async finish(
    tx: Tx,
    finished: readonly { row: HoldRow; state: 'released' | 'captured'; captured: number }[],
  ): Promise<void> {
    if (finished.length === 0) return;
    const changed = await tx.change(sql.finishHolds, [
      plainArray(finished.map(({ row }) => row.reference)),
      plainArray(finished.map(({ row }) => row.accountId)),
      textArray(finished.map(({ state }) => state)),
      plainArray(finished.map(({ captured }) => captured)),
    ]);
    if (changed !== finished.length) throw new RetryTransaction(new Error('a hold vanished under its account lock'));
  }

  private announce(tx: Tx, accounts: readonly AccountRow[]): void {
    announceWallets(this.outbox, tx, accounts);
  }

  private outcomeOfKnown(
    row: HoldRow,
    request: HoldCredit,
    account: AccountRow,
    book: LedgerBook,
    now: Date,
  ): HoldOutcome {
    if (row.state === 'released') return { kind: 'released' };
    if (request.amount.use === 'exact' && request.amount.amount !== row.amount) return { kind: 'differs' };
    const available = spendableSum(book.lotsOf(account), now);
    return { kind: 'exists', amount: row.amount, wallet: { balance: account.balance, held: account.held, available } };
  }
}

/** Reading wallets: balances, entries, what expires, lots and holds. Plain reads; every list is bounded and paged by key. */
import { Inject, Injectable, Optional } from '@nestjs/common';
import { CartwrightConfig, Database, type Minor } from '#libs/platform';
import * as sql from './db/reading.statements.js';
import type { EntryRow, HoldView, LotView, WalletRow } from './db/reading.statements.js';
import type { Asset } from './wallet.types.js';

/** Port: what is earned and not yet to be spent. Whoever books earnings implements it; without it nothing is maturing. */
export abstract class MaturingCredit {
  /** Minor units of credit and points on their way to an owner. */
  abstract maturing(ownerId: string): Promise<Readonly<Record<Asset, Minor>>>;
}

/** One asset of a wallet. `available` leaves out what is held and what has expired; `maturing` is not in the balance yet. */
export interface AssetSummary {
  readonly balance: Minor;
  readonly held: Minor;
  readonly available: Minor;
  readonly maturing: Minor;
  /** What of `available` expires within the days of WALLET_EXPIRY_WARNING_DAYS. */
  readonly expiringSoon: Minor;
  /** For operators; never shown to the owner. */
  readonly frozenReason: string | null;
  readonly frozenSince: Date | null;
}

/** Which entries: `from` counts, `to` does not. */
export interface EntryFilter {
  readonly asset: Asset;
  readonly kind?: string | undefined;
  readonly orderId?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** Some entries and the number before which the list goes on; undefined at its end. */
export interface EntrySlice {
  readonly entries: readonly EntryRow[];
  readonly before: number | undefined;
}

/** Which wallets; absent for any. */
export interface WalletFilter {
  readonly asset?: Asset | undefined;
  readonly role?: string | undefined;
  readonly balanceMin?: Minor | undefined;
  readonly isHeld?: boolean | undefined;
  readonly isFrozen?: boolean | undefined;
}

/** Rows that one page looks at, at most: a filter that little fits gives short pages, never a slow one. */
export const SCANNED_MAX = 2_000;
/** Entries are numbered under their account's lock but timed when their transaction began: neighbours may be so far out of order. */
const TIME_DISORDER_MS = 60_000;
const STATEMENT_CHUNK = 500;
const NOTHING: AssetSummary = {
  balance: 0,
  held: 0,
  available: 0,
  maturing: 0,
  expiringSoon: 0,
  frozenReason: null,
  frozenSince: null,
};

@Injectable()
export class WalletReader {
  constructor(
    private readonly database: Database,
    private readonly config: CartwrightConfig,
    @Optional() @Inject(MaturingCredit) private readonly earnings?: MaturingCredit,
  ) {}

  /** Whether somebody has, or ever had, credit or points. */
  async has(ownerId: string): Promise<boolean> {
    return (await this.database.run(sql.hasWallet, [ownerId])).length > 0;
  }

  /** An owner's credit and points; zeros for an owner without an account. */
  async summary(ownerId: string): Promise<Readonly<Record<Asset, AssetSummary>>> {
    const days = this.config.walletExpiryWarningDays;
    const [rows, maturing] = await Promise.all([
      this.database.run(sql.readWallet, [ownerId, this.database.clockOffsetMs, days]),
      this.earnings?.maturing(ownerId),
    ]);
    const of = (asset: Asset): AssetSummary => {
      const { asset: _, ...row } = rows.find((one) => one.asset === asset) ?? { ...NOTHING, asset };
      return { ...row, maturing: maturing?.[asset] ?? 0 };
    };
    return { credit: of('credit'), points: of('points') };
  }

  /**
   * Entries before a number (undefined: from the newest), newest first, at most `limit`. Looks at no more than {@link SCANNED_MAX}
   * entries, so a slice may hold fewer, even none, and still have a `before` to go on from.
   */
  async entries(
    ownerId: string,
    filter: EntryFilter,
    page: { readonly before?: number | undefined; readonly limit: number },
  ): Promise<EntrySlice> {
    const range = await this.rangeOf(ownerId, filter);
    if (range === undefined) return { entries: [], before: undefined };
    const below = Math.min(page.before ?? Infinity, range.below);
    const least = Math.max(range.least, below - SCANNED_MAX);
    const { kind = null, orderId = null, from = null, to = null } = filter;
    const values = [range.accountId, least, below, from, to, orderId, kind, page.limit + 1];
    const rows = await this.database.run(sql.readEntries, values);
    if (rows.length > page.limit) return { entries: rows.slice(0, -1), before: rows.at(-2)!.seq };
    return { entries: rows, before: least > range.least ? least : undefined };
  }

  /** All entries of a time, oldest first, some hundred at once: memory is bounded, and whoever stops reading ends the queries. */
  async *statement(ownerId: string, filter: Pick<EntryFilter, 'asset' | 'from' | 'to'>): AsyncGenerator<EntryRow[]> {
    const range = await this.rangeOf(ownerId, filter);
    if (range === undefined) return;
    const { from = new Date(0), to } = filter;
    for (let after = range.least - 1; after < range.below - 1;) {
      const rows = await this.database.run(sql.readStatement, [
        range.accountId,
        after,
        range.below - 1,
        STATEMENT_CHUNK,
      ]);
      if (rows.length === 0) return;
      after = rows.at(-1)!.seq;
      yield rows.filter(({ madeAt }) => madeAt >= from && (to === undefined || madeAt < to));
    }
  }

  /** Lots that expire within the days of WALLET_EXPIRY_WARNING_DAYS, earliest first, after one; at most `limit`. */
  async expiring(
    ownerId: string,
    page: { readonly after?: { readonly expiresAt: Date; readonly id: string } | undefined; readonly limit: number },
  ): Promise<(LotView & { readonly expiresAt: Date })[]> {
    const now = await this.database.now();
    const until = new Date(now.getTime() + this.config.walletExpiryWarningDays * 86_400_000);
    const { expiresAt = now, id = 'ffffffff-ffff-ffff-ffff-ffffffffffff' } = page.after ?? {};
    return this.database.run(sql.readExpiring, [ownerId, now, until, expiresAt, id, page.limit]);
  }

  /** An owner's lots with something left, newest first, before an id. */
  lots(ownerId: string, page: { readonly before?: string | undefined; readonly limit: number }): Promise<LotView[]> {
    return this.database.run(sql.readLots, [ownerId, page.before ?? null, page.limit]);
  }

  /** An owner's live holds, newest first, before one. */
  holds(
    ownerId: string,
    page: {
      readonly before?: { readonly reference: string; readonly asset: Asset } | undefined;
      readonly limit: number;
    },
  ): Promise<HoldView[]> {
    const { reference = null, asset = null } = page.before ?? {};
    return this.database.run(sql.readHolds, [ownerId, reference, asset, page.limit]);
  }

  /** Accounts, newest first, before an id, as {@link entries} gives entries: bounded in what is looked at. */
  async search(
    filter: WalletFilter,
    page: { readonly before?: number | undefined; readonly limit: number },
  ): Promise<{ readonly wallets: readonly WalletRow[]; readonly before: number | undefined }> {
    const newest = page.before === undefined ? (await this.database.run(sql.newestAccount))[0]!.id + 1 : page.before;
    const least = Math.max(1, newest - SCANNED_MAX);
    const { asset = null, role = null, balanceMin = null, isHeld = null, isFrozen = null } = filter;
    const values = [least, newest, asset, role, balanceMin, isHeld, isFrozen, page.limit + 1];
    const rows = await this.database.run(sql.searchAccounts, values);
    if (rows.length > page.limit) return { wallets: rows.slice(0, -1), before: rows.at(-2)!.id };
    return { wallets: rows, before: least > 1 ? least : undefined };
  }

  /** The numbers between which the entries of a time are, generously: `least` counts, `below` does not. */
  private async rangeOf(
    ownerId: string,
    { asset, from, to }: EntryFilter,
  ): Promise<{ accountId: number; least: number; below: number } | undefined> {
    const [account] = await this.database.run(sql.findAccount, [ownerId, asset]);
    if (account === undefined) return undefined;
    const at = async (moment: number): Promise<number> => {
      const [found] = await this.database.run(sql.findEntryAt, [account.id, account.entrySeq, new Date(moment)]);
      if (found === undefined) throw new Error(`account ${account.id}: its entries are not numbered 1…n`);
      return found.seq;
    };
    return {
      accountId: account.id,
      least: from === undefined ? 1 : await at(from.getTime() - TIME_DISORDER_MS),
      below: to === undefined ? account.entrySeq + 1 : await at(to.getTime() + TIME_DISORDER_MS),
    };
  }
}

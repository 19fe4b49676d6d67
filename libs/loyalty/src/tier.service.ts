/** Tiers: the table that a shop sets, what placements must know of a customer, and who moves when. */
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import {
  Database,
  Outbox,
  plainArray,
  raiseSnapshotVersion,
  snapshotVersions,
  textArray,
  timeArray,
  type Tx,
} from '#libs/platform';
import * as sql from './db/tier.statements.js';
import { LoyaltySettings } from './loyalty.settings.js';
import type { Standing, Tier, TierMove } from './loyalty.types.js';
import { NO_STANDING, standingIn, tierOf } from './tier.rules.js';

/** The tiers at a version. */
export interface TierTable {
  readonly version: number;
  readonly tiers: readonly Tier[];
  readonly changedAt: Date | null;
  readonly changedBy: string | null;
}

/** A member whose spend or tier is to change. */
interface MemberChange {
  readonly row: sql.MemberRow;
  readonly spendMinor: number;
  readonly countedFrom: Date;
}

const DAY_MS = 86_400_000;
const POLL_MS = 1_000;
const NOBODY: ReadonlyMap<string, Standing> = new Map();

@Injectable()
export class TierService implements OnApplicationBootstrap, OnModuleDestroy {
  private kept: TierTable = { version: 0, tiers: [], changedAt: null, changedBy: null };
  private discounting: readonly { readonly tier: string; readonly discountBps: number }[] = [];
  private timer: NodeJS.Timeout | undefined;
  /** Among the versions that placements compare. */
  readonly versionName = 'loyalty.tiers';

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly settings: LoyaltySettings,
  ) {}

  /** The version of the tiers kept in the process; 0 before the first load. */
  get version(): number {
    return this.kept.version;
  }

  /** Loads the tiers again; a placement that has seen a newer version asks for it. */
  async refresh(): Promise<void> {
    this.keep(await this.load(this.database));
  }

  /** The tiers that give a discount on everything, for showing: a second old at most, the same array until a tier changes. */
  discounts(): readonly { readonly tier: string; readonly discountBps: number }[] {
    return this.discounting;
  }

  /**
   * What buying must know of customers, as this transaction sees it: one statement a batch, none while there are no tiers. The
   * caller has compared {@link version} in this transaction, so a stale copy can never set a price.
   */
  async standings(tx: Tx, customerIds: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
    if (customerIds.length === 0 || this.kept.tiers.length === 0) return NOBODY;
    const rows = await tx.run(sql.readStandings, [plainArray([...new Set(customerIds)])]);
    const byName = new Map(this.kept.tiers.map((tier) => [tier.name, tier]));
    return new Map(rows.map((row) => [row.customerId, standingIn(byName.get(row.tier))] as const));
  }

  /** The tier of a customer, for showing: of tiers a second old at most; no statement while there are none. */
  async memberOf(customerId: string): Promise<Standing['member']> {
    if (this.kept.version === 0) await this.refresh();
    if (this.kept.tiers.length === 0) return null;
    const { tier } = await this.member(customerId);
    return standingIn(this.kept.tiers.find(({ name }) => name === tier)).member;
  }

  onApplicationBootstrap(): void {
    // What is shown follows the table by itself; what is sold compares versions. A failed look is made good by the next one.
    this.timer = setInterval(() => void this.refresh().catch(() => undefined), POLL_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** As {@link standings}, for an act that has not compared the version: it reads the tiers with it. */
  async standingsNow(tx: Tx, customerIds: readonly string[]): Promise<(customerId: string) => Standing> {
    const committed = await snapshotVersions(tx);
    // Read in this transaction: it may hold the last connection there is.
    if (committed(this.versionName) !== this.kept.version) this.keep(await this.load(tx));
    const standings = await this.standings(tx, customerIds);
    return (customerId) => standings.get(customerId) ?? NO_STANDING;
  }

  /** The table as it is. */
  async table(from: Tx | Database = this.database): Promise<TierTable> {
    return this.load(from);
  }

  /** Puts another table in the place of the one with this version; when it is `stale` the transaction must not commit. Members follow by {@link recompute}. */
  async replace(
    tx: Tx,
    change: { readonly version: number; readonly tiers: readonly Tier[]; readonly author: string | null },
  ): Promise<TierTable | { readonly kind: 'stale'; readonly version: number }> {
    // Locks the version until the commit: tables come one after another.
    const version = await raiseSnapshotVersion(tx, this.versionName);
    const before = await this.load(tx);
    if (before.version !== change.version) return { kind: 'stale', version: before.version };
    await tx.change(sql.clearTiers);
    await tx.change(sql.insertTiers, [
      textArray(change.tiers.map((tier) => tier.name)),
      plainArray(change.tiers.map((tier) => tier.fromMinor)),
      plainArray(change.tiers.map((tier) => tier.discountBps)),
      plainArray(change.tiers.map((tier) => tier.earningMultiplierBps)),
      plainArray(change.tiers.map((tier) => tier.expiryExtensionDays)),
    ]);
    await tx.change(sql.stampVersion, [version, tx.now, change.author]);
    return this.load(tx);
  }

  /** Sweep: computes up to `limit` members anew, whose last computation is a day old or of another table. */
  async recompute(limit: number): Promise<number> {
    return this.database.transaction(async (tx) => {
      const rows = await tx.run(sql.lockDueMembers, [new Date(tx.now.getTime() - DAY_MS), limit]);
      if (rows.length === 0) return 0;
      const countedFrom = this.windowStart(tx.now);
      // A second statement: it sees what was booked by those whose locks were waited for.
      const sums = await tx.run(sql.sumSpend, [plainArray(rows.map((row) => row.customerId)), countedFrom]);
      const spend = new Map(sums.map((row) => [row.customerId, row.spendMinor]));
      const changes = rows.map((row) => ({ row, countedFrom, spendMinor: spend.get(row.customerId) ?? 0 }));
      await this.write(tx, changes, { cause: 'recomputation', recomputedAt: tx.now });
      return rows.length;
    });
  }

  /** Takes refunded goods off the spend they were counted in. */
  async unspend(
    tx: Tx,
    refunds: readonly { readonly customerId: string; readonly bookedAt: Date; readonly goodsMinor: number }[],
  ): Promise<void> {
    if (refunds.length === 0) return;
    const customers = [...new Set(refunds.map((refund) => refund.customerId))];
    const rows = await tx.run(sql.lockMembers, [plainArray(customers)]);
    const changes = rows.map((row): MemberChange => {
      let spendMinor = row.spendMinor;
      for (const refund of refunds)
        if (refund.customerId === row.customerId && refund.bookedAt >= row.countedFrom) spendMinor -= refund.goodsMinor;
      return { row, spendMinor, countedFrom: row.countedFrom };
    });
    await this.write(tx, changes, { cause: 'refund', recomputedAt: null });
  }

  /** From when on spend counts, at a moment. */
  windowStart(now: Date): Date {
    return new Date(now.getTime() - this.settings.tierWindowDays * DAY_MS);
  }

  /** A customer's tier and spend; nothing spent yet is no tier. */
  async member(customerId: string): Promise<{ readonly tier: string | null; readonly spendMinor: number }> {
    const [row] = await this.database.run(sql.readMember, [customerId]);
    return { tier: row?.tier ?? null, spendMinor: row?.spendMinor ?? 0 };
  }

  /** A customer's moves before a number, newest first. */
  moves(customerId: string, page: { readonly before: number; readonly limit: number }): Promise<readonly TierMove[]> {
    return this.database.run(sql.readMoves, [customerId, page.before, page.limit]);
  }

  /** Tells customers that they moved. */
  announce(tx: Tx, moves: readonly Pick<TierMove, 'customerId' | 'seq' | 'fromTier' | 'toTier'>[]): void {
    this.outbox.append(
      tx,
      moves.map(({ customerId, seq, fromTier, toTier }) => ({
        topic: 'tier.changed',
        aggregateId: customerId,
        aggregateSeq: seq,
        subjectId: customerId,
        payload: JSON.stringify({ from: fromTier, to: toTier }),
      })),
    );
  }

  /** Takes over a newer table: everything that is derived from it changes with it. */
  private keep(table: TierTable): void {
    if (table.version <= this.kept.version) return;
    this.kept = table;
    this.discounting = table.tiers.flatMap(({ name, discountBps }) =>
      discountBps === 0 ? [] : [{ tier: name, discountBps }],
    );
  }

  private async write(
    tx: Tx,
    changes: readonly MemberChange[],
    about: { readonly cause: TierMove['cause']; readonly recomputedAt: Date | null },
  ): Promise<void> {
    if (changes.length === 0) return;
    const table = await this.load(tx);
    const after = changes.map((change) => {
      const tier = tierOf(change.spendMinor, table.tiers)?.name ?? null;
      return { ...change, tier, moves: change.row.moves + (tier === change.row.tier ? 0 : 1) };
    });
    const moved = after.flatMap(({ row, tier, moves, spendMinor }) =>
      tier === row.tier
        ? []
        : [{ customerId: row.customerId, seq: moves, fromTier: row.tier, toTier: tier, spendMinor }],
    );
    await tx.change(sql.writeMembers, [
      plainArray(after.map(({ row }) => row.customerId)),
      textArray(after.map(({ tier }) => tier)),
      plainArray(after.map(({ spendMinor }) => spendMinor)),
      timeArray(after.map(({ countedFrom }) => countedFrom)),
      timeArray(after.map(() => about.recomputedAt)),
      plainArray(after.map(({ moves }) => moves)),
      table.version,
      plainArray(moved.map((move) => move.customerId)),
      plainArray(moved.map((move) => move.seq)),
      textArray(moved.map((move) => move.fromTier)),
      textArray(moved.map((move) => move.toTier)),
      plainArray(moved.map((move) => move.spendMinor)),
      about.cause,
      tx.now,
    ]);
    this.announce(tx, moved);
  }

  private async load(from: Tx | Database): Promise<TierTable> {
    const rows = await from.run(sql.loadTiers);
    const { version, changedAt, changedBy } = rows[0]!;
    const tiers = rows.flatMap(({ name, fromMinor, discountBps, earningMultiplierBps, expiryExtensionDays }) =>
      name === null
        ? []
        : [
            {
              name,
              fromMinor: fromMinor!,
              discountBps: discountBps!,
              earningMultiplierBps: earningMultiplierBps!,
              expiryExtensionDays: expiryExtensionDays!,
            },
          ],
    );
    return { version, tiers, changedAt, changedBy };
  }
}

/**
 * Merchants' terms kept in the process, so that pricing an order reads no merchant row. The snapshot is valid for one version:
 * a placement compares it inside its transaction (`snapshotVersions`), so a stale copy can never set a
 * price; polling only makes that comparison rarely fail.
 */
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Database, plainArray, snapshotVersions } from '#libs/platform';
import * as sql from './db/merchant.statements.js';
import { MerchantSettings } from './merchant.settings.js';
import type { MerchantTerms } from './merchant.types.js';

/** The name of the version row of merchants' terms. */
export const MERCHANT = 'merchant';

@Injectable()
export class MerchantSnapshot implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly terms: LRUCache<string, MerchantTerms>;
  private validFor = 0;
  private suspended: readonly string[] | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly settings: MerchantSettings,
  ) {
    this.terms = new LRUCache({ max: settings.snapshotMerchantsMax });
  }

  /** The name of its version row. */
  readonly versionName = MERCHANT;

  /** The merchant version the kept terms are valid for; read it before reading terms. 0 before the first read. */
  get version(): number {
    return this.validFor;
  }

  /** The terms of merchants by id; an unknown id is not in the map. One query for all that are not kept. */
  async byId(merchantIds: readonly string[]): Promise<ReadonlyMap<string, MerchantTerms>> {
    if (this.validFor === 0) await this.refresh();
    const found = new Map<string, MerchantTerms>();
    const missing: string[] = [];
    for (const id of merchantIds) {
      const known = this.terms.get(id);
      if (known === undefined) missing.push(id);
      else found.set(id, known);
    }
    if (missing.length > 0) for (const terms of await this.load(missing)) found.set(terms.merchantId, terms);
    return found;
  }

  /** The terms of one merchant if they are kept: no query, for the order path. */
  cachedById(merchantId: string): MerchantTerms | undefined {
    return this.terms.get(merchantId);
  }

  /** The merchants that must not sell now; browse leaves their goods out. */
  async suspendedIds(): Promise<readonly string[]> {
    if (this.suspended === undefined) {
      const before = this.validFor;
      const ids = (await this.database.run(sql.suspendedMerchants)).map((row) => row.id);
      if (before !== this.validFor) return ids;
      this.suspended = ids;
    }
    return this.suspended;
  }

  /** Drops what has changed since {@link version} and moves it up. */
  async refresh(): Promise<void> {
    const since = this.validFor;
    const version = (await snapshotVersions(this.database))(MERCHANT);
    if (version === since) return;
    // Before the first read nothing is kept, so there is nothing to drop.
    const changed = since === 0 ? [] : await this.database.run(sql.changedSince, [since]);
    for (const { id } of changed) this.terms.delete(id);
    this.suspended = undefined;
    this.validFor = Math.max(this.validFor, version);
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      // A failed look is made good by the next one; placements compare versions themselves.
      this.refresh().catch(() => undefined);
    }, this.settings.pollMs);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async load(ids: readonly string[]): Promise<readonly MerchantTerms[]> {
    const version = (await snapshotVersions(this.database))(MERCHANT);
    const rows = await this.database.run(sql.findMerchants, [plainArray([...new Set(ids)])]);
    const loaded = rows.map(termsOf);
    for (const [index, row] of rows.entries()) {
      // Read before a refresh that may have dropped it: use it for this call, do not keep it.
      if (version >= this.validFor) this.terms.set(row.id, loaded[index]!);
    }
    return loaded;
  }
}

/** A merchant's terms from its row; frozen, since every order shares them. */
export function termsOf(row: sql.MerchantRow): MerchantTerms {
  return Object.freeze({
    merchantId: row.id,
    name: row.name,
    phone: row.phone,
    goodsType: row.goodsType,
    rewardBps: row.rewardBps,
    state: row.state,
    shipping: Object.freeze({
      flatMinor: row.flatMinor,
      perKgMinor: row.perKgMinor,
      freeFromMinor: row.freeFromMinor,
    }),
  });
}

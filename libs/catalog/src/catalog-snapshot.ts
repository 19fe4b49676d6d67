/**
 * What orders need of the catalog, kept in the process: a hit is a look into a map. The snapshot is valid for one catalog
 * version. Whoever prices from it reads {@link CatalogSnapshot.version} first and compares it with the committed one
 * (`snapshotVersions`) inside the transaction that uses the price: when they differ, it refreshes and
 * prices again. So a stale copy can cost a repetition, never a wrong price.
 */
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Database, plainArray, snapshotVersions, textArray } from '#libs/platform';
import { CATALOG, CATALOG_CHANGED } from './catalog-version.js';
import { CatalogSettings } from './catalog.settings.js';
import type { SellableVariant } from './catalog.types.js';
import { ChangeListener } from './change-listener.js';
import * as sql from './db/catalog.statements.js';
import { MissLoader } from './miss-loader.js';
import { sellableOf } from './sellable.rules.js';

@Injectable()
export class CatalogSnapshot implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly bySku: LRUCache<string, SellableVariant>;
  private readonly skuOfId = new Map<string, string>();
  /** When products that are kept as "not yet" come on the shelf, by sku, in milliseconds of the database clock. */
  private readonly openings = new Map<string, number>();
  private nextOpeningMs = Infinity;
  private clockSkewMs = 0;
  private validFor = 0;
  private readonly misses = new MissLoader<SellableVariant>((keys) => this.load(keys));
  private readonly listener: ChangeListener;

  constructor(
    private readonly database: Database,
    settings: CatalogSettings,
  ) {
    this.bySku = new LRUCache({
      max: settings.snapshotVariantsMax,
      dispose: (variant, sku) => {
        this.skuOfId.delete(variant.variantId);
        this.openings.delete(sku);
      },
    });
    this.listener = new ChangeListener(database, {
      channel: CATALOG_CHANGED,
      pollMs: settings.pollMs,
      look: () => this.refresh(),
    });
  }

  /** The name of its version row. */
  readonly versionName = CATALOG;

  /** The catalog version the kept variants are valid for; 0 before the first read. */
  get version(): number {
    return this.validFor;
  }

  /** Variants by sku; an unknown sku is not in the map. What is not kept is read in one query, together with other callers'. */
  async variantsBySku(skus: Iterable<string>): Promise<ReadonlyMap<string, SellableVariant>> {
    if (this.validFor === 0) await this.refresh();
    const found = new Map<string, SellableVariant>();
    const missing: string[] = [];
    for (const sku of skus) {
      const variant = this.cachedBySku(sku);
      if (variant === undefined) missing.push(sku);
      else found.set(sku, variant);
    }
    if (missing.length > 0) {
      const loaded = await this.misses.load({ skus: missing, ids: [] });
      const wanted = new Set(missing);
      for (const variant of loaded) if (wanted.has(variant.sku)) found.set(variant.sku, variant);
    }
    return found;
  }

  /** As {@link variantsBySku}, by variant id. */
  async variantsById(variantIds: Iterable<string>): Promise<ReadonlyMap<string, SellableVariant>> {
    if (this.validFor === 0) await this.refresh();
    const found = new Map<string, SellableVariant>();
    const missing: string[] = [];
    for (const id of variantIds) {
      const variant = this.cachedById(id);
      if (variant === undefined) missing.push(id);
      else found.set(id, variant);
    }
    if (missing.length > 0) {
      const loaded = await this.misses.load({ skus: [], ids: missing });
      const wanted = new Set(missing);
      for (const variant of loaded) if (wanted.has(variant.variantId)) found.set(variant.variantId, variant);
    }
    return found;
  }

  /** One variant if it is kept: no query, no promise, for the order path. */
  cachedBySku(sku: string): SellableVariant | undefined {
    if (this.nextOpeningMs !== Infinity) this.openDue();
    return this.bySku.get(sku);
  }

  /** As {@link cachedBySku}, by variant id. */
  cachedById(variantId: string): SellableVariant | undefined {
    const sku = this.skuOfId.get(variantId);
    return sku === undefined ? undefined : this.cachedBySku(sku);
  }

  /** Drops what has changed since {@link version}, and moves it up. */
  async refresh(): Promise<void> {
    const since = this.validFor;
    const version = (await snapshotVersions(this.database))(CATALOG);
    if (version === since) return;
    // Before the first read nothing is kept, so there is nothing to drop.
    const changed = since === 0 ? [] : await this.database.run(sql.changedSince, [since]);
    for (const { id } of changed) {
      const sku = this.skuOfId.get(id);
      if (sku !== undefined) this.bySku.delete(sku);
    }
    this.validFor = Math.max(this.validFor, version);
  }

  /** How many variants are kept, and whether changes are heard at once. */
  get health(): { readonly variants: number; readonly listening: boolean } {
    return { variants: this.bySku.size, listening: this.listener.listening };
  }

  onApplicationBootstrap(): void {
    this.listener.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.listener.stop();
  }

  private async load(keys: { skus: readonly string[]; ids: readonly string[] }): Promise<readonly SellableVariant[]> {
    const version = (await snapshotVersions(this.database))(CATALOG);
    const rows = await this.database.run(sql.findSellable, [textArray(keys.skus), plainArray(keys.ids)]);
    if (rows.length > 0) this.clockSkewMs = rows[0]!.now.getTime() - Date.now();
    const nowMs = this.nowMs();
    return rows.map((row) => {
      const variant = sellableOf(row, nowMs);
      // Read before a refresh that may have dropped it: use it for this call, do not keep it.
      if (version >= this.validFor) this.keep(variant, nowMs);
      return variant;
    });
  }

  private keep(variant: SellableVariant, nowMs: number): void {
    this.bySku.set(variant.sku, variant);
    this.skuOfId.set(variant.variantId, variant.sku);
    const opensMs = variant.onShelfAt?.getTime() ?? 0;
    if (opensMs > nowMs) {
      this.openings.set(variant.sku, opensMs);
      this.nextOpeningMs = Math.min(this.nextOpeningMs, opensMs);
    }
  }

  /** Time changes no row: a product whose time has come is dropped here, to be read again as on the shelf. */
  private openDue(): void {
    const nowMs = this.nowMs();
    if (nowMs < this.nextOpeningMs) return;
    this.nextOpeningMs = Infinity;
    for (const [sku, opensMs] of this.openings) {
      if (opensMs <= nowMs) this.bySku.delete(sku);
      else this.nextOpeningMs = Math.min(this.nextOpeningMs, opensMs);
    }
  }

  private nowMs(): number {
    return Date.now() + this.clockSkewMs + this.database.clockOffsetMs;
  }
}

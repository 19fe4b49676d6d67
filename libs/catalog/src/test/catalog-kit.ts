/** A catalog on a database of its own, with stock that a test sets by hand through the port. */
import { type Database, type Tx, uuid7 } from '#libs/platform';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { AvailabilityReader, SuspendedMerchants } from '../catalog.ports.js';
import { CatalogBrowser } from '../catalog-browser.js';
import { CatalogService } from '../catalog.service.js';
import { CatalogSettings } from '../catalog.settings.js';
import { CatalogSnapshot } from '../catalog-snapshot.js';
import { CatalogVersion } from '../catalog-version.js';
import { CategoryService } from '../category.service.js';
import { ProductWriter } from '../product-writer.js';
import type { UpsertProduct, UpsertVariant } from '../catalog.types.js';

/** Stock as a table; counts how often it is asked. */
export class StockTable extends AvailabilityReader {
  readonly units = new Map<string, number>();
  calls = 0;

  availabilityList(variantIds: readonly string[]): Promise<string> {
    this.calls += 1;
    return Promise.resolve(variantIds.map((id) => this.units.get(id) ?? 0).join());
  }
}

export class SuspendedList extends SuspendedMerchants {
  readonly ids: string[] = [];
  suspendedIds(): Promise<readonly string[]> {
    return Promise.resolve(this.ids);
  }
}

export interface CatalogKit {
  readonly database: Database;
  readonly service: CatalogService;
  readonly categories: CategoryService;
  readonly browser: CatalogBrowser;
  readonly stock: StockTable;
  readonly suspended: SuspendedList;
  readonly author: string;
  /** A snapshot of its own, as another process would have one. */
  snapshot(settings?: Partial<CatalogSettings>): CatalogSnapshot;
  write<T>(act: (tx: Tx) => Promise<T>): Promise<T>;
  upsert(...products: UpsertProduct[]): Promise<void>;
  close(): Promise<void>;
}

export async function openCatalog(settings: Partial<CatalogSettings> = {}): Promise<CatalogKit> {
  const opened: TestDatabase = await openTestDatabase();
  const { database } = opened;
  const version = new CatalogVersion(database);
  const writer = new ProductWriter();
  const service = new CatalogService(database, version, writer);
  const stock = new StockTable();
  const suspended = new SuspendedList();
  const author = uuid7();
  const snapshots: CatalogSnapshot[] = [];
  const write = <T>(act: (tx: Tx) => Promise<T>): Promise<T> => database.transaction(act);
  return {
    database,
    service,
    stock,
    suspended,
    author,
    categories: new CategoryService(database, version, writer),
    browser: new CatalogBrowser(database, new CatalogSettings(settings), stock, suspended, undefined),
    snapshot: (own = {}) => {
      const snapshot = new CatalogSnapshot(database, new CatalogSettings({ ...settings, ...own }));
      snapshots.push(snapshot);
      return snapshot;
    },
    write,
    upsert: (...products) => write((tx) => service.upsertProducts(tx, products, { author })),
    close: async () => {
      for (const snapshot of snapshots) await snapshot.onModuleDestroy();
      await opened.close();
    },
  };
}

let counter = 0;

/** A variant of 10.00 that a test changes as it needs. */
export function aVariant(over: Partial<UpsertVariant> = {}): UpsertVariant {
  return { variantId: uuid7(), sku: `SKU-${++counter}`, priceMinor: 1_000, ...over };
}

/** A product with one variant. */
export function aProduct(over: Partial<UpsertProduct> = {}): UpsertProduct {
  return {
    productId: uuid7(),
    merchantId: '00000000-0000-7000-8000-000000000001',
    title: 'Thing',
    variants: [aVariant()],
    ...over,
  };
}

/** Catalog's SQL for versions and the snapshot: one function one statement. */
import { statement } from '#libs/platform';
import type { MessageField, ProductKind, Shelf, TakesStockAt } from '../catalog.types.js';

/** First in every write: writers queue on the row, so versions become visible in order. */
export const raiseVersion = statement<{ version: number }>(
  'catalog.raise_version',
  `UPDATE catalog.snapshot_version SET version = version + 1 RETURNING version`,
);

export const currentVersion = statement<{ version: number }>(
  'catalog.current_version',
  `SELECT version FROM catalog.snapshot_version`,
);

/** The version and what changed since another, as one picture: a product that changed changes all its variants. */
export const changedSince = statement<{ version: number; changed: string[] }>(
  'catalog.changed_since',
  `
  SELECT s.version, ARRAY(
    SELECT v.id FROM catalog.variant v WHERE v.version > $1
    UNION
    SELECT v.id FROM catalog.product p JOIN catalog.variant v ON v.product_id = p.id WHERE p.version > $1) AS changed
  FROM catalog.snapshot_version s`,
);

/** A variant with its product, as the snapshot keeps it. */
export interface SellableRow {
  readonly variantId: string;
  readonly productId: string;
  readonly merchantId: string;
  readonly sku: string;
  readonly title: string;
  readonly attributes: Record<string, string>;
  readonly kind: ProductKind;
  readonly priceMinor: number;
  readonly memberPrices: Record<string, number>;
  readonly weightGrams: number;
  readonly pictureId: string | null;
  readonly takesStockAt: TakesStockAt;
  readonly limitUnits: number | null;
  readonly limitWindowDays: number | null;
  readonly messageFields: MessageField[];
  readonly productShelf: Shelf;
  readonly variantShelf: Shelf;
  readonly onShelfAt: Date | null;
  readonly categoryIds: string[];
  readonly version: number;
  readonly snapshotVersion: number;
  readonly now: Date;
}

export const findSellable = statement<SellableRow>(
  'catalog.find_sellable',
  `
  SELECT v.id AS "variantId", v.product_id AS "productId", p.merchant_id AS "merchantId", v.sku, p.title, v.attributes,
    p.kind, v.price_minor AS "priceMinor", v.member_prices AS "memberPrices", v.weight_grams AS "weightGrams",
    coalesce(v.picture_id, p.picture_id) AS "pictureId", v.takes_stock_at AS "takesStockAt",
    v.limit_units AS "limitUnits", v.limit_window_days AS "limitWindowDays", p.message_fields AS "messageFields",
    p.shelf AS "productShelf", v.shelf AS "variantShelf", p.on_shelf_at AS "onShelfAt", p.category_ids AS "categoryIds",
    greatest(v.version, p.version) AS version, s.version AS "snapshotVersion", clock_timestamp() AS now
  FROM catalog.variant v
  JOIN catalog.product p ON p.id = v.product_id
  CROSS JOIN catalog.snapshot_version s
  WHERE v.sku = ANY ($1::text[]) OR v.id = ANY ($2::uuid[])`,
);

/** Catalog's SQL for versions and the snapshot: one function one statement. */
import { statement } from '#libs/platform';
import type { MessageField, ProductKind, Shelf, TakesStockAt } from '../catalog.types.js';

/** The variants that changed since a version: a product that changed changes all its variants. */
export const changedSince = statement<{ id: string }>(
  'catalog.changed_since',
  `
  SELECT v.id FROM catalog.variant v WHERE v.version > $1
  UNION
  SELECT v.id FROM catalog.product p JOIN catalog.variant v ON v.product_id = p.id WHERE p.version > $1`,
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
    greatest(v.version, p.version) AS version, clock_timestamp() AS now
  FROM catalog.variant v
  JOIN catalog.product p ON p.id = v.product_id
  WHERE v.sku = ANY ($1::text[]) OR v.id = ANY ($2::uuid[])`,
);

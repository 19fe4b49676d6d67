/** Catalog's SQL for the product page. */
import { statement } from '#libs/platform';
import type { MessageField, ProductKind, TakesStockAt } from '../catalog.types.js';

/** $1 products, $2 what a test has moved the clock by, in milliseconds. */
export const findPages = statement<{
  productId: string;
  merchantId: string;
  kind: ProductKind;
  title: string;
  description: string;
  pictureId: string | null;
  onShelfAt: Date | null;
  messageFields: MessageField[];
  categoryIds: string[];
  salesCount: number;
  createdAt: Date;
  readAt: Date;
}>(
  'catalog.find_pages',
  `
  SELECT p.id AS "productId", p.merchant_id AS "merchantId", p.kind, p.title, p.description, p.picture_id AS "pictureId",
    p.on_shelf_at AS "onShelfAt", p.message_fields AS "messageFields", p.category_ids AS "categoryIds",
    s.sales_count AS "salesCount", p.created_at AS "createdAt",
    statement_timestamp() + $2::float8 * interval '1 millisecond' AS "readAt"
  FROM catalog.product p JOIN catalog.product_sales s ON s.product_id = p.id
  WHERE p.id = ANY ($1::uuid[]) AND p.shelf = 'on'`,
);

export const findPageVariants = statement<{
  productId: string;
  variantId: string;
  sku: string;
  attributes: Record<string, string>;
  priceMinor: number;
  memberPricesMinor: Record<string, number>;
  pictureId: string | null;
  weightGrams: number;
  takesStockAt: TakesStockAt;
  limitUnits: number | null;
  limitWindowDays: number | null;
}>(
  'catalog.find_variants_of_pages',
  `
  SELECT v.product_id AS "productId", v.id AS "variantId", v.sku, v.attributes, v.price_minor AS "priceMinor", v.member_prices AS "memberPricesMinor",
    v.picture_id AS "pictureId", v.weight_grams AS "weightGrams", v.takes_stock_at AS "takesStockAt",
    v.limit_units AS "limitUnits", v.limit_window_days AS "limitWindowDays"
  FROM catalog.variant v
  WHERE v.product_id = ANY ($1::uuid[]) AND v.shelf = 'on'
  ORDER BY v.product_id, v.position, v.id`,
);

/** What a card shows of a product, and of its variants on the shelf. $1 products. */
export const findCards = statement<{
  productId: string;
  merchantId: string;
  kind: ProductKind;
  title: string;
  pictureId: string | null;
  priceFromMinor: number;
  priceToMinor: number;
  categoryIds: string[];
  createdAt: Date;
  variantIds: string[];
  variantPrices: number[];
  /** As JSON. */
  variantMemberPrices: string[];
}>(
  'catalog.find_cards',
  `
  SELECT p.id AS "productId", p.merchant_id AS "merchantId", p.kind, p.title, p.picture_id AS "pictureId",
    p.price_from_minor AS "priceFromMinor", p.price_to_minor AS "priceToMinor", p.category_ids AS "categoryIds",
    p.created_at AS "createdAt", of_product.*
  FROM catalog.product p
  CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(v.id ORDER BY v.position), '{}') AS "variantIds",
      coalesce(array_agg(v.price_minor ORDER BY v.position), '{}') AS "variantPrices",
      coalesce(array_agg(v.member_prices::text ORDER BY v.position), '{}') AS "variantMemberPrices"
    FROM catalog.variant v WHERE v.product_id = p.id AND v.shelf = 'on') AS of_product
  WHERE p.id = ANY ($1::uuid[])`,
);

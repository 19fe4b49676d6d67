/** Catalog's SQL for writing products and variants: one function one statement, any number of rows each. */
import { statement } from '#libs/platform';
import type { MessageField, ProductKind, Shelf, TakesStockAt } from '../catalog.types.js';

/** A product's row with its own categories. */
export interface ProductRow {
  readonly id: string;
  readonly merchantId: string;
  readonly kind: ProductKind;
  readonly title: string;
  readonly description: string;
  readonly shelf: Shelf;
  readonly onShelfAt: Date | null;
  readonly pictureId: string | null;
  readonly messageFields: MessageField[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly version: number;
  readonly ownCategoryIds: string[];
}

/** A variant's row. */
export interface VariantRow {
  readonly id: string;
  readonly productId: string;
  readonly sku: string;
  readonly position: number;
  readonly attributes: Record<string, string>;
  readonly priceMinor: number;
  readonly memberPrices: Record<string, number>;
  readonly pictureId: string | null;
  readonly weightGrams: number;
  readonly shelf: Shelf;
  readonly takesStockAt: TakesStockAt;
  readonly limitUnits: number | null;
  readonly limitWindowDays: number | null;
  readonly version: number;
}

const PRODUCT_COLUMNS = `p.id, p.merchant_id AS "merchantId", p.kind, p.title, p.description, p.shelf,
    p.on_shelf_at AS "onShelfAt", p.picture_id AS "pictureId", p.message_fields AS "messageFields",
    p.created_at AS "createdAt", p.updated_at AS "updatedAt", p.version,
    ARRAY(SELECT pc.category_id FROM catalog.product_category pc WHERE pc.product_id = p.id ORDER BY pc.category_id)
      AS "ownCategoryIds"`;

const VARIANT_COLUMNS = `v.id, v.product_id AS "productId", v.sku, v.position, v.attributes, v.price_minor AS "priceMinor",
    v.member_prices AS "memberPrices", v.picture_id AS "pictureId", v.weight_grams AS "weightGrams", v.shelf,
    v.takes_stock_at AS "takesStockAt", v.limit_units AS "limitUnits", v.limit_window_days AS "limitWindowDays", v.version`;

export const insertPictures = statement<never>(
  'catalog.insert_pictures',
  `
  INSERT INTO catalog.picture (id, motif, colour, label)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[])
  ON CONFLICT (id) DO NOTHING`,
);

export const findPicture = statement<{ motif: string; colour: string; label: string }>(
  'catalog.find_picture',
  `SELECT motif, colour, label FROM catalog.picture WHERE id = $1`,
);

/** What browsing reads, as columns of `i`: lists of ids and of lexemes come as text, since `unnest` would flatten them. */
const LISTING = `i.category_ids::uuid[] AS category_ids, i.price_from, i.price_to, i.search_text,
      strip(to_tsvector('english', i.words)) || array_to_tsvector(i.lexemes::text[]) AS search_terms`;

/**
 * Products that are new, with what browsing reads of them and with their sales counters. $11 their categories and those above, $12 and
 * $13 the prices of their cheapest and dearest variant on the shelf, $14 and $15 the texts they are found by, $16 what the search index has
 * of them, $17 the time, $18 the version.
 */
export const insertProducts = statement<never>(
  'catalog.insert_products',
  `
  WITH made AS (
    INSERT INTO catalog.product (id, merchant_id, kind, title, description, shelf, on_shelf_at, picture_id, message_fields,
      created_at, category_ids, price_from_minor, price_to_minor, search_text, search_terms, updated_at, version)
    SELECT i.id, i.merchant_id, i.kind, i.title, i.description, i.shelf, i.on_shelf_at, i.picture_id, i.message_fields, i.created_at,
      ${LISTING}, $17::timestamptz, $18::bigint
    FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::uuid[],
      $9::jsonb[], $10::timestamptz[], $11::text[], $12::bigint[], $13::bigint[], $14::text[], $15::text[], $16::text[])
      AS i (id, merchant_id, kind, title, description, shelf, on_shelf_at, picture_id, message_fields, created_at,
        category_ids, price_from, price_to, search_text, words, lexemes)
    RETURNING id)
  INSERT INTO catalog.product_sales (product_id) SELECT id FROM made`,
);

/** A product's merchant and first time stay; a row that would not change is left alone, so no snapshot is disturbed. */
export const upsertProducts = statement<never>(
  'catalog.upsert_products',
  `
  INSERT INTO catalog.product AS p (id, merchant_id, kind, title, description, shelf, on_shelf_at, picture_id,
    message_fields, created_at, updated_at, version)
  SELECT i.*, $11::timestamptz, $12::bigint
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::uuid[],
    $9::jsonb[], $10::timestamptz[]) AS i
  ON CONFLICT (id) DO UPDATE
  SET kind = excluded.kind, title = excluded.title, description = excluded.description, shelf = excluded.shelf,
      on_shelf_at = excluded.on_shelf_at, picture_id = excluded.picture_id, message_fields = excluded.message_fields,
      updated_at = excluded.updated_at, version = excluded.version
  WHERE (p.kind, p.title, p.description, p.shelf, p.on_shelf_at, p.picture_id, p.message_fields)
    IS DISTINCT FROM (excluded.kind, excluded.title, excluded.description, excluded.shelf, excluded.on_shelf_at,
      excluded.picture_id, excluded.message_fields)`,
);

/** $1 the products, $2 and $3 the pairs they are to have: what is missing is added, what is too much taken away. */
export const setCategories = statement<never>(
  'catalog.set_categories',
  `
  WITH wanted AS (SELECT * FROM unnest($2::uuid[], $3::uuid[]) AS w (product_id, category_id)),
  gone AS (
    DELETE FROM catalog.product_category pc
    WHERE pc.product_id = ANY ($1::uuid[])
      AND NOT EXISTS (SELECT FROM wanted w WHERE w.product_id = pc.product_id AND w.category_id = pc.category_id))
  INSERT INTO catalog.product_category (product_id, category_id)
  SELECT product_id, category_id FROM wanted
  ON CONFLICT DO NOTHING`,
);

/**
 * Writes variants and, in the same statement, the history of those whose price it changes. What a statement writes it does not see
 * itself, so the table still has the prices before; the catalog's version row is locked, so they are the prices replaced. The join is
 * with the table by its key and not with a list made here: of a list PostgreSQL guesses the length, and compared each with each.
 * A variant's product and sku stay.
 */
export const upsertVariants = statement<never>(
  'catalog.upsert_variants',
  `
  WITH written AS (
    INSERT INTO catalog.variant AS v (id, product_id, sku, position, attributes, price_minor, member_prices, picture_id,
      weight_grams, shelf, takes_stock_at, limit_units, limit_window_days, version)
    SELECT given.*, $14::bigint
    FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::integer[], $5::jsonb[], $6::bigint[], $7::jsonb[],
      $8::uuid[], $9::integer[], $10::text[], $11::text[], $12::integer[], $13::integer[]) AS given
    ON CONFLICT (id) DO UPDATE
    SET position = excluded.position, attributes = excluded.attributes, price_minor = excluded.price_minor,
        member_prices = excluded.member_prices, picture_id = excluded.picture_id, weight_grams = excluded.weight_grams,
        shelf = excluded.shelf, takes_stock_at = excluded.takes_stock_at, limit_units = excluded.limit_units,
        limit_window_days = excluded.limit_window_days, version = excluded.version
    WHERE (v.position, v.attributes, v.price_minor, v.member_prices, v.picture_id, v.weight_grams, v.shelf,
        v.takes_stock_at, v.limit_units, v.limit_window_days)
      IS DISTINCT FROM (excluded.position, excluded.attributes, excluded.price_minor, excluded.member_prices,
        excluded.picture_id, excluded.weight_grams, excluded.shelf, excluded.takes_stock_at, excluded.limit_units,
        excluded.limit_window_days)
    RETURNING v.id, v.price_minor)
  INSERT INTO catalog.price_change (variant_id, old_minor, new_minor, changed_at, changed_by)
  SELECT w.id, before.price_minor, w.price_minor, $15::timestamptz, $16::uuid
  FROM written w LEFT JOIN catalog.variant before ON before.id = w.id
  WHERE before.price_minor IS DISTINCT FROM w.price_minor`,
);

/** What {@link refreshDerived} is worked out from. */
export const findListedGoods = statement<{
  id: string;
  merchantId: string;
  title: string;
  description: string;
  categoryIds: string[];
  variants: Pick<VariantRow, 'sku' | 'attributes' | 'priceMinor' | 'shelf'>[] | null;
}>(
  'catalog.find_listed_goods',
  `
  SELECT p.id, p.merchant_id AS "merchantId", p.title, p.description,
    ARRAY(
      SELECT DISTINCT unnest(c.ancestor_ids)
      FROM catalog.product_category pc JOIN catalog.category c ON c.id = pc.category_id
      WHERE pc.product_id = p.id) AS "categoryIds",
    (SELECT json_agg(json_build_object(
         'sku', v.sku, 'attributes', v.attributes, 'priceMinor', v.price_minor, 'shelf', v.shelf))
     FROM catalog.variant v WHERE v.product_id = p.id) AS variants
  FROM catalog.product p
  WHERE p.id = ANY ($1::uuid[])`,
);

/**
 * Brings what browsing reads in line: $1 the products, $2 to $7 as $11 to $16 of {@link insertProducts}, $8 the version. Only a change of
 * categories concerns the snapshot and stamps the version.
 */
export const refreshDerived = statement<never>(
  'catalog.refresh_derived',
  `
  UPDATE catalog.product AS p
  SET category_ids = d.category_ids, price_from_minor = d.price_from, price_to_minor = d.price_to,
      search_text = d.search_text, search_terms = d.search_terms,
      version = CASE WHEN p.category_ids = d.category_ids THEN p.version ELSE $8::bigint END
  FROM (
    SELECT i.id, ${LISTING}
    FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[])
      AS i (id, category_ids, price_from, price_to, search_text, words, lexemes)) AS d
  WHERE p.id = d.id
    AND (p.category_ids, p.price_from_minor, p.price_to_minor, p.search_text, p.search_terms)
      IS DISTINCT FROM (d.category_ids, d.price_from, d.price_to, d.search_text, d.search_terms)`,
);

/** Of products given with their merchants, those that are there, and whether as somebody else's. */
export const findKnownProducts = statement<{ id: string; isForeign: boolean }>(
  'catalog.find_known_products',
  `
  SELECT p.id, p.merchant_id <> g.merchant_id AS "isForeign"
  FROM unnest($1::uuid[], $2::uuid[]) AS g (id, merchant_id) JOIN catalog.product p ON p.id = g.id`,
);

/** Of variants given with their products and skus, one that is there as something else. */
export const findOtherVariant = statement<{ id: string; sku: string }>(
  'catalog.find_other_variant',
  `
  SELECT v.id, v.sku
  FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS g (id, product_id, sku) JOIN catalog.variant v ON v.id = g.id
  WHERE v.product_id <> g.product_id OR v.sku <> g.sku
  LIMIT 1`,
);

export const findProducts = statement<ProductRow>(
  'catalog.find_products',
  `SELECT ${PRODUCT_COLUMNS} FROM catalog.product p WHERE p.id = ANY ($1::uuid[])`,
);

/** Newest first for administration; $1, $2 the key of the last row, $3 a merchant, $4 a shelf, or NULL. */
export const listProducts = statement<ProductRow>(
  'catalog.list_products',
  `
  SELECT ${PRODUCT_COLUMNS}
  FROM catalog.product p
  WHERE ($1::timestamptz IS NULL OR (p.created_at, p.id) < ($1, $2::uuid))
    AND ($3::uuid IS NULL OR p.merchant_id = $3)
    AND ($4::text IS NULL OR p.shelf = $4)
  ORDER BY p.created_at DESC, p.id DESC
  LIMIT $5`,
);

export const findVariantsOfProducts = statement<VariantRow>(
  'catalog.find_variants_of_products',
  `
  SELECT ${VARIANT_COLUMNS} FROM catalog.variant v
  WHERE v.product_id = ANY ($1::uuid[]) ORDER BY v.product_id, v.position, v.id`,
);

export const findVariants = statement<VariantRow>(
  'catalog.find_variants',
  `SELECT ${VARIANT_COLUMNS} FROM catalog.variant v WHERE v.id = ANY ($1::uuid[]) OR v.sku = ANY ($2::text[])`,
);

export const listPriceChanges = statement<{
  id: number;
  variantId: string;
  oldMinor: number | null;
  newMinor: number;
  changedAt: Date;
  changedBy: string | null;
}>(
  'catalog.list_price_changes',
  `
  SELECT h.id, h.variant_id AS "variantId", h.old_minor AS "oldMinor", h.new_minor AS "newMinor",
    h.changed_at AS "changedAt", h.changed_by AS "changedBy"
  FROM catalog.price_change h
  WHERE h.variant_id = $1 AND ($2::bigint IS NULL OR h.id < $2)
  ORDER BY h.id DESC
  LIMIT $3`,
);

/** Locks the sales rows by product id, whatever order the sales come in, and raises each once. */
export const raiseSales = statement<never>(
  'catalog.raise_sales',
  `
  WITH sold AS (
    SELECT v.product_id, sum(i.quantity) AS units
    FROM unnest($1::uuid[], $2::bigint[]) AS i (variant_id, quantity) JOIN catalog.variant v ON v.id = i.variant_id
    GROUP BY v.product_id),
  locked AS (
    SELECT s.product_id, sold.units
    FROM catalog.product_sales s JOIN sold ON sold.product_id = s.product_id
    ORDER BY s.product_id FOR UPDATE OF s)
  UPDATE catalog.product_sales AS s SET sales_count = s.sales_count + locked.units
  FROM locked WHERE s.product_id = locked.product_id`,
);

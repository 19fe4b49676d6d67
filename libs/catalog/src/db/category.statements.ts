/** Catalog's SQL for the category tree: one function one statement. */
import { statement } from '#libs/platform';
import type { Category } from '../catalog.types.js';

/** A category with the ids from the root down to itself. */
export interface CategoryRow extends Category {
  readonly ancestorIds: string[];
}

const COLUMNS = `c.id AS "categoryId", c.parent_id AS "parentId", c.slug, c.name, c.path, c.ancestor_ids AS "ancestorIds",
    c.position, c.version`;

/** The whole tree, parents before children, siblings by position. */
export const listCategories = statement<CategoryRow>(
  'catalog.list_categories',
  `SELECT ${COLUMNS} FROM catalog.category c ORDER BY cardinality(c.ancestor_ids), c.position, c.path`,
);

/** $6 holds arrays as text, since `unnest` would flatten arrays of arrays. Foreign keys are checked at the statement's end. */
export const upsertCategories = statement<never>(
  'catalog.upsert_categories',
  `
  INSERT INTO catalog.category AS c (id, parent_id, slug, name, path, ancestor_ids, position, version)
  SELECT i.id, i.parent_id, i.slug, i.name, i.path, i.ancestor_ids::uuid[], i.position, $8::bigint
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::integer[])
    AS i (id, parent_id, slug, name, path, ancestor_ids, position)
  ON CONFLICT (id) DO UPDATE
  SET parent_id = excluded.parent_id, slug = excluded.slug, name = excluded.name, path = excluded.path,
      ancestor_ids = excluded.ancestor_ids, position = excluded.position, version = excluded.version
  WHERE (c.parent_id, c.slug, c.name, c.path, c.ancestor_ids, c.position)
    IS DISTINCT FROM (excluded.parent_id, excluded.slug, excluded.name, excluded.path, excluded.ancestor_ids, excluded.position)`,
);

export const deleteCategory = statement<never>(
  'catalog.delete_category',
  `
  DELETE FROM catalog.category c
  WHERE c.id = $1
    AND NOT EXISTS (SELECT FROM catalog.category child WHERE child.parent_id = c.id)
    AND NOT EXISTS (SELECT FROM catalog.product_category pc WHERE pc.category_id = c.id)`,
);

/** The products below some categories: those whose categories change when these move. */
export const productsBelow = statement<{ id: string }>(
  'catalog.products_below',
  `SELECT p.id FROM catalog.product p WHERE p.category_ids && $1::uuid[] ORDER BY p.id`,
);

/** Categories with all above them. */
export const findAncestors = statement<{ id: string; ancestorIds: string[] }>(
  'catalog.find_ancestors',
  `SELECT c.id, c.ancestor_ids AS "ancestorIds" FROM catalog.category c WHERE c.id = ANY ($1::uuid[])`,
);

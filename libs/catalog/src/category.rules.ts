/** The category tree: paths and ancestors follow from parents and slugs. Pure. */
import type { Category } from './catalog.types.js';

/** How many levels the tree may have. */
export const CATEGORY_DEPTH_MAX = 6;
/** How many categories a shop may have: the whole tree is read at once. */
export const CATEGORIES_MAX = 2_000;

/** What a category is made of; the rest follows. */
export type CategoryShape = Pick<Category, 'categoryId' | 'parentId' | 'slug' | 'name' | 'position'>;

/** A category in its place. */
export interface PlacedCategory extends CategoryShape {
  readonly path: string;
  /** From the root down to itself. */
  readonly ancestorIds: readonly string[];
}

/** Why a tree cannot be: the category at fault and the reason. */
export interface TreeFault {
  readonly fault: 'unknown_parent' | 'cycle' | 'too_deep' | 'path_taken' | 'too_many';
  readonly categoryId: string;
}

/** Places every category, parents before children, or tells the first fault. */
export function placeCategories(shapes: readonly CategoryShape[]): readonly PlacedCategory[] | TreeFault {
  if (shapes.length > CATEGORIES_MAX) return { fault: 'too_many', categoryId: shapes.at(-1)!.categoryId };
  const byId = new Map(shapes.map((shape) => [shape.categoryId, shape]));
  const placed: PlacedCategory[] = [];
  const paths = new Set<string>();
  for (const shape of shapes) {
    const chain = chainOf(shape, byId);
    if ('fault' in chain) return chain;
    const path = chain.map((ancestor) => ancestor.slug).join('/');
    if (paths.has(path)) return { fault: 'path_taken', categoryId: shape.categoryId };
    paths.add(path);
    placed.push({ ...shape, path, ancestorIds: chain.map((ancestor) => ancestor.categoryId) });
  }
  return placed.sort((a, b) => a.ancestorIds.length - b.ancestorIds.length);
}

function chainOf(shape: CategoryShape, byId: ReadonlyMap<string, CategoryShape>): readonly CategoryShape[] | TreeFault {
  const { categoryId } = shape;
  const chain = [shape];
  while (chain[0]!.parentId !== null) {
    const parent = byId.get(chain[0]!.parentId);
    if (parent === undefined) return { fault: 'unknown_parent', categoryId };
    if (chain.includes(parent)) return { fault: 'cycle', categoryId };
    chain.unshift(parent);
    if (chain.length > CATEGORY_DEPTH_MAX) return { fault: 'too_deep', categoryId };
  }
  return chain;
}

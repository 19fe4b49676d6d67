/** The acts on the category tree. It is small: it is read whole, placed by pure rules, and what moved is written at once. */
import { Injectable } from '@nestjs/common';
import { Database, plainArray, textArray, type Tx } from '#libs/platform';
import { CatalogVersion } from './catalog-version.js';
import type { Category } from './catalog.types.js';
import { placeCategories, type CategoryShape, type PlacedCategory, type TreeFault } from './category.rules.js';
import * as sql from './db/category.statements.js';
import { ProductWriter } from './product-writer.js';

/** What may be changed of a category; absent fields stay. */
export type CategoryEdit = Partial<Omit<CategoryShape, 'categoryId'>>;

export type CategoryOutcome =
  | { readonly kind: 'written'; readonly category: Category }
  | { readonly kind: 'stale'; readonly version: number }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'fault'; readonly fault: TreeFault['fault'] | 'exists' };

@Injectable()
export class CategoryService {
  constructor(
    private readonly database: Database,
    private readonly version: CatalogVersion,
    private readonly products: ProductWriter,
  ) {}

  /** The whole tree, parents before children, siblings in their order. */
  async list(): Promise<readonly Category[]> {
    return (await this.database.run(sql.listCategories)).map(categoryOf);
  }

  /** Adds a category under its parent. */
  async create(tx: Tx, shape: CategoryShape): Promise<CategoryOutcome> {
    const version = await this.version.raise(tx);
    const tree = await tx.run(sql.listCategories);
    if (tree.some((category) => category.categoryId === shape.categoryId)) return { kind: 'fault', fault: 'exists' };
    return this.place(tx, { tree: [...tree, shape], changedId: shape.categoryId, version });
  }

  /** Renames or moves a category; its subtree and the products in it follow. */
  async edit(
    tx: Tx,
    which: { readonly categoryId: string; readonly version: number },
    edit: CategoryEdit,
  ): Promise<CategoryOutcome> {
    const version = await this.version.raise(tx);
    const tree = await tx.run(sql.listCategories);
    const known = tree.find((category) => category.categoryId === which.categoryId);
    if (known === undefined) return { kind: 'unknown' };
    if (known.version !== which.version) return { kind: 'stale', version: known.version };
    const edited = tree.map((category) => (category === known ? { ...category, ...edit } : category));
    return this.place(tx, { tree: edited, changedId: which.categoryId, version });
  }

  /** Removes a category that has no children and no products. */
  async remove(
    tx: Tx,
    which: { readonly categoryId: string; readonly version: number },
  ): Promise<'removed' | 'unknown' | 'in_use' | { readonly stale: number }> {
    await this.version.raise(tx);
    const known = (await tx.run(sql.listCategories)).find((category) => category.categoryId === which.categoryId);
    if (known === undefined) return 'unknown';
    if (known.version !== which.version) return { stale: known.version };
    return (await tx.change(sql.deleteCategory, [which.categoryId])) === 1 ? 'removed' : 'in_use';
  }

  /** Writes categories as given, by id, beside those there are. For seeds and imports. @throws Error when they make no tree */
  async upsert(tx: Tx, shapes: readonly CategoryShape[]): Promise<void> {
    if (shapes.length === 0) return;
    const version = await this.version.raise(tx);
    const given = new Set(shapes.map((shape) => shape.categoryId));
    const others = (await tx.run(sql.listCategories)).filter((category) => !given.has(category.categoryId));
    const placed = placeCategories([...others, ...shapes]);
    if ('fault' in placed) throw new Error(`categories make no tree: ${placed.fault} at ${placed.categoryId}`);
    await this.write(tx, placed, version);
    await this.products.refreshBelow(tx, [...given], version);
  }

  private async place(
    tx: Tx,
    change: { readonly tree: readonly CategoryShape[]; readonly changedId: string; readonly version: number },
  ): Promise<CategoryOutcome> {
    const placed = placeCategories(
      change.tree.map(({ categoryId, parentId, slug, name, position }) => ({
        categoryId,
        parentId,
        slug,
        name,
        position,
      })),
    );
    if ('fault' in placed) return { kind: 'fault', fault: placed.fault };
    const moved = placed.filter((category) => category.ancestorIds.includes(change.changedId));
    await this.write(tx, moved, change.version);
    await this.products.refreshBelow(tx, [change.changedId], change.version);
    const written = (await tx.run(sql.listCategories)).find((row) => row.categoryId === change.changedId);
    return { kind: 'written', category: categoryOf(written!) };
  }

  private async write(tx: Tx, placed: readonly PlacedCategory[], version: number): Promise<void> {
    await tx.change(sql.upsertCategories, [
      plainArray(placed.map((category) => category.categoryId)),
      plainArray(placed.map((category) => category.parentId)),
      textArray(placed.map((category) => category.slug)),
      textArray(placed.map((category) => category.name)),
      textArray(placed.map((category) => category.path)),
      textArray(placed.map((category) => plainArray(category.ancestorIds))),
      plainArray(placed.map((category) => category.position)),
      version,
    ]);
  }
}

function categoryOf(row: sql.CategoryRow): Category {
  const { categoryId, parentId, slug, name, path, position, version } = row;
  return { categoryId, parentId, slug, name, path, position, version };
}

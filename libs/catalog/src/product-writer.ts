/** The set-based writes behind every change of products and variants: one statement a table, whatever the number of rows. */
import { Injectable } from '@nestjs/common';
import { plainArray, textArray, timeArray, type Tx } from '#libs/platform';
import type { UpsertProduct, UpsertVariant } from './catalog.types.js';
import * as categorySql from './db/category.statements.js';
import * as sql from './db/product.statements.js';
import { listingOf, type Listing } from './listing.rules.js';

/** A variant with its product and its place among the product's variants. */
export interface PlacedVariant extends UpsertVariant {
  readonly productId: string;
  readonly position: number;
}

/** What stamps a write: the transaction's catalog version, and who. */
export interface Stamp {
  readonly version: number;
  /** The principal's id; `null` for a seed or an import without one. */
  readonly author: string | null;
}

@Injectable()
export class ProductWriter {
  /**
   * Adds products that are new, whole: what browsing reads of them is known from what is given, so each row and its place in every
   * index is written once. Call {@link writeVariants} for their variants; nothing needs a {@link refresh}.
   */
  async addProducts(tx: Tx, products: readonly UpsertProduct[], stamp: Stamp): Promise<void> {
    if (products.length === 0) return;
    const above = await this.ancestorsOf(tx, products);
    const listings = products.map((product) =>
      listingOf({ ...product, categoryIds: (product.categoryIds ?? []).flatMap((id) => above.get(id) ?? []) }),
    );
    await tx.change(sql.insertProducts, [
      ...ownColumns(tx, products),
      ...listingColumns(listings),
      tx.now,
      stamp.version,
    ]);
    await this.setCategories(tx, products);
  }

  /** Writes products' own rows and their categories. Call {@link refresh} after their variants. */
  async writeProducts(tx: Tx, products: readonly Omit<UpsertProduct, 'variants'>[], stamp: Stamp): Promise<void> {
    if (products.length === 0) return;
    await tx.change(sql.upsertProducts, [...ownColumns(tx, products), tx.now, stamp.version]);
    await this.setCategories(tx, products);
  }

  /** Writes variants and the history of the prices that change. Call {@link refresh} for their products afterwards. */
  async writeVariants(tx: Tx, variants: readonly PlacedVariant[], stamp: Stamp): Promise<void> {
    if (variants.length === 0) return;
    await tx.change(sql.upsertVariants, [
      plainArray(variants.map((variant) => variant.variantId)),
      plainArray(variants.map((variant) => variant.productId)),
      textArray(variants.map((variant) => variant.sku)),
      plainArray(variants.map((variant) => variant.position)),
      textArray(variants.map((variant) => JSON.stringify(variant.attributes ?? {}))),
      plainArray(variants.map((variant) => variant.priceMinor)),
      textArray(variants.map((variant) => JSON.stringify(variant.memberPricesMinor ?? {}))),
      plainArray(variants.map((variant) => variant.pictureId)),
      plainArray(variants.map((variant) => variant.weightGrams ?? 0)),
      textArray(variants.map((variant) => variant.shelf ?? 'on')),
      textArray(variants.map((variant) => variant.takesStockAt ?? 'order')),
      plainArray(variants.map((variant) => variant.purchaseLimit?.units)),
      plainArray(variants.map((variant) => variant.purchaseLimit?.windowDays)),
      stamp.version,
      tx.now,
      stamp.author,
    ]);
  }

  /** Brings search texts, price ranges and category ids of products in line with what was written. */
  async refresh(tx: Tx, productIds: readonly string[], version: number): Promise<void> {
    if (productIds.length === 0) return;
    const rows = await tx.run(sql.findListedGoods, [plainArray(productIds)]);
    const listings = rows.map((row) => listingOf({ ...row, variants: row.variants ?? [] }));
    await tx.change(sql.refreshDerived, [plainArray(rows.map((row) => row.id)), ...listingColumns(listings), version]);
  }

  /** As {@link refresh}, for all products in categories that have moved. */
  async refreshBelow(tx: Tx, categoryIds: readonly string[], version: number): Promise<void> {
    const below = await tx.run(categorySql.productsBelow, [plainArray(categoryIds)]);
    await this.refresh(
      tx,
      below.map((row) => row.id),
      version,
    );
  }

  /** Of the categories that products are given: each with all above it, by its id as given. */
  private async ancestorsOf(
    tx: Tx,
    products: readonly Pick<UpsertProduct, 'categoryIds'>[],
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const given = [...new Set(products.flatMap(({ categoryIds = [] }) => categoryIds))];
    if (given.length === 0) return new Map();
    const rows = await tx.run(categorySql.findAncestors, [plainArray(given)]);
    const byId = new Map(rows.map(({ id, ancestorIds }) => [id, ancestorIds]));
    return new Map(given.map((id) => [id, byId.get(id.toLowerCase()) ?? []]));
  }

  private async setCategories(tx: Tx, products: readonly Omit<UpsertProduct, 'variants'>[]): Promise<void> {
    const pairs = products.flatMap(({ productId, categoryIds = [] }) =>
      [...new Set(categoryIds)].map((categoryId) => ({ productId, categoryId })),
    );
    await tx.change(sql.setCategories, [
      plainArray(products.map((product) => product.productId)),
      plainArray(pairs.map((pair) => pair.productId)),
      plainArray(pairs.map((pair) => pair.categoryId)),
    ]);
  }
}

/** What a product's row has of its own, column by column. */
function ownColumns(tx: Tx, products: readonly Omit<UpsertProduct, 'variants'>[]): unknown[] {
  return [
    plainArray(products.map((product) => product.productId)),
    plainArray(products.map((product) => product.merchantId)),
    textArray(products.map((product) => product.kind ?? 'physical')),
    textArray(products.map((product) => product.title)),
    textArray(products.map((product) => product.description ?? '')),
    textArray(products.map((product) => product.shelf ?? 'on')),
    timeArray(products.map((product) => product.onShelfAt)),
    plainArray(products.map((product) => product.pictureId)),
    textArray(products.map((product) => JSON.stringify(product.messageFields ?? []))),
    timeArray(products.map((product) => product.createdAt ?? tx.now)),
  ];
}

/** What a product's row has for browsing, column by column. */
function listingColumns(listings: readonly Listing[]): unknown[] {
  return [
    textArray(listings.map(({ categoryIds }) => plainArray(categoryIds))),
    plainArray(listings.map(({ priceFromMinor }) => priceFromMinor)),
    plainArray(listings.map(({ priceToMinor }) => priceToMinor)),
    textArray(listings.map(({ text }) => text)),
    textArray(listings.map(({ words }) => words)),
    textArray(listings.map(({ lexemes }) => textArray(lexemes))),
  ];
}

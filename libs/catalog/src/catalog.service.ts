/** The acts on products and variants. Administration changes one at a time under its version; seeds and imports thousands at once. */
import { Injectable } from '@nestjs/common';
import { Database, plainArray, textArray, type Tx } from '#libs/platform';
import { CatalogVersion } from './catalog-version.js';
import type {
  PictureWords,
  PriceChange,
  Product,
  ProductEdit,
  Shelf,
  UpsertProduct,
  UpsertVariant,
  Variant,
  VariantEdit,
} from './catalog.types.js';
import * as categorySql from './db/category.statements.js';
import * as sql from './db/product.statements.js';
import { productOf, variantOf } from './product.rows.js';
import { problemsOfProduct, problemsOfVariant, VARIANTS_PER_PRODUCT_MAX } from './product.rules.js';
import { ProductWriter, type PlacedVariant } from './product-writer.js';

/** Who changes what: the version seen (If-Match), the author for the price history, and the one merchant it must belong to. */
export interface EditOf {
  readonly id: string;
  readonly version: number;
  readonly author: string | null;
  /** For a merchant account: its merchant. Another's product is `unknown`. */
  readonly onlyMerchantId?: string;
}

/**
 * `written`; `stale`: it has moved on since the version seen; `unknown`: not there, or not the caller's; `taken`: the id or
 * sku is in use by other content; `invalid`: with the problems in words.
 */
export type WriteOutcome<Row> =
  | { readonly kind: 'written'; readonly row: Row }
  | { readonly kind: 'stale'; readonly version: number }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'taken'; readonly what: string }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

@Injectable()
export class CatalogService {
  constructor(
    private readonly database: Database,
    private readonly version: CatalogVersion,
    private readonly writer: ProductWriter,
  ) {}

  /** Adds pictures by id; one that is there stays as it is. Call before writing what shows them. */
  async addPictures(tx: Tx, pictures: readonly (PictureWords & { readonly pictureId: string })[]): Promise<void> {
    if (pictures.length === 0) return;
    await tx.change(sql.insertPictures, [
      plainArray(pictures.map((picture) => picture.pictureId)),
      textArray(pictures.map((picture) => picture.motif)),
      textArray(pictures.map((picture) => picture.colour)),
      textArray(pictures.map((picture) => picture.label)),
    ]);
  }

  /**
   * Writes products with their variants as given, by id: eight statements for any number; send thousands at once. What does
   * not change is not stamped. A product's merchant, and a variant's product and sku, stay as first written.
   * @throws Error on content that is not valid, or an id given with another merchant, product or sku
   */
  async upsertProducts(
    tx: Tx,
    products: readonly UpsertProduct[],
    by: { readonly author: string | null },
  ): Promise<void> {
    if (products.length === 0) return;
    const problems = products.flatMap((product) => [
      ...problemsOfProduct(product),
      ...product.variants.flatMap(problemsOfVariant),
    ]);
    if (problems.length > 0)
      throw new Error(`the catalog cannot take these products: ${problems.slice(0, 5).join('; ')}`);
    const stamp = { version: await this.version.raise(tx), author: by.author };
    const variants = products.flatMap(({ productId, variants: own }) =>
      own.map((variant, position): PlacedVariant => ({ ...variant, productId, position })),
    );
    const known = await this.checkIdentities(tx, products, variants);
    const there = products.filter(({ productId }) => known.has(productId));
    await this.writer.addProducts(
      tx,
      products.filter(({ productId }) => !known.has(productId)),
      stamp,
    );
    await this.writer.writeProducts(tx, there, stamp);
    await this.writer.writeVariants(tx, variants, stamp);
    await this.writer.refresh(
      tx,
      there.map(({ productId }) => productId),
      stamp.version,
    );
  }

  /** Adds one product with its variants. A product with the same id is `taken`. */
  async createProduct(
    tx: Tx,
    product: UpsertProduct,
    by: { readonly author: string | null },
  ): Promise<WriteOutcome<Product>> {
    await this.version.raise(tx);
    const problems = [
      ...problemsOfProduct(product),
      ...product.variants.flatMap(problemsOfVariant),
      ...(await this.unknownCategories(tx, product.categoryIds ?? [])),
    ];
    if (problems.length > 0) return { kind: 'invalid', problems };
    if ((await tx.run(sql.findProducts, [plainArray([product.productId])])).length > 0)
      return { kind: 'taken', what: product.productId };
    const taken = await this.takenSku(tx, product.variants);
    if (taken !== undefined) return { kind: 'taken', what: taken };
    await this.upsertProducts(tx, [product], by);
    return { kind: 'written', row: (await this.loadProducts(tx, [product.productId]))[0]! };
  }

  /** Changes a product's own fields. */
  async editProduct(tx: Tx, which: EditOf, edit: ProductEdit): Promise<WriteOutcome<Product>> {
    const version = await this.version.raise(tx);
    const [known] = await this.loadProducts(tx, [which.id]);
    if (known === undefined || isForeign(known, which)) return { kind: 'unknown' };
    if (known.version !== which.version) return { kind: 'stale', version: known.version };
    const next = { ...known, ...edit };
    const problems = [...problemsOfProduct(next), ...(await this.unknownCategories(tx, edit.categoryIds ?? []))];
    if (problems.length > 0) return { kind: 'invalid', problems };
    await this.writer.writeProducts(tx, [next], { version, author: which.author });
    await this.writer.refresh(tx, [which.id], version);
    return { kind: 'written', row: (await this.loadProducts(tx, [which.id]))[0]! };
  }

  /** Adds a variant to a product, after those it has. */
  async addVariant(tx: Tx, to: Omit<EditOf, 'version'>, variant: UpsertVariant): Promise<WriteOutcome<Variant>> {
    const version = await this.version.raise(tx);
    const [product] = await this.loadProducts(tx, [to.id]);
    if (product === undefined || isForeign(product, to)) return { kind: 'unknown' };
    const problems = problemsOfVariant(variant);
    if (product.variants.length >= VARIANTS_PER_PRODUCT_MAX) {
      problems.push(`a product has at most ${VARIANTS_PER_PRODUCT_MAX} variants`);
    }
    if (problems.length > 0) return { kind: 'invalid', problems };
    const taken = await this.takenSku(tx, [variant]);
    if (taken !== undefined) return { kind: 'taken', what: taken };
    const position = 1 + Math.max(-1, ...product.variants.map((other) => other.position));
    return this.writeVariant(tx, { ...variant, productId: to.id, position }, { version, author: to.author });
  }

  /** Changes a variant; a change of price is in its history with author and time, by the same statement. */
  async editVariant(tx: Tx, which: EditOf, edit: VariantEdit): Promise<WriteOutcome<Variant>> {
    const version = await this.version.raise(tx);
    const [row] = await tx.run(sql.findVariants, [plainArray([which.id]), textArray([])]);
    const [product] = row === undefined ? [] : await tx.run(sql.findProducts, [plainArray([row.productId])]);
    if (row === undefined || product === undefined || isForeign(product, which)) return { kind: 'unknown' };
    if (row.version !== which.version) return { kind: 'stale', version: row.version };
    const next = { ...variantOf(row), ...edit };
    const problems = problemsOfVariant(next);
    if (problems.length > 0) return { kind: 'invalid', problems };
    return this.writeVariant(tx, next, { version, author: which.author });
  }

  /** One product as administration sees it; another merchant's is `undefined`. */
  async findProduct(productId: string, onlyMerchantId?: string): Promise<Product | undefined> {
    const [product] = await this.loadProducts(this.database, [productId]);
    return product === undefined || isForeign(product, { onlyMerchantId }) ? undefined : product;
  }

  /** Products for administration, newest first, keyset paged. Two queries. */
  async listProducts(
    filter: { readonly merchantId?: string; readonly shelf?: Shelf },
    page: { readonly limit: number; readonly after?: { readonly createdAt: Date; readonly productId: string } },
  ): Promise<readonly Product[]> {
    const { createdAt = null, productId = null } = page.after ?? {};
    const values = [createdAt, productId, filter.merchantId ?? null, filter.shelf ?? null, page.limit];
    return this.withVariants(this.database, await this.database.run(sql.listProducts, values));
  }

  /** A variant's prices, newest first; `undefined` for another merchant's variant or none. */
  async priceHistory(
    variantId: string,
    page: { readonly limit: number; readonly beforeId?: number },
    onlyMerchantId?: string,
  ): Promise<readonly PriceChange[] | undefined> {
    const [variant] = await this.database.run(sql.findVariants, [plainArray([variantId]), textArray([])]);
    if (variant === undefined) return undefined;
    if (onlyMerchantId !== undefined && (await this.findProduct(variant.productId, onlyMerchantId)) === undefined)
      return undefined;
    return this.database.run(sql.listPriceChanges, [variantId, page.beforeId ?? null, page.limit]);
  }

  /** Counts units sold towards "sort by sales". Locks the counters by product id; takes part in no version. */
  async recordSales(
    tx: Tx,
    sales: readonly { readonly variantId: string; readonly quantity: number }[],
  ): Promise<void> {
    if (sales.length === 0) return;
    await tx.change(sql.raiseSales, [
      plainArray(sales.map((sale) => sale.variantId)),
      plainArray(sales.map((sale) => sale.quantity)),
    ]);
  }

  /** The words of a picture, or `undefined`. */
  async findPicture(pictureId: string): Promise<PictureWords | undefined> {
    return (await this.database.run(sql.findPicture, [pictureId]))[0];
  }

  private async writeVariant(
    tx: Tx,
    variant: PlacedVariant,
    stamp: { version: number; author: string | null },
  ): Promise<WriteOutcome<Variant>> {
    await this.writer.writeVariants(tx, [variant], stamp);
    await this.writer.refresh(tx, [variant.productId], stamp.version);
    const [row] = await tx.run(sql.findVariants, [plainArray([variant.variantId]), textArray([])]);
    return { kind: 'written', row: variantOf(row!) };
  }

  private async loadProducts(from: Tx | Database, ids: readonly string[]): Promise<readonly Product[]> {
    return this.withVariants(from, await from.run(sql.findProducts, [plainArray(ids)]));
  }

  private async withVariants(from: Tx | Database, products: readonly sql.ProductRow[]): Promise<readonly Product[]> {
    const ids = plainArray(products.map((product) => product.id));
    const variants = products.length === 0 ? [] : await from.run(sql.findVariantsOfProducts, [ids]);
    const byProduct = new Map<string, sql.VariantRow[]>(products.map((product) => [product.id, []]));
    for (const variant of variants) byProduct.get(variant.productId)!.push(variant);
    return products.map((product) => productOf(product, byProduct.get(product.id)!));
  }

  private async unknownCategories(tx: Tx, categoryIds: readonly string[]): Promise<readonly string[]> {
    if (categoryIds.length === 0) return [];
    const known = new Set((await tx.run(categorySql.listCategories)).map((category) => category.categoryId));
    return categoryIds.filter((id) => !known.has(id)).map((id) => `there is no category ${id}`);
  }

  /** The first sku or id among new variants that is in use, or given twice. */
  private async takenSku(tx: Tx, variants: readonly UpsertVariant[]): Promise<string | undefined> {
    const skus = variants.map((variant) => variant.sku);
    const twice = skus.find((sku, index) => skus.indexOf(sku) !== index);
    if (twice !== undefined) return twice;
    const known = await tx.run(sql.findVariants, [
      plainArray(variants.map((variant) => variant.variantId)),
      textArray(skus),
    ]);
    return known[0]?.sku;
  }

  /**
   * Which of these products are there. What is for ever must be given as it is: a mistaken id must not quietly change another's goods.
   * The version row is locked, so what is found here stays so.
   */
  private async checkIdentities(
    tx: Tx,
    products: readonly UpsertProduct[],
    variants: readonly PlacedVariant[],
  ): Promise<ReadonlySet<string>> {
    const known = await tx.run(sql.findKnownProducts, [
      plainArray(products.map((product) => product.productId)),
      plainArray(products.map((product) => product.merchantId)),
    ]);
    for (const { id, isForeign: isAnothers } of known)
      if (isAnothers) throw new Error(`product ${id} is another merchant's`);
    const [other] = await tx.run(sql.findOtherVariant, [
      plainArray(variants.map((variant) => variant.variantId)),
      plainArray(variants.map((variant) => variant.productId)),
      textArray(variants.map((variant) => variant.sku)),
    ]);
    if (other !== undefined) throw new Error(`variant ${other.id} is ${other.sku} of another product`);
    return new Set(known.map(({ id }) => id));
  }
}

function isForeign(
  product: { readonly merchantId: string },
  { onlyMerchantId }: { readonly onlyMerchantId?: string },
): boolean {
  return onlyMerchantId !== undefined && product.merchantId !== onlyMerchantId;
}

/** The words of the catalog. Prices are in minor units, weights in grams. */
import type { Minor } from '#libs/platform';

export const PRODUCT_KINDS = ['physical', 'virtual', 'subscription', 'group_buy'] as const;
export type ProductKind = (typeof PRODUCT_KINDS)[number];

/** Whether something is offered. A product must be on the shelf, and its variant, to be sold. */
export const SHELVES = ['on', 'off'] as const;
export type Shelf = (typeof SHELVES)[number];

/** When stock is held for a buyer: on adding to the cart, on ordering, or only when paid. */
export const TAKES_STOCK_AT = ['cart', 'order', 'payment'] as const;
export type TakesStockAt = (typeof TAKES_STOCK_AT)[number];

/** Something the buyer fills in per line, e.g. an engraving. */
export interface MessageField {
  readonly key: string;
  readonly label: string;
  readonly required: boolean;
  /** In characters (code points). */
  readonly maxLength: number;
  /** A pattern of the subset in `pattern.rules.ts`, matched against the whole value; `null` for any text. */
  readonly pattern: string | null;
}

/** Units one customer may buy within a rolling window of days. */
export interface PurchaseLimit {
  readonly units: number;
  readonly windowDays: number;
}

/** A variant with everything that buying it needs of the catalog, as served by `CatalogSnapshot`. Shared: never changed. */
export interface SellableVariant {
  readonly variantId: string;
  readonly productId: string;
  readonly merchantId: string;
  readonly sku: string;
  /** The product's title. */
  readonly title: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly kind: ProductKind;
  readonly priceMinor: Minor;
  /** Prices by membership tier, where they differ. */
  readonly memberPricesMinor?: Readonly<Record<string, Minor>>;
  readonly weightGrams: number;
  readonly pictureUrl: string | null;
  readonly takesStockAt: TakesStockAt;
  readonly purchaseLimit: PurchaseLimit | null;
  readonly messageFields: readonly MessageField[];
  /** The product and the variant are on the shelf and the product's time has come. */
  readonly onShelf: boolean;
  /** When the product goes on sale, if that is not yet or was timed. */
  readonly onShelfAt?: Date | null;
  /** On the shelf but for its time, which is to come: only who has early access may buy it. */
  readonly awaitsOpening?: boolean;
  /** The product's categories with all above them. */
  readonly categoryIds: readonly string[];
  /** The catalog version at which the variant or its product last changed. */
  readonly version: number;
}

/** Words a picture is drawn from; see `picture.rules.ts`. */
export interface PictureWords {
  readonly motif: string;
  /** `#rrggbb`, lower case. */
  readonly colour: string;
  readonly label: string;
}

/** A variant to write, whole. The caller mints the id. */
export interface UpsertVariant {
  readonly variantId: string;
  readonly sku: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly priceMinor: Minor;
  readonly memberPricesMinor?: Readonly<Record<string, Minor>>;
  /** A picture written before, by `CatalogService.addPictures`. */
  readonly pictureId?: string | null;
  readonly weightGrams?: number;
  readonly shelf?: Shelf;
  readonly takesStockAt?: TakesStockAt;
  readonly purchaseLimit?: PurchaseLimit | null;
}

/** A product with variants to write, whole. The caller mints the ids. Variants not listed stay as they are. */
export interface UpsertProduct {
  readonly productId: string;
  readonly merchantId: string;
  readonly kind?: ProductKind;
  readonly title: string;
  readonly description?: string;
  readonly shelf?: Shelf;
  readonly onShelfAt?: Date | null;
  readonly pictureId?: string | null;
  readonly messageFields?: readonly MessageField[];
  readonly categoryIds?: readonly string[];
  /** Default: the transaction's time. Kept as first written. */
  readonly createdAt?: Date;
  readonly variants: readonly UpsertVariant[];
}

/** What may be changed of a product; absent fields stay. */
export type ProductEdit = Partial<
  Pick<UpsertProduct, 'title' | 'description' | 'shelf' | 'onShelfAt' | 'pictureId' | 'messageFields' | 'categoryIds'>
>;

/** What may be changed of a variant; absent fields stay. Its sku is for ever. */
export type VariantEdit = Partial<Omit<UpsertVariant, 'variantId' | 'sku'>>;

/** A variant as administration sees it. `version` is its ETag. */
export interface Variant extends Required<UpsertVariant> {
  readonly productId: string;
  readonly position: number;
  readonly version: number;
}

/** A product as administration sees it. `version` is its ETag. */
export interface Product extends Required<Omit<UpsertProduct, 'variants'>> {
  readonly updatedAt: Date;
  readonly version: number;
  readonly variants: readonly Variant[];
}

/** A node of the category tree. `path` is its slugs from the root, e.g. `home/kitchen`. */
export interface Category {
  readonly categoryId: string;
  readonly parentId: string | null;
  readonly slug: string;
  readonly name: string;
  readonly path: string;
  readonly position: number;
  readonly version: number;
}

/** One entry of a variant's price history. `oldMinor` is null for its first price. */
export interface PriceChange {
  readonly id: number;
  readonly variantId: string;
  readonly oldMinor: Minor | null;
  readonly newMinor: Minor;
  readonly changedAt: Date;
  readonly changedBy: string | null;
}
